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
    from kg.resolve.groups import Setting

#: A work of more mentions is known well enough.
MENTIONS_MAX = 200


class Namesake(NamedTuple):
    """A group whose work is another one in an article, perhaps: what speaks for it."""

    group: int
    article: str
    about: tuple[str, ...]


class _Circle(NamedTuple):
    """Articles that connect a work with the same things."""

    articles: list[str]
    neighbours: set[int]
    makers: set[int]


def namesakes(clusters: Clusters, context: Context, setting: Setting) -> Iterator[Namesake]:
    """Yield the works whose articles fall apart into circles with other makers, one for each further circle."""
    for numbers in clusters.partition():
        first = numbers[0]
        works = all(clusters.groups[n].kind in setting.titled for n in numbers)
        if works and 1 < clusters.weight(first) <= MENTIONS_MAX:
            circles = [circle for circle in _circles(clusters, context, numbers) if circle.makers]
            for circle in circles[1:]:
                if circle.makers.isdisjoint(circles[0].makers):
                    makers = (_names(clusters, some.makers) for some in (circles[0], circle))
                    name = spoken(clusters.groups[first])
                    yield Namesake(first, min(circle.articles), (name, *makers, min(circle.articles)))


def _circles(clusters: Clusters, context: Context, numbers: list[int]) -> list[_Circle]:
    """Return the circles, the largest first; mentions without neighbours belong to none."""
    circles: list[_Circle] = []
    members = sorted((article, local.key) for n in numbers for article, local in clusters.groups[n].members)
    for member in members:
        neighbours, makers = context.of_member(clusters, member)
        if not neighbours:
            continue
        circle = _Circle([member[0]], set(neighbours), set(makers))
        for other in [c for c in circles if not c.neighbours.isdisjoint(neighbours)]:
            circles.remove(other)
            circle = _Circle(
                other.articles + circle.articles, other.neighbours | circle.neighbours, other.makers | circle.makers
            )
        circles.append(circle)
    return sorted(circles, key=lambda c: (-len(c.articles), min(c.articles)))


def _names(clusters: Clusters, roots: set[int]) -> str:
    return " and ".join(sorted(spoken(clusters.groups[root]) for root in roots))
