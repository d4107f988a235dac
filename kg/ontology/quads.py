"""The ontology as quads for the graph itself, so that queries can follow the hierarchy of classes and relations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ontology.load import load_schema, read_sources
from kg.ontology.schema import PSEUDO_TYPES
from kg.ontology.turtle import statements

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyoxigraph as ox

_SCHEMA = "https://schema.org/"
_LINKS = (f"{_SCHEMA}domainIncludes", f"{_SCHEMA}rangeIncludes")


def ontology_quads(graph: str, path: Path | None = None) -> list[ox.Quad]:
    """Return an ontology (the shipped one when ``path`` is ``None``) as sorted quads of the graph with IRI ``graph``.

    There are no blank nodes, whose names would differ from run to run: a domain or range of several classes is given
    by ``schema:domainIncludes`` and ``schema:rangeIncludes``. Raises :class:`DataError` like :func:`load_schema`.
    """
    import pyoxigraph as ox  # noqa: PLC0415

    quads = {ox.Quad(s, p, o, ox.NamedNode(graph)) for s, p, o in [*_named(path), *_unions(path)]}
    return sorted(quads, key=str)


def _named(path: Path | None) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]]:
    import pyoxigraph as ox  # noqa: PLC0415

    for source, data in read_sources(path):
        for quad in statements(data, source):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
                yield quad.subject, quad.predicate, quad.object


def _unions(path: Path | None) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]]:
    import pyoxigraph as ox  # noqa: PLC0415

    schema = load_schema(path)
    for info in schema.relations.values():
        for names, link in zip((info.domain, info.range), _LINKS, strict=True):
            for name in names - PSEUDO_TYPES:
                yield ox.NamedNode(info.iri), ox.NamedNode(link), ox.NamedNode(schema.iri(name))
