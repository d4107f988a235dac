"""Whose figure it is: possessor, subject, apposition, the nearest name that fits, or who was spoken of last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.figure_beside import Ranks, Subject, antecedent, before_bracket, valued, with_number
from kg.extract.figure_places import (
    Rank,
    Unnamed,
    climb,
    is_name,
    near,
    opening_latter,
    possessors,
    subject_names,
)
from kg.extract.figure_recency import (
    goes_on_with,
    is_cue,
    is_group_of_works,
    is_source,
    opens_with_another,
    recent_name,
)

if TYPE_CHECKING:
    from kg.annotate.document import TokenMention
    from kg.extract.figure_view import SentenceView
    from kg.extract.focus import Focus

#: Tokens from a number to the noun that it counts ("2 million new American subscribers").
_LONGEST_COUNT = 5
#: What is counted of works, and the sums that are said of them.
_OF_WORKS = frozenset({"person", "copy", "percent", "hour"})
_MONEY_OF_WORKS = frozenset({"boxOffice", "budget"})


#: How much the coreference of a definite noun weighs against the focus of the article.
_NOMINAL_VOTE = 1.2
#: How much it weighs to be what the last figure of the paragraph is about, or what was named last in it.
_LAST_VOTE, _RECENT_VOTE = 2.0, 0.8


def find_subject(
    view: SentenceView,
    quantity: int,
    anchors: list[int],
    ranks: Ranks,
    focus: Focus,
    metrics: tuple[str, ...] = (),
    last: int | None = None,
) -> Subject | None:
    """Return the subject of a figure.

    ``quantity`` is the token of the number, ``anchors`` the tokens of the words that name the metric, the number's noun
    first. The ways are tried in order of how much they can be trusted: a name in the right place of the sentence may be
    of unknown class, one that is merely near must be of a fitting class. ``last`` is whom the last figure of the
    paragraph is about.
    """
    starts = [*anchors, quantity]
    rank = ranks.fits
    beside = before_bracket(view, quantity, ranks) or valued(view, anchors, metrics, ranks)
    if (named := beside or with_number(view, quantity, ranks) or antecedent(view, quantity, ranks)) is not None:
        return named
    for how, confidence, found, accept in (
        ("possessor", 0.95, possessors(view, [*anchors, *_other_cues(view, anchors, metrics)]), ranks.fits_or_unknown),
        ("subject", 0.9, climb(view, starts), ranks.fits_or_unknown),
        ("subject", 0.8, opening_latter(view), rank),
        ("near", 0.7, near(view, quantity, rank, direct=True), rank),
        ("subject", 0.6, subject_names(view, starts), ranks.doubtful),
        ("near", 0.65, near(view, quantity, rank), rank),
    ):
        for place in found:
            if isinstance(place, Unnamed):
                entity = _who(view, place, quantity, rank, focus, last)
                if entity is not None:
                    return Subject(entity, place.mention, how, confidence - 0.15)
                if how == "subject" and _is_unnamed_thing(view, place, rank, focus):
                    return None
            elif (
                accept(place[0]) is not None
                and not _counted(view, place[1], quantity, anchors, rank)
                and not is_source(view, place[1])
                and not is_cue(view, place[1])
            ):
                return Subject(place[0], place[1], how, confidence)
    if any(True for _ in subject_names(view, starts, passive=True)):
        return None  # "X is sold for €19", where X is taken for a person: nobody else's figure
    return None if is_group_of_works(view, quantity) else _unsaid(view, quantity, rank, focus, metrics, last)


def _unsaid(
    view: SentenceView, quantity: int, rank: Rank, focus: Focus, metrics: tuple[str, ...], last: int | None
) -> Subject | None:
    """Return whom a figure is about where its sentence does not say: whom the paragraph or the article is about."""
    if last is not None and goes_on_with(view, last, rank):
        return Subject(last, None, "before", 0.6)
    of_works = any(view.lexicon.metrics[m].unit in _OF_WORKS or m in _MONEY_OF_WORKS for m in metrics)
    if of_works and opens_with_another(view):
        return None
    recent = recent_name(view, rank)
    if of_works and recent is not None and _is_work(view, recent, focus):
        return Subject(recent, None, "before", 0.55)
    hints = [c for pattern, c in view.lexicon.hints if pattern.search(view.folded, view.start, view.end)]
    entities = focus.ranked(view.number, view.span.start, quantity, rank, hints)
    return Subject(entities[0], None, "before", 0.55) if entities else None


def _counted(view: SentenceView, mention: TokenMention | None, quantity: int, anchors: list[int], rank: Rank) -> bool:
    """Tell whether a mention is part of what is counted: "640,000 Canadians", not "40 HBO jobs"."""
    if mention is None:
        return False
    noun = anchors[0] if anchors else quantity
    owner = is_name(view, mention.head) and rank(mention.entity) is not None
    return mention.head in anchors or (not owner and quantity < mention.head <= noun <= quantity + _LONGEST_COUNT)


def _other_cues(view: SentenceView, anchors: list[int], metrics: tuple[str, ...]) -> list[int]:
    """Return a noun that names the metric before the words that were chosen: "the price of X to £22 a month"."""
    tokens = [view.token_at(cue.end - 1) for cue in view.cues if cue.metric in metrics and not cue.work]
    return [t for t in tokens if anchors and t < anchors[0] and view.doc[t].pos_ == "NOUN"][-1:]


def _who(
    view: SentenceView, place: Unnamed, quantity: int, rank: Rank, focus: Focus, last: int | None = None
) -> int | None:
    """Return whom a definite noun stands for: the class it names, the coreference found, the focus of the article."""
    votes = dict(place.votes)
    if place.mention is not None:
        votes[place.mention.entity] = _NOMINAL_VOTE
    if place.mention is not None and rank(place.mention.entity) is None:
        return None
    if place.votes:
        votes = {entity: weight for entity, weight in place.votes if rank(entity) is not None}
        if not votes:
            return None
    elif place.mention is None and not any(_may_be(view, e, place.classes, focus) for e in _fitting(view, rank)):
        return None
    recent = recent_name(view, rank)
    if last is not None and not place.votes and goes_on_with(view, last, rank):
        votes[last] = votes.get(last, 0.0) + _LAST_VOTE
    elif recent is not None and not place.votes and _is_work(view, recent, focus):
        fits = bool(place.classes) and _may_be(view, recent, place.classes, focus)
        votes[recent] = votes.get(recent, 0.0) + (_LAST_VOTE if fits else _RECENT_VOTE)
    entities = focus.ranked(view.number, view.span.start, min(quantity, place.token), rank, place.classes, votes)
    return entities[0] if entities else None


def _is_unnamed_thing(view: SentenceView, place: Unnamed, rank: Rank, focus: Focus) -> bool:
    """Tell whether a noun stands for a product or work that the article does not name: it is nobody else's figure."""
    things = {c for kind in ("tool", "work") for c in view.lexicon.kinds.classes.get(kind, ())}
    if place.mention is not None or place.votes or not place.classes:
        return False
    if not all(any(focus.is_a(c, thing) for thing in things) for c in place.classes):
        return False
    return not any(_may_be(view, e, place.classes, focus) for e in _fitting(view, rank))


def _is_work(view: SentenceView, entity: int, focus: Focus) -> bool:
    works = view.lexicon.kinds.classes.get("work", ())
    return any(focus.is_a(t, w) for t in view.annotated.entities[entity].types for w in works)


def _fitting(view: SentenceView, rank: Rank) -> list[int]:
    return [e for e in range(len(view.annotated.entities)) if rank(e) is not None]


def _may_be(view: SentenceView, entity: int, classes: frozenset[str], focus: Focus) -> bool:
    types = view.annotated.entities[entity].types
    return any(focus.is_a(t, c) or focus.is_a(c, t) for t in types for c in classes)
