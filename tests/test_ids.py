"""IRIs and hashes: the same content, the same name."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ids import SLUG_MAX, article_iri, claim_iri, digest, entity_iri, fold, slug, spoken

BASE = "https://example.org/"
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
IRI = re.compile(r"https://example\.org/(entity|article)/([a-z0-9]+(-[a-z0-9]+)*-)?[0-9a-f]{10}")


def test_a_hash_never_changes():
    assert digest("a", "b") == "f2c67fb755da2d22"


def test_how_parts_are_split_matters():
    assert len({digest("ab"), digest("a", "b"), digest("", "ab"), digest("ab", "")}) == 4


@given(st.lists(texts, max_size=4), st.integers(1, 64))
def test_a_hash_has_the_size_asked_for(parts, size):
    assert re.fullmatch(rf"[0-9a-f]{{{size}}}", digest(*parts, size=size))
    assert digest(*parts).startswith(digest(*parts, size=size)[:16])


def test_even_broken_text_has_a_hash():
    assert digest("\ud800") != digest("\ud801")


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Été", "ete"), ("STRASSE", "strasse"), ("Straße", "strasse"), ("ﬁlm", "film"), ("東宝", "東宝")],
)
def test_folding_drops_case_and_accents(text, folded):
    assert fold(text) == folded


@given(st.text("aàâäbcçéèêëîïôùûüÿœæßABCÀÉÎÔÛ ’'-.&+0123456789", max_size=40))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
    assert fold(text.upper()) == fold(text)


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        ("Studio Été", "studio-ete"),
        ("L’Équipe, 1946!", "l-equipe-1946"),
        ("東宝", ""),
        ("a" * 99, "a" * SLUG_MAX),
        ("", ""),
    ],
)
def test_a_slug_can_be_read(text, readable):
    assert slug(text) == readable


@given(texts)
def test_a_slug_is_part_of_an_iri(text):
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug(text))
    assert len(slug(text)) <= SLUG_MAX


@given(texts, texts)
def test_iris_are_well_formed(key, name):
    assert IRI.fullmatch(entity_iri(BASE, key, name))
    assert IRI.fullmatch(article_iri(BASE, key))


def test_the_key_tells_entities_of_one_name_apart():
    film, series = entity_iri(BASE, "name\0Film\0ore", "Ore"), entity_iri(BASE, "name\0Series\0ore", "Ore")

    assert film != series
    assert film.startswith(f"{BASE}entity/ore-")


def test_articles_and_entities_of_one_key_are_apart():
    assert article_iri(BASE, "x").rpartition("/")[2] != entity_iri(BASE, "x", "x").rpartition("/")[2]


def test_articles_whose_names_look_alike_are_apart():
    assert article_iri(BASE, "a/b.txt") != article_iri(BASE, "a-b.txt")


def test_a_claim_has_its_id_in_its_iri():
    assert claim_iri(BASE, "0123456789abcdef") == f"{BASE}claim/0123456789abcdef"


def test_names_are_compared_as_people_type_them():
    assert spoken("  L’Œuvre d’Augustin ") == spoken("l'œuvre  D'AUGUSTIN")
    assert spoken("Les Guetteurs") != spoken("Le Guetteur")
