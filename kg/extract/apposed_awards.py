"""Awards told by their place alone: ``« Minerai », Palme d'or en 2019, …``, ``Palme d'or en 2019, Ada Holm …``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.candidates import Candidate
from kg.extract.descriptions import fronted, name_phrase_ending_at
from kg.extract.records import Filler

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.context import BlockContext

_OPENERS = frozenset({",", "("})
_CLOSERS = frozenset({",", ")", ".", ";"})
SURE = 0.78


def apposed_awards(context: BlockContext) -> Iterator[Candidate]:
    """Yield the awards that stand beside whoever won them, without a verb."""
    relations = context.language.lexicon.describing.get("apposed_award", ())
    for number, phrase in enumerate(context.phrases if relations else ()):
        if phrase.name < 0 or phrase.name != phrase.first or phrase.prep:
            continue
        award = context.mention_entity(phrase.name)
        if not context.is_kind(award, "award"):
            continue
        for winner in _winners(context, number):
            if not (context.is_kind(winner.entity, "human") or context.is_kind(winner.entity, "work")):
                continue
            for relation in relations:
                yield Candidate(
                    relation,
                    winner.entity,
                    award,
                    context.number,
                    phrase.name,
                    winner.token,
                    phrase.name,
                    own_clause=True,
                    confidence=SURE,
                    rule="describing/award",
                )


def _winners(context: BlockContext, number: int) -> list[Filler]:
    phrase = context.phrases[number]
    at = phrase.first - 1
    if context.doc[phrase.first].is_sent_start:
        return fronted(context, number)
    if at < 1 or context.doc[at].text not in _OPENERS or not _closes(context, phrase.last + 1):
        return []
    k = name_phrase_ending_at(context, at - 1)
    if k < 0:
        return []
    before = context.phrases[k]
    entity = context.mention_entity(before.name)
    maker = k > 0 and before.prep in context.words("genitive") and context.is_kind(entity, "human")
    if maker and context.phrases[k - 1].names and context.phrases[k - 1].last == before.prep_at - 1:
        # "« Minerai » de Ada Holm, Palme d'or …": the work's
        before = context.phrases[k - 1]
        entity = context.mention_entity(before.name)
    return [Filler(entity, before.name)]


def _closes(context: BlockContext, at: int) -> bool:
    """Tell whether an apposition ends here or goes on with where or when: no verb, no other noun follows."""
    if at >= len(context.doc):
        return True
    token = context.doc[at]
    return token.text in _CLOSERS or token.pos_ in {"ADP", "NUM"} or token.like_num
