"""What speaks for or against two groups beyond their names: what they are connected with in the articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import EntityRef

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.model import Extraction
    from kg.resolve.clusters import Clusters
    from kg.resolve.groups import Member, Setting

#: Neighbours that are told as a reason.
TOLD = 3
#: A cluster of more members is connected with anything.
HUB = 2000
#: Kinds whose members connect everybody with everybody.
_COMMON = ("occupation", "genre", "place", "award")


class Context:
    """Neighbours by claims, read only for the groups that somebody asks about."""

    def __init__(self, extractions: Iterable[Extraction], clusters: Clusters, setting: Setting) -> None:
        """Take the articles and the groups of what they speak of."""
        self._extractions = {extraction.article_id: extraction for extraction in extractions}
        self._index: Mapping[Member, int] = {
            (article, local.key): number
            for number, group in enumerate(clusters.groups)
            for article, local in group.members
        }
        self._links: dict[str, dict[str, set[str]]] = {}
        self._around: dict[int, frozenset[int]] = {}
        self._common = {cls for kind in _COMMON for cls in setting.kinds.classes.get(kind, ())}
        self._makers = setting.words.makers

    def shared(self, clusters: Clusters, one: int, other: int) -> tuple[str, ...]:
        """Return names of what both groups are connected with; nothing when one is connected with the other."""
        mine = self._neighbours(clusters, one)
        if not mine:
            return ()
        theirs = self._neighbours(clusters, other)
        if clusters.find(other) in mine or clusters.find(one) in theirs:
            return ()
        groups = clusters.groups
        names = sorted(min(groups[root].names()) for root in mine & theirs)
        return tuple(names[:TOLD])

    def of_member(self, clusters: Clusters, member: Member) -> tuple[set[int], set[int]]:
        """Return what one article connects one of its entities with, and which of that are its makers."""
        article, key = member
        keys = self._links_in(article).get(key, set())
        made = {
            claim.object.key
            for claim in self._extractions[article].claims
            if claim.subject.key == key and claim.predicate in self._makers and isinstance(claim.object, EntityRef)
        }
        found = {k: self._index[article, k] for k in keys | made if (article, k) in self._index}
        near = {k: clusters.find(n) for k, n in found.items() if not self._is_common(clusters, n)}
        return set(near.values()), {root for k, root in near.items() if k in made}

    def _neighbours(self, clusters: Clusters, group: int) -> set[int]:
        found: set[int] = set()
        members = clusters.members(group)
        if clusters.weight(group) > HUB:
            return found
        for number in members:
            if number not in self._around:
                self._around[number] = self._read(clusters, number)
            found |= clusters.roots(self._around[number])
        return found

    def _read(self, clusters: Clusters, number: int) -> frozenset[int]:
        found: set[int] = set()
        for article, local in clusters.groups[number].members:
            for key in self._links_in(article).get(local.key, ()):
                neighbour = self._index.get((article, key))
                if neighbour is not None and not self._is_common(clusters, neighbour):
                    found.add(neighbour)
        return frozenset(found)

    def _is_common(self, clusters: Clusters, number: int) -> bool:
        _, local = clusters.groups[number].members[0]
        return not self._common.isdisjoint(local.types)

    def _links_in(self, article: str) -> dict[str, set[str]]:
        links = self._links.get(article)
        if links is None:
            links = self._links[article] = {}
            for claim in self._extractions[article].claims:
                if isinstance(claim.object, EntityRef):
                    links.setdefault(claim.subject.key, set()).add(claim.object.key)
                    links.setdefault(claim.object.key, set()).add(claim.subject.key)
        return links
