"""The process that validates: SHACL over a graph, started by :mod:`kg.store.validation` so that it can be stopped.

It reads one JSON request on standard input, opens the store for reading, gives up the network, and answers with JSON
lines. The articles are checked in parcels against the shipped shapes, with the entities they speak of: each shape there
is about one article. Whoever writes shapes of their own may count over all articles, so these see the whole graph.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import rdflib
from rdflib.namespace import RDF, SH

from kg.store.mapping import ARTICLE, MENTIONS, TYPE, entities_graph, ontology_graph
from kg.store.terms import XSD, text_value
from kg.store.worker import leave_network, limit_memory, send

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Articles that are checked at once.
PARCEL = 25
#: How deep a part of a shape may be for its name to be looked up.
MAX_NESTING = 10
TERMS = (ox.NamedNode, ox.Literal)


def main() -> None:
    """Answer the request on standard input."""
    request = json.loads(sys.stdin.readline())
    leave_network()
    store = ox.Store.read_only(request["store"])
    limit_memory(request["memory"])
    try:
        if request["shipped"]:
            check_articles(store, request)
        for path in request["own"]:
            check_all(store, path)
    except MemoryError:
        send("failed", "it needs more memory than is allowed")
        return
    except Exception as error:  # noqa: BLE001 (whatever shapes from strangers provoke is told, not thrown)
        send("failed", f"{type(error).__name__}: {' '.join(str(error).split())[:300]}")
        return
    send("end", None)


def check_articles(store: ox.Store, request: dict[str, Any]) -> None:
    """Check all articles against the shipped shapes, parcel by parcel."""
    base = request["base"]
    shapes = read_shapes(request["shipped"])
    queries = set_queries_apart(shapes)
    articles = sorted({text_value(quad.subject) for quad in store.quads_for_pattern(None, TYPE, ARTICLE, None)})
    ontology = list(quads(store, ontology_graph(base)))
    todo = iter(articles)
    done = 0
    while parcel := list(islice(todo, PARCEL)):
        graph = rdflib.Graph()
        own = [quad for name in parcel for quad in quads(store, ox.NamedNode(name))]
        described = sorted({text_value(quad.object) for quad in own if quad.predicate == MENTIONS})
        about = [q for iri in described for q in quads(store, entities_graph(base), ox.NamedNode(iri))]
        add(graph, (*ontology, *own, *about))
        report(graph, shapes, "")
        for name in parcel:
            read: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [
                ox.NamedNode(name),
                entities_graph(base),
                ontology_graph(base),
            ]
            for query in queries:
                answer(store, read, query)
        done += len(parcel)
        send("progress", [done, len(articles)])


def check_all(store: ox.Store, path: str) -> None:
    """Check the whole graph against shapes of the user's own."""
    graph = rdflib.Graph()
    add(graph, quads(store, None))
    report(graph, read_shapes(path), path)


def quads(store: ox.Store, graph: ox.NamedNode | None, subject: ox.NamedNode | None = None) -> Iterator[ox.Quad]:
    """Return the quads of a graph, or of all."""
    return store.quads_for_pattern(subject, None, None, graph)


def add(graph: rdflib.Graph, found: Iterable[ox.Quad]) -> None:
    """Add quads to a graph of rdflib."""
    for quad in found:
        graph.add((node(quad.subject), node(quad.predicate), node(quad.object)))


def node(term: object) -> rdflib.term.Node:
    """Return a term in the words of rdflib."""
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.Literal):
        plain = term.language is not None or term.datatype.value == XSD + "string"
        datatype = None if plain else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, lang=term.language, datatype=datatype)
    return rdflib.BNode(str(term))


def read_shapes(path: str) -> rdflib.Graph:
    """Return the shapes of a Turtle file that was checked before."""
    graph = rdflib.Graph()
    with open(path, "rb") as stream:  # noqa: PTH123
        add(graph, (quad for quad in ox.parse(stream, format=ox.RdfFormat.TURTLE)))
    return graph


@dataclass(frozen=True, slots=True)
class QueryShape:
    """A shape that is one query over an article."""

    name: str
    message: str
    text: str


def set_queries_apart(shapes: rdflib.Graph) -> list[QueryShape]:
    """Take the shapes that are one query out of ``shapes`` and return them.

    The engine answers them at once, where the SHACL processor would take longer than for all else.
    """
    found = []
    prefixes = {
        str(shapes.value(d, SH.prefix)): str(shapes.value(d, SH.namespace)) for d in shapes.objects(None, SH.declare)
    }
    declared = "".join(f"PREFIX {name}: <{start}>\n" for name, start in sorted(prefixes.items()))
    for shape, constraint in sorted(shapes.subject_objects(SH.sparql)):
        message, select = shapes.value(constraint, SH.message), shapes.value(constraint, SH.select)
        found.append(QueryShape(str(shape), str(message), f"{declared}{select}"))
        shapes.remove((shape, None, None))
    return found


def answer(store: ox.Store, graphs: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph], query: QueryShape) -> None:
    """Send what a query over some graphs finds wrong."""
    solutions = store.query(query.text, default_graph=graphs)
    if not isinstance(solutions, ox.QuerySolutions):
        return
    for solution in solutions:
        values = {v.value: value.value for v in solutions.variables if isinstance(value := solution[v], TERMS)}
        text = query.message
        for name, value in values.items():
            text = text.replace(f"{{?{name}}}", value)
        send(
            "finding",
            {
                "focus": values.get("entity") or values.get("value") or values.get("this"),
                "path": None,
                "value": values.get("value"),
                "message": text,
                "shape": query.name,
                "severity": "Violation",
                "own": "",
            },
        )


def report(graph: rdflib.Graph, shapes: rdflib.Graph, own: str) -> None:
    """Validate a graph and send each result."""
    from pyshacl import validate  # noqa: PLC0415 (heavy)

    _, found, _ = validate(graph, shacl_graph=shapes, inference="none", do_owl_imports=False, advanced=False, js=False)
    for result in found.subjects(RDF.type, SH.ValidationResult):
        value, path = found.value(result, SH.value), found.value(result, SH.resultPath)
        send(
            "finding",
            {
                "focus": str(found.value(result, SH.focusNode)),
                "path": str(path) if isinstance(path, rdflib.URIRef) else None,
                "value": str(value) if value is not None else None,
                "message": "; ".join(sorted(map(str, found.objects(result, SH.resultMessage)))),
                "shape": named_shape(shapes, found.value(result, SH.sourceShape)),
                "severity": str(found.value(result, SH.resultSeverity)).rpartition("#")[2],
                "own": own,
            },
        )


def named_shape(shapes: rdflib.Graph, shape: rdflib.term.Node | None) -> str:
    """Return the IRI of a shape, or of the one that it is a part of."""
    for _ in range(MAX_NESTING):
        if not isinstance(shape, rdflib.BNode):
            break
        shape = next((s for s in shapes.subjects(None, shape)), None)
    return str(shape) if isinstance(shape, rdflib.URIRef) else ""


if __name__ == "__main__":
    main()
