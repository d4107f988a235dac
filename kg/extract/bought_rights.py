"""``Netflix bought the first season of “Ore”``: a channel that buys a series does not take it over but shows it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.candidates import Candidate
    from kg.extract.context import BlockContext

_CHANNELS = frozenset({"Broadcaster", "StreamingService"})


def bought_rights(contexts: Sequence[BlockContext], found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield the candidates, a purchase of a series by a channel turned into its showing."""
    for candidate in found:
        yield _shown(contexts[candidate.block], candidate) or candidate


def _shown(context: BlockContext, candidate: Candidate) -> Candidate | None:
    relations = context.language.lexicon.describing.get("bought_by_channel", ())
    if len(relations) < 2 or candidate.relation != relations[0] or not isinstance(candidate.object, int):
        return None
    entities, schema = context.annotated.entities, context.language.schema
    work, channel = entities[candidate.object], entities[candidate.subject]
    serial = set(work.types) & set(context.language.kinds.classes["serial"])
    if work.soft or not serial or not any(schema.expand(t) & _CHANNELS for t in channel.types):
        return None
    return replace(
        candidate,
        relation=relations[1],
        subject=candidate.object,
        object=candidate.subject,
        subject_token=candidate.object_token,
        object_token=candidate.subject_token,
        classes=(frozenset(), frozenset()),
        qualifiers={},
    )
