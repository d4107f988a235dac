"""Entities and decisions to write tests with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.decisions import new_decision

if TYPE_CHECKING:
    from kg.model import Decision, DecisionKind

BASE = "https://w3id.org/mediakg/entity/"


def entity(name: str, article: str = "") -> str:
    """Return a reference to an invented entity."""
    return f"{BASE}{name}-0123456789" + (f"@{article}" if article else "")


def decide(kind: DecisionKind, subject: str, object_: str = "", line: int = 0) -> Decision:
    """Return a decision on entities of one-word names, standing on a line."""
    sides = [entity(subject) if kind not in {"drop", "keep", "undo"} else subject, object_]
    if kind in {"same", "different"}:
        sides[1] = entity(object_)
    return new_decision(kind, *sides, place=f"decisions.jsonl, line {line}" if line else "")
