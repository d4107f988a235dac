"""Names right beside a figure: before a bracket, a relative clause or "with", valued by a verb, between two figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.figure_places import Rank, Unnamed, is_name, names_of

if TYPE_CHECKING:
    from kg.annotate.document import TokenMention
    from kg.extract.figure_view import SentenceView

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


def before_bracket(view: SentenceView, quantity: int, ranks: Ranks) -> Subject | None:
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


def antecedent(view: SentenceView, quantity: int, ranks: Ranks) -> Subject | None:
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


def with_number(view: SentenceView, quantity: int, ranks: Ranks) -> Subject | None:
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


def valued(view: SentenceView, anchors: list[int], metrics: tuple[str, ...], ranks: Ranks) -> Subject | None:
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
