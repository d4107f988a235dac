"""Betweenness, core numbers and bridges: by hand, and the same as networkx."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given

from kg.analyse.centrality import betweenness, bridges, core_numbers

from .networks import graph_of, net_of, nets


def test_in_a_chain_the_middle_lies_between_all_others():
    found = betweenness(net_of([(0, 1), (1, 2), (2, 3), (3, 4)]))
    assert found.values == pytest.approx((0, 3 / 6, 4 / 6, 3 / 6, 0))
    assert not found.sampled


def test_two_equal_ways_share():
    assert betweenness(net_of([(0, 1), (1, 2), (0, 3), (3, 2)])).values == pytest.approx((1 / 6,) * 4)


@given(nets())
def test_betweenness_is_that_of_networkx(net):
    expected = nx.betweenness_centrality(graph_of(net))
    assert betweenness(net).values == pytest.approx([expected[node] for node in range(len(net))])


@given(nets(least=5))
def test_sampled_betweenness_is_that_of_networkx_from_the_same_sources(net):
    found = betweenness(net, sources=3, seed=7)
    expected = nx.betweenness_centrality(graph_of(net), k=3, seed=7)
    assert found.values == pytest.approx([expected[node] for node in range(len(net))])
    assert (found.sampled, found.sources) == (True, 3)


@given(nets())
def test_as_many_sources_as_nodes_are_no_sample(net):
    assert betweenness(net, sources=len(net)) == betweenness(net)


def test_core_numbers_of_a_triangle_with_a_tail():
    assert core_numbers(net_of([(0, 1), (1, 2), (0, 2), (2, 3)])) == (2, 2, 2, 1)


def test_bridges_with_the_most_behind_them_come_first():
    # two triangles joined by 2 - 3, and a tail at 0
    found = bridges(net_of([(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (4, 5), (3, 5), (0, 6)]))
    assert [(b.one, b.other, b.one_side, b.other_side, b.smaller) for b in found] == [(2, 3, 4, 3, 3), (0, 6, 6, 1, 1)]


@given(nets())
def test_a_bridge_parts_what_it_says_it_parts(net):
    found = bridges(net)
    assert {(b.one, b.other) for b in found} == {(min(pair), max(pair)) for pair in nx.bridges(graph_of(net))}
    for bridge in found:
        cut = graph_of(net).copy()
        cut.remove_edge(bridge.one, bridge.other)
        assert len(nx.node_connected_component(cut, bridge.one)) == bridge.one_side
        assert len(nx.node_connected_component(cut, bridge.other)) == bridge.other_side
