"""Credits of companies without a verb: ``in association with A``, ``a co-production of A and B``, ``“X” producer A``.

The words are lists of ``[describing]`` in the lexicon. Where the text names no work, the work spoken of is meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.candidates import Candidate
from kg.extract.name_lists import list_before, list_from
from kg.extract.records import Filler

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.extract.context import BlockContext, Language

_SURE, _IMPLIED = 0.76, 0.7
_RELATION = "productionCompany"


class StudioCreditRules:
    """Rules for the companies of a work, word by word."""

    def __init__(self, language: Language) -> None:
        describing = language.lexicon.describing
        self.associations = frozenset(describing.get("association_phrases", ()))
        self.joint = frozenset(describing.get("joint_production_nouns", ()))
        self.links = frozenset(describing.get("joint_production_links", ()))
        self.epithets: Mapping[str, str] = describing.get("firm_epithets", {})
        self.screen = frozenset(language.kinds.classes["screen"])

    def find(self, context: BlockContext) -> Iterator[Candidate]:
        """Yield the companies that a block credits."""
        if not self.associations | self.joint:
            return
        for i, token in enumerate(context.doc):
            if context.mention_entity(i) >= 0 or i + 1 >= len(context.doc):
                continue
            following = context.doc[i + 1].lower_
            pair = f"{context.doc[i - 1].lower_} {token.lower_}" if i else ""
            if pair in self.associations and following in context.words("together"):
                yield from self._credit(context, i, i + 2, self._work_before(context, i))
            elif token.lower_ in self.joint and following in self.links:
                yield from self._credit(context, i, i + 2, self._described(context, i))
            elif token.lower_ in self.epithets:
                yield from self._epithet(context, i)

    def _credit(self, context: BlockContext, at: int, start: int, works: list[Filler]) -> Iterator[Candidate]:
        found = [item.filler for item in list_from(context, start)]
        firms = [f for f in found if self._firm(context, f)]
        if len(firms) < len(found) or not firms:
            # "in association with Ada Holm": people are no companies
            firms = [f for f in firms if context.is_kind(f.entity, "group")]
        sure = bool(works)
        for work in works or context.salient(at, "work", self.screen):
            for firm in firms:
                yield Candidate(
                    _RELATION,
                    work.entity,
                    firm.entity,
                    context.number,
                    at,
                    work.token,
                    firm.token,
                    confidence=_SURE if sure else _IMPLIED,
                    rule=f"credit/{_RELATION}",
                    classes=(self.screen, frozenset()),
                )

    def _epithet(self, context: BlockContext, at: int) -> Iterator[Candidate]:
        """``“X” and “Y” producer Lumio``: titles before a noun for a firm and its name."""
        firm = Filler(context.mention_entity(at + 1), at + 1)
        works = [f for f in list_before(context, at - 1) if context.is_kind(f.entity, "work")]
        if not works or firm.entity < 0 or not context.is_kind(firm.entity, "group"):
            return
        relation = self.epithets[context.doc[at].lower_]
        domain = context.language.schema.relations[relation].domain
        for work in works:
            if context.fits(work.entity, domain):
                yield Candidate(
                    relation,
                    work.entity,
                    firm.entity,
                    context.number,
                    at,
                    work.token,
                    firm.token,
                    own_clause=True,
                    confidence=_SURE,
                    rule=f"credit/{relation}",
                )

    @staticmethod
    def _firm(context: BlockContext, filler: Filler) -> bool:
        """Tell whether a name may be of a company: no human being, no work, no place."""
        return not any(context.is_kind(filler.entity, kind) for kind in ("human", "work", "place", "award", "tool"))

    def _work_before(self, context: BlockContext, at: int) -> list[Filler]:
        """Return the work that the sentence names before a token."""
        for i in range(at - 1, context.doc[at].sent.start - 1, -1):
            entity = context.mention_entity(i)
            if entity >= 0 and context.is_kind(entity, "work") and context.fits(entity, self.screen):
                return [Filler(entity, i)]
        return []

    def _described(self, context: BlockContext, at: int) -> list[Filler]:
        number = context.phrase_at(at)
        if number < 0 or context.phrases[number].noun != at:
            return []
        found = context.described(number) or context.predicated(number)
        return [f for f in found if context.fits(f.entity, self.screen) and context.is_kind(f.entity, "work")]
