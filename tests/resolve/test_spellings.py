"""Firms, works, products and events under several spellings, and those that only look alike."""

from __future__ import annotations

import pytest

from kg.model import Claim, EntityRef, Evidence, Extraction

from .test_resolution import article, entity, together


def linked(id_, one, other):
    """Return an article that connects two things."""
    claim = Claim(f"{id_}-1", id_, EntityRef(one.key), "partnersWith", EntityRef(other.key), Evidence(0, 0, ""))
    return Extraction(id_, "en", (one, other), (claim,))


@pytest.mark.parametrize(
    ("one", "other", "types", "reason"),
    [
        ("Brumeflix", "Brume Flix", ("Company",), "spacing"),
        ("Radio7", "Radio 7", ("Broadcaster",), "spacing"),
        ("Festival de Morlane", "Morlane Festival", ("Event",), "word-order"),
        ("Union romande des auteurs", "URA", ("Union",), "acronym"),
        ("Marées 2", "Marées : deuxième partie", ("Film",), "number"),
        ("Marées 2", "Marées: Part Two", ("Film",), "number"),
        ("Marées 4", "Marées IV", ("VideoGame",), "number"),
        ("Les Hautes Herbes", "Les Hautes Herbes, saison 2", ("Series",), "season"),
        ("Tall Grass", "Tall Grass season three", ("Series",), "season"),
        ("Les Hautes Herbes", "Saison 2 des Hautes Herbes", ("Series",), "season"),
        ("The Long Room", "The Long Room: A Ghost Story", ("Film",), "subtitle"),
        ("Harbour Street Blues", "Harbor Street Blues", ("Film",), "spelling"),
        ("Katharsis Films", "Catharsis Films", ("ProductionStudio",), None),
        ("Philharmonie Média", "Filharmonie Média", ("Company",), "spelling"),
    ],
)
def test_spellings_of_one_name_are_one_thing(resolved, one, other, types, reason):
    found = resolved(
        article("a", entity(one, *types, key="x")), article("b", entity(other, *types, key="y"), lang="fr")
    )

    assert together(found, ("a", "x"), ("b", "y")) is (reason is not None)
    assert [link.reason for links in found.merges.values() for link in links] == ([reason] if reason else [])


@pytest.mark.parametrize(
    ("one", "other", "types"),
    [
        ("Lumio", "Lumio France", ("Company",)),
        ("Lumio", "Lumio Music", ("Company",)),
        ("Lumio", "Lumio Records", ("Company",)),
        ("Les Embruns", "Les Embruns : l’héritage", ("Series",)),
        ("Marées", "Marées 2", ("Film",)),
        ("Marées 2", "Marées 3", ("Film",)),
        ("Prisma 2", "Prisma 3", ("Product",)),
        ("Alien Tides", "Aliens Tides", ("Film",)),
        ("Love and Debt", "Debt and Love", ("Film",)),
        ("Société des gens de plume", "SGB", ("Union",)),
        ("Paramont Films Ltd", "Belmont Films Ltd", ("Company",)),
        ("Bad Company", "Bad", ("Film",)),
        ("Ontario Weekly", "Ontario Weekend", ("NewsPublisher",)),
        ("Les Hautes Herbes 2", "Les Hautes Herbes, saison 2", ("Film",)),
    ],
)
def test_things_that_only_look_alike_stay_apart(resolved, one, other, types):
    found = resolved(article("a", entity(one, *types, key="x")), article("b", entity(other, *types, key="y")))

    assert not together(found, ("a", "x"), ("b", "y"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Fargo Blues", "Film"), ("Fargo Blues", "Series")),
        (("Ford", "Company"), ("Harrison Fordham", "Person")),
        (("The Winters", "MusicGroup"), ("Anna Winters", "Person")),
        (("Halden", "City"), ("Halden", "Company")),
        (("Cendres", "Book"), ("Cendres", "Film")),
    ],
)
def test_namesakes_of_another_kind_stay_apart(resolved, one, other):
    found = resolved(article("a", entity(*one, key="x")), article("b", entity(*other, key="y")))

    assert not together(found, ("a", "x"), ("b", "y"))


def test_a_founder_called_like_the_company_is_another_thing(resolved):
    found = resolved(
        article("a", entity("Walt Disney", "Person", called=["Disney"]), entity("Disney", "Company")),
        article("b", entity("Disney", "Company")),
        article("c", entity("Walt Disney", "Person")),
    )

    assert together(found, ("a", "Disney"), ("b", "Disney"))
    assert together(found, ("a", "Walt Disney"), ("c", "Walt Disney"))
    assert not together(found, ("a", "Disney"), ("a", "Walt Disney"))


def test_names_in_two_languages_meet_in_the_knowledge_base(resolved):
    found = resolved(
        article("a", entity("Money Heist", "Series", key="x"), entity("Londres", "City", key="y")),
        article("b", entity("La Casa de papel", "Series", key="x"), entity("London", "City", key="y"), lang="fr"),
        article("c", entity("La Casa de papel", "Song", key="x")),
    )

    assert together(found, ("a", "x"), ("b", "x"))
    assert together(found, ("a", "y"), ("b", "y"))
    assert not together(found, ("a", "x"), ("c", "x"))
    (heist,) = [e for e in found.entities if e.types == ("Series",)]
    assert heist.same_as == ("http://www.wikidata.org/entity/Q29647346",)


def test_a_name_that_proves_nothing_is_not_linked(resolved):
    (it,) = resolved(article("a", entity("The Office", "Series"))).entities

    assert it.same_as == ()


def test_what_an_article_calls_a_thing_for_short_is_its_name_elsewhere_if_the_classes_agree(resolved):
    introduced = article("a", entity("Halcyon Pictures", "ProductionStudio", called=["Halcyon"]))

    assert together(
        resolved(introduced, article("b", entity("Halcyon", "ProductionStudio"))),
        ("a", "Halcyon Pictures"),
        ("b", "Halcyon"),
    )
    other = resolved(introduced, article("b", entity("Halcyon", "RecordLabel")))
    assert not together(other, ("a", "Halcyon Pictures"), ("b", "Halcyon"))
    assert [link.reason for link in other.doubts] == ["explained"]


def test_a_description_means_another_thing_in_another_article(resolved):
    prize = entity("best director", "Award", key="x")
    names = article("a", prize), article("b", prize)
    works = article("c", entity("thriller", "Genre")), article("d", entity("thriller", "Genre"))

    assert len(resolved(*names).entities) == 2
    assert len(resolved(*works).entities) == 1


def test_a_description_means_one_thing_when_both_articles_connect_it_with_the_same(resolved):
    prize, film = entity("best director", "Award"), entity("Ore", "Film")

    assert len(resolved(linked("a", film, prize), linked("b", film, prize)).entities) == 2


def test_a_slip_is_seen_by_how_much_more_often_the_right_name_is_written(resolved):
    right = [article(f"r{n}", entity("Harrowgate", "Company")) for n in range(4)]
    slip = article("s", entity("Harowgtae", "Company")), article("t", entity("Harrowgaet", "Company"))

    assert together(resolved(*right, *slip), ("r0", "Harrowgate"), ("t", "Harrowgaet"))
    assert not together(resolved(*right, *slip), ("r0", "Harrowgate"), ("s", "Harowgtae"))
    assert not together(resolved(right[0], *slip), ("r0", "Harrowgate"), ("t", "Harrowgaet"))


def test_firms_that_are_connected_with_each_other_are_two(resolved):
    parent, branch = entity("Harrowgate", "Company"), entity("Harrowgade", "Company")
    film = entity("Ore", "Film")

    assert together(
        resolved(linked("a", parent, film), linked("b", branch, film)), ("a", "Harrowgate"), ("b", "Harrowgade")
    )
    assert not together(
        resolved(linked("a", parent, film), linked("b", branch, film), linked("c", parent, branch)),
        ("a", "Harrowgate"),
        ("b", "Harrowgade"),
    )
