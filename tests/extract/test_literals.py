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


@pytest.mark.parametrize(
    ("text", "kind", "values", "period"),
    [
        ("Sales rose in the second quarter of 2024.", "period", ("2024-Q2",), "2024-Q2"),
        ("Sales rose in 2024.", "date", ("2024",), "2024"),
        ("Sales have risen since 2023.", "date", ("2023",), "2023/2025"),
    ],
)
def test_times_tell_what_a_figure_may_be_about(extractor, text, kind, values, period):
    (found,) = literals(extractor, text)
    assert (found.kind, found.values, found.period) == (kind, values, period)
