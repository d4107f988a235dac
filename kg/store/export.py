"""The graph in other formats, byte for byte the same for the same content.

RDF formats carry everything (:mod:`kg.store.rdf_export`): ``nquads``, ``trig`` and ``jsonld`` with the article of each
statement, ``turtle`` without. ``csv`` and ``parquet`` have one line a claim (:mod:`kg.store.claim_table`). ``graphml``
and ``gexf`` (:mod:`kg.store.xmlgraph`) carry entities and the claims between them, ``neo4j`` (:mod:`kg.store.neo4j`)
figures and dates too.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from kg.errors import StoreError, UsageError
from kg.model import Claim, EntityRef
from kg.store.claim_table import CSV_COLUMNS, write_csv, write_parquet
from kg.store.neo4j import write_neo4j
from kg.store.rdf_export import RdfOptions, write_jsonld, write_nquads, write_trig, write_triples, write_turtle
from kg.store.xmlgraph import write_gexf, write_graphml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.store.dataset import GraphStore

__all__ = ["CSV_COLUMNS", "FORMATS", "RDF_FORMATS", "export", "write_triples"]


def export(store: GraphStore, format_name: str, out: IO[bytes], options: RdfOptions | None = None) -> None:
    """Write the whole graph to ``out``.

    Raises :class:`UsageError` for a format that is not in :data:`FORMATS`, and for options that it does not have.
    """
    options = options or RdfOptions()
    if format_name not in FORMATS:
        raise UsageError(f"unknown export format {format_name!r}; choose one of {', '.join(FORMATS)}")
    if options.rdf12 and format_name not in RDF12_FORMATS:
        raise UsageError(f"{format_name} has no triple terms; choose one of {', '.join(RDF12_FORMATS)} for RDF 1.2")
    if options.inferred is not None and format_name not in RDF_FORMATS:
        raise UsageError(f"{format_name} holds claims only, nothing inferred; choose one of {', '.join(RDF_FORMATS)}")
    try:
        if format_name in RDF_FORMATS:
            RDF_FORMATS[format_name](store, out, options)
        else:
            CLAIM_FORMATS[format_name](store, out)
    except OSError as error:
        raise StoreError(f"the export could not be written ({error.strerror}); check the disk and the path") from error


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


#: What writes each format that holds everything.
RDF_FORMATS: dict[str, Callable[[GraphStore, IO[bytes], RdfOptions], None]] = {
    "turtle": write_turtle,
    "trig": write_trig,
    "nquads": write_nquads,
    "jsonld": write_jsonld,
}
RDF12_FORMATS = ("turtle", "trig", "nquads")
#: What writes each format that holds claims.
CLAIM_FORMATS: dict[str, Callable[[GraphStore, IO[bytes]], None]] = {
    "csv": write_csv,
    "parquet": write_parquet,
    "graphml": write_entity_graph(write_graphml),
    "gexf": write_entity_graph(write_gexf),
    "neo4j": write_neo4j,
}
FORMATS = (*RDF_FORMATS, *CLAIM_FORMATS)
