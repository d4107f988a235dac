"""Several posts of one person: ``NAME, chair and CEO of X``, ``NAME, chair of X and CEO of Y``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.cues import noun_texts

if TYPE_CHECKING:
    from kg.extract.context import BlockContext
    from kg.extract.records import Filler


def shared(context: BlockContext, number: int) -> list[Filler]:
    """``NAME, chair and CEO of X``: the second noun describes what the first does."""
    if number == 0:
        return []
    phrase, before = context.phrases[number], context.phrases[number - 1]
    between = [t.lower_ for t in context.doc[before.last + 1 : phrase.first]]
    if before.prep in _links(context) and before.names and not phrase.prep:
        return _second_post(context, number)
    if before.noun < 0 or before.names or not between or not set(between) <= context.words("conjunctions") | {",", "/"}:
        return []
    return context.described(number - 1) or context.predicated(number - 1) or shared(context, number - 1)


def _second_post(context: BlockContext, number: int) -> list[Filler]:
    """``NAME, chair of X and CEO of Y``: the post after the first one's organisation is the same name's."""
    phrase, k = context.phrases[number], number - 1
    between = {t.lower_ for t in context.doc[context.phrases[k].last + 1 : phrase.first]}
    conjunctions = context.words("conjunctions")
    if not between or not between <= conjunctions | {",", "also", "then", "later"}:
        return []
    while k > 0 and context.phrases[k].prep in _links(context):
        k -= 1
    first = context.phrases[k]
    wordings = noun_texts(context.doc, first.noun, first.first, first.last) if first.noun >= 0 else ()
    if not any(text in context.language.lexicon.person_nouns for text in wordings):
        return []
    for found in (context.described(k), context.predicated(k), shared(context, k)):
        people = [f for f in found if context.is_kind(f.entity, "human")]
        if people:
            return people
    return []


def _links(context: BlockContext) -> frozenset[str]:
    return context.words("genitive") | context.words("post_prepositions")
