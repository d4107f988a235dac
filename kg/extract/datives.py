"""To whom something comes: ``lui a valu un César``, ``à qui l'on doit « X »``, ``a valu à X une nomination``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.arguments import prepositional
from kg.extract.records import Filler
from kg.extract.relatives import phrase_referents

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.context import BlockContext


def dative_pronoun(context: BlockContext, verb: Token) -> list[Filler]:
    """Return whom a clitic before a verb or a relative pronoun that opens its clause stands for."""
    clitics = context.words("dative_clitic")
    for child in verb.children:
        if child.i < verb.i and child.lower_ in clitics:
            entity = context.mention_entity(child.i)
            return [Filler(entity, child.i)] if entity >= 0 else []
    openers = context.words("dative_relative")
    at = next((t.i for t in reversed(context.doc[verb.sent.start : verb.i]) if t.lower_ in openers), -1)
    if at < 1 or any(t.pos_ == "VERB" for t in context.doc[at + 1 : verb.i]):
        return []
    before = at - 1
    if context.doc[at].lower_ == "qui":
        if context.doc[before].lower_ != "à":
            return []
        before -= 1
    before -= context.doc[before].text == ","
    return phrase_referents(context, context.phrase_at(before)) if before >= 0 else []


def receiver(context: BlockContext, number: int) -> list[Filler]:
    """``a valu à X une nomination``: to whom the verb brings what a noun names."""
    verb = context.doc[context.phrases[number].noun].head
    if verb.pos_ != "VERB" or verb.lemma_ not in context.words("bringing_verbs"):
        return []
    return prepositional(context, verb, frozenset({"à"})) or dative_pronoun(context, verb)
