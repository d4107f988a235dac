"""Who a word for a nationality is said of: ``un Iranien, X``, ``les Belges X et Y``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.cues import classes_of_phrase
from kg.extract.clauses import is_object_dep
from kg.extract.genitives import about_phrase
from kg.extract.records import Filler

if TYPE_CHECKING:
    from kg.extract.context import BlockContext


def nationals(context: BlockContext, number: int, at: int) -> list[Filler]:
    """Return who is of the nationality that the word at a token of a phrase tells."""
    phrase = context.phrases[number]
    found = about_phrase(context, number)
    if found and phrase.names and phrase.noun >= 0 and context.plural(phrase):
        return context.described(number) or found
    return found or (_introduced(context, number) if at == phrase.noun else [])


def _introduced(context: BlockContext, number: int) -> list[Filler]:
    """``un Mexicain, le vétéran X``: the human being named right after the comma."""
    phrase, doc = context.phrases[number], context.doc
    following = number + 1
    comma = phrase.last + 1
    if phrase.det not in context.words("indefinite") or following >= len(context.phrases):
        return []
    named = context.phrases[following]
    if comma >= len(doc) or doc[comma].text != "," or named.first != comma + 1 or named.prep or not named.names:
        return []
    entity = context.mention_entity(named.name)
    return [Filler(entity, named.name)] if context.is_kind(entity, "human") else []


def misplaced(context: BlockContext, number: int, entity: int) -> bool:
    """``X, une coproduction française``, ``l'italien RCS``: the adjective is of a work or firm, no human being's."""
    if not context.is_kind(entity, "human"):
        return False
    name = context.annotated.entities[entity].name
    human = context.language.kinds.first("human")
    classes = classes_of_phrase(context.doc, context.phrases[number], context.language.grammar)
    return (bool(classes) and human not in classes) or (name.isupper() and " " not in name)


def fictional(context: BlockContext, filler: Filler) -> bool:
    """``le rôle de X, un médecin``, ``incarne le peintre X``, ``X (Ada Holm), psychiatre``: X is a part in a work."""
    number, doc = context.phrase_at(filler.token), context.doc
    if number < 0:
        return False
    phrase = context.phrases[number]
    before = context.phrases[number - 1] if number else None
    tied = before is not None and before.noun >= 0 and phrase.prep_at == before.last + 1
    if before is not None and tied and doc[before.noun].lemma_.lower() in context.words("character_nouns"):
        return True
    head = doc[phrase.noun if phrase.noun >= 0 else phrase.name]
    if is_object_dep(head) and head.head.i < head.i and head.head.lemma_ in context.words("playing_verbs"):
        return True
    bracket = phrase.last + 1
    played = bracket + 1 < len(doc) and doc[bracket].text == "("
    return played and context.is_kind(context.mention_entity(bracket + 1), "human")
