from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.store.hints import syntax_error


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * { ?s ?p ?o", "line 1, column 10: '{' is never closed; close it"),
        ("SELECT * { ?s ?p ?o ) }", "line 1, column 21: ')' does not close '{'; check the brackets"),
        ("SELECT * { ?s ?p ?o } }", "line 1, column 23: '}' closes nothing; remove it"),
        ("SELECT * { ?s ?p ?o\nFILTR(?o = 1) }", "line 2, column 1: unknown word 'FILTR'; did you mean FILTER?"),
        ("SELECT * { ?s a Film }", "line 1, column 17: unknown word 'Film'; a name has a prefix"),
        ("SELECT * { ?s ?p 'abc }", "line 1, column 18: this quote is not closed on its line"),
        (
            "SELECT (COUNT(?s) AS ?n) ?p { ?s ?p ?o }",
            "The SELECT contains a variable that is unbound; correct the query",
        ),
        ("SELECT * { ?s ?p }", "line 1, column 18: the statement lacks an object"),
        ("SELECT * WHERE ?s ?p ?o", "line 1, column 16: the pattern is missing: write it in braces"),
    ],
)
def test_a_syntax_error_says_where_it_is_and_what_to_change(query: str, message: str) -> None:
    with pytest.raises(SyntaxError) as rejected:
        ox.Store().query(query)
    shown = str(syntax_error(query, str(rejected.value)))
    assert message in shown
    assert "\n" not in shown
    assert len(shown) < 200


def test_an_unknown_message_of_the_engine_is_passed_on_in_one_line() -> None:
    assert str(syntax_error("ASK {}", "some\nnew message")).endswith("cannot be parsed (some new message); correct it")
