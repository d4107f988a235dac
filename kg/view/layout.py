"""Where the nodes go: computed once, seeded, so that the page opens at once and looks the same every time.

Forces after the published idea of ForceAtlas2 (attraction grows with distance, repulsion with the degrees of both
sides), then room is made for every node *and its label*, then small components are packed around the large one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from kg.view.packing import ASPECT, pack, separate

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]

SEED = 20_250_718
#: Above this many nodes repulsion is summed by grid cell instead of by node.
DENSE_MAX = 400
CELLS = 18
#: Components up to this many nodes keep their links at about this length.
SMALL = 12
LINK_LENGTH = 95.0


def place(
    count: int, links: Sequence[tuple[int, int, float]], boxes: Sequence[tuple[float, float]]
) -> list[tuple[int, int]]:
    """Return a position for each of ``count`` nodes, centred on (0, 0).

    ``links`` are (node, node, weight) without direction; ``boxes`` the width and height each node needs with its label.
    No two boxes overlap. The same input gives the same positions.
    """
    import networkx as nx  # noqa: PLC0415 (heavy)

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(count))
    for one, other, weight in links:
        if one != other:
            graph.add_edge(one, other, weight=weight)
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part[0]))
    placed = [_component(graph, part, [boxes[i] for i in part]) for part in parts]
    offsets = pack([list(zip(map(tuple, xy.tolist()), (boxes[i] for i in part), strict=True))
                    for part, xy in zip(parts, placed, strict=True)])  # fmt: skip
    positions: list[tuple[int, int]] = [(0, 0)] * count
    for part, xy, (dx, dy) in zip(parts, placed, offsets, strict=True):
        for i, (x, y) in zip(part, xy.tolist(), strict=True):
            positions[i] = (round(x + dx), round(y + dy))
    return positions


def _component(graph: nx.Graph[int], part: list[int], boxes: list[tuple[float, float]]) -> Floats:
    """Lay out one connected component around (0, 0)."""
    if len(part) == 1:
        return np.zeros((1, 2))
    if len(part) == 2:
        gap = max(boxes[0][1], boxes[1][1]) * 0.8
        return np.array([[0.0, -gap], [0.0, gap]])
    order = {node: i for i, node in enumerate(part)}
    pairs = [(order[a], order[b], d["weight"]) for a, b, d in graph.subgraph(part).edges(data=True)]
    pairs = sorted((min(a, b), max(a, b), w) for a, b, w in pairs)
    positions = _forces(_start(graph.subgraph(part), part), pairs)
    positions = _shape(positions)
    positions *= _scale(positions, pairs, boxes)
    separated: Floats = np.array(separate(positions.tolist(), boxes))
    centred: Floats = separated - (separated.max(axis=0) + separated.min(axis=0)) / 2
    return centred


def _shape(positions: Floats) -> Floats:
    """Stretch or squeeze a little towards the proportions of a screen."""
    width, height = np.ptp(positions, axis=0)
    wanted = np.sqrt(ASPECT * max(height, 1e-9) / max(width, 1e-9))
    shaped: Floats = positions * np.array([np.clip(wanted, 0.7, 1.5), 1.0])
    return shaped


def _scale(positions: Floats, pairs: list[tuple[int, int, float]], boxes: list[tuple[float, float]]) -> float:
    """Return the factor that gives the boxes room, without drawing the links of small components out."""
    room = sum(width * height for width, height in boxes) * 1.9
    width, height = np.ptp(positions, axis=0)
    # A chain has next to no area of its own; count it as a quarter of the square around it.
    by_room = float(np.sqrt(room / max(width * height, max(width, height) ** 2 / 4, 1e-9)))
    if len(positions) > SMALL:
        return by_room
    ends = np.array([(a, b) for a, b, _ in pairs])
    lengths = np.sqrt(((positions[ends[:, 0]] - positions[ends[:, 1]]) ** 2).sum(axis=1))
    return min(by_room, LINK_LENGTH / max(float(lengths.mean()), 1e-9))


def _start(graph: nx.Graph[int], part: list[int]) -> Floats:
    """Return first positions: communities on a circle (a good guess saves most of the rounds), jittered."""
    import networkx as nx  # noqa: PLC0415 (heavy)

    random = np.random.default_rng(SEED)
    jitter = random.normal(size=(len(part), 2))
    if len(part) < 30:
        return jitter * 10.0
    fresh: nx.Graph[int] = nx.Graph()
    fresh.add_nodes_from(part)
    fresh.add_weighted_edges_from(sorted((min(a, b), max(a, b), d["weight"]) for a, b, d in graph.edges(data=True)))
    groups = sorted(map(sorted, nx.community.louvain_communities(fresh, seed=SEED % 2**31)), key=lambda g: g[0])
    group_of = {node: i for i, group in enumerate(groups) for node in group}
    inter: dict[tuple[int, int], float] = {}
    for a, b, d in fresh.edges(data=True):
        pair = (min(group_of[a], group_of[b]), max(group_of[a], group_of[b]))
        if pair[0] != pair[1]:
            inter[pair] = inter.get(pair, 0.0) + d["weight"]
    angles = np.arange(len(groups)) * (2 * np.pi / len(groups))
    centres = np.stack([np.cos(angles), np.sin(angles)], axis=1) * 10.0
    if len(groups) > 2:
        centres = _forces(centres, sorted((a, b, w) for (a, b), w in inter.items()), rounds=120)
    centres *= 12.0 * np.sqrt(len(part)) / max(1e-9, float(np.abs(centres).max()))
    start: Floats = centres[[group_of[node] for node in part]] + jitter * np.sqrt(len(part))
    return start


def _forces(positions: Floats, pairs: list[tuple[int, int, float]], rounds: int | None = None) -> Floats:
    """Let the nodes move until the forces nearly balance."""
    count = len(positions)
    ends = np.array([(a, b) for a, b, _ in pairs], dtype=np.intp).reshape(-1, 2)
    pull = np.minimum(3.0, np.array([0.5 + w for *_, w in pairs]))
    mass = 1.0 + np.bincount(ends.ravel(), minlength=count).astype(float)
    rounds = rounds or (400 if count <= DENSE_MAX else max(90, 220 - count // 20))
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
