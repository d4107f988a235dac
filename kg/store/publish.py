"""What the graph says of one of its IRIs, and of itself, as RDF to hand out.

A description is everything with the IRI as subject, what points at it, and the labels of its neighbours; that of an
article is its whole graph. Results are sorted: the same graph gives the same bytes.
"""

from __future__ import annotations

import io
from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import DataError
from kg.ontology import ontology_quads
from kg.store import mapping, result_writers, terms
from kg.store.terms import DCTERMS, MKG, OWL, RDF, RDFS, SCHEMA, SKOS, XSD
from kg.store.turtle import TurtleWriter, triple_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.store.dataset import GraphStore
    from kg.store.summary import Counts

#: Statements that a description holds at most in each direction.
MAX_STATEMENTS = 10_000
REPLACED_BY = ox.NamedNode(DCTERMS + "isReplacedBy")
SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
FORMATS_NS = "http://www.w3.org/ns/formats/"
_LABELS = (mapping.LABEL, mapping.HEADLINE)
RESULT_FORMATS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples",
    "JSON-LD", "RDF_XML",
)  # fmt: skip


def describe(store: GraphStore, iri: str, limit: int = MAX_STATEMENTS) -> list[ox.Triple]:
    """Return what the store says of ``iri``, sorted; nothing when it says nothing or ``iri`` is none."""
    try:
        node = terms.iri(iri)
    except DataError:
        return []
    engine = store.engine
    found = {quad.triple for quad in islice(engine.quads_for_pattern(None, None, None, node), limit)}
    found |= {quad.triple for quad in islice(engine.quads_for_pattern(node, None, None, None), limit)}
    if not found:
        return []
    found |= _parts(engine, found, iri)
    found |= {quad.triple for quad in islice(engine.quads_for_pattern(None, None, node, None), limit)}
    neighbours = {side for t in found for side in (t.subject, t.object) if isinstance(side, ox.NamedNode)} - {node}
    for neighbour in sorted(neighbours, key=str)[:limit]:
        for label in _LABELS:
            found |= {quad.triple for quad in engine.quads_for_pattern(neighbour, label, None, None)}
    return sorted(found, key=triple_key)


def _parts(engine: ox.Store, about: set[ox.Triple], iri: str) -> set[ox.Triple]:
    """Return the evidence and the quantities of a claim, which have no life of their own."""
    claim = ox.Triple(terms.iri(iri), mapping.TYPE, terms.mkg("Claim"))
    if claim not in about:
        return set()
    own = [t.object for t in about if isinstance(t.object, ox.NamedNode) and t.predicate.value.startswith(MKG)]
    starts = ("/evidence/", "/quantity/")
    nodes = [node for node in own if any(start in node.value for start in starts)]
    return {quad.triple for node in nodes for quad in engine.quads_for_pattern(node, None, None, None)}


def ontology_triples(store: GraphStore) -> list[ox.Triple]:
    """Return the ontology that the graph was built with, the shipped one when it holds no copy; sorted."""
    graph = mapping.ontology_graph(store.base)
    quads = list(store.engine.quads_for_pattern(None, None, None, graph)) or ontology_quads(graph.value)
    return sorted({quad.triple for quad in quads}, key=triple_key)


def plain_statements(store: GraphStore, iri: str, limit: int = MAX_STATEMENTS) -> list[tuple[str, str, bool]]:
    """Return what is said of ``iri`` as (property, value, whether the value is an IRI), sorted."""
    names = terms.prefixes(store.base)
    found = set()
    for triple in describe(store, iri, limit):
        if isinstance(triple.subject, ox.NamedNode) and triple.subject.value == iri:
            value = triple.object
            found.add((_short(triple.predicate.value, names), terms.text_value(value), isinstance(value, ox.NamedNode)))
    return sorted(found)


def _short(iri: str, names: Mapping[str, str]) -> str:
    for name, start in names.items():
        if iri.startswith(start):
            return f"{name}:{iri.removeprefix(start)}"
    return iri


def replacement_of(store: GraphStore, iri: str) -> str | None:
    """Return the IRI that now stands for a replaced one, or ``None``."""
    try:
        found = store.engine.quads_for_pattern(terms.iri(iri), REPLACED_BY, None, None)
    except DataError:
        return None
    return min((quad.object.value for quad in found if isinstance(quad.object, ox.NamedNode)), default=None)


def written(triples: Iterable[ox.Triple], format_name: str, prefixes: Mapping[str, str]) -> bytes:
    """Return sorted triples as ``turtle``, ``ntriples``, ``jsonld`` or ``rdfxml``."""
    buffer = io.BytesIO()
    if format_name == "turtle":
        TurtleWriter(buffer, prefixes).write_triples(triples)
    else:
        ox.serialize(triples, buffer, format=result_writers.GRAPHS[format_name])
    return buffer.getvalue()


# -- the graph about itself --------------------------------------------------------------------------------------------


def service_description(endpoint: str, counts: Counts, graphs: Iterable[str]) -> list[ox.Triple]:
    """Return the SPARQL 1.1 service description of the server at ``endpoint``; ``graphs`` name the named graphs."""
    service, data = ox.NamedNode(endpoint), ox.NamedNode(f"{endpoint}#dataset")
    about = _Statements()
    about.add(service, RDF + "type", SD + "Service")
    about.add(service, SD + "endpoint", endpoint)
    about.add(service, SD + "supportedLanguage", SD + "SPARQL11Query")
    about.add(service, SD + "feature", SD + "UnionDefaultGraph")
    for name in RESULT_FORMATS:
        about.add(service, SD + "resultFormat", FORMATS_NS + name)
    about.add(service, SD + "defaultDataset", data.value)
    about.add(data, RDF + "type", SD + "Dataset")
    default = ox.NamedNode(f"{endpoint}#default-graph")
    about.add(data, SD + "defaultGraph", default.value)
    about.add(default, RDF + "type", SD + "Graph")
    about.number(default, VOID + "triples", counts.quads)
    for number, name in enumerate(sorted(graphs), 1):
        graph = ox.NamedNode(f"{endpoint}#graph-{number}")
        about.add(data, SD + "namedGraph", graph.value)
        about.add(graph, RDF + "type", SD + "NamedGraph")
        about.add(graph, SD + "name", name)
    return about.sorted()


def void_description(page: str, endpoint: str, base: str, counts: Counts) -> list[ox.Triple]:
    """Return the VoID description of the graph, whose document is at ``page``."""
    data = ox.NamedNode(f"{page}#graph")
    about = _Statements()
    about.add(ox.NamedNode(page), RDF + "type", VOID + "DatasetDescription")
    about.add(ox.NamedNode(page), "http://xmlns.com/foaf/0.1/primaryTopic", data.value)
    about.add(data, RDF + "type", VOID + "Dataset")
    about.text(data, DCTERMS + "title", "Media knowledge graph", "en")
    about.text(data, DCTERMS + "title", "Graphe de connaissances des médias", "fr")
    about.add(data, VOID + "sparqlEndpoint", endpoint)
    about.string(data, VOID + "uriSpace", base)
    for vocabulary in (MKG, SCHEMA, SKOS, RDFS, OWL, terms.PROV, terms.OA, DCTERMS):
        about.add(data, VOID + "vocabulary", vocabulary)
    for name in ("Turtle", "N-Triples", "JSON-LD", "RDF_XML"):
        about.add(data, VOID + "feature", FORMATS_NS + name)
    about.number(data, VOID + "triples", counts.quads)
    about.number(data, VOID + "entities", counts.entities)
    about.number(data, VOID + "documents", counts.articles)
    for kind, partitions in (("class", counts.classes), ("property", dict.fromkeys(counts.relations, 0))):
        for name, number in partitions.items():
            part = ox.NamedNode(f"{page}#{kind}-{name}")
            about.add(data, f"{VOID}{kind}Partition", part.value)
            about.add(part, VOID + kind, MKG + name)
            if kind == "class":
                about.number(part, VOID + "entities", number)
    return about.sorted()


class _Statements:
    """Collects triples."""

    def __init__(self) -> None:
        self._found: set[ox.Triple] = set()

    def add(self, subject: ox.NamedNode, predicate: str, value: str) -> None:
        self._found.add(ox.Triple(subject, ox.NamedNode(predicate), ox.NamedNode(value)))

    def number(self, subject: ox.NamedNode, predicate: str, value: int) -> None:
        literal = ox.Literal(str(value), datatype=ox.NamedNode(XSD + "integer"))
        self._found.add(ox.Triple(subject, ox.NamedNode(predicate), literal))

    def text(self, subject: ox.NamedNode, predicate: str, value: str, lang: str) -> None:
        self._found.add(ox.Triple(subject, ox.NamedNode(predicate), ox.Literal(value, language=lang)))

    def string(self, subject: ox.NamedNode, predicate: str, value: str) -> None:
        self._found.add(ox.Triple(subject, ox.NamedNode(predicate), ox.Literal(value)))

    def sorted(self) -> list[ox.Triple]:
        return sorted(self._found, key=triple_key)
