"""What the classifier says of an amount, beside what the words around it say: of whom, as what, about which time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from kg.annotate.document import TokenMention
from kg.extract.figure_beside import Subject
from kg.extract.figure_metrics import Choice
from kg.extract.questions import OF_PERIOD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.annotate.numbers import QuantitySpan
    from kg.extract.classifier import Judgement
    from kg.extract.figure_lexicon import Metric
    from kg.extract.figure_view import SentenceView
    from kg.extract.literals import LiteralMention

RULE = "figure:classifier"
#: An amount is a figure for that alone from here on.
LIKELY = 0.5
#: Where the words say something else that is less likely than this, they give way to what is likely.
UNLIKELY = 0.1
#: How far around an amount the words stand that turn a result into a loss.
_AROUND = 60

#: Where an amount stands in the article.
_Place: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class AmountOpinions:
    """What is said of amounts by their places in the article: subject and metric, and the times they may be about."""

    figures: dict[_Place, dict[tuple[int, str], Judgement]] = field(default_factory=dict)
    times: dict[_Place, list[tuple[LiteralMention, Judgement]]] = field(default_factory=dict)


def amount_opinions(
    entities: int, literals: Sequence[LiteralMention], judgements: Iterable[Judgement], metrics: Mapping[str, Metric]
) -> AmountOpinions:
    """Return what is said of each amount; ``entities`` is how many things come before the literals."""
    found = AmountOpinions()
    for judgement in judgements:
        if judgement.object < entities:
            continue
        target = literals[judgement.object - entities]
        if judgement.relation == OF_PERIOD:
            amount = literals[judgement.subject - entities]
            found.times.setdefault((amount.start, amount.end), []).append((target, judgement))
        elif judgement.relation in metrics:
            of = found.figures.setdefault((target.start, target.end), {})
            of[judgement.subject, judgement.relation] = judgement
    return found


def best_opinion(
    said: Mapping[tuple[int, str], Judgement], read: tuple[int, str] | None
) -> tuple[int, str, Judgement] | None:
    """Return subject and metric that an amount is to have instead of what was ``read`` (``None``: nothing was)."""
    if not said:
        return None
    (subject, metric), judgement = max(said.items(), key=lambda item: (item[1].odds, item[0]))
    if judgement.likely < LIKELY or (subject, metric) == read:
        return None
    if read is not None and (read not in said or said[read].likely >= UNLIKELY):
        return None
    return subject, metric, judgement


def best_period(times: Sequence[tuple[LiteralMention, Judgement]], read: str | None) -> str | None:
    """Return the period of an amount, given what was ``read`` of the words around.

    Where the classifier knows nothing of that (a year earlier, what was spoken of before) it stands unless a time of
    the text is likely.
    """
    said = max((j.likely for time, j in times if read in {time.period, *time.values}), default=None)
    time, best = max(times, key=lambda pair: pair[1].odds, default=(None, None))
    unlikely = said is not None and said < UNLIKELY
    if time is None or best is None or best.likely < LIKELY or time.period is None:
        return None if unlikely else read
    return time.period if said is None or unlikely else read


def opinion_subject(view: SentenceView, entity: int, judgement: Judgement) -> Subject:
    """Return the subject of a judgement; where its words stand in another sentence they are left out."""
    mention = judgement.subject_mention
    inside = mention.block == view.number and view.span.start <= mention.first and mention.last < view.span.end
    if inside and isinstance(mention, TokenMention):
        return Subject(entity, mention, "subject", 1.0)
    return Subject(entity, None, "before", 1.0)


def opinion_choice(view: SentenceView, span: QuantitySpan, metric: Metric, judgement: Judgement) -> Choice:
    """Return the metric of a judgement as if words had said it; a loss is told by the words around."""
    before = max([view.start, span.start - _AROUND, *(q.end for q in view.quantities if q.end <= span.start)])
    after = min([view.end, span.end + _AROUND, *(q.start for q in view.quantities if q.start >= span.end)])
    around = view.folded[before:after]
    negative = metric.signed and bool(metric.negative.search(around))
    return Choice((metric.name,), None, RULE, judgement.likely, negative)
