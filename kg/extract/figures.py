"""Figures of an annotated article: who, which metric, how much, of which period, by how much changed.

Words come from :mod:`kg.extract.figure_lexicon`; :mod:`kg.extract.figure_drafts` finds, this module hands over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from kg.annotate.document import AnnotatedArticle, TokenMention
from kg.extract.figure_announced import announced_periods
from kg.extract.figure_drafts import Draft, Finder, is_planned
from kg.extract.figure_metrics import is_whole_staff
from kg.extract.figure_modes import foresees, statement
from kg.extract.figure_opinions import AmountOpinions
from kg.extract.figure_view import sentence_views
from kg.extract.focus import Focus
from kg.extract.periods import PeriodMemory, launch_dates
from kg.model import Mode, Quantity

if TYPE_CHECKING:
    from kg.annotate.numbers import QuantitySpan
    from kg.extract.figure_lexicon import FigureLexicon
    from kg.extract.figure_view import SentenceView
    from kg.ontology import Schema

#: (annotated, block, token, own clause) → mode of the clause and the entity that is its source.
ModeAt: TypeAlias = Callable[[AnnotatedArticle, int, int, bool], tuple[Mode, "int | None"]]
#: Rules by which a number goes on with the last figure.
_GOES_ON = ("figure:joined", "figure:repeated", "figure:takings")
_STRENGTH: tuple[Mode, ...] = ("negated", "hedged", "planned", "attributed", "asserted")


@dataclass(frozen=True, slots=True)
class FigureClaim:
    """A figure found in an article.

    ``subject`` and ``speaker`` are indices of entities; ``first_token``/``last_token`` and ``start``/``end`` (article
    offsets) give the number with its unit; ``subject_offsets`` the words for the subject, ``None`` where the text
    leaves them out; ``evidence`` the sentence.
    """

    subject: int
    metric: str
    quantity: Quantity
    block: int
    first_token: int
    last_token: int
    start: int
    end: int
    subject_offsets: tuple[int, int] | None
    evidence: tuple[int, int]
    mode: Mode
    speaker: int | None
    rule: str
    confidence: float


def find_figures(
    annotated: AnnotatedArticle,
    lexicon: FigureLexicon,
    mode_at: ModeAt,
    schema: Schema,
    views: Iterable[SentenceView] | None = None,
    opinions: AmountOpinions | None = None,
) -> list[FigureClaim]:
    """Return the figures of an article in text order, each (subject, metric, value) once.

    ``mode_at`` tells the mode and source of a clause by one of its tokens; ``schema`` which metric fits which class;
    ``views`` are those of its sentences where they are at hand; ``opinions`` are the classifier's on the amounts.
    """
    focus = Focus(annotated, schema.is_a)
    launches = launch_dates(annotated, lexicon)
    memory = PeriodMemory(annotated.article.date, announced=announced_periods(annotated, lexicon))
    finder = Finder(annotated, lexicon, schema, memory, focus, launches, opinions or AmountOpinions())
    drafts = finder.run(views if views is not None else sentence_views(annotated, lexicon))
    claims = (_claim(draft, mode_at) for draft in drafts)
    return _merge(claim for claim in claims if not _unreached(claim))


def _unreached(claim: FigureClaim) -> bool:
    """Tell a threshold that is not reached: "cumule 2,4 millions d'entrées, ne franchira pas les 3 millions"."""
    return claim.mode == "negated" and claim.rule.startswith(_GOES_ON) and claim.quantity.value is not None


def _claim(draft: Draft, mode_at: ModeAt) -> FigureClaim:
    view = draft.view
    first, last = view.tokens(*draft.place)
    mode, speaker = _mode(draft, first, mode_at)
    subject = draft.subject.mention
    return FigureClaim(
        subject=draft.subject.entity,
        metric=draft.metric.name,
        quantity=_quantity(draft),
        block=view.number,
        first_token=first,
        last_token=last,
        start=view.base + draft.place[0],
        end=view.base + draft.place[1],
        subject_offsets=_offsets(view, subject),
        evidence=view.block.sentence_offsets(view.span),
        mode=mode,
        speaker=speaker,
        rule=f"{draft.choice.rule}/{draft.subject.how}",
        confidence=round(draft.choice.confidence * draft.subject.confidence, 3),
    )


def _mode(draft: Draft, number: int, mode_at: ModeAt) -> tuple[Mode, int | None]:
    """Return the mode and the source of a figure by the token of its number."""
    view = draft.view
    stated, apart = statement(
        view.doc, number, given=_is_given(draft), deed=draft.metric.always_needs, announcing=view.lexicon.announcing
    )
    if draft.metric.small and draft.span is not None and is_whole_staff(view, draft.span):
        return "asserted", None  # "will cut 60 of its 150 jobs": the 150 are there
    mode, speaker = mode_at(view.annotated, view.number, stated, apart)
    if mode == "negated" and draft.span is not None and _only_limits(view, draft.span):
        mode = "asserted"
    elif mode != "negated" and foresees(view.doc, stated, view.lexicon.foreseeing):
        mode = "planned"
    elif mode in {"planned", "hedged"} and _compared_with(view, draft, stated):
        mode = "asserted"  # "it would be worth 3.4 billion, compared with 2.7 billion now"
    planned = is_planned(view, draft.place, stated) or _will_be(view, draft)
    if _STRENGTH.index(mode) > _STRENGTH.index("planned") and planned:
        mode = "planned"
    return mode, speaker


def _is_given(draft: Draft) -> bool:
    """Tell a figure that what it is said of has anyway: a level, a budget, the staff out of which jobs go."""
    return draft.metric.kind == "stock" or draft.metric.name == "budget"


def _will_be(view: SentenceView, draft: Draft) -> bool:
    """Tell "38 employees … will be laid off", whatever the parser hangs the number on."""
    cue = draft.choice.cue
    between = view.folded[draft.place[1] : cue.start] if cue is not None else ""
    return bool(view.lexicon.will_be.search(between)) and "," not in between


def _compared_with(view: SentenceView, draft: Draft, stated: int) -> bool:
    verb = view.text_span(stated, stated)[1]
    between = view.folded[verb : draft.place[0]] if verb < draft.place[0] else ""
    return bool(view.lexicon.comparing_level.search(between)) and any(
        verb <= q.start < draft.place[0] for q in view.quantities
    )


def _offsets(view: SentenceView, mention: TokenMention | None) -> tuple[int, int] | None:
    return view.annotated.offsets(mention) if mention is not None else None


def _quantity(draft: Draft) -> Quantity:
    span, change = draft.span, draft.change
    amount = change.value if change else None
    if span is None:
        return Quantity(None, None, draft.period, amount, change.bound if change else None)
    negative = draft.metric.signed and (draft.choice.negative or span.sign < 0)
    value = -span.value if negative else span.value
    unit = (span.unit or draft.money) if draft.metric.unit == "money" else draft.metric.unit
    return Quantity(value, unit, draft.period, amount, span.bound)


def _only_limits(view: SentenceView, span: QuantitySpan) -> bool:
    """Tell "n'ont pas dépassé 38 millions" and "ne se vend qu'à 48 000" from a denial."""
    bound = view.folded[span.bound_start : span.start]
    if span.bound is not None and re.search(r"\b(?:pas|not)\b", bound):
        return True
    return bool(view.lexicon.restrictive.search(view.folded, max(view.start, span.start - 25), span.start))


def _merge(claims: Iterator[FigureClaim]) -> list[FigureClaim]:
    """Keep each figure once; a repetition may add a period or a change."""
    out: dict[tuple[object, ...], FigureClaim] = {}
    for claim in claims:
        quantity = claim.quantity
        key = (
            claim.subject,
            claim.metric,
            quantity.value,
            quantity.unit,
            quantity.change if quantity.value is None else 0,
        )
        old = out.get(key)
        if old is None:
            out[key] = claim
            continue
        merged = replace(
            old.quantity,
            period=old.quantity.period or quantity.period,
            change=old.quantity.change if old.quantity.change is not None else quantity.change,
        )
        mode = max(old.mode, claim.mode, key=_STRENGTH.index)
        out[key] = replace(old, quantity=merged, mode=mode, confidence=max(old.confidence, claim.confidence))
    return list(out.values())
