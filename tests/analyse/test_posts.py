"""Who held which post when: stated dates, sightings, ends, plans and denials."""

from __future__ import annotations

import pytest

from kg.analyse.graph import GraphData, GraphEdge
from kg.analyse.posts import posts

RELATIONS = ("chiefExecutiveOf", "executiveOf")


def claim(
    number: int, date: str | None, *, mode="asserted", person="p", relation="chiefExecutiveOf", **qualifiers
) -> GraphEdge:
    return GraphEdge(
        claim_id=f"{number}", claim_iri=f"c{number}", subject=person, predicate=relation, object="org", mode=mode,
        date=date, qualifiers=tuple(qualifiers.items()),
    )  # fmt: skip


def post_of(*claims: GraphEdge):
    (found,) = posts(GraphData(edges=claims), RELATIONS)
    return found


def test_sightings_span_the_articles_that_name_the_post():
    post = post_of(claim(1, "2025-03-01", roleTitle="PDG"), claim(2, "2024-05"), claim(3, None, roleTitle="CEO"))
    assert (post.seen_first, post.seen_last) == ("2024-05", "2025-03-01")
    assert (post.start, post.end, post.former) == (None, None, False)
    assert set(post.titles) == {"PDG", "CEO"}
    assert len(post.claims) == 3


def test_stated_dates_win():
    post = post_of(
        claim(1, "2025-03-01", startDate="2019"), claim(2, "2025-04-01", endDate="2025-06", startDate="2018-01")
    )
    assert (post.start, post.end, post.former, post.first) == ("2018-01", "2025-06", True, "2018-01")


def test_a_former_post_is_over_by_the_article_that_says_so():
    post = post_of(claim(1, "2024-01-01"), claim(2, "2025-03-01", former=True))
    assert (post.seen_last, post.over_by, post.former) == ("2024-01-01", "2025-03-01", True)


def test_who_is_named_again_later_is_back():
    post = post_of(claim(1, "2024-01-01", former=True), claim(2, "2025-03-01"))
    assert (post.over_by, post.former) == (None, False)


def test_a_former_post_without_any_date_is_over():
    post = post_of(claim(1, None, former=True))
    assert post.former
    assert post.first in {None, ""}


def test_plans_are_plans_and_denials_contest():
    assert post_of(claim(1, "2025-01-01", mode="planned", startDate="2026")).planned
    assert post_of(claim(1, "2025-01-01"), claim(2, "2025-02-01", mode="negated")).contested
    assert not posts(
        GraphData(edges=(claim(1, "2025", mode="negated"), claim(2, "2025", mode="hedged", person="q"))), RELATIONS
    )


@pytest.mark.parametrize("relation", ["executiveOf", "owns"])
def test_each_post_is_its_own(relation):
    found = posts(GraphData(edges=(claim(1, "2025"), claim(2, "2025", relation=relation))), RELATIONS)
    assert len(found) == (2 if relation in RELATIONS else 1)
