"""The links of a graph as arrays: a simple, undirected, weighted network whose nodes are numbers.

Numbers instead of IRIs make the measures quick, and independent of the order in which Python visits sets of texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from kg.analyse.rank import link_weights

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import networkx as nx

    from kg.analyse.graph import GraphData

Ints: TypeAlias = "np.ndarray[Any, np.dtype[np.int64]]"
Floats: TypeAlias = "np.ndarray[Any, np.dtype[np.float64]]"


@dataclass(frozen=True)
class Network:
    """Node ``i`` is the entity ``iris[i]``; ``one[j]``, ``other[j]`` and ``weights[j]`` are link ``j``, each pair once.

    Nodes are in the order of their IRIs, links in the order of their nodes, with the smaller number first.
    """

    iris: tuple[str, ...]
    one: Ints
    other: Ints
    weights: Floats

    def __len__(self) -> int:
        return len(self.iris)

    @cached_property
    def index(self) -> tuple[Ints, Ints, Floats]:
        """Return starts, neighbours and weights: node ``i`` has ``neighbours[starts[i]:starts[i + 1]]``, sorted."""
        sources = np.concatenate([self.one, self.other])
        targets = np.concatenate([self.other, self.one])
        order = np.lexsort((targets, sources))
        starts = np.zeros(len(self) + 1, dtype=np.int64)
        np.cumsum(np.bincount(sources, minlength=len(self)), out=starts[1:])
        return starts, targets[order], np.concatenate([self.weights, self.weights])[order]

    def neighbours(self, node: int) -> list[int]:
        """Return the nodes that a node is linked to, sorted."""
        starts, targets, _ = self.index
        return [int(target) for target in targets[starts[node] : starts[node + 1]]]

    def links(self) -> Iterator[tuple[int, int, float]]:
        """Yield both nodes and the weight of each link."""
        return zip(self.one.tolist(), self.other.tolist(), self.weights.tolist(), strict=True)

    @cached_property
    def graph(self) -> nx.Graph[int]:
        """Return the same as a networkx graph of numbers with ``weight``; not to be changed."""
        import networkx as nx  # noqa: PLC0415 (heavy)

        graph: nx.Graph[int] = nx.Graph()
        graph.add_nodes_from(range(len(self)))
        graph.add_weighted_edges_from(self.links())
        return graph


def network(data: GraphData, weights: Mapping[tuple[str, str], float] | None = None) -> Network:
    """Return the links between the entities; parallel claims add up, a link of an entity to itself is no link.

    ``weights`` are those of :func:`kg.analyse.rank.link_weights`, where they are known already.
    """
    iris = tuple(sorted(node.iri for node in data.nodes))
    number = {iri: position for position, iri in enumerate(iris)}
    weights = link_weights(data) if weights is None else weights
    return Network(
        iris,
        np.array([number[one] for one, _ in weights], dtype=np.int64),
        np.array([number[other] for _, other in weights], dtype=np.int64),
        np.array(list(weights.values()), dtype=np.float64),
    )
