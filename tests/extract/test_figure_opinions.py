"""Amounts that the classifier takes for figures, beside what the words around them say."""

from __future__ import annotations

import pytest

from kg.annotate.document import TokenMention
from kg.extract.classifier import Judgement
from kg.extract.figure_opinions import amount_opinions, best_opinion, likely
from kg.extract.literals import LiteralMention


def judgement(subject, metric, odds, target=2):
    mention = TokenMention(0, 0, 0, 0, subject)
    return Judgement(subject, metric, target, odds, mention, mention)


SUM = LiteralMention(0, 3, 4, 4, 10, 20, "money", (4e7,))
DAY = LiteralMention(0, 6, 6, 6, 30, 34, "date", ("2024",))


def test_opinions_go_by_the_place_of_the_amount():
    said = [judgement(0, "revenue", 1.0), judgement(1, "budget", -1.0), judgement(0, "owns", 3.0, 1)]
    dated = judgement(0, "revenue", 2.0, 3)
    found = amount_opinions(2, [SUM, DAY], [*said, dated], {"revenue": None, "budget": None})
    assert found == {(10, 20): {(0, "revenue"): said[0], (1, "budget"): said[1]}}


@pytest.mark.parametrize(
    ("odds", "read", "wanted"),
    [
        # nothing was read, and one reading is likely
        ({(0, "revenue"): 1.0, (1, "revenue"): -2.0}, None, (0, "revenue")),
        ({(0, "revenue"): -0.5}, None, None),
        # what was read stands unless it is unlikely
        ({(0, "revenue"): 1.0, (1, "revenue"): -1.0}, (1, "revenue"), None),
        ({(0, "revenue"): 1.0, (1, "revenue"): -4.0}, (1, "revenue"), (0, "revenue")),
        ({(0, "revenue"): 1.0}, (0, "revenue"), None),
        # of what was never asked nothing is known
        ({(0, "revenue"): 1.0}, (5, "budget"), None),
        ({}, None, None),
    ],
)
def test_words_give_way_only_where_they_are_unlikely(odds, read, wanted):
    said = {key: judgement(*key, value) for key, value in odds.items()}
    found = best_opinion(said, read)
    assert (found[:2] if found else None) == wanted


def test_even_odds_are_one_half():
    assert likely(judgement(0, "revenue", 0.0)) == 0.5
