"""Forms of words: what a data file need not list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.inflection import plural_forms, spaced, verb_forms

words = st.text("abcdefghilmnopqrstuvxyzéèç", min_size=3, max_size=12)


@pytest.mark.parametrize(
    ("phrase", "cut"),
    [
        ("studio d'animation", "studio d' animation"),
        ("président du conseil d'administration", "président du conseil d' administration"),
        ("tenir l' affiche", "tenir l' affiche"),
        ("director's cut", "director 's cut"),
        ("box-office", "box-office"),
        ("film", "film"),
    ],
)
def test_phrases_are_cut_as_texts_are(phrase, cut):
    assert spaced(phrase) == cut
    assert spaced(cut) == cut


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("film", "films"),
        ("journal", "journaux"),
        ("jeu", "jeux"),
        ("bureau", "bureaux"),
        ("prix", "prix"),
        ("festival", "festivals"),
        ("maison de disques", "maisons de disques"),
        ("chef d'équipe", "chefs d'équipe"),
        ("chaîne à péage", "chaînes à péage"),
        ("directeur des programmes", "directeurs des programmes"),
    ],
)
def test_french_plurals(noun, plural):
    assert plural_forms(noun, "fr") == (plural,)


@pytest.mark.parametrize(
    ("noun", "plurals"),
    [
        ("jeu vidéo", {"jeux vidéos", "jeux vidéo"}),
        ("série télévisée", {"séries télévisées", "séries télévisée"}),
        ("festival international du film", {"festivals internationaux du film", "festivals international du film"}),
        ("prix gros", {"prix gros"}),
    ],
)
def test_what_follows_a_french_noun_may_agree(noun, plurals):
    assert set(plural_forms(noun, "fr")) == plurals


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("film", "films"),
        ("company", "companies"),
        ("day", "days"),
        ("box", "boxes"),
        ("launch", "launches"),
        ("spokesman", "spokesmen"),
        ("spokeswoman", "spokeswomen"),
        ("head of news", "heads of news"),
        ("editor in chief", "editors in chief"),
        ("video game", "video games"),
        ("production company", "production companies"),
    ],
)
def test_english_plurals(noun, plural):
    assert plural_forms(noun, "en") == (plural,)


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("racheter", {"rachète", "rachètent", "racheté", "rachetée", "rachetait", "rachètera", "rachèterait"}),
        ("annoncer", {"annonce", "annonça", "annonçait", "annoncé", "annoncera"}),
        ("diriger", {"dirige", "dirigea", "dirigeait", "dirigeant", "dirigé"}),
        ("conserver", {"conserve", "conservent", "conservera"}),
        ("révéler", {"révèle", "révèlent", "révélera"}),
        ("employer", {"emploie", "emploient", "employé", "emploiera"}),
        ("finir", {"finit", "finissent", "finissait", "fini", "finira"}),
        ("investir", {"investir"}),
        ("vendre", {"vendre"}),
    ],
)
def test_french_verbs(verb, forms):
    assert forms <= verb_forms(verb, "fr")


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("acquire", {"acquire", "acquires", "acquired", "acquiring"}),
        ("launch", {"launch", "launches", "launched", "launching"}),
        ("buy", {"buy", "buys", "buyed", "buying"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
    ],
)
def test_english_verbs(verb, forms):
    assert verb_forms(verb, "en") == forms


@given(words, st.sampled_from(["er", "ir", "re", "oir"]))
def test_a_verb_is_a_form_of_itself(stem, ending):
    assert stem + ending in verb_forms(stem + ending, "fr")
    assert stem + ending in verb_forms(stem + ending, "en")


@given(words, st.sampled_from(["en", "fr"]))
def test_a_single_word_has_one_regular_plural(noun, language):
    (plural,) = plural_forms(noun, language)

    assert len(plural) >= len(noun)
    assert plural[: len(noun) - 2] == noun[:-2] or language == "en"
