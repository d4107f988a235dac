"""What was said when: the same statement of several articles is one event."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from kg.analyse.graph import GraphEdge, GraphFact, GraphFigure

if TYPE_CHECKING:
    from collections.abc import Iterable

Statement: TypeAlias = GraphEdge | GraphFigure | GraphFact


@dataclass(frozen=True, slots=True)
class Event:
    """Claims that say the same, the earliest article first.

    ``date`` is the one the statement itself gives (``told`` is false) or that of the first article (``told`` is true);
    ``None`` when neither is known.
    """

    claims: tuple[Statement, ...]
    date: str | None
    told: bool

    @property
    def first(self) -> Statement:
        """The claim of the earliest article."""
        return self.claims[0]

    @property
    def modes(self) -> tuple[str, ...]:
        """The modes of the claims, the strongest first."""
        order = ("asserted", "attributed", "planned", "hedged", "negated")
        return tuple(mode for mode in order if any(claim.mode == mode for claim in self.claims))


def value_key(statement: Statement) -> tuple[str, ...]:
    """Return what two statements must share to say the same: sides, relation, and a figure's number and period."""
    match statement:
        case GraphEdge():
            said: tuple[object, ...] = (statement.object,)
        case GraphFigure():
            said = (statement.value, statement.unit, statement.period, statement.change, statement.bound)
        case GraphFact():
            said = (statement.value,)
    return (statement.subject, statement.predicate, *map(str, said))


def events(statements: Iterable[Statement]) -> list[Event]:
    """Return one event per distinct statement, the newest first, undated ones last."""
    groups: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for statement in statements:
        groups[value_key(statement)].append(statement)
    found = []
    for group in groups.values():
        group.sort(key=lambda claim: (claim.date is None, claim.date or "", claim.claim_id))
        own = sorted(date for claim in group if (date := own_date(claim)))
        found.append(Event(tuple(group), own[0] if own else group[0].date, told=not own))
    found.sort(key=lambda event: event.first.claim_id)
    return sorted(found, key=lambda event: event.date or "", reverse=True)


def own_date(statement: Statement) -> str | None:
    """Return the date that a statement itself gives: of the deed, the start or the end; or the date it is about."""
    if isinstance(statement, GraphFact):
        return statement.value
    given = {name: value for name, value in statement.qualifiers if isinstance(value, str)}
    return next((given[name] for name in ("date", "startDate", "endDate") if name in given), None)
