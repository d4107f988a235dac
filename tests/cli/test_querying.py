"""``kg query`` with the library: listing, setting parameters, and what to do when something is misspelt."""

from __future__ import annotations

import pytest


def test_the_library_is_listed_without_a_graph(kg):
    code, out, _ = kg("query", "--list")
    assert code == 0
    assert "deals" in out
    assert "--set company=…  the company [Harfang]" in out
    assert "Les opérations d’une entreprise" in kg("query", "--list", "--lang", "fr")[1]


def test_a_query_of_the_library_runs_by_name_with_values(kg, graph):
    code, out, _ = kg("query", "-g", graph, "deals", "--set", "company=brume média", "--format", "csv")
    assert code == 0
    assert out.splitlines()[1].startswith("2025-03-01,Brume,acquires,Phare,attributed,12000000,EUR")
    narrowed = kg(
        "query", "-g", graph, "figures", "--set", "metric=revenue", "--set", "entity=Brume", "--format", "csv"
    )
    assert "Brume,revenue,3000000,EUR,2024,5,about" in narrowed[1]


def test_print_shows_what_would_run(kg, graph):
    code, out, _ = kg("query", "-g", graph, "deals", "--set", "company=Brume", "--print")
    assert code == 0
    assert "VALUES ?company { <https://w3id.org/mediakg/entity/brume-" in out


def test_files_and_folders_of_queries_have_parameters_too(kg, graph, tmp_path):
    path = tmp_path / "named.rq"
    path.write_text("# param name (text = Brume): n\nSELECT ?e { VALUES ?name { UNDEF } ?e rdfs:label ?name }")
    for arguments in (("-f", path), ("named", "--queries", tmp_path)):
        assert kg("query", "-g", graph, *arguments, "--set", "name=Phare", "--format", "csv")[1].count("phare-") == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("dealz",), "the library has no query 'dealz'; did you mean deals?"),
        (("deals", "--set", "compny=Brume"), "there is no parameter 'compny'; did you mean company?"),
        (("deals", "--set", "company=Brum"), "company: no entity is called 'Brum'; did you mean Brume"),
        (("deals", "--set", "company"), "--set company: write a parameter and its value"),
        (("ASK {}", "--set", "x=y"), "this query has no parameter 'x'"),
        (("deals", "--queries", "nowhere"), "nowhere: no such folder of queries"),
        ((), "give either a query"),
    ],
)
def test_what_is_misspelt_is_told_with_what_was_meant(kg, graph, arguments, message):
    code, _, err = kg("query", "-g", graph, *arguments)
    assert code == 2
    assert message in err


def test_without_a_graph_there_is_nothing_to_ask(kg):
    code, _, err = kg("query", "deals")
    assert code == 2
    assert "say which graph to ask with -g FOLDER" in err


def test_an_error_in_sparql_shows_the_place_below_it(kg, graph):
    code, _, err = kg("query", "-g", graph, "SELECT ?x {\n  ?x mkg:aquires ?y\n}")
    assert code == 2
    message, line, caret = err.splitlines()
    assert message == "error: line 2, column 6: the ontology has no 'mkg:aquires'; did you mean acquires?"
    assert (line, caret) == ("    ?x mkg:aquires ?y", "       ^")
