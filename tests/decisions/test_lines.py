"""One decision, one line: whatever a name or a note holds."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.decisions import mint, new_decision
from kg.decisions.lines import read_line, write_line
from kg.errors import DataError, UsageError
from kg.model import NodeRef, node_ref

from .samples import entity

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def test_a_line_names_its_fields_and_is_read_back():
    decision = new_decision(
        "same", entity("anne"), entity("a-morel"), subject_name="Anne Morel", object_name="A. Morel", who="claire",
        when="2026-03-01T09:00:00Z", note="la même, vu son fil",
    )  # fmt: skip
    line = write_line(decision)
    assert line == (
        f'{{"id": "{decision.id}", "kind": "same", "subject": "{entity("anne")}", "subject_name": "Anne Morel", '
        f'"object": "{entity("a-morel")}", "object_name": "A. Morel", "who": "claire", '
        '"when": "2026-03-01T09:00:00Z", "note": "la même, vu son fil"}\n'
    )
    assert read_line(line, "here") == decision


@given(note=TEXT, name=TEXT, who=TEXT, article=TEXT)
def test_no_text_can_break_or_disguise_a_line(note: str, name: str, who: str, article: str):
    decision = new_decision(
        "identifier", entity("anne", article), "Q42", subject_name=name, who=who, note=note
    )  # fmt: skip
    line = write_line(decision)
    assert line.endswith("\n")
    assert {unicodedata.category(c) for c in line[:-1]}.isdisjoint({"Cc", "Cf", "Zl", "Zp"})
    assert read_line(line, "here") == decision
    assert read_line(line, "here").subject_name == name


def test_the_id_is_that_of_the_decision_whoever_decides_and_whichever_side_comes_first():
    one = new_decision("same", entity("a"), entity("b"), who="claire", when="2026-03-01")
    other = new_decision("same", entity("b"), entity("a"), who="paul", note="vu")
    assert one.id == other.id == mint("same", entity("b"), entity("a"))
    assert one.id != new_decision("different", entity("a"), entity("b")).id


def test_a_reference_may_mean_what_one_article_calls_so():
    assert node_ref(entity("orange", "press/2024@3.txt")) == NodeRef(entity("orange"), "press/2024@3.txt")
    assert node_ref("https://me@here.org/entity/x-1") == NodeRef("https://me@here.org/entity/x-1")
    assert str(NodeRef(entity("orange"), "a.txt")) == entity("orange", "a.txt")


def test_a_line_written_by_hand_needs_no_id():
    line = json.dumps({"kind": "drop", "subject": "c0ffee"})
    assert read_line(line, "here").id == mint("drop", "c0ffee")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"kind": "same"', "not one JSON object"),
        ("[" * 5000, "not one JSON object"),
        ('["same"]', "not one JSON object"),
        ('{"kind": "merge", "subject": "x"}', "the kind 'merge' is none of same, different"),
        ('{"kind": "same", "subject": "Anne", "object": "x:/entity/y"}', "'Anne' is no IRI"),
        ('{"kind": "same", "subject": "x:/entity/y", "object": "x:/entity/y"}', "the same entity"),
        ('{"kind": "same", "subject": "x:/entity/y", "with": "x:/entity/z"}', "unknown field 'with'"),
        ('{"kind": "drop", "subject": 7}', "must be a text"),
        ('{"kind": "drop", "subject": "c1", "object": "c2"}', "takes no object"),
        ('{"kind": "drop", "subject": "c1", "when": "yesterday"}', "is no date"),
        ('{"kind": "identifier", "subject": "x:/entity/y", "object": "P31"}', "no identifier like Q42"),
        ('{"kind": "type", "subject": "x:/entity/y", "object": "film"}', "names no classes"),
        ('{"kind": "name", "subject": "x:/entity/y", "object": "a\\nb"}', "one line of text"),
        ('{"kind": "name", "subject": "x:/entity/y", "object": " "}', "one line of text"),
        ('{"kind": "drop", "subject": "c1", "note": "\\ud83d"}', "half a character"),
        ('{"id": "other", "kind": "drop", "subject": "c1"}', "belongs to another decision"),
        (json.dumps({"kind": "drop", "subject": "c1", "note": "x" * 30_000}), "longer than"),
    ],
)
def test_a_broken_line_says_where_and_why(line: str, reason: str):
    with pytest.raises(DataError) as found:
        read_line(line, "decisions.jsonl, line 7")
    assert str(found.value).startswith("decisions.jsonl, line 7: ")
    assert reason in str(found.value)


def test_a_decision_that_makes_no_sense_is_not_made():
    with pytest.raises(UsageError, match="this cannot be decided: both sides are the same entity"):
        new_decision("different", entity("a"), entity("a"))
