"""Who is mentioned where in the windows of an article that the encoder reads at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.encoder import pack

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.annotate.document import AnnotatedArticle, TokenMention
    from kg.encoder import PackedWindow, Pieces
    from kg.extract.literals import LiteralMention
    from kg.model import Article

#: How amounts and dates are mentioned.
LITERAL = "literal"


@dataclass(frozen=True, slots=True)
class Place:
    """A mention in a window: pieces ``first`` up to, not including, ``end`` of its ``sentence``.

    ``thing`` is the number of its entity or, from the number of entities on, of an amount or a date; ``types`` are the
    classes of that thing, ``kind`` is how it is mentioned.
    """

    mention: TokenMention | LiteralMention
    thing: int
    types: tuple[str, ...]
    kind: str
    first: int = 0
    end: int = 0
    sentence: int = 0


@dataclass(frozen=True, slots=True)
class Window:
    """The numbers of the pieces that are read at once, those of the text from ``offset`` on, and who is mentioned."""

    numbers: tuple[int, ...]
    offset: int
    places: tuple[Place, ...]


def windows(
    article: Article, sentences: Sequence[tuple[int, int]], pieces: Pieces, mentioned: Sequence[tuple[int, int, Place]]
) -> Iterator[Window]:
    """Yield the windows of an article whose sentences stand at these offsets, with what is ``mentioned`` in them."""
    for window in pack(article.text, article.title, sentences, pieces):
        yield Window(window.numbers, window.offset, tuple(_places(mentioned, window)))


def sentences_of(annotated: AnnotatedArticle) -> list[tuple[int, int]]:
    """Return the offsets of the sentences of an article."""
    return [block.sentence_offsets(sentence) for _, block, sentence in annotated.sentences()]


def mentioned_in(annotated: AnnotatedArticle, literals: Sequence[LiteralMention] = ()) -> list[tuple[int, int, Place]]:
    """Return all mentions as (start, end, place that is still to be found): of entities, then of literals."""
    found = []
    for mention in annotated.mentions:
        types = annotated.entities[mention.entity].types
        place = Place(mention, mention.entity, types, mention.kind)
        found.append((*annotated.offsets(mention), place))
    return found + literals_in(literals, len(annotated.entities))


def literals_in(literals: Sequence[LiteralMention], entities: int) -> list[tuple[int, int, Place]]:
    """Return the mentions of literals, which are numbered after the entities."""
    return [
        (literal.start, literal.end, Place(literal, number, (literal.kind,), LITERAL))
        for number, literal in enumerate(literals, entities)
    ]


def _places(mentioned: Sequence[tuple[int, int, Place]], window: PackedWindow) -> Iterator[Place]:
    for start, end, place in mentioned:
        if start < window.start or end > window.end:
            continue
        over = [k for k, (piece, _) in enumerate(window.shown) if piece.start < end and piece.end > start]
        if over:
            first, last = window.offset + over[0], window.offset + over[-1]
            yield replace(place, first=first, end=last + 1, sentence=window.shown[over[0]][1])
