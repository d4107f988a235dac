"""Works of one name that may be two: nothing is parted here, only what speaks for it is told.

One title and class is one work until somebody says otherwise. But when articles connect a work with quite different
things, and name other makers of it, it is worth a look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.resolve.bearers import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.resolve.clusters import Clusters
    from kg.resolve.context import Context
    from kg.resolve.groups import Member, Setting

#: A work of more mentions is known well enough.
MENTIONS_MAX = 200


class Namesake(NamedTuple):
    """A group whose thing is another one in an article, perhaps: what speaks for it."""

    group: int
    article: str
    about: tuple[str, ...]


class Circle(NamedTuple):
    """What articles that connect a thing with the same things call so."""

    members: list[Member]
    neighbours: set[int]
    makers: set[int]

    @property
    def articles(self) -> list[str]:
        """Return the articles."""
        return [article for article, _ in self.members]


def namesakes(clusters: Clusters, context: Context, setting: Setting) -> Iterator[Namesake]:
    """Yield the works whose articles fall apart into circles with other makers, one for each further circle."""
    for numbers in clusters.partition():
        first = numbers[0]
        works = all(clusters.groups[n].kind in setting.titled for n in numbers)
        if works and 1 < clusters.weight(first) <= MENTIONS_MAX:
            made = [circle for circle in circles(clusters, context, numbers) if circle.makers]
            for circle in made[1:]:
                if circle.makers.isdisjoint(made[0].makers):
                    makers = (_names(clusters, some.makers) for some in (made[0], circle))
                    name = spoken(clusters.groups[first])
                    yield Namesake(first, min(circle.articles), (name, *makers, min(circle.articles)))


def circles(clusters: Clusters, context: Context, numbers: list[int]) -> list[Circle]:
    """Return the circles of the groups of a cluster, the largest first; without neighbours an article is its own."""
    found: list[Circle] = []
    members = sorted((article, local.key) for n in numbers for article, local in clusters.groups[n].members)
    for member in members:
        neighbours, makers = context.of_member(clusters, member)
        circle = Circle([member], set(neighbours), set(makers))
        for other in [c for c in found if not c.neighbours.isdisjoint(neighbours)]:
            found.remove(other)
            circle = Circle(
                other.members + circle.members, other.neighbours | circle.neighbours, other.makers | circle.makers
            )
        found.append(circle)
    return sorted(found, key=lambda c: (-len(c.members), min(c.members)))


def _names(clusters: Clusters, roots: set[int]) -> str:
    return " and ".join(sorted(spoken(clusters.groups[root]) for root in roots))
