"""``Le tandem``, ``les deux groupes``: the two organisations that the text joined last."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from kg.annotate.cues import classes_of_phrase
from kg.extract.records import Filler

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.annotate.phrases import Phrase
    from kg.extract.context import BlockContext

#: Paragraphs that such a noun may look back over.
_REACH = 2
_TWO = 2


def pair_before(context: BlockContext, number: int) -> list[Filler]:
    """Return the pair that a noun for two stands for: the last two names joined before it; empty for other nouns."""
    phrase = context.phrases[number]
    if phrase.noun < 0 or phrase.names or not (phrase.definite or phrase.own):
        return []
    lemma = context.doc[phrase.noun].lemma_.lower()
    if any(context.doc[i].lower_ in context.words("two") for i in range(phrase.first, phrase.noun)):
        firms = {*context.language.kinds.classes["firm"], context.language.kinds.first("group")}
        classes = classes_of_phrase(context.doc, phrase, context.language.grammar)
        if lemma not in context.words("partners") and not classes & firms:
            return []
    elif lemma not in context.words("pair_nouns"):
        return []
    beside = _two_before(context, phrase)
    if beside:
        return [Filler(entity, phrase.noun) for entity in beside]
    for block in range(context.number, max(-1, context.number - _REACH - 1), -1):
        phrases = context.annotated.phrases[block]
        found = _last_pair(context, block, phrases[:number] if block == context.number else phrases)
        if found:
            return [Filler(entity, phrase.noun) for entity in found]
    return []


def _two_before(context: BlockContext, phrase: Phrase) -> list[int]:
    """``X diffusera Y grâce à un accord entre les deux groupes``: the only two organisations of the sentence."""
    start = context.doc[phrase.first].sent.start
    found = dict.fromkeys(
        context.mention_entity(name)
        for other in context.phrases
        for name in other.names
        if start <= name < phrase.first
    )
    groups = [e for e in found if context.is_kind(e, "group")]
    return groups if len(groups) == _TWO else []


def _last_pair(context: BlockContext, block: int, phrases: Sequence[Phrase]) -> list[int]:
    """Return the last two organisations joined by a conjunction among some phrases of a block."""
    doc = context.annotated.blocks[block].doc
    joins = context.words("pair_joins")
    for first, second in reversed(list(itertools.pairwise(phrases))):
        gap = [t.lower_ for t in doc[first.last + 1 : second.first]]
        if len(gap) != 1 or gap[0] not in joins or not (first.names and second.names) or second.prep:
            continue
        mentions = [context.annotated.mention_at(block, phrase.name) for phrase in (first, second)]
        found = [m.entity for m in mentions if m is not None]
        if len(set(found)) > 1 and all(context.is_kind(e, "group") for e in found):
            return found
    return []
