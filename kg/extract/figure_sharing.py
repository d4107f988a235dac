"""One value for several subjects, several for several: "A and B each drew 2 million", "drew 3 and 2, respectively"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.figure_beside import Subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.annotate.document import TokenMention
    from kg.extract.figure_drafts import Draft
    from kg.extract.figure_places import Rank
    from kg.extract.figure_view import SentenceView

_MAX_BETWEEN = 6
_PAIR = 2


def distribute(view: SentenceView, drafts: Sequence[Draft], rank: Rank) -> list[Draft]:
    """Return the drafts of a sentence with their values given to all the names that they are said of."""
    if len(drafts) > 1 and view.lexicon.respective.search(view.folded, view.start, view.end):
        return _respectively(view, drafts, rank)
    out = list(drafts)
    for draft in drafts:
        if (other := _other_of_pair(view, draft, rank)) is not None:
            out.append(replace(draft, subject=_subject(other)))
            continue
        names = _listed(view, draft, rank)
        if len(names) > 1 and _each(view, names[-1], draft):
            out += [replace(draft, subject=_subject(m)) for m in names if m.entity != draft.subject.entity]
    return out


def _respectively(view: SentenceView, drafts: Sequence[Draft], rank: Rank) -> list[Draft]:
    same = [d for d in drafts if d.metric is drafts[0].metric and d.span is not None]
    names = _listed(view, drafts[0], rank)
    if len(same) != len(names):
        return list(drafts)
    given = {id(d): replace(d, subject=_subject(m)) for d, m in zip(same, names, strict=True)}
    return [given.get(id(d), d) for d in drafts]


def _other_of_pair(view: SentenceView, draft: Draft, rank: Rank) -> TokenMention | None:
    """Return the second of the two that "the two stations" stands for: named last and of one class."""
    place = view.text_span(view.token_at(draft.place[0]), view.token_at(draft.place[0]))[0]
    if view.lexicon.pair.search(view.folded, view.start, place) is None:
        return None
    before = [
        m
        for m in view.annotated.mentions
        if (m.block, m.last) < (view.number, view.span.start) and m.kind == "name" and rank(m.entity) is not None
    ]
    pair: list[TokenMention] = []
    for mention in sorted(before, key=lambda m: (-m.block, -m.first)):
        if all(m.entity != mention.entity for m in pair):
            pair.append(mention)
    types = [set(view.annotated.entities[m.entity].types) for m in pair[:2]]
    if len(types) < _PAIR or not types[0] & types[1]:
        return None
    return next((m for m in pair[:2] if m.entity != draft.subject.entity), None)


def _subject(mention: TokenMention) -> Subject:
    return Subject(mention.entity, mention, "listed", 0.8)


def _listed(view: SentenceView, draft: Draft, rank: Rank) -> list[TokenMention]:
    """Return the names that are listed with the subject of a figure: of the likeliest class, joined by "and"."""
    place = view.token_at(draft.place[0])
    named = [m for m in view.mentions() if m.kind == "name" and m.last < place and rank(m.entity) is not None]
    if not named:
        return []
    best = min(rank(m.entity) or 0 for m in named)
    named = [m for m in named if (rank(m.entity) or 0) == best]
    at = next((i for i, m in enumerate(named) if m.entity == draft.subject.entity), -1)
    if at < 0:
        return []
    listed = [named[at]]
    for mention in named[at + 1 :]:
        if not _joined(view, listed[-1], mention):
            break
        listed.append(mention)
    for mention in reversed(named[:at]):
        if not _joined(view, mention, listed[0]):
            break
        listed.insert(0, mention)
    return listed


def _joined(view: SentenceView, left: TokenMention, right: TokenMention) -> bool:
    """Tell whether only "and", commas and a possessor ("Channel 5's") stand between two names."""
    between = view.doc[left.last + 1 : right.first]
    words = [t for t in between if not t.is_punct]
    if not between or len(words) > _MAX_BETWEEN or any(t.pos_ in {"VERB", "AUX", "ADP", "SCONJ"} for t in words):
        return False
    return any(t.text == "," or t.pos_ == "CCONJ" for t in between)


def _each(view: SentenceView, last: TokenMention, draft: Draft) -> bool:
    """Tell whether a word like "each" makes a value that of all: between the names and the value or just after it."""
    start = view.text_span(last.first, last.last)[1]
    end = max(draft.place[1], draft.span.noun[1] if draft.span is not None and draft.span.noun else 0)
    return bool(view.lexicon.each.search(view.folded, start, min(view.end, end + 10)))
