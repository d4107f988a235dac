"""The graph in other formats, byte for byte the same for the same content.

RDF formats carry everything: ``nquads``, ``trig`` and ``jsonld`` with the article of each statement, ``turtle``
without. ``csv`` is one line a claim. ``graphml`` and ``gexf`` (:mod:`kg.store.xmlgraph`) carry entities and the claims
between them.
"""

from __future__ import annotations

import csv
import io
import json
from itertools import groupby
from typing import IO, TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import StoreError, UsageError
from kg.model import Claim, DateValue, EntityRef, Quantity
from kg.store import terms
from kg.store.turtle import TurtleWriter, quad_key, triple_key
from kg.store.xmlgraph import write_gexf, write_graphml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kg.store.dataset import GraphStore

CSV_COLUMNS = (
    "claim", "article", "date", "lang", "subject", "subject_name", "predicate", "object", "object_name", "value",
    "unit", "period", "change", "bound", "mode", "attributed_to", "confidence", "qualifiers", "quote", "start", "end",
)  # fmt: skip


def export(store: GraphStore, format_name: str, out: IO[bytes]) -> None:
    """Write the whole graph to ``out``; raises :class:`UsageError` for a format that is not in :data:`FORMATS`."""
    writer = FORMATS.get(format_name)
    if writer is None:
        raise UsageError(f"unknown export format {format_name!r}; choose one of {', '.join(FORMATS)}")
    try:
        writer(store, out)
    except OSError as error:
        raise StoreError(f"the export could not be written ({error.strerror}); check the disk and the path") from error


def write_nquads(store: GraphStore, out: IO[bytes]) -> None:
    """Write one statement with its graph a line, sorted."""
    for line in sorted(str(quad) for quad in store.quads()):
        out.write(line.encode() + b" .\n")


def write_trig(store: GraphStore, out: IO[bytes]) -> None:
    """Write TriG: a block for each graph."""
    quads = sorted(store.quads(), key=quad_key)
    TurtleWriter(out, terms.prefixes(store.base)).write_quads(quads)


def write_turtle(store: GraphStore, out: IO[bytes]) -> None:
    """Write Turtle: every statement once, without the article it is from."""
    write_triples((quad.triple for quad in store.quads()), terms.prefixes(store.base), out)


def write_triples(triples: Iterable[ox.Triple], prefixes: Mapping[str, str], out: IO[bytes]) -> None:
    """Write sorted Turtle."""
    found = sorted(set(triples), key=triple_key)
    TurtleWriter(out, prefixes).write_triples(found)


def write_jsonld(store: GraphStore, out: IO[bytes]) -> None:
    """Write JSON-LD: one object for each graph, one line for each node in it, prefixes in an inline context."""
    prefixes = terms.prefixes(store.base)
    out.write(b'{"@context":' + _json(prefixes) + b',\n"@graph":[')
    separator = b"\n"
    for graph, quads in groupby(sorted(store.quads(), key=quad_key), key=lambda quad: quad.graph_name):
        out.write(separator + b'{"@id":' + _json(_node_id(graph)) + b',"@graph":[\n')
        nodes = groupby(quads, key=lambda quad: quad.subject)
        out.write(b",\n".join(_json(_jsonld_node(subject, group)) for subject, group in nodes))
        out.write(b"]}")
        separator = b",\n"
    out.write(b"]}\n")


def write_csv(store: GraphStore, out: IO[bytes]) -> None:
    r"""Write one line for each claim, in the columns of :data:`CSV_COLUMNS`, UTF-8 with ``\\n`` line ends."""
    names = {entity.iri: entity.name for entity in store.entities()}
    buffer = io.StringIO()
    table = csv.writer(buffer, lineterminator="\n")
    table.writerow(CSV_COLUMNS)
    for article in store.articles():
        for claim in store.claims(article.id):
            table.writerow(_csv_row(claim, article.date or "", article.lang, names))
        out.write(buffer.getvalue().encode())
        buffer.seek(0)
        buffer.truncate()
    out.write(buffer.getvalue().encode())


def _csv_row(claim: Claim, date: str, lang: str, names: dict[str, str]) -> list[object]:
    target: list[object] = ["", "", "", "", "", "", ""]
    match claim.object:
        case EntityRef(iri):
            target[:2] = iri, names.get(iri, "")
        case DateValue(value):
            target[2] = value
        case Quantity() as quantity:
            figures = (
                _number(quantity.value),
                quantity.unit,
                quantity.period,
                _number(quantity.change),
                quantity.bound,
            )
            target[2:] = ["" if field is None else field for field in figures]
    speaker = claim.attributed_to.key if claim.attributed_to else ""
    subject = claim.subject.key
    qualifiers = json.dumps({name: _plain(value) for name, value in claim.qualifiers}, ensure_ascii=False)
    evidence = claim.evidence
    return [
        claim.id, claim.article_id, date, lang, subject, names.get(subject, ""), claim.predicate, *target, claim.mode,
        speaker, claim.confidence, qualifiers if claim.qualifiers else "", evidence.quote, evidence.start, evidence.end,
    ]  # fmt: skip


def _number(value: float | None) -> str | None:
    """Write a number without exponent, however large."""
    return None if value is None else terms.number_literal(value).value


def _plain(value: object) -> object:
    match value:
        case EntityRef(iri):
            return iri
        case Quantity():
            fields = ("value", "unit", "period", "change", "bound")
            return {name: getattr(value, name) for name in fields if getattr(value, name) is not None}
        case _:
            return value


def write_entity_graph(writer: Callable[..., None]) -> Callable[[GraphStore, IO[bytes]], None]:
    """Return an exporter that gives ``writer`` the entities and the dated claims between them."""

    def write(store: GraphStore, out: IO[bytes]) -> None:
        writer(store.entities(), _entity_claims(store), out)

    return write


def _entity_claims(store: GraphStore) -> Iterator[tuple[Claim, str]]:
    for article in store.articles():
        for claim in store.claims(article.id):
            if isinstance(claim.object, EntityRef):
                yield claim, article.date or ""


def _node_id(term: object) -> str:
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else terms.text_value(term)


def _jsonld_node(subject: object, quads: Iterable[ox.Quad]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _node_id(subject)}
    for quad in quads:
        if quad.predicate.value == terms.RDF + "type":
            node.setdefault("@type", []).append(_node_id(quad.object))
        else:
            node.setdefault(quad.predicate.value, []).append(_jsonld_value(quad.object))
    return node


def _jsonld_value(term: object) -> dict[str, str]:
    if not isinstance(term, ox.Literal):
        return {"@id": _node_id(term)}
    if term.language is not None:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == terms.XSD + "string":
        return {"@value": term.value}
    return {"@value": term.value, "@type": term.datatype.value}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


#: Every export format and what writes it.
FORMATS: dict[str, Callable[[GraphStore, IO[bytes]], None]] = {
    "turtle": write_turtle,
    "trig": write_trig,
    "nquads": write_nquads,
    "jsonld": write_jsonld,
    "csv": write_csv,
    "graphml": write_entity_graph(write_graphml),
    "gexf": write_entity_graph(write_gexf),
}
