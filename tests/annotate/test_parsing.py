"""Parsing with every name as one word."""

from __future__ import annotations

import pytest

from kg.annotate.names import NameSpan
from kg.annotate.parsing import parse, tag
from kg.annotate.tokens import tokenise

from .conftest import annotator

pytestmark = pytest.mark.models

TEXT = "Le film « Tu ne dis rien » sort lundi."


@pytest.fixture(scope="module")
def french():
    return annotator("fr")


@pytest.fixture(scope="module")
def words(french):
    return tokenise(TEXT, french.pipeline.tokenizer, french.grammar)


def test_every_word_is_tagged(french, words):
    tagged = tag(words, french.pipeline)

    assert len(tagged.pos) == len(tagged.labels) == len(tagged.lemmas) == len(tagged.verb_like) == len(words)
    assert tagged.pos[words.texts.index("film")] == "NOUN"
    assert tagged.verb_like[words.texts.index("sort")]


def test_a_name_is_one_word_that_the_parser_knows(french, words):
    first, last = words.texts.index("«"), words.texts.index("»")
    block = parse(words, [NameSpan(first, last, "Tu ne dis rien")], {0: "Titanic"}, 0, french.pipeline)

    assert [t.text for t in block.doc] == ["Le", "film", "Titanic", "sort", "lundi", "."]
    assert [t.text for t in block.doc if t.pos_ == "VERB"] == ["sort"]
    assert TEXT[slice(*block.span_offsets(2, 2))] == "« Tu ne dis rien »"


def test_offsets_point_into_the_article(french, words):
    block = parse(words, [], {}, 100, french.pipeline)

    for token, start, end in zip(block.doc, block.starts, block.ends, strict=True):
        if token.text.isalpha():
            assert TEXT[start - 100 : end - 100] == token.text
    (sentence,) = block.doc.sents
    assert block.sentence_offsets(sentence) == (100, 100 + len(TEXT))


def test_nothing_parses_to_nothing(french):
    block = parse(tokenise("", french.pipeline.tokenizer, french.grammar), [], {}, 0, french.pipeline)

    assert (len(block.doc), block.starts, block.ends) == (0, (), ())
