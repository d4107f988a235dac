"""Amounts that the classifier takes for figures, beside what the words around them say."""

from __future__ import annotations

import pytest

from kg.annotate.document import TokenMention
from kg.extract.classifier import Judgement
from kg.extract.figure_opinions import amount_opinions, best_opinion, best_period
from kg.extract.literals import LiteralMention
from kg.extract.questions import OF_PERIOD


def judgement(subject, metric, odds, target=2):
    mention = TokenMention(0, 0, 0, 0, subject)
    return Judgement(subject, metric, target, odds, mention, mention)


SUM = LiteralMention(0, 3, 4, 4, 10, 20, "money", (4e7,))
DAY = LiteralMention(0, 6, 6, 6, 30, 34, "date", ("2024",))


def test_opinions_go_by_the_place_of_the_amount():
    said = [judgement(0, "revenue", 1.0), judgement(1, "budget", -1.0), judgement(0, "owns", 3.0, 1)]
    timed = judgement(2, OF_PERIOD, 2.0, 3)
    found = amount_opinions(2, [SUM, DAY], [*said, timed], {"revenue": None, "budget": None})
    assert found.figures == {(10, 20): {(0, "revenue"): said[0], (1, "budget"): said[1]}}
    assert found.times == {(10, 20): [(DAY, timed)]}


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


QUARTER = LiteralMention(0, 8, 9, 9, 50, 60, "period", ("2024-Q2",), "2024-Q2")
YEAR = LiteralMention(0, 6, 6, 6, 30, 34, "date", ("2023",), "2023")
MONTH = LiteralMention(0, 6, 6, 6, 30, 34, "date", ("2024-03", "2025-03"), "2024-03")


@pytest.mark.parametrize(
    ("times", "read", "wanted"),
    [
        # a likely time fills what was not read, an unlikely one does not
        ([(QUARTER, 2.0), (YEAR, -2.0)], None, "2024-Q2"),
        ([(QUARTER, -1.0)], None, None),
        # what was read stands unless it is unlikely; then a likely time takes its place, or none
        ([(QUARTER, 1.0), (YEAR, -1.0)], "2023", "2023"),
        ([(QUARTER, 1.0), (YEAR, -4.0)], "2023", "2024-Q2"),
        ([(QUARTER, -1.0), (YEAR, -4.0)], "2023", None),
        # another reading of the same words is the same time
        ([(MONTH, 2.0)], "2025-03", "2025-03"),
        # of what stands in no time of the text ("a year earlier") nothing is known
        ([(QUARTER, -4.0)], "2021", "2021"),
        ([(QUARTER, 2.0)], "2021", "2024-Q2"),
        ([], "2021", "2021"),
    ],
)
def test_times_go_by_what_is_likely(times, read, wanted):
    said = [(time, judgement(2, OF_PERIOD, odds, 3)) for time, odds in times]
    assert best_period(said, read) == wanted


def test_even_odds_are_one_half():
    assert judgement(0, "revenue", 0.0).likely == 0.5
