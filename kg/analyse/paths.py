"""How two entities hang together: the best few chains of links between them, each link with its claims."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING, TypeAlias

from kg.analyse.analysis import is_descriptive
from kg.analyse.rank import MODE_WEIGHT
from kg.analyse.scope import Scope, apply_scope, find_entity, keep_nodes
from kg.errors import UsageError
from kg.model import MODES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    import networkx as nx

    from kg.analyse.graph import GraphData, GraphEdge, GraphNode
    from kg.ontology import Schema

#: What each hop costs beside what makes it doubtful or unspecific.
HOP = 1.0
#: How much it costs to follow a claim that is e times less sure.
DOUBT = 2.0
#: How much it costs to go through an entity with e times as many neighbours.
HUB = 0.25
#: Paths that are looked at, the cheapest first, to find those that are short enough.
TRIED = 200
#: Paths of the fewest hops that are looked at where none of those is.
SHORTEST = 100
#: The longest path that is suggested when there is no shorter one.
FAR = 12

Pair: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Hop:
    """One step from ``one`` to ``other`` (IRIs) and the claims it rests on, the best first."""

    one: str
    other: str
    claims: tuple[GraphEdge, ...]

    @property
    def best(self) -> GraphEdge:
        """Return the claim to quote."""
        return self.claims[0]

    @property
    def forward(self) -> bool:
        """Whether the best claim reads from ``one`` to ``other``."""
        return self.best.subject == self.one


@dataclass(frozen=True, slots=True)
class Path:
    """A chain of hops without a repeated entity; ``cost`` grows with its length, its doubts and the hubs on its way."""

    hops: tuple[Hop, ...]
    cost: float


@dataclass(frozen=True, slots=True)
class Meeting:
    """An article that speaks of an entity ``one_hops`` links from the one, and of one ``other_hops`` from the other."""

    article: str
    one: str
    one_hops: int
    other: str
    other_hops: int


@dataclass(frozen=True, slots=True)
class Nearest:
    """What comes closest where there is no path.

    ``relaxed`` are the ways to get one, as (what to allow, hops it then has): ``hops``, ``modes``, ``descriptive``,
    ``all`` of them. ``meeting`` is an article that speaks of somebody in the circle of each, as near to the two as can
    be. ``one_part`` and ``other_part`` count the entities that each can reach, itself included.
    """

    relaxed: tuple[tuple[str, int], ...] = ()
    meeting: Meeting | None = None
    one_part: int = 1
    other_part: int = 1


@dataclass(frozen=True, slots=True)
class Connection:
    """The answer: the paths from ``one`` to ``other``, the best first; ``nearest`` when there is none.

    ``nodes`` are all entities, ``titles`` those of the articles, by IRI.
    """

    one: GraphNode
    other: GraphNode
    paths: tuple[Path, ...]
    nodes: Mapping[str, GraphNode]
    titles: Mapping[str, str]
    nearest: Nearest | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PathOptions:
    """Which links to follow: those in ``scope``, not through what only describes others unless ``descriptive``.

    ``most`` is the number of paths, ``max_hops`` the length of the longest.
    """

    scope: Scope = field(default_factory=lambda: Scope(modes=("asserted", "attributed")))
    descriptive: bool = False
    most: int = 3
    max_hops: int = 4


def connect(
    data: GraphData,
    one: str,
    other: str,
    schema: Schema,
    options: PathOptions | None = None,
    mentions: Mapping[str, Collection[str]] | None = None,
) -> Connection:
    """Return how two entities (names or IRIs) hang together.

    ``mentions`` are the entities that each article (by IRI) speaks of. Raises :class:`UsageError` when a name means
    nothing or several things, or both mean the same.
    """
    options = options or PathOptions()
    scoped, _ = apply_scope(data, options.scope)
    start, end = (_choose(scoped, data, name) for name in (one, other))
    if start.iri == end.iri:
        raise UsageError(f"{one!r} and {other!r} are the same entity; give two different ones")
    nodes = {node.iri: node for node in data.nodes}
    titles = {statement.article_iri: statement.article_title for statement in data.statements()}
    paths = _paths(_joining(scoped, (start.iri, end.iri), schema, options), start.iri, end.iri, options)
    nearest = None if paths else _nearest(data, (start.iri, end.iri), schema, options, mentions or {})
    return Connection(start, end, tuple(paths), nodes, titles, nearest)


def _choose(scoped: GraphData, data: GraphData, name: str) -> GraphNode:
    """Return the entity that is meant; where several have the name, the one that has links at all."""
    try:
        return find_entity(scoped, name)
    except UsageError:
        found = find_entity(data, name)
        linked = {iri for edge in scoped.edges for iri in (edge.subject, edge.object)}
        if any(node.iri == found.iri for node in scoped.nodes) and found.iri not in linked:
            raise
        return found


def _joining(data: GraphData, ends: Pair, schema: Schema, options: PathOptions) -> GraphData:
    """Return the links to follow."""
    if options.descriptive:
        return data
    return keep_nodes(data, {node.iri for node in data.nodes if node.iri in ends or not is_descriptive(node, schema)})


def _claims_by_pair(data: GraphData) -> dict[Pair, list[GraphEdge]]:
    found: dict[Pair, list[GraphEdge]] = defaultdict(list)
    for edge in data.edges:
        if edge.subject != edge.object:
            found[min(edge.subject, edge.object), max(edge.subject, edge.object)].append(edge)
    return found


def _paths(data: GraphData, start: str, end: str, options: PathOptions) -> list[Path]:
    """Return the cheapest simple paths that are short enough (Yen 1971), equals in the order of their entities."""
    import networkx as nx  # noqa: PLC0415 (heavy)

    claims = _claims_by_pair(data)
    near = _within(claims, start, end, options.max_hops)
    if near is None:
        return []
    graph = _weighted(claims, near)
    found: list[tuple[float, list[str]]] = []
    for nodes in islice(nx.shortest_simple_paths(graph, start, end, weight="cost"), TRIED):
        cost = _cost(graph, nodes)
        # Paths come in the order of their costs; equally dear ones may still follow the last that is wanted.
        if len(found) >= options.most and round(cost, 9) > round(found[options.most - 1][0], 9):
            break
        if len(nodes) - 1 <= options.max_hops:
            found.append((cost, nodes))
    if not found:  # so many cheap ways round that no short way came up: take the shortest, whatever they cost
        shortest = islice(nx.all_shortest_paths(graph, start, end), SHORTEST)
        found = [(_cost(graph, nodes), nodes) for nodes in shortest]
    found.sort(key=lambda path: (round(path[0], 9), path[1]))
    return [_path(nodes, cost, claims) for cost, nodes in found[: options.most]]


def _cost(graph: nx.Graph[str], nodes: list[str]) -> float:
    return math.fsum(graph[one][other]["cost"] for one, other in pairwise(nodes))


def _within(claims: Mapping[Pair, object], start: str, end: str, hops: int) -> set[str] | None:
    """Return the entities that a path of so many hops may go through; ``None`` when there is no such path."""
    links = _neighbours(claims)
    there, back = (_distances(links, iri, hops) for iri in (start, end))
    near = {iri for iri, distance in there.items() if distance + back.get(iri, hops + 1) <= hops}
    return near or None


def _neighbours(pairs: Iterable[Pair]) -> dict[str, list[str]]:
    links: dict[str, list[str]] = defaultdict(list)
    for one, other in pairs:
        links[one].append(other)
        links[other].append(one)
    return links


def _distances(links: Mapping[str, list[str]], start: str, most: int) -> dict[str, int]:
    """Return how many hops away each entity is, as far as ``most``."""
    found = {start: 0}
    frontier = [start]
    for distance in range(1, most + 1):
        if not frontier:
            break
        frontier = list(dict.fromkeys(o for iri in frontier for o in links.get(iri, ()) if o not in found))
        found |= dict.fromkeys(frontier, distance)
    return found


def _weighted(claims: Mapping[Pair, list[GraphEdge]], near: set[str]) -> nx.Graph[str]:
    """Return the links among some entities with what it costs to follow them."""
    import networkx as nx  # noqa: PLC0415 (heavy)

    degree: dict[str, int] = defaultdict(int)
    for pair in claims:
        for iri in pair:
            degree[iri] += 1
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(near))
    for one, other in sorted(claims):
        if one in near and other in near:
            sure = max(_strength(edge) for edge in claims[one, other])
            hubs = HUB * (math.log(degree[one]) + math.log(degree[other]))
            graph.add_edge(one, other, cost=HOP - DOUBT * math.log(max(sure, 1e-3)) + hubs)
    return graph


def _strength(edge: GraphEdge) -> float:
    return edge.confidence * MODE_WEIGHT[edge.mode]


def _path(nodes: list[str], cost: float, claims: Mapping[Pair, list[GraphEdge]]) -> Path:
    hops = []
    for one, other in pairwise(nodes):
        found = claims[min(one, other), max(one, other)]
        found = sorted(found, key=lambda e: (-round(_strength(e), 9), MODES.index(e.mode), e.claim_id))
        hops.append(Hop(one, other, tuple(found)))
    return Path(tuple(hops), cost)


def _nearest(
    data: GraphData, ends: Pair, schema: Schema, options: PathOptions, mentions: Mapping[str, Collection[str]]
) -> Nearest:
    """Return what could be allowed to find a path, and what else joins the two."""
    everything = replace(options.scope, modes=())
    ways = {
        "hops": replace(options, max_hops=FAR),
        "modes": replace(options, scope=everything),
        "descriptive": replace(options, descriptive=True),
        "all": replace(options, scope=everything, descriptive=True, max_hops=FAR),
    }
    relaxed: list[tuple[str, int]] = []
    for name, way in ways.items():
        hops = _shortest(data, ends, schema, way)
        if hops is not None and not (name == "all" and relaxed):
            relaxed.append((name, hops))
    scoped, _ = apply_scope(data, options.scope)
    links = _neighbours(_claims_by_pair(_joining(scoped, ends, schema, options)))
    here, there = (_distances(links, iri, len(links)) for iri in ends)
    return Nearest(tuple(relaxed), _meeting(here, there, mentions), len(here), len(there))


def _meeting(
    here: Mapping[str, int], there: Mapping[str, int], mentions: Mapping[str, Collection[str]]
) -> Meeting | None:
    """Return the article in which the two circles come closest."""
    best: tuple[int, str, str, str] | None = None
    for article in sorted(mentions):
        found = mentions[article]
        one = min((iri for iri in found if iri in here), key=lambda iri: (here[iri], iri), default=None)
        other = min((iri for iri in found if iri in there), key=lambda iri: (there[iri], iri), default=None)
        if one is not None and other is not None:
            candidate = (here[one] + there[other], article, one, other)
            best = min(best or candidate, candidate)
    return Meeting(best[1], best[2], here[best[2]], best[3], there[best[3]]) if best else None


def _shortest(data: GraphData, ends: Pair, schema: Schema, options: PathOptions) -> int | None:
    scoped, _ = apply_scope(data, options.scope)
    claims = _claims_by_pair(_joining(scoped, ends, schema, options))
    return _distances(_neighbours(claims), ends[0], options.max_hops).get(ends[1])
