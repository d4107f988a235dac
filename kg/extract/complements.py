"""What the prepositions after a noun govern, up to the end of its clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.morphology import features
from kg.extract.arguments import small_clause
from kg.extract.coordination import joined
from kg.extract.relatives import relative_light_verb

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.context import BlockContext
    from kg.extract.records import Filler


def lodged(token: Token, end: int) -> bool:
    """``a complaint lodged by X``: a participle right after the noun."""
    return token.i == end + 1 and token.dep_ in {"acl", "amod"} and not any(c.pos_ == "AUX" for c in token.children)


def after(context: BlockContext, number: int, end: int, prepositions: frozenset[str]) -> list[Filler]:
    """Return the names of the first phrase after a noun with one of the prepositions, in the noun's clause."""
    clause = relative_light_verb(context, context.doc[context.phrases[number].noun])
    for k in range(number + 1, min(number + 5, len(context.phrases))):
        phrase = context.phrases[k]
        if clause is not None and phrase.last < clause.i:
            continue
        start = clause.i + 1 if clause is not None else end + 1
        passive = not prepositions & context.words("by")
        gap = [t for t in context.doc[start : phrase.first] if not (passive and lodged(t, end))]
        if any(t.text in {";", ":", "."} or _opens_clause(context, number, t) for t in gap):
            return []
        if phrase.prep_at > 0 and context.doc[phrase.prep_at - 1].lower_ in context.words("made_with"):
            # "une série créée avec X": who makes it plays no part in it
            return []
        if phrase.prep in prepositions and not small_clause(context, k):
            owned = k + 1 < len(context.phrases) and context.phrases[k + 1].owner == k
            found = context.phrase_fillers(k + 1 if owned else k)
            if found:
                return found
        elif not phrase.prep and k > number + 1 and joined(context, k - 1, k):
            # "cases by A and B against C"
            continue
        elif not phrase.prep and not any(f.token == phrase.name for f in context.described(number)):
            return []
    return []


def _opens_clause(context: BlockContext, number: int, token: Token) -> bool:
    """A verb between a noun and a preposition; no participle (``une série produite par X, avec …``), no copula."""
    if token.pos_ not in {"VERB", "AUX"}:
        return False
    noun = context.doc[context.phrases[number].noun]
    if token.lemma_ in context.language.grammar.words["copula"] and token.i == context.phrases[number].last + 1:
        return not any(c.lower_ in context.words("genitive_relative") for c in noun.subtree)
    participle = features(token, "VerbForm") == ["Part"] and context.language.grammar.language == "fr"
    return not participle or any(c.pos_ == "AUX" for c in token.children)
