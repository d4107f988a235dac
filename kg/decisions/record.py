"""Adding a decision to a graph's file, unless it contradicts what stands, and taking one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.decisions.effective import active, describe, replay
from kg.decisions.file import append, read_lines
from kg.decisions.lines import new_decision
from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kg.model import Decision


def record(own: Path, shared: Sequence[Path], new: Decision, *, replace: bool = False) -> list[Decision]:
    """Add ``new`` to the file ``own`` and return the lines that were written: none when it holds already.

    Raises :class:`UsageError`, naming the lines, when it contradicts decisions that hold; with ``replace`` these are
    taken back first. ``shared`` are the files that are read before.
    """
    earlier = [line for path in shared for line in read_lines(path)[0]]

    def choose(standing: list[Decision]) -> Sequence[Decision]:
        lines = [*earlier, *standing]
        before = replay(lines)
        if new.id in {decision.id for decision in before}:
            return ()
        known = {contradiction.decision.id for contradiction in before.contradictions}
        after = replay([*lines, new])
        overruled = [c.decision for c in after.contradictions if c.decision.id not in known]
        if overruled and not replace:
            raise UsageError(_refusal(overruled))
        return (*(_undo(decision, new) for decision in overruled), new)

    return append(own, choose)


def take_back(own: Path, shared: Sequence[Path], wanted: str | None, **about: str) -> tuple[Decision, Decision]:
    """Add a line that undoes a decision; returns that line and what it undoes.

    ``wanted`` is the id of a decision or its beginning; without it, the last decision of the file ``own`` that holds is
    taken back. ``about`` are fields of the line. Raises :class:`UsageError` when there is no such decision.
    """
    earlier = [line for path in shared for line in read_lines(path)[0]]
    undone: list[Decision] = []

    def choose(standing: list[Decision]) -> Sequence[Decision]:
        undone.append(_last(own, standing) if wanted is None else _wanted(wanted, [*earlier, *standing]))
        return [new_decision("undo", undone[0].id, subject_name=describe(undone[0])[:500], **about)]

    (line,) = append(own, choose)
    return line, undone[0]


def _undo(decision: Decision, because: Decision) -> Decision:
    name = describe(decision)[:500]
    return new_decision("undo", decision.id, subject_name=name, who=because.who, when=because.when, note=because.note)


def _refusal(overruled: Sequence[Decision]) -> str:
    told = "; ".join(
        f"{d.place}: {describe(d)}" + (f" ({' '.join(part for part in (d.who, d.when) if part)})" if d.who else "")
        for d in overruled
    )
    ids = " and ".join(f"kg undo {decision.id}" for decision in overruled)
    return f"this contradicts what was decided ({told}); take that back with {ids}, or add --replace"


def _last(own: Path, standing: Sequence[Decision]) -> Decision:
    holding = active(standing)
    if not holding:
        raise UsageError(f"{own}: no decision holds that could be undone")
    return holding[-1]


def _wanted(wanted: str, lines: Sequence[Decision]) -> Decision:
    holding = active(lines)
    found = {decision.id: decision for decision in holding if decision.id.startswith(wanted)} if wanted else {}
    # an undo is taken back like any other decision
    undone = {line.id: line for line in lines if line.kind == "undo" and line.id.startswith(wanted)} if wanted else {}
    matches = found or undone
    if len(matches) != 1:
        problem = "is the beginning of several decisions" if matches else "is no decision that holds"
        raise UsageError(f"{wanted!r} {problem}; see them with kg decisions")
    return next(iter(matches.values()))
