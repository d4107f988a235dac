"""When a work is out: ``X, out 9 May on Lumio``, ``X (due in March)``, without a verb that says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.candidates import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.context import BlockContext
    from kg.extract.expressions import Expressions, PlacedDate

_CONFIDENCE = 0.8
_YEAR = re.compile(r"(?:19|20)\d\d")
#: Words between "out" and its date: "out now via X on 9 May" is too far.
_GAP = 3
_CLITICS = frozenset({"'s", "’s"})
_MARKS = frozenset({",", '"', "(", "–", "—"})


def out_dates(context: BlockContext, expressions: Expressions) -> Iterator[Candidate]:
    """Yield the dates behind words that say no more than that a work is out."""
    relations = context.language.lexicon.describing.get("out_date", ())
    words = frozenset(context.language.lexicon.describing.get("out_words", ()))
    if not relations or not words:
        return
    for i, token in enumerate(context.doc):
        if token.lower_ not in words or i == 0:
            continue
        at = i - 1
        while at > 0 and (context.doc[at].text in _MARKS or context.doc[at].lower_ in words):
            at -= 1
        entity = context.mention_entity(at)
        if at == i - 1 or context.doc[i].is_sent_start or not context.is_kind(entity, "work"):
            continue
        date = _date_after(context, expressions, i)
        if date is None:
            continue
        value = date.span.future or date.value
        published = context.annotated.article.date
        for relation in relations:
            yield Candidate(
                relation,
                entity,
                value,
                context.number,
                i,
                at,
                date.first,
                own_clause=True,
                confidence=_CONFIDENCE,
                rule=f"out/{relation}",
                mode="planned" if published and value > published[: len(value)] else None,
            )


def possessive_years(context: BlockContext) -> Iterator[Candidate]:
    """``2015's “Harbour Lights”``: the year that owns a work is when it came out."""
    relations = context.language.lexicon.describing.get("out_date", ())
    doc = context.doc
    for i in range(2, len(doc) if relations else 0):
        entity = context.mention_entity(i)
        year = doc[i - 2].text if doc[i - 1].lower_ in _CLITICS else ""
        if entity < 0 or not _YEAR.fullmatch(year) or not context.is_kind(entity, "work"):
            continue
        for relation in relations:
            yield Candidate(
                relation,
                entity,
                year,
                context.number,
                i,
                i,
                i - 2,
                own_clause=True,
                confidence=_CONFIDENCE,
                rule=f"out/{relation}",
            )


def _date_after(context: BlockContext, expressions: Expressions, at: int) -> PlacedDate | None:
    for date in expressions.dates(context.number):
        if at < date.first <= at + _GAP and not context.doc[date.first].is_sent_start:
            between = context.doc[at + 1 : date.first]
            return None if any(t.is_punct or context.mention_entity(t.i) >= 0 for t in between) else date
    return None
