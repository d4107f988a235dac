"""Communities and their names."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analyse.communities import community_name, partition, themes
from kg.analyse.vocabulary import Vocabulary
from kg.ontology import load_schema

from .networks import graph_of, net_of, nets

TWO_TRIANGLES = net_of([(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (4, 5), (3, 5)])


def test_two_triangles_with_one_link_between_are_two_communities():
    found = partition(TWO_TRIANGLES)
    assert [sorted(c.members) for c in found.communities] == [[0, 1, 2], [3, 4, 5]]
    assert [(c.inside, c.outside) for c in found.communities] == [(3, 1), (3, 1)]
    # by hand: 6 of 7 links inside, and each half has half of all ends: 6/7 - 2 * (1/2)²
    assert found.modularity == pytest.approx(6 / 7 - 1 / 2)


def test_the_best_linked_inside_comes_first():
    (star,) = partition(net_of([(3, 0), (3, 1), (3, 2)])).communities
    assert star.members == (3, 0, 1, 2)


def test_without_links_there_are_none():
    assert partition(net_of([], 4)).communities == ()


@given(nets(), st.integers(0, 3))
def test_communities_are_disjoint_connected_and_cover_all_that_is_linked(net, seed):
    found = partition(net, seed=seed)
    graph = graph_of(net)
    members = [node for community in found.communities for node in community.members]
    assert len(members) == len(set(members))
    assert all(nx.is_connected(graph.subgraph(c.members)) for c in found.communities)
    assert all(len(c.members) > 1 for c in found.communities)
    assert sum(c.inside for c in found.communities) + sum(c.outside for c in found.communities) <= 2 * len(net.one)
    assert found == partition(net, seed=seed)
    assert found.of_node() == {node: i for i, c in enumerate(found.communities) for node in c.members}


def test_a_theme_is_what_the_members_have_and_others_have_not():
    found = partition(TWO_TRIANGLES).communities
    traits = {0: {"film"}, 1: {"film", "firm"}, 2: {"firm"}, 3: {"game", "firm"}, 4: {"firm"}, 5: {"game"}}
    assert themes(TWO_TRIANGLES, found, {node: frozenset(names) for node, names in traits.items()}) == ["film", "game"]


def test_a_theme_that_all_share_is_none():
    found = partition(TWO_TRIANGLES).communities
    assert themes(net_of([(0, 1), (2, 3), (4, 5)]), partition(net_of([(0, 1), (2, 3), (4, 5)])).communities,
                  dict.fromkeys(range(6), frozenset({"firm"}))) == [None] * 3  # fmt: skip
    assert themes(TWO_TRIANGLES, found, {}) == [None, None]


@pytest.mark.parametrize(
    ("lang", "members", "theme", "name"),
    [
        ("en", ["A", "B"], "film", "A and B – film"),
        ("en", ["A", "B", "C"], None, "A, B and C"),
        ("en", ["A", "B", "C", "D"], "streaming", "A, B and 2 others – streaming"),
        ("fr", ["A", "B", "C", "D"], "jeu vidéo", "A, B et 2 autres – jeu vidéo"),
    ],
)
def test_names(lang, members, theme, name):
    assert community_name(members, theme, Vocabulary(load_schema(), lang)) == name
