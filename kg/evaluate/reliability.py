"""Whether confidences mean what they say: of the claims that are given 0.9, nine in ten should be right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.evaluate.scores import Judged

#: Lower ends of the bins of a reliability table, the last one up to and including 1.
EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Bin:
    """The claims with a confidence from ``low`` to below ``high``; ``expected`` is the mean of their confidences."""

    low: float
    high: float
    claims: int
    expected: float
    right: int

    @property
    def part(self) -> float | None:
        """The part of the claims that is right; ``None`` of an empty bin."""
        return self.right / self.claims if self.claims else None


def reliability(judged: Iterable[Judged], edges: tuple[float, ...] = EDGES) -> tuple[Bin, ...]:
    """Sort claims into bins by their confidence; ``edges`` are the lower ends, rising."""
    ends = (*edges[1:], 1.0)
    pairs = [(float(j.line["confidence"]), j.right) for j in judged]
    bins = []
    for low, high in zip(edges, ends, strict=True):
        inside = [(c, right) for c, right in pairs if low <= c < high or (c == high == 1.0)]
        mean = sum(c for c, _ in inside) / len(inside) if inside else 0.0
        bins.append(Bin(low, high, len(inside), mean, sum(right for _, right in inside)))
    return tuple(bins)
