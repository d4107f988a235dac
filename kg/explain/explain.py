"""Reads the trace of an extraction sentence by sentence."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.explain.gaps import find_gaps
from kg.explain.notes import ArticleNote, ClaimNote, MentionNote, RejectedNote, SentenceNote
from kg.explain.reasons import literal_text, rejections
from kg.model import Article, EntityRef

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Span

    from kg.extract.extractor import Extractor, LanguageExtractor, Trace
    from kg.model import Claim


def explain(articles: Iterable[Article], extractor: Extractor) -> Iterator[ArticleNote]:
    """Explain articles in order; raises :class:`ArticleError` for one of a language that is not configured."""
    for article in articles:
        language = extractor.language(article.lang)
        with language.pipeline.memory_zone():
            yield explain_trace(language.trace(article), language)


def explain_trace(trace: Trace, language: LanguageExtractor) -> ArticleNote:
    """Explain one extraction while its trace lives."""
    article = trace.annotated.article
    claims: dict[int, list[Claim]] = defaultdict(list)
    for claim in trace.claims:
        claims[claim.evidence.start].append(claim)
    rejected: dict[tuple[int, int], list[RejectedNote]] = defaultdict(list)
    for place, note in rejections(trace, language.language.schema):
        rejected[place].append(note)
    typed_by = [_typed_by(trace, number) for number in range(len(trace.annotated.entities))]
    sentences = []
    for number, block, sentence in trace.annotated.sentences():
        start, end = block.sentence_offsets(sentence)
        found = claims.get(start, [])
        sentences.append(
            SentenceNote(
                start=start,
                end=end,
                text=article.text[start:end],
                heading=block.kind == "heading",
                mentions=_mentions(trace, number, sentence, typed_by),
                claims=tuple(_claim(trace, claim) for claim in found),
                rejected=tuple(rejected.get((number, sentence.start), ())),
                gaps=() if found else find_gaps(trace, language, number, sentence),
            )
        )
    return ArticleNote(article.id, article.lang, article.title, article.text, tuple(sentences))


def _mentions(trace: Trace, number: int, sentence: Span, typed_by: list[str]) -> tuple[MentionNote, ...]:
    annotated = trace.annotated
    notes = []
    for mention in annotated.mentions:
        if mention.block == number and sentence.start <= mention.first < sentence.end:
            start, end = annotated.offsets(mention)
            entity = annotated.entities[mention.entity]
            text = annotated.article.text[start:end]
            note = MentionNote(start, end, text, mention.kind, entity.name, entity.types, typed_by[mention.entity])
            notes.append(note)
    return tuple(sorted(notes, key=lambda note: (note.start, note.end)))


def _typed_by(trace: Trace, number: int) -> str:
    """Say where the classes of an entity come from."""
    entity = trace.annotated.entities[number]
    before = trace.first_types[number] if number < len(trace.first_types) else entity.types
    if not entity.types:
        return "nothing tells its class"
    if entity.kb_id is not None:
        return f"known entity {entity.kb_id}"
    if before != entity.types:
        return "the relations it stands in"
    if entity.soft:
        return "the tagger's guess alone"
    votes = sorted(entity.votes.items(), key=lambda vote: (-vote[1], vote[0]))[:3]
    return "words around and in its name: " + ", ".join(f"{name} {weight:.1f}" for name, weight in votes)


def _claim(trace: Trace, claim: Claim) -> ClaimNote:
    names = {key: trace.annotated.entities[number].name for number, key in enumerate(trace.keys)}
    target = names[claim.object.key] if isinstance(claim.object, EntityRef) else literal_text(claim.object)
    source = names[claim.attributed_to.key] if claim.attributed_to else ""
    return ClaimNote(claim, names[claim.subject.key], target, source)
