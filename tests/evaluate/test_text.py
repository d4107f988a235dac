"""How measures are printed."""

import json

import pytest

from kg.evaluate import evaluate
from kg.evaluate.text import errors_text, evaluation_text, markdown_table, report

from .conftest import line, side


@pytest.fixture
def evaluation(golds, schema):
    found = [
        line(side("Netflix"), "acquires", side("Lumio"), mode="planned"),
        line(side("Disney"), "owns", side("Lumio"), evidence={"quote": "Disney’s\nLumio", "start": 3, "end": 17}),
        line(side("Lumio"), "revenue", {"value": 11, "unit": "USD", "change": -3}, confidence=0.4),
    ]
    return evaluate(golds, found, schema)


def test_the_table_names_every_measure(evaluation):
    rows = {row[:28].strip(): row[28:].split() for row in evaluation_text(evaluation).splitlines()}
    assert rows["relations"] == ["0.500", "0.250", "0.333", "4", "2", "1"]
    assert rows["figures (value and unit)"] == ["0.000", "0.000", "0.000", "1", "1", "0"]
    assert rows["mode right"] == ["1/1", "(100", "%)"]
    assert rows["attributedTo right"] == ["0/1", "(0", "%)"]
    assert rows["period right"] == ["0/0"]
    assert rows["presidentOf"][3:] == ["1", "0", "0"]
    assert rows["0.9 to 1.0"] == ["2", "0.90", "50", "%"]
    assert rows["below 0.5"] == ["1", "0.40", "0", "%"]


def test_errors_show_statement_sentence_rule_and_cause(evaluation):
    text = errors_text(evaluation)
    assert (
        "  a: Ada Holm – presidentOf – Lumio Films [a name was not recognised]\n      “Holm, its president”\n" in text
    )
    assert "  a: Disney – owns – Lumio [not in the gold file at all; asserted, verb/x:y, 0.90]\n" in text
    assert "      “Disney’s Lumio”\n" in text
    assert "  a: Lumio – revenue – 11 USD (-3 %) [right but for its value or unit" in text


def test_causes_are_counted(evaluation):
    rows = [row.rsplit(None, 2) for row in errors_text(evaluation).split("causes")[1].splitlines()[1:]]
    assert {cause.strip(): (int(missed), int(wrong)) for cause, missed, wrong in rows} == {
        "a name was not recognised": (2, 0),
        "both names known, no relation found": (1, 0),
        "right but for its value or unit": (1, 1),
        "not in the gold file at all": (0, 1),
    }


def test_json_has_the_same_figures(evaluation):
    data = json.loads(report(evaluation, "json", errors=True))
    assert data["relations"] == {
        "precision": 0.5, "recall": 0.25, "f1": 0.3333, "expected": 4, "found": 2, "right": 1,
    }  # fmt: skip
    assert data["languages"]["fr"]["relations"]["expected"] == 1
    assert data["mode"] == {"right": 1, "total": 1}
    assert [m["predicate"] for m in data["missed"]] == ["presidentOf", "foundingDate", "revenue", "mergesWith"]
    assert [w["cause"] for w in data["wrong"]] == ["not in the gold file at all", "right but for its value or unit"]
    assert "missed" not in json.loads(report(evaluation, "json"))


def test_errors_follow_the_table_when_asked_for(evaluation):
    assert report(evaluation, "table") == evaluation_text(evaluation)
    assert report(evaluation, "table", errors=True) == evaluation_text(evaluation) + "\n" + errors_text(evaluation)


def test_markdown_tables_align_numbers():
    assert markdown_table(("set", "F1"), [("own", "0.71")]) == "| set | F1 |\n| --- | ---: |\n| own | 0.71 |\n"
