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
from kg.extract.figure_recency import goes_on_with, is_group_of_works, is_source, recent_name

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
_OBJECT_DEPS = frozenset({"obj", "dobj"})
_PASSIVE_AUX = frozenset({"aux:pass", "auxpass"})
#: How far before a number the word "with" may stand.
_LEAD = 30


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
#: How much it weighs to be what the last figure of the paragraph is about, or what was named last in it.
_LAST_VOTE, _RECENT_VOTE = 1.2, 0.8


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
    beside = _before_bracket(view, quantity, ranks) or _valued(view, anchors, metrics, ranks)
    if (named := beside or _with(view, quantity, ranks) or _antecedent(view, quantity, ranks)) is not None:
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
            ):
                return Subject(place[0], place[1], how, confidence)
    if any(True for _ in subject_names(view, starts, passive=True)):
        return None  # "X is sold for €19", where X is taken for a person: nobody else's figure
    if is_group_of_works(view, quantity):
        return None
    if last is not None and goes_on_with(view, last, rank):
        return Subject(last, None, "before", 0.6)
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
    pronoun = _relative(view, quantity)
    place = pronoun - 1
    while pronoun >= 0 and place > view.span.start:
        place = _before_aside(view, place)
        mention = view.annotated.mention_at(view.number, place)
        if mention is not None and mention.kind == "name":
            if ranks.fits(mention.entity) is not None:
                return Subject(mention.entity, mention, "subject", 0.85)
            if mention.last < pronoun - 2 or not any(t.text == "," for t in view.doc[view.span.start : mention.first]):
                return None
        if view.doc[pronoun - 1].text != "," or place < pronoun - _ASIDE:
            return None
        place = max((t.i for t in view.doc[view.span.start : place] if t.text == ","), default=view.span.start) - 1
    return None


def _relative(view: SentenceView, quantity: int) -> int:
    """Return the pronoun that is the subject of the relative clause around a number, -1 where there is none."""
    node = view.doc[quantity]
    before = view.doc[view.span.start : quantity]
    for _ in range(_MAX_HEADS):
        if node.dep_ in _RELATIVE:
            break
        node = node.head
    else:
        # a clause that the parser has hung elsewhere: ", qui réalise une percée (4,9 %)"
        commas = [t.i for t in before if t.text == ","]
        opening = commas[-1] + 1 if commas else quantity
        named = any(m.kind == "name" and m.first >= opening for m in view.mentions() if m.last < quantity)
        return opening if view.doc[opening].lower_ in view.lexicon.relative and not named else -1
    near = {node, *node.children}
    pronoun = next((t for t in before if t.lower_ in view.lexicon.relative and t.head in near), None)
    subjects = [c for c in node.children if c.dep_ in _SUBJECT_DEPS and is_name(view, c.i)]
    return -1 if pronoun is None or any(c.i != pronoun.i for c in subjects) else pronoun.i


def _with(view: SentenceView, quantity: int, ranks: Ranks) -> Subject | None:
    """Return the name right before "with" and the number: "Harbour (Brume), with 3 million", "« Brume », avec 2 M"."""
    span = next((q for q in view.quantities if view.token_at(q.start) == quantity), None)
    if span is None:
        return None
    lead = view.lexicon.with_words.search(view.folded, max(view.start, span.bound_start - _LEAD), span.bound_start)
    if lead is None:
        return None
    last = _before_aside(view, view.token_at(lead.start()) - (view.folded[lead.start()] != ","))
    mention = view.annotated.mention_at(view.number, last)
    if mention is None or mention.kind != "name" or is_on_air(view, mention):
        return None
    found = ranks.fits(mention.entity)
    return Subject(mention.entity, mention, "beside", 0.85) if found is not None else None


def _valued(view: SentenceView, anchors: list[int], metrics: tuple[str, ...], ranks: Ranks) -> Subject | None:
    """Return what a verb values: "valued it at $70 million", "valorise Lumio à 2 milliards"."""
    if metrics != ("marketValue",):
        return None
    for anchor in anchors:
        verb = view.doc[anchor]
        if verb.pos_ != "VERB" or any(c.dep_ in _PASSIVE_AUX for c in verb.children):
            continue
        for child in verb.children:
            mention = view.annotated.mention_at(view.number, child.i) if child.dep_ in _OBJECT_DEPS else None
            if mention is not None and ranks.fits_or_unknown(mention.entity) is not None:
                return Subject(mention.entity, mention, "object", 0.9)
    return None


def _before_aside(view: SentenceView, place: int) -> int:
    """Go back over quotation marks, commas and what stands in brackets: "Red Harbour (Brume), which took"."""
    while place > view.span.start:
        if view.doc[place].text == ")":
            opening = [t.i for t in view.doc[view.span.start : place] if t.text == "("]
            place = (opening[-1] if opening else place) - 1
        elif view.doc[place].is_quote or view.doc[place].text == ",":
            place -= 1
        else:
            break
    return place


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
    if last is not None and rank(last) is not None and not place.votes:
        votes[last] = votes.get(last, 0.0) + _LAST_VOTE
    elif (recent := recent_name(view, rank)) is not None and not place.votes:
        votes[recent] = votes.get(recent, 0.0) + _RECENT_VOTE
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
    if any(not _in_brackets(view, m) for m in between):
        between = [m for m in between if not _in_brackets(view, m)]  # "Red Harbour (Pathé)": only who shows it
    # "ahead of X on BBC One, with 3.6 million": the channel only shows it
    shown = [m for m in between if not (is_on_air(view, m) and any(o.last < m.first for o in between))]
    return Subject(shown[-1].entity, shown[-1], "beside", 0.85) if shown else None


def _in_brackets(view: SentenceView, mention: TokenMention) -> bool:
    before = view.doc[view.span.start : mention.first]
    opened = max((t.i for t in before if t.text == "("), default=-1)
    return opened > max((t.i for t in before if t.text == ")"), default=-1)


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
