"""One part of a graph and what is computed on it, each measure once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from kg.analyse.centrality import Betweenness, betweenness, core_numbers
from kg.analyse.communities import Partition, community_name, partition, themes
from kg.analyse.graph import to_networkx
from kg.analyse.network import Network, network
from kg.analyse.rank import link_weights, pagerank
from kg.analyse.scope import Scope, apply_scope, find_entity, keep_nodes
from kg.analyse.vocabulary import Vocabulary, vocabulary
from kg.ids import digest

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from kg.analyse.graph import GraphData, GraphNode
    from kg.ontology import Schema

#: Networks of more entities than this have their betweenness estimated, from this many of them.
EXACT, SAMPLE = 3_000, 512


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisOptions:
    """What to look at, and how.

    ``scope`` chooses claims and entities; by default what articles assert or attribute to somebody. ``descriptive``
    lets entities that only describe others (countries, cities, genres, occupations) count as entities, too. ``about``
    are names or IRIs of entities: only rows with one of them are given. ``seed`` fixes everything that is drawn at
    random; a larger ``resolution`` gives smaller communities.
    """

    scope: Scope = field(default_factory=lambda: Scope(modes=("asserted", "attributed")))
    descriptive: bool = False
    about: tuple[str, ...] = ()
    lang: str = "en"
    seed: int = 0
    resolution: float = 1.0


@dataclass(frozen=True, slots=True)
class NamedCommunity:
    """A community with a name; ``key`` depends on nothing but its members."""

    key: str
    name: str
    members: tuple[str, ...]
    theme: str | None
    inside: int
    outside: int


class Analysis:
    """Measures on one part of a graph; each is computed when first asked for.

    ``mentions`` are the entities that each article (by IRI) speaks of. Raises :class:`UsageError` for a scope that
    finds nothing.
    """

    def __init__(
        self,
        data: GraphData,
        schema: Schema,
        options: AnalysisOptions | None = None,
        mentions: Mapping[str, Collection[str]] | None = None,
    ) -> None:
        self.options = options or AnalysisOptions()
        self.schema = schema
        self.words = vocabulary(data.nodes, schema, self.options.lang)
        self.whole, self.scope_report = apply_scope(data, self.options.scope)
        self.data = self.whole if self.options.descriptive else without_descriptive(self.whole, schema)
        self._mentions = mentions or {}
        self.about = frozenset(find_entity(data, name).iri for name in self.options.about)
        self.nodes = {node.iri: node for node in self.whole.nodes}

    @cached_property
    def weights(self) -> dict[tuple[str, str], float]:
        """Return the weight of each pair of linked entities."""
        return link_weights(self.data)

    @cached_property
    def net(self) -> Network:
        """Return the links between the entities."""
        return network(self.data, self.weights)

    @cached_property
    def ranks(self) -> dict[str, float]:
        """Return the PageRank of each entity."""
        return pagerank(self.data, self.weights)

    @cached_property
    def between(self) -> Betweenness:
        """Return the betweenness of each node."""
        sources = SAMPLE if len(self.net) > EXACT else None
        return betweenness(self.net, sources=sources, seed=self.options.seed)

    @cached_property
    def cores(self) -> tuple[int, ...]:
        """Return the core number of each node."""
        return core_numbers(self.net)

    @cached_property
    def parts(self) -> Partition:
        """Return the communities as node numbers."""
        return partition(self.net, resolution=self.options.resolution, seed=self.options.seed)

    @cached_property
    def communities(self) -> tuple[NamedCommunity, ...]:
        """Return the communities with names in the language of the analysis, the largest first."""
        return self.named(self.words)

    def named(self, words: Vocabulary) -> tuple[NamedCommunity, ...]:
        """Return the communities with names in the language of ``words``, the largest first."""
        found = self.parts.communities
        typical = themes(self.net, found, self._traits(words))
        named = []
        for community, theme in zip(found, typical, strict=True):
            iris = tuple(self.net.iris[node] for node in community.members)
            name = community_name([words.entity(iri) for iri in iris], theme, words)
            key = digest("community", *sorted(iris))
            named.append(NamedCommunity(key, name, iris, theme, community.inside, community.outside))
        return tuple(named)

    def _traits(self, words: Vocabulary) -> dict[int, frozenset[str]]:
        """Return what may be typical of a community: the narrow classes of each node, and what describes it."""
        number = {iri: position for position, iri in enumerate(self.net.iris)}
        found: dict[int, set[str]] = {node: set() for node in range(len(self.net))}
        for node in self.data.nodes:
            narrow = (name for name in node.types if len(self.schema.expand(name)) > 1)
            found[number[node.iri]].update(words.relation(name) for name in narrow)
        describing = {node.iri for node in self.whole.nodes if is_descriptive(node, self.schema)}
        for edge in self.whole.edges:
            if edge.subject in number and edge.object in describing:
                found[number[edge.subject]].add(words.entity(edge.object))
        return {node: frozenset(traits) for node, traits in found.items()}

    @cached_property
    def degrees(self) -> dict[str, tuple[int, int, int]]:
        """Return for each entity the claims it is the subject and the object of, and its number of neighbours."""
        graph = to_networkx(self.data)
        starts, _, _ = self.net.index
        return {
            iri: (graph.out_degree(iri), graph.in_degree(iri), int(starts[position + 1] - starts[position]))
            for position, iri in enumerate(self.net.iris)
        }

    def components(self) -> int:
        """Return how many separate parts the network has."""
        import networkx as nx  # noqa: PLC0415 (heavy)

        return int(nx.number_connected_components(self.net.graph))

    def speaking(self) -> list[Collection[str]]:
        """Return the entities that each article speaks of, for all articles unless the scope chooses some."""
        scope = self.options.scope
        chosen = set(self._mentions)
        if scope.articles or scope.since or scope.until:
            chosen &= {statement.article_iri for statement in self.whole.statements()}
        return [self._mentions[iri] for iri in sorted(chosen)]

    def families(self) -> dict[str, frozenset[str]]:
        """Return the topmost classes of each entity."""
        return {
            node.iri: frozenset(root for name in node.types for root in _roots(name, self.schema))
            for node in self.data.nodes
        }


def _roots(name: str, schema: Schema) -> frozenset[str]:
    """Return the topmost classes above one."""
    above = schema.expand(name)
    return frozenset(found for found in above if not (schema.expand(found) - {found}))


def is_descriptive(node: GraphNode, schema: Schema) -> bool:
    """Tell whether an entity only describes others: all its classes say so."""
    return bool(node.types) and all(schema.is_descriptive(name) for name in node.types)


def without_descriptive(data: GraphData, schema: Schema) -> GraphData:
    """Return the graph without the entities that only describe others."""
    return keep_nodes(data, {node.iri for node in data.nodes if not is_descriptive(node, schema)})
