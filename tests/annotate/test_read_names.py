"""Names as a trained tagger reads them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from kg.annotate.name_data import NameData
from kg.annotate.read_names import best_path
from kg.model import Article

GOES_ON = 2


@given(arrays.arrays(np.float32, st.tuples(st.integers(1, 12), st.just(3)), elements=st.floats(-20, 0, width=32)))
def test_the_best_path_never_goes_on_with_what_has_not_begun(scores):
    path = best_path(scores)
    assert len(path) == len(scores)
    assert all(path[n - 1] != 0 for n in range(1, len(path)) if path[n] == GOES_ON)
    assert path[0] != GOES_ON


def test_the_best_path_is_the_likeliest_one_allowed():
    # alone the second word would be inside a name; so either the first begins one or the second does
    assert best_path(np.log(np.array([[0.6, 0.3, 0.1], [0.1, 0.1, 0.8]], dtype=np.float32))) == [1, 2]
    assert best_path(np.log(np.array([[0.98, 0.01, 0.01], [0.1, 0.3, 0.6]], dtype=np.float32))) == [0, 1]


def names(extractor, lang, text):
    language = extractor.language(lang)
    with language.pipeline.memory_zone():
        annotated = language.annotate(Article(id="a", text=text, lang=lang, date="2025-03-01"))
        return {entity.name: entity.types for entity in annotated.entities}


@pytest.mark.models
@pytest.mark.parametrize(
    ("lang", "text", "title"),
    [
        (
            "en",
            "Ines Calder, who directed The Night We Sold the Harbour, will shoot a drama for Brightwell Pictures.",
            "The Night We Sold the Harbour",
        ),
        (
            "fr",
            "Claire Morand, qui a réalisé Tout ce que la mer emporte, tournera pour Brumaire Productions.",
            "Tout ce que la mer emporte",
        ),
    ],
)
def test_titles_without_quotation_marks_are_whole(whole_extractor, lang, text, title):
    found = names(whole_extractor, lang, text)
    assert title in found
    assert len(found) == 3


@pytest.mark.models
def test_nationalities_and_trades_are_no_names(whole_extractor):
    found = names(whole_extractor, "fr", "La réalisatrice française Claire Morand a quitté le norvégien Fjellmedia.")
    assert {"Claire Morand", "Fjellmedia"} <= found.keys()
    assert not {"française", "norvégien", "réalisatrice"} & found.keys()


@pytest.mark.parametrize(
    ("word", "amount"),
    [("Rs", True), ("SEK37.7", True), ("€", True), ("TF1", False), ("1917", False), ("Try", False), ("SEK37", False)],
)
def test_signs_of_currencies_are_no_names(extractor, word, amount):
    language = extractor.language("en").language
    assert NameData(language.grammar, language.kinds, language.knowledge).is_amount(word) is amount


@pytest.mark.models
def test_an_empty_article_has_no_names(whole_extractor):
    assert names(whole_extractor, "en", "…") == {}


@pytest.mark.models
@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Bellweather has bought Ondine, the animation house behind Augustin's Bestiary.",
            "Augustin's Bestiary",
        ),
        ("Sofia\N{RIGHT SINGLE QUOTATION MARK}s Wedding, a comedy with Mark Lind, opens in March.", "Sofia's Wedding"),
        # whom the article names in full made the work
        (
            "Critics liked Jonas Brask's film. Brask wrote of Jonas's Winter Harbour, his first film.",
            "Winter Harbour",
        ),
    ],
)
def test_a_first_name_in_the_genitive_may_open_a_title(whole_extractor, text, title):
    assert title in names(whole_extractor, "en", text)
