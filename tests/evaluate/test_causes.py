"""Causes of errors: told from the names and sentences around."""

import pytest

from kg.evaluate import causes
from kg.evaluate.causes import missed_cause, wrong_cause

from .conftest import line, side

LUMIO, NETFLIX, HOLM, DISNEY = side("Lumio Films"), side("Netflix"), side("Ada Holm"), side("Disney")


def said(quote):
    return {"quote": quote, "start": 0, "end": len(quote)}


DEAL = said("Holm said that Netflix will buy Lumio Films in June.")
SALES = said("Lumio had sales of $12 million.")


@pytest.mark.parametrize(
    ("found", "cause"),
    [
        (line(NETFLIX, "owns", LUMIO), causes.OTHER_RELATION),
        (line(LUMIO, "acquires", NETFLIX), causes.OTHER_RELATION),
        (line(DISNEY, "acquires", LUMIO, evidence=DEAL), causes.OTHER_SUBJECT),
        (line(NETFLIX, "acquires", DISNEY, evidence=DEAL), causes.OTHER_OBJECT),
        (line(NETFLIX, "acquires", DISNEY), causes.UNEXPECTED),
        (line(LUMIO, "revenue", {"value": 1}), causes.OTHER_VALUE),
        (line(DISNEY, "revenue", {"value": 1}, evidence=SALES), causes.OTHER_SUBJECT),
        (line(DISNEY, "revenue", {"value": 1}), causes.UNEXPECTED),
    ],
)
def test_what_is_wrong_with_a_found_claim(golds, found, cause):
    assert wrong_cause(golds[0], found) == cause


@pytest.mark.parametrize(
    ("found", "cause"),
    [
        ([line(DISNEY, "acquires", LUMIO, evidence=DEAL)], causes.OTHER_SUBJECT),
        ([line(NETFLIX, "acquires", DISNEY, evidence=DEAL)], causes.OTHER_OBJECT),
        ([line(NETFLIX, "owns", LUMIO)], causes.OTHER_RELATION),
        ([], causes.NOTHING),
    ],
)
def test_why_a_relation_was_missed(golds, found, cause):
    known = [frozenset({"netflix"}), frozenset({"lumio"})]
    assert missed_cause(golds[0], golds[0].claims[0], found, known) == cause


def test_a_name_that_nothing_goes_by_was_not_recognised(golds):
    assert missed_cause(golds[0], golds[0].claims[0], [], [frozenset({"netflix"})]) == causes.NOT_SEEN


@pytest.mark.parametrize(
    ("found", "cause"),
    [
        ([line(LUMIO, "revenue", {"value": 1})], causes.OTHER_VALUE),
        ([line(DISNEY, "revenue", {"value": 1}, evidence=SALES)], causes.OTHER_SUBJECT),
        ([], causes.NO_FIGURE),
    ],
)
def test_why_a_figure_was_missed(golds, found, cause):
    assert missed_cause(golds[0], golds[0].figures[0], found, [frozenset({"lumio"})]) == cause
