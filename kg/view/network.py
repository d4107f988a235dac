"""The pyvis network: which node and which bundle of claims is drawn where, how large and in which shape.

One drawn edge stands for all claims between two entities, in both directions; the page lists them one by one.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.analyse.rank import link_weights, pagerank, weighted_degrees
from kg.view.labels import family_of, primary_classes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.analyse.graph import GraphData
    from kg.view.labels import ViewLabels
    from kg.view.layout import Layout

SIZE_MIN, SIZE_MAX = 7.0, 24.0
#: Room for a label at zoom 1: about this many pixels a character, for at most so many characters.
CHARACTER, LABEL_MAX = 6.6, 26
#: The weighted degree that at least is needed for the full size.
FULL_SIZE = 6.0
#: Up to so many nodes each gets room for its whole label; above, less, so that the whole stays in sight.
ROOMY = 350
OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "edges": {"smooth": False},
    "interaction": {
        "dragNodes": True,
        "hover": False,
        "keyboard": False,
        "multiselect": False,
        "selectable": False,
        "zoomSpeed": 0.7,
    },
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """What pyvis hands to the page: nodes and edges in the form vis-network reads, and its options."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    options: dict[str, Any]


def draw(data: GraphData, labels: ViewLabels) -> Drawing:
    """Lay the graph out and return it as a pyvis network's nodes, edges and options.

    Node ids are positions in ``data.nodes``; each edge lists its claims as positions in ``data.edges``.
    """
    from pyvis.network import Network  # noqa: PLC0415 (heavy)

    network = Network(directed=True)
    degrees = weighted_degrees(data)
    top = max(FULL_SIZE, *degrees.values()) if degrees else FULL_SIZE
    largest = SIZE_MAX * max(1.0, len(data.nodes) / ROOMY) ** 0.3
    sizes = [SIZE_MIN + (largest - SIZE_MIN) * (degrees[n.iri] / top) ** 0.5 for n in data.nodes]
    layout = _layout(data, sizes)
    ranks = pagerank(data)
    classes = primary_classes(node.types for node in data.nodes)
    for i, (node, class_, size) in enumerate(zip(data.nodes, classes, sizes, strict=True)):
        family = family_of(class_, labels)
        x, y = layout.positions[i]
        network.add_node(
            i, label=node.label or node.iri, shape=family["shape"], group=family["key"], size=round(size, 1), x=x, y=y,
            value_rank=round(ranks[node.iri], 9), cls=class_, community=layout.communities[i],
        )  # fmt: skip
    for (one, other), claims in _bundles(data).items():
        arrows = _arrows(data, one, claims, labels)
        network.add_edge(one, other, claims=claims, arrows=arrows)
    network.set_options(json.dumps(OPTIONS))
    nodes, edges, _, _, _, options = network.get_network_data()
    return Drawing(nodes, edges, json.loads(options))


def _layout(data: GraphData, sizes: Sequence[float]) -> Layout:
    from kg.view.layout import place  # noqa: PLC0415 (heavy)

    index = {node.iri: i for i, node in enumerate(data.nodes)}
    links = [(index[one], index[other], weight) for (one, other), weight in link_weights(data).items()]
    share = min(1.0, max(0.15, ROOMY / max(1, len(data.nodes))))
    boxes = []
    for node, size in zip(data.nodes, sizes, strict=True):
        label = min(len(node.label), LABEL_MAX) * CHARACTER
        boxes.append((max(2 * size, label * share) + 14, 2 * size + 8 + 18 * share))
    return place(len(data.nodes), links, boxes)


def _bundles(data: GraphData) -> dict[tuple[int, int], list[int]]:
    """Return the claims between each two entities, the pairs in order of their numbers."""
    index = {node.iri: i for i, node in enumerate(data.nodes)}
    bundles: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i, edge in enumerate(data.edges):
        if edge.subject in index and edge.object in index:
            ends = sorted((index[edge.subject], index[edge.object]))
            bundles[ends[0], ends[1]].append(i)
    return dict(sorted(bundles.items()))


def _arrows(data: GraphData, one: int, claims: list[int], labels: ViewLabels) -> str:
    """Return the ends with an arrow head, for vis-network: symmetric relations have none."""
    start = data.nodes[one].iri
    directed = [data.edges[i] for i in claims if data.edges[i].predicate not in labels.symmetric]
    heads = {"to" if edge.subject == start else "from" for edge in directed}
    return ", ".join(sorted(heads))
