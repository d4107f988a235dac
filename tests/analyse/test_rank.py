"""Weights of links and entities."""

from __future__ import annotations

import networkx as nx
import pytest

from kg.analyse.graph import GraphData
from kg.analyse.rank import by_rank, link_weights, pagerank, weighted_degrees


def test_links_weigh_by_confidence_and_mode(data):
    weights = link_weights(data)
    assert weights["a", "b"] == pytest.approx(0.8)
    assert weights["a", "c"] == pytest.approx(0.4 * 0.7)
    assert weights["e", "f"] == pytest.approx(0.8 * 0.3)
    assert list(weights) == sorted(weights)


def test_degrees_sum_the_links(data):
    degrees = weighted_degrees(data)
    assert degrees["c"] == pytest.approx(0.28 + 0.8 + 0.8)
    assert degrees["g"] == 0


def test_pagerank_sums_to_one_and_agrees_with_networkx(data):
    rank = pagerank(data)
    assert sum(rank.values()) == pytest.approx(1)
    graph = nx.Graph()
    graph.add_nodes_from(node.iri for node in data.nodes)
    graph.add_weighted_edges_from((a, b, weight) for (a, b), weight in link_weights(data).items())
    matrix = nx.google_matrix(graph, nodelist=sorted(graph), weight="weight")
    vector = [1 / len(graph)] * len(graph)
    for _ in range(200):
        vector = [sum(vector[i] * matrix[i, j] for i in range(len(graph))) for j in range(len(graph))]
    assert [rank[iri] for iri in sorted(graph)] == pytest.approx(vector, abs=1e-4)


def test_equal_ranks_are_ordered_by_iri():
    assert by_rank(["b", "c", "a"], {"a": 0.1, "b": 0.1, "c": 0.3}) == ["c", "a", "b"]


def test_an_empty_graph_has_no_ranks():
    assert pagerank(GraphData()) == {}
