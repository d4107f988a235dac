from __future__ import annotations

import csv
import io
import json

import pytest
import rdflib

from kg.errors import UsageError
from kg.store import GraphStore, QueryResult, Term
from kg.store.tables import compact, printable, render
from kg.store.terms import XSD, prefixes

from .samples import BASE, IRI_OF

INTEGER = XSD + "integer"
NETFLIX, NAME = Term("iri", f"{BASE}entity/netflix-1"), Term("literal", "Netflix", lang="fr")
ROWS = (
    (NETFLIX, NAME, Term("literal", "12", INTEGER)),
    (Term("iri", "urn:x"), None, Term("literal", "3", INTEGER)),
)
RESULT = QueryResult("select", ("x", "name", "n"), ROWS, prefixes=tuple(prefixes(BASE).items()))


def test_a_table_has_short_iris_and_a_count() -> None:
    assert render(RESULT).splitlines() == [
        "x             name       n",
        "──────────────────────────",
        "e:netflix-1   Netflix   12",
        "<urn:x>                  3",
        "(2 rows)",
    ]


def test_a_cut_result_ends_with_its_notice() -> None:
    cut = QueryResult("select", ("x",), ((Term("iri", "urn:x"),),), notice="only the first 1 rows are shown")
    assert render(cut).endswith("(1 row)\nonly the first 1 rows are shown\n")


def test_text_cannot_steer_the_terminal() -> None:
    nasty = Term("literal", "a\x1b[2Jb\u202ec\x07[red]d[/red]")
    shown = render(QueryResult("select", ("x",), ((nasty,),)))
    assert "a\ufffd[2Jb\ufffdc\ufffd[red]d[/red]" in shown
    assert printable("é 😀 \u200d\n\t") == "é 😀 \u200d\n\t"


def test_long_text_is_folded_not_cut() -> None:
    text = "mot " * 100
    shown = render(QueryResult("select", ("x",), ((Term("literal", text),),)), width=40)
    assert shown.count("mot") == 100
    assert max(len(line) for line in shown.splitlines()) <= 40


def test_json_is_that_of_the_recommendation(graph: GraphStore) -> None:
    first = {
        "x": {"type": "uri", "value": f"{BASE}entity/netflix-1"},
        "name": {"type": "literal", "value": "Netflix", "xml:lang": "fr"},
        "n": {"type": "literal", "value": "12", "datatype": INTEGER},
    }
    second = {
        "x": {"type": "uri", "value": "urn:x"},
        "n": {"type": "literal", "value": "3", "datatype": INTEGER},
    }
    document = json.loads(render(RESULT, "json"))
    assert document == {"head": {"vars": ["x", "name", "n"]}, "results": {"bindings": [first, second]}}
    everything = render(graph.query("SELECT * { ?s ?p ?o }"), "json").encode()
    parsed = rdflib.query.Result.parse(io.BytesIO(everything), format="json")
    assert len(parsed) == len(list(graph.quads()))


def test_csv_and_tsv_are_those_of_the_recommendation() -> None:
    assert list(csv.reader(io.StringIO(render(RESULT, "csv")))) == [
        ["x", "name", "n"],
        [f"{BASE}entity/netflix-1", "Netflix", "12"],
        ["urn:x", "", "3"],
    ]
    assert render(RESULT, "tsv").splitlines() == [
        "?x\t?name\t?n",
        f'<{BASE}entity/netflix-1>\t"Netflix"@fr\t"12"^^<{XSD}integer>',
        f'<urn:x>\t\t"3"^^<{XSD}integer>',
    ]


def test_a_graph_result_can_be_turtle(graph: GraphStore) -> None:
    text = render(graph.query(f"DESCRIBE <{IRI_OF['reed']}>"), "turtle")
    assert 'rdfs:label "Reed Hastings"' in text
    assert len(rdflib.Graph().parse(data=text, format="turtle")) == 2


def test_yes_and_no() -> None:
    assert render(QueryResult("ask", answer=True)) == "yes\n"
    assert json.loads(render(QueryResult("ask", answer=False), "json")) == {"head": {}, "boolean": False}


@pytest.mark.parametrize(
    ("result", "format_name"), [(RESULT, "turtle"), (QueryResult("ask", answer=True), "csv"), (RESULT, "xml")]
)
def test_a_format_that_does_not_fit_is_refused(result: QueryResult, format_name: str) -> None:
    with pytest.raises(UsageError, match=r"format|cannot be written as"):
        render(result, format_name)


def test_an_iri_takes_its_longest_prefix() -> None:
    assert compact(f"{BASE}entity/x", prefixes(BASE)) == "e:x"
    assert compact(f"{BASE}other/x", prefixes(BASE)) == "kg:other/x"
    assert compact("https://nowhere.org/x", prefixes(BASE)) == "<https://nowhere.org/x>"


def test_long_texts_stand_below_their_row_when_a_table_is_too_wide() -> None:
    quote = "Harfang invested 300 million euros in European works in 2025, its chief executive said on Monday."
    cells = (("Harfang", "investsIn", quote, "300"), ("Brume", "owns", "", "5"))
    rows = tuple(tuple(Term("literal", cell) for cell in row) for row in cells)
    result = QueryResult("select", ("who", "relation", "quote", "amount"), rows)
    assert render(result, width=60).splitlines() == [
        "who       relation    amount",
        "────────────────────────────",
        "Harfang   investsIn   300",
        "    quote: Harfang invested 300 million euros in European",
        "      works in 2025, its chief executive said on Monday.",
        "Brume     owns        5",
        "(2 rows)",
    ]
    assert len(render(result, width=200).splitlines()) == 5
