"""``l'ex-BFMTV Ada Holm``, ``Ada Holm (ex-TF1)``: whom somebody worked for before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.candidates import Candidate
from kg.extract.descriptions import name_phrase_ending_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.context import BlockContext

CONFIDENCE = 0.78


def former_staff(context: BlockContext) -> Iterator[Candidate]:
    """Yield a claim for each organisation that ``ex-`` stands before, beside or after a name."""
    doc = context.doc
    for token in doc[:-1]:
        if token.lower_ not in context.words("former_prefixes"):
            continue
        at = token.i + (2 if token.nbor(1).text == "-" else 1)
        entity = context.mention_entity(at) if at < len(doc) else -1
        if entity < 0 or not context.is_kind(entity, "group"):
            continue
        person = _named(context, token.i, at)
        if person < 0:
            continue
        for relation in context.language.lexicon.describing.get("former_staff", ()):
            yield Candidate(
                relation,
                context.mention_entity(person),
                entity,
                context.number,
                at,
                person,
                at,
                own_clause=True,
                confidence=CONFIDENCE,
                rule="describing/former",
                qualifiers={"former": True},
            )


def _named(context: BlockContext, prefix: int, at: int) -> int:
    """Return the token of the person right after the organisation, or before the comma or bracket; else -1."""
    after = at + 1
    if after < len(context.doc) and context.mention_entity(after) >= 0:
        return after if context.is_kind(context.mention_entity(after), "human") else -1
    if prefix < 2 or context.doc[prefix - 1].text not in {",", "("}:
        return -1
    number = name_phrase_ending_at(context, prefix - 2)
    if number < 0:
        return -1
    name = context.phrases[number].name
    return name if context.is_kind(context.mention_entity(name), "human") else -1
