"""Mistakes that people make in SPARQL are told by what to write instead, at the place where they are."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.store.hints import syntax_error
from kg.store.terms import prefixes

PREFIXES = prefixes("https://example.org/")


def told(query: str):
    with pytest.raises(SyntaxError) as rejected:
        ox.Store().query(query, prefixes=PREFIXES)
    return syntax_error(query, str(rejected.value))


@pytest.mark.parametrize(
    ("query", "column", "message"),
    [
        ("SELECT * { ?s a }", 17, "the statement lacks an object: write a subject, a property and an object"),
        ("SELECT * { ?s }", 15, "the statement lacks a property and an object"),
        ("SELECT * { a mkg:Film ?x }", 12, "'a' is short for rdf:type: it stands between a thing and its class"),
        ("SELECT * { ?x mkg:owns a }", 24, "'a' is short for rdf:type"),
        ("SELECT * { ?x mkg:owns ?y ?a mkg:owns ?b }", 27, "a '.' is missing after '?y', or one of the parts is"),
        ("SELECT * { ?x mkg:owns ?y, }", 28, "the statement lacks an object"),
        ("SELECT * { ?x mkg:owns , ?y }", 24, "the statement lacks an object"),
        ("SELECT ?x { ?x is mkg:Film }", 16, "'is': write 'a' between a thing and its class"),
        ("SELECT ?x, ?y { ?x mkg:owns ?y }", 10, "write blanks only, as in SELECT ?x ?y"),
        ("SELECT x { ?x mkg:owns ?y }", 8, "a variable starts with '?'; write ?x"),
        ("SELECT COUNT(?x) { ?x mkg:owns ?y }", 8, "write (COUNT(…) AS ?name), with brackets around it"),
        ("SELECT ?x { ?x mkg:owns 'a' FILTER ?x = 1 }", 36, "write FILTER with brackets, as in FILTER (?x = 1)"),
        ("SELECT ?x { ?x mkg:owns ?y } ORDER ?x", 30, "write ORDER BY"),
        ("SELECT ?x { ?x mkg:owns ?y } LIMIT ten", 30, "LIMIT needs a number, as in LIMIT 10"),
        ("SELECT ?x { ?x mkg:owns ?y OPTIONAL ?x a ?z }", 28, "OPTIONAL needs a group in braces"),
        ("SELECT ?x ?x mkg:owns ?y", 25, "the pattern is missing: write it in braces"),
        ("SELECT ?x { ?x rdfs.label ?y }", 16, "write rdfs:label, with a colon"),
        ("SELECT ?x { ?x = ?y }", 16, "'=' stands in conditions only: write FILTER (?x = ?y)"),
        ("SELECT ?x { ?x a mkg:Film FILTER (?x == 1) }", 38, "'==': write one '='"),
        ("SELECT ?x { ?x a mkg:Film FILTER (?x = 1 and ?y = 2) }", 42, "'and': write && between two conditions"),
        ("PREFIX x <https://x.org/> SELECT ?x { ?x a x:y }", 1, "write PREFIX name: <https://…>, with a colon"),
    ],
)
def test_a_mistake_is_told_by_what_to_write(query: str, column: int, message: str) -> None:
    shown = str(told(query))
    assert shown.startswith(f"line 1, column {column}: "), shown
    assert message in shown


def test_the_line_is_shown_with_a_caret_below_the_place() -> None:
    error = told("SELECT *\n{ ?s mkg:owns ?o .\n  ?o a }\nLIMIT 3")
    assert error.excerpt.splitlines() == ["  ?o a }", "       ^"]


def test_of_a_long_line_the_part_around_the_place_is_shown() -> None:
    error = told("SELECT * { " + "?s mkg:owns ?o . " * 30 + "?o a } # " + "\x1b[31m" + "x" * 300)
    line, caret = error.excerpt.splitlines()
    assert (line[0], line[-1], len(line) <= 102, "\x1b" in line) == ("…", "…", True, False)
    assert line[caret.index("^")] == "}"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s mkg:owns/mkg:owns ?o . ?s mkg:owns|^mkg:acquires ?o ; a mkg:Company, mkg:Film ; }",
        "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a ?t . FILTER (?t IN (mkg:Film, mkg:Series)) } GROUP BY ?t",
        "SELECT ?s { ?s rdfs:label 'a'@fr, \"b\"^^xsd:string . OPTIONAL { ?s a ?t } MINUS { ?s a mkg:Film } }",
        "ASK { [] mkg:owns [ a mkg:Company ] . VALUES ?x { 1 2 } BIND (?x + 1 AS ?y) }",
    ],
)
def test_what_is_right_is_never_called_a_mistake(query: str) -> None:
    from kg.store.mistakes import find_gap, find_mistake
    from kg.store.sparql import tokens

    ox.Store().query(query, prefixes=PREFIXES)
    assert find_mistake(list(tokens(query)), PREFIXES) is None
    assert find_gap(list(tokens(query))) is None


FRAGMENTS = [
    *[
        "SELECT",
        "WHERE",
        "{",
        "}",
        "(",
        ")",
        "?x",
        "a",
        "mkg:owns",
        "<x:y>",
        "'t'",
        "5",
        ".",
        ";",
        ",",
        "=",
        "FILTER",
        "LIMIT",
        "ORDER",
        "BY",
        "VALUES",
        "OPTIONAL",
    ],
    *["AND", "COUNT", "rdfs", "PREFIX", "*"],
    "\n",
]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=25))
def test_whatever_is_typed_gets_an_answer_of_one_line_with_a_place(words: list[str]) -> None:
    query = " ".join(words)
    error = syntax_error(query, "error at 1:1: expected something")
    assert str(error).startswith("line ")
    assert "\n" not in str(error)
    assert len(error.excerpt.splitlines()) <= 2
