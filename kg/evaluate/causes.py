"""Why a claim was missed or is wrong, told from what else was found in its article.

The causes are few and mechanical, so that they can be counted; which grammar or word is behind one,
``kg explain`` shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.evaluate.gold import GoldClaim, GoldFigure
from kg.evaluate.match import forms_of, is_entity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.evaluate.gold import GoldArticle
    from kg.evaluate.match import Line

NOT_SEEN = "a name was not recognised"
OTHER_RELATION = "another relation between the same two"
OTHER_SUBJECT = "right but for its subject"
OTHER_OBJECT = "right but for its object"
NOTHING = "both names known, no relation found"
NO_FIGURE = "the figure was not read"
OTHER_VALUE = "right but for its value or unit"
UNEXPECTED = "not in the gold file at all"
#: All causes, in the order in which they are shown.
CAUSES = (
    NOT_SEEN,
    NOTHING,
    OTHER_RELATION,
    OTHER_SUBJECT,
    OTHER_OBJECT,
    NO_FIGURE,
    OTHER_VALUE,
    UNEXPECTED,
)


def missed_cause(
    gold: GoldArticle, wanted: GoldClaim | GoldFigure, found: Sequence[Line], names: Sequence[frozenset[str]]
) -> str:
    """Tell why an expected claim was not found; ``names`` are those of all entities of the article, if known."""
    seen = names or [forms_of(line[side]) for line in found for side in ("subject", "object")]
    if isinstance(wanted, GoldFigure):
        same = [line for line in found if line["predicate"] == wanted.metric]
        if any(is_entity(gold, wanted.subject, line["subject"]) for line in same):
            return OTHER_VALUE
        if any(_overlap(line, wanted.quote) for line in same):
            return OTHER_SUBJECT
        return NO_FIGURE if _is_seen(gold, wanted.subject, seen) else NOT_SEEN
    if not _is_seen(gold, wanted.subject, seen) or not _is_seen(gold, wanted.object, seen):
        return NOT_SEEN
    return _nearest(gold, wanted, found) or NOTHING


def _nearest(gold: GoldArticle, wanted: GoldClaim, found: Sequence[Line]) -> str:
    for line in found:
        sides = (line["subject"], line["object"]), (line["object"], line["subject"])
        if any(is_entity(gold, wanted.subject, a) and is_entity(gold, wanted.object, b) for a, b in sides):
            return OTHER_RELATION
    for line in found:
        if line["predicate"] == wanted.predicate and _overlap(line, wanted.quote):
            if is_entity(gold, wanted.object, line["object"]):
                return OTHER_SUBJECT
            if is_entity(gold, wanted.subject, line["subject"]):
                return OTHER_OBJECT
    return ""


def wrong_cause(gold: GoldArticle, line: Line) -> str:
    """Tell what is wrong with a found claim that was not expected."""
    for figure in gold.figures:
        if figure.metric == line["predicate"]:
            if is_entity(gold, figure.subject, line["subject"]):
                return OTHER_VALUE
            if _overlap(line, figure.quote):
                return OTHER_SUBJECT
    for claim in gold.claims:
        sides = (line["subject"], line["object"]), (line["object"], line["subject"])
        if any(is_entity(gold, claim.subject, a) and is_entity(gold, claim.object, b) for a, b in sides):
            return OTHER_RELATION
    for claim in gold.claims:
        if claim.predicate == line["predicate"] and _overlap(line, claim.quote):
            if is_entity(gold, claim.object, line["object"]):
                return OTHER_SUBJECT
            if is_entity(gold, claim.subject, line["subject"]):
                return OTHER_OBJECT
    return UNEXPECTED


def _is_seen(gold: GoldArticle, reference: str, names: Sequence[frozenset[str]]) -> bool:
    known = gold.entities.get(reference)
    return known is None or any(not known.isdisjoint(forms) for forms in names)


def _overlap(line: Line, quote: str) -> bool:
    """Tell whether an expected claim stands in the sentence of a found one."""
    sentence = " ".join(line["evidence"]["quote"].split())
    wanted = " ".join(quote.split())
    return bool(wanted) and (wanted in sentence or sentence in wanted)
