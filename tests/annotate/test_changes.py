"""Relative changes: direction, size, and what is none."""

from __future__ import annotations

import pytest

from kg.annotate.changes import find_changes


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("fr", "en hausse de 16 %", 16),
        ("fr", "(+ 11,4 % sur un an)", 11.4),
        ("fr", "soit 18 % de plus qu’il y a un an", 18),
        ("fr", "ses recettes publicitaires ont reculé de 9 % au premier semestre", -9),
        ("fr", "ont fondu de 14 % en 2024, à 21,5 M€", -14),
        ("fr", "une baisse de près de 8 %", -8),
        ("fr", "le bénéfice a doublé", 100),
        ("fr", "ont été divisées par deux", -50),
        ("fr", "a chuté de moitié", -50),
        ("fr", "a bondi d'un tiers", 33.3),
        ("fr", "est passé de 5 à 7 millions d'abonnés", 40),
        ("en", "lifted second-quarter revenue 16% to $11.08 billion", 16),
        ("en", "fell 14% to C$212 million", -14),
        ("en", "slumped by 32% to 890,000", -32),
        ("en", "finishing 11% up on the end of its first run", 11),
        ("en", "7% fewer than a year earlier", -7),
        ("en", "a 5% year-on-year rise", 5),
        ("en", "sales (+12%)", 12),
        ("en", "revenue was down by a third", -33.3),
        ("en", "more than doubled", 100),
        ("en", "profit halved to $3m", -50),
        ("en", "grew from 5 to 7 million", 40),
    ],
)
def test_reads_changes_with_their_sign(lang, text, value):
    assert [c.value for c in find_changes(text, lang)] == [value]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Canal Atlas n’a capté que 2,3 % de l’audience"),
        ("fr", "la part d'audience a gagné 2 points"),
        ("fr", "a reculé à 14 %"),
        ("fr", "l'action cédait 6 %"),
        ("fr", "un double album"),
        ("en", "took 13.4% of viewing"),
        ("en", "its share rose to 14%"),
        ("en", "gained 2 percentage points"),
        ("en", "shares slipped 6%"),
        ("en", "a double bill"),
    ],
)
def test_levels_points_and_share_prices_are_no_changes(lang, text):
    assert find_changes(text, lang) == []


@pytest.mark.parametrize(("text", "bound"), [("should roughly double", "about"), ("more than doubled", "atLeast")])
def test_changes_have_bounds(text, bound):
    assert [c.bound for c in find_changes(text, "en")] == [bound]
