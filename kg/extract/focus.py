"""Whom an article is about at a place: the entities that an unnamed subject may stand for, the likeliest first."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.annotate.figure_words import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from kg.annotate.document import AnnotatedArticle

#: What each sign is worth; the weights were set by hand, not fitted.
_SUBJECT, _FIRST, _TITLE, _CLASS, _RANK = 0.5, 0.8, 0.7, 1.5, 0.4
#: From this sentence on, an entity that was not named yet is an unlikely antecedent.
_OPENING, _UNSEEN = 2, 1.5
_RECENT = (1.0, 1.0, 0.6, 0.3, 0.3)


@dataclass(slots=True)
class Focus:
    """Counts and places of all mentions of an article."""

    annotated: AnnotatedArticle
    is_a: Callable[[str, str], bool]
    counts: Counter[int] = field(default_factory=Counter)
    in_title: frozenset[int] = frozenset()
    sentence_of: dict[tuple[int, int], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.counts.update(m.entity for m in self.annotated.mentions if m.kind == "name")
        title = fold(self.annotated.article.title)
        self.in_title = frozenset(
            number
            for number, entity in enumerate(self.annotated.entities)
            if any(len(name) > 2 and fold(name) in title for name in (entity.name, *entity.aliases))
        )
        for number, (block, _, sentence) in enumerate(self.annotated.sentences(), 1):
            self.sentence_of[block, sentence.start] = number

    def ranked(
        self,
        block: int,
        sentence_start: int,
        token: int,
        rank: Callable[[int], int | None],
        classes: Collection[str] = (),
        votes: dict[int, float] | None = None,
    ) -> list[int]:
        """Return the entities that fit, the likeliest first.

        ``classes`` are those that the noun used allows ("le studio"); ``votes`` adds evidence for single entities.
        """
        here = self.sentence_of.get((block, sentence_start), 1)
        fitting = [e for e in range(len(self.annotated.entities)) if rank(e) is not None]
        if not fitting:
            return []
        first = min((m.block, m.first, m.entity) for m in self.annotated.mentions if m.entity in fitting)[2] \
            if any(m.entity in fitting for m in self.annotated.mentions) else -1  # fmt: skip
        scores = {e: self._score(e, here, (block, token), classes) - _RANK * (rank(e) or 0) for e in fitting}
        if first >= 0:
            scores[first] += _FIRST
        for entity, weight in (votes or {}).items():
            if entity in scores:
                scores[entity] += weight
        return sorted(scores, key=lambda e: (-scores[e], e))

    def _score(self, entity: int, here: int, place: tuple[int, int], classes: Collection[str]) -> float:
        score = math.log2(1 + self.counts[entity]) + (_TITLE if entity in self.in_title else 0.0)
        seen = [o for o in self.annotated.history if o.entity == entity and (o.block, o.token) < place]
        if seen:
            back = here - max(o.sentence for o in seen)
            score += _RECENT[back] if 0 <= back < len(_RECENT) else 0.0
            score += _SUBJECT if any(o.subject and here - o.sentence <= 2 for o in seen) else 0.0
        elif here > _OPENING:
            score -= _UNSEEN
        if classes:
            types = self.annotated.entities[entity].types
            fits = any(self.is_a(t, c) or self.is_a(c, t) for t in types for c in classes)
            score += _CLASS if fits else -_CLASS
        return score
