"""Measures, paths and differences on the command line."""

from __future__ import annotations

import json
import shutil

import pytest

from kg.cli import run


@pytest.fixture
def kg(capfd):
    def call(*arguments):
        code = run([str(argument) for argument in arguments])
        printed = capfd.readouterr()
        return code, printed.out, printed.err

    return call


def test_analyse_prints_tables_csv_and_json(kg, graph, tmp_path):
    code, out, err = kg("analyse", "-g", graph, "degree", "communities")
    assert (code, err) == (0, "")
    assert "Brume and Phare" in out
    assert kg("analyse", "-g", graph, "degree", "--format", "csv", "-o", tmp_path / "d.csv")[0] == 0
    assert (tmp_path / "d.csv").read_text(encoding="utf-8").startswith("entity,iri,class,claims,")
    found = json.loads(kg("analyse", "-g", graph, "--format", "json")[1])
    assert found["measures"]["degree"]["rows"][0]["neighbours"] == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["fame"], "'fame' is not one of 'entities', 'degree'"),
        (["degree", "core", "--format", "csv"], "csv holds one measure"),
        (["--about", "Nobody"], "no entity is called 'Nobody'"),
        (["--class", "Shark"], "there is no class 'Shark'"),
        (["--since", "yesterday"], "is no date"),
        (["--around", "Nobody"], "no entity is called 'Nobody'"),
    ],
)
def test_wrong_requests_are_one_line(kg, graph, arguments, message):
    code, out, err = kg("analyse", "-g", graph, *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert message in err


def test_path_explains_and_gives_json(kg, graph):
    code, out, err = kg("path", "-g", graph, "brume", "Phare", "--lang", "fr")
    assert (code, err) == (0, "")
    assert "Brume ─ rachète → Phare  [attribué, selon Phare, prix : 12,000,000 EUR, 0.90]" in out
    found = json.loads(kg("path", "-g", graph, "Phare", "Brume", "--format", "json")[1])
    assert found["paths"][0]["hops"][0]["forward"] is False
    code, out, _ = kg("path", "-g", graph, "Phare", "Brume", "--mode", "planned")
    assert (code, out.splitlines()[0]) == (0, "No path leads from Phare to Brume over the links that were followed.")
    assert kg("path", "-g", graph, "Phare", "phare")[0] == 2


def test_diff_ends_with_3_when_asked_to_and_the_graphs_differ(kg, graph, tmp_path):
    assert kg("export", "-g", graph, "--format", "nquads", "-o", tmp_path / "all.nq")[0] == 0
    lines = (tmp_path / "all.nq").read_text(encoding="utf-8").splitlines(keepends=True)
    less = [line for line in lines if "/c1>" not in line and "#acquires" not in line]
    (tmp_path / "less.nq").write_text("".join(less), encoding="utf-8")
    shutil.copytree(graph, tmp_path / "copy")
    code, out, _ = kg("diff", tmp_path / "copy", tmp_path / "all.nq", "--exit-code")
    assert (code, "The two graphs say the same." in out) == (0, True)
    code, out, _ = kg("diff", tmp_path / "less.nq", tmp_path / "copy", "--exit-code")
    assert code == 3
    assert "+ Brume – acquires – Phare [attributed, 0.90, price: 12,000,000 EUR]" in out
    assert kg("diff", tmp_path / "less.nq", tmp_path / "copy")[0] == 0


def test_diff_reads_backups(kg, graph, tmp_path):
    assert kg("backup", "-g", graph, tmp_path / "g.kgb")[0] == 0
    code, out, _ = kg("diff", tmp_path / "g.kgb", graph, "--exit-code")
    assert (code, "The two graphs say the same." in out) == (0, True)
    (tmp_path / "cut.kgb").write_bytes((tmp_path / "g.kgb").read_bytes()[:-20])
    assert kg("diff", tmp_path / "cut.kgb", graph)[0] == 2


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("GRAPH", "nowhere", "nowhere: no such folder"),
        ("nowhere.nq", "GRAPH", "cannot be read as a graph"),
        (__file__, "GRAPH", "is no graph folder, no export (.nq, .trig) and no backup"),
    ],
)
def test_diff_names_what_is_no_graph(kg, graph, old, new, message):
    code, out, err = kg("diff", *(graph if name == "GRAPH" else name for name in (old, new)))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert message in err
