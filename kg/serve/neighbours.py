"""What is around an entity, read from the store as far as a page can show it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.analyse.graph import GraphData, GraphEdge, GraphFact, GraphFigure, GraphNode, sorted_data
from kg.analyse.load import graph_node, statement
from kg.store import cards

if TYPE_CHECKING:
    from collections.abc import Collection

    from kg.model import Entity
    from kg.serve.live import Generation

Statement = GraphEdge | GraphFigure | GraphFact
#: Claims that are read of one entity, on each of its two sides.
CLAIMS_MAX = 400
#: Claims that are read of each neighbour, to find what links it to the others.
LINKS_MAX = 120
#: Neighbours that one step brings in, those with most claims first.
NEIGHBOURS_MAX = 40
#: Entities that the first page shows.
FIRST = 40


def around(generation: Generation, iri: str, known: Collection[str] = ()) -> GraphData | None:
    """Return an entity with its neighbours, and all claims among them and those already ``known``.

    Of very many neighbours those with most claims in common come first. ``None`` when the graph has no such entity.
    """
    entity = generation.names.entity(iri)
    if entity is None:
        return None
    own = _claims(generation, entity, CLAIMS_MAX)
    weight = Counter(_other(claim, iri) for claim in own if isinstance(claim, GraphEdge))
    nearest = sorted((other for other in weight if other != iri), key=lambda other: (-weight[other], other))
    return _among(generation, {iri: own}, [iri, *nearest[:NEIGHBOURS_MAX]], set(known))


def first(generation: Generation) -> GraphData:
    """Return the entities of which most is said, with the claims among them."""
    return _among(generation, {}, [iri for iri, _ in _busiest(generation)], set())


def _busiest(generation: Generation) -> list[tuple[str, int]]:
    counts = {iri: n for iri, n in generation.claims_by_entity.items() if generation.names.entity(iri)}
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:FIRST]


def _among(generation: Generation, read: dict[str, list[Statement]], iris: list[str], known: set[str]) -> GraphData:
    """Return these entities and the claims whose sides are all among them and ``known``."""
    inside = {*iris, *known}
    nodes: dict[str, GraphNode] = {}
    claims: dict[str, Statement] = {}
    for iri in iris:
        entity = generation.names.entity(iri)
        nodes[iri] = graph_node(entity) if entity else GraphNode(iri=iri, label=generation.names.name(iri))
        found = read.get(iri) or (_claims(generation, entity, LINKS_MAX) if entity else [])
        for claim in found:
            sides = {claim.subject, getattr(claim, "object", claim.subject)}
            if sides <= inside:
                claims[claim.claim_id] = claim
    for claim in claims.values():
        for iri in (claim.subject, getattr(claim, "object", claim.subject)):
            entity = generation.names.entity(iri)
            if iri not in nodes:
                nodes[iri] = graph_node(entity) if entity else GraphNode(iri=iri, label=generation.names.name(iri))
    listed = list(claims.values())
    return sorted_data(
        list(nodes.values()),
        [claim for claim in listed if isinstance(claim, GraphEdge)],
        [claim for claim in listed if isinstance(claim, GraphFigure)],
        [claim for claim in listed if isinstance(claim, GraphFact)],
    )


def _claims(generation: Generation, entity: Entity, limit: int) -> list[Statement]:
    """Return claims that an entity is a side of."""
    card = cards.card(generation.store.engine, entity, generation.names.by_iri, limit)
    found = {one.claim.id: one for one in (*card.outgoing, *card.incoming)}
    return [statement(one.claim, one.article, generation.base) for one in found.values()]


def _other(claim: GraphEdge, iri: str) -> str:
    return claim.object if claim.subject == iri else claim.subject
