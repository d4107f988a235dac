from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.errors import StoreError
from kg.store.updates import difference, replacement, statements

GRAPH, OTHER, NODE = ox.NamedNode("x:g"), ox.NamedNode("x:h"), ox.NamedNode("x:n")


def quad(text: str, graph: ox.NamedNode = GRAPH) -> ox.Quad:
    return ox.Quad(NODE, NODE, ox.Literal(text), graph)


def test_statements_are_sorted_and_stand_once() -> None:
    assert statements([quad("b"), quad("a"), quad("b")], GRAPH) == ['<x:n> <x:n> "a"', '<x:n> <x:n> "b"']


def test_a_statement_of_another_graph_is_refused() -> None:
    with pytest.raises(StoreError, match="pass the graph's own quads"):
        statements([quad("a", OTHER)], GRAPH)


def test_a_replacement_leaves_other_graphs_alone() -> None:
    engine = ox.Store()
    engine.extend([quad("old"), quad("other", OTHER)])
    engine.update(replacement(GRAPH, statements([quad("new")], GRAPH)))
    assert set(engine) == {quad("new"), quad("other", OTHER)}


def test_a_difference_changes_what_it_says() -> None:
    engine = ox.Store()
    engine.extend([quad("stays"), quad("goes")])
    engine.update(difference(GRAPH, statements([quad("goes")], GRAPH), statements([quad("comes")], GRAPH)))
    assert set(engine) == {quad("stays"), quad("comes")}


def test_no_difference_is_no_update() -> None:
    assert difference(GRAPH, [], []) == ""
