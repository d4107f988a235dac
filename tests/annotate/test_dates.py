"""Dates and periods in text, resolved against the article's day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.calendar import months, shift_months, shift_years, with_year
from kg.annotate.dates import find_dates, period_of

WEDNESDAY = "2025-10-22"


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("fr", "Mardi soir, elle a parlé.", "2025-10-21"),
        ("fr", "À l’ouverture, mercredi", "2025-10-22"),
        ("fr", "le 24 avril", "2025-04-24"),
        ("fr", "le 1er septembre 2026", "2026-09-01"),
        ("fr", "mardi 21", "2025-10-21"),
        ("fr", "au deuxième trimestre", "2025-Q2"),
        ("fr", "au T4 2024", "2024-Q4"),
        ("fr", "au premier semestre", "2025-H1"),
        ("fr", "De juillet à septembre", "2025-Q3"),
        ("fr", "entre janvier et juin 2024", "2024-H1"),
        ("fr", "en juin", "2025-06"),
        ("fr", "sorti en février", "2025-02"),
        ("fr", "sa sortie est prévue en février", "2026-02"),
        ("fr", "l’an dernier", "2024"),
        ("fr", "l'an prochain", "2026"),
        ("fr", "le mois dernier", "2025-09"),
        ("fr", "la semaine dernière", "2025-10"),
        ("fr", "il y a deux ans", "2023"),
        ("fr", "dans trois mois", "2026-01"),
        ("fr", "Fin décembre 2023", "2023-12"),
        ("fr", "dès juillet 2028", "2028-07"),
        ("fr", "d’ici fin 2026", "2026"),
        ("fr", "du 5 au 8 juin", "2025-06-05/2025-06-08"),
        ("fr", "le week-end dernier", "2025-10-17/2025-10-19"),
        ("fr", "les neuf premiers mois de l'année", "2025-01/2025-09"),
        ("fr", "l'exercice clos fin mars", "2024-04/2025-03"),
        ("fr", "les trois mois clos fin août", "2025-06/2025-08"),
        ("fr", "l'exercice 2023-2024", "2023/2024"),
        ("en", "on Thursday", "2025-10-16"),
        ("en", "The launch is due on Thursday", "2025-10-23"),
        ("en", "last night", "2025-10-21"),
        ("en", "June 5", "2025-06-05"),
        ("en", "5 June 2024", "2024-06-05"),
        ("en", "on Tuesday, October 21", "2025-10-21"),
        ("en", "second-quarter revenue", "2025-Q2"),
        ("en", "the third quarter of 2024", "2024-Q3"),
        ("en", "in Q4", "2025-Q4"),
        ("en", "H1 2024", "2024-H1"),
        ("en", "the first half", "2025-H1"),
        ("en", "between January and June", "2025-H1"),
        ("en", "the three months to August", "2025-06/2025-08"),
        ("en", "the quarter ended September 30", "2025-Q3"),
        ("en", "the year to March", "2024-04/2025-03"),
        ("en", "sales in the year that ended on 31 March", "2024-04/2025-03"),
        ("fr", "un chiffre d'affaires 2023 de 605,5 millions d'euros", "2023"),
        ("fr", "Le budget 2024 est voté", "2024"),
        ("en", "its forecast for the fiscal year that ends next March", "2025-04/2026-03"),
        ("en", "the first nine months of 2025", "2025-01/2025-09"),
        ("en", "for the year as a whole", "2025"),
        ("en", "at the end of last year", "2024"),
        ("en", "at the end of June", "2025-06"),
        ("en", "Taking September as a whole", "2025-09"),
        ("en", "by the end of 2026", "2026"),
        ("en", "next year", "2026"),
        ("en", "two years ago", "2023"),
        ("en", "In May it bought the studio", "2025-05"),
        ("en", "last weekend", "2025-10-17/2025-10-19"),
        ("en", "from 2019 to 2023", "2019/2023"),
    ],
)
def test_resolves_against_the_article(lang, text, value):
    assert [d.value for d in find_dates(text, lang, WEDNESDAY)] == [value]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "en hausse de 4 % sur un an"),
        ("fr", "18 % de plus qu’il y a un an"),
        ("en", "up 4% year on year"),
        ("en", "7% fewer than a year earlier"),
    ],
)
def test_a_comparison_is_no_period(lang, text):
    (span,) = find_dates(text, lang, WEDNESDAY)
    assert (span.kind, span.value) == ("comparison", None)


@pytest.mark.parametrize(
    ("lang", "text", "shift", "year"),
    [
        ("fr", "un an plus tôt", -12, None),
        ("fr", "sur la période", 0, None),
        ("fr", "à la même période de 2024", 0, 2024),
        ("en", "a year earlier", -12, None),
        ("en", "three months earlier", -3, None),
        ("en", "in the previous quarter", -3, None),
        ("fr", "six mois auparavant", -6, None),
        ("en", "in the same period of 2024", 0, 2024),
    ],
)
def test_the_period_spoken_of_is_left_open(lang, text, shift, year):
    (span,) = find_dates(text, lang, WEDNESDAY)
    assert (span.kind, span.value, span.shift, span.year) == ("same", None, shift, year)


@pytest.mark.parametrize(
    ("value", "months", "moved"),
    [
        ("2024-Q2", -3, "2024-Q1"),
        ("2024-Q1", -3, "2023-Q4"),
        ("2024-H1", -6, "2023-H2"),
        ("2024-02", -3, "2023-11"),
        ("2024-06-30", -3, "2024-03"),
        ("2024", -12, "2023"),
        ("2024", -3, None),
        ("2024-Q2", -1, None),
        ("2024-01/2024-02", -2, "2023-11/2023-12"),
        ("2023/2024", -3, None),
    ],
)
def test_a_period_moves_by_months_where_it_has_such_a_part(value, months, moved):
    assert shift_months(value, months) == moved


def test_since_runs_to_the_article():
    (span,) = find_dates("watched since June", "en", "2025-08-27")
    assert (span.value, span.modifier) == ("2025-06", "since")
    assert period_of(span, "2025-08-27") == "2025-06/2025-08"


def test_both_tenses_are_offered_where_the_wording_is_open():
    (span,) = find_dates("en février", "fr", WEDNESDAY)
    assert (span.past, span.future) == ("2025-02", "2026-02")


def test_english_verbs_are_no_months():
    assert find_dates("It may march on.", "en", WEDNESDAY) == []


def test_without_a_date_only_absolute_dates_are_found():
    text = "Mardi, l'an dernier, le 4 novembre 2026, au deuxième trimestre 2024"
    assert [d.value for d in find_dates(text, "fr", None)] == ["2026-11-04", "2024-Q2"]


DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))


@given(DAYS, st.sampled_from(["en", "en_GB", "fr"]), st.sampled_from(["long", "full"]))
def test_written_days_survive_the_round_trip(day, locale, style):
    text = format_date(day, style, locale=locale)
    assert [d.value for d in find_dates(text, locale[:2], WEDNESDAY)] == [day.isoformat()]


@given(DAYS)
def test_weekdays_lie_in_the_last_week(day):
    name = format_date(day, "EEEE", locale="en")
    (span,) = find_dates(f"It said on {name}.", "en", WEDNESDAY)
    found = date.fromisoformat(span.value)
    assert found.weekday() == day.weekday()
    assert timedelta() <= date.fromisoformat(WEDNESDAY) - found < timedelta(days=7)


@given(st.text(max_size=200), st.sampled_from(["en", "fr"]))
def test_any_text_is_read_without_error_and_in_order(text, lang):
    found = find_dates(text, lang, WEDNESDAY)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_whole_quarters_halves_and_years_have_names():
    assert months((2025, 7), (2025, 9)) == "2025-Q3"
    assert months((2025, 1), (2025, 6)) == "2025-H1"
    assert months((2024, 1), (2024, 12)) == "2024"
    assert months((2024, 4), (2025, 3)) == "2024-04/2025-03"


def test_periods_move_by_years():
    assert shift_years("2025-Q2", -1) == "2024-Q2"
    assert shift_years("2024-02-29", -1) == "2023-02"
    assert with_year("2025-06/2025-08", 2024) == "2024-06/2024-08"


def test_without_an_article_date_the_one_year_of_the_text_completes_its_periods():
    found = find_dates("La hausse du deuxième trimestre, jeudi, suit celle du premier semestre 2025.", "fr", None)
    assert [span.value for span in found] == ["2025-Q2", "2025-H1"]


def test_two_years_in_a_text_complete_nothing():
    assert [s.value for s in find_dates("In 2023 and in 2024, in the second quarter.", "en", None)] == ["2023", "2024"]
