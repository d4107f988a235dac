"""The forces that draw linked nodes together and push all others apart, and the communities they form.

After the published idea of ForceAtlas2: attraction grows with distance, repulsion with the degrees of both sides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]

#: (node, node, weight), the smaller node first, sorted.
Pairs: TypeAlias = "list[tuple[int, int, float]]"

SEED = 20_250_718
#: Above this many nodes repulsion is summed by grid cell instead of by node.
DENSE_MAX = 400
CELLS = 18
#: Communities smaller than this are joined to the one they are linked to best.
COMMUNITY_MIN = 5


def scatter(count: int) -> Floats:
    """Return first positions: a seeded cloud."""
    cloud: Floats = np.random.default_rng(SEED).normal(size=(count, 2)) * 10.0
    return cloud


def communities(count: int, pairs: Pairs) -> list[list[int]]:
    """Return the communities of a connected graph (Louvain, seeded), each sorted; every node is in one of them."""
    import networkx as nx  # noqa: PLC0415 (heavy)

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_weighted_edges_from(pairs)
    found = [sorted(group) for group in nx.community.louvain_communities(graph, seed=SEED % 2**31)]
    group_of = {node: i for i, group in enumerate(found) for node in group}
    for i in sorted(range(len(found)), key=lambda i: (len(found[i]), found[i])):
        if len(found[i]) >= COMMUNITY_MIN:
            break
        ties: dict[int, float] = {}
        for node in found[i]:
            for other in graph[node]:
                ties[group_of[other]] = ties.get(group_of[other], 0.0) + graph[node][other]["weight"]
        ties.pop(i, None)
        best = max(sorted(ties), key=lambda group: ties[group])
        group_of |= dict.fromkeys(found[i], best)
        found[best], found[i] = sorted(found[best] + found[i]), []
    return sorted((group for group in found if group), key=lambda group: group[0])


def relax(positions: Floats, pairs: Pairs) -> Floats:
    """Let the nodes move until the forces nearly balance."""
    count = len(positions)
    if count < 2:
        return positions
    ends = np.array([(a, b) for a, b, _ in pairs], dtype=np.intp).reshape(-1, 2)
    pull = np.minimum(3.0, np.array([0.5 + w for *_, w in pairs]))
    mass = 1.0 + np.bincount(ends.ravel(), minlength=count).astype(float)
    rounds = 300 if count <= DENSE_MAX else max(90, 220 - count // 20)
    positions = positions.copy()
    heat_start = 0.12 * max(1.0, float(np.abs(positions).max()))
    for step in range(rounds):
        push = _repulsion(positions, mass)
        delta = positions[ends[:, 1]] - positions[ends[:, 0]]
        length = np.sqrt((delta**2).sum(axis=1, keepdims=True)) + 1e-9
        # Links pull less per link at a hub, so that hubs do not swallow their neighbours.
        strength = pull[:, None] * delta * (np.log1p(length) / length) * 2.0
        force = push * 18.0
        np.add.at(force, ends[:, 0], strength)
        np.add.at(force, ends[:, 1], -strength)
        force -= positions * (mass[:, None] * 0.012)
        size = np.sqrt((force**2).sum(axis=1, keepdims=True)) + 1e-9
        heat = heat_start * (1.0 - step / rounds) ** 1.5 + 0.05
        positions += force / size * np.minimum(size, heat)
    return positions


def _repulsion(positions: Floats, mass: Floats) -> Floats:
    if len(positions) <= DENSE_MAX:
        return _push(positions, mass, positions, mass)
    low, high = positions.min(axis=0), positions.max(axis=0)
    cell = np.minimum(((positions - low) / (high - low + 1e-9) * CELLS).astype(np.intp), CELLS - 1)
    key = cell[:, 0] * CELLS + cell[:, 1]
    total = np.bincount(key, weights=mass, minlength=CELLS * CELLS).astype(float)
    sums = [np.bincount(key, weights=mass * positions[:, axis], minlength=CELLS * CELLS) for axis in (0, 1)]
    used = total > 0
    centres = np.stack([s[used] / total[used] for s in sums], axis=1)
    far = _push(positions, mass, centres, total[used])
    return far + _near(positions, mass, key)


def _near(positions: Floats, mass: Floats, key: Any) -> Floats:  # noqa: ANN401 (an index array)
    """Repulsion among the nodes of one grid cell, which the cell's centre stands for badly."""
    push = np.zeros_like(positions)
    order = np.argsort(key, kind="stable")
    bounds = np.flatnonzero(np.diff(key[order])) + 1
    for members in np.split(order, bounds):
        if len(members) > 1:
            few: Any = members[:: max(1, len(members) // 120)]
            push[members] += _push(positions[members], mass[members], positions[few], mass[few])
    return push


def _push(positions: Floats, mass: Floats, others: Floats, weight: Floats) -> Floats:
    """Return how each position is pushed away by all others: masses over distance."""
    dx = positions[:, :1] - others[:, 0]
    dy = positions[:, 1:] - others[:, 1]
    share = weight / (dx * dx + dy * dy + 0.5)
    push: Floats = np.stack([(dx * share).sum(axis=1), (dy * share).sum(axis=1)], axis=1) * mass[:, None]
    return push
