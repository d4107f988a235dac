"""The graph as plain records, free of RDF: what analyses and views work on.

Every statement carries its whole evidence, so that nothing is shown without the sentence it comes from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from kg.model import Mode, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx


@dataclass(frozen=True, slots=True)
class GraphRef:
    """A qualifier value that is itself an entity."""

    iri: str


QualifierValue: TypeAlias = str | bool | Quantity | GraphRef
Span: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphNode:
    """One entity; ``labels`` are (language, name) pairs, ``same_as`` absolute IRIs elsewhere."""

    iri: str
    label: str
    types: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphStatement:
    """What every claim has: who says it where, how sure it is, and the words.

    ``quote_start`` is the offset of the quote in the article; ``subject_offsets`` and ``object_offsets`` are relative
    to the quote, end exclusive, or ``None`` when those words stand outside it. ``attributed_to`` is an entity's IRI.
    """

    claim_id: str
    claim_iri: str
    subject: str
    predicate: str
    mode: Mode = "asserted"
    confidence: float = 0.5
    attributed_to: str | None = None
    quote: str = ""
    quote_start: int = 0
    subject_offsets: Span | None = None
    object_offsets: Span | None = None
    article_iri: str = ""
    article_title: str = ""
    publisher: str | None = None
    date: str | None = None
    url: str | None = None
    lang: str = ""
    qualifiers: tuple[tuple[str, QualifierValue], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphEdge(GraphStatement):
    """A claim between two entities."""

    object: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphFigure(GraphStatement):
    """A claim with a number: ``predicate`` is the metric, the rest as in :class:`kg.model.Quantity`."""

    value: float | int | None = None
    unit: str | None = None
    period: str | None = None
    change: float | int | None = None
    bound: str | None = None

    @property
    def metric(self) -> str:
        """The metric, by its usual name."""
        return self.predicate


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphFact(GraphStatement):
    """A claim with a literal, as a rule a date."""

    value: str


@dataclass(frozen=True, slots=True)
class GraphData:
    """A graph or a part of one; each tuple is sorted by IRI or claim id."""

    nodes: tuple[GraphNode, ...] = ()
    edges: tuple[GraphEdge, ...] = ()
    figures: tuple[GraphFigure, ...] = ()
    facts: tuple[GraphFact, ...] = ()

    def statements(self) -> Iterator[GraphEdge | GraphFigure | GraphFact]:
        """Yield all claims of the three kinds."""
        yield from self.edges
        yield from self.figures
        yield from self.facts


def sorted_data(
    nodes: list[GraphNode], edges: list[GraphEdge], figures: list[GraphFigure], facts: list[GraphFact]
) -> GraphData:
    """Return the records in the order :class:`GraphData` promises, whatever order they come in."""

    def by_id(statement: GraphStatement) -> str:
        return statement.claim_id

    return GraphData(
        nodes=tuple(sorted(nodes, key=lambda node: node.iri)),
        edges=tuple(sorted(edges, key=by_id)),
        figures=tuple(sorted(figures, key=by_id)),
        facts=tuple(sorted(facts, key=by_id)),
    )


def to_networkx(data: GraphData) -> nx.MultiDiGraph[str]:
    """Return a directed multigraph: one node per entity (its IRI), one edge per claim (its id is the key).

    Nodes carry ``label types aliases same_as figures facts``, edges ``predicate mode confidence attributed_to quote
    article date publisher``. Edges to entities that are not among the nodes are dropped.
    """
    import networkx as nx  # noqa: PLC0415 (heavy)

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in data.nodes:
        graph.add_node(
            node.iri,
            label=node.label,
            types=node.types,
            aliases=node.aliases,
            same_as=node.same_as,
            figures=[],
            facts=[],
        )
    for edge in data.edges:
        if edge.subject in graph and edge.object in graph:
            graph.add_edge(edge.subject, edge.object, key=edge.claim_id, **_edge_attributes(edge))
    for figure in data.figures:
        if figure.subject in graph:
            graph.nodes[figure.subject]["figures"].append(figure)
    for fact in data.facts:
        if fact.subject in graph:
            graph.nodes[fact.subject]["facts"].append(fact)
    return graph


def _edge_attributes(edge: GraphEdge) -> dict[str, Any]:
    return {
        "predicate": edge.predicate,
        "mode": edge.mode,
        "confidence": edge.confidence,
        "attributed_to": edge.attributed_to,
        "quote": edge.quote,
        "article": edge.article_iri,
        "date": edge.date,
        "publisher": edge.publisher,
    }
