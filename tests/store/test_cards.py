from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.errors import UsageError
from kg.model import Entity
from kg.store.cards import choose, find

from .samples import BASE, ENTITIES, IRI_OF

if TYPE_CHECKING:
    from kg.store import GraphStore


@pytest.mark.parametrize(
    "wanted",
    [
        "Studio Ciné-Mâché",
        "studio cine-mache",
        "  SCM ",
        "scm",
        IRI_OF["studio"],
        "e:" + IRI_OF["studio"].rsplit("/")[-1],
    ],
)
def test_an_entity_is_found_by_name_other_name_or_iri(graph: GraphStore, wanted: str) -> None:
    assert [entity.iri for entity in graph.find(wanted)] == [IRI_OF["studio"]]


@pytest.mark.parametrize("wanted", ["Q907311", "http://www.wikidata.org/entity/Q907311"])
def test_an_entity_is_found_by_its_wikidata_identifier(graph: GraphStore, wanted: str) -> None:
    assert [entity.name for entity in graph.find(wanted)] == ["Netflix"]


def test_a_better_match_hides_weaker_ones() -> None:
    film = Entity(f"{BASE}entity/film", "Mercury", ("Film",))
    person = Entity(f"{BASE}entity/person", "Freddie Mercury", ("Person",), aliases=("Mercury",))
    lower = Entity(f"{BASE}entity/lower", "mercury", ("Company",))
    everything = [person, lower, film]
    assert find(everything, "Mercury", BASE) == [film]
    assert find(everything, "MERCURY", BASE) == [film, lower]
    assert find([person], "Mercury", BASE) == [person]
    assert find(everything, "Saturn", BASE) == []


def test_an_ambiguous_name_lists_the_candidates() -> None:
    twins = [Entity(f"{BASE}entity/{n}", "Mercury", (kind,)) for n, kind in (("a", "Film"), ("b", "Album"))]
    with pytest.raises(UsageError, match=rf"may mean 2 entities: Mercury \(Film\) <{BASE}entity/a>; Mercury \(Album\)"):
        choose(twins, "mercury", BASE)


@pytest.mark.parametrize(("wanted", "hint"), [("Netflx", "Netflix"), ("hastings", "Reed Hastings"), ("cine", "Studio")])
def test_a_name_nearly_right_is_suggested(wanted: str, hint: str) -> None:
    with pytest.raises(UsageError, match=f"did you mean .*{hint}"):
        choose(list(ENTITIES), wanted, BASE)


def test_a_name_far_off_is_not() -> None:
    with pytest.raises(UsageError, match="no entity is called 'zzzzzz'; look"):
        choose(list(ENTITIES), "zzzzzz", BASE)


def test_a_card_has_both_directions_with_sentences_and_articles(graph: GraphStore) -> None:
    card = graph.entity("netflix")
    assert card.entity.iri == IRI_OF["netflix"]
    assert {found.claim.predicate for found in card.outgoing} >= {"acquires", "revenue"}
    deal = card.outgoing[0]
    assert (deal.subject_name, deal.object_name, deal.attributed_to) == (
        "Netflix",
        "Studio Ciné-Mâché",
        "Reed Hastings",
    )
    assert deal.claim.evidence.quote.startswith("Netflix a racheté")
    assert (deal.article.id, deal.article.date, deal.article.text) == ("variety-2", "2025-07-02", "")
    assert dict(deal.claim.qualifiers)["price"].value == 1_500_000_000
    assert {found.claim.predicate for found in card.incoming} >= {"founderOf"}
    assert len(card.outgoing) + len(card.incoming) == 8


def test_newer_articles_come_first(graph: GraphStore) -> None:
    dates = [found.article.date for found in graph.entity("Netflix").outgoing]
    assert dates == sorted(dates, reverse=True)


def test_what_a_person_is_the_source_of_is_on_the_card(graph: GraphStore) -> None:
    card = graph.entity("Reed Hastings")
    assert {found.claim.predicate for found in card.said} == {"acquires"}
    assert {found.claim.predicate for found in card.outgoing} == {"founderOf"}


def test_dates_and_figures_are_on_the_card(graph: GraphStore) -> None:
    film = graph.entity("L'Été « noir »")
    assert "2025-07" in {found.object_name for found in film.outgoing if found.claim.predicate == "releaseDate"}
    figures = [found for found in graph.entity("Netflix").outgoing if found.claim.predicate == "revenue"]
    assert {(found.object_name, found.claim.object.value) for found in figures} == {("", 11.08e9)}
