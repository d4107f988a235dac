"""Persons and organisations of one name that may be two: nothing is parted here, only what speaks for it is told.

One name and kind is one thing until somebody says otherwise. But when articles that share nothing else say of it what
cannot be true of one thing – two years of birth, a post after the death – or what seldom is – two citizenships, two
lines of work that nobody has both – it is worth a look.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from kg.model import FACTUAL_MODES, Claim, DateValue, EntityRef
from kg.resolve.bearers import spoken
from kg.resolve.namesakes import MENTIONS_MAX, Namesake, circles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.resolve.clusters import Clusters
    from kg.resolve.context import Context
    from kg.resolve.groups import Member, Setting
    from kg.resolve.namesakes import Circle

#: Years that two sources may differ by; more is another life.
NEAR = 2
#: Nobody holds a post at this age.
CHILD = 10
#: Qualifiers that say when something was so.
_WHEN = ("startDate", "date")

#: Stands for the relation between a person and what they lead or make.
CRAFT = ""
#: Relation → its object (a year, a cluster or a line of work) → the same in words.
Facts: TypeAlias = dict[str, dict[int, str]]


class Contradictions:
    """Reads what articles say of each thing, and tells where that cannot be one thing."""

    def __init__(self, clusters: Clusters, context: Context, setting: Setting) -> None:
        self.clusters = clusters
        self.context = context
        self.setting = setting
        schema, words = setting.schema, setting.words
        self._dates = {name for name, info in schema.relations.items() if info.single_object and "date" in info.range}
        self._posts = {name for name, info in schema.relations.items() if words.post in {name, *info.ancestors}}
        self._telling = self._dates | self._posts | words.contradicted | {words.trade}
        self._soft_relations = (*sorted(words.contradicted), words.trade, CRAFT)

    def found(self) -> Iterator[Namesake]:
        """Yield the things of which articles that share nothing else say what contradicts, one for each article."""
        facts = self._facts()
        of_cluster: dict[int, list[Member]] = defaultdict(list)
        for member in facts:
            number = self.context.number_of(member)
            if number is not None:
                of_cluster[self.clusters.find(number)].append(member)
        for root in sorted(of_cluster):
            known = {member: facts[member] for member in of_cluster[root]}
            if len(known) > 1 and self.clusters.weight(root) <= MENTIONS_MAX and _differ(known.values()):
                yield from self._told(root, known)

    def _told(self, root: int, known: Mapping[Member, Facts]) -> Iterator[Namesake]:
        numbers = sorted(self.clusters.members(root))
        # who is in the knowledge base is known for several things
        unknown = self.clusters.identifiable(root)
        parts = [(circle, _together(known, circle)) for circle in circles(self.clusters, self.context, numbers)]
        for at, (circle, mine) in enumerate(parts):
            for other, theirs in parts[:at]:
                shown = self._hard(theirs, mine)
                if not shown and unknown and circle.neighbours and other.neighbours:
                    shown = self._soft(theirs, mine)
                if shown:
                    article = min(circle.articles)
                    name = spoken(self.clusters.groups[numbers[0]])
                    yield Namesake(numbers[0], article, (name, shown[0], min(other.articles), shown[1], article))
                    break

    def _hard(self, one: Facts, other: Facts) -> tuple[str, str] | None:
        """Return what cannot be so of one thing, as both sides put it."""
        for relation in sorted(self._dates):
            mine, theirs = one.get(relation, {}), other.get(relation, {})
            if mine and theirs and min(abs(a - b) for a in mine for b in theirs) >= NEAR:
                return min(mine.items())[1], min(theirs.items())[1]
        life = self.setting.words.life
        for first, last, gap in ((life[0], self.setting.words.post, CHILD), (self.setting.words.post, life[1], 0)):
            for some, more, turned in ((one, other, False), (other, one, True)):
                begun, done = some.get(first, {}), more.get(last, {})
                if begun and done and min(begun) + gap > max(done):
                    shown = min(begun.items())[1], max(done.items())[1]
                    return shown[::-1] if turned else shown
        return None

    def _soft(self, one: Facts, other: Facts) -> tuple[str, str] | None:
        """Return what seldom is so of one thing."""
        for relation in self._soft_relations:
            mine, theirs = one.get(relation, {}), other.get(relation, {})
            if mine and theirs and mine.keys().isdisjoint(theirs):
                return _listed(mine), _listed(theirs)
        return None

    # -- what articles say -----------------------------------------------------------------------------------------

    def _facts(self) -> dict[Member, Facts]:
        found: dict[Member, Facts] = defaultdict(dict)
        for article, claims in self.context.claims():
            for claim in claims:
                if claim.mode not in FACTUAL_MODES:
                    continue
                if claim.predicate in self._telling:
                    relation = self.setting.words.post if claim.predicate in self._posts else claim.predicate
                    for key, words in self._read(article, claim):
                        found[article, claim.subject.key].setdefault(relation, {})[key] = words
                for who, line, words in self._craft(article, claim):
                    found[article, who].setdefault(CRAFT, {}).setdefault(line, words)
        return found

    def _craft(self, article: str, claim: Claim) -> Iterator[tuple[str, int, str]]:
        """Yield who leads or makes something, which of the two, and the same in words."""
        if not isinstance(claim.object, EntityRef):
            return
        subject, other = claim.subject.key, claim.object.key
        if claim.predicate in self.setting.words.leading:
            yield subject, 0, f"{self.setting.schema.phrase(claim.predicate)} {self._name(article, other)}"
        elif claim.predicate in self.setting.words.making:
            yield other, 1, f"{self.setting.schema.label(claim.predicate)} of {self._name(article, subject)}"

    def _name(self, article: str, key: str) -> str:
        number = self.context.number_of((article, key))
        return key if number is None else spoken(self.clusters.groups[number])

    def _read(self, article: str, claim: Claim) -> Iterator[tuple[int, str]]:
        """Yield what a claim says of its subject, and the same in words."""
        phrase = self.setting.schema.phrase(claim.predicate)
        if isinstance(claim.object, DateValue):
            yield int(claim.object.value[:4]), f"{phrase} {claim.object.value}"
        elif isinstance(claim.object, EntityRef):
            number = self.context.number_of((article, claim.object.key))
            if number is None:
                return
            group = self.clusters.groups[number]
            told = f"{phrase} {spoken(group)}"
            if claim.predicate in self._posts:
                years = (str(value)[:4] for label, value in claim.qualifiers if label in _WHEN)
                yield from ((int(year), f"{told} ({year})") for year in years if year.isdigit())
            elif claim.predicate == self.setting.words.trade:
                line = self.setting.words.lines_of_work.get(group.name)
                if line is not None:
                    yield line, told
            else:
                yield self.clusters.find(number), told


def _differ(facts: Iterable[Facts]) -> bool:
    """Tell, quickly, whether articles say anything different at all."""
    seen: dict[str, set[int]] = defaultdict(set)
    for some in facts:
        for relation, values in some.items():
            seen[relation].update(values)
    return len(seen) > 1 or any(len(values) > 1 for values in seen.values())


def _together(known: Mapping[Member, Facts], circle: Circle) -> Facts:
    """Return what the articles of a circle say."""
    found: Facts = {}
    for member in circle.members:
        for relation, values in known.get(member, {}).items():
            for key in sorted(values):
                found.setdefault(relation, {}).setdefault(key, values[key])
    return found


def _listed(values: Mapping[int, str]) -> str:
    return " and ".join(sorted(values.values()))
