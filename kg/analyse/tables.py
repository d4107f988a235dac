"""Measures as text for a terminal, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json
import textwrap
from typing import TYPE_CHECKING, Any

from kg.analyse.measures import HIDDEN
from kg.analyse.vocabulary import texts
from kg.errors import UsageError
from kg.store.tables import columns_table

if TYPE_CHECKING:
    from kg.analyse.measures import AnalysisReport, Cell, Table

FORMATS = ("table", "csv", "json")
#: Items of a list that a terminal shows.
LISTED = 4


def report_text(report: AnalysisReport, *, top: int, width: int) -> str:
    """Return the report for a terminal: of each table the first ``top`` rows."""
    words = texts()[report.lang]
    size = {"entities": report.entities, "links": report.links, "claims": report.claims}
    lines = [words["summary"].format(components=report.components, **size)]
    if left_out := _left_out(report, words):
        lines += textwrap.wrap(left_out, width)
    for table in report.tables:
        lines += ["", table.title, *(line for note in table.notes for line in textwrap.wrap(note, width))]
        lines += _rows(table, words, top, width)
    return "\n".join(lines) + "\n"


def _left_out(report: AnalysisReport, words: dict[str, Any]) -> str:
    parts = []
    for reason, entities, claims in (*report.scope.steps, ("descriptive", report.described, 0)):
        counts = [
            words[f"count_{kind}"][n > 1].format(n) for kind, n in (("entities", entities), ("claims", claims)) if n
        ]
        if counts:
            parts.append(f"{', '.join(counts)} {words['reasons'][reason]}")
    return words["left_out"].format(parts=words["separator"].join(parts)) if parts else ""


def _rows(table: Table, words: dict[str, Any], top: int, width: int) -> list[str]:
    shown = [place for place, key in enumerate(table.columns) if not key.endswith("iri") and key not in HIDDEN]
    if not table.rows:
        return [f"  {words['none']}"]
    headings = [words[f"column_{table.columns[place]}"] for place in shown]
    # What grows with time is read to its end; everywhere else the first rows matter most.
    chosen = table.rows if table.name == "growth" else table.rows[:top]
    rows = [[_text(row[place], words) for place in shown] for row in chosen]
    numeric = [all(isinstance(row[place], int | float) for row in chosen) for place in shown]
    lines = columns_table(headings, rows, numeric, width)
    if len(chosen) < len(table.rows):
        lines.append(words["more_rows"].format(number=len(table.rows) - len(chosen)))
    return lines


def _text(cell: Cell, words: dict[str, Any]) -> str:
    match cell:
        case None:
            return ""
        case tuple():
            items = [*cell[:LISTED]]
            if len(cell) > LISTED:
                items.append(words["and_more"].format(number=len(cell) - LISTED))
            return str(words["separator"]).join(items)
        case float():
            return f"{cell:.4g}"
        case _:
            return str(cell)


def report_csv(report: AnalysisReport, *, top: int | None) -> str:
    """Return the one table of the report as CSV; raises :class:`UsageError` when it has several."""
    if len(report.tables) != 1:
        names = ", ".join(table.name for table in report.tables)
        raise UsageError(f"csv holds one measure; name one of {names}, or use json")
    (table,) = report.tables
    buffer = io.StringIO()
    out = csv.writer(buffer, lineterminator="\n")
    out.writerow(table.columns)
    for row in table.rows[:top]:
        out.writerow(["; ".join(cell) if isinstance(cell, tuple) else cell for cell in row])
    return buffer.getvalue()


def report_json(report: AnalysisReport, *, top: int | None) -> str:
    """Return the report as JSON: sizes, what the scope left out, and each measure with its rows as objects."""
    document = {
        "entities": report.entities,
        "links": report.links,
        "claims": report.claims,
        "components": report.components,
        "described": report.described,
        "left_out": [
            {"by": reason, "entities": entities, "claims": claims} for reason, entities, claims in report.scope.steps
        ],
        "measures": {
            table.name: {
                "title": table.title,
                "notes": table.notes,
                "rows": [dict(zip(table.columns, row, strict=True)) for row in table.rows[:top]],
            }
            for table in report.tables
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
