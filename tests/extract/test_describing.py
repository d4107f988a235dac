"""Genres and trades are named by the fullest phrase that the text has for them."""

from __future__ import annotations

import pytest

from kg.model import Article, EntityRef

pytestmark = pytest.mark.models


def kinds(extractor, lang, text):
    (found,) = extractor.extract([Article(id="a", text=text, lang=lang, date="2025-05-05")])
    names = {entity.key: {entity.name, *entity.aliases} for entity in found.entities}
    return [
        names[claim.object.key]
        for claim in found.claims
        if claim.predicate in {"genre", "occupation"} and isinstance(claim.object, EntityRef)
    ]


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("en", "The heist comedy Brown Hats, directed by Ann Low, opened in May.", "heist comedy"),
        ("en", "Ubisoft hired the shoe designer Joan Yarrow.", "shoe designer"),
        ("fr", "« Le Nord », un drame de prison réalisé par Ana Bo, sort mercredi.", "drame de prison"),
    ],
)
def test_the_noun_that_narrows_a_kind_belongs_to_its_name(extractor, lang, text, name):
    assert any(name in names for names in kinds(extractor, lang, text))


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("en", 'Her debut thriller "Low Tide", directed by Ann Low, sold well.', "debut thriller"),
        ("fr", "« Le Nord », un thriller de huit épisodes, arrive sur Arte.", "thriller de huit"),
        ("fr", "La comédie de Dany Boon, « La Ch'tite famille », cartonne.", "comédie de Dany"),
    ],
)
def test_words_that_only_praise_count_or_own_do_not(extractor, lang, text, name):
    found = kinds(extractor, lang, text)
    assert found
    assert not any(name in names for names in found)
