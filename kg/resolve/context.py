"""What speaks for or against two groups beyond their names: what they are connected with in the articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import EntityRef

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.model import Claim, Extraction
    from kg.resolve.clusters import Clusters
    from kg.resolve.groups import Member, Setting

#: Key of an entity of an article → keys of others.
Links = dict[str, set[str]]

#: Neighbours that are told as a reason.
TOLD = 3
#: Two clusters of more members each are told apart, or not, by more than what they share.
HUB = 300
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
        self._links: dict[str, tuple[Links, Links]] = {}
        self._known: dict[int, frozenset[int]] = {}
        self._common = {cls for kind in _COMMON for cls in setting.kinds.classes.get(kind, ())}
        self._makers = setting.words.makers

    def shared(self, clusters: Clusters, one: int, other: int) -> tuple[str, ...]:
        """Return names of what both groups are connected with; nothing when one is connected with the other."""
        small, large = sorted((one, other), key=lambda n: (clusters.weight(n), clusters.find(n)))
        if clusters.weight(small) > HUB:
            return ()
        near = {root for n in clusters.members(small) for root in clusters.roots(self._around(clusters, n))}
        if clusters.find(large) in near:
            return ()
        around = [self._around(clusters, n) for n in clusters.members(large)]
        both = (root for root in near if not all(some.isdisjoint(clusters.members(root)) for some in around))
        return tuple(sorted(min(clusters.groups[root].names()) for root in both)[:TOLD])

    def number_of(self, member: Member) -> int | None:
        """Return the group of an article's entity."""
        return self._index.get(member)

    def claims(self) -> Iterator[tuple[str, tuple[Claim, ...]]]:
        """Yield the articles by name, each with what it says."""
        for article in sorted(self._extractions):
            yield article, self._extractions[article].claims

    def of_member(self, clusters: Clusters, member: Member) -> tuple[set[int], set[int]]:
        """Return what one article connects one of its entities with, and which of that made it."""
        article, key = member
        links, made = self._links_in(article)
        near = self._numbers(clusters, article, links.get(key, ()))
        return clusters.roots(near), clusters.roots(self._numbers(clusters, article, made.get(key, ())))

    def _around(self, clusters: Clusters, number: int) -> frozenset[int]:
        """Return the groups that the articles connect a group with."""
        found = self._known.get(number)
        if found is None:
            numbers = (
                near
                for article, local in clusters.groups[number].members
                for near in self._numbers(clusters, article, self._links_in(article)[0].get(local.key, ()))
            )
            found = self._known[number] = frozenset(numbers)
        return found

    def _numbers(self, clusters: Clusters, article: str, keys: Iterable[str]) -> Iterator[int]:
        for key in keys:
            number = self._index.get((article, key))
            if number is not None and not self._is_common(clusters, number):
                yield number

    def _is_common(self, clusters: Clusters, number: int) -> bool:
        _, local = clusters.groups[number].members[0]
        return not self._common.isdisjoint(local.types)

    def _links_in(self, article: str) -> tuple[Links, Links]:
        """Return what an article connects each entity with, and by whom it says that each was made."""
        known = self._links.get(article)
        if known is None:
            links: Links = {}
            made: Links = {}
            for claim in self._extractions[article].claims:
                if isinstance(claim.object, EntityRef):
                    one, other = claim.subject.key, claim.object.key
                    links.setdefault(one, set()).add(other)
                    links.setdefault(other, set()).add(one)
                    if claim.predicate in self._makers:
                        made.setdefault(one, set()).add(other)
            known = self._links[article] = links, made
        return known
