from __future__ import annotations

import pytest

from kg.errors import QueryError
from kg.store.guard import check_query
from kg.store.terms import prefixes

from .samples import BASE

NAMES = frozenset({"owns", "acquires", "Company", "StreamingService"})


def check(query: str, max_chars: int = 10_000, max_depth: int = 50, names: frozenset[str] = NAMES) -> tuple[str, ...]:
    checked = check_query(query, prefixes(BASE), max_chars=max_chars, max_depth=max_depth, names=names)
    assert checked.text == query
    return (checked.form, *checked.graphs)


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT"),
        ("prefix x: <x:> base <x:/> # insert\n ask { x:a ?p ?o }", "ASK"),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "CONSTRUCT"),
        ("DESCRIBE e:netflix", "DESCRIBE"),
    ],
)
def test_the_four_reading_forms_pass(query: str, form: str) -> None:
    assert check(query) == (form,)


def test_the_graphs_of_from_clauses_are_named_in_full() -> None:
    query = "PREFIX x: <https://x/> SELECT * FROM x:a FROM NAMED <https://y/b> FROM kg:graph\\/entities { ?s ?p ?o }"
    assert check(query) == ("SELECT", "https://x/a", "https://y/b", f"{BASE}graph/entities")


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "the query is empty"),
        ("# nothing", "the query is empty"),
        ("PREFIX x: <x:>", "ends after its prefixes"),
        ("SELEC * {}", r"line 1, column 1: 'SELEC' starts no query; did you mean SELECT\?"),
        ("FROB * {}", "a query starts with SELECT, ASK, CONSTRUCT, DESCRIBE"),
        ("PREFIX x: <x:>\nINSERT DATA { x:a x:b x:c }", "line 2, column 1: INSERT would change the graph"),
        ("LOAD <http://x/>", "LOAD would change the graph"),
        ("SELECT * { ?s mgk:owns ?o }", r"line 1, column 15: unknown prefix 'mgk:'; did you mean mkg\?"),
        ("SELECT * { ?s zzzz:owns ?o }", "unknown prefix 'zzzz:'; declare it with PREFIX"),
        ("SELECT * { ?s <https://w3id.org/mediakg/ontology#own> ?o }", r"the ontology has no .*; did you mean owns\?"),
        ("SELECT * { ?s foaf:name ?o }", r"unknown prefix 'foaf:'; declare it with PREFIX foaf: <http://xmlns.com"),
        ("SELECT * { ?s mkg:own ?o }", r"the ontology has no 'mkg:own'; did you mean owns\?"),
        ("SELECT * { ?s a mkg:company }", r"the ontology has no 'mkg:company'; did you mean Company\?"),
        ("SELECT * { ?s mkg:frobnicates ?o }", "see the classes and relations of the ontology"),
        ("SELECT *\n{ SERVICE <http://x/> {} }", "line 2, column 3: 'SERVICE': SERVICE would call another server"),
        ("SELECT * { FILTER(?x = '\\u0041') }", r"write the character itself instead of \\u0041"),
    ],
)
def test_other_queries_are_refused_with_place_and_remedy(query: str, message: str) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        check(query)
    assert "\n" not in str(caught.value)


def test_names_of_the_claim_record_are_always_known() -> None:
    check(
        "SELECT * { ?c a mkg:Claim ; mkg:subject ?s ; mkg:mode mkg:asserted ; mkg:evidence ?e . ?q mkg:period '2025' }"
    )


def test_without_the_ontology_any_name_passes() -> None:
    check("SELECT * { ?s mkg:frobnicates ?o }", names=frozenset())


def test_a_name_before_the_final_dot_is_known() -> None:
    check("SELECT * { ?s a mkg:Company. }")


def test_own_prefixes_replace_the_declared_ones() -> None:
    check("PREFIX mkg: <https://other.org/> SELECT * { ?s mkg:anything ?o }")


def test_length_and_nesting_are_capped() -> None:
    with pytest.raises(QueryError, match="has 120 characters, more than the 100 allowed"):
        check("x" * 120, max_chars=100)
    check("SELECT * { FILTER" + "(" * 49 + "1" + ")" * 49 + "}")
    with pytest.raises(QueryError, match="line 1, column 67: brackets are nested more than 50 deep"):
        check("SELECT * { FILTER" + "(" * 50 + "1" + ")" * 50 + "}")


def test_messages_do_not_repeat_long_words() -> None:
    with pytest.raises(QueryError) as caught:
        check("x" * 5000)
    assert len(str(caught.value)) < 200
