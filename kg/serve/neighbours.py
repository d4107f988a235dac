"""What is around an entity, read from the store as far as a page can show it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.analyse.graph import GraphData, GraphEdge, GraphFact, GraphFigure, GraphNode, sorted_data
from kg.analyse.load import graph_node, statement
from kg.store import cards

if TYPE_CHECKING:
    from collections.abc import Collection

    from kg.serve.live import Generation

#: Claims that are looked at for each side of an entity.
LINKS_MAX = 600
#: Figures and dates that are read of one entity.
VALUES_MAX = 60
#: Neighbours that one step brings in, those with most claims first.
NEIGHBOURS_MAX = 40
#: Entities that the first page begins with, and neighbours that each of them brings.
FIRST, FIRST_NEIGHBOURS = 12, 6


def around(generation: Generation, iri: str, known: Collection[str] = ()) -> GraphData | None:
    """Return an entity with its neighbours, and all claims among them and those already ``known``.

    Of very many neighbours those with most claims in common come first. ``None`` when the graph has no such entity.
    """
    if generation.names.entity(iri) is None:
        return None
    return _among(generation, [iri, *_nearest(generation, iri)[:NEIGHBOURS_MAX]], set(known))


def first(generation: Generation) -> GraphData:
    """Return the entities of which most is said with their nearest neighbours, and the claims among them."""
    begin = [iri for iri, _ in _busiest(generation)]
    near = [other for iri in begin for other in _nearest(generation, iri)[:FIRST_NEIGHBOURS]]
    return _among(generation, list(dict.fromkeys(begin + near)), set())


def _busiest(generation: Generation) -> list[tuple[str, int]]:
    counts = {iri: n for iri, n in generation.claims_by_entity.items() if generation.names.entity(iri)}
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:FIRST]


def _among(generation: Generation, iris: list[str], known: set[str]) -> GraphData:
    """Return these entities and the claims whose sides are all among them and ``known``, with their own figures."""
    inside = {*iris, *known}
    kept: list[cards.ClaimLink] = []
    for iri in iris:
        links = _links(generation, iri)
        kept += [link for link in links if link.other in inside]
        kept += [link for link in links if link.other is None][:VALUES_MAX]
    read = cards.read_links(generation.store.engine, kept, generation.names.by_iri)
    claims = [statement(one.claim, one.article, generation.base) for one in read]
    sides = {side for claim in claims for side in (claim.subject, getattr(claim, "object", claim.subject))}
    return sorted_data(
        [_node(generation, iri) for iri in sorted({*iris, *sides})],
        [claim for claim in claims if isinstance(claim, GraphEdge)],
        [claim for claim in claims if isinstance(claim, GraphFigure)],
        [claim for claim in claims if isinstance(claim, GraphFact)],
    )


def _nearest(generation: Generation, iri: str) -> list[str]:
    """Return the neighbours of an entity, those with most claims in common first."""
    weight = Counter(link.other for link in _links(generation, iri) if link.other and link.other != iri)
    return [other for other in sorted(weight, key=lambda other: (-weight[other], other)) if other is not None]


def _links(generation: Generation, iri: str) -> list[cards.ClaimLink]:
    return cards.links_of(generation.store.engine, iri, LINKS_MAX)


def _node(generation: Generation, iri: str) -> GraphNode:
    entity = generation.names.entity(iri)
    return graph_node(entity) if entity else GraphNode(iri=iri, label=generation.names.name(iri))
