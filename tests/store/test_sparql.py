from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.store.sparql import hidden_words, line_and_column, tokens


def kinds(query: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in tokens(query)]


def test_a_query_is_cut_into_tokens_without_blanks_and_comments() -> None:
    query = 'SELECT ?x # all <of> "them"\nWHERE { ?x a mkg:Film ; rdfs:label \'a{"b\'@fr-CA , """c"d""" , 1.5e3 }'
    assert kinds(query) == [
        ("word", "SELECT"),
        ("var", "?x"),
        ("word", "WHERE"),
        ("mark", "{"),
        ("var", "?x"),
        ("word", "a"),
        ("pname", "mkg:Film"),
        ("mark", ";"),
        ("pname", "rdfs:label"),
        ("string", "'a{\"b'"),
        ("lang", "@fr-CA"),
        ("mark", ","),
        ("string", '"""c"d"""'),
        ("mark", ","),
        ("number", "1.5e3"),
        ("mark", "}"),
    ]


@given(st.text(max_size=60))
def test_every_text_is_cut_without_loss(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert text[token.start : token.end] == token.text
        assert token.start >= end
        end = token.end


@pytest.mark.parametrize(
    "harmless",
    [
        "?service",
        "'the service'",
        '"""the\nservice"""',
        "mkg:StreamingService",
        "<https://schema.org/BroadcastService>",
        "<https://example.org/Service#x>",
        "# SERVICE\n",
        "_:service",
        "ex:a-SERVICE",
    ],
)
def test_the_word_inside_names_and_texts_is_no_keyword(harmless: str) -> None:
    assert list(hidden_words(f"SELECT * {{ ?s ?p {harmless} }}", "service")) == []


@pytest.mark.parametrize(
    "hidden",
    [
        "SERVICE <http://x/> {}",
        "seRvice SILENT <http://x/> {}",
        "BIND(1 AS ?n)SERVICE<http://x/>{}",
        "?s ?p 1SERVICE<http://x/>{}",
        "?s ?p trueSERVICEx:y{}",
        "?s ?p true SERVICEx:y{}",
        "FILTER(?a<?b)SERVICE?x#>\n{}",
        'VALUES ?x {"""a"} SERVICE <http://x/> {} # \\z """',
        "?s ?p 'x'@enSERVICE?y{}SERVICE?z{}",
        "?s ?p \"\"SERVICE ?z{}",
        "?s ?p 'open SERVICE ?z{}",
        "FILTER(?a<x:SERVICE#>\n)SERVICE?z{}",
    ],
)  # fmt: skip
def test_the_keyword_is_found_however_it_is_hidden(hidden: str) -> None:
    assert list(hidden_words(f"SELECT * {{ {hidden} }}", "service"))


PARTS = ("a-", "a.", "<", "<a:", "<a:b>", "a:b#", "#", "?", "((", "\\", "service<", "'", '"\\', "'\\'\n", "'''\\'''")
LONG_PARTS = ('"""', '"""\\', '"""\\"', '"""\\z', '"""\\u0041"""', '""""\\u0041', '"""a" \\')


@pytest.mark.parametrize("part", PARTS + LONG_PARTS)
def test_reading_takes_time_in_proportion_to_the_length(part: str) -> None:
    query = part * (100_000 // len(part))
    started = time.process_time()
    list(hidden_words(query, "service"))
    list(tokens(query))
    assert time.process_time() - started < 5


def test_lines_and_columns_count_from_one() -> None:
    assert line_and_column("ab\ncd", 0) == (1, 1)
    assert line_and_column("ab\ncd", 4) == (2, 2)
