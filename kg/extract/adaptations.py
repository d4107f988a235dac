"""``an adaptation of the novel X``: a version of a work has its title, and what is said of the one holds of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.cues import noun_texts
from kg.extract.records import Filler

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.annotate.document import AnnotatedArticle
    from kg.annotate.phrases import Phrase
    from kg.extract.context import BlockContext

_FILM, _SERIES = "Film", "Series"
SOURCES = frozenset({"Book", "Comic", "VideoGame"})
#: How far the object of an adapting verb may stand behind it.
_NEAR = 6


def adapted(context: BlockContext, number: int) -> Filler | None:
    """Return the work that a noun for a version is about: ``an adaptation of A's novel X``, ``the X adaptation``."""
    phrase = context.phrases[number]
    if phrase.noun < 0 or context.doc[phrase.noun].lemma_.lower() not in context.words("version_nouns"):
        return None
    before = [n for n in phrase.names if n < phrase.noun]
    if before and before[-1] == phrase.noun - 1 and context.is_kind(context.mention_entity(before[-1]), "work"):
        return Filler(context.mention_entity(before[-1]), phrase.noun)
    k = number + 1
    if k >= len(context.phrases) or context.phrases[k].prep_at != phrase.last + 1:
        return None
    if context.phrases[k].prep not in context.words("genitive"):
        return None
    if k + 1 < len(context.phrases) and context.phrases[k + 1].owner == k:
        k += 1
    found = context.referent(k)
    return Filler(found.entity, phrase.noun) if found is not None and context.is_kind(found.entity, "work") else None


def is_version(context: BlockContext, filler: Filler) -> bool:
    """Tell whether a filler stands for a version of the work whose title it has: who adapts a book is no author."""
    return filler.token >= 0 and context.doc[filler.token].lemma_.lower() in context.words("version_nouns")


def widen_adapted(contexts: Sequence[BlockContext]) -> None:
    """Let books, comics and games that are adapted be films or series, too: the version has their name."""
    for context in contexts:
        for number, phrase in enumerate(context.phrases):
            found = adapted(context, number)
            if found is not None:
                widen(context.annotated, found.entity, _class_of(context, phrase))
            elif phrase.names and _object_of_adapting(context, phrase):
                widen(context.annotated, context.mention_entity(phrase.name), _class_after(context, number))


def widen(annotated: AnnotatedArticle, number: int, cls: str) -> None:
    """Add a class of screen work to a source that has none."""
    entity = annotated.entities[number]
    if SOURCES.intersection(entity.types) and not {_FILM, _SERIES}.intersection(entity.types):
        entity.types = (*entity.types, cls)


def _object_of_adapting(context: BlockContext, phrase: Phrase) -> bool:
    """``will adapt A's novel X``, ``adapting X``: the verb shortly before, with nothing but a possessor in between."""
    owner = context.phrases[phrase.owner] if phrase.owner >= 0 else phrase
    for i in range(min(owner.first, phrase.first) - 1, max(-1, phrase.first - _NEAR), -1):
        token = context.doc[i]
        if token.lemma_.lower() in context.words("adapting_verbs") and token.pos_ in {"VERB", "NOUN", "ADJ"}:
            return not phrase.prep or phrase.prep_at < 0
        if token.pos_ not in {"DET", "ADJ", "ADV"}:
            return False
    return False


def _class_after(context: BlockContext, number: int) -> str:
    """``… into a four-part drama``: what the source becomes."""
    following = context.phrases[number + 1 : number + 2]
    return _class_of(context, following[0]) if following else _topic(context)


def _class_of(context: BlockContext, phrase: Phrase) -> str:
    if phrase.noun < 0:
        return _topic(context)
    texts = {
        text
        for i in range(phrase.first, phrase.noun + 1)
        for text in noun_texts(context.doc, i, phrase.first, phrase.noun)
    }
    nouns = context.language.grammar.class_nouns
    classes = {cls for text in texts for cls in nouns.get(text, frozenset())} & {_FILM, _SERIES}
    tv = bool(texts & {"tv", "television"})
    return _SERIES if tv else min(classes) if len(classes) == 1 else _topic(context)


def _topic(context: BlockContext) -> str:
    topic = context.topic()
    return topic if topic in {_FILM, _SERIES} else _FILM
