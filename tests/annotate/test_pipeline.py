"""Whole articles: every mention points at its words, and the same text gives the same result."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Article

from .conftest import Annotated, annotator

pytestmark = pytest.mark.models

TEXT = """Lumio Films changes hands

LYON (AP) — Brume Media Group has bought the studio Lumio Films (LF) for $3 million, Brume said on Monday.
“We are happy,” said its chief executive, Ada Holm. The group owns Ondine Records.

Holm, who founded LF in 2010, will direct “The Long Night”. She lives in Oslo.
"""


@pytest.fixture(scope="module")
def found():
    return Annotated(TEXT, "en")


def test_entities_are_found_over_all_blocks(found):
    assert {e.name for e in found.article.entities} >= {
        "Brume Media Group",
        "Lumio Films",
        "Ada Holm",
        "Ondine Records",
        "The Long Night",
        "Oslo",
    }


def test_a_heading_is_a_block_of_its_own(found):
    assert found.article.blocks[0].kind == "heading"
    assert len(found.article.blocks) >= 3


def test_short_names_reach_from_block_to_block():
    marked = TEXT.replace("founded LF", "founded [LF]").replace("\nHolm", "\n[Holm]").replace("She", "[She]")

    assert Annotated(marked, "en").referents() == ["Ada Holm", "Lumio Films", "Ada Holm"]


def test_every_mention_is_in_its_block_and_found_there(found):
    article = found.article
    for mention in article.mentions:
        assert 0 <= mention.first <= mention.head <= mention.last < len(article.blocks[mention.block].doc)
        assert article.mention_at(mention.block, mention.head) is not None
        assert 0 <= mention.entity < len(article.entities)
    assert article.mention_at(0, 999) is None


def test_sentences_come_in_text_order(found):
    starts = [block.sentence_offsets(sentence)[0] for _, block, sentence in found.article.sentences()]

    assert starts == sorted(starts)
    assert len(starts) >= 5


def test_the_same_text_gives_the_same_result(found):
    again = Annotated(TEXT, "en")

    assert again.mentions() == found.mentions()
    assert again.article.entities == found.article.entities


def test_page_furniture_is_left_out():
    text = "Netflix grows.\n\nSubscribe to Lumio Films now!\n\nBrume Media shrinks."
    start = text.index("Subscribe")
    article = Article(id="a", text=text, lang="en", date="2025-10-22")
    found = annotator("en").annotate(article, [(start, text.index("\n\nBrume"))])

    assert {e.name for e in found.entities} == {"Netflix", "Brume Media"}
    spans = [text[slice(*found.offsets(m))] for m in found.mentions]
    assert spans == ["Netflix", "Brume Media"]


pieces = st.sampled_from(
    [
        *(
            "Netflix",
            "Lumio Films",
            "Ada Holm",
            "« Minerai »",
            "“Ore”",
            "(LF)",
            "Le studio",
            "The studio",
            "elle",
            "she",
        ),
        *("a racheté", "bought", "de", "of", "'s", ",", ".", "?", "\n\n", "\n", '"', "«", "”", "’", "d'", "3 millions"),
        *(
            "\u00a0",
            "\u202e",
            "😀",
            "東宝",
            "-",
            "—",
            "…",
            "(",
            ")",
            "# ",
            "* ",
            "http://x.org/",
            "\t",
            "M.",
            "Mme",
            "l'",
        ),
    ]
)


@pytest.mark.parametrize("lang", ["en", "fr"])
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_text_is_too_odd(lang, data):
    text = " ".join(data.draw(st.lists(pieces, max_size=25)))
    found = Annotated(text.replace("[", "").replace("]", ""), lang)

    for start, end, entity, _ in found.mentions():
        assert 0 <= start < end <= len(found.text)
        assert found.article.entities[entity].name
