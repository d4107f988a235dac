"""What tells how sure a claim is: numbers and marks read from the claim and the words around it.

The names of the signs are those of ``ontologies/calibration.toml``; ``NAME=value`` is a mark that a claim has or not.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.opinions import Opinions
from kg.extract.questions import SOURCE
from kg.model import Claim, EntityRef

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.annotate.document import AnnotatedArticle, TokenMention

_SUREST, _LEAST = 0.98, 0.02
#: Log-odds beyond which more says nothing.
_UNLIKELY = 6.0
_FAMILIES = frozenset({"verb", "noun"})


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a claim: how it is mentioned, the entity it is, and its tokens as (block, first, last)."""

    kind: str
    entity: int
    place: tuple[int, int, int] | None


class Signs:
    """Reads the signs of the claims of one article.

    ``statements`` are the claims before those that repeat each other were folded: a statement made twice is surer.
    ``opinions`` are the classifier's, none where there is no classifier.
    """

    def __init__(
        self,
        annotated: AnnotatedArticle,
        keys: Sequence[str],
        claims: Sequence[Claim],
        statements: Sequence[Claim],
        opinions: Opinions | None = None,
    ) -> None:
        self._annotated = annotated
        self._index = {key: number for number, key in enumerate(keys)}
        self._support = Counter((c.subject, c.predicate, c.object) for c in statements)
        self._named = Counter(m.entity for m in annotated.mentions if m.kind == "name")
        self._sentences: dict[int, list[Claim]] = {}
        self._opinions = opinions or Opinions()
        for claim in claims:
            self._sentences.setdefault(claim.evidence.start, []).append(claim)

    def of(self, claim: Claim) -> dict[str, float]:
        """Return the signs of a claim that are not zero."""
        subject = self._side(claim.subject.key, claim.evidence.subject)
        target = self._side(claim.object.key, claim.evidence.object) if isinstance(claim.object, EntityRef) else None
        raw = min(_SUREST, max(_LEAST, claim.confidence))
        signs = {
            "raw": math.log(raw / (1 - raw)),
            **{f"rule={part}": 1.0 for part in _families(claim.rule)},
            f"relation={claim.predicate}": 1.0,
            f"mode={claim.mode}": 1.0,
            f"subject={subject.kind}": 1.0,
            f"object={target.kind if target else 'literal'}": 1.0,
            "repeated": float(self._support[claim.subject, claim.predicate, claim.object] > 1),
            "rivals": float(any(_same_pair(claim, o) for o in self._sentences[claim.evidence.start])),
            "siblings": math.log(sum(self._sibling(claim, o) for o in self._sentences[claim.evidence.start])),
        }
        signs |= {f"subject {name}": value for name, value in self._entity(subject).items()}
        if target is not None:
            signs |= {f"object {name}": value for name, value in self._entity(target).items()}
            signs |= self._between(subject, target)
        signs |= self._judged(claim)
        return {name: value for name, value in signs.items() if value}

    def _judged(self, claim: Claim) -> dict[str, float]:
        """Return what the classifier says: of this relation, and of the likeliest other one of the two."""
        if claim.predicate not in self._opinions.asked:
            return {}
        said = self._opinions.between(claim)
        if claim.predicate not in said:
            return {"unjudged": 1.0}
        others = [within(j.odds) for name, j in said.items() if name not in {claim.predicate, SOURCE}]
        return {"judged": within(said[claim.predicate].odds), "judged otherwise": max(others, default=-_UNLIKELY)}

    def _side(self, key: str, span: tuple[int, int] | None) -> _Side:
        entity = self._index[key]
        if span is None:
            return _Side("unsaid", entity, None)
        mention = self._mention(span)
        if mention is None:
            return _Side("words", entity, self._tokens(span))
        kind = mention.kind if mention.entity == entity else "other"
        return _Side(kind, entity, (mention.block, mention.first, mention.last))

    def _mention(self, span: tuple[int, int]) -> TokenMention | None:
        place = self._tokens(span)
        return self._annotated.mention_at(place[0], place[1]) if place else None

    def _tokens(self, span: tuple[int, int]) -> tuple[int, int, int] | None:
        for number, block in enumerate(self._annotated.blocks):
            inside = [i for i, start in enumerate(block.starts) if start < span[1] and block.ends[i] > span[0]]
            if inside:
                return number, inside[0], inside[-1]
        return None

    def _entity(self, side: _Side) -> dict[str, float]:
        entity = self._annotated.entities[side.entity]
        return {
            "linked": float(entity.kb_id is not None),
            "soft": float(entity.soft),
            "unvoted": float(not entity.votes),
            "votes": math.log1p(max(entity.votes.values(), default=0.0)),
            "mentions": math.log1p(self._named[side.entity]),
            "long": float(len(entity.name.split()) > 3),
            "single": float(" " not in entity.name),
        }

    def _between(self, subject: _Side, target: _Side) -> dict[str, float]:
        if subject.place is None or target.place is None or subject.place[0] != target.place[0]:
            return {"apart": 1.0}
        (block, first, last), (_, other_first, other_last) = sorted((subject.place, target.place))
        del first, other_last
        tokens = self._annotated.blocks[block].doc[last + 1 : max(last + 1, other_first)]
        mentions = {m for i in range(last + 1, other_first) if (m := self._annotated.mention_at(block, i)) is not None}
        return {
            "distance": math.log1p(len(tokens)),
            "commas": math.log1p(sum(t.text in {",", ";", ":", "("} for t in tokens)),
            "verbs": math.log1p(sum(t.pos_ in {"VERB", "AUX"} for t in tokens)),
            "names": math.log1p(sum(m.kind == "name" for m in mentions)),
            "adjacent": float(len(tokens) == 0),
            "crossing": float(any(t.is_sent_start for t in tokens)),
        }

    @staticmethod
    def _sibling(claim: Claim, other: Claim) -> bool:
        """Tell whether two claims of a sentence share relation and subject or object (each claim is its own)."""
        return other.predicate == claim.predicate and (other.subject == claim.subject or other.object == claim.object)


def within(odds: float) -> float:
    """Return log-odds, those beyond which more says nothing cut off."""
    return max(-_UNLIKELY, min(_UNLIKELY, odds))


def _same_pair(claim: Claim, other: Claim) -> bool:
    if claim.id == other.id or not isinstance(claim.object, EntityRef) or not isinstance(other.object, EntityRef):
        return False
    return {claim.subject.key, claim.object.key} == {other.subject.key, other.object.key}


def _families(rule: str) -> tuple[str, ...]:
    """Return the kinds a rule is of: ``verb``; ``describing/genre``; ``figure:counted`` and ``figure/before``."""
    family, _, rest = rule.partition("/")
    if family in _FAMILIES:
        return (family,)
    metric_rule = family.partition(":")
    return (family, f"{metric_rule[0]}/{rest}") if metric_rule[1] else (rule,)
