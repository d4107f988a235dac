"""What is counted: records that add up, so that articles can be scored one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from kg.evaluate.gold import GoldClaim, GoldFigure
    from kg.evaluate.match import Line


@dataclass(frozen=True, slots=True)
class Counts:
    """How much was expected and found, and how much of both is the same."""

    expected: int = 0
    found: int = 0
    right: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.expected + other.expected, self.found + other.found, self.right + other.right)

    @property
    def precision(self) -> float:
        """The part of what was found that is right; 0 when nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The part of what was expected that was found; 0 when nothing was expected."""
        return self.right / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some matched claims have a detail right."""

    right: int = 0
    total: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.total + other.total)

    @property
    def part(self) -> float | None:
        """The right part; ``None`` of nothing."""
        return self.right / self.total if self.total else None


@dataclass(frozen=True, slots=True)
class Missed:
    """Something expected that was not found; ``sides`` are the names of subject and object or the value."""

    article: str
    wanted: GoldClaim | GoldFigure
    sides: tuple[str, str]
    cause: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim that was found, and whether it was expected; ``cause`` says what is wrong with one that was not."""

    line: Line
    right: bool
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Scores:
    """The measures of some articles.

    ``relations`` asks for the exact predicate, ``lenient`` accepts a parent, a child or a child of the same parent.
    ``period`` and ``change`` are of the right figures that have one, ``mode`` of the right relations, ``attribution``
    of those with a named source.
    """

    relations: Counts = Counts()
    lenient: Counts = Counts()
    figures: Counts = Counts()
    period: Share = Share()
    change: Share = Share()
    mode: Share = Share()
    attribution: Share = Share()
    by_relation: Mapping[str, Counts] = field(default_factory=dict)
    by_metric: Mapping[str, Counts] = field(default_factory=dict)
    missed: tuple[Missed, ...] = ()
    judged: tuple[Judged, ...] = ()

    def __add__(self, other: Scores) -> Scores:
        return Scores(
            relations=self.relations + other.relations,
            lenient=self.lenient + other.lenient,
            figures=self.figures + other.figures,
            period=self.period + other.period,
            change=self.change + other.change,
            mode=self.mode + other.mode,
            attribution=self.attribution + other.attribution,
            by_relation=add_counts(self.by_relation, other.by_relation),
            by_metric=add_counts(self.by_metric, other.by_metric),
            missed=self.missed + other.missed,
            judged=self.judged + other.judged,
        )

    @property
    def wrong(self) -> tuple[Judged, ...]:
        """The claims that were found and not expected."""
        return tuple(j for j in self.judged if not j.right)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The measures of a gold file, all together and by language."""

    total: Scores
    languages: Mapping[str, Scores]


CountsByName: TypeAlias = Mapping[str, Counts]


def add_counts(first: CountsByName, second: CountsByName) -> dict[str, Counts]:
    """Return the sums, name by name."""
    names = sorted({*first, *second})
    return {name: first.get(name, Counts()) + second.get(name, Counts()) for name in names}
