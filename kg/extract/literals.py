"""The amounts and dates of an article, as things that the classifier is asked about beside its entities."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.annotate.dates import period_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.annotate.document import AnnotatedArticle
    from kg.annotate.numbers import QuantitySpan
    from kg.extract.expressions import Expressions
    from kg.extract.figure_view import SentenceView

DATE, PERIOD, MONEY, PERCENT, NUMBER = "date", "period", "money", "percent", "number"
#: The kinds of literals; the classifier has a vector for each, as for the classes of entities.
KINDS_OF_LITERALS = (DATE, PERIOD, MONEY, PERCENT, NUMBER)
#: Those that say when, the others say how much.
TIMES = frozenset({DATE, PERIOD})
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class LiteralMention:
    """An amount or a date on tokens ``first..last`` of a block, ``start:end`` of the article's text.

    ``values`` are what it may mean: a number, or ISO dates ("in March": the last one, the next one); of kind ``period``
    are times that are no date (a quarter, a season). ``period`` is the time that a figure said of it is about.
    """

    block: int
    first: int
    last: int
    head: int
    start: int
    end: int
    kind: str
    values: tuple[str | float, ...]
    period: str | None = None

    def date(self, *, planned: bool) -> str:
        """Return the date that is meant: of the readings of "in March" the later one where something is planned."""
        readings = sorted(str(value) for value in self.values)
        return readings[-1 if planned else 0]


def find_literals(
    annotated: AnnotatedArticle, views: Iterable[SentenceView], expressions: Expressions
) -> list[LiteralMention]:
    """Return the amounts, dates and periods of an article in text order, but for those inside names."""
    found = [*_amounts(views), *_dates(annotated, expressions)]
    return sorted(found, key=lambda literal: (literal.start, literal.end, literal.kind))


def _amounts(views: Iterable[SentenceView]) -> Iterator[LiteralMention]:
    for view in views:
        for span in view.quantities:
            kind = _kind(span)
            if kind is not None:
                first, last = view.tokens(span.start, span.end)
                head = view.doc[first : last + 1].root.i
                start, end = view.base + span.start, view.base + span.end
                yield LiteralMention(view.number, first, last, head, start, end, kind, (float(span.value),))


def _kind(span: QuantitySpan) -> str | None:
    if span.unit == "point":
        return None
    return MONEY if span.is_money else PERCENT if span.unit == "percent" else NUMBER


def _dates(annotated: AnnotatedArticle, expressions: Expressions) -> Iterator[LiteralMention]:
    for number, block in enumerate(annotated.blocks):
        for date in expressions.dates(number):
            readings = (date.value, date.span.past, date.span.future)
            values = tuple(dict.fromkeys(v for v in readings if v and _DATE.fullmatch(v)))
            head = block.doc[date.first : date.last + 1].root.i
            start, end = block.span_offsets(date.first, date.last)
            period = period_of(date.span, annotated.article.date)
            kind, values = (DATE, values) if values else (PERIOD, (date.value,))
            yield LiteralMention(number, date.first, date.last, head, start, end, kind, values, period)
