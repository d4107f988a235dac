"""Each verb on a small graph, as a user types it."""

import json

import pytest

from kg.cli.text import claims_jsonl, claims_table, report_text
from kg.model import BuildReport, Rejected

from .conftest import BRUME, TEXT


def test_stats_counts_what_the_graph_holds(kg, graph):
    code, out, err = kg("stats", "-g", graph)
    assert (code, err) == (0, "")
    assert "articles  1 from 2025-03-01 to 2025-03-01 (fr 1)" in out
    assert "entities  2, 1 of them linked to Wikidata" in out
    assert "1  acquires" in out


def test_show_gives_names_classes_and_claims_with_their_sentences(kg, graph):
    code, out, _ = kg("show", "-g", graph, "brume media")
    assert code == 0
    assert "Brume (Company)" in out
    assert BRUME in out
    assert "also called: Brume Média" in out
    assert "Brume – acquires – Phare [attributed, according to Phare, price: 12,000,000 EUR, 0.90]" in out
    assert f"“{TEXT[0:45]}”" in out
    assert "Brume – revenue – about 3,000,000 EUR 2024 +5 %" in out


def test_show_names_what_comes_close_when_nothing_has_the_name(kg, graph):
    code, _, err = kg("show", "-g", graph, "Brumes")
    assert code == 2
    assert "did you mean Brume" in err


QUERY = "SELECT ?a ?b { ?x mkg:acquires ?y . ?x rdfs:label ?a . ?y rdfs:label ?b }"


def test_query_prints_a_table(kg, graph):
    code, out, _ = kg("query", "-g", graph, QUERY)
    assert code == 0
    assert out.splitlines()[0].split() == ["a", "b"]
    assert out.splitlines()[-1] == "(1 row)"


def test_query_prints_csv_tsv_and_json(kg, graph):
    assert kg("query", "-g", graph, QUERY, "--format", "csv")[1].split() == ["a,b", "Brume,Phare"]
    assert kg("query", "-g", graph, QUERY, "--format", "tsv")[1].splitlines()[1].split("\t") == ['"Brume"', '"Phare"']
    found = json.loads(kg("query", "-g", graph, QUERY, "--format", "json")[1])
    assert found["results"]["bindings"][0]["a"]["value"] == "Brume"


def test_a_query_may_come_from_a_file(kg, graph, tmp_path):
    (tmp_path / "q.rq").write_text(QUERY, encoding="utf-8")
    assert kg("query", "-g", graph, "-f", tmp_path / "q.rq")[0] == 0


def test_a_result_that_was_cut_off_says_so_outside_of_the_data(kg, graph):
    code, out, err = kg("query", "-g", graph, "SELECT ?s { ?s ?p ?o }", "--max-rows", 2, "--format", "csv")
    assert code == 0
    assert len(out.split()) == 3
    assert err.startswith("note: ")


@pytest.mark.parametrize("name", ["turtle", "trig", "nquads", "jsonld", "graphml", "gexf", "csv"])
def test_export_writes_every_format_always_the_same(kg, graph, tmp_path, name):
    for file in ("a", "b"):
        assert kg("export", "-g", graph, "--format", name, "-o", tmp_path / file)[0] == 0
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() != b""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_view_writes_a_page_and_says_how_much_it_shows(kg, graph, tmp_path):
    code, out, _ = kg("view", "-g", graph, "-o", tmp_path / "g.html")
    assert code == 0
    assert "2 entities, 2 claims; open it in a browser" in out
    assert (tmp_path / "g.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_view_shows_a_part_and_says_what_is_left_out(kg, graph, tmp_path):
    (tmp_path / "q.rq").write_text("SELECT ?c { ?c mkg:predicate mkg:acquires }", encoding="utf-8")
    for options, claims, words in (
        (["--query", tmp_path / "q.rq"], "2 entities, 1 claims", "left out: 1 claim not found by the query"),
        (["--relation", "acquires"], "2 entities, 1 claims", "left out: 1 claim by other relations"),
        (["--class", "company"], "1 of 2 entities, 1 claims", "left out: 1 entity and 1 claim of other classes"),
        (["--mode", "asserted"], "1 of 2 entities, 1 claims", "1 claim in other modes; 1 entity without claims"),
        (["--top", 1], "1 of 2 entities", "1 entity and 1 claim less central"),
        (["--around", "phare", "--depth", 1, "--article", "Brume rachète Phare"], "2 entities, 2 claims", ""),
        (["--since", "2025-03", "--until", "2025-03-01"], "2 entities, 2 claims", ""),
    ):
        code, out, err = kg("view", "-g", graph, "-o", tmp_path / "g.html", *options)
        assert (code, err) == (0, ""), options
        assert claims in out
        assert words in out


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["build", "missing.txt", "-g", "g"], 2, "missing.txt: no such file or folder"),
        (["build", "empty.txt", "-g", "g"], 2, "empty.txt: is empty"),
        (["build", "binary.txt", "-g", "g"], 2, "binary.txt: has a NUL character"),
        (["build", "german.txt", "-g", "g"], 2, "german.txt: is in German (de); supported: English, French"),
        (["build", "german.txt"], 2, "Missing option '-g'"),
        (["build", "german.txt", "-g", "g", "--config", "broken.toml"], 1, "cannot be read as configuration"),
        (["extract", "missing.txt"], 2, "no such file"),
        (["query", "-g", "GRAPH", "SELECT ?s { ?s ?p }"], 2, "line 1, column"),
        (["query", "-g", "GRAPH", "DELETE WHERE { ?s ?p ?o }"], 2, ""),
        (["query", "-g", "GRAPH", "SELECT * { ?s mkg:aquires ?o }"], 2, "acquires"),
        (["query", "-g", "GRAPH"], 2, "give either a query"),
        (["query", "-g", "GRAPH", "-f", "missing.rq"], 2, "missing.rq: the query cannot be read"),
        (["query", "-g", "nowhere", "ASK {}"], 2, "nowhere: no such folder"),
        (["stats", "-g", "."], 2, "not a graph folder"),
        (["view", "-g", "GRAPH", "-o", "nowhere/x.html"], 2, "cannot be written"),
        (["view", "-g", "GRAPH", "-o", "x.html", "--class", "Compnay"], 2, "did you mean Company"),
        (["view", "-g", "GRAPH", "-o", "x.html", "--relation", "aquires"], 2, "did you mean acquires"),
        (["view", "-g", "GRAPH", "-o", "x.html", "--around", "Phar"], 2, "did you mean Phare"),
        (["view", "-g", "GRAPH", "-o", "x.html", "--article", "Brume rachete"], 2, "did you mean Brume rachète Phare"),
        (["view", "-g", "GRAPH", "-o", "x.html", "--since", "soon"], 2, "'soon' is no date"),
        (["view", "-g", "GRAPH", "-o", "x.html", "--since", "2030"], 2, "nothing of the graph is left to show"),
        (["view", "-g", "GRAPH", "-o", "x.html", "--query", "missing.rq"], 2, "missing.rq: the query cannot be read"),
        (["export", "-g", "GRAPH", "--format", "csv", "-o", "nowhere/x"], 2, "cannot be written"),
        (["export", "-g", "GRAPH", "--format", "xls"], 2, "'xls' is not one of"),
        (["nonsense"], 2, "No such command 'nonsense'"),
        (["stats", "--nonsense"], 2, "No such option"),
    ],
)
def test_errors_are_one_line_that_says_what_is_wrong(kg, graph, tmp_path, monkeypatch, arguments, code, message):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(b"PK\x03\x04\0\0\0")
    (tmp_path / "german.txt").write_text("Der Sender hat am Montag ein Studio in Köln gekauft.", encoding="utf-8")
    (tmp_path / "broken.toml").write_text("base = ", encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    found, out, err = kg(*(graph if argument == "GRAPH" else argument for argument in arguments))
    assert (found, out) == (code, "")
    assert err.startswith("error: ")
    # An error in a query is followed by its line and a caret.
    assert err.count("\n") == (3 if "column" in err else 1)
    assert message in err
    assert sorted(tmp_path.iterdir()) == before


def test_the_report_of_a_build_names_what_happened():
    report = BuildReport(added=2, duplicates=1, rejected=(Rejected("a", "b"),), entities=5, claims=7, seconds=1.25)
    assert report_text("g", report) == (
        "g: 5 entities, 7 claims\narticles: 2 added, 1 duplicates left out, 1 rejected (1.2 s)\n"
    )


def test_claims_are_printed_as_json_lines_or_a_table():
    side = {"iri": BRUME, "label": "Brume", "types": ["Company"], "aliases": []}
    line = {
        "article": "a1", "id": "c", "subject": side, "predicate": "revenue", "object": {"value": 3, "unit": "EUR"},
        "qualifiers": {}, "mode": "attributed", "attributedTo": side, "confidence": 0.5,
        "evidence": {"quote": "x\ny", "start": 0, "end": 3, "subject": None, "object": None}, "rule": "",
    }  # fmt: skip
    assert json.loads(claims_jsonl([line])) == line
    table = claims_table([line, line | {"object": {"value": "2025-03"}}, line | {"object": side}])
    assert "3 EUR" in table
    assert "2025-03" in table
    assert "attributed (Brume)" in table
    assert "(3 rows)" in table
