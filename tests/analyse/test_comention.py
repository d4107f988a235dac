"""Who is spoken of together."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analyse.comention import LIST_LIKE, comentions, linked_pairs, log_likelihood, sentence_pairs
from kg.analyse.graph import GraphData

from .networks import data_of


def test_the_numbers_by_hand():
    articles = [("a", "b"), ("a", "b"), ("a",), ("c",)]
    (pair,) = comentions(articles, GraphData(), keep={"a", "b", "c"}).pairs
    assert (pair.one, pair.other, pair.articles, pair.one_articles, pair.other_articles) == ("a", "b", 2, 3, 2)
    assert pair.jaccard == pytest.approx(2 / 3)
    # p(a, b) = 1/2, p(a) = 3/4, p(b) = 1/2
    assert pair.npmi == pytest.approx(math.log(0.5 / (0.75 * 0.5)) / -math.log(0.5))
    expected = 2 * (2 * math.log(2 * 4 / (3 * 2)) + 1 * math.log(1 * 4 / (3 * 2)) + 1 * math.log(1 * 4 / (1 * 2)))
    assert pair.surprise == pytest.approx(expected)


def test_one_article_is_too_few_and_only_those_asked_for_count():
    assert comentions([("a", "b")], GraphData(), keep={"a", "b"}).pairs == ()
    assert comentions([("a", "b")] * 3 + [("c",)], GraphData(), keep={"a", "c"}).pairs == ()


def test_always_together_is_one():
    (pair,) = comentions([("a", "b")] * 2 + [("c",)], GraphData(), keep={"a", "b", "c"}).pairs
    assert (pair.jaccard, pair.npmi) == (1.0, pytest.approx(1.0))


def test_articles_that_read_like_lists_are_left_out():
    many = [f"e{n:03}" for n in range(LIST_LIKE + 1)]
    found = comentions([many, many], GraphData(), keep=set(many))
    assert (found.pairs, found.articles, found.left_out) == ((), 0, 2)


def test_sentences_are_counted_once_whatever_number_of_claims_stands_on_them():
    data = data_of({"1": ("a", "owns", "b"), "2": ("b", "sues", "a"), "3": ("a", "owns", "c")},
                   quote_start={"1": 10, "2": 10, "3": 50})  # fmt: skip
    assert sentence_pairs(data) == {("a", "b"): 1, ("a", "c"): 1}
    speaking = replace(data, edges=(replace(data.edges[0], attributed_to="z"),))
    assert sentence_pairs(speaking) == {("a", "b"): 1, ("a", "z"): 1, ("b", "z"): 1}
    assert linked_pairs(data) == {("a", "b"): ("owns",), ("b", "a"): ("sues",), ("a", "c"): ("owns",)}


articles = st.lists(st.sets(st.sampled_from("abcde")), max_size=12)


@given(articles)
def test_measures_stay_within_their_bounds_and_the_order_of_articles_is_nothing(found):
    result = comentions(found, GraphData(), keep=set("abcde"))
    for pair in result.pairs:
        assert 0 < pair.jaccard <= 1
        assert 0 < pair.npmi <= 1 + 1e-9
        assert pair.surprise >= 0
        assert pair.articles == sum({pair.one, pair.other} <= article for article in found) >= 2
    assert comentions(found[::-1], GraphData(), keep=set("abcde")) == result


@given(st.integers(1, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_the_likelihood_ratio_is_symmetric_and_zero_by_chance(both, one, other, neither):
    total = both + one + other + neither
    value = log_likelihood(both, both + one, both + other, total)
    assert value == pytest.approx(log_likelihood(both, both + other, both + one, total), abs=1e-6)
    assert value >= -1e-9
    if both * neither == one * other:
        assert value == pytest.approx(0, abs=1e-6)
