"""``kg evaluate`` and ``kg explain`` on a few sentences."""

from __future__ import annotations

import json

import pytest

from kg.cli import run

TEXT = "Netflix has acquired Lumio Films, a Paris-based studio. Netflix and Disney met in Cannes."
GOLD = {
    "id": "a",
    "lang": "en",
    "entities": [
        {"id": "n", "name": "Netflix", "aliases": [], "types": ["Company"]},
        {"id": "l", "name": "Lumio Films", "aliases": [], "types": ["ProductionStudio"]},
    ],
    "claims": [{"subject": "n", "predicate": "acquires", "object": "l", "quote": "Netflix has acquired Lumio Films"}],
    "figures": [],
}


@pytest.fixture
def gold(tmp_path):
    (tmp_path / "own.articles.jsonl").write_text(json.dumps({"id": "a", "lang": "en", "text": TEXT}) + "\n")
    path = tmp_path / "own.gold.jsonl"
    path.write_text(json.dumps(GOLD) + "\n")
    return path


@pytest.mark.models
def test_measures_are_printed_as_a_table_with_errors(gold, capsys):
    assert run(["evaluate", str(gold), "--errors"]) == 0
    out, err = capsys.readouterr()
    (row,) = (line.split() for line in out.splitlines() if line.startswith("relations  "))
    assert row[2] == "1.000"
    assert "Lumio Films – headquarters – Paris [not in the gold file at all" in out
    assert err == ""


@pytest.mark.models
def test_measures_are_printed_as_json(gold, capsys):
    assert run(["evaluate", str(gold), "--format", "json", "--min-confidence", "1"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["relations"]["expected"] == 1
    assert data["relations"]["found"] == 0


@pytest.mark.models
def test_articles_may_stand_elsewhere_and_missing_ones_are_told(gold, tmp_path, capsys):
    other = tmp_path / "elsewhere.jsonl"
    other.write_text(json.dumps({"id": "b", "lang": "en", "text": TEXT}) + "\n")
    assert run(["evaluate", str(gold), "--articles", str(other)]) == 0
    assert f"1 articles of {gold} were not read in {other}: a" in capsys.readouterr().err


def test_a_broken_gold_file_is_one_line_with_its_number(gold, capsys):
    gold.write_text(json.dumps(GOLD) + "\n{\n")
    assert run(["evaluate", str(gold)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"error: {gold}, line 2: ")
    assert err.count("\n") == 1


def test_gold_without_articles_says_what_to_do(tmp_path, capsys):
    assert run(["evaluate", str(tmp_path / "x.gold.jsonl")]) == 1
    assert "no x.articles.jsonl beside it; name the articles file as well" in capsys.readouterr().err


@pytest.mark.models
def test_an_article_is_explained_as_text(tmp_path, capsys):
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    assert run(["explain", str(path)]) == 0
    out = capsys.readouterr().out
    assert "claim     Netflix – acquires – Lumio Films [asserted" in out
    assert "no claim  no word of the lexicon; its verbs and nouns: meet" in out


@pytest.mark.models
def test_an_article_is_explained_as_a_page_that_is_complete_or_not_there(tmp_path, capsys):
    path, page = tmp_path / "a.txt", tmp_path / "a.html"
    path.write_text(TEXT)
    assert run(["explain", str(path), "--html", "-o", str(page)]) == 0
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert run(["explain", str(path), "--html", "-o", str(tmp_path / "none" / "a.html")]) == 2
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.models
def test_the_language_may_be_chosen(tmp_path, capsys):
    path = tmp_path / "a.txt"
    path.write_text("Canal+ Brume Films Arte")
    assert run(["explain", str(path), "--lang", "fr"]) == 0
    assert capsys.readouterr().out.startswith("a.txt (fr)")
    assert run(["explain", str(path), "--lang", "de"]) == 2
    assert "is in German" in capsys.readouterr().err
