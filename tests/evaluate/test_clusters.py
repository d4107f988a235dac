"""How well things were told apart, in figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError
from kg.evaluate import Agreement, b_cubed, pairwise

labelled = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=12).map(
    lambda rows: ({n: a for n, (a, _) in enumerate(rows)}, {n: b for n, (_, b) in enumerate(rows)})
)


def test_a_known_example():
    """Seven items; the figures were worked out by hand."""
    expected = dict(zip("abcdefg", [1, 1, 1, 2, 2, 3, 3], strict=True))
    found = dict(zip("abcdefg", [1, 1, 2, 2, 2, 3, 4], strict=True))

    # B-cubed precision: a, b: 1; c: 1/3; d, e: 2/3; f, g: 1. Recall: a, b: 2/3; c: 1/3; d, e: 1; f, g: 1/2.
    assert b_cubed(expected, found).precision == pytest.approx((2 + 1 / 3 + 4 / 3 + 2) / 7)
    assert b_cubed(expected, found).recall == pytest.approx((4 / 3 + 1 / 3 + 2 + 1) / 7)
    # pairs found: ab, cd, ce, de; expected: ab, ac, bc, de, fg; both: ab, de
    assert pairwise(expected, found) == Agreement(2 / 4, 2 / 5)


def test_one_node_for_everything_and_one_for_each():
    expected = {"a": 1, "b": 1, "c": 2}

    assert b_cubed(expected, dict.fromkeys("abc", 0)).recall == 1
    assert pairwise(expected, dict.fromkeys("abc", 0)) == Agreement(1 / 3, 1.0)
    assert b_cubed(expected, {"a": 1, "b": 2, "c": 3}).precision == 1
    assert pairwise(expected, {"a": 1, "b": 2, "c": 3}) == Agreement(1.0, 0.0)


@given(labelled)
def test_the_same_partition_is_perfect_whatever_its_labels(pair):
    expected, _ = pair
    renamed = {item: f"thing {label}" for item, label in expected.items()}

    for measure in (b_cubed, pairwise):
        assert measure(expected, renamed) == Agreement(1.0, 1.0)
        assert measure(expected, renamed).f1 == 1


@given(labelled)
def test_precision_one_way_is_recall_the_other_way(pair):
    expected, found = pair

    for measure in (b_cubed, pairwise):
        there, back = measure(expected, found), measure(found, expected)
        assert (there.precision, there.recall) == pytest.approx((back.recall, back.precision))
        assert min(there.precision, there.recall) >= 0
        assert max(there.precision, there.recall) <= 1 + 1e-9
        assert there.f1 == pytest.approx(back.f1)


@given(labelled)
def test_joining_two_nodes_never_costs_recall_and_parting_one_never_precision(pair):
    expected, found = pair
    joined = {item: min(label, 3) for item, label in found.items()}

    for measure in (b_cubed, pairwise):
        assert measure(expected, joined).recall >= measure(expected, found).recall - 1e-9
        assert measure(joined, expected).precision >= measure(found, expected).precision - 1e-9


def test_both_must_label_the_same_items():
    with pytest.raises(DataError, match=r"2 items .* such as b"):
        b_cubed({"a": 1, "b": 1}, {"a": 1, "c": 1})
