"""What the classifier says of an amount, beside what the words around it say: of whom it is told, and as what."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kg.extract.figure_beside import Subject
from kg.extract.figure_metrics import Choice
from kg.extract.literals import DATE

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

#: Where an amount stands in the article → (subject, metric) → judgement.
AmountOpinions = dict[tuple[int, int], dict[tuple[int, str], "Judgement"]]


def amount_opinions(
    entities: int, literals: Sequence[LiteralMention], judgements: Iterable[Judgement], metrics: Mapping[str, Metric]
) -> AmountOpinions:
    """Return what is said of each amount; ``entities`` is how many things come before the literals."""
    found: AmountOpinions = {}
    for judgement in judgements:
        if judgement.relation in metrics and judgement.object >= entities:
            literal = literals[judgement.object - entities]
            if literal.kind != DATE:
                of = found.setdefault((literal.start, literal.end), {})
                of[judgement.subject, judgement.relation] = judgement
    return found


def likely(judgement: Judgement) -> float:
    """Return how likely a judgement makes it."""
    return 1 / (1 + math.exp(-judgement.odds))


def best_opinion(
    said: Mapping[tuple[int, str], Judgement], read: tuple[int, str] | None
) -> tuple[int, str, Judgement] | None:
    """Return subject and metric that an amount is to have instead of what was ``read`` (``None``: nothing was)."""
    if not said:
        return None
    (subject, metric), judgement = max(said.items(), key=lambda item: (item[1].odds, item[0]))
    if likely(judgement) < LIKELY or (subject, metric) == read:
        return None
    if read is not None and (read not in said or likely(said[read]) >= UNLIKELY):
        return None
    return subject, metric, judgement


def opinion_subject(view: SentenceView, entity: int, judgement: Judgement) -> Subject:
    """Return the subject of a judgement; where its words stand in another sentence they are left out."""
    mention = judgement.subject_mention
    inside = mention.block == view.number and view.span.start <= mention.first and mention.last < view.span.end
    return Subject(entity, mention if inside else None, "subject" if inside else "before", 1.0)


def opinion_choice(view: SentenceView, span: QuantitySpan, metric: Metric, judgement: Judgement) -> Choice:
    """Return the metric of a judgement as if words had said it; a loss is told by the words around."""
    before = max([view.start, span.start - _AROUND, *(q.end for q in view.quantities if q.end <= span.start)])
    after = min([view.end, span.end + _AROUND, *(q.start for q in view.quantities if q.start >= span.end)])
    around = view.folded[before:after]
    negative = metric.signed and bool(metric.negative.search(around))
    return Choice((metric.name,), None, RULE, likely(judgement), negative)
