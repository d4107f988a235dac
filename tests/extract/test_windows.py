"""Windows: who is mentioned where in what the encoder reads at once."""

from __future__ import annotations

import pytest

from kg.encoder.packing import ALL
from kg.extract.windows import LITERAL, mentioned_in, sentences_of, windows
from kg.model import Article

pytestmark = pytest.mark.models


def test_a_window_begins_with_the_title_and_knows_its_mentions(whole_extractor):
    language = whole_extractor.language("en")
    article = Article(id="a", title="Studio sold", text="Netflix bought Lumio Films. It paid well.", lang="en")
    pieces = whole_extractor.weights.pieces
    with language.pipeline.memory_zone():
        annotated = language.annotate(article)
        (window,) = windows(article, sentences_of(annotated), pieces, mentioned_in(annotated))
        named = [annotated.entities[p.mention.entity].name for p in window.places if p.mention.kind == "name"]
    assert named == ["Netflix", "Lumio Films"]
    assert len(window.numbers) <= ALL
    title = [p.number for p in pieces.cut(article.title, 0, len(article.title))]
    assert list(window.numbers[: len(title) + 2]) == [pieces.begin, *title, pieces.end]


def test_amounts_and_dates_are_things_after_the_entities(whole_extractor):
    language = whole_extractor.language("en")
    text = "Lumio Films made $40 million in 2024 and released Harrow Lane on 3 May 2023."
    with language.pipeline.memory_zone():
        article = Article(id="a", text=text, lang="en", date="2025-01-01")
        annotated = language.annotate(article)
        said = language.literals(annotated)
        pieces = whole_extractor.weights.pieces
        (window,) = windows(article, sentences_of(annotated), pieces, mentioned_in(annotated, said))
    places = [place for place in window.places if place.kind == LITERAL]
    assert [place.thing for place in places] == [len(annotated.entities) + n for n in range(len(said))]
    assert [place.types for place in places] == [("money",), ("date",), ("date",)]


def test_a_long_article_is_read_in_several_windows(whole_extractor):
    language = whole_extractor.language("fr")
    text = " ".join(f"Le studio numéro {n} a été racheté par Canal+ au printemps dernier." for n in range(60))
    with language.pipeline.memory_zone():
        article = Article(id="a", text=text, lang="fr")
        annotated = language.annotate(article)
        pieces = whole_extractor.weights.pieces
        found = list(windows(article, sentences_of(annotated), pieces, mentioned_in(annotated)))
    assert len(found) > 1
    assert all(len(window.numbers) <= ALL for window in found)
