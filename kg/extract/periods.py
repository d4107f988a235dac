"""Which period a figure is about: the date that belongs to it, the period spoken of, or that of a comparison."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.annotate import calendar as cal
from kg.annotate.dates import DateSpan, period_of
from kg.annotate.numbers import QuantitySpan
from kg.extract.figure_lexicon import Metric
from kg.extract.figure_view import SentenceView

_BREAK = re.compile(r"[,;:—–()](?!\d)|\s-\s")
_LEAD = 45
_COMPARISON_GAP = 14


@dataclass(slots=True)
class PeriodMemory:
    """The periods spoken of so far in an article, by family of metrics; who they were about."""

    article_date: str | None
    last: dict[str, tuple[str, int]] = field(default_factory=dict)
    any_last: str | None = None

    def note(self, metric: Metric, period: str | None, subject: int) -> None:
        """Remember the period of a figure that was found."""
        if period and metric.kind == "flow":
            self.last[metric.family] = period, subject
            self.any_last = period

    def recall(self, metric: Metric, subject: int) -> str | None:
        """Return the period that a figure without one takes over: results only from the same subject."""
        found = self.last.get(metric.family) if metric.kind == "flow" else None
        if found is None or (metric.family == "results" and found[1] != subject):
            return None
        return found[0]


def own_comparison(view: SentenceView, quantity: QuantitySpan) -> DateSpan | None:
    """Return the "a year earlier" that stands right after a quantity and makes it a value to compare with."""
    place = _after(quantity)
    for span in view.dates:
        if span.kind == "same" and (span.shift or span.year) and 0 <= span.start - place <= _COMPARISON_GAP:
            return span
    return None


def _after(quantity: QuantitySpan) -> int:
    return max(quantity.end, quantity.noun[1] if quantity.noun else 0)


def choose_period(
    view: SentenceView, place: tuple[int, int], metric: Metric, memory: PeriodMemory, subject: int
) -> str | None:
    """Return the period of the figure at a stretch of the sentence.

    The memory stands for what was spoken of before; a period that is only remembered is returned as well.
    """
    quantity = next((q for q in view.quantities if (q.start, q.end) == place), None)
    if quantity is not None and (span := own_comparison(view, quantity)):
        current = _sentence_period(view, metric, memory) or memory.recall(metric, subject)
        if current is None:
            current = (memory.article_date or "")[:4] or None
        return _same(span, current)
    span_ = _nearest(view, place, metric)
    if span_ is None:
        return memory.recall(metric, subject)
    if span_.kind == "same":
        return _same(span_, memory.recall(metric, subject) or memory.any_last)
    return period_of(span_, memory.article_date)


def _same(span: DateSpan, period: str | None) -> str | None:
    if period is None:
        return None
    if span.year is not None:
        return cal.with_year(period, span.year)
    return cal.shift_years(period, span.shift)


def _sentence_period(view: SentenceView, metric: Metric, memory: PeriodMemory) -> str | None:
    spans = [d for d in view.dates if d.value and _suits(d, metric)]
    return period_of(spans[0], memory.article_date) if spans else None


def _suits(span: DateSpan, metric: Metric) -> bool:
    """Tell whether a date may be the period of a metric: a single day is one for audiences, not for results."""
    if span.kind == "comparison" or (span.kind == "same" and (span.shift or span.year)):
        return False
    one_day = bool(span.value) and len(span.value or "") == 10
    return metric.daily or not one_day


def _nearest(view: SentenceView, place: tuple[int, int], metric: Metric) -> DateSpan | None:
    """Return the date in the same clause, else one that opens the sentence, else the nearest one for a flow."""
    suiting = [d for d in view.dates if _suits(d, metric)]
    if not suiting:
        return None
    clause = [d for d in suiting if not _broken(view, place, d)]
    if clause:
        return min(clause, key=lambda d: (d.modifier == "since", view.distance(place, (d.start, d.end)), d.start))
    leading = [d for d in suiting if d.end - view.start <= _LEAD and d.start < place[0]]
    if leading:
        return leading[0]
    if metric.kind != "flow":
        return None
    periods = [d for d in suiting if d.kind in {"period", "same"} or d.rule == "year"]
    return min(periods, key=lambda d: (view.distance(place, (d.start, d.end)), d.start), default=None)


def _broken(view: SentenceView, place: tuple[int, int], span: DateSpan) -> bool:
    left, right = sorted((place, (span.start, span.end)))
    gap = view.folded[left[1] : right[0]] if left[1] < right[0] else ""
    crossed = sum(1 for q in view.quantities if left[1] <= q.start and q.end <= right[0] and q.unit != "percent")
    return bool(_BREAK.search(gap)) or crossed > 0


def launch_days(views: Iterable[DateSpan], count: int) -> str | None:
    """Return the interval of the first ``count`` days after the first full date among spans."""
    for span in views:
        if span.value and len(span.value) == 10:
            return cal.days_from(span.value, count)
    return None
