"""Parts of a graph, and what they leave out."""

from __future__ import annotations

import pytest

from kg.analyse.rank import pagerank
from kg.analyse.scope import Scope, Selection, apply_scope, find_entity, left_out, top_entities, within
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
    with pytest.raises(UsageError, match=r"names 2 entities; give one of a \(Company\), z \(Company\)"):
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


def test_the_top_is_not_made_of_lonely_pairs(data):
    alone = pagerank(data)
    assert alone["e"] > alone["d"], "the pair e–f outranks d, which hangs on three others"
    assert nodes_of(data, top=4) == "abcd"


def test_the_seeds_stay_whatever_their_class(data):
    assert nodes_of(data, around=("Ciné Sud",), depth=1, classes=("Person",)) == "bc"


def test_a_seed_may_stand_outside_the_other_wishes(data):
    assert nodes_of(data, around=("Vertige",), relations=("owns",), depth=2) == ""


def test_a_query_that_names_claims_shows_these_with_their_sides(data):
    found = Selection(frozenset({"http://e/claim/2", "e"}))
    assert claims_of(data, selection=found) == "2"
    assert nodes_of(data, selection=found) == "bc"


def test_a_query_that_names_entities_shows_the_claims_among_them(data):
    assert claims_of(data, selection=Selection(frozenset("abd"))) == "37"


def test_a_query_that_constructs_triples_shows_their_claims(data):
    triples = frozenset({("a", "owns", "c"), ("d", "releaseDate", "2025"), ("a", "sues", "c")})
    assert claims_of(data, selection=Selection(frozenset("acd"), triples)) == "17"


def test_a_query_that_names_articles_shows_what_they_say(data):
    assert claims_of(data, selection=Selection(frozenset({"http://e/article/two"}))) == "125"


def test_a_query_that_names_nothing_of_the_graph(data):
    with pytest.raises(UsageError, match="the query finds no entity"):
        apply_scope(data, Scope(selection=Selection(frozenset({"http://elsewhere/"}))))


def test_an_article_with_nearly_the_title_is_suggested(data):
    with pytest.raises(UsageError, match="did you mean Second"):
        apply_scope(data, Scope(articles=("Secnd",)))


def test_what_is_left_out_is_told_in_words(data):
    _, report = apply_scope(data, Scope(modes=("asserted",), top=3))
    assert left_out(report).split("; ") == [
        "2 claims in other modes",
        "3 entities without claims",
        "2 entities and 3 claims less central",
    ]


@pytest.mark.parametrize("name", ["Zoé Blum", "zoe blum", "  ZOE   BLUM ", "b"])
def test_names_are_found_as_people_type_them(data, name):
    assert find_entity(data, name).iri == "b"


def test_typographic_apostrophes_make_no_difference_and_case_tells_two_apart(data):
    from dataclasses import replace

    renamed = replace(data.nodes[0], iri="http://e/entity/x-1", label="L'Œuvre", same_as=("http://wd/entity/Q7",))
    also = replace(data.nodes[0], iri="http://e/entity/x-2", label="L'ŒUVRE")
    graph = replace(data, nodes=(*data.nodes, renamed, also))
    for name in ("L’Œuvre", "x-1", "e:x-1", "http://e/entity/x-1", "Q7"):
        with_one = graph if name != "L’Œuvre" else replace(data, nodes=(*data.nodes, renamed))
        assert find_entity(with_one, name) is renamed
    assert find_entity(graph, "L'ŒUVRE") is also
