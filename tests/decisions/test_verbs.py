"""The verbs by which people decide, as they type them."""

from __future__ import annotations

import json

import pytest

from kg.cli import run
from kg.decisions import DECISIONS_NAME


@pytest.fixture
def kg(graph, capsys):
    """Return a function that runs a verb on the graph and returns (exit code, output, errors)."""

    def call(verb, *arguments):
        code = run([verb, "-g", str(graph), *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


def test_a_decision_is_told_with_what_it_changed(kg, graph):
    code, out, err = kg("drop", "brume-1", "--note", "a rumour", "--who", "claire")
    assert (code, err) == (0, "")
    decided, changed = out.splitlines()
    assert decided.endswith(": drop 'Brume Media – acquires – Phare Bleu'")
    assert changed.startswith(f"{graph}: -1 claim; 1 article rewritten (")
    line = json.loads((graph / DECISIONS_NAME).read_text(encoding="utf-8"))
    assert (line["who"], line["note"]) == ("claire", "a rumour")
    assert line["when"].endswith("Z")


def test_deciding_again_and_undoing_are_told(kg):
    kg("drop", "brume-1")
    assert kg("drop", "brume-1")[1].startswith("nothing to do: drop 'Brume Media – acquires – Phare Bleu' is decided")
    out = kg("undo")[1]
    assert out.startswith("undone ")
    assert "+1 claim;" in out


def test_what_contradicts_is_an_error_until_it_may_replace(kg):
    kg("keep", "brume-1")
    code, _, err = kg("drop", "brume-1")
    assert code == 2
    assert "line 1: keep 'Brume Media – acquires – Phare Bleu'" in err
    code, out, _ = kg("drop", "brume-1", "--replace")
    assert code == 0
    assert "took back" in out


def test_decisions_are_listed_with_who_when_and_why(kg):
    assert kg("decisions")[1] == "no decisions yet; make one with kg same, kg different, kg drop …\n"
    kg("rename", "Brume Media", "Groupe Brume", "--who", "paul", "--note", "its new name")
    (line,) = kg("decisions")[1].splitlines()
    assert "name 'Brume Media' 'Groupe Brume'  [paul, 20" in line
    assert line.endswith("its new name]")


def test_listed_lines_can_stand_in_a_shared_file(kg, graph, tmp_path):
    kg("drop", "brume-1")
    shared = tmp_path / "house.jsonl"
    shared.write_text(kg("decisions", "--format", "jsonl")[1], encoding="utf-8")
    (graph / DECISIONS_NAME).unlink()
    assert "+1 claim" in kg("decisions", "--update")[1]
    code, out, _ = kg("decisions", "--decisions", str(shared), "--update")
    assert code == 0
    assert "-1 claim" in out


def test_a_file_edited_by_hand_is_brought_in_and_its_broken_lines_are_told(kg, graph):
    text = '# checked in March\n{"kind": "drop", "subject": "brume-1"}\n{"kind": "drop"\n'
    (graph / DECISIONS_NAME).write_text(text, encoding="utf-8")
    code, out, _ = kg("decisions", "--update")
    assert code == 0
    assert "-1 claim" in out
    assert "line 3: is not one JSON object" in out


def test_a_note_cannot_write_to_the_terminal(kg):
    kg("drop", "brume-1", "--note", "\x1b[2Jgone\n0000000000  keep 'all'")
    (line,) = kg("decisions")[1].splitlines()
    assert "\x1b[2J" not in line


def test_a_folder_that_is_no_graph_is_an_error(tmp_path, capsys):
    assert run(["same", "-g", str(tmp_path), "A", "B"]) == 2
    assert "not a graph folder" in capsys.readouterr().err
