"""Which decisions hold once all lines are read: those not taken back, and of contradictory ones the later.

A pure function of the lines and their order. Decisions on one thing are compared through everything that is decided to
be the same: ``same A B`` and ``same B C`` contradict ``different A C``, and identifiers of two knowledge-base entries
contradict ``same``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.decisions.sameness import Sameness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.model import Decision


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A decision that does not hold because later ones, ``against``, say otherwise."""

    decision: Decision
    against: tuple[Decision, ...]

    def __str__(self) -> str:
        others = " and ".join(f"{d.place} ({describe(d)})" for d in self.against)
        return f"{self.decision.place} ({describe(self.decision)}) contradicts {others}; the later holds"


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions that hold, by kind, each kind in the order of the lines.

    ``contradictions`` are those that later ones overrule, ``problems`` the lines that could not be read or undo nothing
    (one sentence each, with the place).
    """

    same: tuple[Decision, ...] = ()
    different: tuple[Decision, ...] = ()
    identifiers: tuple[Decision, ...] = ()
    types: tuple[Decision, ...] = ()
    names: tuple[Decision, ...] = ()
    dropped: tuple[Decision, ...] = ()
    kept: tuple[Decision, ...] = ()
    contradictions: tuple[Contradiction, ...] = field(default=())
    problems: tuple[str, ...] = field(default=())

    def __iter__(self) -> Iterator[Decision]:
        """Yield all decisions that hold."""
        yield from (*self.same, *self.different, *self.identifiers, *self.types, *self.names)
        yield from (*self.dropped, *self.kept)

    def __bool__(self) -> bool:
        """Tell whether any decision holds."""
        return next(iter(self), None) is not None


def describe(decision: Decision) -> str:
    """Return a decision in a few words, with names where they are known."""
    subject = decision.subject_name or decision.subject
    other = decision.object_name or decision.object
    match decision.kind:
        case "identifier":
            other = other or "none"
        case "drop" | "keep" | "undo":
            other = ""
        case _:
            pass
    return " ".join(f"{decision.kind} {subject!r} {other!r}".split()) if other else f"{decision.kind} {subject!r}"


def active(lines: Iterable[Decision], problems: list[str] | None = None) -> list[Decision]:
    """Return the decisions that no later line takes back, in the order of the lines; a repeated one stands last.

    An ``undo`` takes back what stands before it, also another ``undo``. One that finds nothing is added to
    ``problems``.
    """
    standing: dict[str, Decision] = {}
    taken: dict[str, Decision] = {}
    for line in lines:
        if line.kind != "undo":
            standing.pop(line.id, None)
            standing[line.id] = line
        elif line.subject in standing:
            taken[line.id] = standing.pop(line.subject)
        elif line.subject in taken:
            back = taken.pop(line.subject)
            standing[back.id] = back
        elif problems is not None:
            problems.append(f"{line.place}: undoes {line.subject!r}, which is no decision that holds before it")
    return list(standing.values())


def replay(lines: Iterable[Decision], problems: Sequence[str] = ()) -> Decisions:
    """Return what holds after all ``lines``; ``problems`` with reading them are passed on."""
    found = list(problems)
    standing = active(lines, found)
    overruled: list[Contradiction] = []
    sameness = Sameness()
    values: dict[tuple[str, str], Decision] = {}
    held: set[str] = set()
    # from the last line to the first, so that whatever contradicts what was accepted is the earlier one
    for decision in reversed([d for d in standing if d.kind in {"same", "different", "identifier"}]):
        against = sameness.accept(decision)
        _note(decision, against, held, overruled)
    for decision in reversed([d for d in standing if d.kind not in {"same", "different", "identifier"}]):
        key = _place_of_value(decision, sameness)
        other = values.setdefault(key, decision)
        differs = (other.kind, other.object) != (decision.kind, decision.object)
        _note(decision, (other,) if differs else (), held, overruled)
    holding: dict[str, list[Decision]] = {}
    for decision in standing:
        if decision.id in held:
            holding.setdefault(decision.kind, []).append(decision)
    order = {decision.id: number for number, decision in enumerate(standing)}
    overruled.sort(key=lambda contradiction: order[contradiction.decision.id])
    return Decisions(
        same=tuple(holding.get("same", ())),
        different=tuple(holding.get("different", ())),
        identifiers=tuple(holding.get("identifier", ())),
        types=tuple(holding.get("type", ())),
        names=tuple(holding.get("name", ())),
        dropped=tuple(holding.get("drop", ())),
        kept=tuple(holding.get("keep", ())),
        contradictions=tuple(overruled),
        problems=tuple(found),
    )


def _note(decision: Decision, against: tuple[Decision, ...], held: set[str], overruled: list[Contradiction]) -> None:
    if against:
        overruled.append(Contradiction(decision, against))
    else:
        held.add(decision.id)


def _place_of_value(decision: Decision, sameness: Sameness) -> tuple[str, str]:
    """Return what may have one value only: a claim is kept or dropped, a thing has one preferred name."""
    if decision.kind in {"drop", "keep"}:
        return "claim", decision.subject
    return decision.kind, sameness.representative(decision.subject)
