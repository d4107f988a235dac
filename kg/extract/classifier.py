"""A trained second opinion: how likely each relation holds between two things that an article mentions.

The vectors of two mentions, of what stands between them, and their classes go through a small network with one output
a relation; the mentions of the same two things are joined by log-sum-exp. A second small network tells in which mode
the relation is stated. How both were trained is told in ``docs/classifier.md``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from threadpoolctl import ThreadpoolController

from kg.encoder import Floats, Linear, Weights, gelu
from kg.extract.windows import mentioned_in, sentences_of, windows
from kg.model import MODES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.annotate.document import AnnotatedArticle, TokenMention
    from kg.extract.literals import LiteralMention
    from kg.extract.questions import Asker
    from kg.extract.windows import Place, Window
    from kg.model import Mode

#: The kinds of mentions, by the rows of their vectors.
KINDS = {"name": 0, "nominal": 1, "pronoun": 2, "literal": 3}
#: What sentences apart and pieces between are counted up to.
_FARTHEST_SENTENCE, _FARTHEST_GAP = 2, 8
#: Log-odds of relations that nobody wants to know the mode of.
_UNLIKELY = -3.0

_Rows: TypeAlias = np.ndarray[tuple[int], np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The log-odds that a relation holds between two things, and the two mentions that speak most for it.

    ``modes`` are how likely it is stated in each of :data:`kg.model.MODES`; empty where it is unlikely to hold.
    """

    subject: int
    relation: str
    object: int
    odds: float
    subject_mention: TokenMention | LiteralMention
    object_mention: TokenMention | LiteralMention
    modes: tuple[float, ...] = ()

    @property
    def likely(self) -> float:
        """How likely it holds."""
        return 1 / (1 + math.exp(-self.odds))

    @property
    def mode(self) -> Mode:
        """The likeliest mode."""
        return MODES[max(range(len(self.modes)), key=self.modes.__getitem__)] if self.modes else "asserted"


class RelationClassifier:
    """Judges pairs of things that annotated articles mention; ``asker`` knows which."""

    def __init__(self, weights: Weights, asker: Asker) -> None:
        self.weights = weights
        self._asker = asker
        self._class = {name: n for n, name in enumerate(weights.classes)}
        self._threads = ThreadpoolController()
        array = weights.arrays
        self._subject, self._object, self._between, self._hidden, self._out, self._stated, self._mode = (
            Linear(array[f"{name}.w"], array[f"{name}.b"])
            for name in ("subject", "object", "between", "hidden", "out", "stated", "mode")
        )

    @property
    def relations(self) -> frozenset[str]:
        """The relations and metrics that it was trained with."""
        return frozenset(self.weights.relations)

    def judge(self, annotated: AnnotatedArticle, literals: Sequence[LiteralMention] = ()) -> list[Judgement]:
        """Return the surest judgement on each pair of things of an article and each relation that it may have.

        Entities go by their numbers, ``literals`` by those after them. All products are computed on one thread, so
        that they are the same wherever and however often it is asked.
        """
        best: dict[tuple[int, str, int], Judgement] = {}
        with self._threads.limit(limits=1, user_api="blas"):
            mentioned = mentioned_in(annotated, literals)
            for window in windows(annotated.article, sentences_of(annotated), self.weights.pieces, mentioned):
                for judgement in self._judge(window):
                    key = (judgement.subject, judgement.relation, judgement.object)
                    if key not in best or judgement.odds > best[key].odds:
                        best[key] = judgement
        return list(best.values())

    def _judge(self, window: Window) -> Iterator[Judgement]:
        questions = list(self._asker.questions(window.places))
        if not questions:
            return
        vectors = self.weights.vectors(window.numbers)
        subjects = np.array([u for question in questions for u, _ in question.mentions])
        objects = np.array([v for question in questions for _, v in question.mentions])
        hidden = self._together(window.places, vectors, subjects, objects)
        odds = self._out(hidden)
        at = 0
        for question in questions:
            rows = odds[at : at + len(question.mentions)]
            highest = rows.max(axis=0)
            joined = highest + np.log(np.exp(rows - highest).sum(axis=0))
            for relation in question.relations:
                row = int(rows[:, relation].argmax())
                u, v = question.mentions[row]
                modes = self._modes(hidden[at + row], relation) if joined[relation] > _UNLIKELY else ()
                yield Judgement(
                    question.subject,
                    self.weights.relations[relation],
                    question.target,
                    float(joined[relation]),
                    window.places[u].mention,
                    window.places[v].mention,
                    modes,
                )
            at += len(question.mentions)

    def _modes(self, hidden: Floats, relation: int) -> tuple[float, ...]:
        """Return how likely a relation is stated in each mode, by what is known of two mentions together."""
        odds = self._mode(gelu(self._stated(hidden) + self.weights.arrays["stated.relation"][relation]))
        chances = np.exp(odds - odds.max())
        return tuple(float(chance) for chance in chances / chances.sum())

    def _together(self, places: Sequence[Place], vectors: Floats, subjects: _Rows, objects: _Rows) -> Floats:
        """Return a vector for each pair of mentions: what they are, and how they stand to each other."""
        array = self.weights.arrays
        first, end = np.array([p.first for p in places]), np.array([p.end for p in places])
        sums = np.concatenate([np.zeros((1, vectors.shape[1]), np.float32), vectors.cumsum(axis=0)])
        mean = (sums[end] - sums[first]) / (end - first)[:, None]
        types = np.stack([self._types(p.types) for p in places])
        kinds = array["kind"][[KINDS[p.kind] for p in places]]
        mentions = np.concatenate([mean, types, kinds], axis=1, dtype=np.float32)
        left, right = self._subject(mentions)[subjects], self._object(mentions)[objects]
        low = np.minimum(end[subjects], end[objects])
        high = np.maximum(np.maximum(first[subjects], first[objects]), low)
        inner = (sums[high] - sums[low]) / np.maximum(high - low, 1)[:, None]
        gap = np.minimum(np.log2(high - low + 1).astype(int), _FARTHEST_GAP)
        sentence = np.array([p.sentence for p in places])
        step = np.clip(sentence[objects] - sentence[subjects], -_FARTHEST_SENTENCE, _FARTHEST_SENTENCE)
        beside = [inner, array["gap"][gap], array["step"][step + _FARTHEST_SENTENCE]]
        between = self._between(np.concatenate(beside, axis=1, dtype=np.float32))
        sign = np.where(first[objects] > first[subjects], np.float32(1), np.float32(-1))[:, None]
        joined = [left + right, between, between * sign + left - right]
        both = np.tanh(left) * np.tanh(right)
        parts = np.concatenate([np.tanh(joined[0]), both, np.tanh(joined[1]), np.tanh(joined[2])], axis=1)
        return gelu(self._hidden(parts))

    def _types(self, types: tuple[str, ...]) -> Floats:
        """Return the mean of the vectors of a thing's classes; one of somebody's own has the vector of no class."""
        table = self.weights.arrays["type"]
        return np.asarray(table[[self._class.get(name, len(self._class)) for name in types or ("",)]].mean(axis=0))
