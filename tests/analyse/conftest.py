"""A small graph: who is linked to whom is easy to see."""

from __future__ import annotations

import pytest

from kg.analyse.graph import GraphData, GraphEdge, GraphFact, GraphFigure, GraphNode, sorted_data

ARTICLES = {
    "one": {
        "article_iri": "http://e/article/one",
        "article_title": "First",
        "date": "2024-05-02",
        "url": "https://n/1",
    },
    "two": {"article_iri": "http://e/article/two", "article_title": "Second", "date": "2025", "url": "https://n/2"},
    "none": {"article_iri": "http://e/article/none", "article_title": "Undated"},
}


def edge(name: str, subject: str, predicate: str, object_: str, article: str = "one", **more) -> GraphEdge:
    return GraphEdge(
        claim_id=name, claim_iri=f"http://e/claim/{name}", subject=subject, predicate=predicate, object=object_,
        **ARTICLES[article], **{"confidence": 0.8, **more},
    )  # fmt: skip


@pytest.fixture
def data() -> GraphData:
    """A chain a - b - c - d, a pair e - f, a lonely g with a figure, and h without any claim."""
    labels = {
        "a": "Lumio",
        "b": "Zoé Blum",
        "c": "Ciné Sud",
        "d": "Vertige",
        "e": "Lyon",
        "f": "Atlas",
        "g": "Orbit",
        "h": "Nobody",
    }
    types = {"b": ("Person",), "d": ("Film",), "e": ("City",)}
    nodes = [
        GraphNode(
            iri=iri, label=label, types=types.get(iri, ("Company",)), aliases=(f"{label} SA",) if iri == "a" else ()
        )
        for iri, label in labels.items()
    ]
    edges = [
        edge("3", "b", "chiefExecutiveOf", "a"),
        edge("1", "a", "owns", "c", "two", mode="planned", confidence=0.4),
        edge("2", "b", "founderOf", "c", "two"),
        edge("4", "d", "productionCompany", "c", "none"),
        edge("5", "f", "headquarters", "e", "two", mode="negated"),
    ]
    figures = [
        GraphFigure(
            claim_id="6", claim_iri="http://e/claim/6", subject="g", predicate="revenue", value=1, **ARTICLES["one"]
        )
    ]
    facts = [
        GraphFact(
            claim_id="7",
            claim_iri="http://e/claim/7",
            subject="d",
            predicate="releaseDate",
            value="2025",
            **ARTICLES["one"],
        )
    ]
    return sorted_data(nodes, edges, figures, facts)
