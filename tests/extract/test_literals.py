"""Amounts and dates as things that the classifier is asked about."""

from __future__ import annotations

import pytest

from kg.model import Article


def literals(extractor, text, lang="en", date="2025-06-10"):
    language = extractor.language(lang)
    with language.pipeline.memory_zone():
        return language.literals(language.annotate(Article(id="a", text=text, lang=lang, date=date)))


def test_amounts_have_a_kind_a_value_and_their_place(extractor):
    text = "Lumio Films made $40 million, a 12% share and 300,000 subscribers."
    found = literals(extractor, text)
    assert [(f.kind, f.values) for f in found] == [
        ("money", (40_000_000.0,)),
        ("percent", (12.0,)),
        ("number", (300_000.0,)),
    ]
    assert [text[f.start : f.end] for f in found] == ["$40 million", "12%", "300,000"]


@pytest.mark.parametrize(("planned", "date"), [(True, "2026-03"), (False, "2025-03")])
def test_a_month_without_year_is_the_last_one_or_the_next(extractor, planned, date):
    (found,) = literals(extractor, "The film opens in March.")
    assert found.kind == "date"
    assert found.date(planned=planned) == date


def test_points_and_numbers_in_names_are_no_amounts(extractor):
    assert literals(extractor, "Le film « Huit 1/2 » gagne.", lang="fr") == []
    assert literals(extractor, "Its share rose by 3 percentage points.") == []


def test_spans_of_time_are_no_dates(extractor):
    assert [f for f in literals(extractor, "Sales rose in the second quarter of 2024.") if f.kind == "date"] == []
