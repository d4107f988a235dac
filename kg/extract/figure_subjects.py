"""Whose figure it is: possessor, subject, apposition, the nearest name that fits, or who was spoken of last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.figure_places import (
    Rank,
    Unnamed,
    climb,
    is_name,
    names_of,
    near,
    opening_latter,
    possessors,
    subject_names,
)

if TYPE_CHECKING:
    from kg.annotate.document import TokenMention
    from kg.extract.figure_view import SentenceView
    from kg.extract.focus import Focus

#: Tokens from a number to the noun that it counts ("2 million new American subscribers").
_LONGEST_COUNT = 5
_MAX_HEADS = 6
#: How far before a relative pronoun its antecedent may stand, a participle between commas in between.
_ASIDE = 12
_RELATIVE = frozenset({"relcl", "acl:relcl"})
_SUBJECT_DEPS = frozenset({"nsubj", "nsubj:pass", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Ranks:
    """How well metrics can be said of an entity.

    ``fits_or_unknown`` also accepts names of unknown class and the unlikely classes of the data, ``doubtful`` any thing
    or group that no knowledge base vouches for: its class may be wrong.
    """

    fits: Rank
    fits_or_unknown: Rank
    doubtful: Rank


@dataclass(frozen=True, slots=True)
class Subject:
    """An entity, the tokens that stand for it (``None`` when left out), how it was found and how sure that is."""

    entity: int
    mention: TokenMention | None
    how: str
    confidence: float


#: How much the coreference of a definite noun weighs against the focus of the article.
_NOMINAL_VOTE = 1.2


def find_subject(
    view: SentenceView, quantity: int, anchors: list[int], ranks: Ranks, focus: Focus, metrics: tuple[str, ...] = ()
) -> Subject | None:
    """Return the subject of a figure.

    ``quantity`` is the token of the number, ``anchors`` the tokens of the words that name the metric, the number's noun
    first. The ways are tried in order of how much they can be trusted: a name in the right place of the sentence may be
    of unknown class, one that is merely near must be of a fitting class.
    """
    starts = [*anchors, quantity]
    rank = ranks.fits
    if (named := _before_bracket(view, quantity, ranks) or _antecedent(view, quantity, ranks)) is not None:
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
                entity = _who(view, place, quantity, rank, focus)
                if entity is not None:
                    return Subject(entity, place.mention, how, confidence - 0.15)
                if how == "subject" and _is_unnamed_thing(view, place, rank, focus):
                    return None
            elif accept(place[0]) is not None and not _counted(place[1], quantity, anchors):
                return Subject(place[0], place[1], how, confidence)
    if any(True for _ in subject_names(view, starts, passive=True)):
        return None  # "X is sold for €19", where X is taken for a person: nobody else's figure
    hints = [c for pattern, c in view.lexicon.hints if pattern.search(view.folded, view.start, view.end)]
    entities = focus.ranked(view.number, view.span.start, quantity, rank, hints)
    return Subject(entities[0], None, "before", 0.55) if entities else None


def _before_bracket(view: SentenceView, quantity: int, ranks: Ranks) -> Subject | None:
    """Return the name right before a bracket that opens with the number: "RTL (12.7 %)"."""
    before = range(quantity, max(view.span.start, quantity - 3), -1)
    opening = next((t for t in before if view.doc[t].text == "("), None)
    if opening is None:
        return None
    last = opening - 1
    while last > view.span.start and view.doc[last].is_quote:
        last -= 1
    mention = view.annotated.mention_at(view.number, last)
    if mention is None or mention.kind != "name" or ranks.fits_or_unknown(mention.entity) is None:
        return None
    return Subject(mention.entity, mention, "beside", 0.9)


def _antecedent(view: SentenceView, quantity: int, ranks: Ranks) -> Subject | None:
    """Return the name before the relative clause that a number stands in: "beat X, out in 2013, which took $5m"."""
    node = view.doc[quantity]
    for _ in range(_MAX_HEADS):
        if node.dep_ in _RELATIVE:
            break
        node = node.head
    else:
        return None
    near = {node, *node.children}
    before = view.doc[view.span.start : quantity]
    pronoun = next((t for t in before if t.lower_ in view.lexicon.relative and t.head in near), None)
    subjects = [c for c in node.children if c.dep_ in _SUBJECT_DEPS and is_name(view, c.i)]
    if pronoun is None or any(c.i != pronoun.i for c in subjects):
        return None
    place = pronoun.i - 1
    while place > view.span.start:
        while place > view.span.start and (view.doc[place].is_quote or view.doc[place].text in {",", ")"}):
            place -= 1
        mention = view.annotated.mention_at(view.number, place)
        if mention is not None and mention.kind == "name":
            fits = ranks.fits(mention.entity) is not None
            return Subject(mention.entity, mention, "subject", 0.85) if fits else None
        if view.doc[pronoun.i - 1].text != "," or place < pronoun.i - _ASIDE:
            return None
        place = max((t.i for t in view.doc[view.span.start : place] if t.text == ","), default=view.span.start) - 1
    return None


def _counted(mention: TokenMention | None, quantity: int, anchors: list[int]) -> bool:
    """Tell whether a mention is part of what is counted: "640,000 Canadians", "2,000 American jobs"."""
    if mention is None:
        return False
    noun = anchors[0] if anchors else quantity
    return mention.head in anchors or (quantity < mention.head <= noun <= quantity + _LONGEST_COUNT)


def _other_cues(view: SentenceView, anchors: list[int], metrics: tuple[str, ...]) -> list[int]:
    """Return a noun that names the metric before the words that were chosen: "the price of X to £22 a month"."""
    tokens = [view.token_at(cue.end - 1) for cue in view.cues if cue.metric in metrics and not cue.work]
    return [t for t in tokens if anchors and t < anchors[0] and view.doc[t].pos_ == "NOUN"][-1:]


def _who(view: SentenceView, place: Unnamed, quantity: int, rank: Rank, focus: Focus) -> int | None:
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


def _fitting(view: SentenceView, rank: Rank) -> list[int]:
    return [e for e in range(len(view.annotated.entities)) if rank(e) is not None]


def _may_be(view: SentenceView, entity: int, classes: frozenset[str], focus: Focus) -> bool:
    types = view.annotated.entities[entity].types
    return any(focus.is_a(t, c) or focus.is_a(c, t) for t in types for c in classes)


def subject_beside(view: SentenceView, start: int, end: int, rank: Rank) -> Subject | None:
    """Return the last fitting name between two tokens (exclusive): the second subject of "X 13 % and Y 8 %"."""
    between = [
        m
        for m in view.mentions()
        if start < m.first and m.last < end and m.kind != "pronoun" and rank(m.entity) is not None
    ]
    # "ahead of X on BBC One, with 3.6 million": the channel only shows it
    shown = [m for m in between if not (is_on_air(view, m) and any(o.last < m.first for o in between))]
    return Subject(shown[-1].entity, shown[-1], "beside", 0.85) if shown else None


def is_on_air(view: SentenceView, mention: TokenMention) -> bool:
    """Tell whether a mention is the channel or place where something is shown: "on BBC One", "sur TF1"."""
    before = view.doc[mention.first - 1].lower_ if mention.first > view.span.start else ""
    return before in view.lexicon.on_air


def subject_after(view: SentenceView, last: int, rank: Rank) -> Subject | None:
    """Return the name that follows a number with a preposition: "8 % pour Y", "1.2 million for Z"."""
    for phrase in view.annotated.phrases[view.number]:
        if phrase.prep_at == last + 1 and phrase.prep in view.lexicon.beside:
            for place in names_of(view, phrase):
                if not isinstance(place, Unnamed) and place[1] is not None and rank(place[0]) is not None:
                    return Subject(place[0], place[1], "beside", 0.85)
    return None
