"""Noun phrases: what belongs together, and by what it hangs on the rest."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.models


def phrases(found):
    """Return (preposition, words) of every phrase."""
    return [
        (phrase.prep, found.text[block.starts[phrase.first] : block.ends[phrase.last]])
        for block, in_block in zip(found.article.blocks, found.article.phrases, strict=True)
        for phrase in in_block
    ]


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        (
            "fr",
            "Le studio français Lumio Films a racheté la filiale de Netflix à Ada Holm.",
            [("", "Le studio français Lumio Films"), ("", "la filiale"), ("de", "Netflix"), ("à", "Ada Holm")],
        ),
        (
            "en",
            "On Monday the studio Lumio Films bought a subsidiary from Ada Holm.",
            [("on", "Monday"), ("", "the studio Lumio Films"), ("", "a subsidiary"), ("from", "Ada Holm")],
        ),
        ("fr", "Elle dirige sa société avec Ada Holm.", [("", "sa société"), ("avec", "Ada Holm")]),
        ("en", "She runs her company with Ada Holm.", [("", "her company"), ("with", "Ada Holm")]),
        # contracted prepositions count as the full ones
        ("fr", "Il travaille au studio du groupe Brume Média.", [("à", "studio"), ("de", "groupe Brume Média")]),
        # an adjective may stand for somebody
        (
            "fr",
            "L'Américaine a réalisé le premier épisode de la série « Minerai ».",
            [("", "L'Américaine"), ("", "le premier épisode"), ("de", "la série « Minerai »")],
        ),
    ],
)
def test_phrases_of_a_sentence(annotate, lang, text, wanted):
    assert phrases(annotate(text, lang)) == wanted


def test_a_possessor_owns_the_next_phrase(annotate):
    (owner, owned) = annotate("Netflix's subsidiary closed.", "en").article.phrases[0]

    assert (owner.owner, owned.owner) == (-1, 0)
    assert owned.noun >= 0


def test_determiners_tell_the_known_from_the_new(annotate):
    known, new = annotate("Le studio cherche un acheteur.", "fr").article.phrases[0]

    assert (known.definite, new.definite) == (True, False)


def test_possessive_determiners_are_told_apart(annotate):
    (own, _) = annotate("Sa société emploie Ada Holm.", "fr").article.phrases[0]

    assert own.own


@pytest.mark.parametrize("text", ["Elle est partie.", "Partir, c'est mourir un peu.", "—", "…"])
def test_phrases_never_overlap_and_stay_in_the_text(annotate, text):
    found = annotate(text, "fr")

    for block, in_block in zip(found.article.blocks, found.article.phrases, strict=True):
        edges = [edge for phrase in in_block for edge in (phrase.first, phrase.last)]
        assert edges == sorted(edges)
        assert all(0 <= edge < len(block.doc) for edge in edges)
