"""How well things were told apart: B-cubed and pairwise precision and recall of a clustering.

Both compare two partitions of the same items, given as item → label; labels need no meaning beyond "the same label is
the same thing". Pairwise counts pairs of items, so a large cluster weighs much; B-cubed takes the mean over items.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Agreement:
    """Precision, recall and their harmonic mean; 1 where there is nothing to be wrong about."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def b_cubed(expected: Mapping[Hashable, Hashable], found: Mapping[Hashable, Hashable]) -> Agreement:
    """Return the mean over items of the part of its found (expected) cluster that is expected (found) there.

    Raises :class:`DataError` when the two do not label the same items.
    """
    _check(expected, found)
    if not expected:
        return Agreement(1.0, 1.0)
    both, wanted, got = _sizes(expected, found)
    precision = sum(n * n / got[label] for (_, label), n in both.items())
    recall = sum(n * n / wanted[label] for (label, _), n in both.items())
    return Agreement(precision / len(expected), recall / len(expected))


def pairwise(expected: Mapping[Hashable, Hashable], found: Mapping[Hashable, Hashable]) -> Agreement:
    """Return which part of the pairs put together belong together, and the other way round.

    Raises :class:`DataError` when the two do not label the same items.
    """
    _check(expected, found)
    both, wanted, got = _sizes(expected, found)
    right = _pairs(both.values())
    return Agreement(_part(right, _pairs(got.values())), _part(right, _pairs(wanted.values())))


def _check(expected: Mapping[Hashable, Hashable], found: Mapping[Hashable, Hashable]) -> None:
    odd = sorted(map(str, expected.keys() ^ found.keys()))
    if odd:
        raise DataError(
            f"{len(odd)} items are in one of the two clusterings only, such as {odd[0]}; label the same items"
        )


def _sizes(
    expected: Mapping[Hashable, Hashable], found: Mapping[Hashable, Hashable]
) -> tuple[Counter[tuple[Hashable, Hashable]], Counter[Hashable], Counter[Hashable]]:
    """Return the sizes of the intersections, by both labels, and of the clusters of each side."""
    both = Counter((label, found[item]) for item, label in expected.items())
    return both, Counter(expected.values()), Counter(found.values())


def _pairs(sizes: Iterable[int]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes)


def _part(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
