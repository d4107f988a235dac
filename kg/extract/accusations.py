"""Lawsuits told by what they accuse of: ``the suit, in which A and B accused C of copying``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.arguments import arguments
from kg.extract.candidates import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.context import BlockContext

_CONFIDENCE = 0.76


def accusations(context: BlockContext) -> Iterator[Candidate]:
    """Yield who sues whom where a verb of accusing follows a noun for a lawsuit in its sentence."""
    verbs = context.words("accusing_verbs")
    relation = next(iter(context.language.lexicon.describing.get("accusing", ())), "")
    if not relation:
        return
    for token in context.doc:
        if token.pos_ != "VERB" or token.lemma_.lower() not in verbs:
            continue
        before = context.doc[token.sent.start : token.i]
        nouns = context.language.lexicon.nouns
        if not any(e.relation == relation for t in before for e in nouns.get(t.lower_, ()) if t.pos_ == "NOUN"):
            continue
        roles = arguments(context, token)
        for plaintiff in roles.subject:
            for defendant in roles.object:
                if plaintiff.entity != defendant.entity:
                    yield Candidate(
                        relation,
                        plaintiff.entity,
                        defendant.entity,
                        context.number,
                        token.i,
                        plaintiff.token,
                        defendant.token,
                        own_clause=True,
                        confidence=_CONFIDENCE,
                        rule=f"verb/{relation}:accuse",
                    )
