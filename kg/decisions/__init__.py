"""What people decided about a graph: an append-only file of lines, and the decisions that hold after all of them."""

from __future__ import annotations

from kg.decisions.effective import Contradiction, Decisions, active, describe, replay
from kg.decisions.file import DECISIONS_NAME, append, read_decisions, read_lines
from kg.decisions.lines import WIKIDATA, identifier_iri, mint, new_decision, write_line
from kg.decisions.record import record, take_back

__all__ = [
    "DECISIONS_NAME",
    "WIKIDATA",
    "Contradiction",
    "Decisions",
    "active",
    "append",
    "describe",
    "identifier_iri",
    "mint",
    "new_decision",
    "read_decisions",
    "read_lines",
    "record",
    "replay",
    "take_back",
    "write_line",
]
