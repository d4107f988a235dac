"""What the classifier is asked of a window: which two things, and which relations may hold between them.

Things are the entities of an article and, numbered after them, its amounts and dates. Whatever the ontology does not
allow between two things is never asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.literals import KINDS_OF_LITERALS, MONEY, NUMBER, PERCENT, TIMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.extract.windows import Place
    from kg.ontology import Schema

#: Asked beside the relations of the ontology: whether the first of two is the source of what is said of the second.
SOURCE = "source"
#: Asked of an amount and a time: whether a figure is about that time.
OF_PERIOD = "ofPeriod"
#: What the ontology calls an amount.
_QUANTITY = "quantity"
#: The units of metrics by the kind of amounts that may be theirs; a sum may stand without its currency.
_UNITS = {MONEY: ("money",), PERCENT: ("percent",), NUMBER: ("money", "person", "hour", "copy")}
_TIMES = tuple((kind,) for kind in sorted(TIMES))
#: Mentions of two things that are looked at, the nearest ones.
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Question:
    """Two things of a window, the numbers of the relations asked for, and their nearest mentions as pairs of places."""

    subject: int
    target: int
    relations: tuple[int, ...]
    mentions: tuple[tuple[int, int], ...]


class Asker:
    """Knows which relations to ask for; ``units`` are the units of the metrics, ``speakers`` the classes of sources."""

    def __init__(
        self, relations: Sequence[str], schema: Schema, units: Mapping[str, str], speakers: frozenset[str]
    ) -> None:
        self.relations = tuple(relations)
        self._schema, self._units, self._speakers = schema, units, speakers
        self._known: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[int, ...]] = {}

    def questions(self, places: Sequence[Place]) -> Iterator[Question]:
        """Yield the questions about a window, both ways round."""
        of: dict[int, list[int]] = {}
        for number, place in enumerate(places):
            of.setdefault(place.thing, []).append(number)
        for subject, left in of.items():
            for target, right in of.items():
                relations = self.asked(places[left[0]].types, places[right[0]].types) if subject != target else ()
                if relations:
                    near = sorted((*_apart(places[u], places[v]), u, v) for u in left for v in right)
                    yield Question(subject, target, relations, tuple((u, v) for _, _, u, v in near[:_NEAREST]))

    def asked(self, subject: tuple[str, ...], target: tuple[str, ...]) -> tuple[int, ...]:
        """Return the numbers of the relations that things of these classes may stand in."""
        key = (subject, target)
        if key not in self._known:
            self._known[key] = tuple(n for n, name in enumerate(self.relations) if self._allows(name, *key))
        return self._known[key]

    def _allows(self, relation: str, subject: tuple[str, ...], target: tuple[str, ...]) -> bool:
        if not subject or subject[0] in KINDS_OF_LITERALS:
            return relation == OF_PERIOD and bool(subject) and subject[0] in _UNITS and target[:1] in _TIMES
        if relation == OF_PERIOD:
            return False
        if relation == SOURCE:
            literal = bool(target) and target[0] in KINDS_OF_LITERALS
            return not literal and self._schema.fits(subject, self._speakers)
        if not target:
            return False
        if target[0] in _UNITS:
            fits = self._units.get(relation) in _UNITS[target[0]]
            return fits and self._schema.allows(relation, subject, (_QUANTITY,))
        return self._schema.allows(relation, subject, target)


def _apart(one: Place, other: Place) -> tuple[int, int]:
    """Return how far two mentions stand from each other: in sentences, then in pieces."""
    return abs(one.sentence - other.sentence), abs(one.first - other.first)
