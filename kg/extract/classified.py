"""The relations that the classifier finds and no rule has: candidates like those of the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.candidates import Candidate
from kg.extract.modality import RANK
from kg.model import FACTUAL_MODES, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Token

    from kg.annotate.document import TokenMention
    from kg.extract.classifier import Judgement
    from kg.extract.context import BlockContext
    from kg.extract.literals import LiteralMention
    from kg.model import Mode

RULE = "classifier"
#: Less likely relations are not looked at; how sure the others are is decided by all signs together.
LEAST_LIKELY = 0.25


def classified(
    contexts: Sequence[BlockContext],
    judgements: Iterable[Judgement],
    literals: Sequence[LiteralMention],
    known: Sequence[tuple[Candidate, Mode]],
) -> Iterator[Candidate]:
    """Yield what the classifier finds likely, without the candidates of rules that are ``known`` with their modes.

    Where rules read that two things are only to have to do with each other, or do not, what the classifier says of the
    two is no firmer. Figures are not among it: they need more than a subject and an amount.
    """
    if not contexts:
        return
    said = {(c.subject, c.relation, c.object) for c, _ in known}
    modes: dict[frozenset[object], list[int]] = {}
    for candidate, mode in known:
        modes.setdefault(frozenset({candidate.subject, candidate.object}), []).append(RANK[mode])
    schema = contexts[0].language.schema
    entities = len(contexts[0].annotated.entities)
    for judgement in judgements:
        info = schema.relations.get(judgement.relation)
        if judgement.likely < LEAST_LIKELY or info is None or info.kind != "relation":
            continue
        target: int | str = judgement.object
        if judgement.object >= entities:
            planned = judgement.mode in {"planned", "hedged"}
            target = literals[judgement.object - entities].date(planned=planned)
        sides: list[tuple[int, str, int | str | Quantity]] = [(judgement.subject, judgement.relation, target)]
        if judgement.relation in schema.symmetric:
            sides.append((judgement.object, judgement.relation, judgement.subject))
        if not said.isdisjoint(sides):
            continue
        said.add(sides[0])
        candidate = _candidate(contexts, judgement, target)
        read = modes.get(frozenset({judgement.subject, target}), [])
        if read and min(read) > max(RANK[mode] for mode in FACTUAL_MODES):
            candidate.mode = next(mode for mode, rank in RANK.items() if rank == max(read))
        yield candidate


def _candidate(contexts: Sequence[BlockContext], judgement: Judgement, target: int | str) -> Candidate:
    one, other = judgement.subject_mention, judgement.object_mention
    block = max(one.block, other.block)
    doc = contexts[block].doc
    sides = [doc[m.head] if m.block == block else None for m in (one, other)]
    return Candidate(
        relation=judgement.relation,
        subject=judgement.subject,
        object=target,
        block=block,
        anchor=_anchor(sides, max(one, other, key=_position)),
        subject_token=one.head if one.block == block else -1,
        object_token=other.head if other.block == block else -1,
        above=True,
        confidence=round(judgement.likely, 2),
        rule=RULE,
    )


def _position(mention: TokenMention | LiteralMention) -> tuple[int, int]:
    return mention.block, mention.first


def _anchor(sides: Sequence[Token | None], later: TokenMention | LiteralMention) -> int:
    """Return the word above both mentions in the sentence's tree; of mentions in two sentences the later one."""
    one, other = sides
    if one is None or other is None or one.sent != other.sent:
        return later.head
    above = {one.i, *(token.i for token in one.ancestors)}
    return next((token.i for token in (other, *other.ancestors) if token.i in above), later.head)
