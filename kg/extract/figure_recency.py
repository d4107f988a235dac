"""Whom a paragraph goes on with: what was named last in it, and what its words rule out as the subject of a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.annotate.document import TokenMention
    from kg.extract.figure_places import Rank
    from kg.extract.figure_view import SentenceView

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass"})
_MAX_CLIMB = 6
#: How far from the beginning of a sentence the head of a title that opens it may stand.
_TITLE = 4


def named_before(view: SentenceView, rank: Rank) -> list[TokenMention]:
    """Return the names that fit in the paragraph before the sentence, in text order."""
    return sorted(
        (
            m
            for m in view.annotated.mentions
            if m.block == view.number and m.kind == "name" and m.last < view.span.start and rank(m.entity) is not None
        ),
        key=lambda m: m.first,
    )


def recent_name(view: SentenceView, rank: Rank) -> int | None:
    """Return what the paragraph named last before the sentence; of several in one sentence its subject."""
    before = named_before(view, rank)
    if not before:
        return None
    best = min(rank(m.entity) or 0 for m in before)
    before = [m for m in before if (rank(m.entity) or 0) == best]
    doc = view.doc
    start = doc[before[-1].first].sent.start
    there = [m for m in before if m.first >= start]
    subjects = [m for m in there if doc[m.head].dep_ in _SUBJECTS]
    return (subjects or there)[-1].entity


def goes_on_with(view: SentenceView, last: int, rank: Rank) -> bool:
    """Tell whether nothing else that fits was named in the paragraph since its last figure."""
    if rank(last) is None:
        return False
    before = named_before(view, rank)
    best = rank(last) or 0
    others = [m for m in before if (rank(m.entity) or 0) <= best]
    return not others or recent_name(view, rank) == last or all(m.entity == last for m in others)


def is_source(view: SentenceView, mention: TokenMention | None) -> bool:
    """Tell whether a mention stands in the phrase that names the source: "selon les chiffres de X, …"."""
    if mention is None:
        return False
    start = view.text_span(mention.first, mention.first)[0]
    before = view.folded[view.start : start]
    return any("," not in before[match.end() :] for match in view.lexicon.sources.finditer(before))


def is_cue(view: SentenceView, mention: TokenMention | None) -> bool:
    """Tell whether what was taken for a name is a word for a metric: "le CA", "l'AC"."""
    if mention is None or mention.kind != "name":
        return False
    start, end = view.text_span(mention.first, mention.last)
    return any(c.start <= start and end <= c.end for c in view.cues)


def opens_with_another(view: SentenceView) -> bool:
    """Tell whether a sentence is about something whose name was not recognised: "Un voyage en hiver est un fiasco".

    Its grammatical subject is no pronoun, no definite noun and no name that is known, and it is written like a title:
    with an indefinite article at the very beginning, or a capital later on.
    """
    root = view.span.root
    subject = next((c for c in root.children if c.dep_ in _SUBJECTS and c.i < root.i), None)
    if subject is None or subject.i - view.span.start > _TITLE or subject.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM"}:
        return False
    first = view.doc[view.span.start]
    own = view.lexicon.own
    words = list(view.doc[view.span.start : subject.i + 1])
    if any(view.annotated.mention_at(view.number, t.i) is not None or t.lower_ in own for t in words):
        return False
    start, end = view.text_span(view.span.start, subject.i)
    if any(c.start < end and start < c.end for c in view.cues) or any(q.start < end for q in view.quantities):
        return False
    indefinite = first.lower_ in view.lexicon.indefinite
    capital = any(t.text[:1].isupper() for t in words[1:]) or (len(words) == 1 and subject.pos_ == "PROPN")
    return indefinite or capital


def is_group_of_works(view: SentenceView, number: int) -> bool:
    """Tell whether several unnamed things have the figure: "two of which passed $9 million"."""
    node = view.doc[number]
    for _ in range(_MAX_CLIMB):
        if node.pos_ in {"VERB", "AUX"}:
            return any(c.dep_ in _SUBJECTS and c.pos_ == "NUM" for c in node.children)
        if node.head.i == node.i:
            return False
        node = node.head
    return False
