"""The organisation after a post that ends a signature: ``said Ada Holm, chief executive, Lumio``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.records import Filler

if TYPE_CHECKING:
    from kg.extract.context import BlockContext

#: ``Ada Holm, president, television, Lumio``: how many parts may follow the post.
_PARTS = 3


def signed_organisation(context: BlockContext, number: int, end: int) -> list[Filler]:
    """Return the organisation that follows a post and a comma, the post itself in apposition to a name."""
    phrase = context.phrases[number]
    if phrase.det or phrase.own or phrase.owner >= 0 or max(end, phrase.last) != end:
        return []
    if phrase.first == 0 or context.doc[phrase.first - 1].text not in {",", "("}:
        return []
    found: list[Filler] = []
    last = end
    for k in range(context.phrase_at(end) + 1, min(number + 1 + _PARTS, len(context.phrases))):
        part = context.phrases[k]
        if [t.text for t in context.doc[last + 1 : part.first]] != [","] or part.det:
            break
        last = part.last
        named = part.names and part.noun < part.name
        if named and context.is_kind(context.mention_entity(part.name), "human") and not _vague(context, part.name):
            return []
        if named:
            found = [Filler(context.mention_entity(part.name), part.name)]
    closes = last + 1 >= len(context.doc) or context.doc[last + 1].is_punct or context.doc[last + 1].is_sent_start
    return found if closes else []


def _vague(context: BlockContext, token: int) -> bool:
    return context.annotated.entities[context.mention_entity(token)].soft
