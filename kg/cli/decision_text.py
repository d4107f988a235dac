"""Decisions, and what came of them, as text for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.decisions import describe
from kg.store.tables import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.decisions import Decisions
    from kg.model import Entity
    from kg.pipeline import Decided, Relinked

#: Names told of each kind of change.
MOST = 5


def one_line(text: str) -> str:
    """Return a text as one line that can do nothing to a terminal."""
    return printable(" ".join(text.split()))


def decided_text(folder: str, outcome: Decided) -> str:
    """Say what was decided and what it changed."""
    decision = outcome.decision
    if not outcome.new:
        return f"nothing to do: {one_line(describe(decision))} is decided already ({decision.id})\n"
    lines = [f"decided {decision.id}: {one_line(describe(decision))}"]
    if decision.kind == "undo":
        lines = [f"undone {old.id}: {one_line(describe(old))}" for old in outcome.taken_back]
    else:
        lines += [f"  took back {old.subject}: {one_line(old.subject_name)}" for old in outcome.taken_back]
    text = "\n".join(lines) + "\n"
    if outcome.problem:
        return f"{text}note: the graph will follow with the next build, or kg decisions --update ({outcome.problem})\n"
    return text + (update_text(folder, outcome.update) if outcome.update is not None else "")


def update_text(folder: str, update: Relinked) -> str:
    """Say on one line what linking again changed in the graph."""
    parts = [
        f"{what} {one_line(_names(entities))}"
        for what, entities in (("new:", update.new), ("gone:", update.gone), ("changed:", update.changed))
        if entities
    ]
    if update.claims:
        parts.append(f"{update.claims:+} claim{'s' if abs(update.claims) > 1 else ''}")
    parts.append(f"{update.articles} article{'s' if update.articles != 1 else ''} rewritten")
    change = "; ".join(parts) if update else "nothing changed"
    notices = "".join(f"note: {one_line(notice)}\n" for notice in update.notices)
    return f"{folder}: {change} ({update.seconds:.1f} s)\n{notices}"


def _names(entities: Sequence[Entity]) -> str:
    told = [f"{entity.name} ({'/'.join(entity.types)})" if entity.types else entity.name for entity in entities[:MOST]]
    more = len(entities) - len(told)
    return ", ".join(told) + (f" and {more} more" if more else "")


def decisions_text(decisions: Decisions) -> str:
    """List decisions by kind, and what is wrong with others."""
    lines = []
    for decision in decisions:
        about = ", ".join(part for part in (decision.who, decision.when, decision.note) if part)
        head = f"{click.style(decision.id, dim=True)}  {one_line(describe(decision))}"
        lines.append(head + (f"  [{one_line(about)}]" if about else ""))
    lines += [f"note: {one_line(str(found))}" for found in decisions.contradictions]
    lines += [f"note: {one_line(problem)}" for problem in decisions.problems]
    return "\n".join(lines or ["no decisions yet; make one with kg same, kg different, kg drop …"]) + "\n"
