"""Lists of nominees and winners: ``Best actor nominees are A (“X”) and B of “Y”``, ``Best Director: A, “X”``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.candidates import Candidate
from kg.extract.name_lists import Item, list_from

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.annotate.document import TokenMention
    from kg.extract.context import BlockContext, Language
    from kg.extract.records import Filler

#: Words between a category and the verb or colon that opens its list.
_GAP = 9
_TIES = frozenset({"of", "for", "in", "from"})
_BETWEEN = frozenset({"NOUN", "ADJ", "ADP", "PROPN", "NUM", "PART", "DET", "PUNCT", "ADV"})
_CONFIDENCE = 0.8
_SCREEN = frozenset({"Film", "Series", "Programme", "VideoGame"})


class AwardListRules:
    """Rules for the lists behind the category of an award; the words are lists of ``[describing]``."""

    def __init__(self, language: Language) -> None:
        describing = language.lexicon.describing
        self.links = frozenset(describing.get("award_list_links", ()))
        self.nominees = frozenset(describing.get("nominee_words", ()))
        self.winners = frozenset(describing.get("winner_words", ()))
        self.crafts: Mapping[str, str] = describing.get("award_crafts", {})
        self.award = frozenset({language.kinds.first("award")})

    def find(self, context: BlockContext) -> Iterator[Candidate]:
        """Yield who is listed for the awards of a block, and the works they are listed with."""
        if not self.links:
            return
        for mention in context.annotated.mentions:
            if mention.block != context.number or mention.kind != "name":
                continue
            if self.award.intersection(context.annotated.entities[mention.entity].types):
                yield from self._listed(context, mention)

    def _listed(self, context: BlockContext, mention: TokenMention) -> Iterator[Candidate]:
        at = self._link(context, mention.last)
        relation = self._relation(context, mention.first, at) if at >= 0 else ""
        if not relation:
            return
        items = [i for i in list_from(context, at + 1, _TIES) if i.filler.entity != mention.entity]
        craft = self._craft(context, mention)
        for item, works in _with_works(context, items):
            if self.award.intersection(context.annotated.entities[item.filler.entity].types):
                continue
            yield self._candidate(context, relation, item.filler, mention.entity, mention.first, mention.first)
            if craft and context.is_kind(item.filler.entity, "human"):
                for work in works:
                    yield self._candidate(context, craft, work, item.filler.entity, item.filler.token, at)

    def _link(self, context: BlockContext, last: int) -> int:
        """Return the verb or colon that opens a list after a category, or -1."""
        doc = context.doc
        for i in range(last + 1, min(last + 1 + _GAP, len(doc))):
            if doc[i].is_sent_start:
                return -1
            if doc[i].lower_ in self.links:
                return i
            if context.mention_entity(i) >= 0 or (doc[i].pos_ not in _BETWEEN and doc[i].lower_ not in self.nominees):
                return -1
        return -1

    def _relation(self, context: BlockContext, first: int, at: int) -> str:
        sentence = {t.lower_ for t in context.doc[first].sent}
        if sentence & self.nominees:
            return "nominatedFor"
        if context.doc[at].text != ":":
            return ""
        words = [w for block in context.annotated.blocks for t in block.doc if (w := t.lower_)]
        nominated = sum(w in self.nominees for w in words)
        won = sum(w in self.winners for w in words)
        return "" if nominated == won else "nominatedFor" if nominated > won else "awardReceived"

    def _craft(self, context: BlockContext, mention: TokenMention) -> str:
        """Return what somebody did in the works named beside him or her: ``best actor`` → castMember."""
        words = context.annotated.entities[mention.entity].name.lower().split()
        return next((self.crafts[w] for w in words if w in self.crafts), "")

    @staticmethod
    def _candidate(
        context: BlockContext, relation: str, subject: Filler, target: int, target_token: int, anchor: int
    ) -> Candidate:
        return Candidate(
            relation,
            subject.entity,
            target,
            context.number,
            anchor,
            subject.token,
            target_token,
            confidence=_CONFIDENCE,
            rule=f"award-list/{relation}",
        )


def _with_works(context: BlockContext, items: list[Item]) -> Iterator[tuple[Item, list[Filler]]]:
    """Yield the items with the works in brackets, tied by a preposition or after a comma: ``A, “X”``."""
    skipped = -1
    for position, item in enumerate(items):
        if position == skipped:
            continue
        works = [*item.bracketed, *item.tied]
        following = items[position + 1] if position + 1 < len(items) else None
        human = context.is_kind(item.filler.entity, "human")
        if human and not works and following is not None and context.is_kind(following.filler.entity, "work"):
            works, skipped = [following.filler], position + 1
        yield item, [w for w in works if context.fits(w.entity, _SCREEN) and not context.is_kind(w.entity, "human")]
