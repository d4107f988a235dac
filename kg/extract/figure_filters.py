"""Quantities that are no value of a metric: by how much something changed, parts, the same sum in another currency."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from kg.annotate.numbers import QuantitySpan
    from kg.extract.figure_view import SentenceView

_BEFORE = 30
#: How far from a number a word for another film of the series may stand in its clause, and a name from that word.
_CLAUSE, _NAMED = 90, 40


def is_change(view: SentenceView, span: QuantitySpan) -> bool:
    """Tell whether a percentage is a change or a part of a whole ("a third of the staff") and no figure of its own."""
    return span.fraction or any(c.percent == (span.start, span.end) for c in view.changes)


def is_difference(view: SentenceView, span: QuantitySpan) -> bool:
    """Tell "200,000 fewer than the year before", "rises by $3", "(+76 000)": by how much, not how many."""
    before = view.folded[max(view.start, span.bound_start - _BEFORE) : span.bound_start]
    ends = (span.end, span.noun[1] if span.noun else 0)
    if any(view.lexicon.difference.match(view.folded, end) for end in ends):
        return True
    if span.is_money:
        return span.role is None and bool(view.lexicon.by.search(before))
    return bool(span.sign) or _is_surplus(view, span, before)


def _is_surplus(view: SentenceView, span: QuantitySpan, before: str) -> bool:
    """Tell "2 million net new subscribers", "a gain of 148,000" and "grew by 300,000"."""
    if span.noun is not None and view.lexicon.additional.search(view.folded, span.end, span.noun[0]):
        return True
    if view.lexicon.difference_of.search(before):
        return True
    return span.role is None and bool(view.lexicon.changed_by.search(before))


def is_compared(view: SentenceView, span: QuantitySpan) -> bool:
    """Tell whether a quantity is there to be compared with: "contre 4,9 millions"."""
    before = view.folded[max(view.start, span.bound_start - _BEFORE) : span.bound_start]
    return bool(view.lexicon.compared.search(before))


def is_average(view: SentenceView, span: QuantitySpan) -> bool:
    """Tell "$8,700 per venue", "67 entrées par séance" and "it averaged $3,505" from a total."""
    ends = (span.end, span.noun[1] if span.noun else 0)
    if any(view.lexicon.per_place.match(view.folded, end) for end in ends):
        return True
    before = view.folded[max(view.start, span.bound_start - _BEFORE) : span.bound_start]
    return span.is_money and span.scale == 1 and bool(view.lexicon.averages.search(before))


def is_of_another_work(view: SentenceView, span: QuantitySpan) -> bool:
    """Tell "the original took in $15 million", "le score du premier volet (2 millions)": of a work without a name.

    An apposition to a name ("X, the first film") and a work that is named beside ("the first film, X") are not meant.
    """
    last = max((q.end for q in view.quantities if q.end <= span.start), default=view.start)
    start = max(view.start, last, span.bound_start - _CLAUSE)
    for match in view.lexicon.other_works.finditer(view.folded, start, span.bound_start):
        apposed = view.folded[view.start : match.start()].rstrip().endswith((",", "(", "–", "—"))
        end = match.end()
        named = any(
            m.kind == "name" and end <= view.text_span(m.first, m.last)[0] <= end + _NAMED for m in view.mentions()
        )
        goes_on = re.search(r"[,;]\s|^\s(?:to|in|by|of|à|de l'année)\b", view.folded[end : span.bound_start])
        if not apposed and not named and not goes_on:
            return True
    return False


def is_increment(view: SentenceView, span: QuantitySpan) -> bool:
    """Tell "added 2 million subscribers": by how much, not how many."""
    before = view.folded[max(view.start, span.bound_start - _BEFORE) : span.bound_start]
    return bool(view.lexicon.increments.search(before))


def is_conversion(view: SentenceView, span: QuantitySpan) -> bool:
    """Tell "(21 millions d'euros)" right after a sum in another currency."""
    last = max((q for q in view.quantities if q.start < span.start), key=lambda q: q.start, default=None)
    if not span.is_money or last is None or not last.is_money:
        return False
    gap = view.folded[last.end : span.start]
    return last.unit != span.unit and bool(re.fullmatch(r"\s*(?:\(|,? or |,? soit )[^()\d]{0,20}", gap))


def is_expectation(view: SentenceView, span: QuantitySpan, found: Collection[QuantitySpan | None]) -> bool:
    """Tell whether a value is there for comparison only: what analysts had expected, or beside a sum of no metric.

    ``found`` are the quantities of the sentence that are figures.
    """
    before = view.folded[max(view.start, span.bound_start - 2 * _BEFORE) : span.bound_start]
    clause = re.split(r"[,;:(]\s|\(", before)[-1]
    comparing = view.lexicon.comparing.search(clause)
    if comparing is None:
        return False
    after = view.folded[span.end : min(view.end, span.end + _BEFORE)].lstrip(" )")
    if view.lexicon.expected.search(clause, comparing.end()) or view.lexicon.expected.match(after):
        return True
    same = [q for q in view.quantities if q.start < span.start and q.unit != "percent"]
    against = bool(same) and view.lexicon.against.search(clause) is not None
    return against and span.is_money and same[-1].is_money and same[-1] not in found


def dated_after(view: SentenceView, span: QuantitySpan) -> bool:
    """Tell whether a value that others are compared with carries its own date: "against 11 million in June"."""
    end = max(span.end, span.noun[1] if span.noun else 0)
    return any(0 <= d.start - end <= _BEFORE and "," not in view.folded[end : d.start] for d in view.dates)
