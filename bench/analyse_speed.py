"""How long the measures of a large graph take, beside plain networkx on the same graph, in the same run.

    python bench/analyse_speed.py [--entities 30000] [--claims 100000] [--groups 300]

The graph is drawn with a fixed seed: entities in groups of different sizes, most claims within a group, and some
entities that everybody is linked to. Seconds are those of the processor, because other programs may run on the machine.
"""

from __future__ import annotations

import argparse
import random
import time
from typing import TYPE_CHECKING

import networkx as nx
from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python

from kg.analyse.analysis import EXACT, SAMPLE, Analysis, AnalysisOptions
from kg.analyse.centrality import betweenness, bridges, core_numbers
from kg.analyse.communities import partition
from kg.analyse.diff import diff
from kg.analyse.graph import GraphData, GraphEdge, GraphNode, sorted_data, to_networkx
from kg.analyse.measures import MEASURES
from kg.analyse.network import network
from kg.analyse.paths import PathOptions, connect
from kg.analyse.rank import pagerank
from kg.ontology import load_schema

if TYPE_CHECKING:
    from collections.abc import Callable

RELATIONS = ("owns", "acquires", "partnersWith", "founderOf", "director", "castMember", "productionCompany")
CLASSES = ("Person", "Company", "Film", "Series", "ProductionStudio")
PER_ARTICLE = 20
#: The share of claims within a group.
WITHIN = 0.8


def make_graph(entities: int, claims: int, groups: int, seed: int = 1) -> tuple[GraphData, dict[str, tuple[str, ...]]]:
    """Return a graph, and the entities that each of its articles speaks of."""
    rng = random.Random(seed)  # noqa: S311
    iris = [f"https://example.org/entity/e{number:06}" for number in range(entities)]
    weights = [1 / (1 + number) ** 0.7 for number in range(groups)]
    group_of = rng.choices(range(groups), weights, k=entities)
    members: list[list[str]] = [[] for _ in range(groups)]
    for iri, group in zip(iris, group_of, strict=True):
        members[group].append(iri)
    hubs = [iris[int(entities * rng.random() ** 4)] for _ in range(claims)]
    nodes = [
        GraphNode(iri=iri, label=f"Entity {number}", types=(CLASSES[number % len(CLASSES)],))
        for number, iri in enumerate(iris)
    ]
    edges = []
    for number in range(claims):
        one = rng.choice(iris)
        inside = members[group_of[int(one[-6:])]]
        other = rng.choice(inside) if rng.random() < WITHIN else hubs[number]
        article = number // PER_ARTICLE
        edges.append(
            GraphEdge(
                claim_id=f"{number:08}", claim_iri=f"https://example.org/claim/{number:08}", subject=one,
                predicate=RELATIONS[number % len(RELATIONS)], object=other, confidence=0.3 + number % 7 / 10,
                quote=f"Sentence {number}.", quote_start=number, article_iri=f"https://example.org/article/{article:05}",
                date=f"20{20 + article % 6}-{1 + article % 12:02}-15",
            )
        )  # fmt: skip
    mentions: dict[str, set[str]] = {}
    for edge in edges:
        mentions.setdefault(edge.article_iri, set()).update((edge.subject, edge.object))
    return sorted_data(nodes, edges, [], []), {iri: tuple(sorted(found)) for iri, found in mentions.items()}


def timed(action: Callable[[], object]) -> float:
    """Return the processor seconds that ``action`` takes."""
    started = time.process_time()
    action()
    return time.process_time() - started


def beside_networkx(data: GraphData) -> list[tuple[str, float, float]]:
    """Return name, own seconds and those of networkx for the measures that both have."""
    net = network(data)
    graph = net.graph
    return [
        ("PageRank", timed(lambda: pagerank(data)), timed(lambda: _pagerank_python(graph, tol=1e-6 / len(graph)))),
        (
            f"betweenness from {SAMPLE}",
            timed(lambda: betweenness(net, sources=SAMPLE)),
            # networkx follows each source in the same time, so a part of them is enough to know the whole
            timed(lambda: nx.betweenness_centrality(graph, k=SAMPLE // 32, seed=0)) * 32,
        ),
        ("core numbers", timed(lambda: core_numbers(net)), timed(lambda: nx.core_number(graph))),
        ("bridges with sizes", timed(lambda: bridges(net)), timed(lambda: list(nx.bridges(graph)))),
        (
            "communities",
            timed(lambda: partition(net)),
            timed(lambda: nx.community.louvain_communities(graph, seed=0)),
        ),
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entities", type=int, default=30_000)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--groups", type=int, default=300)
    wanted = parser.parse_args()
    data, mentions = make_graph(wanted.entities, wanted.claims, wanted.groups)
    schema = load_schema()
    print(f"{len(data.nodes)} entities, {len(data.edges)} claims; betweenness is exact up to {EXACT} entities")
    print(f"{'':24}{'kg':>10}{'networkx':>12}")
    for name, own, other in beside_networkx(data):
        print(f"{name:24}{own:>8.2f} s{other:>10.2f} s")
    print(f"{'MultiDiGraph':24}{timed(lambda: to_networkx(data)):>8.2f} s")
    analysis = Analysis(data, schema, AnalysisOptions(), mentions)
    total = 0.0
    for name, table in MEASURES.items():
        seconds = timed(lambda table=table: table(analysis))
        total += seconds
        print(f"table {name:18}{seconds:>8.2f} s")
    print(f"{'all tables':24}{total:>8.2f} s")
    ends = data.nodes[1].iri, data.nodes[-1].iri
    print(f"{'a path':24}{timed(lambda: connect(data, *ends, schema, PathOptions())):>8.2f} s")
    later = GraphData(data.nodes, data.edges[: -len(data.edges) // 10])
    print(f"{'a difference of a tenth':24}{timed(lambda: diff(data, later, schema)):>8.2f} s")


if __name__ == "__main__":
    main()
