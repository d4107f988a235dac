"""Who a word for a nationality is said of: ``un Iranien, X``, ``les Belges X et Y``."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
