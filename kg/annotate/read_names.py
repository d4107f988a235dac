"""Names as a trained tagger reads them: where they stand, how sure their ends are, and of which class they are.

The tagger stands on the encoder's vectors and gives every piece of a word a chance to begin a name of a class, to go
on with one, or to be no name (the scheme of Ramshaw and Marcus 1995). Where names begin and end is decided without
regard to classes, by Viterbi's search over the words of a sentence; a name that may be a film or a series stays whole.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from threadpoolctl import ThreadpoolController

from kg.encoder import Linear, pack

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from kg.annotate.tokens import Words
    from kg.encoder import Floats, Piece, Weights

#: The three states of a word.
_OUTSIDE, _BEGINS, _GOES_ON = range(3)
_LEAST = 1e-6
#: Chances of classes that are left out.
_NEXT_TO_NOTHING = 0.01


@dataclass(frozen=True, slots=True)
class ReadName:
    """A name at ``start:end`` of the article; ``sure`` is how sure its least sure word is, ``classes`` add up to 1."""

    start: int
    end: int
    sure: float
    classes: Mapping[str, float]

    @property
    def likeliest(self) -> str:
        """The likeliest class, the first of those that are equally likely."""
        return max(self.classes, key=self.classes.__getitem__, default="")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the tagger says of an article: its pieces in order, and for each the chances of the tags."""

    pieces: Sequence[Piece]
    starts: Sequence[int]
    chances: Floats
    #: The classes of names by the number of the tag that begins one.
    classes: Mapping[int, str]

    def names(self, sentences: Sequence[tuple[int, int]], text: str) -> list[ReadName]:
        """Return the names of all sentences, given by their offsets."""
        found: list[ReadName] = []
        for start, end in sentences:
            first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
            words = list(_words(self.pieces, range(first, last), text))
            if words:
                found.extend(self._names(words))
        return found

    def classes_at(self, start: int, end: int) -> dict[str, float]:
        """Return the chances of classes for a name at an offset, so far as it is one; empty where nothing was read."""
        first = max(0, bisect_left(self.starts, start) - 1)
        inside = [n for n in range(first, bisect_left(self.starts, end)) if self.pieces[n].end > start]
        if not inside:
            return {}
        mean = self.chances[inside].mean(axis=0)
        chances = {name: float(mean[tag] + mean[tag + 1]) for tag, name in self.classes.items()}
        return {name: chance for name, chance in chances.items() if chance > _NEXT_TO_NOTHING}

    def _names(self, words: Sequence[range]) -> Iterator[ReadName]:
        tags = list(self.classes)
        firsts = [word[0] for word in words]
        begins = self.chances[firsts][:, tags].sum(axis=1)
        goes_on = self.chances[firsts][:, [tag + 1 for tag in tags]].sum(axis=1)
        chances = np.clip(np.stack([1 - begins - goes_on, begins, goes_on], axis=1), _LEAST, 1)
        states = best_path(np.log(chances))
        for first in (n for n, state in enumerate(states) if state == _BEGINS):
            rest = itertools.takewhile(lambda n: states[n] == _GOES_ON, range(first + 1, len(words)))
            end = first + 1 + len(list(rest))
            sure = [chances[n, states[n]] for n in range(first, end)]
            if end < len(words):
                sure.append(1 - chances[end, _GOES_ON])
            start, stop = self.pieces[words[first][0]].start, self.pieces[words[end - 1][-1]].end
            read = self.classes_at(start, stop)
            whole = sum(read.values()) or 1.0
            yield ReadName(start, stop, float(min(sure)), {name: chance / whole for name, chance in read.items()})


class BlockReading:
    """What the tagger says of one block, by its words; ``start`` is where the block begins in the article."""

    def __init__(self, reading: Reading, names: Sequence[ReadName], start: int, words: Words) -> None:
        self._reading, self._start, self._words = reading, start, words
        self._names = names
        self._places = {(name.start, name.end): name for name in names}

    def names(self) -> Iterator[tuple[int, int, ReadName]]:
        """Yield the names that begin and end with words, with their first and last word."""
        firsts = {self._start + at: n for n, at in enumerate(self._words.starts)}
        lasts = {self._start + at: n for n, at in enumerate(self._words.ends)}
        for name in self._names:
            first, last = firsts.get(name.start), lasts.get(name.end)
            if first is not None and last is not None:
                yield first, last, name

    def classes(self, first: int, last: int) -> dict[str, float]:
        """Return the chances of classes for a name on words ``first..last``."""
        start, end = self._start + self._words.starts[first], self._start + self._words.ends[last]
        name = self._places.get((start, end))
        return dict(name.classes) if name else self._reading.classes_at(start, end)


class NameReader:
    """Reads the names of articles of all languages; only those of ``classes`` are names."""

    def __init__(self, weights: Weights, classes: Collection[str]) -> None:
        self._weights = weights
        self._tags = Linear(weights.arrays["tags.w"], weights.arrays["tags.b"])
        self._count = len(weights.arrays["tags.b"])
        told = weights.classes[: self._count // 2]
        self._classes = {2 * n + 1: name for n, name in enumerate(told) if name in classes}
        self._threads = ThreadpoolController()

    def read(self, text: str, title: str, sentences: Sequence[tuple[int, int]]) -> Reading:
        """Read an article whose sentences stand at these offsets; the first window that holds a piece tells of it."""
        found: dict[tuple[int, int], tuple[Piece, Floats]] = {}
        with self._threads.limit(limits=1, user_api="blas"):
            for window in pack(text, title, sentences, self._weights.pieces):
                odds = self._tags(self._weights.vectors(window.numbers)[window.offset : -1])
                chances = np.exp(odds - odds.max(axis=1, keepdims=True))
                chances /= chances.sum(axis=1, keepdims=True)
                for (piece, _), row in zip(window.shown, chances, strict=True):
                    found.setdefault((piece.start, piece.end), (piece, row))
        places = sorted(found)
        table = np.stack([found[p][1] for p in places]) if places else np.zeros((0, self._count), np.float32)
        return Reading([found[p][0] for p in places], [start for start, _ in places], table, self._classes)


def sentence_offsets(words: Words, start: int) -> list[tuple[int, int]]:
    """Return the offsets in the article of the sentences of a block that begins at ``start``."""
    if not len(words):
        return []
    firsts = [n for n, opens in enumerate(words.sentence_starts) if opens or n == 0]
    ends = [*firsts[1:], len(words)]
    return [(start + words.starts[a], start + words.ends[b - 1]) for a, b in zip(firsts, ends, strict=True)]


def best_path(scores: Floats) -> list[int]:
    """Return the likeliest states of the words of a sentence (words × states): none goes on with what has not begun."""
    count = len(scores)
    total = np.full((count, 3), -np.inf)
    back = np.zeros((count, 3), dtype=int)
    total[0, :_GOES_ON] = scores[0, :_GOES_ON]
    for n in range(1, count):
        any_before = int(total[n - 1].argmax())
        inside = _BEGINS + int(total[n - 1, _BEGINS:].argmax())
        for state, before in ((_OUTSIDE, any_before), (_BEGINS, any_before), (_GOES_ON, inside)):
            total[n, state], back[n, state] = total[n - 1, before] + scores[n, state], before
    path = [int(total[-1].argmax())]
    for n in range(count - 1, 0, -1):
        path.append(int(back[n, path[-1]]))
    return path[::-1]


def _words(pieces: Sequence[Piece], numbers: range, text: str) -> Iterator[range]:
    """Yield the pieces of words: those that touch, letter to letter."""
    first = numbers.start
    for n in numbers:
        if n + 1 == numbers.stop or not _touch(pieces[n], pieces[n + 1], text):
            yield range(first, n + 1)
            first = n + 1


def _touch(one: Piece, other: Piece, text: str) -> bool:
    return one.start < one.end == other.start and text[one.end - 1].isalnum() and text[other.start].isalnum()
