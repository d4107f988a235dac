"""What the classifier says of the claims of an article: how likely each is, in which mode it is made, by whom."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.literals import DATE, TIMES
from kg.extract.questions import SOURCE
from kg.model import MODES, DateValue, EntityRef

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.extract.classifier import Judgement
    from kg.extract.literals import LiteralMention
    from kg.model import Claim

#: From these log-odds on somebody is the source of what is no plain statement, if nobody else was found to be.
LIKELY_SOURCE = -2.0
#: The rules' word on the mode where the classifier alone has found a relation, beside its own, which adds up to 1: they
#: read the sentence, not the statement. Of what they have found themselves they know the mode better (95 % of 1,144
#: right claims, the classifier 93 %).
SENTENCE_MODE = 0.1


class Opinions:
    """Judgements by the claims they are about.

    Entities go by ``keys``; ``asked`` are the relations judged at all, ``today`` is the date of the article.
    """

    def __init__(
        self,
        keys: Sequence[str] = (),
        literals: Sequence[LiteralMention] = (),
        judgements: Iterable[Judgement] = (),
        asked: frozenset[str] = frozenset(),
        today: str = "",
    ) -> None:
        self.asked = asked
        self._today = today
        self.judgements = tuple(judgements)
        self._index = {key: number for number, key in enumerate(keys)}
        self._keys = keys
        self._literals = [*enumerate(literals, len(self._index))]
        self._amounts = {(x.start, x.end): n for n, x in self._literals if x.kind not in TIMES}
        self._of: dict[tuple[int, int], dict[str, Judgement]] = {}
        self._sources: dict[int, list[Judgement]] = {}
        for judgement in self.judgements:
            self._of.setdefault((judgement.subject, judgement.object), {})[judgement.relation] = judgement
            if judgement.relation == SOURCE:
                self._sources.setdefault(judgement.object, []).append(judgement)

    def of(self, claim: Claim) -> Judgement | None:
        """Return what is said of a claim itself."""
        return self.between(claim).get(claim.predicate)

    def between(self, claim: Claim) -> Mapping[str, Judgement]:
        """Return what is said of the two sides of a claim, by relation."""
        return self._of.get((self._index[claim.subject.key], self._target(claim)), {})

    def reread(self, claim: Claim, alone: bool) -> Claim:
        """Return a claim with the source that is likely where rules have none, and with its mode.

        ``alone`` tells that the classifier alone has found it; then its mode is what both agree on most.
        """
        judgement = self.of(claim)
        if judgement is None:
            return claim
        mode = claim.mode
        if alone and judgement.modes and not self._to_come(claim):
            chances = dict(zip(MODES, judgement.modes, strict=True))
            mode = max(MODES, key=lambda m: chances[m] + SENTENCE_MODE * (m == claim.mode))
        source = claim.attributed_to
        if source is None and mode != "asserted":  # what the writer states has no other source
            source = self._source(claim)
        return replace(claim, mode=mode, attributed_to=source)

    def _to_come(self, claim: Claim) -> bool:
        """Tell a date after that of the article, of which no mode says more than that it is planned."""
        later = isinstance(claim.object, DateValue) and claim.object.value > self._today[: len(claim.object.value)]
        return later and bool(self._today)

    def _source(self, claim: Claim) -> EntityRef | None:
        """Return whom the classifier takes for the source of both sides, or of the side that it is not itself."""
        sides = {n for n in (self._index[claim.subject.key], self._target(claim)) if 0 <= n < len(self._index)}
        heard: dict[int, list[float]] = {}
        for side in sides:
            for judgement in self._sources.get(side, ()):
                heard.setdefault(judgement.subject, []).append(judgement.odds)
        full = {e: sum(odds) / len(odds) for e, odds in heard.items() if len(odds) == len(sides - {e})}
        best = max(sorted(full), key=full.__getitem__, default=None)
        return EntityRef(self._keys[best]) if best is not None and full[best] > LIKELY_SOURCE else None

    def _target(self, claim: Claim) -> int:
        """Return the number of the thing that a claim has for its object; -1 for none that was asked about."""
        if isinstance(claim.object, EntityRef):
            return self._index[claim.object.key]
        place = claim.evidence.object
        if place is None:
            return self._dated(claim)
        if not isinstance(claim.object, DateValue):
            return self._amounts.get(place, -1)
        over = ((n, x) for n, x in self._literals if x.start < place[1] and x.end > place[0])
        return next((n for n, x in over if x.kind == DATE and claim.object.value in x.values), -1)

    def _dated(self, claim: Claim) -> int:
        """Return the likeliest date with the value of a claim whose date stands in another paragraph; else -1."""
        if not isinstance(claim.object, DateValue):
            return -1
        found = [
            (judged.odds, number)
            for number, literal in self._literals
            if literal.kind == DATE and claim.object.value in literal.values
            if (judged := self._of.get((self._index[claim.subject.key], number), {}).get(claim.predicate))
        ]
        return max(found, default=(0.0, -1))[1]
