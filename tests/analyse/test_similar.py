"""Who is like whom, and why."""

from __future__ import annotations

import math

import pytest

from kg.analyse.similar import TOO_COMMON, similar

from .networks import data_of

KINDS = {name: frozenset({"Person"}) for name in "pqr"} | {"x": frozenset({"CreativeWork"})}


def test_what_two_share_is_named_and_weighs_the_more_the_rarer():
    data = data_of({"1": ("x", "director", "p"), "2": ("x", "director", "q"), "3": ("p", "founderOf", "y"),
                    "4": ("q", "founderOf", "y"), "5": ("r", "founderOf", "y")})  # fmt: skip
    first, *_ = found = similar(data, KINDS)
    assert (first.one, first.other) == ("p", "q")
    assert first.shared == (("object", "director", "x"), ("subject", "founderOf", "y"))
    assert first.score == pytest.approx(1 * 2 / 3)  # all traits in common, two of them
    both = next(pair for pair in found if pair.other == "r")
    rare, common = math.log(1 + 5 / 2), math.log(1 + 5 / 3)
    assert both.score == pytest.approx(common / (rare + common) * 1 / 2)


def test_only_the_same_side_of_the_same_relation_is_alike():
    data = data_of({"1": ("p", "owns", "y"), "2": ("y", "owns", "q"), "3": ("r", "founderOf", "y")})
    assert similar(data, KINDS) == []


def test_kinds_are_not_compared_with_each_other():
    data = data_of({"1": ("p", "owns", "y"), "2": ("x", "owns", "y")})
    assert similar(data, KINDS) == []


def test_what_too_many_share_makes_nobody_alike():
    links = {str(n): (f"p{n:03}", "owns", "y") for n in range(TOO_COMMON + 1)}
    assert similar(data_of(links), {f"p{n:03}": frozenset({"P"}) for n in range(TOO_COMMON + 1)}) == []


def test_each_has_at_most_so_many_and_each_pair_comes_once():
    links = {str(n): (f"p{n}", "owns", "y") for n in range(6)}
    found = similar(data_of(links), {f"p{n}": frozenset({"P"}) for n in range(6)}, most=1)
    pairs = [(pair.one, pair.other) for pair in found]
    assert len(set(pairs)) == len(pairs) == 5  # p0 is the first equal of all others, and p1 of p0
