"""Plain records, and the same as a networkx multigraph."""

from __future__ import annotations

from dataclasses import replace

from kg.analyse.graph import sorted_data, to_networkx


def test_records_are_sorted_whatever_order_they_come_in(data):
    again = sorted_data(list(data.nodes)[::-1], list(data.edges)[::-1], list(data.figures), list(data.facts))
    assert again == data
    assert [claim.claim_id for claim in data.edges] == ["1", "2", "3", "4", "5"]


def test_statements_are_all_claims(data):
    assert [claim.claim_id for claim in data.statements()] == ["1", "2", "3", "4", "5", "6", "7"]


def test_every_claim_is_an_edge_of_its_own(data):
    parallel = replace(data, edges=(*data.edges, replace(data.edges[0], claim_id="9")))
    graph = to_networkx(parallel)
    assert graph.is_directed()
    assert graph.is_multigraph()
    assert set(graph["a"]["c"]) == {"1", "9"}
    assert graph["a"]["c"]["1"]["predicate"] == "owns"
    assert graph["a"]["c"]["1"]["mode"] == "planned"


def test_nodes_carry_names_figures_and_facts(data):
    graph = to_networkx(data)
    assert graph.nodes["a"]["label"] == "Lumio"
    assert graph.nodes["g"]["figures"] == list(data.figures)
    assert graph.nodes["d"]["facts"] == list(data.facts)
    assert data.figures[0].metric == "revenue"


def test_edges_to_entities_that_are_missing_are_dropped(data):
    graph = to_networkx(replace(data, nodes=data.nodes[:2]))
    assert sorted(graph.nodes) == ["a", "b"]
    assert [key for *_, key in graph.edges(keys=True)] == ["3"]
