"""Reliability: claims sorted by confidence, and how many of each are right."""

from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate import Judged, reliability


def judged(*pairs):
    return [Judged({"confidence": confidence}, right) for confidence, right in pairs]


def test_a_bin_begins_at_its_lower_end_and_the_last_holds_certainty():
    bins = reliability(judged((0.9, True), (1.0, True), (0.89, False), (0.0, False)))
    assert [(b.low, b.claims, b.right) for b in bins if b.claims] == [(0.0, 1, 0), (0.8, 1, 0), (0.9, 2, 2)]
    assert bins[-1].expected == 0.95


def test_an_empty_bin_has_no_part():
    assert {b.part for b in reliability([])} == {None}


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans())))
def test_every_claim_is_in_one_bin(pairs):
    bins = reliability(judged(*pairs))
    assert sum(b.claims for b in bins) == len(pairs)
    assert sum(b.right for b in bins) == sum(right for _, right in pairs)
