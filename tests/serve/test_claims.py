"""Quotes, quantities and dates as pages show them."""

from __future__ import annotations

import pytest

from kg.model import Evidence, Quantity
from kg.serve.claims import date_text, local_path, marked, quantity_text

QUOTE = "Netflix rachète SCM."


@pytest.mark.parametrize(
    ("subject", "target", "pieces"),
    [
        ((0, 7), (16, 19), [("Netflix", "subject"), (" rachète ", ""), ("SCM", "object"), (".", "")]),
        ((16, 19), (0, 7), [("Netflix", "object"), (" rachète ", ""), ("SCM", "subject"), (".", "")]),
        (None, (16, 19), [("Netflix rachète ", ""), ("SCM", "object"), (".", "")]),
        ((0, 7), (3, 10), [("Netflix", "subject"), (" rachète SCM.", "")]),
        ((0, 99), (-5, 3), [(QUOTE, "")]),
        (None, None, [(QUOTE, "")]),
    ],
)
def test_the_words_of_both_sides_are_marked(
    subject: tuple[int, int] | None, target: tuple[int, int] | None, pieces: list[tuple[str, str]]
) -> None:
    assert marked(Evidence(0, len(QUOTE), QUOTE, subject, target)) == pieces
    assert "".join(text for text, _ in pieces) == QUOTE


@pytest.mark.parametrize(
    ("quantity", "en", "fr"),
    [
        (Quantity(1_500_000_000, "USD", bound="about"), "about $1.5B", "environ 1,5 Md $US"),
        (Quantity(12.5, "EUR"), "€12.50", "12,50 €"),
        (Quantity(31_000_000, "person"), "31 million people", "31 millions de personnes"),
        (Quantity(4, "percent", bound="atLeast"), "at least 4 %", "au moins 4 %"),
        (Quantity(None, change=-3.5, period="2025-Q2"), "(-3.5 %) · 2025-Q2", "(-3,5 %) · 2025-Q2"),
        (Quantity(120, "copy", "2024"), "120 copies · 2024", "120 exemplaires · 2024"),
    ],
)
def test_quantities_are_written_in_the_language_of_the_page(quantity: Quantity, en: str, fr: str) -> None:
    plain = {lang: quantity_text(quantity, lang).replace("\xa0", " ").replace("\u202f", " ") for lang in ("en", "fr")}
    assert plain == {"en": en, "fr": fr}


@pytest.mark.parametrize(
    ("text", "en", "fr"),
    [
        ("2025-03-11", "11 March 2025", "11 mars 2025"),
        ("2025-07", "July 2025", "juillet 2025"),
        ("2025", "2025", "2025"),
        ("2025-02-30", "2025-02-30", "2025-02-30"),
        ("co-PDG", "co-PDG", "co-PDG"),
    ],
)
def test_dates_are_written_as_precisely_as_they_are(text: str, en: str, fr: str) -> None:
    assert (date_text(text, "en"), date_text(text, "fr")) == (en, fr)


def test_own_iris_have_a_place_on_this_server() -> None:
    base = "https://example.org/media/"
    assert local_path(f"{base}entity/x-1", base) == "/entity/x-1"
    assert local_path("https://w3id.org/mediakg/ontology#Person", base) == "/ontology#Person"
    assert local_path("http://www.wikidata.org/entity/Q1", base) is None
