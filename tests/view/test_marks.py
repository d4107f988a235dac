"""Texts cut at mentions and quotes: nothing is lost, nothing overlaps."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.analyse.graph import GraphEdge, GraphNode
from kg.model import Article
from kg.view.pages.marks import marked_quote, paragraphs

TEXT = "Lumio buys Atlas.\n\nThe group said so: Lumio is happy.\r\nAccueil\n"
NODES = {"l": GraphNode(iri="l", label="Lumio"), "a": GraphNode(iri="a", label="Atlas", aliases=("At",))}


def claim(start: int, end: int, subject=None, object_=None, text=TEXT) -> GraphEdge:
    return GraphEdge(
        claim_id=f"{start}-{end}", claim_iri="", subject="l", predicate="acquires", object="a", quote=text[start:end],
        quote_start=start, subject_offsets=subject, object_offsets=object_,
    )  # fmt: skip


def text_of(found) -> list[str]:
    return ["".join(piece.text for passage in one.passages for piece in passage.pieces) for one in found]


def test_paragraphs_hold_the_whole_text():
    found = paragraphs(Article("x", TEXT, "en"), [claim(0, 17, (0, 5), (11, 16))], NODES)
    assert text_of(found) == ["Lumio buys Atlas.", "The group said so: Lumio is happy.", "Accueil"]


def test_the_words_of_a_claim_are_its_entities_and_names_are_found_elsewhere():
    first, second, _ = paragraphs(Article("x", TEXT, "en"), [claim(0, 17, (0, 5), (11, 16))], NODES)
    (passage,) = first.passages
    assert [(p.text, p.entity, p.subject_of, p.object_of) for p in passage.pieces if p.entity] == [
        ("Lumio", "l", (1,), ()),
        ("Atlas", "a", (), (1,)),
    ]
    assert passage.claims == passage.notes == (1,)
    assert [p.text for passage in second.passages for p in passage.pieces if p.entity] == ["Lumio"]


def test_a_nominal_mention_is_marked_where_the_claim_says():
    found = paragraphs(Article("x", TEXT, "en"), [claim(19, 36, (0, 9), None)], NODES)
    assert ("The group", "l") in [(p.text, p.entity) for passage in found[1].passages for p in passage.pieces]


def test_quotes_that_overlap_share_the_middle():
    (line, *_) = paragraphs(Article("x", TEXT, "en"), [claim(0, 10), claim(6, 17)], NODES)
    assert [passage.claims for passage in line.passages] == [(1,), (1, 2), (2,)]
    assert [passage.notes for passage in line.passages] == [(), (1,), (2,)]


def test_furniture_is_not_marked():
    text = "Lumio rachète Atlas.\n\nLire aussi : Lumio en Bourse\n"
    found = paragraphs(Article("x", text, "fr"), [claim(0, 20, (0, 5), (14, 19), text)], NODES)
    for one in found:
        if one.furniture:
            assert all(piece.entity is None for passage in one.passages for piece in passage.pieces)


def test_marks_in_a_quote_escape_everything_else():
    text = "<b>Lumio</b> & Atlas"
    quote = claim(0, len(text), (3, 8), (15, 20), text)
    assert (
        marked_quote(quote)
        == '&lt;b&gt;<mark class="subject">Lumio</mark>&lt;/b&gt; &amp; <mark class="object">Atlas</mark>'
    )


@given(
    st.text(alphabet="Lumio Atlas\n\r.<&é😀", max_size=80),
    st.lists(st.tuples(st.integers(0, 80), st.integers(1, 40), st.integers(0, 30), st.integers(1, 12)), max_size=5),
)
def test_whatever_the_claims_every_character_is_there_once(text, spans):
    claims = []
    for first, length, inner, width in spans:
        start, end = min(first, len(text)), min(first + length, len(text))
        offsets = (inner, inner + width) if inner + width <= end - start else None
        claims.append(claim(start, end, offsets, None, text))
    found = paragraphs(Article("x", text, "en"), claims, NODES)
    lines = [line for line in text.splitlines() if line.strip()]
    assert text_of(found) == lines
