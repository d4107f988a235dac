"""Where in a text the mentions and claims stand: pure cutting, no markup of strangers survives it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from markupsafe import Markup

from kg.ingest.clean import mark_boilerplate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.analyse.graph import GraphNode, GraphStatement
    from kg.model import Article

#: Names shorter than this are not looked for in the text, only where a claim says they stand.
NAME_MIN = 3
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: the entity it mentions, and the claims whose subject or object it is."""

    text: str
    entity: str | None = None
    subject_of: tuple[int, ...] = ()
    object_of: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Pieces that the same claims quote; ``notes`` are the claims whose quote ends with it."""

    pieces: list[Piece] = field(default_factory=list)
    claims: tuple[int, ...] = ()
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the article; ``furniture`` is text of the page around it, which was not read."""

    passages: tuple[Passage, ...]
    furniture: bool = False


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    entity: str
    subject_of: tuple[int, ...] = ()
    object_of: tuple[int, ...] = ()


def marked_quote(claim: GraphStatement) -> Markup:
    """Return the quote with the words of subject and object marked."""
    spans = [(claim.subject_offsets, "subject"), (claim.object_offsets, "object")]
    parts = []
    done = 0
    for span, kind in sorted((span, kind) for span, kind in spans if span):
        if done <= span[0] < span[1] <= len(claim.quote):
            parts.append(
                Markup('{}<mark class="{}">{}</mark>').format(
                    claim.quote[done : span[0]], kind, claim.quote[slice(*span)]
                )
            )
            done = span[1]
    return Markup("{}{}").format(Markup("").join(parts), claim.quote[done:])


def paragraphs(article: Article, claims: Sequence[GraphStatement], nodes: Mapping[str, GraphNode]) -> list[Paragraph]:
    """Return the article cut into paragraphs, passages and pieces; claims are numbered from 1 in the order given."""
    text = article.text
    mentions = _mentions(text, claims, nodes)
    quotes = [(c.quote_start, c.quote_start + len(c.quote), n) for n, c in enumerate(claims, 1)]
    furniture = [(start, end) for start, end, _ in mark_boilerplate(text, article.lang)]
    result = []
    at = 0
    for line in text.splitlines(keepends=True):
        start, end = at, at + len(line.rstrip("\r\n\u2028\u2029\x0b\x0c\x1c\x1d\x1e\x85"))
        at += len(line)
        if not text[start:end].strip():
            continue
        if any(low <= start < high for low, high in furniture):
            result.append(Paragraph((Passage([Piece(text[start:end])]),), furniture=True))
        else:
            result.append(Paragraph(tuple(_passages(text, (start, end), quotes, mentions))))
    return result


def _passages(
    text: str, line: Span, quotes: Sequence[tuple[int, int, int]], mentions: Sequence[_Mention]
) -> Iterable[Passage]:
    start, end = line
    inside = [(max(start, low), min(end, high), n) for low, high, n in quotes if low < end and high > start]
    edges = sorted({start, end, *(edge for low, high, _ in inside for edge in (low, high))})
    for low, high in pairwise(edges):
        here = tuple(n for first, last, n in inside if first <= low and last >= high)
        ends = tuple(n for first, last, n in quotes if low < last <= high)
        yield Passage(list(_pieces(text, (low, high), mentions)), here, ends)


def _pieces(text: str, span: Span, mentions: Sequence[_Mention]) -> Iterable[Piece]:
    at, end = span
    for mention in mentions:
        if mention.end <= at or mention.start >= end:
            continue
        first, last = max(at, mention.start), min(end, mention.end)
        if first > at:
            yield Piece(text[at:first])
        yield Piece(text[first:last], mention.entity, mention.subject_of, mention.object_of)
        at = last
    if at < end:
        yield Piece(text[at:end])


def _mentions(text: str, claims: Sequence[GraphStatement], nodes: Mapping[str, GraphNode]) -> list[_Mention]:
    """Return disjoint mentions: what claims point at, and the names of their entities wherever else they stand."""
    found: dict[Span, tuple[str, list[int], list[int]]] = {}
    for number, claim in enumerate(claims, 1):
        sides = ((claim.subject, claim.subject_offsets, 1), (getattr(claim, "object", None), claim.object_offsets, 2))
        for entity, offsets, role in sides:
            if entity and offsets:
                span = (claim.quote_start + offsets[0], claim.quote_start + offsets[1])
                entry = found.setdefault(span, (entity, [], []))
                entry[role].append(number)  # type: ignore[union-attr]  # 1 and 2 are the lists
    named = [_Mention(*span, entity, tuple(one), tuple(two)) for span, (entity, one, two) in found.items()]
    used = {c.subject for c in claims} | {o for c in claims if (o := getattr(c, "object", None))}
    used |= {c.attributed_to for c in claims if c.attributed_to}
    return _disjoint(text, named, list(_named(text, sorted(used), nodes)))


def _named(text: str, entities: Iterable[str], nodes: Mapping[str, GraphNode]) -> Iterable[_Mention]:
    owner: dict[str, str] = {}
    for iri in entities:
        if node := nodes.get(iri):
            for name in (node.label, *node.aliases):
                if NAME_MIN <= len(name) <= 200:
                    owner.setdefault(name, iri)
    if owner:
        words = "|".join(re.escape(name) for name in sorted(owner, key=lambda name: (-len(name), name)))
        for match in re.finditer(rf"(?<!\w)(?:{words})(?!\w)", text):
            yield _Mention(match.start(), match.end(), owner[match[0]])


def _disjoint(text: str, first: list[_Mention], then: list[_Mention]) -> list[_Mention]:
    """Return mentions that do not overlap: claims' own before names, shorter before longer ones around them."""
    taken: list[_Mention] = []
    free = [True] * (len(text) + 1)
    for mention in sorted(first, key=lambda m: (m.end - m.start, m.start)) + then:
        if 0 <= mention.start < mention.end <= len(text) and all(free[mention.start : mention.end]):
            taken.append(mention)
            free[mention.start : mention.end] = [False] * (mention.end - mention.start)
    return sorted(taken, key=lambda m: m.start)
