"""Trades that only repeat a credit: ``The Ferry, directed by Norwegian director Ada Holm``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.candidates import Candidate
    from kg.extract.context import BlockContext

#: The rule whose candidates are meant.
_RULE = "describing/occupation"


def without_credited_trades(contexts: Sequence[BlockContext], found: Sequence[Candidate]) -> list[Candidate]:
    """Leave out the trade of somebody by whom a work is: the credit says the same."""
    told: dict[tuple[int, int, int], set[str]] = {}
    for candidate in found:
        if candidate.rule == _RULE:
            continue
        start = contexts[candidate.block].doc[candidate.anchor].sent.start
        for entity in (candidate.subject, candidate.object):
            if isinstance(entity, int):
                told.setdefault((candidate.block, start, entity), set()).add(candidate.relation)
    return [c for c in found if c.rule != _RULE or not _credited(contexts[c.block], c, told)]


def _credited(context: BlockContext, candidate: Candidate, told: dict[tuple[int, int, int], set[str]]) -> bool:
    doc = context.doc
    relations = told.get((candidate.block, doc[candidate.anchor].sent.start, candidate.subject), set())
    if not relations:
        return False
    number = context.phrase_at(candidate.anchor)
    if number < 0 or context.phrases[number].prep not in context.words("by"):
        return False
    last = context.phrases[number].noun
    nouns = context.language.lexicon.nouns
    words = (doc[last].lower_, doc[last].lemma_.lower())
    return any(entry.relation in relations for word in words for entry in nouns.get(word, ()))
