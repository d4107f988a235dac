"""The graph as CSV files that ``neo4j-admin database import`` reads: nodes and relationships, with typed headers.

Entities are nodes with their classes as labels. Figures and dates are nodes too, so that a claim is always one
relationship with its evidence. The two files come in a zip archive, always the same bytes for the same graph.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import IO, TYPE_CHECKING

from kg.model import DateValue, EntityRef, Quantity
from kg.store import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.model import Claim, Entity
    from kg.store.dataset import GraphStore

NODES, RELATIONSHIPS = "nodes.csv", "relationships.csv"
NODE_HEADER = (
    "id:ID", "name", ":LABEL", "aliases:string[]", "sameAs:string[]", "value:double", "unit", "period",
    "change:double", "bound",
)  # fmt: skip
RELATIONSHIP_HEADER = (
    ":START_ID", ":END_ID", ":TYPE", "claim", "mode", "confidence:double", "former:boolean", "date", "article",
    "attributedTo", "quote",
)  # fmt: skip
#: Between the values of an array, as the import takes it to be.
ARRAY = ";"
#: The oldest moment that an archive can name: no clock is in the bytes.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def write_neo4j(store: GraphStore, out: IO[bytes]) -> None:
    """Write a zip archive of the two files."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, lines in tables(store):
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            with archive.open(entry, "w", force_zip64=True) as stream:
                for line in lines:
                    stream.write(line)


def tables(store: GraphStore) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield the name and the lines of each file."""
    yield NODES, _lines(NODE_HEADER, _nodes(store))
    yield RELATIONSHIPS, _lines(RELATIONSHIP_HEADER, _relationships(store))


def _lines(header: tuple[str, ...], rows: Iterable[list[str]]) -> Iterator[bytes]:
    buffer = io.StringIO()
    table = csv.writer(buffer, lineterminator="\n")
    table.writerow(header)
    for row in rows:
        table.writerow(row)
        if buffer.tell() > 1 << 20:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def _nodes(store: GraphStore) -> Iterator[list[str]]:
    for entity in store.entities():
        yield _entity(entity)
    for article_id in store.article_states():
        for claim in store.claims(article_id):
            match claim.object:
                case Quantity(value, unit, period, change, bound):
                    numbers = (_number(value), unit or "", period or "", _number(change), bound or "")
                    yield [_value_id(claim), "", "Figure", "", "", *numbers]
                case DateValue(text):
                    yield [_value_id(claim), text, "Date", "", "", "", "", "", "", ""]
                case _:
                    pass


def _entity(entity: Entity) -> list[str]:
    labels = ARRAY.join(("Entity", *entity.types))
    return [entity.iri, entity.name, labels, _array(entity.aliases), _array(entity.same_as), "", "", "", "", ""]


def _relationships(store: GraphStore) -> Iterator[list[str]]:
    for article in store.articles():
        for claim in store.claims(article.id):
            end = claim.object.key if isinstance(claim.object, EntityRef) else _value_id(claim)
            yield [
                claim.subject.key,
                end,
                _WORDS.sub("_", claim.predicate).upper(),
                claim.id,
                claim.mode,
                _number(claim.confidence),
                "true" if ("former", True) in claim.qualifiers else "false",
                article.date or "",
                claim.article_id,
                claim.attributed_to.key if claim.attributed_to else "",
                claim.evidence.quote,
            ]


def _value_id(claim: Claim) -> str:
    return f"value:{claim.id}"


def _array(values: tuple[str, ...]) -> str:
    # The import knows no way to write its separator inside a value.
    return ARRAY.join(value.replace(ARRAY, ",") for value in values)


def _number(value: float | None) -> str:
    return "" if value is None else terms.number_literal(value).value
