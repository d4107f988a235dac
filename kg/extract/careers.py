"""Careers in lists: ``He appeared in series such as X and Y``, ``Her film roles included X in 1989``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.antecedents import antecedents
from kg.annotate.work_lists import career_lists
from kg.extract.candidates import Candidate
from kg.extract.records import Filler

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.extract.context import BlockContext, Language

_CONFIDENCE, _DATED = 0.74, 0.8


class CareerRules:
    """Rules for lists of works that somebody played in or directed."""

    def __init__(self, language: Language) -> None:
        describing = language.lexicon.describing
        self.acting = frozenset(describing.get("acting_words", ()))
        self.directing = frozenset(describing.get("directing_words", ()))
        self.making = frozenset(describing.get("making_words", ()))
        self.made_by: Mapping[str, str] = describing.get("made_by_firm", {})

    def find(self, context: BlockContext) -> Iterator[Candidate]:
        """Yield the works of the careers that a block lists."""

        def is_name(i: int) -> bool:
            mention = context.annotated.mention_at(context.number, i)
            return mention is not None and mention.kind == "name"

        for at, works in career_lists(context.doc, is_name, context.language.grammar):
            relation = self._relation(context, at)
            person = self._person(context, at) if relation else None
            if person is None:
                relation, person = self._maker(context, at)
            for work in works:
                filler = Filler(context.mention_entity(work.token), work.token)
                if not context.is_kind(filler.entity, "work"):
                    continue
                if person is not None:
                    yield _candidate(context, relation, filler, person.entity, person.token, at)
                if work.year:
                    yield _candidate(context, "releaseDate", filler, work.year, -1, at)

    def _maker(self, context: BlockContext, at: int) -> tuple[str, Filler | None]:
        """``X's credits include``, ``X has made films such as``: the firm that the list of works is about."""
        words = {t.lower_ for t in context.doc[context.doc[at].sent.start : at + 1]}
        if not words & self.making:
            return "", None
        for entity in self._subjects(context, at):
            if context.is_kind(entity, "human"):
                return "", None
            if context.is_kind(entity, "group"):
                types = context.annotated.entities[entity].types
                relation = next((self.made_by[cls] for cls in types if cls in self.made_by), "")
                return relation, Filler(entity, -1) if relation else None
        return "", None

    @staticmethod
    def _subjects(context: BlockContext, at: int) -> Iterator[int]:
        """Yield whom the sentence is about: those it names before a list, else the organisation in focus."""
        start = context.doc[at].sent.start
        here = [o for o in context.annotated.history if o.block == context.number and start <= o.token < at]
        yield from (o.entity for o in sorted(here, key=lambda o: (not o.subject, o.token)))
        groups = frozenset(context.language.kinds.classes["group"])
        yield from (filler.entity for filler in context.fundraiser(at, groups))

    def _relation(self, context: BlockContext, at: int) -> str:
        words = {t.lower_ for t in context.doc[context.doc[at].sent.start : at]}
        if words & self.acting:
            return "castMember"
        return "director" if words & self.directing else ""

    @staticmethod
    def _person(context: BlockContext, at: int) -> Filler | None:
        """Return whose career it is: the last person of the sentence before the list, else whoever is spoken of."""
        start = context.doc[at].sent.start
        for i in range(at - 1, start - 1, -1):
            entity = context.mention_entity(i)
            if entity >= 0 and context.is_kind(entity, "human"):
                return Filler(entity, i)
        found = (e for e in antecedents(context.annotated, context.number, at) if context.is_kind(e, "human"))
        entity = next(found, -1)
        return Filler(entity, -1) if entity >= 0 else None


def _candidate(
    context: BlockContext, relation: str, work: Filler, target: int | str, token: int, anchor: int
) -> Candidate:
    return Candidate(
        relation,
        work.entity,
        target,
        context.number,
        anchor,
        work.token,
        token,
        confidence=_DATED if isinstance(target, str) else _CONFIDENCE,
        rule=f"career/{relation}",
    )
