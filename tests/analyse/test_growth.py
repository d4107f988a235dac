"""Growth by the date of articles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analyse.growth import Period, growth

from .networks import data_of

if TYPE_CHECKING:
    from kg.analyse.graph import GraphData

LINKS = {"1": ("a", "owns", "b"), "2": ("a", "owns", "b"), "3": ("b", "owns", "c"), "4": ("a", "owns", "d")}


def dated(**dates: str | None) -> GraphData:
    data = data_of(LINKS)
    return replace(data, edges=tuple(replace(e, date=dates[f"d{e.claim_id}"], article_iri=f"a{e.claim_id}")
                                     for e in data.edges))  # fmt: skip


def test_a_link_that_was_stated_before_adds_a_claim_and_no_link():
    found = growth(dated(d1="2024-12-30", d2="2025-01-02", d3="2025-01-09", d4=None), "month")
    assert found.periods == (
        Period("2024-12", articles=1, claims=1, new_links=1, new_entities=2, all_links=1, all_entities=2),
        Period("2025-01", articles=2, claims=2, new_links=1, new_entities=1, all_links=2, all_entities=3),
    )
    assert found.undated == 1


@pytest.mark.parametrize(
    ("dates", "unit"),
    [
        (["2025-01-01", "2025-01-02", "2025-01-03", "2025-01-04"], "day"),
        (["2025-01", "2025-02", "2025-03", "2025-03-04"], "month"),
        (["2020", "2021", "2022", "2023-03-04"], "year"),
        ([None] * 4, "year"),
    ],
)
def test_the_unit_follows_how_precise_the_dates_are(dates, unit):
    found = growth(dated(**{f"d{n}": date for n, date in enumerate(dates, 1)}))
    assert found.unit == unit
    assert sum(p.claims for p in found.periods) + found.undated == 4


@given(st.lists(st.none() | st.dates().map(str), min_size=4, max_size=4))
def test_sums_grow_and_end_at_the_whole(dates):
    found = growth(dated(**{f"d{n}": date for n, date in enumerate(dates, 1)}), "year")
    totals = [p.all_links for p in found.periods]
    assert totals == sorted(totals)
    assert sum(p.new_links for p in found.periods) == (totals[-1] if totals else 0)
    assert [p.name for p in found.periods] == sorted(p.name for p in found.periods)
