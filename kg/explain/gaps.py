"""Why a sentence with two known entities gave no claim: no word of the lexicon, a role that nobody fills, or types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.explain.reasons import wanted_text
from kg.extract.verbs import ANY_VERB

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Span

    from kg.extract.context import BlockContext, Filler
    from kg.extract.extractor import LanguageExtractor, Trace
    from kg.lexicon import Entry
    from kg.ontology import Schema

#: Words that carry the meaning of a sentence: a lexicon entry would name one of them.
_CONTENT = ("VERB", "NOUN")
_MOST = 12


def find_gaps(trace: Trace, language: LanguageExtractor, number: int, sentence: Span) -> tuple[str, ...]:
    """Return the reasons, one a word and relation; nothing for a sentence with fewer than two known entities."""
    known = {
        m.entity
        for m in trace.annotated.mentions
        if m.block == number and sentence.start <= m.first < sentence.end and trace.annotated.entities[m.entity].types
    }
    if len(known) < 2:
        return ()
    context = trace.contexts[number]
    found = tuple(dict.fromkeys([*_verbs(context, language, sentence), *_nouns(context, language, sentence)]))
    if found:
        return found
    words = [t.lemma_ for t in sentence if t.pos_ in _CONTENT and context.mention_entity(t.i) < 0]
    listed = ", ".join(dict.fromkeys(words[:_MOST])) or "none"
    return (f"no word of the lexicon; its verbs and nouns: {listed}",)


def _verbs(context: BlockContext, language: LanguageExtractor, sentence: Span) -> Iterator[str]:
    for token, end, entries in language.verbs.words(context):
        if sentence.start <= token.i < sentence.end:
            for entry in entries:
                if ANY_VERB in entry.words:
                    continue  # says nothing about this verb
                sides = language.verbs.sides(context, token, end, entry)
                yield _why(context, _words(context, token.i, end), entry, sides, language.language.schema)


def _nouns(context: BlockContext, language: LanguageExtractor, sentence: Span) -> Iterator[str]:
    for phrase, start, end, entries in language.nouns.words(context):
        if sentence.start <= start < sentence.end:
            for entry in entries:
                sides = language.nouns.sides(context, phrase, end, entry)
                yield _why(context, _words(context, start, end), entry, sides, language.language.schema)


def _words(context: BlockContext, first: int, last: int) -> str:
    """Return the words of the article; the parser's own may stand in for them."""
    start, end = context.block.span_offsets(first, last)
    return context.annotated.article.text[start:end]


def _why(
    context: BlockContext, word: str, entry: Entry, sides: tuple[list[Filler], list[Filler]], schema: Schema
) -> str:
    """Say what one entry lacks at a word."""
    info = schema.relations.get(entry.relation)
    domain = entry.subject or (info.domain if info else frozenset())
    range_ = entry.object or (info.range if info else frozenset())
    faults = []
    for roles, fillers, wanted in zip(entry.roles, sides, (domain, range_), strict=True):
        if roles == ("@date",):
            continue
        names = _names(context, fillers)
        if not fillers:
            faults.append(f"nobody fills {' or '.join(roles)}")
        elif not any(_fits(context, filler, wanted) for filler in fillers):
            faults.append(f"{names} cannot be {wanted_text(wanted)}")
    if not faults:
        left, right = (_names(context, fillers) for fillers in sides)
        paired = f"{left} and {right} are found, but give no pair"
        faults.append("no date in its clause" if "@date" in entry.roles[1] else paired)
    return f"“{word}” ({entry.relation}): {'; '.join(faults)}"


def _fits(context: BlockContext, filler: Filler, classes: frozenset[str]) -> bool:
    types = context.annotated.entities[filler.entity].types
    return bool(types) and context.fits(filler.entity, classes)


def _names(context: BlockContext, fillers: Sequence[Filler]) -> str:
    entities = context.annotated.entities
    described = (f"{entities[f.entity].name} ({', '.join(entities[f.entity].types) or 'no class'})" for f in fillers)
    return ", ".join(dict.fromkeys(described))
