"""Parts of a graph, and what they leave out."""

from __future__ import annotations

import pytest

from kg.analyse.scope import Scope, apply_scope, find_entity, top_entities, within
from kg.errors import UsageError


def nodes_of(data, **fields) -> str:
    return "".join(node.iri for node in apply_scope(data, Scope(**fields))[0].nodes)


def claims_of(data, **fields) -> str:
    return "".join(sorted(claim.claim_id for claim in apply_scope(data, Scope(**fields))[0].statements()))


def test_without_a_wish_only_entities_without_claims_go(data):
    part, report = apply_scope(data, Scope())
    assert [node.iri for node in part.nodes] == list("abcdefg")
    assert report.steps == (("without claims", 1, 0),)
    assert (report.entities, report.entities_total, report.claims, report.claims_total) == (7, 8, 7, 7)
    assert not report.complete


@pytest.mark.parametrize(("depth", "expected"), [(0, ""), (1, "abc"), (2, "abcd"), (9, "abcd")])
def test_around_an_entity(data, depth, expected):
    assert nodes_of(data, around=("a",), depth=depth) == expected


@pytest.mark.parametrize("name", ["Lumio", "LUMIO", "lumio sa", "a", "Lúmio"])
def test_entities_are_found_by_name_alias_or_iri(data, name):
    assert find_entity(data, name).iri == "a"


def test_around_several(data):
    assert nodes_of(data, around=("Atlas", "zoe blum")) == "abcef"


def test_an_unknown_name_suggests_what_is_close(data):
    with pytest.raises(UsageError, match="did you mean Zoé Blum"):
        find_entity(data, "blum")
    with pytest.raises(UsageError, match="no entity is called"):
        find_entity(data, "")


def test_a_name_of_several_entities_asks_for_an_iri(data):
    from dataclasses import replace

    twice = replace(data, nodes=(*data.nodes, replace(data.nodes[0], iri="z")))
    with pytest.raises(UsageError, match="names 2 entities; give one of these IRIs: a, z"):
        find_entity(twice, "Lumio")


@pytest.mark.parametrize("article", ["http://e/article/two", "https://n/2", "Second", "two"])
def test_one_article(data, article):
    assert claims_of(data, articles=(article,)) == "125"
    assert nodes_of(data, articles=(article,)) == "abcef"


def test_an_article_that_is_not_there(data):
    with pytest.raises(UsageError, match="no article 'three'"):
        apply_scope(data, Scope(articles=("two", "three")))


def test_claims_by_relation_mode_and_confidence(data):
    assert claims_of(data, relations=("owns", "founderOf")) == "12"
    assert claims_of(data, modes=("planned", "negated")) == "15"
    assert claims_of(data, min_confidence=0.5) == "234567"


def test_claims_by_date(data):
    assert claims_of(data, since="2024-06") == "125"
    assert claims_of(data, until="2024") == "367"
    assert claims_of(data, since="2024-05-02", until="2024-05-02") == "367"


@pytest.mark.parametrize(
    ("date", "since", "until", "inside"),
    [
        ("2025", "2025-07", None, True),
        ("2025-07-18", None, "2025-07", True),
        ("2025-08", None, "2025-07-31", False),
        ("2024-12-31", "2025", None, False),
        ("2025-07-18T10:00:00", "2025-07-18", "2025-07-18", True),
        (None, "2025", None, False),
    ],
)
def test_dates_of_any_precision(date, since, until, inside):
    assert within(date, since, until) is inside


def test_entities_by_class(data):
    assert nodes_of(data, classes=("Company", "Person")) == "abcg"


def test_the_top_says_what_it_leaves_out(data):
    part, report = apply_scope(data, Scope(top=2))
    assert len(part.nodes) == 2
    assert report.steps[-1][:2] == ("top", 5)
    assert report.claims_total - report.claims == sum(claims for _, _, claims in report.steps)
    assert top_entities(data, 0).nodes == ()
    assert top_entities(data, 99) == data
