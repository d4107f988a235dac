"""Quantities in text: notation, words, units, bounds and ranges, in both languages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from babel.numbers import format_compact_decimal, format_currency, format_decimal
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.numbers import find_quantities
from kg.errors import DataError

LANGUAGES = st.sampled_from(["en", "fr"])


def only(text: str, lang: str):
    found = find_quantities(text, lang)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("lang", "text", "value", "unit"),
    [
        ("fr", "11,08 milliards de dollars", 11_080_000_000, "USD"),
        ("fr", "1,5 million d’euros", 1_500_000, "EUR"),
        ("fr", "7,6 M€", 7_600_000, "EUR"),
        ("fr", "1,2 Md€", 1_200_000_000, "EUR"),
        ("fr", "5 M d'euros", 5_000_000, "EUR"),
        ("fr", "300 k€", 300_000, "EUR"),
        ("fr", "212 millions de dollars canadiens", 212_000_000, "CAD"),
        ("fr", "48 000 exemplaires", 48_000, "copy"),
        ("fr", "2 150 salariés", 2150, "person"),
        ("fr", "1.200.000 lecteurs", 1_200_000, "person"),
        ("fr", "deux millions de téléspectateurs", 2_000_000, "person"),
        ("fr", "mille abonnés", 1000, "person"),
        ("fr", "quatre-vingt-dix-sept salariés", 97, "person"),
        ("fr", "soixante et onze salariés", 71, "person"),
        ("fr", "un million et demi de dollars", 1_500_000, "USD"),
        ("fr", "un demi-million de spectateurs", 500_000, "person"),
        ("fr", "une centaine de millions d’heures de visionnage", 100_000_000, "hour"),
        ("fr", "2,9 milliards d'heures", 2_900_000_000, "hour"),
        ("fr", "2,3 %", 2.3, "percent"),
        ("fr", "12 pour cent", 12, "percent"),
        ("fr", "un tiers des effectifs", 33.3, "percent"),
        ("fr", "1,5 point", 1.5, "point"),
        ("fr", "3,3 millions de nouveaux abonnés payants", 3_300_000, "person"),
        ("en", "$11.08 billion", 11_080_000_000, "USD"),
        ("en", "1.2bn", 1_200_000_000, None),
        ("en", "$2bn", 2_000_000_000, "USD"),
        ("en", "£449m", 449_000_000, "GBP"),
        ("en", "C$212 million", 212_000_000, "CAD"),
        ("en", "¥15 trillion", 15_000_000_000_000, "JPY"),
        ("en", "$45M", 45_000_000, "USD"),
        ("en", "eighteen million pounds", 18_000_000, "GBP"),
        ("en", "half a million listeners", 500_000, "person"),
        ("en", "two and a half million viewers", 2_500_000, "person"),
        ("en", "a million and a half", 1_500_000, None),
        ("en", "three quarters of a million readers", 750_000, "person"),
        ("en", "two hundred and fifty thousand copies", 250_000, "copy"),
        ("en", "301.6 million paying customers", 301_600_000, "person"),
        ("en", "2,000 American jobs", 2000, "person"),
        ("en", "95 billion hours", 95_000_000_000, "hour"),
        ("en", "2.5 percentage points", 2.5, "point"),
        ("en", "a third of its staff", 33.3, "percent"),
        ("en", "¥49,980 in Japan", 49_980, "JPY"),
    ],
)
def test_reads_the_notations_of_the_press(lang, text, value, unit):
    found = only(text, lang)
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize(
    ("lang", "text", "bound"),
    [
        ("fr", "plus de 400 000 exemplaires", "atLeast"),
        ("fr", "au moins 40 postes", "atLeast"),
        ("fr", "ont franchi la barre des 5 millions d'abonnés", "atLeast"),
        ("fr", "n’ont pas dépassé 38 millions d’euros", "atMost"),
        ("fr", "jusqu'à 2 000 postes", "atMost"),
        ("fr", "près de 600 personnes", "about"),
        ("fr", "une trentaine de personnes", "about"),
        ("fr", "40 millions d'euros au maximum", "atMost"),
        ("en", "more than a million copies", "atLeast"),
        ("en", "at least $2 billion", "atLeast"),
        ("en", "as many as 2,000 jobs", "atMost"),
        ("en", "nearly 21 million subscribers", "about"),
        ("en", "some $2.4 billion", "about"),
        ("en", "3 million or more viewers", "atLeast"),
        ("en", "3 million viewers", None),
    ],
)
def test_reads_bounds(lang, text, bound):
    assert only(text, lang).bound == bound


@pytest.mark.parametrize(
    ("lang", "text", "low", "high", "unit"),
    [
        ("en", "between $44.8 billion and $45.2 billion", 44_800_000_000, 45_200_000_000, "USD"),
        ("en", "between 44.8 and 45.2 billion dollars", 44_800_000_000, 45_200_000_000, "USD"),
        ("en", "$5-7 million", 5_000_000, 7_000_000, "USD"),
        ("en", "40-50 employees", 40, 50, "person"),
        ("fr", "de 5 à 7 millions d'euros", 5_000_000, 7_000_000, "EUR"),
        ("fr", "entre 800 et 1 200 postes", 800, 1200, "person"),
    ],
)
def test_both_ends_of_a_range_share_scale_and_unit(lang, text, low, high, unit):
    first, second = find_quantities(text, lang)
    assert (first.value, first.unit, first.bound) == (low, unit, "atLeast")
    assert (second.value, second.unit, second.bound) == (high, unit, "atMost")


def test_a_change_from_one_value_to_another_is_no_range():
    first, second = find_quantities("est passé de 5 à 7 millions d'abonnés", "fr")
    assert (first.role, second.role) == ("before", "after")
    assert (first.value, second.bound) == (5_000_000, None)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "en 2024, T18 diffuse à 20h50"),
        ("fr", "des millions de fans"),
        ("fr", "une saison, un épisode"),
        ("en", "in 2025, at 9.30pm, on E4"),
        ("en", "thousands of fans and a show"),
    ],
)
def test_names_years_times_and_vague_numbers_are_no_quantities(lang, text):
    assert find_quantities(text, lang) == []


def test_books_are_pounds_only_in_an_article_about_britain():
    assert only("300 000 livres", "fr").unit == "copy"
    assert only("18 millions de livres sterling", "fr").unit == "GBP"


def test_offsets_slice_the_written_number():
    text = "Elle a réalisé 11,08 milliards de dollars."
    found = only(text, "fr")
    assert text[found.start : found.end] == "11,08 milliards de dollars"


def test_an_unknown_language_names_the_missing_file():
    with pytest.raises(DataError, match=r"figures\.xx\.toml"):
        find_quantities("3 millions", "xx")


@given(value=st.integers(1, 10**12).filter(lambda v: not 1900 <= v <= 2099), lang=LANGUAGES)
def test_grouped_integers_survive_the_round_trip(value, lang):
    text = f"x {format_decimal(value, locale=lang)} viewers"
    assert [q.value for q in find_quantities(text, lang)] == [value]


@given(cents=st.integers(1, 10**9), currency=st.sampled_from(["EUR", "USD", "GBP", "JPY", "CAD"]), lang=LANGUAGES)
def test_currencies_survive_the_round_trip(cents, currency, lang):
    text = format_currency(cents / 100, currency, locale=lang, currency_digits=False, format="#,##0.00 ¤¤")
    assert [(q.value, q.unit) for q in find_quantities(text, lang)] == [(cents / 100, currency)]


@given(tenths=st.integers(10, 9999), power=st.sampled_from([6, 9]), lang=LANGUAGES)
def test_compact_numbers_survive_the_round_trip(tenths, power, lang):
    value = tenths * 10 ** (power - 1)
    text = format_compact_decimal(value, format_type="long", locale=lang, fraction_digits=3)
    assert [q.value for q in find_quantities(text, lang)] == [value]


@given(st.text(max_size=200), LANGUAGES)
def test_any_text_is_read_without_error_and_in_order(text, lang):
    found = find_quantities(text, lang)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= q.start < q.end <= len(text) for q in found)


@pytest.mark.parametrize(
    ("lang", "text", "value", "unit"),
    [
        ("en", "£1.8million", 1800000, "GBP"),
        ("en", "sales of SEK3.4bn", 3400000000, "SEK"),
        ("en", "The Danish group had sales of 9.8 billion crowns.", 9800000000, "DKK"),
        ("en", "The Czech film made 30 million crowns.", 30000000, "CZK"),
        ("en", "Rs 520 crore", 5200000000, "INR"),
        ("fr", "3,3 milliards de couronnes pour le groupe suédois", 3300000000, "SEK"),
        ("fr", "38 millions de francs, selon le groupe de Zurich", 38000000, "CHF"),
        ("fr", "un budget de 15 000 F CFA", 15000, "XOF"),
    ],
)
def test_currencies_by_country_and_glued_scales(lang, text, value, unit):
    assert [(q.value, q.unit) for q in find_quantities(text, lang)] == [(value, unit)]


def test_the_article_tells_which_crowns_are_meant():
    (quantity,) = find_quantities("It paid 2 billion crowns.", "en", context="Oslo. The Norwegian firm grows.")
    assert quantity.unit == "NOK"


@pytest.mark.parametrize(
    ("lang", "text"),
    [("en", "30 of its 250 employees"), ("fr", "30 de ses 250 salariés"), ("fr", "30 salariés sur 250")],
)
def test_part_and_whole_count_the_same_noun(lang, text):
    first, second = find_quantities(text, lang)
    assert (first.unit, second.unit, first.noun) == ("person", "person", second.noun)
