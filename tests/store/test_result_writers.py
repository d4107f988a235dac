"""What the writers write, an independent parser reads back; and a limit cuts where it says."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kg.store.result_writers import Limit, write

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
XML_TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff") | st.sampled_from("\t\n\r")
)
LITERALS = st.one_of(
    TEXT.map(ox.Literal),
    TEXT.map(lambda text: ox.Literal(text, language="fr-ca")),
    TEXT.map(lambda text: ox.Literal(text, datatype=ox.NamedNode("http://example.org/type?a=1&b"))),
    st.integers().map(ox.Literal),
)
CELLS = st.one_of(
    LITERALS, st.just(ox.NamedNode("http://example.org/é?a=1&b=2")), st.just(ox.BlankNode("b1")), st.none()
)
FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "tsv": ox.QueryResultsFormat.TSV,
}
EVERYTHING = 10**9
XML = "{http://www.w3.org/2005/sparql-results#}"


def solutions(rows: list[list[object]]) -> ox.QuerySolutions:
    """Return the rows as the result of a query over a store that holds them."""
    store = ox.Store()
    for number, row in enumerate(rows):
        for name, cell in zip("abc", row, strict=True):
            if cell is not None:
                place = ox.NamedNode(f"http://example.org/{name}")
                store.add(ox.Quad(ox.NamedNode(f"http://row/{number:03}"), place, cell))
        store.add(
            ox.Quad(ox.NamedNode(f"http://row/{number:03}"), ox.NamedNode("http://example.org/row"), ox.Literal(1))
        )
    optional = "".join(f"OPTIONAL {{ ?row <http://example.org/{name}> ?{name} }} " for name in "abc")
    found = store.query(f"SELECT ?a ?b ?c {{ ?row <http://example.org/row> ?one {optional} }} ORDER BY ?row")
    assert isinstance(found, ox.QuerySolutions)
    return found


def read_back(content: bytes, format_name: str) -> list[list[object]]:
    parsed = ox.parse_query_results(content, format=FORMATS[format_name])
    assert isinstance(parsed, ox.QuerySolutions)
    return [[solution[index] for index in range(3)] for solution in parsed]


def same(cell: object) -> object:
    """Return a cell without the name of its blank node, which is only good within one document."""
    return "blank" if isinstance(cell, ox.BlankNode) else cell


@pytest.mark.parametrize("format_name", ["json", "tsv"])
@given(rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=5))
def test_rows_come_back(format_name: str, rows: list[list[object]]) -> None:
    content, count, reached = write(solutions(rows), format_name, Limit(EVERYTHING, EVERYTHING), {})
    assert (count, reached) == (len(rows), None)
    found = read_back(content, format_name)
    assert [[same(cell) for cell in row] for row in found] == [[same(cell) for cell in row] for row in rows]


@given(text=XML_TEXT)
def test_texts_come_back_from_xml(text: str) -> None:
    row = [ox.Literal(text), None, ox.NamedNode("http://example.org/?a=1&b=2")]
    content, _, _ = write(solutions([row]), "xml", Limit(EVERYTHING, EVERYTHING), {})
    tree = etree.fromstring(content)
    assert (tree.findtext(f".//{XML}literal"), tree.findtext(f".//{XML}uri")) == (text, "http://example.org/?a=1&b=2")


@given(text=TEXT)
def test_any_text_gives_xml_that_can_be_read(text: str) -> None:
    content, _, _ = write(solutions([[ox.Literal(text), None, None]]), "xml", Limit(EVERYTHING, EVERYTHING), {})
    assert len(read_back(content, "xml")) == 1


@given(cells=st.lists(LITERALS, min_size=3, max_size=3))
def test_csv_is_what_the_csv_module_reads(cells: list[ox.Literal]) -> None:
    import csv
    import io

    content, _, _ = write(solutions([list(cells)]), "csv", Limit(EVERYTHING, EVERYTHING), {})
    assert list(csv.reader(io.StringIO(content.decode(), newline=""))) == [["a", "b", "c"], [c.value for c in cells]]


@pytest.mark.parametrize("format_name", ["json", "xml", "csv", "tsv"])
@pytest.mark.parametrize(("rows", "size", "reached"), [(2, EVERYTHING, "rows"), (EVERYTHING, 700, "bytes")])
def test_a_limit_cuts_between_rows(format_name: str, rows: int, size: int, reached: str) -> None:
    found = solutions([[ox.Literal("x" * 60)] * 3 for _ in range(5)])
    content, count, why = write(found, format_name, Limit(rows, size), {}, link="http://example.org/limits")
    assert why == reached
    assert 0 < count < 5
    if format_name in FORMATS:
        assert len(read_back(content, format_name)) == count
    assert (b"http://example.org/limits" in content) is (format_name in {"json", "xml"})


def test_a_result_that_just_fits_is_not_called_cut_off() -> None:
    _, count, reached = write(solutions([[ox.Literal("x")] * 3] * 2), "json", Limit(2, EVERYTHING), {})
    assert (count, reached) == (2, None)


@pytest.mark.parametrize("format_name", ["turtle", "ntriples", "jsonld", "rdfxml"])
def test_triples_are_written_once_and_cut_at_the_limit(format_name: str) -> None:
    store = ox.Store()
    for graph in ("http://g/1", "http://g/2"):
        for number in range(4):
            store.add(ox.Quad(ox.NamedNode(f"http://a/{number}"), ox.NamedNode("http://a/p"), ox.Literal("é\x07"),
                              ox.NamedNode(graph)))  # fmt: skip
    query = "CONSTRUCT { ?s ?p ?o } { GRAPH ?g { ?s ?p ?o } }"
    formats = {"turtle": "TURTLE", "ntriples": "N_TRIPLES", "jsonld": "JSON_LD", "rdfxml": "RDF_XML"}
    for limit, expected, why in ((EVERYTHING, 4, None), (3, 3, "rows")):
        found = store.query(query)
        content, count, reached = write(found, format_name, Limit(limit, EVERYTHING), {"a": "http://a/"})
        assert (count, reached) == (expected, why)
        assert len(list(ox.parse(content, format=getattr(ox.RdfFormat, formats[format_name])))) == expected
