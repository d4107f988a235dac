"""Explanations of real extractions: every claim is shown, every silence has a reason."""

from __future__ import annotations

import pytest

from kg.errors import ArticleError
from kg.explain import explain
from kg.model import Article

pytestmark = pytest.mark.models

EN = (
    "Netflix has acquired Lumio Films, a Paris-based studio. Netflix and Disney met in Cannes.\n\n"
    "Lumio Films was bought by Netflix. Disney works for Cannes. Netflix is quiet. Disney acquired Paris in silence."
)
FR = "Canal+ a racheté la société Brume Films. Canal+ et Arte se sont croisés à Cannes."


@pytest.fixture(scope="module")
def english(extractor):
    (note,) = explain([Article(id="en", text=EN, lang="en", title="T", date="2025-03-01")], extractor)
    return note


@pytest.fixture(scope="module")
def french(extractor):
    (note,) = explain([Article(id="fr", text=FR, lang="fr", date="2025-03-01")], extractor)
    return note


def sentence(note, words):
    return next(s for s in note.sentences if words in s.text)


def test_sentences_are_slices_of_the_text(english):
    assert len(english.sentences) == 6
    assert all(EN[s.start : s.end] == s.text for s in english.sentences)
    assert all(EN[m.start : m.end] == m.text for s in english.sentences for m in s.mentions)


def test_all_claims_of_an_extraction_are_shown(english, extractor):
    (extraction,) = extractor.extract([Article(id="en", text=EN, lang="en", title="T", date="2025-03-01")])
    shown = [note.claim for s in english.sentences for note in s.claims]
    assert sorted(c.id for c in shown) == sorted(c.id for c in extraction.claims)
    assert {c.id: c.confidence for c in shown} == {c.id: c.confidence for c in extraction.claims}


def test_claims_are_in_words(english):
    notes = sentence(english, "has acquired").claims
    assert ("Netflix", "acquires", "Lumio Films") in {(n.subject, n.claim.predicate, n.object) for n in notes}


def test_mentions_say_where_their_class_comes_from(english):
    mentions = {m.text: m for m in sentence(english, "has acquired").mentions}
    assert mentions["Netflix"].typed_by == "known entity Q907311"
    assert mentions["Lumio Films"].types == ("ProductionStudio",)
    assert mentions["Lumio Films"].typed_by.startswith("words around and in its name: ProductionStudio")


def test_a_sentence_without_a_word_of_the_lexicon_names_its_own_words(english):
    assert sentence(english, "met in Cannes").gaps == ("no word of the lexicon; its verbs and nouns: meet",)


def test_what_is_said_again_is_rejected_with_the_place_of_what_was_kept(english):
    (note,) = (r for r in sentence(english, "was bought").rejected if r.relation == "acquires")
    assert note.word == "bought"
    assert note.reason.startswith("said again; kept at 0-")


def test_a_word_whose_sides_do_not_fit_says_which(english):
    silent = sentence(english, "in silence")
    reasons = [*silent.gaps, *(r.reason for r in silent.rejected)]
    assert silent.claims == ()
    assert any(
        "Paris" in reason and ("cannot be" in reason or "but its object must be" in reason) for reason in reasons
    )


def test_one_known_entity_alone_needs_no_reason(english):
    assert sentence(english, "is quiet").gaps == ()


def test_french_is_explained_alike(french):
    assert "acquires" in {n.claim.predicate for n in sentence(french, "racheté").claims}
    (gap,) = sentence(french, "croisés").gaps
    assert gap.startswith("no word of the lexicon")


def test_another_language_is_refused(extractor):
    with pytest.raises(ArticleError, match="'de'"):
        list(explain([Article(id="x", text="Hallo", lang="de")], extractor))


def test_words_are_those_of_the_article_and_what_is_too_unsure_is_told(whole_extractor):
    text = (
        "Entre Rivage 7 et Maelstrom Production, les discussions durent depuis des mois. Solène Kervadec, venue "
        "d'Arte, y croise souvent Loïc Tanguy ; Les Heures creuses les a réunis à Lyon, avec le groupe Fjellmedia."
    )
    (note,) = explain([Article(id="fr", text=text, lang="fr", date="2025-03-01")], whole_extractor)
    rejected = [r for s in note.sentences for r in s.rejected]
    assert rejected
    assert all(r.word in text for r in rejected)
    assert any(r.reason.startswith("too unsure") for r in rejected)
