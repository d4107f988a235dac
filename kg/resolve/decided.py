"""Human decisions on who is who, applied before and over everything that is found out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.resolve.bearers import spoken
from kg.resolve.clusters import Edge
from kg.resolve.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kg.decisions import Decisions
    from kg.model import Decision, NodeRef
    from kg.resolve.clusters import Clusters
    from kg.resolve.groups import Group, Member, Setting

WIKIDATA = "http://www.wikidata.org/entity/"
_QID = re.compile(r"Q[1-9]\d*\Z")


class Decided:
    """The decisions that refer to groups of this corpus; others, on what no article speaks of now, say nothing."""

    def __init__(
        self, decisions: Decisions, clusters: Clusters, cut: Mapping[NodeRef, Sequence[Member]], setting: Setting
    ) -> None:
        """Take the decisions; ``cut`` holds the members that references to one article are about."""
        self.decisions = decisions
        self.clusters = clusters
        self.setting = setting
        self._index = by_iri(clusters.groups)
        wanted = {member for members in cut.values() for member in members}
        at = {
            member: number
            for number, group in enumerate(clusters.groups if wanted else ())
            for article, local in group.members
            if (member := (article, local.key)) in wanted
        }
        self._cut = {ref: [at[member] for member in members] for ref, members in cut.items() if members}
        #: group → what it is called, its classes, its identifier, by the decision that says so.
        self.names = self._values(decisions.names)
        self.types = self._values(decisions.types)

    def _values(self, decisions: Iterable[Decision]) -> dict[int, Decision]:
        found = ((self._find(decision.subject_ref), decision) for decision in decisions)
        return {number: decision for number, decision in found if number is not None}

    def _find(self, ref: NodeRef) -> int | None:
        if ref.article_id:
            return next(iter(self._cut.get(ref, ())), None)
        return self._index.get(ref.iri)

    def apply(self) -> None:
        """Join what is decided to be the same and part what is not, so that all further edges keep to it."""
        groups = self.clusters.groups
        for retyped, decision in self.types.items():
            group = groups[retyped]
            group.kind = self.setting.kind_of(tuple(decision.object.split("|")))
            group.name = self.setting.name_key(group.names()[0], group.kind) if not group.kb_id else group.name
        for first, *others in self._cut.values():
            for more in others:
                about = (spoken(groups[first]), spoken(groups[more]))
                self.clusters.join(Edge(first, more, Reason.SPACING, about), decided=True)
        # what an article calls so may be all there is of a thing: then to keep apart wins over to join
        for decision in self.decisions.different:
            one, other = self._find(decision.subject_ref), self._find(decision.object_ref)
            if one is not None and other is not None and not self.clusters.together(one, other):
                self.clusters.separate(one, other)
        for decision in self.decisions.identifiers:
            self._identify(decision)
        for decision in self.decisions.same:
            self._join(self._find(decision.subject_ref), self._find(decision.object_ref), decision)

    def _identify(self, decision: Decision) -> None:
        number = self._find(decision.subject_ref)
        if number is None:
            return
        identifier = known_id(decision.object, self.setting)
        self.clusters.identify(number, {identifier} if identifier else set(), fixed=True)
        for other, group in enumerate(self.clusters.groups):
            if identifier and group.kb_id == identifier:
                self._join(other, number, decision)

    def _join(self, one: int | None, other: int | None, decision: Decision) -> None:
        if one is not None and other is not None:
            groups = self.clusters.groups
            about = (spoken(groups[one]), spoken(groups[other]), told(decision))
            self.clusters.join(Edge(one, other, Reason.DECISION, about), decided=True)

    def rejoin(self) -> None:
        """Bring back what was taken out of a group for one article and was neither parted from it nor put elsewhere."""
        joined = {
            number
            for decision in self.decisions.same
            for ref in (decision.subject_ref, decision.object_ref)
            for number in self._cut.get(ref, ())
        }
        keys = {group.key: number for number, group in enumerate(self.clusters.groups)}
        for number, group in enumerate(self.clusters.groups):
            plain = keys.get(group.key.rpartition("\0@")[0]) if group.cut else None
            if plain is not None and number not in joined:
                about = (spoken(self.clusters.groups[plain]), spoken(group))
                self.clusters.join(Edge(plain, number, Reason.SAME_NAME, about), sure=True)


def by_iri(groups: Iterable[Group]) -> dict[str, int]:
    """Return the number of each group by its IRI."""
    return {group.iri: number for number, group in enumerate(groups)}


def known_id(text: str, setting: Setting) -> str:
    """Return the knowledge base's id of an identifier, or its IRI when it is of no known thing."""
    short = text.removeprefix(WIKIDATA)
    if setting.knowledge.by_id(short) is not None:
        return short
    return WIKIDATA + short if _QID.match(short) else text


def told(decision: Decision) -> str:
    """Return a decision in a few words, for the reason of a merge."""
    who = f" by {decision.who}" if decision.who else ""
    when = f" on {decision.when}" if decision.when else ""
    place = f" ({decision.place})" if decision.place else ""
    note = f": {decision.note}" if decision.note else ""
    return f"decided{who}{when}{place}{note}"


def cut_members(
    decisions: Decisions, groups: Sequence[Group], clusters: Callable[[], Clusters]
) -> dict[NodeRef, list[Member]]:
    """Return the members that decisions on what one article calls a thing are about.

    ``clusters`` makes the clusters of the same groups without these decisions; it is asked only when an article calls
    the thing by a name of another group than the one referred to.
    """
    refs = [
        ref
        for decision in (
            *decisions.same,
            *decisions.different,
            *decisions.identifiers,
            *decisions.types,
            *decisions.names,
        )
        for ref in (decision.subject_ref, decision.object_ref)
        if ref.article_id
    ]
    found: dict[NodeRef, list[Member]] = {}
    index = by_iri(groups) if refs else {}
    made: Clusters | None = None
    for ref in dict.fromkeys(refs):
        number = index.get(ref.iri)
        if number is None:
            continue
        found[ref] = _in_article(groups[number], ref.article_id)
        if not found[ref]:
            made = made or clusters()
            found[ref] = [m for n in sorted(made.members(number)) for m in _in_article(groups[n], ref.article_id)]
    return found


def _in_article(group: Group, article: str) -> list[Member]:
    return [(article, local.key) for at, local in group.members if at == article]
