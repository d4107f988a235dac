"""Networks for the tests of measures: by hand, and any small one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import strategies as st

from kg.analyse.graph import GraphData, GraphEdge, GraphNode, sorted_data
from kg.analyse.network import Network

if TYPE_CHECKING:
    import networkx as nx


def net_of(links: list[tuple[int, int]], size: int | None = None, weights: list[float] | None = None) -> Network:
    pairs = sorted((min(link), max(link)) for link in links)
    size = size if size is not None else max((max(pair) for pair in pairs), default=-1) + 1
    return Network(
        tuple(f"n{position:03}" for position in range(size)),
        np.array([one for one, _ in pairs], dtype=np.int64),
        np.array([other for _, other in pairs], dtype=np.int64),
        np.array(weights or [1.0] * len(pairs), dtype=np.float64),
    )


@st.composite
def nets(draw: st.DrawFn, least: int = 1) -> Network:
    size = draw(st.integers(least, 14))
    pairs = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)).filter(lambda pair: pair[0] != pair[1])
    links = draw(st.lists(pairs, max_size=30)) if size > 1 else []
    return net_of(sorted({(min(pair), max(pair)) for pair in links}), size)


def graph_of(net: Network) -> nx.Graph:
    return net.graph


def data_of(
    links: dict[str, tuple[str, str, str]], types: dict[str, tuple[str, ...]] | None = None, **more
) -> GraphData:
    """A graph whose claims are named by the keys: subject, relation, object; fields of claims come by keyword."""
    names = {name for subject, _, other in links.values() for name in (subject, other)} | set(types or {})
    nodes = [GraphNode(iri=name, label=name.title(), types=(types or {}).get(name, ("Company",))) for name in names]
    usual = {"article_iri": "a", "date": "2025-01-01", "confidence": 1.0}
    edges = [
        GraphEdge(claim_id=key, claim_iri=f"c/{key}", subject=subject, predicate=relation, object=other,
                  **{"quote": f"{subject} {relation} {other}."} | usual
                  | {name: values[key] for name, values in more.items() if key in values})
        for key, (subject, relation, other) in links.items()
    ]  # fmt: skip
    return sorted_data(nodes, edges, [], [])
