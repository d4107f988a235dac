"""``Ada Holm (1942-2018)``: when somebody was born and died."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.candidates import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.context import BlockContext

CONFIDENCE = 0.8
_SPAN = re.compile(r"\s?\(((?:1[89]|20)\d\d)\s?[-–—]\s?((?:1[89]|20)\d\d)\)")


def lifespans(context: BlockContext) -> Iterator[Candidate]:
    """Yield birth and death from the years in brackets right after a person's name."""
    relations = context.language.lexicon.describing.get("lifespan", ())
    text = context.annotated.article.text
    for phrase in context.phrases:
        entity = context.mention_entity(phrase.name)
        if not relations or phrase.name != phrase.last or not context.is_kind(entity, "human"):
            continue
        found = _SPAN.match(text, context.block.ends[phrase.last])
        if found is None or found[1] >= found[2]:
            continue
        for relation, year in zip(relations, found.groups(), strict=True):
            yield Candidate(
                relation,
                entity,
                year,
                context.number,
                phrase.name,
                phrase.name,
                -1,
                own_clause=True,
                confidence=CONFIDENCE,
                rule=f"lifespan/{relation}",
            )
