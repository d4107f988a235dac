"""An article in windows that the encoder reads at once: the title, then as many sentences as go in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.encoder.pieces import Piece, Pieces

#: Pieces of sentences in a window, of the title before them, and of both: those that the encoder was trained with.
SENTENCES, TITLE, ALL = 320, 48, 510


@dataclass(frozen=True, slots=True)
class PackedWindow:
    """What is read at once: the numbers of all pieces, and from ``offset`` on the pieces with their sentences.

    ``start:end`` are the offsets of the sentences; the last number marks the end.
    """

    numbers: tuple[int, ...]
    offset: int
    shown: tuple[tuple[Piece, int], ...]
    start: int
    end: int


def pack(text: str, title: str, sentences: Sequence[tuple[int, int]], pieces: Pieces) -> Iterator[PackedWindow]:
    """Yield the windows of an article, whose sentences are given by their offsets.

    Each begins with the last sentence of the one before.
    """
    whole = [pieces.cut(text, start, end) for start, end in sentences]
    # a sentence too long for a window is read in parts
    cut = [sentence[at : at + SENTENCES] for sentence in whole for at in range(0, max(1, len(sentence)), SENTENCES)]
    bounds = [(part[0].start, part[-1].end) if part else (0, 0) for part in cut]
    heading = [piece.number for piece in pieces.cut(title, 0, len(title))[:TITLE]]
    offset = len(heading) + 2
    for first, end in groups([len(sentence) for sentence in cut]):
        shown = tuple((piece, n) for n in range(first, end) for piece in cut[n])[: ALL - 1 - offset]
        numbers = (pieces.begin, *heading, pieces.end, *(piece.number for piece, _ in shown), pieces.end)
        yield PackedWindow(numbers, offset, shown, bounds[first][0], bounds[end - 1][1])


def groups(lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
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
