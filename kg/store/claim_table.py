"""Claims as a table, one row a claim: CSV for spreadsheets, Parquet for pandas, DuckDB and others."""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.model import Claim, DateValue, EntityRef, Quantity
from kg.store import terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Article
    from kg.store.dataset import GraphStore

CSV_COLUMNS = (
    "claim", "article", "date", "lang", "subject", "subject_name", "predicate", "object", "object_name", "value",
    "unit", "period", "change", "bound", "mode", "attributed_to", "confidence", "qualifiers", "quote", "start", "end",
)  # fmt: skip
#: Columns whose values are no text, and their type.
NUMBERS = {"value": "double", "change": "double", "confidence": "double", "start": "int32", "end": "int32"}
#: Rows of Parquet that are compressed together.
ROW_GROUP = 50_000
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?\Z")

Row = dict[str, Any]


def safe_cell(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: an apostrophe comes before a sign that would start one."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.match(text) else text


def write_csv(store: GraphStore, out: IO[bytes]) -> None:
    r"""Write one line for each claim, in the columns of :data:`CSV_COLUMNS`, UTF-8 with ``\n`` line ends."""
    buffer = io.StringIO()
    table = csv.writer(buffer, lineterminator="\n")
    table.writerow(CSV_COLUMNS)
    for row in claim_rows(store):
        table.writerow([_cell(row[name]) for name in CSV_COLUMNS])
        if buffer.tell() > 1 << 20:
            out.write(buffer.getvalue().encode())
            buffer.seek(0)
            buffer.truncate()
    out.write(buffer.getvalue().encode())


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case int() | float():
            return terms.number_literal(value).value
        case _:
            return safe_cell(str(value))


def write_parquet(store: GraphStore, out: IO[bytes]) -> None:
    """Write the claims as Parquet; raises :class:`UsageError` when the library for it is not installed."""
    try:
        import pyarrow as pa  # noqa: PLC0415 (an extra)
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError as error:
        raise UsageError("Parquet needs pyarrow; install it with: pip install 'mediakg[parquet]'") from error
    kinds = {"double": pa.float64(), "int32": pa.int32()}
    schema = pa.schema([pa.field(name, kinds.get(NUMBERS.get(name, ""), pa.string())) for name in CSV_COLUMNS])
    rows = claim_rows(store)
    first = list(islice(rows, ROW_GROUP))
    sink = pa.PythonFile(_Counted(out), mode="w")
    with pq.ParquetWriter(sink, schema, compression="zstd") as writer:
        group = first
        while group:
            columns = [[_parquet(name, row[name]) for row in group] for name in CSV_COLUMNS]
            arrays = [pa.array(column, type=field.type) for column, field in zip(columns, schema, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema), row_group_size=ROW_GROUP)
            group = list(islice(rows, ROW_GROUP))


def _parquet(name: str, value: object) -> object:
    return float(value) if NUMBERS.get(name) == "double" and isinstance(value, (int, float)) else value


class _Counted(io.RawIOBase):
    """A stream that knows how much was written, which standard output in a pipe does not."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._written = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:  # noqa: ANN401 (bytes, or a buffer of the other library)
        content = bytes(data)
        self._out.write(content)
        self._written += len(content)
        return len(content)

    def tell(self) -> int:
        return self._written


def claim_rows(store: GraphStore) -> Iterator[Row]:
    """Yield all claims as rows, article by article; what a claim does not have is ``None``."""
    names = {entity.iri: entity.name for entity in store.entities()}
    return chain.from_iterable(
        (_row(claim, article, names) for claim in store.claims(article.id)) for article in store.articles()
    )


def _row(claim: Claim, article: Article, names: dict[str, str]) -> Row:
    row: Row = dict.fromkeys(CSV_COLUMNS)
    match claim.object:
        case EntityRef(iri):
            row |= {"object": iri, "object_name": names.get(iri)}
        case DateValue(value):
            row["object_name"] = value
        case Quantity(value, unit, period, change, bound):
            row |= {"value": value, "unit": unit, "period": period, "change": change, "bound": bound}
    subject = claim.subject.key
    qualifiers = {name: _plain(value) for name, value in claim.qualifiers}
    evidence = claim.evidence
    return row | {
        "claim": claim.id,
        "article": claim.article_id,
        "date": article.date,
        "lang": article.lang or None,
        "subject": subject,
        "subject_name": names.get(subject),
        "predicate": claim.predicate,
        "mode": claim.mode,
        "attributed_to": claim.attributed_to.key if claim.attributed_to else None,
        "confidence": claim.confidence,
        "qualifiers": json.dumps(qualifiers, ensure_ascii=False) if qualifiers else None,
        "quote": evidence.quote,
        "start": evidence.start,
        "end": evidence.end,
    }


def _plain(value: object) -> object:
    match value:
        case EntityRef(iri):
            return iri
        case Quantity():
            fields = ("value", "unit", "period", "change", "bound")
            return {name: getattr(value, name) for name in fields if getattr(value, name) is not None}
        case _:
            return value
