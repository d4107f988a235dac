"""Words and sentences of media prose, cut by the real tokenizers."""

from __future__ import annotations

import warnings
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.annotate.grammar import load_grammar
from kg.annotate.models import load_pipeline
from kg.annotate.text import normalise
from kg.annotate.tokens import Words, tokenise
from kg.resources import ontologies_dir

pytestmark = pytest.mark.models


@lru_cache(maxsize=2)
def tools(lang: str):
    with warnings.catch_warnings():
        # W095: the English model was trained with an earlier 3.x release of spaCy.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        return load_pipeline(lang).tokenizer, load_grammar(ontologies_dir(), lang)


def cut(text: str, lang: str) -> Words:
    return tokenise(normalise(text), *tools(lang))


def words(text: str, lang: str) -> list[str]:
    return cut(text, lang).texts


def sentences(text: str, lang: str) -> list[str]:
    """The sentences of a text, sliced out of it."""
    found = cut(text, lang)
    begins = [start for start, first in zip(found.starts, found.sentence_starts, strict=True) if first]
    return [text[a:b].strip() for a, b in zip(begins, [*begins[1:], len(text)], strict=True)]


# -- offsets -----------------------------------------------------------------------------------------------------------

PROSE = st.lists(
    st.sampled_from(
        [
            *(
                "« Minerai »",
                "M6+",
                "Canal+,",
                "ex-PDG",
                "co-CEO",
                "Paris-based",
                "U.K.-based",
                "3 M€.",
                "£20m.",
                "l’été",
            ),
            *(
                "Warner Bros.",
                "M. Durand",
                "J.-K. Rowling",
                "Voilà…",
                "“No. Never.”",
                "—",
                "won’t",
                "a-t-il",
                "(2025)",
                "?!",
            ),
        ]
    )
    | st.text(max_size=12),
    max_size=12,
).map(" ".join)


@pytest.mark.parametrize("lang", ["en", "fr"])
@given(text=PROSE)
@settings(deadline=None, max_examples=60)
def test_words_are_slices_of_the_text_in_order(lang, text):
    plain = normalise(text)
    found = tokenise(plain, *tools(lang))
    end = 0
    for word, start, stop in zip(found.texts, found.starts, found.ends, strict=True):
        assert end <= start < stop
        assert word == plain[start:stop]
        assert not plain[end:start].strip()
        end = stop

    assert not plain[end:].strip()
    assert len(found) == len(found.sentence_starts)
    assert found.sentence_starts[:1] in ([], [True])


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_an_empty_text_has_no_words(lang):
    assert len(cut("", lang)) == len(cut(" \n ", lang)) == 0


# -- names and compounds -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("name", ["M6+", "Canal+", "Disney+", "Paramount+"])
def test_a_plus_sign_belongs_to_the_name(name, lang):
    assert words(f"{name} (2025), {name}.", lang) == [name, "(", "2025", ")", ",", name, "."]


def test_a_plus_sign_belongs_to_the_last_word_of_a_name():
    assert words("Apple TV+ grandit", "fr") == ["Apple", "TV+", "grandit"]


def test_a_plus_sign_that_stands_alone_is_a_word():
    assert words("Canal + Brume", "fr") == ["Canal", "+", "Brume"]


def test_ex_is_cut_off_a_french_post():
    assert words("L’ex-PDG et l’ex-directrice", "fr") == ["L'", "ex-", "PDG", "et", "l'", "ex-", "directrice"]


def test_ex_is_cut_off_an_english_post():
    assert words("the ex-CEO", "en") == ["the", "ex", "-", "CEO"]


@pytest.mark.parametrize(
    ("compound", "lang"),
    [
        ("co-PDG", "fr"), ("vice-présidente", "fr"), ("Jean-Pierre", "fr"), ("long-métrage", "fr"), ("peut-être", "fr"),
        ("co-CEO", "en"), ("co-founder", "en"), ("editor-in-chief", "en"), ("Jean-Pierre", "en"), ("spin-off", "en"),
    ],
)  # fmt: skip
def test_other_hyphen_compounds_are_one_word(compound, lang):
    assert words(f"{compound}, {compound}", lang) == [compound, ",", compound]


@pytest.mark.parametrize("place", ["Paris", "York", "UK", "U.K.", "U.S."])
@pytest.mark.parametrize("tail", ["based", "born", "owned", "listed"])
def test_the_participle_of_an_english_compound_stands_apart(place, tail):
    assert words(f"the {place}-{tail} firm", "en") == ["the", place, "-", tail, "firm"]


def test_typographic_and_plain_quotation_marks_are_words():
    assert words("«Minerai», «\u00a0Brume\u00a0»", "fr") == ['"', "Minerai", '"', ",", '"', "Brume", '"']
    assert words("“Dark,” he said", "en") == ['"', "Dark", ",", '"', "he", "said"]


def test_an_apostrophe_ends_an_elided_word_only():
    assert words("L’été d’Ondine, aujourd’hui", "fr") == ["L'", "été", "d'", "Ondine", ",", "aujourd'hui"]


@pytest.mark.parametrize("dash", ["—", "…"])
def test_dashes_and_ellipses_stand_apart(dash):
    assert words(f"Brume{dash}Lumio", "fr") == ["Brume", dash, "Lumio"]


# -- sentences ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("L’accord avec Warner Bros. Discovery tient.", "fr"),
        ("M. Durand et Mme Roy quittent Brume.", "fr"),
        ("MM. Durand et Roy ont écrit à J.-K. Rowling.", "fr"),
        ("La société Acme Inc. Films a signé.", "fr"),
        ("The deal with Warner Bros. Discovery holds.", "en"),
        ("Mr. Smith, Dr. Who and J. K. Rowling met St. John Ford.", "en"),
        ("The U.S. Department of Justice and the U.K. Treasury agree.", "en"),
    ],
)
def test_an_abbreviation_does_not_end_a_sentence(text, lang):
    assert sentences(text, lang) == [text]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Il part.| Elle reste !| Qui gagne ?| Voilà…| 2025 sera long.", "fr"),
        ("Lumio a payé 3 M€.| Brume en voulait 5.", "fr"),
        ("Le film coûte 12 €.| Il dure 2 h.| Elle l’aime.", "fr"),
        ("Il a rejoint TF1.| Elle dirige M6+.| La part est de 8 %.| Fin.", "fr"),
        ("« Minerai », de Sékou Traoré, sort.| « Brume » suit.", "fr"),
        ("Il jure : « C’est fini. »| Elle en doute.", "fr"),
        ("Elle part.| (Lui aussi.)| Tant pis.", "fr"),
        ("It cost £20m.| It made $3.5bn.| Then came 2025.", "en"),
        ("He joined the BBC.| She runs Disney+.| Nobody knows why.", "en"),
        ("“We won,” he said.| “Nobody lost.”| They left.", "en"),
    ],
)
def test_sentences_end_at_full_stops_and_their_like(text, lang):
    expected = [part.strip() for part in text.split("|")]

    assert sentences(text.replace("|", ""), lang) == expected


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("« Qui ? » demande-t-elle.", "fr"),
        ("Le jeu Qui veut ? attire du monde.", "fr"),
        ("La part passe de 3,5 à 4.2 points.", "fr"),
        ("“Really?” she asked.", "en"),
        ("The show Who? returns.", "en"),
    ],
)
def test_a_lower_case_word_goes_on_with_the_sentence(text, lang):
    assert sentences(text, lang) == [text]
