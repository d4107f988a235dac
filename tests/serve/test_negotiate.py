"""Which representation and which language a client gets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.negotiate import best, language, media_ranges, names_html, quality_of

OFFERED = ["application/json", "text/csv", "text/html"]
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "application/json"),
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/*", "text/csv"),
        ("text/csv, application/json", "application/json"),
        ("text/csv, application/json;q=0.9", "text/csv"),
        ("application/json;q=0, */*;q=0.1", "text/csv"),
        ("text/*;q=0.3, text/html;q=0.7, */*;q=0.5", "text/html"),
        ("text/csv;q=1.5", "text/csv"),
        ("text/csv ; q=0.001", "text/csv"),
        ("text/csv;q=0", None),
        ("image/png", None),
        ("nonsense", None),
        (BROWSER, "text/html"),
    ],
)
def test_the_most_wanted_is_chosen_the_first_of_equals(accept: str | None, chosen: str | None) -> None:
    assert best(accept, OFFERED) == chosen


def test_the_most_specific_range_decides() -> None:
    ranges = media_ranges("text/*;q=0.3, text/html;q=0.7, */*;q=0.5")
    assert [quality_of(kind, ranges) for kind in ("text/html", "text/plain", "image/png")] == [0.7, 0.3, 0.5]


@pytest.mark.parametrize(
    ("accept", "page"),
    [(BROWSER, True), ("*/*", False), (None, False), ("text/html;q=0.5, text/turtle", False), ("text/html;q=0", False)],
)
def test_only_those_who_ask_for_html_by_name_get_pages(accept: str | None, page: bool) -> None:
    assert names_html(accept) is page


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "en"),
        ("fr", "fr"),
        ("fr-CA, en;q=0.5", "fr"),
        ("de, fr;q=0.2, en;q=0.8", "en"),
        ("*", "en"),
        ("fr;q=0", "en"),
    ],
)
def test_the_language_that_is_wanted_most(accept: str | None, chosen: str) -> None:
    assert language(accept, ("en", "fr")) == chosen


@given(st.text(st.characters(codec="latin-1"), max_size=60))
def test_any_header_gives_one_of_those_offered_or_none(accept: str) -> None:
    assert best(accept, OFFERED) in {*OFFERED, None}
    assert language(accept, ("en", "fr")) in {"en", "fr"}
