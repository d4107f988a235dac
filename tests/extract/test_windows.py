"""Windows: as many sentences as the encoder reads at once, and none left out."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.windows import ALL, SENTENCES, packed, windows
from kg.model import Article


@given(st.lists(st.integers(1, 500), max_size=30))
def test_every_sentence_is_in_a_window_and_windows_share_one(lengths):
    found = list(packed(lengths))
    assert sorted({n for first, end in found for n in range(first, end)}) == list(range(len(lengths)))
    for (first, end), (again, _) in itertools.pairwise(found):
        assert again == max(end - 1, first + 1)
    assert all(sum(lengths[a:b]) <= SENTENCES for a, b in found if b - a > 1)


@pytest.mark.models
def test_a_window_begins_with_the_title_and_knows_its_mentions(whole_extractor):
    language = whole_extractor.language("en")
    article = Article(id="a", title="Studio sold", text="Netflix bought Lumio Films. It paid well.", lang="en")
    with language.pipeline.memory_zone():
        annotated = language.annotate(article)
        (window,) = windows(annotated, whole_extractor.classifier.weights.pieces)
        named = [annotated.entities[p.mention.entity].name for p in window.places if p.mention.kind == "name"]
    assert named == ["Netflix", "Lumio Films"]
    assert len(window.numbers) <= ALL
    pieces = whole_extractor.classifier.weights.pieces
    title = [p.number for p in pieces.cut(article.title, 0, len(article.title))]
    assert list(window.numbers[: len(title) + 2]) == [pieces.begin, *title, pieces.end]


@pytest.mark.models
def test_a_long_article_is_read_in_several_windows(whole_extractor):
    language = whole_extractor.language("fr")
    text = " ".join(f"Le studio numéro {n} a été racheté par Canal+ au printemps dernier." for n in range(60))
    with language.pipeline.memory_zone():
        annotated = language.annotate(Article(id="a", text=text, lang="fr"))
        found = list(windows(annotated, whole_extractor.classifier.weights.pieces))
    assert len(found) > 1
    assert all(len(window.numbers) <= ALL for window in found)
