from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.errors import DataError
from kg.store import terms
from kg.store.terms import XSD, Term


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("2025", "gYear"),
        ("2025-07", "gYearMonth"),
        ("2025-07-18", "date"),
        ("2025-07-18T10:00:00Z", "dateTime"),
        ("2025-07-18T10:00:00+02:00", "dateTime"),
        ("2025-13", "string"),
        ("2025-02-30", "string"),
        ("2025-07-18T25:00:00", "string"),
        ("2025-07-18T10:00:00+00:00", "string"),
        ("٢٠٢٥", "string"),
        ("2025\n", "string"),
        ("hier", "string"),
    ],
)
def test_a_date_is_typed_by_its_precision_and_what_is_none_stays_text(text: str, datatype: str) -> None:
    literal = terms.date_literal(text)
    assert (literal.value, literal.datatype.value) == (text, XSD + datatype)


@pytest.mark.parametrize("text", ["2025", "2025-07", "2025-07-18", "2025-07-18T10:00:00Z", "2025-07-18T10:00:00+02:00"])
def test_the_engine_gives_typed_dates_back_unchanged(text: str) -> None:
    store = ox.Store()
    node = ox.NamedNode("x:y")
    store.add(ox.Quad(node, node, terms.date_literal(text)))
    assert [quad.object.value for quad in store] == [text]


@pytest.mark.parametrize(
    ("value", "text", "datatype"),
    [
        (11080000000, "11080000000", "integer"),
        (-3, "-3", "integer"),
        (11.08, "11.08", "decimal"),
        (1.5e9, "1500000000", "decimal"),
        (1e-7, "0.0000001", "decimal"),
        (-0.0, "0", "decimal"),
    ],
)
def test_numbers_are_written_plainly(value: float, text: str, datatype: str) -> None:
    literal = terms.number_literal(value)
    assert (literal.value, literal.datatype.value) == (text, XSD + datatype)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_number_without_value_is_refused(value: float) -> None:
    with pytest.raises(DataError, match="not a number"):
        terms.number_literal(value)


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"])
def test_text_that_no_rdf_syntax_carries_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(DataError, match="offset 1"):
        terms.text_literal(text)


@pytest.mark.parametrize(("tag", "language"), [("fr", "fr"), ("FR-ca", "fr-ca"), ("", None), ("no tag", None)])
def test_a_language_tag_is_used_when_it_is_one(tag: str, language: str | None) -> None:
    assert terms.text_literal("x", tag).language == language


def test_names_and_iris_are_checked() -> None:
    with pytest.raises(DataError, match="not a name"):
        terms.mkg("owns> <x:y")
    with pytest.raises(DataError, match="not an absolute IRI"):
        terms.iri("https://example.org/a b")


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (Term("literal", "3", XSD + "integer"), 3),
        (Term("literal", "3.5", XSD + "decimal"), 3.5),
        (Term("literal", "true", XSD + "boolean"), True),
        (Term("literal", "2025", XSD + "gYear"), "2025"),
        (Term("literal", "x", XSD + "integer"), "x"),
        (Term("iri", "x:y"), "x:y"),
    ],
)
def test_a_result_term_has_a_python_value(term: Term, value: object) -> None:
    assert term.python() == value


@pytest.mark.parametrize(
    "term",
    [
        ox.NamedNode("x:y"),
        ox.BlankNode("b"),
        ox.Literal("x"),
        ox.Literal("x", language="fr"),
        ox.Literal("2025", datatype=ox.NamedNode(XSD + "gYear")),
    ],
)
def test_terms_survive_the_way_out_and_back(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> None:
    assert terms.from_term(terms.to_term(term)) == term
