"""How much weight an entity has in the graph."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.analyse.graph import GraphData

#: Denied claims tie two entities together less than stated ones, but they do tie them.
MODE_WEIGHT = {"asserted": 1.0, "attributed": 0.9, "planned": 0.7, "hedged": 0.5, "negated": 0.3}

#: Digits of a measure that is shown or stored.
DIGITS = 6


def link_weights(data: GraphData) -> dict[tuple[str, str], float]:
    """Return the weight of each unordered pair of linked entities: confidence times mode, summed over its claims."""
    known = {node.iri for node in data.nodes}
    weights: dict[tuple[str, str], float] = defaultdict(float)
    for edge in data.edges:
        if edge.subject != edge.object and edge.subject in known and edge.object in known:
            pair = (min(edge.subject, edge.object), max(edge.subject, edge.object))
            weights[pair] += edge.confidence * MODE_WEIGHT.get(edge.mode, 0.5)
    return dict(sorted(weights.items()))


def weighted_degrees(data: GraphData, weights: Mapping[tuple[str, str], float] | None = None) -> dict[str, float]:
    """Return the sum of the link weights of each entity, 0 for one without links."""
    degrees = {node.iri: 0.0 for node in data.nodes}
    for (one, other), weight in (link_weights(data) if weights is None else weights).items():
        degrees[one] += weight
        degrees[other] += weight
    return degrees


def pagerank(
    data: GraphData,
    weights: Mapping[tuple[str, str], float] | None = None,
    *,
    damping: float = 0.85,
    rounds: int = 100,
) -> dict[str, float]:
    """Return the PageRank of each entity over the links taken as undirected; the values sum to 1.

    Undirected, because the direction of a relation ("director" or "directed") says nothing about importance.
    ``weights`` are those of :func:`link_weights`, where they are known already. ``damping`` is the customary 0.85 (Brin
    and Page 1998); 100 rounds leave an error below 1e-6.
    """
    import numpy as np  # noqa: PLC0415 (the other functions need none)

    iris = sorted(node.iri for node in data.nodes)
    if not iris:
        return {}
    number = {iri: position for position, iri in enumerate(iris)}
    links = link_weights(data) if weights is None else weights
    one = np.array([number[first] for first, _ in links], dtype=np.int64)
    other = np.array([number[second] for _, second in links], dtype=np.int64)
    sources, targets = np.concatenate([one, other]), np.concatenate([other, one])
    values = np.array([*links.values()] * 2, dtype=np.float64)
    degrees = np.bincount(sources, weights=values, minlength=len(iris))
    shares = np.divide(values, degrees[sources], out=np.zeros_like(values), where=degrees[sources] > 0)
    rank = np.full(len(iris), 1.0 / len(iris))
    for _ in range(rounds):
        base = (1.0 - damping + damping * rank[degrees == 0].sum()) / len(iris)
        rank = base + damping * np.bincount(targets, weights=rank[sources] * shares, minlength=len(iris))
    return dict(zip(iris, rank.tolist(), strict=True))


def part_sizes(data: GraphData, weights: Mapping[tuple[str, str], float] | None = None) -> dict[str, int]:
    """Return for each entity how many entities hang together with it, itself included."""
    import networkx as nx  # noqa: PLC0415 (the other functions need none)

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(node.iri for node in data.nodes)
    graph.add_edges_from(link_weights(data) if weights is None else weights)
    return {iri: len(part) for part in nx.connected_components(graph) for iri in part}


def by_rank(iris: Iterable[str], rank: dict[str, float]) -> list[str]:
    """Return the entities, the highest rank first; equal ranks (to 12 digits) in the order of their IRIs."""
    return sorted(iris, key=lambda iri: (-round(rank.get(iri, 0.0), 12), iri))


def rounded(value: float) -> float:
    """Return a measure with digits enough to tell apart, too few for the last bits of different machines."""
    return float(f"{value:.{DIGITS}g}")
