"""Where the nodes go: computed once, seeded, so that the page opens at once and looks the same every time.

Each community is laid out on its own and the communities among each other, so that they stand apart; room is made for
every node *and its label*; then small components are packed around the large one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kg.view.forces import communities, relax, scatter
from kg.view.packing import ASPECT, pack, separate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.view.forces import Floats, Pairs

#: Components up to this many nodes keep their links at about this length.
SMALL = 12
LINK_LENGTH = 95.0
#: From this many nodes on the communities of a component are laid out one by one.
GROUPED = 70


@dataclass(frozen=True, slots=True)
class Layout:
    """A position for each node, and the number of its community, ``None`` for those of small components."""

    positions: list[tuple[int, int]]
    communities: list[int | None]


def place(count: int, links: Sequence[tuple[int, int, float]], boxes: Sequence[tuple[float, float]]) -> Layout:
    """Return a position for each of ``count`` nodes, centred on (0, 0), and its community.

    ``links`` are (node, node, weight) without direction; ``boxes`` the width and height each node needs with its label.
    No two boxes overlap. The same input gives the same positions.
    """
    pairs: Pairs = sorted((min(a, b), max(a, b), weight) for a, b, weight in links if a != b)
    groups, numbered = _groups(count, pairs)
    group_of = {node: i for i, members in enumerate(groups) for node in members}
    spot = {node: n for members in groups for n, node in enumerate(members)}
    inside: list[Pairs] = [[] for _ in groups]
    ties: dict[tuple[int, int], float] = {}
    for a, b, weight in pairs:
        one, other = sorted((group_of[a], group_of[b]))
        if one == other:
            inside[one].append((spot[a], spot[b], weight))
        else:
            ties[one, other] = ties.get((one, other), 0.0) + weight
    drawn = [_group(own, [boxes[i] for i in members]) for members, own in zip(groups, inside, strict=True)]
    offsets = pack([[((x, y), boxes[i]) for i, (x, y) in zip(members, xy.tolist(), strict=True)]
                    for members, xy in zip(groups, drawn, strict=True)], ties)  # fmt: skip
    positions = np.zeros((count, 2))
    for members, xy, offset in zip(groups, drawn, offsets, strict=True):
        positions[members] = xy + offset
    _mirror(positions, np.array(boxes).reshape(-1, 2) / 2, groups[:numbered], pairs)
    community: list[int | None] = [group_of[i] if group_of[i] < numbered else None for i in range(count)]
    return Layout([(round(x), round(y)) for x, y in positions.tolist()], community)


def _groups(count: int, pairs: Pairs) -> tuple[list[list[int]], int]:
    """Return what is laid out as one: the communities of large components first (and how many), then the small ones."""
    large: list[list[int]] = []
    small: list[list[int]] = []
    for part in _components(count, pairs):
        if len(part) < GROUPED:
            small.append(part)
            continue
        order = {node: i for i, node in enumerate(part)}
        own = [(order[a], order[b], weight) for a, b, weight in pairs if a in order]
        large += [[part[i] for i in group] for group in communities(len(part), own)]
    return large + small, len(large)


def _mirror(positions: Floats, half: Floats, groups: list[list[int]], pairs: Pairs) -> None:
    """Mirror communities so that members stand on the side their links to other communities go to."""
    group_of = {node: i for i, members in enumerate(groups) for node in members}
    out: list[list[tuple[int, int]]] = [[] for _ in groups]
    for a, b, _ in pairs:
        if a in group_of and group_of[a] != group_of[b]:
            out[group_of[a]].append((a, b))
            out[group_of[b]].append((b, a))
    for members, links in zip(groups, out, strict=True):
        if links:
            own, room = positions[members], half[members]
            centre = ((own + room).max(axis=0) + (own - room).min(axis=0)) / 2
            ends = np.array(links, dtype=np.intp)
            side = ((positions[ends[:, 0]] - centre) * (positions[ends[:, 1]] - centre)).sum(axis=0)
            positions[members] = (own - centre) * np.where(side < 0, -1.0, 1.0) + centre


def _components(count: int, pairs: Pairs) -> list[list[int]]:
    """Return the connected components, the largest first."""
    import networkx as nx  # noqa: PLC0415 (heavy)

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from((a, b) for a, b, _ in pairs)
    return sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part[0]))


def _group(pairs: Pairs, boxes: list[tuple[float, float]]) -> Floats:
    """Lay out a small component, or one community."""
    if len(boxes) == 1:
        return np.zeros((1, 2))
    if len(boxes) == 2:
        gap = max(boxes[0][1], boxes[1][1]) * 0.8
        return np.array([[0.0, -gap], [0.0, gap]])
    positions = _shape(relax(scatter(len(boxes)), pairs))
    positions *= _scale(positions, pairs, boxes)
    return np.array(separate(positions.tolist(), boxes))


def _shape(positions: Floats) -> Floats:
    """Stretch or squeeze a little towards the proportions of a screen."""
    width, height = np.ptp(positions, axis=0)
    wanted = np.sqrt(ASPECT * max(height, 1e-9) / max(width, 1e-9))
    shaped: Floats = positions * np.array([np.clip(wanted, 0.7, 1.5), 1.0])
    return shaped


def _scale(positions: Floats, pairs: Pairs, boxes: list[tuple[float, float]]) -> float:
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
