"""Awards as epithets: ``Oscar winner A``, ``the Emmy-nominated drama X``, ``A, a Tony-winning actress``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.candidates import Candidate
from kg.extract.records import Filler

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.extract.context import BlockContext, Language

_WORDS_BETWEEN = 6
_BETWEEN = frozenset({"NOUN", "ADJ", "PROPN", "NUM", "VERB"})
_CONFIDENCE = 0.84


class AwardRules:
    """Rules for awards before the noun or name that they distinguish; the words are ``award_epithets``."""

    def __init__(self, language: Language) -> None:
        self.epithets: Mapping[str, str] = language.lexicon.describing.get("award_epithets", {})
        self.award = frozenset({language.kinds.first("award")})

    def find(self, context: BlockContext) -> Iterator[Candidate]:
        """Yield the distinctions of a block."""
        if not self.epithets:
            return
        for mention in context.annotated.mentions:
            if mention.block != context.number or mention.kind != "name" or not self._award(context, mention.entity):
                continue
            at = mention.last + 1
            if at < len(context.doc) and context.doc[at].text == "-":
                at += 1
            relation = self.epithets.get(context.doc[at].lower_, "") if at < len(context.doc) else ""
            if not relation or context.doc[at].is_sent_start:
                continue
            for filler in self._distinguished(context, at):
                yield Candidate(
                    relation,
                    filler.entity,
                    mention.entity,
                    context.number,
                    at,
                    filler.token,
                    mention.first,
                    own_clause=True,
                    confidence=_CONFIDENCE,
                    rule=f"award/{relation}",
                )

    def _award(self, context: BlockContext, entity: int) -> bool:
        types = context.annotated.entities[entity].types
        return bool(self.award.intersection(types))

    def _distinguished(self, context: BlockContext, at: int) -> list[Filler]:
        """Return the name after the epithet and its nouns, or whoever the noun is said of."""
        doc = context.doc
        conjunctions = context.words("conjunctions")
        for i in range(at + 1, min(at + 1 + _WORDS_BETWEEN, len(doc))):
            if doc[i].is_sent_start:
                break
            entity = context.mention_entity(i)
            if entity >= 0:
                if i in {m for p in context.phrases for m in p.names} and not self._award(context, entity):
                    return [Filler(entity, i)]
                break
            if doc[i].text == '"' or (doc[i].lower_ in conjunctions and doc[i - 1].pos_ == "NOUN"):
                continue
            if doc[i].pos_ not in _BETWEEN or doc[i].dep_ in {"aux", "ROOT"}:
                break
        number = context.phrase_at(at)
        if number < 0:
            number = context.phrase_at(at + 1) if at + 1 < len(doc) else -1
        if number < 0:
            return []
        return context.described(number) or context.predicated(number)
