"""Groups of entities that are linked more among themselves than to others, with names that people can read."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.analyse.network import Network
    from kg.analyse.vocabulary import Vocabulary

#: A trait with more than this share of all links does not tell one community from another.
COMMON = 0.25
#: The share of a community's links that makes a trait typical of it.
TYPICAL = 0.15


@dataclass(frozen=True, slots=True)
class Community:
    """Members as node numbers, the best linked inside the community first; ``inside`` and ``outside`` count links."""

    members: tuple[int, ...]
    inside: int
    outside: int


@dataclass(frozen=True, slots=True)
class Partition:
    """All communities of two or more, the largest first, and how good the partition is.

    ``modularity`` is 0 when links fall as if by chance and at most 1 (Newman and Girvan 2004).
    """

    communities: tuple[Community, ...]
    modularity: float

    def of_node(self) -> dict[int, int]:
        """Return the position of the community of each node that is in one."""
        return {node: number for number, found in enumerate(self.communities) for node in found.members}


def partition(net: Network, *, resolution: float = 1.0, seed: int = 0) -> Partition:
    """Return the communities that the Louvain method finds (Blondel and others 2008), always the same for one seed.

    Louvain may join what hangs together through a node that it moved on later (Traag and others 2019); such groups are
    split into their connected parts. A larger ``resolution`` gives smaller communities.
    """
    import networkx as nx  # noqa: PLC0415 (heavy)

    graph = net.graph
    if not graph.number_of_edges():
        return Partition((), 0.0)
    found = nx.community.louvain_communities(graph, weight="weight", resolution=resolution, seed=seed)
    parts = [part for group in found for part in nx.connected_components(graph.subgraph(group))]
    modularity = float(nx.community.modularity(graph, parts, weight="weight", resolution=resolution))
    number = {node: position for position, part in enumerate(parts) for node in part}
    inside, outside, strength = [0] * len(parts), [0] * len(parts), [0.0] * len(net)
    for one, other, weight in net.links():
        if number[one] == number[other]:
            inside[number[one]] += 1
            strength[one] += weight
            strength[other] += weight
        else:
            outside[number[one]] += 1
            outside[number[other]] += 1
    communities = [
        Community(
            tuple(sorted(part, key=lambda node: (-round(strength[node], 9), net.iris[node]))),
            inside[position],
            outside[position],
        )
        for position, part in enumerate(parts)
        if len(part) > 1
    ]
    communities.sort(key=lambda found: (-len(found.members), -found.inside, net.iris[found.members[0]]))
    return Partition(tuple(communities), modularity)


def themes(net: Network, communities: Sequence[Community], traits: Mapping[int, frozenset[str]]) -> list[str | None]:
    """Return what is most typical of each community: a trait that its members have and others have not.

    ``traits`` are those of each node; a node counts by the weight of its links, so that what the community turns around
    says most. A trait is worth its share times the logarithm of how much larger that is than among all, its part in the
    Kullback-Leibler divergence.
    """
    strength = np.bincount(net.index[1], weights=net.index[2], minlength=len(net)).tolist()
    overall = _shares(range(len(net)), traits, strength)
    named: list[str | None] = []
    for community in communities:
        own = _shares(community.members, traits, strength)
        scores = {
            trait: share * math.log(share / overall[trait])
            for trait, share in own.items()
            if share >= TYPICAL and (overall[trait] <= COMMON or len(communities) < 3)
        }
        named.append(min(scores, key=lambda trait: (-round(scores[trait], 9), trait), default=None))
    return named


def _shares(nodes: Iterable[int], traits: Mapping[int, frozenset[str]], strength: Sequence[float]) -> dict[str, float]:
    """Return for each trait the share of the links of the nodes that its holders have."""
    weights: dict[str, list[float]] = defaultdict(list)
    for node in nodes:
        for trait in traits.get(node, ()):
            weights[trait].append(strength[node])
        weights[""].append(strength[node])
    total = math.fsum(weights.pop("", []))
    return {trait: math.fsum(found) / total for trait, found in weights.items() if total}


def community_name(members: Sequence[str], theme: str | None, words: Vocabulary) -> str:
    """Return "Netflix, Ted Sarandos and 14 others – streaming service" for the names of members, the first first."""
    if len(members) <= 3:
        joined = words.listed(members)
    else:
        joined = words.text("and_others", names=", ".join(members[:2]), number=len(members) - 2)
    return f"{joined} – {theme}" if theme else joined
