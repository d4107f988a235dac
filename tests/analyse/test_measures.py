"""All measures as tables, on a graph that is easy to see."""

from __future__ import annotations

import csv
import io
import json

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python

from kg.analyse.analysis import SAMPLE, Analysis, AnalysisOptions
from kg.analyse.measures import MEASURES, measure
from kg.analyse.rank import pagerank
from kg.analyse.scope import Scope
from kg.analyse.tables import report_csv, report_json, report_text
from kg.cli.analysing import MEASURES as NAMES
from kg.errors import UsageError
from kg.ontology import load_schema

from .networks import data_of

SCHEMA = load_schema()
TYPES = {"ann": ("Person",), "bob": ("Person",), "film": ("Film",), "game": ("VideoGame",), "france": ("Country",),
         "paris": ("City",), "studio": ("ProductionStudio",), "rumour": ("Company",)}  # fmt: skip
LINKS = {
    "1": ("film", "director", "ann"), "2": ("film", "castMember", "bob"), "3": ("film", "productionCompany", "studio"),
    "4": ("ann", "founderOf", "studio"), "5": ("ann", "citizenship", "france"), "6": ("bob", "citizenship", "france"),
    "7": ("studio", "headquarters", "paris"), "8": ("rumour", "acquires", "studio"), "9": ("game", "castMember", "bob"),
    "91": ("film", "director", "ann"),
}  # fmt: skip
DATA = data_of(LINKS, TYPES, mode={"8": "hedged"})
MENTIONS = {"a": ("ann", "film"), "b": ("ann", "film", "studio"), "c": ("game",)}


def analysis(**options) -> Analysis:
    return Analysis(DATA, SCHEMA, AnalysisOptions(**options), MENTIONS)


def column(table, key):
    return [row[table.columns.index(key)] for row in table.rows]


def test_the_command_line_names_all_measures():
    assert tuple(MEASURES) == NAMES


def test_by_default_only_facts_between_entities_that_act_count():
    report = measure(analysis(), ["degree"])
    assert (report.entities, report.links, report.claims, report.components) == (5, 5, 6, 1)
    (degrees,) = report.tables
    assert column(degrees, "iri") == ["film", "ann", "bob", "studio", "game"]
    assert column(degrees, "claims") == [4, 3, 2, 2, 1]
    assert column(degrees, "out") == [4, 1, 0, 0, 1]
    assert column(degrees, "neighbours") == [3, 2, 2, 2, 1]
    assert column(degrees, "strength") == [4, 3, 2, 2, 1]


def test_countries_and_rumours_count_when_asked_for():
    report = measure(analysis(descriptive=True, scope=Scope()), ["degree"])
    assert {"france", "paris", "rumour"} <= set(column(report.table("degree"), "iri"))
    assert report.scope.complete


def test_measures_agree_with_networkx_on_the_same_graph():
    found = analysis()
    graph = nx.Graph()
    for edge in found.data.edges:
        weight = graph.get_edge_data(edge.subject, edge.object, {"weight": 0})["weight"]
        graph.add_edge(edge.subject, edge.object, weight=weight + edge.confidence)
    table = measure(found, ["entities"]).table("entities")
    between, cores = nx.betweenness_centrality(graph), nx.core_number(graph)
    ranks = _pagerank_python(graph, tol=1e-12, max_iter=1000)
    for iri, rank, central, core in zip(
        column(table, "iri"),
        column(table, "pagerank"),
        column(table, "betweenness"),
        column(table, "core"),
        strict=True,
    ):
        assert rank == pytest.approx(ranks[iri], abs=1e-5)
        assert central == pytest.approx(between[iri], abs=1e-5)
        assert core == cores[iri]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=12))
def test_pagerank_is_a_distribution_and_that_of_networkx(pairs):
    data = data_of({str(n): (one, "owns", other) for n, (one, other) in enumerate(pairs)}, {"z": ("Company",)})
    ranks = pagerank(data)
    assert sum(ranks.values()) == pytest.approx(1)
    graph = nx.Graph()
    graph.add_nodes_from(node.iri for node in data.nodes)
    for one, other in pairs:
        if one != other:
            weight = graph.get_edge_data(one, other, {"weight": 0})["weight"]
            graph.add_edge(one, other, weight=weight + 1)
    expected = _pagerank_python(graph, tol=1e-12, max_iter=1000)
    assert all(ranks[iri] == pytest.approx(expected[iri], abs=1e-6) for iri in ranks)


def test_communities_have_names_in_the_language_asked_for():
    names = column(measure(analysis(lang="fr"), ["communities"]).table("communities"), "community")
    assert any("et" in name.split() for name in names)
    keys = column(measure(analysis(), ["communities"]).table("communities"), "key")
    assert keys == column(measure(analysis(lang="fr"), ["communities"]).table("communities"), "key")


def test_bridges_read_from_subject_to_object():
    links = {"1": ("b", "owns", "a"), "2": ("c", "owns", "b"), "3": ("c", "owns", "d")}
    found = Analysis(data_of(links), SCHEMA)
    (table,) = measure(found, ["bridges"]).tables
    assert [(row[0], row[2], row[3], row[5], row[6]) for row in table.rows] == [("C", ("owns",), "B", 2, 2)]


def test_comention_says_whether_the_two_are_linked():
    (row,) = measure(analysis(), ["comention"]).table("comention").rows
    assert (row[1], row[3], row[4]) == ("ann", "film", 2)
    assert row[-1] == ("← director",)


def test_similar_explains_by_what_describes_both_too():
    table = measure(analysis(), ["similar"]).table("similar")
    shared = dict(
        zip(
            zip(column(table, "one_iri"), column(table, "other_iri"), strict=True), column(table, "shared"), strict=True
        )
    )
    assert shared["ann", "bob"] == ("citizenship: France",)
    assert shared["film", "game"] == ("cast member: Bob",)


def test_rows_about_one_entity():
    report = measure(analysis(about=("Game",)))
    assert column(report.table("pagerank"), "iri") == ["game"]
    assert len(report.table("growth").rows) == 1
    with pytest.raises(UsageError, match="no entity is called 'nobody'"):
        analysis(about=("nobody",))


def test_a_large_network_is_sampled_and_says_so(monkeypatch):
    monkeypatch.setattr("kg.analyse.analysis.EXACT", 3)
    monkeypatch.setattr("kg.analyse.analysis.SAMPLE", 2)
    table = measure(analysis(seed=5), ["betweenness"]).table("betweenness")
    assert "Estimated from the paths of 2 of 5 entities, drawn with seed 5" in table.notes[-1]
    assert SAMPLE > 100


def test_an_empty_graph_has_empty_tables():
    report = measure(Analysis(data_of({}), SCHEMA))
    assert (report.entities, report.components) == (0, 0)
    assert all(not table.rows for table in report.tables)
    assert "none" in report_text(report, top=3, width=80)


def test_unknown_measures_are_refused():
    with pytest.raises(UsageError, match="there is no measure 'fame'; choose from entities, degree"):
        measure(analysis(), ["fame"])
    with pytest.raises(UsageError, match="'core' was not measured"):
        measure(analysis(), ["degree"]).table("core")


def test_text_fits_the_width_and_says_what_is_missing():
    text = report_text(measure(analysis()), top=2, width=100)
    assert max(len(line) for line in text.splitlines()) <= 100
    assert "left out: 1 claim in other modes" in text
    assert "… 3 more" in text


def test_csv_holds_one_measure():
    report = measure(analysis(), ["degree"])
    rows = list(csv.DictReader(io.StringIO(report_csv(report, top=None))))
    assert [row["iri"] for row in rows] == column(report.tables[0], "iri")
    with pytest.raises(UsageError, match="csv holds one measure"):
        report_csv(measure(analysis(), ["degree", "core"]), top=None)


def test_json_holds_all():
    document = json.loads(report_json(measure(analysis()), top=1))
    assert list(document["measures"]) == list(MEASURES)
    assert document["measures"]["degree"]["rows"][0]["iri"] == "film"
    assert document["left_out"][0] == {"by": "mode", "entities": 0, "claims": 1}


def test_the_order_of_the_records_is_nothing():
    again = Analysis(type(DATA)(DATA.nodes[::-1], DATA.edges[::-1]), SCHEMA, None, dict(reversed(MENTIONS.items())))
    assert measure(again) == measure(analysis())


def test_tables_show_themselves_in_notebooks_and_become_data_frames():
    table = measure(analysis(), ["communities"]).table("communities")
    markup = table._repr_html_()
    assert markup.startswith("<p><strong>Communities</strong></p><table")
    assert "members iri" not in markup
    assert repr(table).startswith("<Table communities: ")
    assert list(table.to_dataframe()["size"]) == column(table, "size")
