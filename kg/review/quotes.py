"""Sentences that speak of an entity, for somebody who has to say what it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.store import reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.model import Entity
    from kg.store import GraphStore

#: Sentences of an entity, of different articles as far as there are.
QUOTES = 3
#: Characters of context on either side of a name.
_CONTEXT = 160
_BREAK = re.compile(r"\n|[.!?…][»”\"')]*\s")


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of an article; ``before`` is what stands before it, where that may be needed to understand it."""

    text: str
    article: str
    date: str = ""
    publisher: str = ""
    before: str = ""


class Quotes:
    """Finds sentences in the articles of an open graph."""

    def __init__(self, store: GraphStore, entities: Mapping[str, Entity]) -> None:
        self._store = store
        self._entities = entities

    @cached_property
    def _articles_of(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for article, iris in sorted(self._store.mentions().items()):
            for iri in iris:
                found.setdefault(iri, []).append(article)
        return found

    def of(self, iri: str) -> tuple[Quote, ...]:
        """Return sentences that name an entity, each of another article, the first articles by name first."""
        entity = self._entities.get(iri)
        if entity is None:
            return ()
        names = sorted({entity.name, *entity.aliases}, key=lambda name: (-len(name), name))
        pattern = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names))
        found = []
        for graph in self._articles_of.get(iri, ()):
            article = reading.read_article(self._store.graph_quads(graph))
            sentence = next(_sentences(article.text, pattern), "")
            if sentence:
                found.append(Quote(sentence, article.id, article.date or "", article.publisher or ""))
            if len(found) == QUOTES:
                break
        return tuple(found)

    def in_context(self, article_id: str, start: int, end: int) -> Quote:
        """Return a passage of an article with the sentence before it, which may name what the passage calls "it"."""
        article = self._store.article(article_id)
        first = max(0, start - 2 * _CONTEXT)
        breaks = [found.end() for found in _BREAK.finditer(article.text, first, start)]
        # the last break ends the sentence before; the one before that begins it
        begin = breaks[-2] if len(breaks) > 1 else first
        cut = "…" if begin == first and first else ""
        before = " ".join(article.text[begin:start].split())
        quote = " ".join(article.text[start:end].split())
        return Quote(quote, article.id, article.date or "", article.publisher or "", cut + before if before else "")


def _sentences(text: str, pattern: re.Pattern[str]) -> Iterator[str]:
    for match in pattern.finditer(text):
        start, end = max(0, match.start() - _CONTEXT), min(len(text), match.end() + _CONTEXT)
        before = [found.end() for found in _BREAK.finditer(text, start, match.start())]
        after = _BREAK.search(text, match.end(), end)
        first = before[-1] if before else start
        last = after.end() if after else end
        cut = ("…" if not before and start else "", "…" if after is None and end < len(text) else "")
        yield cut[0] + " ".join(text[first:last].split()) + cut[1]
