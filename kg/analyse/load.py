"""From the store to plain graph records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from kg.analyse.graph import (
    GraphData,
    GraphEdge,
    GraphFact,
    GraphFigure,
    GraphNode,
    GraphRef,
    QualifierValue,
    Span,
    sorted_data,
)
from kg.ids import article_iri, claim_iri
from kg.model import DateValue, EntityRef, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.model import Article, Claim, Entity, Evidence
    from kg.model import QualifierValue as ClaimQualifier


class GraphSource(Protocol):
    """What is read of a graph; :class:`kg.store.GraphStore` has it. Entity keys in claims are entity IRIs."""

    @property
    def base(self) -> str:
        """Return what all own IRIs begin with."""

    def all_claims(self) -> Iterable[tuple[Article, Claim]]:
        """Return all claims with their articles."""

    def entities(self) -> Sequence[Entity]:
        """Return all entities."""


def load_graph(source: GraphSource) -> GraphData:
    """Return the whole graph of an open store, with the evidence of every claim.

    An entity that claims mention but that is not described is named by the end of its IRI, so no claim gets lost.
    """
    nodes = {entity.iri: graph_node(entity) for entity in source.entities()}
    edges: list[GraphEdge] = []
    figures: list[GraphFigure] = []
    facts: list[GraphFact] = []
    for article, claim in source.all_claims():
        match found := statement(claim, article, source.base):
            case GraphEdge():
                edges.append(found)
            case GraphFigure():
                figures.append(found)
            case GraphFact():
                facts.append(found)
    for iri in [s.subject for s in (*edges, *figures, *facts)] + [edge.object for edge in edges]:
        if iri not in nodes:
            nodes[iri] = GraphNode(iri=iri, label=iri.rsplit("/", 1)[-1])
    return sorted_data(list(nodes.values()), edges, figures, facts)


def statement(claim: Claim, article: Article, base: str) -> GraphEdge | GraphFigure | GraphFact:
    """Return one claim as an edge, a figure or a fact of the graph whose IRIs start with ``base``."""
    shared = _shared(claim, article, base)
    match claim.object:
        case EntityRef(key):
            return GraphEdge(object=key, **shared)
        case Quantity(value, unit, period, change, bound):
            return GraphFigure(value=value, unit=unit, period=period, change=change, bound=bound, **shared)
        case DateValue(value):
            return GraphFact(value=value, **shared)


def graph_node(entity: Entity) -> GraphNode:
    """Return an entity as a node of the graph."""
    return GraphNode(
        iri=entity.iri,
        label=entity.name,
        types=entity.types,
        aliases=entity.aliases,
        same_as=entity.same_as,
        labels=entity.labels,
    )


def _shared(claim: Claim, article: Article, base: str) -> dict[str, Any]:
    evidence = claim.evidence
    return {
        "claim_id": claim.id,
        "claim_iri": claim_iri(base, claim.id),
        "subject": claim.subject.key,
        "predicate": claim.predicate,
        "mode": claim.mode,
        "confidence": claim.confidence,
        "attributed_to": claim.attributed_to.key if claim.attributed_to else None,
        "quote": evidence.quote,
        "quote_start": evidence.start,
        "subject_offsets": _in_quote(evidence.subject, evidence),
        "object_offsets": _in_quote(evidence.object, evidence),
        "article_iri": article_iri(base, article.id),
        "article_title": article.title,
        "publisher": article.publisher,
        "date": article.date,
        "url": article.url,
        "lang": article.lang,
        "qualifiers": tuple((name, _qualifier(value)) for name, value in claim.qualifiers),
    }


def _in_quote(span: Span | None, evidence: Evidence) -> Span | None:
    """Return article offsets as offsets in the quote, ``None`` when the words stand outside it."""
    if span is None or span[0] < evidence.start or span[1] > evidence.end:
        return None
    return span[0] - evidence.start, span[1] - evidence.start


def _qualifier(value: ClaimQualifier) -> QualifierValue:
    return GraphRef(value.key) if isinstance(value, EntityRef) else value
