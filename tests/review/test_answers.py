"""Questions for other programs, and their answers taken back."""

from __future__ import annotations

import json

import pytest

import kg
from kg.cli import run
from kg.decisions import DECISIONS_NAME, read_lines
from kg.review import apply_file
from kg.store import GraphStore


@pytest.fixture
def lines(graph, capsys):
    assert run(["review", "-g", str(graph), "--format", "jsonl"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def give_back(graph, tmp_path, answered):
    path = tmp_path / "answers.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in answered), encoding="utf-8")
    return run(["review", "-g", str(graph), "--apply", str(path)])


def test_answers_are_taken_in_and_the_graph_follows(graph, lines, tmp_path, capsys):
    for line in lines:
        line["answer"] = line["answers"][-1]
        line["who"] = "a program"
    assert give_back(graph, tmp_path, lines) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{len(lines)} decided, 0 decided before, 0 without an answer, 0 that cannot be used\n")
    decisions, problems = read_lines(graph / DECISIONS_NAME)
    assert not problems
    assert {(d.kind, d.subject) for d in decisions} >= {("drop", "phare-0"), ("drop", "marees-1")}
    assert {d.who for d in decisions} == {"a program"}
    with GraphStore.open(graph) as store:
        assert "phare-0" not in {claim.id for claim in store.claims("phare.txt")}
    assert run(["review", "-g", str(graph), "--format", "jsonl"]) == 0
    assert capsys.readouterr().out == ""


def test_answers_twice_and_lines_without_answers_do_nothing(graph, lines, tmp_path):
    lines[0]["answer"] = lines[0]["answers"][0]
    path = tmp_path / "answers.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    first, second = apply_file(graph, str(path)), apply_file(graph, str(path))
    assert (len(first.decided), first.unanswered) == (1, len(lines) - 1)
    assert (len(second.decided), second.held) == (0, 1)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"answer": "merge"}, "'merge' is no answer"),
        ({"kind": "rumour"}, "the kind 'rumour' is none of pair"),
        ({"kind": {}}, "the kind {} is none of pair"),
        ({"answer": 7}, "the field 'answer' must be a text"),
        ({"subject": "https://w3id.org/mediakg/entity/nobody-0123456789"}, "the graph has no"),
        ({"subject": "phare-9"}, "the graph has no 'phare-9'"),
        ({"note": "x" * 3000}, "note is longer than 2000 characters"),
    ],
)
def test_a_line_that_cannot_be_used_stops_no_other(graph, lines, tmp_path, capsys, change, problem):
    claim = next(line for line in lines if line["kind"] == "claim")
    other = next(line for line in lines if line["kind"] == "claim" and line["id"] != claim["id"])
    answered = [claim | {"answer": "drop"} | change, other | {"answer": "keep"}]
    assert give_back(graph, tmp_path, answered) == 1
    printed = capsys.readouterr()
    assert problem in printed.err
    assert "line 1" in printed.err
    assert printed.out.startswith("1 decided")


def test_what_is_no_json_is_told(graph, tmp_path):
    path = tmp_path / "answers.jsonl"
    path.write_text('[1]\n{"kind"\n' + "[" * 9000 + "\n\n", encoding="utf-8")
    assert apply_file(graph, str(path)).problems == (
        "line 1: is not one JSON object",
        "line 2: is not one JSON object",
        "line 3: is not one JSON object",
    )


def test_a_missing_file_is_an_error(graph):
    with pytest.raises(kg.UsageError, match="cannot be read"):
        apply_file(graph, "nowhere.jsonl")


def test_questions_can_be_read_as_text(graph, capsys):
    assert run(["review", "-g", str(graph), "--format", "text"]) == 0
    out = capsys.readouterr().out
    assert "Les Marées (Series) is Les Marées (Film)?" in out
    assert any("Les Marées (Series; 1 claim)" in line and "Les Marées (Film;" in line for line in out.splitlines())


def test_keys_need_a_terminal(graph, capsys):
    assert run(["review", "-g", str(graph)]) == 2
    assert "use --format jsonl and --apply" in capsys.readouterr().err
