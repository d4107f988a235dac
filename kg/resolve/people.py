"""Persons under several spellings: compared within one family name, so the work stays near-linear."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from kg.resolve.bearers import spoken
from kg.resolve.clusters import Edge
from kg.resolve.persons import PersonName, compatible, is_initial, parse_person, stands_for
from kg.resolve.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kg.resolve.clusters import Clusters
    from kg.resolve.context import Context
    from kg.resolve.groups import Group, Setting

#: Bearers of one family name beyond which initials or a nickname alone prove nothing.
RARE = 3
#: Spellings compared pair by pair in one block; of more, each with the next ones in the alphabet.
BLOCK_MAX = 40
WINDOW = 6
#: Doubtful pairs noted for one short name.
DOUBTS_MAX = 4
#: How likely it is that alike names with a shared neighbour are one person's.
SUPPORTED = 0.9


class Person(NamedTuple):
    """A spelling of a person's name and the group that it stands in."""

    group: int
    name: PersonName


class People:
    """Joins the groups of persons whose names are one name."""

    def __init__(self, clusters: Clusters, context: Context, setting: Setting) -> None:
        self.clusters = clusters
        self.context = context
        self.setting = setting

    def join(self) -> None:
        """Offer all edges, the surest kinds of evidence first."""
        families: dict[str, list[Person]] = {}
        orders: dict[str, list[Person]] = {}
        for person in self._persons():
            for family in person.name.families:
                families.setdefault(family, []).append(person)
            words = " ".join(sorted([*person.name.given, person.name.particles, person.name.family]))
            orders.setdefault(words, []).append(person)
        blocks = [families[family] for family in sorted(families) if len(families[family]) > 1]
        for block in blocks:
            for one, other in _pairs(block, lambda p: p.name.first):
                # the plainer order is what the other one is told by
                first, second = sorted((one, other), key=lambda p: p.name.sure_order)
                self._same_first_name(first, second, block)
        for words in sorted(orders):
            for one, other in _pairs(orders[words], lambda _: ""):
                self._other_order(one, other)
        for block in blocks:
            self._nicknames(block)
            self._initials(block)
        self._surnames(families)

    def _persons(self) -> Iterator[Person]:
        for number, group in enumerate(self.clusters.groups):
            if group.cut or group.described:
                continue
            if group.kb_id or group.kind == self.setting.human:
                names = group.names()
                if group.kb_id and not self._is_human(group):
                    continue
                parsed = (parse_person(name, self.setting.words) for name in names)
                yield from (Person(number, name) for name in dict.fromkeys(parsed) if name is not None)

    def _is_human(self, group: Group) -> bool:
        entry = self.setting.knowledge.by_id(group.kb_id)
        types = entry.types if entry is not None else group.members[0][1].types
        return self.setting.human in types

    # -- one first name --------------------------------------------------------------------------------------------

    def _same_first_name(self, one: Person, other: Person, block: Sequence[Person]) -> None:
        if self.clusters.together(one.group, other.group):
            return
        mine, theirs = one.name, other.name
        if not compatible(mine.given[1:], theirs.given[1:]):
            return
        if mine.generation != theirs.generation:
            if mine.generation is None or theirs.generation is None:
                self.clusters.doubt(self._edge(one, other, Reason.GENERATION, 0.5))
            return
        if mine.given == theirs.given:
            self.clusters.join(self._edge(one, other, _same_given(mine, theirs)))
            return
        shorter = one if len(mine.given) <= len(theirs.given) else other
        rivals = {
            self.clusters.find(p.group)
            for p in block
            if p.name.first == mine.first and compatible(shorter.name.given[1:], p.name.given[1:])
        }
        edge = self._edge(one, other, Reason.MIDDLE_NAME, 0.6)
        if len(rivals) <= 2 or self._supported(one, other):
            self.clusters.join(edge)
        else:
            self.clusters.doubt(edge)

    def _other_order(self, one: Person, other: Person) -> None:
        """Two names of the same words: one of them has the family name first if the first names are known."""
        if self.clusters.together(one.group, other.group):
            return
        if one.name.family == other.name.family or one.name.generation != other.name.generation:
            return
        given = self._known_given(one.name), self._known_given(other.name)
        edge = self._edge(one, other, Reason.NAME_ORDER, 0.6)
        if given[0] != given[1] or self._supported(one, other):
            self.clusters.join(edge)
        else:
            self.clusters.doubt(edge)

    def _known_given(self, name: PersonName) -> bool:
        """Tell whether the first word is a first name and the family name is none."""
        known = self.setting.first_names
        return name.first in known and name.family not in known

    # -- initials and nicknames --------------------------------------------------------------------------------------

    def _initials(self, block: Sequence[Person]) -> None:
        full = [p for p in block if not is_initial(p.name.first)]
        by_letter: dict[str, list[Person]] = {}
        for person in full:
            by_letter.setdefault(person.name.first[0], []).append(person)
        spread = len({p.name.first for p in full})
        for person in block:
            if is_initial(person.name.first):
                fitting = [
                    other
                    for other in by_letter.get(person.name.first[0], ())
                    if stands_for(person.name.first, other.name.first)
                    and compatible(person.name.given[1:], other.name.given[1:])
                    and person.name.generation == other.name.generation
                ]
                # "J.R." is rather "John Robert" than "Jane"
                most = max((len(other.name.given) for other in fitting), default=0)
                enough = min(most, len(person.name.given))
                fitting = [other for other in fitting if len(other.name.given) >= enough]
                self._choose(person, fitting, Reason.INITIALS, rare=spread <= RARE, score=0.6)

    def _nicknames(self, block: Sequence[Person]) -> None:
        full_names = self.setting.words.full_names
        by_first: dict[str, list[Person]] = {}
        for person in block:
            by_first.setdefault(person.name.first, []).append(person)
        spread = len(by_first)
        for first in sorted(by_first):
            for full in full_names.get(first, ()):
                if full not in by_first:
                    continue
                for person in by_first[first]:
                    fitting = [
                        other
                        for name in full_names[first]
                        for other in by_first.get(name, ())
                        if compatible(person.name.given[1:], other.name.given[1:])
                        and person.name.generation == other.name.generation
                    ]
                    self._choose(person, fitting, Reason.NICKNAME, rare=spread <= RARE, score=0.6)
                break

    def _surnames(self, families: Mapping[str, Sequence[Person]]) -> None:
        """A family name alone is somebody of that family: of few, the one that shares its context."""
        for number, group in enumerate(self.clusters.groups):
            if group.kind != self.setting.human or not group.one_word or group.kb_id or group.cut:
                continue
            alone = Person(number, PersonName((), group.name))
            block = families.get(group.name, ())
            if len({self.clusters.find(person.group) for person in block}) <= RARE:
                self._choose(alone, block, Reason.SURNAME, rare=False, score=0.4)

    def _choose(self, person: Person, fitting: Sequence[Person], reason: Reason, *, rare: bool, score: float) -> None:
        """Join a short name with the one full name that fits; of several, with the one that shares its context."""
        others = {self.clusters.find(p.group): p for p in reversed(fitting)}
        others.pop(self.clusters.find(person.group), None)
        ranked = sorted(others.values(), key=lambda p: p.group)
        if len(ranked) == 1 and (rare or self._supported(person, ranked[0])):
            self.clusters.join(self._edge(ranked[0], person, reason, score))
            return
        supported = [p for p in ranked[:BLOCK_MAX] if self._supported(person, p)]
        if len(supported) == 1:
            self.clusters.join(self._edge(supported[0], person, reason, score))
            return
        for other in ranked[:DOUBTS_MAX]:
            self.clusters.doubt(self._edge(other, person, reason, score if rare else score / len(ranked)))

    def _supported(self, one: Person, other: Person) -> bool:
        return bool(self.context.shared(self.clusters, one.group, other.group))

    def _edge(self, one: Person, other: Person, reason: Reason, score: float = 0.95) -> Edge:
        groups = self.clusters.groups
        about: tuple[str, ...] = (spoken(groups[one.group]), spoken(groups[other.group]))
        shared = self.context.shared(self.clusters, one.group, other.group) if score < 0.9 else ()
        if shared:
            about = (*about, "both with " + ", ".join(shared))
            score = max(score, SUPPORTED)
        return Edge(one.group, other.group, reason, about, score)


def _same_given(one: PersonName, other: PersonName) -> Reason:
    if one.particles != other.particles:
        return Reason.PARTICLE
    return Reason.NAME_ORDER if one.sure_order != other.sure_order else Reason.SPACING


def _pairs(block: Sequence[Person], key: Callable[[Person], str]) -> Iterator[tuple[Person, Person]]:
    """Yield the pairs of a block whose keys are equal; of many, each with the next ones in the alphabet."""
    buckets: dict[str, list[Person]] = {}
    for person in block:
        buckets.setdefault(key(person), []).append(person)
    for name in sorted(buckets):
        bucket = sorted(buckets[name], key=lambda p: (p.name.given, p.name.family, p.group))
        if len(bucket) <= BLOCK_MAX:
            yield from combinations(bucket, 2)
        else:
            for at, person in enumerate(bucket):
                yield from ((person, other) for other in bucket[at + 1 : at + 1 + WINDOW])
