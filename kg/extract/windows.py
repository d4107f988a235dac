"""An article in windows that the encoder reads at once: the title, some sentences, and who is mentioned where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.annotate.document import AnnotatedArticle, TokenMention
    from kg.encoder import Piece, Pieces

#: Pieces of sentences in a window, of the title before them, and of both: those that the classifier was trained with.
SENTENCES, TITLE, ALL = 320, 48, 510


@dataclass(frozen=True, slots=True)
class Place:
    """A mention in a window: pieces ``first`` up to, not including, ``end`` of its ``sentence``."""

    mention: TokenMention
    first: int
    end: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Window:
    """The numbers of the pieces that are read at once, and the mentions among them in the order of the text."""

    numbers: tuple[int, ...]
    places: tuple[Place, ...]


def windows(annotated: AnnotatedArticle, pieces: Pieces) -> Iterator[Window]:
    """Yield the windows of an article; each begins with the last sentence of the one before."""
    text, title = annotated.article.text, annotated.article.title
    bounds = [block.sentence_offsets(sentence) for _, block, sentence in annotated.sentences()]
    sentences = [pieces.cut(text, start, end) for start, end in bounds]
    heading = [piece.number for piece in pieces.cut(title, 0, len(title))[:TITLE]]
    for first, end in packed([len(s) for s in sentences]):
        shown = [(piece, n) for n in range(first, end) for piece in sentences[n]]
        start = len(heading) + 2
        shown = shown[: ALL - 1 - start]
        numbers = (pieces.begin, *heading, pieces.end, *(piece.number for piece, _ in shown), pieces.end)
        inside = (bounds[first][0], bounds[end - 1][1])
        yield Window(numbers, tuple(_places(annotated, shown, start, inside)))


def packed(lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the sentences (first, end) of windows that hold as many as go into one, and at least one."""
    first = 0
    while first < len(lengths):
        end, held = first + 1, lengths[first]
        while end < len(lengths) and held + lengths[end] <= SENTENCES:
            held += lengths[end]
            end += 1
        yield first, end
        if end == len(lengths):
            return
        first = max(end - 1, first + 1)


def _places(
    annotated: AnnotatedArticle, shown: Sequence[tuple[Piece, int]], offset: int, inside: tuple[int, int]
) -> Iterator[Place]:
    for mention in annotated.mentions:
        start, end = annotated.offsets(mention)
        if start < inside[0] or end > inside[1]:
            continue
        over = [k for k, (piece, _) in enumerate(shown) if piece.start < end and piece.end > start]
        if over:
            yield Place(mention, offset + over[0], offset + over[-1] + 1, shown[over[0]][1])
