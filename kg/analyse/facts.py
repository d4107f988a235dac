"""Facts: what claims of a graph say, taken together. Several claims that say the same are one fact."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from kg.analyse.graph import GraphEdge, GraphFact, GraphFigure
from kg.analyse.vocabulary import quantity_text
from kg.model import FACTUAL_MODES, MODES, Mode, Quantity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.analyse.graph import QualifierValue

Statement: TypeAlias = GraphEdge | GraphFigure | GraphFact
FactKind: TypeAlias = Literal["link", "figure", "date"]
#: Subject, predicate and what the object must share: an entity, a date, or the fields of a figure but its value.
FactKey: TypeAlias = tuple[str, ...]

#: Qualifiers that say the relation is over.
_PAST = ("former", "endDate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What one or more claims say.

    ``object`` is an entity's IRI, a date, or a figure as text; ``object_name`` is its name or the same text. ``mode``
    is the strongest of the claims (asserted before attributed, planned, hedged, negated), ``confidence`` the highest in
    that mode. ``statements`` are the claims, the best first.
    """

    kind: FactKind
    subject: str
    subject_name: str
    predicate: str
    object: str
    object_name: str
    mode: Mode
    confidence: float
    statements: tuple[Statement, ...]

    @property
    def factual(self) -> bool:
        """Whether an article asserts it or attributes it to somebody."""
        return self.mode in FACTUAL_MODES

    @property
    def best(self) -> Statement:
        """Return the claim to quote."""
        return self.statements[0]

    @property
    def past(self) -> bool:
        """Whether all claims say that it is over."""
        return all(any(name in _PAST for name, _ in statement.qualifiers) for statement in self.statements)

    @property
    def qualifiers(self) -> tuple[tuple[str, QualifierValue], ...]:
        """What the claims add, each once, sorted by name."""
        found = {(name, str(value)): value for s in self.statements for name, value in s.qualifiers}
        return tuple((name, found[name, text]) for name, text in sorted(found))


def collect_facts(statements: Iterable[Statement], name: Callable[[str], str]) -> tuple[Fact, ...]:
    """Return the facts that the claims make up, sorted; ``name`` gives the name of an entity."""
    groups: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for statement in statements:
        groups[(*slot_of(statement), value_of(statement))].append(statement)
    return tuple(_fact(groups[key], name) for key in sorted(groups))


def slot_of(statement: Statement) -> FactKey:
    """Return what two claims share when they say the same or contradict each other: all but a date or a value."""
    match statement:
        case GraphEdge():
            return ("link", statement.subject, statement.predicate, statement.object)
        case GraphFigure():
            measure = "change" if statement.value is None else statement.unit or ""
            return ("figure", statement.subject, statement.predicate, statement.period or "", measure)
        case _:
            return ("date", statement.subject, statement.predicate)


def value_of(statement: Statement) -> str:
    """Return the object of a claim as text."""
    match statement:
        case GraphEdge():
            return statement.object
        case GraphFigure():
            return quantity_text(
                Quantity(statement.value, statement.unit, statement.period, statement.change, statement.bound)
            )
        case _:
            return statement.value


def _fact(statements: list[Statement], name: Callable[[str], str]) -> Fact:
    ordered = sorted(statements, key=_weight)
    best = ordered[0]
    value = value_of(best)
    kind: FactKind = "link" if isinstance(best, GraphEdge) else "figure" if isinstance(best, GraphFigure) else "date"
    return Fact(
        kind=kind,
        subject=best.subject,
        subject_name=name(best.subject),
        predicate=best.predicate,
        object=value,
        object_name=name(value) if kind == "link" else value,
        mode=best.mode,
        confidence=best.confidence,
        statements=tuple(ordered),
    )


def _weight(statement: Statement) -> tuple[int, float, str]:
    return MODES.index(statement.mode), -statement.confidence, statement.claim_id
