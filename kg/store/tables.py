"""Query results as text for a terminal, and in the formats of the SPARQL 1.1 recommendations.

Text from articles is never trusted to a terminal: characters that steer it or turn the direction of writing are shown
as replacement characters.
"""

from __future__ import annotations

import csv
import io
import json
import textwrap
import unicodedata
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.store import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.store.query import QueryResult
    from kg.store.terms import Term

TABLE_FORMATS = ("table", "json", "csv", "tsv", "turtle")
DEFAULT_WIDTH = 120
#: Texts from this length on may stand below their row when a table is too wide.
LONG_TEXT = 40
#: How long others must be that go with them, should they alone not be enough.
MEDIUM_TEXT = 15
#: Blanks between columns, and the lines above the first row.
GAP = 3
HEADING_LINES = 2
_FORBIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co"})
_KEPT = frozenset("\n\t\u200c\u200d\u00ad")


def render(result: QueryResult, format_name: str = "table", width: int = DEFAULT_WIDTH) -> str:
    """Return ``result`` in one of :data:`TABLE_FORMATS`; ``width`` is that of the terminal, for ``table``.

    ``turtle`` is for graph results only, ``csv`` and ``tsv`` for all but yes/no answers. Raises :class:`UsageError`
    for a format that does not exist or does not fit.
    """
    match format_name:
        case "table":
            return text_table(result, width)
        case "json":
            return json.dumps(to_json(result), ensure_ascii=False, indent=1) + "\n"
        case "csv" | "tsv" if result.kind != "ask":
            return _csv(result) if format_name == "csv" else _tsv(result)
        case "turtle" if result.kind == "graph":
            return _turtle(result)
        case _ if format_name in TABLE_FORMATS:
            raise UsageError(f"a result of kind {result.kind!r} cannot be written as {format_name}; use json or table")
        case _:
            raise UsageError(f"unknown format {format_name!r}; choose one of {', '.join(TABLE_FORMATS)}")


def printable(text: str) -> str:
    """Return ``text`` without anything that steers a terminal or reorders the line."""
    return "".join(c if c in _KEPT or unicodedata.category(c) not in _FORBIDDEN_CATEGORIES else "\ufffd" for c in text)


def compact(iri: str, prefixes: Mapping[str, str]) -> str:
    """Return an IRI with the longest prefix that fits, else in angle brackets."""
    fitting = [
        (len(start), name) for name, start in prefixes.items() if iri.startswith(start) and len(iri) > len(start)
    ]
    if not fitting:
        return f"<{iri}>"
    length, name = max(fitting)
    return f"{name}:{iri[length:]}"


def text_table(result: QueryResult, width: int = DEFAULT_WIDTH) -> str:
    """Return a table with short IRIs, or ``yes``/``no``; the notice of a cut result comes last."""
    if result.kind == "ask":
        return "yes\n" if result.answer else "no\n"
    prefixes = dict(result.prefixes)
    rows = [[_cell(cell, prefixes) for cell in row] for row in result.rows]
    numeric = [_numeric([row[place] for row in result.rows]) for place in range(len(result.columns))]
    lines = _with_texts_below(result.columns, rows, numeric, width) or columns_table(
        result.columns, rows, numeric, width
    )
    count = f"{len(result.rows)} row{'' if len(result.rows) == 1 else 's'}"
    return "\n".join([*lines, f"({count})", *([result.notice] if result.notice else [])]) + "\n"


def _with_texts_below(
    headings: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[bool], width: int
) -> list[str]:
    """Return a table that has long texts below their row, or nothing where all fit beside each other or never do."""
    from rich.cells import cell_len  # noqa: PLC0415 (needed for terminals only)

    places = list(range(len(headings)))
    longest = [max((cell_len(row[place]) for row in rows), default=0) for place in places]
    wide = [max(longest[place], cell_len(headings[place])) for place in places]
    beside = list(places)
    while beside and sum(wide[place] + GAP for place in beside) - GAP > width:
        widest = max(beside, key=lambda place: (longest[place], place))
        if longest[widest] < (LONG_TEXT if len(beside) == len(places) else MEDIUM_TEXT):
            return []
        beside.remove(widest)
    below = [place for place in places if place not in beside]
    if not below or not beside:
        return []
    lines = columns_table(
        [headings[place] for place in beside],
        [[row[place] for place in beside] for row in rows],
        [numeric[place] for place in beside],
        width,
    )
    if len(lines) != len(rows) + HEADING_LINES:
        return []
    shown = lines[:HEADING_LINES]
    for line, row in zip(lines[HEADING_LINES:], rows, strict=True):
        shown.append(line)
        for place in below:
            if row[place]:
                text = f"{printable(headings[place])}: {' '.join(row[place].split())}"
                shown += textwrap.wrap(text, max(width, 20), initial_indent="    ", subsequent_indent="      ")
    return shown


def _numeric(column: list[Term | None]) -> bool:
    values = [cell.python() for cell in column if cell is not None]
    return bool(values) and all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in values)


def columns_table(
    headings: Sequence[str], rows: Iterable[Sequence[str]], numeric: Sequence[bool], width: int
) -> list[str]:
    """Return the lines of a table that fits into ``width``; numeric columns are right-aligned."""
    from rich import box  # noqa: PLC0415 (needed for terminals only)
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for heading, number in zip(headings, numeric, strict=True):
        table.add_column(Text(printable(heading)), justify="right" if number else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    buffer = io.StringIO()
    console = Console(file=buffer, width=max(width, 20), color_system=None, legacy_windows=False)
    console.print(table)
    return [line.rstrip() for line in buffer.getvalue().splitlines()]


def _cell(term: Term | None, prefixes: Mapping[str, str]) -> str:
    if term is None:
        return ""
    if term.kind == "iri":
        return compact(term.value, prefixes)
    return term.value


def to_json(result: QueryResult) -> dict[str, Any]:
    """Return SPARQL 1.1 Query Results JSON; a cut result has its notice under ``notice``.

    A graph result is written as a table of subject, predicate and object.
    """
    if result.kind == "ask":
        return {"head": {}, "boolean": result.answer}
    bindings = [
        {name: _json_term(cell) for name, cell in zip(result.columns, row, strict=True) if cell is not None}
        for row in result.rows
    ]
    document: dict[str, Any] = {"head": {"vars": list(result.columns)}, "results": {"bindings": bindings}}
    return document | ({"notice": result.notice} if result.notice else {})


def _json_term(term: Term) -> dict[str, str]:
    kind = {"iri": "uri", "literal": "literal", "bnode": "bnode", "triple": "triple"}[term.kind]
    extra = (("xml:lang", term.lang), ("datatype", term.datatype))
    return {"type": kind, "value": term.value} | {name: value for name, value in extra if value is not None}


def _csv(result: QueryResult) -> str:
    buffer = io.StringIO()
    table = csv.writer(buffer, lineterminator="\r\n")
    table.writerow(result.columns)
    table.writerows([("" if cell is None else cell.value) for cell in row] for row in result.rows)
    return buffer.getvalue()


def _tsv(result: QueryResult) -> str:
    lines = ["\t".join(f"?{name}" for name in result.columns)]
    lines += ("\t".join("" if cell is None else syntax(cell) for cell in row) for row in result.rows)
    return "\n".join(lines) + "\n"


def syntax(term: Term) -> str:
    """Return a term as N-Triples writes it."""
    return term.value if term.kind == "triple" else str(terms.from_term(term))


def _turtle(result: QueryResult) -> str:
    from kg.store.export import write_triples  # noqa: PLC0415 (export imports much that tables do not need)

    buffer = io.BytesIO()
    write_triples(terms.triples_from_rows(result.rows), dict(result.prefixes), buffer)
    return buffer.getvalue().decode()
