"""Who matters in a network: betweenness, core numbers and bridges. PageRank is in :mod:`kg.analyse.rank`."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from kg.analyse.network import Floats, Ints, Network


@dataclass(frozen=True, slots=True)
class Betweenness:
    """The share of shortest paths between two others that go through each node, from 0 to 1.

    ``sources`` is the number of nodes that paths were followed from; fewer than all of them is an estimate.
    """

    values: tuple[float, ...]
    sources: int

    @property
    def sampled(self) -> bool:
        """Whether the values are estimates."""
        return self.sources < len(self.values)


def betweenness(net: Network, *, sources: int | None = None, seed: int = 0) -> Betweenness:
    """Return the betweenness centrality of each node (Freeman 1977), counting links and not their weights.

    Follows the paths from every node (Brandes 2001), or from ``sources`` nodes drawn with ``seed`` and scaled up
    (Brandes and Pich 2007).
    """
    size = len(net)
    everything = sources is None or sources >= size
    chosen = range(size) if everything else random.Random(seed).sample(range(size), sources or 0)  # noqa: S311
    total = np.zeros(size)
    for source in chosen:
        total += _dependencies(net, source)
    if size < 3:
        return Betweenness((0.0,) * size, size)
    scale = np.full(size, len(chosen), dtype=np.float64)
    if not everything:
        # A node's own paths end at it and are no paths through it, so it has one source less to be seen from.
        scale[list(chosen)] -= 1
    values = np.divide(total, np.maximum(scale - everything, 1) * (size - 2))
    return Betweenness(tuple(values.tolist()), len(chosen))


def _dependencies(net: Network, source: int) -> Floats:
    """Return how much of the shortest paths from ``source`` depends on each other node (Brandes's accumulation)."""
    starts, targets, _ = net.index
    size = len(net)
    distance = np.full(size, -1, dtype=np.int64)
    paths = np.zeros(size)
    distance[source], paths[source] = 0, 1.0
    frontier = np.array([source], dtype=np.int64)
    levels: list[tuple[Ints, Ints]] = []
    while frontier.size:
        counts = starts[frontier + 1] - starts[frontier]
        near = np.repeat(frontier, counts)
        offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        far = targets[np.repeat(starts[frontier], counts) + offsets]
        onward = distance[far] < 0
        near, far = near[onward], far[onward]
        distance[far] = len(levels) + 1
        paths += np.bincount(far, weights=paths[near], minlength=size)
        frontier = np.unique(far)
        levels.append((near, far))
    depends = np.zeros(size)
    for near, far in reversed(levels):
        depends += np.bincount(near, weights=paths[near] / paths[far] * (1.0 + depends[far]), minlength=size)
    depends[source] = 0.0
    return depends


def core_numbers(net: Network) -> tuple[int, ...]:
    """Return the largest k for which each node is in a k-core (Seidman 1983).

    In a k-core everybody has at least k neighbours that are in it, too.
    """
    import networkx as nx  # noqa: PLC0415 (heavy)

    cores = nx.core_number(net.graph)
    return tuple(cores[node] for node in range(len(net)))


@dataclass(frozen=True, slots=True)
class Bridge:
    """A link whose loss would cut ``one`` from ``other``; the sizes count who would be on either side."""

    one: int
    other: int
    one_side: int
    other_side: int

    @property
    def smaller(self) -> int:
        """How many nodes would lose the rest."""
        return min(self.one_side, self.other_side)


def bridges(net: Network) -> list[Bridge]:
    """Return all bridges, those that part the most first, equals in the order of the nodes."""
    import networkx as nx  # noqa: PLC0415 (heavy)

    cuts = sorted((min(pair), max(pair)) for pair in nx.bridges(net.graph))
    cut = net.graph.copy()
    cut.remove_edges_from(cuts)
    block: dict[int, int] = {}
    sizes: list[int] = []
    for number, members in enumerate(nx.connected_components(cut)):
        block |= dict.fromkeys(members, number)
        sizes.append(len(members))
    below, whole = _tree_sizes([(block[one], block[other]) for one, other in cuts], sizes)
    found = []
    for one, other in cuts:
        pair = (block[one], block[other])
        side = below[pair] if pair in below else whole[pair[1]] - below[pair[1], pair[0]]
        found.append(Bridge(one, other, whole[pair[0]] - side, side))
    return sorted(found, key=lambda bridge: (-bridge.smaller, bridge.one, bridge.other))


def _tree_sizes(links: list[tuple[int, int]], sizes: list[int]) -> tuple[dict[tuple[int, int], int], dict[int, int]]:
    """Return what hangs below each (parent, child) of a forest of blocks, and the size of the tree of each block."""
    near: dict[int, list[int]] = defaultdict(list)
    for one, other in links:
        near[one].append(other)
        near[other].append(one)
    below: dict[tuple[int, int], int] = {}
    whole: dict[int, int] = {}
    for root in near:
        if root in whole:
            continue
        parent = {root: root}
        order = [root]
        for node in order:
            fresh = [other for other in near[node] if other not in parent]
            parent |= dict.fromkeys(fresh, node)
            order += fresh
        weight = {node: sizes[node] for node in order}
        for node in reversed(order[1:]):
            below[parent[node], node] = weight[node]
            weight[parent[node]] += weight[node]
        whole |= dict.fromkeys(order, weight[root])
    return below, whole
