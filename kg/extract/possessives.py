"""Possessives that the sentence itself resolves: ``A and B … their banner``, ``A's stake in B and its deal with C``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.coordination import joined
from kg.extract.records import Filler

if TYPE_CHECKING:
    from kg.annotate.phrases import Phrase
    from kg.extract.context import BlockContext


def implied_own(context: BlockContext, phrase: Phrase) -> bool:
    """``ITV hired Ada Holm to run flagship channel ITV1``: a noun that always belongs to somebody, without article."""
    words = context.words("implied_own")
    bare = phrase.noun >= 0 and not phrase.det and phrase.owner < 0
    return bare and any(context.doc[i].lower_ in words for i in range(phrase.first, phrase.noun + 1))


def sentence_owners(context: BlockContext, number: int, classes: frozenset[str]) -> list[Filler]:
    """Return whom of the classes a possessive stands for, where a noun before it or a list of people tells."""
    found = [f for f in _parallel_owner(context, number) if context.fits(f.entity, classes)]
    return found or [f for f in _joint_owners(context, number) if context.fits(f.entity, classes)]


def _parallel_owner(context: BlockContext, number: int) -> list[Filler]:
    """``Lumio's takeover of Brume and its purchase of Ondine``: the possessive repeats the owner of the first noun."""
    phrase = context.phrases[number]
    start = phrase.prep_at if phrase.prep else phrase.first
    if not phrase.own or start < 1 or context.doc[start - 1].lower_ not in context.words("conjunctions"):
        return []
    sentence = context.doc[phrase.first].sent
    for k in range(number - 1, -1, -1):
        before = context.phrases[k]
        if before.first < sentence.start:
            return []
        if before.owner >= 0 and before.noun >= 0 and not before.names:
            gap = context.doc[before.last + 1 : start - 1]
            if any(t.pos_ in {"VERB", "AUX"} for t in gap):
                return []
            owner = context.referent(before.owner)
            return [owner] if owner is not None else []
    return []


def _joint_owners(context: BlockContext, number: int) -> list[Filler]:
    """``A and B will produce under their banner``: a plural possessive belongs to the people listed last."""
    phrase = context.phrases[number]
    if phrase.det not in context.words("own_plural"):
        return []
    sentence = context.doc[phrase.first].sent
    for k in range(number - 1, 0, -1):
        if context.phrases[k - 1].first < sentence.start:
            return []
        if not _person(context, k) or not joined(context, k - 1, k) or not _person(context, k - 1):
            continue
        members = [k]
        while members[0] and joined(context, members[0] - 1, members[0]) and _person(context, members[0] - 1):
            members.insert(0, members[0] - 1)
        names = [context.phrases[m].name for m in members]
        return [Filler(context.mention_entity(name), name) for name in names]
    return []


def _person(context: BlockContext, number: int) -> bool:
    phrase = context.phrases[number]
    named = phrase.name >= 0 and phrase.name == phrase.last
    return named and context.is_kind(context.mention_entity(phrase.name), "human")


def possessive_owner(context: BlockContext, number: int) -> list[Filler]:
    """``his film X``, ``through her Lumio Pictures``: whom the possessive before a noun or a name stands for."""
    phrase = context.phrases[number]
    if phrase.noun >= 0:
        found = list(context.owners(number, phrase.noun, frozenset(), frozenset()))
        return found if phrase.det in context.words("own_plural") else found[:1]
    entity = context.mention_entity(phrase.first)
    if entity >= 0 and phrase.first not in phrase.names:
        return [Filler(entity, phrase.first)]
    people = frozenset(context.language.kinds.classes["human"])
    return list(context.owners(number, phrase.last, people, frozenset()))


def staff(context: BlockContext, number: int) -> list[Filler]:
    """``Lumio's A, B and C``, ``A and B of Lumio``: people listed with the one whom an organisation is tied to."""
    phrase = context.phrases[number]
    if not _person(context, number) or phrase.noun >= 0:
        return []
    if phrase.owner >= 0:
        members = [k for k in context.coordination(number)[1:] if _person(context, k) and context.phrases[k].noun < 0]
        members = [k for k in members if context.phrases[k].owner < 0]
    else:
        members = []
        k = number
        while k and joined(context, k - 1, k) and _person(context, k - 1) and context.phrases[k].noun < 0:
            k -= 1
            members.append(k)
    return [Filler(context.mention_entity(context.phrases[k].name), context.phrases[k].name) for k in members]
