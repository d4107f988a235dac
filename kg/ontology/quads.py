"""The ontology as quads for the graph itself, so that queries can follow the hierarchy of classes and relations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ontology.load import CORE, load_schema, read_sources
from kg.ontology.schema import PSEUDO_TYPES
from kg.ontology.turtle import statements

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyoxigraph as ox

    from kg.ontology.schema import Schema, Term

_SCHEMA = "https://schema.org/"
_EXACT_MATCH = "http://www.w3.org/2004/02/skos/core#exactMatch"
_LINKS = (f"{_SCHEMA}domainIncludes", f"{_SCHEMA}rangeIncludes")


def ontology_quads(graph: str, path: Path | None = None) -> list[ox.Quad]:
    """Return an ontology (the shipped one when ``path`` is ``None``) as sorted quads of the graph with IRI ``graph``.

    There are no blank nodes, whose names would differ from run to run: a domain or range of several classes is given
    by ``schema:domainIncludes`` and ``schema:rangeIncludes``. Terms of a user's own namespace stand under the names
    that claims have in a graph, those of the shipped namespace, and say what they match. Raises :class:`DataError`
    like :func:`load_schema`.
    """
    import pyoxigraph as ox  # noqa: PLC0415

    schema = load_schema(path)
    own = {term.iri: CORE + term.name for term in _terms(schema) if not term.iri.startswith(CORE)}

    def stored(node: ox.NamedNode) -> ox.NamedNode:
        return ox.NamedNode(own[node.value]) if node.value in own else node

    quads = {
        ox.Quad(stored(s), stored(p), stored(o) if isinstance(o, ox.NamedNode) else o, ox.NamedNode(graph))
        for s, p, o in [*_named(path), *_unions(schema)]
    }
    match = ox.NamedNode(_EXACT_MATCH)
    quads |= {ox.Quad(ox.NamedNode(name), match, ox.NamedNode(iri), ox.NamedNode(graph)) for iri, name in own.items()}
    return sorted(quads, key=str)


def _terms(schema: Schema) -> Iterator[Term]:
    yield from schema.classes.values()
    yield from schema.relations.values()
    yield from schema.terms.values()


def _named(path: Path | None) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]]:
    import pyoxigraph as ox  # noqa: PLC0415

    for source, data in read_sources(path):
        for quad in statements(data, source):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
                yield quad.subject, quad.predicate, quad.object


def _unions(schema: Schema) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]]:
    import pyoxigraph as ox  # noqa: PLC0415

    for info in schema.relations.values():
        for names, link in zip((info.domain, info.range), _LINKS, strict=True):
            for name in names - PSEUDO_TYPES:
                yield ox.NamedNode(info.iri), ox.NamedNode(link), ox.NamedNode(schema.iri(name))
