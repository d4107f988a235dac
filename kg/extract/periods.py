"""Which period a figure is about: the date that belongs to it, the period spoken of, or that of a comparison."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.annotate import calendar as cal
from kg.annotate.dates import DateSpan, find_dates, period_of
from kg.annotate.figure_words import fold
from kg.annotate.morphology import features
from kg.extract.figure_filters import is_compared

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Token

    from kg.annotate.document import AnnotatedArticle
    from kg.annotate.numbers import QuantitySpan
    from kg.extract.figure_announced import Announced
    from kg.extract.figure_lexicon import FigureLexicon, Metric
    from kg.extract.figure_view import SentenceView

_BREAK = re.compile(r"[,;:—–()](?!\d)|\s-\s")
_LEAD = 45
_COMPARISON_GAP = 14
_COMPARED = 7.0
_YEAR = 4
_ANYBODY = -1
#: Where a date stands at the latest that opens a sentence.
_OPENING = 8
_NEAR_NOW = 4.0
_RELATIVE = frozenset({"relcl", "acl:relcl"})
_REDUCED = frozenset({"acl", "advcl"})
#: Clauses that have a time of their own.
_NOMINAL_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass"})
_APART = frozenset({"relcl", "acl:relcl", "acl", "advcl", "csubj"})


@dataclass(slots=True)
class PeriodMemory:
    """The periods spoken of so far in an article, by family of metrics; who they were about."""

    article_date: str | None
    last: dict[str, tuple[str, int]] = field(default_factory=dict)
    any_last: str | None = None
    announced: list[Announced] = field(default_factory=list)
    #: Metric, subject and period of the last figure of all.
    latest: tuple[str, int, str] | None = None

    def hear(self, block: int, end: int) -> None:
        """Take over the periods that are spoken of up to a place, whoever they are about."""
        while self.announced and (self.announced[0].block, self.announced[0].end) <= (block, end):
            heard = self.announced.pop(0)
            self.last[heard.family] = heard.period, _ANYBODY
            if heard.family == "results":
                self.any_last = heard.period

    def open(self, view: SentenceView) -> None:
        """Take over the period that a sentence with figures opens with: "In the third quarter, X gained …"."""
        first = min(view.dates, key=lambda d: d.start, default=None)
        if first is None or first.kind != "period" or not first.value or first.start - view.start > _OPENING:
            return
        if not _one_day(first) and "/" not in first.value:
            self.last["results"] = first.value, _ANYBODY
            self.any_last = first.value

    def note(self, metric: Metric, period: str | None, subject: int) -> None:
        """Remember the period of a figure that was found."""
        self.latest = (metric.name, subject, period) if period else None
        if period and metric.kind == "flow":
            before = self.last.get(metric.family)
            if len(period) == _YEAR and before is not None and before[1] == _ANYBODY and before[0].startswith(period):
                return
            self.last[metric.family] = period, subject
            self.any_last = period

    def recall(self, metric: Metric, subject: int) -> str | None:
        """Return the period that a figure without one takes over; results and whole years from the same subject."""
        found = self.last.get(metric.family) if metric.kind == "flow" else None
        if found is None or (
            found[1] not in {subject, _ANYBODY} and (metric.family == "results" or len(found[0]) == _YEAR)
        ):
            return None
        return found[0]


def own_comparison(view: SentenceView, quantity: QuantitySpan) -> DateSpan | None:
    """Return the "a year earlier" that stands right after a quantity and makes it a value to compare with."""
    place = _after(quantity)
    for span in view.dates:
        if not 0 <= span.start - place <= _COMPARISON_GAP:
            continue
        if span.kind == "same" and (span.shift or span.year):
            return span
        if span.rule == "ago" and span.value and len(span.value) == _YEAR and is_compared(view, quantity):
            now = int((view.annotated.article.date or "0")[:_YEAR] or 0)
            return replace(span, kind="same", value=None, shift=12 * (int(span.value) - now)) if now else None
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
        if memory.latest is not None and memory.latest[:2] == (metric.name, subject):
            current = memory.latest[2]
        if current is None:
            current = (memory.article_date or "")[:4] or None
        return _same(span, current)
    span_ = _nearest(view, place, metric)
    if span_ is None:
        recalled = memory.recall(metric, subject) or _year_after(view, place, memory.article_date)
        return recalled or _end_of_period(view, place, quantity, memory, subject)
    if span_.kind == "same":
        return _same(span_, memory.recall(metric, subject) or memory.any_last)
    return period_of(span_, memory.article_date)


def _end_of_period(
    view: SentenceView, place: tuple[int, int], quantity: QuantitySpan | None, memory: PeriodMemory, subject: int
) -> str | None:
    """Return the quarter or half that a story about results is of, for subscribers and users counted at its end."""
    found = memory.last.get("results")
    if found is None or found[1] not in {subject, _ANYBODY} or len(found[0]) == _YEAR:
        return None
    noun = quantity.noun if quantity is not None else None
    counted = view.lexicon.users.search(view.folded, *(noun or (view.start, place[0])))
    return found[0] if counted and not view.lexicon.expected.search(view.folded, view.start, place[0]) else None


def _year_after(view: SentenceView, place: tuple[int, int], article_date: str | None) -> str | None:
    """Return the period of a figure that is compared with one a year before the article ("6 % more than in 2024")."""
    for span in view.dates:
        near = span.start >= place[1] and view.distance(place, (span.start, span.end)) <= _COMPARED
        if span.kind == "comparison" and span.year and article_date and near and str(span.year + 1) == article_date[:4]:
            if span.value and len(span.value) > _YEAR and not _one_day(span):
                return cal.shift_years(span.value, 1)
            return article_date[:4]
    return None


def _same(span: DateSpan, period: str | None) -> str | None:
    if period is None:
        return None
    if span.year is not None:
        return cal.with_year(period, span.year)
    return cal.shift_months(period, span.shift)


def _sentence_period(view: SentenceView, metric: Metric, memory: PeriodMemory) -> str | None:
    spans = [d for d in view.dates if d.value and _suits(d, metric)]
    return period_of(spans[0], memory.article_date) if spans else None


def _suits(span: DateSpan, metric: Metric) -> bool:
    """Tell whether a date may be the period of a metric: a single day is one for audiences, not for results."""
    if span.kind == "comparison" or (span.kind == "same" and (span.shift or span.year)):
        return False
    if metric.kind == "fixed" and span.modifier == "since":
        return False  # all the time since it came out
    if metric.dated == "never" or (metric.dated == "exactly" and span.modifier):
        return False
    return metric.daily or not _one_day(span)


def _counted_on(view: SentenceView, span: DateSpan, metric: Metric) -> bool:
    """Tell the day on which a level was measured: "8.2 million subscribers as of 31 March", "au 30 juin"."""
    before = view.folded[max(view.start, span.start - _COMPARISON_GAP) : span.start]
    return metric.kind == "stock" and span.rule == "date" and view.lexicon.counted_on.search(before) is not None


def _one_day(span: DateSpan) -> bool:
    return span.value is not None and len(span.value) == 10


def _nearest(view: SentenceView, place: tuple[int, int], metric: Metric) -> DateSpan | None:
    """Return the date in the same clause, else one that opens the sentence, else the nearest one for a flow."""
    suiting = [
        d
        for d in view.dates
        if (_suits(d, metric) or _counted_on(view, d, metric)) and not elsewhere(view, place, d, metric)
    ]
    suiting = [d for d in suiting if not _of_former(view, place, d)]
    if not suiting:
        return None
    clause = [d for d in suiting if not _broken(view, place, d)]
    quantity = next((q for q in view.quantities if (q.start, q.end) == place), None)
    if quantity is not None and is_compared(view, quantity):
        # "70,000 in May, against 50,000 at the end of March": each has its own
        after = [d for d in clause if d.start >= place[1]]
        clause = after or clause
    if clause:
        return min(clause, key=lambda d: (d.modifier == "since", view.distance(place, (d.start, d.end)), d.start))
    leading = [
        d
        for d in suiting
        if d.end - view.start <= _LEAD and d.start < place[0] and ";" not in view.folded[d.end : place[0]]
    ]
    if leading:
        return leading[0]
    if metric.kind != "flow" and not metric.daily:
        return None
    periods = [
        d for d in suiting if d.kind in {"period", "same"} or (d.rule in {"year", "relative"} and not _one_day(d))
    ]
    if not periods and metric.daily and len(suiting) == 1:
        return suiting[0]
    return min(periods, key=lambda d: (view.distance(place, (d.start, d.end)), d.start), default=None)


def _of_former(view: SentenceView, place: tuple[int, int], span: DateSpan) -> bool:
    """Tell whether a date is that of a value for comparison: "31 million (against 44 million in 2022)"."""
    return span.start >= place[1] and bool(view.lexicon.against.search(view.folded, place[1], span.start))


def _broken(view: SentenceView, place: tuple[int, int], span: DateSpan) -> bool:
    left, right = sorted((place, (span.start, span.end)))
    gap = view.folded[left[1] : right[0]] if left[1] < right[0] else ""
    crossed = sum(1 for q in view.quantities if left[1] <= q.start and q.end <= right[0] and q.unit != "percent")
    before = span.end <= place[0]
    return bool(_BREAK.search(gap)) or crossed > 0 or (before and bool(view.lexicon.joined.search(gap)))


def elsewhere(view: SentenceView, place: tuple[int, int], span: DateSpan, metric: Metric) -> bool:
    """Tell whether a date says when something else happened: "fondé en 2009, le studio emploie 240 personnes".

    The date is the figure's where the verb that it belongs to stands above the number in the tree, seen from inside
    the number's relative clause. What a sum over a period is for may also be said in a clause beside it.
    """
    number, verbs = view.doc[view.token_at(place[0])], set()
    node, inside = number, False
    while True:
        verbs.add(node.i)
        inside = inside or node.dep_ in _RELATIVE or (node.dep_ == "acl" and metric.kind != "flow")
        if inside or node.head.i == node.i:
            break
        node = node.head
    first, last = view.tokens(span.start, span.end)
    if inside and first <= node.head.i <= last:
        return False  # "in March, when 310,000 people tuned in"
    node = next((t for t in view.doc[first : last + 1] if not first <= t.head.i <= last), view.doc[last])
    if metric.kind == "flow" and node.dep_ in {"obj", "dobj"}:
        return False  # "taking October as a whole"
    if metric.daily and _inside_subject(view, number, first):
        return True
    node = node.head
    nouns = 0
    while node.i not in verbs and node.head.i != node.i:
        nouns += 1
        if node.dep_ in _NOMINAL_SUBJECTS and nouns > 1:
            return True  # "an episode about the murders in 2006": of something inside the subject
        if node.dep_ in _APART or (node.dep_ == "conj" and _is_verb(node) and metric.kind != "flow"):
            return True
        node = node.head
    if node.dep_ in _REDUCED and node.i < first and "," in view.folded[span.end : place[0]]:
        return True  # "X, créé en 2015, pèse": the participle and its date end at the comma
    return node.i not in verbs


def _inside_subject(view: SentenceView, number: Token, date: int) -> bool:
    """Tell whether a date stands among the complements of the subject: "an episode about the murders in 2006 drew"."""
    verb = number
    while not _is_verb(verb) and verb.head.i != verb.i:
        verb = verb.head
    subject = next((c for c in verb.children if c.dep_ in _NOMINAL_SUBJECTS), None)
    if subject is None or not subject.i < date < verb.i or number.i < verb.i:
        return False
    between = view.doc[subject.i + 1 : date]
    return any(t.pos_ in {"NOUN", "PROPN"} for t in between) and not any(t.text == "," for t in between)


def _is_verb(node: Token) -> bool:
    return node.pos_ in {"VERB", "AUX"}


def article_time(view: SentenceView, place: tuple[int, int], metric: Metric, article_date: str | None) -> str | None:
    """Return the article's time for a figure that is true then: a level told in the present, or one of "today"."""
    if not metric.now or article_date is None or _past_verb(view, place[0]):
        return None
    if metric.kind != "stock":
        said = view.lexicon.now.finditer(view.folded, view.start, view.end)
        if not any(view.distance((m.start(), m.end()), place) <= _NEAR_NOW for m in said):
            return None
    return article_date[: {"year": 4, "month": 7}.get(metric.now, 10)]


def _past_verb(view: SentenceView, offset: int) -> bool:
    """Tell whether the verb that the number is an argument of is in a past tense."""
    node = view.doc[view.token_at(offset)]
    for _ in range(4):
        if node.pos_ in {"VERB", "AUX"}:
            break
        beside = _is_verb(node.head) and node.i == node.head.i + 1  # "was valued at $5.7 billion"
        if node.head.i == node.i or (node.dep_.startswith(("obl", "prep")) and not beside):
            return False
        node = node.head
    verbs = [node, *(c for c in node.children if c.dep_ in {"aux", "aux:tense", "aux:pass", "auxpass", "cop"})]
    tenses = {tense for verb in verbs for tense in features(verb, "Tense")}
    finite = any(features(verb, "VerbForm") == ["Fin"] for verb in verbs)
    return finite and bool(tenses & {"Past", "Imp"}) and "Fut" not in tenses


def first_days(view: SentenceView, place: tuple[int, int], launches: Mapping[int, str], subject: int) -> str | None:
    """Return the days meant by "in four days" after a figure whose subject came out on a known day."""
    match = view.lexicon.duration.search(view.folded, place[1], min(view.end, place[1] + 60))
    if match is None or subject not in launches:
        return None
    numbers = view.lexicon.words.table("dates", "numbers")
    count = numbers.get(match["number"]) or (int(match["number"]) if match["number"].isdigit() else 0)
    return cal.days_from(launches[subject], count)


def launch_dates(annotated: AnnotatedArticle, lexicon: FigureLexicon) -> dict[int, str]:
    """Return the day on which things of the article came out, by entity."""
    found: dict[int, str] = {}
    article = annotated.article
    for number, block, sentence in annotated.sentences():
        start, end = block.sentence_offsets(sentence)
        text = article.text[start:end]
        if not lexicon.launch.search(fold(text)):
            continue
        days = [
            d for d in find_dates(text, lexicon.lang, article.date, lexicon.words) if d.value and len(d.value) == 10
        ]
        for mention in annotated.mentions:
            if days and mention.block == number and sentence.start <= mention.first < sentence.end:
                found.setdefault(mention.entity, days[0].value or "")
    return found
