"""Measures of entities as RDF, in a graph of their own beside what articles say.

The graph is derived: whatever changes articles or entities removes it in the same update, so that it is never older
than the rest (:class:`kg.store.GraphStore` sees to that).
"""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from kg.store import terms
from kg.store.mapping import LABEL, TYPE

COMMENT = ox.NamedNode(terms.RDFS + "comment")


@dataclass(frozen=True, slots=True)
class EntityMeasures:
    """The measures of one entity; ``community`` is the key of a :class:`StoredCommunity`."""

    iri: str
    degree: int
    neighbours: int
    page_rank: float
    betweenness: float
    core: int
    community: str | None = None


@dataclass(frozen=True, slots=True)
class StoredCommunity:
    """A community: its key, which follows from its members, and its names as (language, name) pairs."""

    key: str
    names: tuple[tuple[str, str], ...]
    size: int


@dataclass(frozen=True, slots=True)
class StoredAnalysis:
    """All measures; ``note`` says in English what was looked at.

    ``sources`` is the number of entities from which paths were followed for the betweenness.
    """

    entities: tuple[EntityMeasures, ...]
    communities: tuple[StoredCommunity, ...]
    modularity: float
    sources: int
    note: str


def analysis_graph(base: str) -> ox.NamedNode:
    """Return the name of the graph of measures."""
    return terms.iri(f"{base}graph/analysis")


def analysis_quads(found: StoredAnalysis, base: str) -> list[ox.Quad]:
    """Return the measures as quads of :func:`analysis_graph`."""
    graph = analysis_graph(base)
    quads: list[ox.Quad] = []

    def add(subject: ox.NamedNode, name: str, value: float | ox.NamedNode) -> None:
        term = value if isinstance(value, ox.NamedNode) else terms.number_literal(value)
        quads.append(ox.Quad(subject, terms.mkg(name), term, graph))

    quads.append(ox.Quad(graph, TYPE, terms.mkg("Analysis"), graph))
    quads.append(ox.Quad(graph, COMMENT, terms.text_literal(found.note, "en"), graph))
    add(graph, "modularity", found.modularity)
    add(graph, "pathSources", found.sources)
    for community in found.communities:
        node = terms.iri(f"{base}community/{community.key}")
        quads.append(ox.Quad(node, TYPE, terms.mkg("Community"), graph))
        quads += (ox.Quad(node, LABEL, terms.text_literal(name, lang), graph) for lang, name in community.names)
        add(node, "size", community.size)
    for entity in found.entities:
        node = terms.iri(entity.iri)
        add(node, "degree", entity.degree)
        add(node, "neighbours", entity.neighbours)
        add(node, "pageRank", entity.page_rank)
        add(node, "betweenness", entity.betweenness)
        add(node, "coreNumber", entity.core)
        if entity.community is not None:
            add(node, "community", terms.iri(f"{base}community/{entity.community}"))
    return quads
