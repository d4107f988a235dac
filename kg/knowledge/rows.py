"""Rows of a table or of a SPARQL result, one after the other however large the file is."""

from __future__ import annotations

import csv
import json
import sys
from typing import IO, TYPE_CHECKING, Any

from kg.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: A value with its language, empty when it has none.
Cell = tuple[str, str]
Row = dict[str, list[Cell]]

_CHUNK = 1 << 16
#: A result whose one row is longer than this is no result of people or programs that mean well.
_LONGEST_ROW = 5_000_000


def read_rows(path: Path) -> Iterator[tuple[int, Row]]:
    """Yield (number of the row or line, its values by column) of a CSV, a TSV or a SPARQL JSON result.

    Raises :class:`DataError` when the file cannot be read, is not UTF-8, or is none of these.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            start = stream.read(2000)
            stream.seek(0)
            yield from _bindings(stream, path) if start.lstrip()[:1] == "{" else _table(stream, start, path)
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: byte {error.start} of a part is not UTF-8; save the file as UTF-8") from error
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror}); check the path") from error


def _table(stream: IO[str], start: str, path: Path) -> Iterator[tuple[int, Row]]:
    head = start.split("\n", 1)[0]
    delimiter = "\t" if "\t" in head else ";" if head.count(";") > head.count(",") else ","
    csv.field_size_limit(sys.maxsize)
    table = csv.reader(stream, delimiter=delimiter, quoting=csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL)
    header = [cell.strip() for cell in next(table, [])]
    if not any(header):
        raise DataError(f"{path}, line 1: the file is empty; give a table with a header or a SPARQL JSON result")
    try:
        for cells in table:
            if any(cells):
                row: Row = {}
                for name, cell in zip(header, cells, strict=False):
                    if cell.strip():
                        row.setdefault(name, []).append((cell.strip(), ""))
                yield table.line_num, row
    except csv.Error as error:
        raise DataError(f"{path}, line {table.line_num}: is no row of a table ({error})") from error


def _bindings(stream: IO[str], path: Path) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a SPARQL JSON result; only one is held in memory."""
    decoder = json.JSONDecoder()
    buffer = _up_to_bindings(stream, path)
    number = 0
    while True:
        buffer = buffer.lstrip(" \t\r\n,")
        if buffer[:1] == "]":
            return
        try:
            found, end = decoder.raw_decode(buffer) if buffer else (None, -1)
        except (ValueError, RecursionError):
            end = -1
        if end < 0:
            more = stream.read(_CHUNK)
            if not more or len(buffer) > _LONGEST_ROW:
                raise DataError(f"{path}: the result breaks off after row {number}; fetch it again")
            buffer += more
            continue
        number += 1
        buffer = buffer[end:]
        yield number, _row(found)


def _up_to_bindings(stream: IO[str], path: Path) -> str:
    buffer = ""
    while True:
        more = stream.read(_CHUNK)
        buffer += more
        at = buffer.find('"bindings"')
        opening = buffer.find("[", at) if at >= 0 else -1
        if opening >= 0:
            return buffer[opening + 1 :]
        if not more or len(buffer) > _LONGEST_ROW:
            raise DataError(f"{path}: JSON, but no SPARQL result (it has no bindings); ask the query for JSON results")


def _row(binding: Any) -> Row:  # noqa: ANN401 (JSON)
    row: Row = {}
    for name, term in binding.items() if isinstance(binding, dict) else ():
        value = term.get("value") if isinstance(term, dict) else None
        if isinstance(value, str) and value.strip():
            lang = term.get("xml:lang")
            row[name] = [(value.strip(), lang if isinstance(lang, str) else "")]
    return row
