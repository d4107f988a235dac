"""Sentence by sentence from quantities to figures: metric, subject, period, change, and what is handed on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.annotate.figure_words import fold
from kg.extract.figure_beside import Ranks, Subject, is_on_air, subject_after, subject_beside
from kg.extract.figure_changes import attach_changes
from kg.extract.figure_filters import (
    dated_after,
    is_average,
    is_change,
    is_compared,
    is_conversion,
    is_difference,
    is_expectation,
    is_increment,
    is_of_another_work,
)
from kg.extract.figure_metrics import Choice, choose_change_metric, choose_metric, counts_something, repeated_metric
from kg.extract.figure_opinions import AmountOpinions, best_opinion, best_period, opinion_choice, opinion_subject
from kg.extract.figure_recency import recent_name
from kg.extract.figure_sharing import distribute
from kg.extract.figure_subjects import find_subject
from kg.extract.periods import PeriodMemory, article_time, choose_period, first_days, own_comparison

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kg.annotate.changes import ChangeSpan
    from kg.annotate.document import AnnotatedArticle
    from kg.annotate.numbers import QuantitySpan
    from kg.extract.figure_lexicon import FigureLexicon, Metric
    from kg.extract.figure_view import Cue, SentenceView
    from kg.extract.focus import Focus
    from kg.ontology import Schema

_PLANNED = 5.0
#: How many figures back a bare change may belong to.
_LAST = 3
#: A word for a deal at least so near to a sum makes it a part of the deal.
_NO_DEAL = 6.0
_QUANTITY = ("quantity",)
#: Rank of a subject of unknown or unlikely class.
_UNKNOWN = 9
#: Rank of a subject of unknown class that a figure of the same family was said of before.
_PROVEN = 3
#: How many paragraphs on a ranking goes on with its shares.
_NEXT_BLOCKS = 2
#: A bare number at least so large may count tickets.
_MANY = 10_000


@dataclass(slots=True)
class Draft:
    """A figure in the making; ``place`` is the number, or the change where there is none, in the text of its block."""

    view: SentenceView
    place: tuple[int, int]
    metric: Metric
    subject: Subject
    choice: Choice
    span: QuantitySpan | None
    period: str | None = None
    change: ChangeSpan | None = None
    #: A value to compare with: by its own words, or by any sign.
    compared: bool = False
    former: bool = False
    money: str | None = None


@dataclass(slots=True)
class Finder:
    """Walks through the sentences of an article and keeps what later sentences go on with."""

    annotated: AnnotatedArticle
    lexicon: FigureLexicon
    schema: Schema
    memory: PeriodMemory
    focus: Focus
    launches: Mapping[int, str]
    opinions: AmountOpinions = field(default_factory=AmountOpinions)
    drafts: list[Draft] = field(default_factory=list)
    #: Names of unknown class that figures of a family were said of.
    proven: set[tuple[int, str]] = field(default_factory=set)
    about_takings: bool = False
    counts_tickets: bool = False

    def __post_init__(self) -> None:
        article = self.annotated.article
        text = fold(f"{article.title}\n{article.text}")
        self.about_takings = bool(self.lexicon.takings.search(text))
        self.counts_tickets = len(self.lexicon.box_office.findall(text)) > 1

    def run(self, views: Iterable[SentenceView]) -> list[Draft]:
        """Return the figures of the article in text order, from the views of its sentences."""
        for view in views:
            here: list[Draft] = []
            self.memory.hear(view.number, view.end)
            self.memory.open(view)
            for span in view.quantities:
                draft = self._reconsidered(view, span, self._quantity(view, span, here), here)
                if draft is not None:
                    self._remember(draft)
                    here.append(draft)
            attached = attach_changes(view, here)
            if here:
                here = distribute(view, here, self._ranks((here[0].metric.name,)).fits_or_unknown)
            for change in view.changes:
                if change in attached or self._changes_last(view, change):
                    continue
                if (draft := self._change_only(view, change, here)) is not None:
                    here.append(draft)
            self.drafts += here
        return self.drafts

    def _reconsidered(
        self, view: SentenceView, span: QuantitySpan, draft: Draft | None, here: list[Draft]
    ) -> Draft | None:
        """Return the figure that the classifier takes a quantity for, where it is sure of another one or of any."""
        read = (draft.subject.entity, draft.metric.name) if draft is not None else None
        opinion = best_opinion(self.opinions.figures.get(_whole(view, span), {}), read)
        if opinion is None:
            return draft
        entity, name, judgement = opinion
        metric = self.lexicon.metrics[name]
        money = next((d.span.unit or d.money for d in reversed([*self.drafts, *here]) if d.span is not None), None)
        if metric.unit == "money" and not (span.unit or (money and money.isupper())):
            return draft  # a sum of no currency
        if metric.small and view.lexicon.part_of.match(view.folded, span.end):
            return draft  # "60 of its 150 employees"
        if draft is None and is_expectation(view, span, [d.span for d in here]):
            return None
        choice = opinion_choice(view, span, metric, judgement)
        found = self._draft(
            view, span, choice, opinion_subject(view, entity, judgement), metric, compared=is_compared(view, span)
        )
        found.money = money
        return found

    # -- one quantity --------------------------------------------------------------------------------------------------

    def _quantity(self, view: SentenceView, span: QuantitySpan, here: list[Draft]) -> Draft | None:
        if self._is_none(view, span, here):
            return None
        compared = is_compared(view, span)
        if span.role == "before":
            compared = True
            choice = choose_metric(view, span)
            kept = choice is not None and all(self._is_fixed(m) for m in choice.metrics)
            if own_comparison(view, span) is None and not kept:
                return None
        if span.role == "high" and here and here[-1].span is not None and here[-1].span.role == "low":
            return self._draft(view, span, here[-1].choice, here[-1].subject, here[-1].metric)
        span, choice = _as_money(view, span, here) or (span, choose_metric(view, span))
        before = self._last(view, span, here)
        beside = self._beside(view, span, before) if before is not None else None
        former = compared or (before is not None and _is_former(view, span, choice, before))
        if former and here and beside is None and before is not None and self._is_level(view, span, before):
            return None
        if choice is None and (of_last := self._share_of_last(view, span, here)) is not None:
            return of_last
        if before is not None and (choice is None or _said_before(view, choice.cue, before, beside)):
            repeated = self._repetition(view, span, before, beside, compared=compared)
            if repeated is not None:
                return repeated
        if choice is None:
            return self._takings(view, span)
        found = self._subject(view, span.start, choice, span, here)
        if found is None:
            return None
        subject, metric = found
        if here and metric.family and metric.family == here[-1].metric.family and _is_oblique(view, subject):
            subject = here[-1].subject  # "6 million viewers on BBC One, a 20% share": of the same programme
        return self._draft(view, span, choice, subject, metric, compared=former)

    def _is_none(self, view: SentenceView, span: QuantitySpan, here: list[Draft]) -> bool:
        """Tell whether a quantity is a change, a difference, an expectation or the last one in another currency."""
        if span.unit == "point" or is_change(view, span) or is_conversion(view, span) or is_average(view, span):
            return True
        if is_of_another_work(view, span):
            return True
        if span.unit != "percent" and is_difference(view, span):
            return True
        earlier = self._earlier(view, span) if is_compared(view, span) else None
        if earlier is not None and (is_increment(view, earlier) or is_difference(view, earlier)):
            return True  # "added 260,000 subscribers, compared with 300,000"
        return is_expectation(view, span, [d.span for d in here])

    def _repetition(
        self, view: SentenceView, span: QuantitySpan, before: Draft, beside: Subject | None, *, compared: bool
    ) -> Draft | None:
        """Return the figure of a quantity that goes on with the metric of the last one."""
        subject = self._second_subject(view, span, before)
        apart = before.view is not view and span.unit == "percent"
        named = (apart and subject is not None) or beside is not None or self._after(view, span, before) is not None
        rule = repeated_metric(view, span, before.span, before.metric, compared=compared, beside=named)
        if rule is None:
            return None
        choice = Choice((before.metric.name,), before.choice.cue, rule, 0.8, before.choice.negative)
        draft = self._draft(view, span, choice, subject or before.subject, before.metric, compared=compared)
        draft.money = before.money or (before.span.unit if before.span is not None else None)
        return draft

    def _share_of_last(self, view: SentenceView, span: QuantitySpan, here: list[Draft]) -> Draft | None:
        """Take "3.1 million (13.4 %)" for an audience and its share."""
        last = here[-1] if here else None
        if span.unit != "percent" or last is None or last.metric.name != "audience" or last.span is None:
            return None
        end = max(last.span.end, last.span.noun[1] if last.span.noun else 0)
        if view.lexicon.share_links.fullmatch(view.folded[end : span.start]) is None:
            return None
        choice = Choice(("share",), last.choice.cue, "figure:share-of", 0.8)
        return self._draft(view, span, choice, last.subject, self.lexicon.metrics["share"])

    def _takings(self, view: SentenceView, span: QuantitySpan) -> Draft | None:
        """Take a large sum that the sentence says of a film for its box office, in an article about that.

        Where tickets are counted ("entrées") a large bare number is the audience of the film.
        """
        place = span.start, span.end
        tickets = span.unit is None and self.counts_tickets and span.value >= _MANY and not counts_something(view, span)
        if not ((span.is_money and span.scale > 1) or tickets) or not self.about_takings or is_planned(view, place):
            return None
        if any(not c.metric and view.distance((c.start, c.end), place) <= _NO_DEAL for c in view.cues):
            return None
        metric = self.lexicon.metrics["audience" if tickets else "boxOffice"]
        choice = Choice((metric.name,), None, "figure:takings", 0.65)
        subject = find_subject(view, view.token_at(span.start), [], self._ranks(choice.metrics), self.focus)
        recent = recent_name(view, self._ranks(choice.metrics).fits)
        if (subject is None or subject.how in {"before", "near"}) and recent is not None:
            subject = Subject(recent, None, "before", 0.5)
        if subject is None or subject.how == "near" or (subject.how == "before" and recent is None):
            return None
        return self._draft(view, span, choice, subject, metric) if self._is_film(subject.entity) else None

    def _is_film(self, entity: int) -> bool:
        """Tell whether an entity is a film, or a work of which nothing more is known."""
        film, work = self.lexicon.metrics["boxOffice"].subjects
        return any(t == work or self.schema.is_a(t, film) for t in self.annotated.entities[entity].types)

    def _is_level(self, view: SentenceView, span: QuantitySpan, before: Draft) -> bool:
        """Tell a former level without a time of its own, "contre 8,4 millions": it only shows the change."""
        timed = own_comparison(view, span) is not None or dated_after(view, span)
        return not (timed or span.role or self._is_fixed(before.metric.name) or self._after(view, span, before))

    @staticmethod
    def _earlier(view: SentenceView, span: QuantitySpan) -> QuantitySpan | None:
        """Return the quantity of the same kind before another in the sentence."""
        before = [q for q in view.quantities if q.end <= span.start and q.unit not in {"percent", "point"}]
        return before[-1] if before and before[-1].is_money == span.is_money else None

    def _is_fixed(self, metric: str) -> bool:
        """Tell whether the value before a change is a figure too: of a price, a staff; of results it is the change."""
        return self.lexicon.metrics[metric].kind == "fixed" or self.lexicon.metrics[metric].small

    def _last(self, view: SentenceView, span: QuantitySpan, here: list[Draft]) -> Draft | None:
        """Return the figure that this quantity may go on with: of the sentence, or of the one before it."""
        drafts = [*self.drafts[-2:], *here]
        for draft in reversed(drafts):
            old = draft.span
            ranked = span.unit == old.unit == "percent" if old is not None else False
            same_block = draft.view.number == view.number or (
                ranked and draft.metric.name == "share" and view.number - draft.view.number <= _NEXT_BLOCKS
            )
            if old is None or not same_block or (old.unit == "percent" and span.unit is None):
                continue
            bare_sum = old.is_money and span.unit is None and span.scale > 1 and draft.view is view
            if bare_sum or (
                old.is_money == span.is_money and (old.unit == span.unit or span.unit is None or span.is_money)
            ):
                return draft
        return None

    def _beside(self, view: SentenceView, span: QuantitySpan, before: Draft) -> Subject | None:
        """Return the name between the last figure of the sentence and this quantity."""
        if before.view is not view:
            return None
        rank = self._ranks((before.metric.name,)).fits_or_unknown
        return subject_beside(view, view.token_at(before.place[0]), view.token_at(span.start), rank)

    def _after(self, view: SentenceView, span: QuantitySpan, before: Draft | None) -> Subject | None:
        """Return the name that follows a quantity with a preposition, in the sentence of the last figure."""
        if before is None or before.view is not view:
            return None
        rank = self._ranks((before.metric.name,)).fits_or_unknown
        return subject_after(view, view.token_at(span.end - 1), rank)

    def _second_subject(self, view: SentenceView, span: QuantitySpan, before: Draft) -> Subject | None:
        start = view.token_at(before.place[0]) if before.view is view else view.span.start - 1
        ranks = self._ranks((before.metric.name,))
        token = view.token_at(span.start)
        found = subject_beside(view, start, token, ranks.fits_or_unknown)
        if before.view is view:
            return self._after(view, span, before) or found
        return found or self._climbed(view, token, ranks)

    def _climbed(self, view: SentenceView, token: int, ranks: Ranks) -> Subject | None:
        found = find_subject(view, token, [], ranks, self.focus)
        return found if found is not None and found.how == "subject" else None

    def _subject(
        self, view: SentenceView, place: int, choice: Choice, span: QuantitySpan | None, here: list[Draft]
    ) -> tuple[Subject, Metric] | None:
        anchors: list[int] = []
        if span is not None and span.noun is not None:
            anchors.append(view.token_at(span.noun[1] - 1))
        if choice.cue is not None:
            first, end = view.tokens(choice.cue.start, choice.cue.end)
            anchors += [t for t in range(first, end + 1) if t not in anchors]
        last = self._last_subject(view, here)
        ranks = self._ranks(choice.metrics)
        subject = find_subject(view, view.token_at(place), anchors, ranks, self.focus, choice.metrics, last)
        if subject is None:
            return None
        best = min(choice.metrics, key=lambda n: self._order(n, subject.entity, choice))
        return subject, self.lexicon.metrics[best]

    def _last_subject(self, view: SentenceView, here: list[Draft]) -> int | None:
        """Return whom the last figure of the paragraph is about."""
        last = here[-1] if here else self.drafts[-1] if self.drafts else None
        return last.subject.entity if last is not None and last.view.number == view.number else None

    def _order(self, metric: str, entity: int, choice: Choice) -> tuple[int, int]:
        """Order the metrics that the words allow by how well they fit the class of the subject."""
        rank = self._rank((metric,), unlikely=True)(entity)
        return (_UNKNOWN if rank is None else rank), choice.metrics.index(metric)

    def _rank(self, metrics: tuple[str, ...], *, unlikely: bool = False) -> Callable[[int], int | None]:
        """Return how well the metrics can be said of an entity: the place of its class in the data."""

        def rank(entity: int) -> int | None:
            types = self.annotated.entities[entity].types
            places = [
                i
                for name in metrics
                if self.schema.allows(name, types, _QUANTITY)
                for i, wanted in enumerate(self._classes(name, unlikely=unlikely))
                if any(self.schema.is_a(t, wanted) for t in types)
            ]
            if not places and not types and any((entity, self._kin(name)) in self.proven for name in metrics):
                return _PROVEN
            return min(places, default=None)

        return rank

    def _kin(self, metric: str) -> str:
        """Return what the metrics share that are said of the same subjects: their family, else the metric."""
        return self.lexicon.metrics[metric].family or metric

    @property
    def excluded(self) -> tuple[str, ...]:
        """Classes that no doubt about a class turns into the subject of a figure."""
        classes = self.lexicon.kinds.classes
        return tuple(c for kind in ("human", "place", "award", "occupation", "genre") for c in classes.get(kind, ()))

    def _classes(self, metric: str, *, unlikely: bool) -> tuple[str, ...]:
        info = self.lexicon.metrics[metric]
        return info.subjects + (info.unlikely if unlikely else ())

    def _ranks(self, metrics: tuple[str, ...]) -> Ranks:
        rank, possible = self._rank(metrics), self._rank(metrics, unlikely=True)

        def fits_or_unknown(entity: int) -> int | None:
            return possible(entity) if self.annotated.entities[entity].types else _UNKNOWN

        def doubtful(entity: int) -> int | None:
            known = self.annotated.entities[entity]
            excluded = known.kb_id is not None or any(
                self.schema.is_a(t, c) for t in known.types for c in self.excluded
            )
            return None if excluded else _UNKNOWN

        return Ranks(rank, fits_or_unknown, doubtful)

    def _draft(
        self,
        view: SentenceView,
        span: QuantitySpan,
        choice: Choice,
        subject: Subject,
        metric: Metric,
        *,
        compared: bool = False,
    ) -> Draft:
        place = span.start, span.end
        period = first_days(view, place, self.launches, subject.entity)
        period = period or choose_period(view, place, metric, self.memory, subject.entity)
        earlier = own_comparison(view, span) is not None
        if period is None or not earlier:
            period = best_period(self.opinions.times.get(_whole(view, span), ()), period)
        period = period or article_time(view, place, metric, self.memory.article_date)
        return Draft(view, place, metric, subject, choice, span, period, compared=compared and earlier, former=compared)

    def _remember(self, draft: Draft) -> None:
        """Keep what later figures go on with."""
        if draft.subject.how in {"possessor", "subject"}:
            self.proven.add((draft.subject.entity, self._kin(draft.metric.name)))
        if not draft.former and not is_planned(draft.view, draft.place):
            self.memory.note(draft.metric, draft.period, draft.subject.entity)

    def _changes_last(self, view: SentenceView, change: ChangeSpan) -> bool:
        """Give a change without words for a metric to the figure just before with the same subject."""
        if choose_change_metric(view, change) is not None or view.quantities[:1] != view.quantities:
            return False
        said = view.folded[change.start : change.percent[0] if change.percent else change.end]
        if view.lexicon.of_other.search(said):
            return False  # "une baisse des résiliations de 19 %"
        for draft in reversed(self.drafts[-_LAST:]):
            if draft.span is None or draft.compared or draft.change is not None or not draft.metric.changes:
                continue
            found = self._climbed(view, view.token_at(change.start), self._ranks((draft.metric.name,)))
            if found is not None and found.entity == draft.subject.entity:
                draft.change = change
                return True
        return False

    # -- a change without its value ------------------------------------------------------------------------------------

    def _change_only(self, view: SentenceView, change: ChangeSpan, here: list[Draft]) -> Draft | None:
        choice = choose_change_metric(view, change)
        if choice is None:
            return None
        found = self._subject(view, change.start, choice, None, here)
        if found is None or (found[0].how == "before" and not view.lexicon.own):
            return None
        subject, metric = found
        if self.counts_tickets and self._is_film(subject.entity) and metric.name == "audience":
            return None  # "une baisse de fréquentation de 17 %": of the week, not of the film
        place = change.start, change.end
        period = choose_period(view, place, metric, self.memory, subject.entity)
        return Draft(view, place, metric, subject, choice, None, period, change)


def _whole(view: SentenceView, span: QuantitySpan) -> tuple[int, int]:
    """Return where a quantity stands in the article."""
    return view.base + span.start, view.base + span.end


def _said_before(view: SentenceView, cue: Cue | None, before: Draft, beside: Subject | None) -> bool:
    """Tell whether the words for the metric were used for the last figure, so that this one only goes on with it."""
    if cue is None or before.view is not view:
        return False
    if before.choice.cue == cue:
        return True
    if beside is None or beside.mention is None:
        return False
    return cue.metric == before.metric.name and cue.end <= view.text_span(beside.mention.first, beside.mention.last)[0]


def _is_former(view: SentenceView, span: QuantitySpan, choice: Choice | None, before: Draft) -> bool:
    """Tell "a net loss of £12m, from a profit of £3m": the same metric again, for comparison."""
    if choice is None or before.metric.name not in choice.metrics:
        return False
    return bool(view.lexicon.former.search(view.folded[max(view.start, span.bound_start - 45) : span.bound_start]))


def _as_money(view: SentenceView, span: QuantitySpan, here: list[Draft]) -> tuple[QuantitySpan, Choice] | None:
    """Return a number without currency as a sum where the sentence has named one: "for sales of 1.9 billion"."""
    unit = next((d.span.unit for d in reversed(here) if d.span is not None and d.span.is_money), None)
    unit = unit or next((q.unit for q in reversed(view.quantities) if q.is_money and q.end <= span.start), None)
    if unit is None or span.unit is not None or span.scale == 1:
        return None
    money = replace(span, unit=unit)
    choice = choose_metric(view, money)
    return (money, choice) if choice is not None and choice.rule == "figure:cue-before" else None


def _is_oblique(view: SentenceView, subject: Subject) -> bool:
    """Tell whether a subject is only where something is shown ("on BBC One"), no possessor."""
    return subject.how != "possessor" and subject.mention is not None and is_on_air(view, subject.mention)


def is_planned(view: SentenceView, place: tuple[int, int], stated: int | None = None) -> bool:
    """Tell whether a figure is expected: "expects sales of …", "vise 5 millions".

    The word for it stands shortly before the figure, or it is the verb that states the figure (a token).
    """
    found = view.lexicon.planned.finditer(view.folded, view.start, place[0])
    if any(view.distance((m.start(), m.end()), place) <= _PLANNED for m in found):
        return True
    if stated is None or view.doc[stated].pos_ not in {"VERB", "AUX"}:
        return False
    return view.lexicon.planned.fullmatch(view.folded, *view.text_span(stated, stated)) is not None
