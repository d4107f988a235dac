"""Cuts text into the pieces of words that the encoder knows.

A word is cut where the sum of the pieces' scores is highest, as a unigram language model does (Kudo 2018, "Subword
Regularization"); the search is Viterbi's. Every piece knows which characters of the text it stands for.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.encoder.packed import PackedModel

#: What begins a word.
_SPACE = "▁"
#: How much less likely an unknown character is than the least likely piece.
_UNKNOWN_PENALTY = 10.0
#: Words whose pieces are remembered.
_REMEMBERED = 50_000
#: The typographic forms that the encoder was not trained with, one character for one.
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "\xa0": " ", "\u202f": " "}
)
_WORD = re.compile(r"\S+")
#: What French elides before a vowel; the next word begins after it.
_ELIDED = re.compile(r"\W*(?:[cdjlmnst]|qu)'(?=\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a word: its number, and where it stands."""

    number: int
    start: int
    end: int


class Pieces:
    """Cuts text into pieces; ``begin`` and ``end`` are the numbers of those that stand around a text."""

    def __init__(self, model: PackedModel) -> None:
        self.begin, self.end = model.sizes.begin, model.sizes.end
        self._unknown = model.sizes.unknown
        self._numbers = {piece: n for n, piece in enumerate(model.pieces) if n != self._unknown}
        self._scores = model.scores
        self._unknown_score = min(model.scores) - _UNKNOWN_PENALTY
        self._longest = max(map(len, model.pieces))
        self._normal_forms = model.normal_forms
        self._known: dict[str, tuple[Piece, ...]] = {}

    def cut(self, text: str, start: int, end: int) -> list[Piece]:
        """Return the pieces of ``text[start:end]``; their offsets are those of the text."""
        found: list[Piece] = []
        for match in _WORD.finditer(text[start:end].translate(_PLAIN)):
            word, at = match[0], start + match.start()
            elided = _ELIDED.match(word)
            cut = elided.end() if elided else 0
            for part, offset in ((word[:cut], at), (word[cut:], at + cut)):
                found += [Piece(p.number, offset + p.start, offset + p.end) for p in self._word(part)]
        return found

    def _word(self, word: str) -> tuple[Piece, ...]:
        if not word:
            return ()
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[word] = tuple(self._best(word))
        return known

    def _best(self, word: str) -> list[Piece]:
        characters, places = [_SPACE], [0]
        for at, character in enumerate(word):
            for normal in self._normal_forms.get(character, character):
                characters.append(_SPACE if normal == " " else normal)
                places.append(at)
        places.append(len(word))
        text, length = "".join(characters), len(characters)
        best = [0.0] + [-math.inf] * length
        came: list[tuple[int, int]] = [(0, 0)] * (length + 1)
        for start in range(length):
            for end in range(start + 1, min(length, start + self._longest) + 1):
                number = self._numbers.get(text[start:end])
                score = best[start] + (-math.inf if number is None else self._scores[number])
                if number is not None and score > best[end]:
                    best[end], came[end] = score, (number, start)
            score = best[start] + self._unknown_score
            if score > best[start + 1]:
                best[start + 1], came[start + 1] = score, (self._unknown, start)
        found, end = [], length
        while end > 0:
            number, start = came[end]
            found.append(Piece(number, places[start], places[end]))
            end = start
        return found[::-1]
