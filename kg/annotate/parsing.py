"""Parsing a block with every name as one word that the parser knows: titles and company names no longer derail it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Doc

from kg.annotate.document import Block
from kg.annotate.names import NameSpan, Tagged

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.language import Language

    from kg.annotate.tokens import Words

_TAGGING = ("tok2vec", "transformer", "tagger", "morphologizer", "attribute_ruler", "lemmatizer", "ner")
_PARSING = ("tok2vec", "transformer", "tagger", "morphologizer", "parser", "attribute_ruler", "lemmatizer")


def tag(words: Words, pipeline: Language) -> Tagged:
    """Tag the raw words: parts of speech, lemmas and named-entity labels."""
    doc = _run(_doc(words.texts, words.sentence_starts, pipeline), pipeline, _TAGGING)
    return Tagged(
        pos=[t.pos_ for t in doc],
        labels=[t.ent_type_ for t in doc],
        lemmas=[t.lemma_ for t in doc],
        verb_like=[t.pos_ in {"VERB", "AUX"} for t in doc],
    )


def parse(words: Words, spans: Sequence[NameSpan], masks: Mapping[int, str], start: int, pipeline: Language) -> Block:
    """Parse the words with span ``n`` replaced by the word ``masks[n]``; offsets are into the article's text."""
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    breaks: list[bool] = []
    at = {span.first: number for number, span in enumerate(spans)}
    i = 0
    while i < len(words):
        number = at.get(i)
        last = i if number is None else spans[number].last
        texts.append(words.texts[i] if number is None else masks[number])
        starts.append(start + words.starts[i])
        ends.append(start + words.ends[last])
        breaks.append(words.sentence_starts[i])
        i = last + 1
    doc = _run(_doc(texts, breaks, pipeline), pipeline, _PARSING)
    if doc.lang_ == "fr":
        _mend_present(doc)
    return Block(doc=doc, starts=tuple(starts), ends=tuple(ends))


def _doc(texts: Sequence[str], breaks: Sequence[bool], pipeline: Language) -> Doc:
    return Doc(pipeline.vocab, words=list(texts), sent_starts=list(breaks))


def _run(doc: Doc, pipeline: Language, names: Sequence[str]) -> Doc:
    for name, component in pipeline.pipeline:
        if name in names:
            doc = component(doc)
    return doc


def _mend_present(doc: Doc) -> None:
    """Mend a common slip of French taggers: ``réunit`` of ``réunir`` is a present, its participle is ``réuni``."""
    for token in doc:
        wrong = token.pos_ == "VERB" and token.morph.get("VerbForm") == ["Part"]
        if wrong and token.lower_.endswith("it") and token.lemma_.endswith("ir"):
            token.set_morph("Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin")
