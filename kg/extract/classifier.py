"""A trained second opinion: how likely each relation holds between two things that an article mentions.

The vectors of two mentions, of what stands between them, and their classes go through a small network with one output
a relation; the mentions of the same two things are joined by log-sum-exp. Relations that the ontology does not allow
between their classes are never asked for. How it was trained is told in ``docs/classifier.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from threadpoolctl import ThreadpoolController

from kg.encoder import Floats, Linear, Norm, Weights, gelu
from kg.extract.windows import windows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.annotate.document import AnnotatedArticle, TokenMention
    from kg.extract.windows import Place, Window
    from kg.ontology import Schema

#: The kinds of mentions, by the rows of their vectors.
KINDS = {"name": 0, "nominal": 1, "pronoun": 2}
#: Mentions of two things that are looked at, the nearest ones.
_NEAREST = 3
#: What sentences apart and pieces between are counted up to.
_FARTHEST_SENTENCE, _FARTHEST_GAP = 2, 8


@dataclass(frozen=True, slots=True)
class Judgement:
    """The log-odds that a relation holds between two entities, and the two mentions that speak most for it."""

    subject: int
    relation: str
    object: int
    odds: float
    subject_mention: TokenMention
    object_mention: TokenMention


@dataclass(frozen=True, slots=True)
class _Pair:
    subject: int
    object: int
    allowed: tuple[int, ...]
    mentions: tuple[tuple[int, int], ...]


class RelationClassifier:
    """Judges pairs of entities of annotated articles."""

    def __init__(self, weights: Weights, schema: Schema) -> None:
        self.weights = weights
        self._schema = schema
        self._class = {name: n for n, name in enumerate(weights.classes)}
        self._allowed: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[int, ...]] = {}
        self._threads = ThreadpoolController()
        array = weights.arrays
        self._norm = Norm(array["norm.w"], array["norm.b"], 1e-5)
        self._subject, self._object, self._between, self._hidden, self._out = (
            Linear(array[f"{name}.w"], array[f"{name}.b"]) for name in ("subject", "object", "between", "hidden", "out")
        )

    @property
    def relations(self) -> frozenset[str]:
        """The relations that it was trained with."""
        return frozenset(self.weights.relations)

    def judge(self, annotated: AnnotatedArticle) -> list[Judgement]:
        """Return the surest judgement on each pair of entities of an article and each relation that it may have.

        All products are computed on one thread, so that they are the same wherever and however often it is asked.
        """
        best: dict[tuple[int, str, int], Judgement] = {}
        with self._threads.limit(limits=1, user_api="blas"):
            for window in windows(annotated, self.weights.pieces):
                for judgement in self._judge(annotated, window):
                    key = (judgement.subject, judgement.relation, judgement.object)
                    if key not in best or judgement.odds > best[key].odds:
                        best[key] = judgement
        return list(best.values())

    def _judge(self, annotated: AnnotatedArticle, window: Window) -> Iterator[Judgement]:
        pairs = self._pairs(annotated, window.places)
        if not pairs:
            return
        vectors = self._norm(self.weights.encoder(window.numbers))
        subjects = np.array([u for pair in pairs for u, _ in pair.mentions])
        objects = np.array([v for pair in pairs for _, v in pair.mentions])
        odds = self._odds(annotated, window, vectors, subjects, objects)
        at = 0
        for pair in pairs:
            rows = odds[at : at + len(pair.mentions)]
            highest = rows.max(axis=0)
            joined = highest + np.log(np.exp(rows - highest).sum(axis=0))
            for relation in pair.allowed:
                u, v = pair.mentions[int(rows[:, relation].argmax())]
                yield Judgement(
                    pair.subject,
                    self.weights.relations[relation],
                    pair.object,
                    float(joined[relation]),
                    window.places[u].mention,
                    window.places[v].mention,
                )
            at += len(pair.mentions)

    def _pairs(self, annotated: AnnotatedArticle, places: Sequence[Place]) -> list[_Pair]:
        """Return the pairs of entities that some relation may join, with their nearest mentions."""
        found = []
        for subject, target, mentions in nearest(places):
            allowed = self._relations(annotated.entities[subject].types, annotated.entities[target].types)
            if allowed:
                found.append(_Pair(subject, target, allowed, mentions))
        return found

    def _relations(self, subject: tuple[str, ...], target: tuple[str, ...]) -> tuple[int, ...]:
        key = (subject, target)
        if key not in self._allowed:
            allows = self._schema.allows
            self._allowed[key] = tuple(
                n for n, name in enumerate(self.weights.relations) if subject and target and allows(name, *key)
            )
        return self._allowed[key]

    def _odds(
        self,
        annotated: AnnotatedArticle,
        window: Window,
        vectors: Floats,
        subjects: np.ndarray[tuple[int], np.dtype[np.int64]],
        objects: np.ndarray[tuple[int], np.dtype[np.int64]],
    ) -> Floats:
        """Return the log-odds (pairs of mentions × relations)."""
        array, places = self.weights.arrays, window.places
        first, end = np.array([p.first for p in places]), np.array([p.end for p in places])
        sums = np.concatenate([np.zeros((1, vectors.shape[1]), np.float32), vectors.cumsum(axis=0)])
        mean = (sums[end] - sums[first]) / (end - first)[:, None]
        types = np.stack([self._types(annotated.entities[p.mention.entity].types) for p in places])
        kinds = array["kind"][[KINDS[p.mention.kind] for p in places]]
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
        return self._out(gelu(self._hidden(parts)))

    def _types(self, types: tuple[str, ...]) -> Floats:
        """Return the mean of the vectors of an entity's classes; one of somebody's own has the vector of no class."""
        table = self.weights.arrays["type"]
        return np.asarray(table[[self._class.get(name, len(self._class)) for name in types or ("",)]].mean(axis=0))


def nearest(places: Sequence[Place]) -> Iterator[tuple[int, int, tuple[tuple[int, int], ...]]]:
    """Yield the pairs of two entities of a window, both ways round, with the numbers of their nearest mentions."""
    of: dict[int, list[int]] = {}
    for number, place in enumerate(places):
        of.setdefault(place.mention.entity, []).append(number)
    for subject, left in of.items():
        for target, right in of.items():
            if subject != target:
                near = sorted((*_apart(places[u], places[v]), u, v) for u in left for v in right)
                yield subject, target, tuple((u, v) for _, _, u, v in near[:_NEAREST])


def _apart(one: Place, other: Place) -> tuple[int, int]:
    """Return how far two mentions stand from each other: in sentences, then in pieces."""
    return abs(one.sentence - other.sentence), abs(one.first - other.first)
