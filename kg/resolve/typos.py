"""Names that differ in a letter: slips, and two ways to write one sound.

Two names are compared when all words but one are the same and the remaining one begins or ends alike, so every name is
looked up under a few keys and no block grows with the corpus.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from kg.resolve.bearers import spoken
from kg.resolve.clusters import Edge
from kg.resolve.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.resolve.clusters import Clusters
    from kg.resolve.context import Context
    from kg.resolve.groups import Setting

#: Letters of a word, and of a name that is one word, in which a slip can be told from another word.
WORD_MIN, NAME_MIN = 4, 7
#: Words of a name that is compared; longer ones are hardly names.
WORDS_MAX = 12
#: Letters at the beginning or end of a word that must be right.
EDGE = 3
#: Names compared pair by pair in one block; of more, each with the next ones in the alphabet.
BLOCK_MAX = 24
WINDOW = 4
#: How much more often the right spelling is written than a slip, at least.
SLIP_RATIO = 4
#: A word that stands in so many names is a word of its own and no slip.
WORD_NAMES = 3
#: Letters of a known name's word in which a slip makes no other known word.
LONG = 8
_DOUBLED = re.compile(r"(.)\1+")
_DIGIT = re.compile(r"\d")


class Typos:
    """Joins groups of one kind whose names differ in one letter, when there is evidence that they are one name."""

    def __init__(self, clusters: Clusters, context: Context, setting: Setting) -> None:
        self.clusters = clusters
        self.context = context
        self.setting = setting
        self._sounds: dict[str, str] = {}
        #: (kind, word) → in how many names it stands.
        self._words: Counter[tuple[str, str]] = Counter()

    def join(self) -> None:
        """Offer an edge for each pair of names that differ in one word by one letter or by sound-alike letters."""
        names: dict[tuple[str, str], int] = {}
        for number, group in enumerate(self.clusters.groups):
            if group.kind and not (group.cut or group.described):
                names.setdefault((group.kind, group.name), number)
        for kind, name in names:
            self._words.update((kind, word) for word in set(name.split()))
        blocks: dict[str, list[tuple[str, int]]] = {}
        for (kind, name), number in names.items():
            for key, word in self._keys(kind, name):
                blocks.setdefault(key, []).append((word, number))
        pairs: dict[tuple[int, int], tuple[str, str]] = {}
        for key in sorted(key for key, block in blocks.items() if len(block) > 1):
            for (word, one), (its, other) in _pairs(blocks[key]):
                if OSA.distance(word, its, score_cutoff=1) <= 1 or self._sound(word) == self._sound(its):
                    pairs.setdefault(
                        (one, other) if one < other else (other, one), (word, its) if one < other else (its, word)
                    )
        del blocks
        for (one, other), words in pairs.items():
            if not self.clusters.together(one, other):
                self._compare(one, other, *words)

    def _keys(self, kind: str, name: str) -> Iterator[tuple[str, str]]:
        """Yield each word that may be a slip, under keys that say what must be right beside it."""
        tokens = name.split()
        if len(tokens) > WORDS_MAX or (len(tokens) == 1 and len(name) < NAME_MIN):
            return
        for at, token in enumerate(tokens):
            if len(token) >= WORD_MIN and not _DIGIT.search(token):
                rest = " ".join([*tokens[:at], "*", *tokens[at + 1 :]])
                yield f"{kind}|{rest}|{token[:EDGE]}", token
                yield f"{kind}|{rest}|-{token[-EDGE:]}", token

    def _compare(self, one: int, other: int, word: str, its: str) -> None:
        groups = self.clusters.groups
        kind = groups[one].kind
        about: tuple[str, ...] = (spoken(groups[one]), spoken(groups[other]))
        two_words = self._two_words(kind, word, its)
        alike = self._sound(word) == self._sound(its)
        if not two_words and (
            (alike and " " in groups[one].name and kind != self.setting.human)
            or self._is_slip(kind, one, word, other, its)
            or (min(len(word), len(its)) >= LONG and self._known(one) != self._known(other))
        ):
            self.clusters.join(Edge(one, other, Reason.SPELLING, about, 0.8))
            return
        shared = self.context.shared(self.clusters, one, other)
        if shared:
            about = (*about, "both with " + ", ".join(shared))
        edge = Edge(one, other, Reason.SPELLING, about, 0.9 if shared and not two_words else 0.5)
        if shared and not two_words:
            self.clusters.join(edge)
        elif shared or not two_words:
            self.clusters.doubt(edge)

    def _two_words(self, kind: str, word: str, its: str) -> bool:
        """Tell whether the two are words in their own right: plural and singular, or two first names."""
        if word.rstrip("s") == its.rstrip("s"):
            return True
        if self._sound(word) == self._sound(its):
            return False
        first_names = self.setting.first_names
        if kind == self.setting.human and word in first_names and its in first_names:
            return True
        return min(self._words[kind, word], self._words[kind, its]) >= WORD_NAMES

    def _is_slip(self, kind: str, one: int, word: str, other: int, its: str) -> bool:
        """Tell whether one spelling is written far more often than the other."""
        weights = self.clusters.weight(one), self.clusters.weight(other)
        rare = word if weights[0] < weights[1] else its
        return max(weights) >= SLIP_RATIO * min(weights) and self._words[kind, rare] < WORD_NAMES

    def _known(self, group: int) -> bool:
        """Tell whether a thing is in the knowledge base, so that a slip in its long name names nothing else."""
        return bool(self.clusters.identifiers(group))

    def _sound(self, word: str) -> str:
        """Return a word without the differences between two ways to write one sound."""
        known = self._sounds.get(word)
        if known is None:
            known = word
            for written, plain in self.setting.words.spelling:
                known = known.replace(written, plain)
            known = self._sounds[word] = _DOUBLED.sub(r"\1", known)
        return known


def _pairs(block: list[tuple[str, int]]) -> Iterator[tuple[tuple[str, int], tuple[str, int]]]:
    if len(block) <= BLOCK_MAX:
        yield from combinations(block, 2)
        return
    ranked = sorted(block)
    for at, entry in enumerate(ranked):
        yield from ((entry, other) for other in ranked[at + 1 : at + 1 + WINDOW])
