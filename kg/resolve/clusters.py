"""Groups joined to clusters, edge by edge, each edge with its reason; what must stay apart stays apart.

Edges are tried in the order in which they are offered, the surest kinds first. Whatever would join two identifiers, or
two things that somebody told apart, is refused; an edge that is not sure in itself is also refused when one article
speaks of both sides as two things.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.resolve.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.resolve.groups import Group


@dataclass(frozen=True, slots=True)
class Edge:
    """Two groups, by number, that are or may be one thing, why, and how likely (1 = certain).

    ``about`` are the words that the reason is told with (:func:`kg.resolve.reasons.tell`).
    """

    one: int
    other: int
    reason: Reason
    about: tuple[str, ...] = ()
    score: float = 1.0


class Clusters:
    """Which groups are together; grows by :meth:`join` only."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self.groups = groups
        self.edges: list[Edge] = []
        self.doubts: list[Edge] = []
        self._parent = list(range(len(groups)))
        self._members: dict[int, list[int]] = {}
        self._weight = [len(group.members) for group in groups]
        self._articles: dict[int, set[str]] = {}
        #: root → identifiers of other knowledge bases; → groups that it must never be joined with.
        self._identifiers = {n: {g.kb_id} for n, g in enumerate(groups) if g.kb_id}
        self._apart: dict[int, set[int]] = {}
        #: roots of clusters whose identifiers somebody decided on.
        self._fixed: set[int] = set()

    def find(self, group: int) -> int:
        """Return the group that stands for the cluster of ``group``."""
        parent = self._parent
        root = group
        while parent[root] != root:
            root = parent[root]
        while parent[group] != root:
            parent[group], group = root, parent[group]
        return root

    def together(self, one: int, other: int) -> bool:
        """Tell whether two groups are in one cluster."""
        return self.find(one) == self.find(other)

    def roots(self, groups: Iterable[int]) -> set[int]:
        """Return the clusters of some groups."""
        return {self.find(group) for group in groups}

    def members(self, group: int) -> list[int]:
        """Return the groups of a cluster, in no order."""
        root = self.find(group)
        return self._members.get(root, [root])

    def identifiers(self, group: int) -> set[str]:
        """Return the identifiers of a cluster."""
        return self._identifiers.get(self.find(group), set())

    def identify(self, group: int, identifiers: set[str], *, fixed: bool = False) -> None:
        """Say which identifiers the cluster of a group has; when ``fixed``, it never gets another."""
        root = self.find(group)
        self._identifiers[root] = identifiers
        if fixed:
            self._fixed.add(root)

    def identifiable(self, group: int) -> bool:
        """Tell whether a cluster has no identifier and may still get one."""
        root = self.find(group)
        return not self._identifiers.get(root) and root not in self._fixed

    def separate(self, one: int, other: int) -> None:
        """Keep two groups apart, whatever comes."""
        self._apart.setdefault(self.find(one), set()).add(other)
        self._apart.setdefault(self.find(other), set()).add(one)

    def separated(self, one: int, other: int) -> bool:
        """Tell whether the clusters of two groups must stay apart because somebody said so."""
        one, other = self.find(one), self.find(other)
        return any(self.find(enemy) == other for enemy in self._apart.get(one, ()))

    def shared_article(self, one: int, other: int) -> str:
        """Return an article that speaks of two clusters as two things, or nothing."""
        small, large = sorted((self.articles(one), self.articles(other)), key=len)
        return min((article for article in small if article in large), default="")

    def articles(self, group: int) -> set[str]:
        """Return the articles that speak of a cluster."""
        root = self.find(group)
        found = self._articles.get(root)
        if found is None:
            found = {article for n in self.members(root) for article, _ in self.groups[n].members}
            self._articles[root] = found
        return found

    def weight(self, group: int) -> int:
        """Return how many local entities a cluster has."""
        return self._weight[self.find(group)]

    def join(self, edge: Edge, *, sure: bool = False, decided: bool = False) -> bool:
        """Put the two groups of an edge together unless something speaks against it; tells whether they now are.

        ``decided`` edges overrule identifiers, ``sure`` and decided ones articles that keep the two apart.
        """
        one, other = self.find(edge.one), self.find(edge.other)
        if one == other:
            return True
        if self.separated(one, other):
            return False
        if not decided and self._clash(one, other):
            return False
        if not (sure or decided):
            article = self.shared_article(one, other)
            if article:
                about = (*edge.about[:2], article)
                self.doubts.append(Edge(edge.one, edge.other, Reason.SAME_ARTICLE, about, edge.score / 3))
                return False
        self._unite(one, other)
        self.edges.append(edge)
        return True

    def _clash(self, one: int, other: int) -> bool:
        """Tell whether two clusters have different identifiers, or one may not have that of the other."""
        mine, theirs = self._identifiers.get(one) or set(), self._identifiers.get(other) or set()
        if one in self._fixed or other in self._fixed:
            return bool(theirs - mine if one in self._fixed else mine - theirs)
        return bool(mine and theirs and mine.isdisjoint(theirs))

    def doubt(self, edge: Edge) -> None:
        """Note that the groups of an edge may be one thing."""
        one, other = self.find(edge.one), self.find(edge.other)
        if one != other and not self._clash(one, other):
            self.doubts.append(edge)

    def _unite(self, one: int, other: int) -> None:
        mine, theirs = self.members(one), self.members(other)
        if len(mine) < len(theirs) or (len(mine) == len(theirs) and other < one):
            one, other, mine, theirs = other, one, theirs, mine
        self._parent[other] = one
        self._weight[one] += self._weight[other]
        if one not in self._members:
            self._members[one] = mine = [one]
        mine.extend(theirs)
        self._members.pop(other, None)
        identifiers = self._identifiers.pop(other, None)
        if identifiers:
            self._identifiers[one] = self._identifiers.get(one, set()) | identifiers
        enemies = self._apart.pop(other, None)
        if enemies:
            self._apart[one] = self._apart.get(one, set()) | enemies
        if other in self._fixed:
            self._fixed.add(one)
        articles = self._articles.pop(other, None)
        if one in self._articles:
            self._articles[one] |= articles or {a for n in theirs for a, _ in self.groups[n].members}

    def partition(self) -> list[list[int]]:
        """Return the clusters, each sorted, in the order of their first group."""
        found: dict[int, list[int]] = {}
        for group in range(len(self.groups)):
            found.setdefault(self.find(group), []).append(group)
        return list(found.values())
