"""What people decided about a graph: an append-only file of lines, and the decisions that hold after all of them."""

from __future__ import annotations

from kg.decisions.effective import Contradiction, Decisions, replay
from kg.decisions.file import DECISIONS_NAME, append, read_decisions, read_lines
from kg.decisions.lines import mint, new_decision

__all__ = [
    "DECISIONS_NAME",
    "Contradiction",
    "Decisions",
    "append",
    "mint",
    "new_decision",
    "read_decisions",
    "read_lines",
    "replay",
]
