"""One sentence as figure extraction sees it: words as characters, tokens as syntax, both with article offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.annotate.changes import ChangeSpan, find_changes
from kg.annotate.dates import DateSpan, find_dates
from kg.annotate.figure_words import fold
from kg.annotate.number_words import currency_signs
from kg.annotate.numbers import QuantitySpan, find_quantities

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from spacy.tokens import Doc, Span

    from kg.annotate.document import AnnotatedArticle, Block, TokenMention
    from kg.extract.figure_lexicon import FigureLexicon

_WORD = re.compile(r"[\w%€$£¥]+")
_BRACKET = re.compile(r"\([^()]*\)")
#: How far before a date the words stand that make it one to compare with.
_LEAD = 40
_IN_NUMBER = re.compile(r"(?<=\d)[.,](?=\d)")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that name a metric (or, with ``metric`` empty, a deal) at ``start:end`` of the block's text."""

    metric: str
    start: int
    end: int
    negative: bool = False
    work: bool = False


@dataclass(slots=True)
class SentenceView:
    """A sentence with its quantities, dates, changes and cues; offsets count from the start of its block."""

    annotated: AnnotatedArticle
    lexicon: FigureLexicon
    number: int
    block: Block
    span: Span
    text: str
    folded: str
    start: int
    end: int
    quantities: list[QuantitySpan] = field(default_factory=list)
    dates: list[DateSpan] = field(default_factory=list)
    changes: list[ChangeSpan] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)
    #: The families of figures that the article has words for.
    about: frozenset[str] = frozenset()

    @property
    def doc(self) -> Doc:
        """The parsed block."""
        return self.block.doc

    @property
    def base(self) -> int:
        """Offset of the block in the article."""
        return self.block.starts[0]

    def token_at(self, offset: int) -> int:
        """Return the token that covers an offset of the block's text (the one before, between tokens)."""
        return max(0, bisect_right(self.block.starts, self.base + offset) - 1)

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """Return first and last token of a stretch of the block's text."""
        return self.token_at(start), self.token_at(max(start, end - 1))

    def text_span(self, first: int, last: int) -> tuple[int, int]:
        """Return where tokens ``first..last`` stand in the block's text."""
        return self.block.starts[first] - self.base, self.block.ends[last] - self.base

    def mentions(self) -> list[TokenMention]:
        """Return the mentions inside the sentence, in text order."""
        found = [
            m
            for m in self.annotated.mentions
            if m.block == self.number and self.span.start <= m.first and m.last < self.span.end
        ]
        return sorted(found, key=lambda m: m.first)

    def between(self, end: int, start: int) -> str:
        """Return the folded text between two places, whatever their order."""
        return self.folded[min(end, start) : max(end, start)]

    def distance(self, first: tuple[int, int], second: tuple[int, int], like: QuantitySpan | None = None) -> float:
        """Return how far apart two stretches are: words, and more for each comma, bracket or quantity between.

        With ``like`` only quantities of its kind count: a percentage does not come between a sum and its noun.
        """
        left, right = sorted((first, second))
        gap = self.folded[left[1] : right[0]] if left[1] < right[0] else ""
        gap = _BRACKET.sub(" ", _IN_NUMBER.sub("", gap))
        words = len(_WORD.findall(gap))
        inside = [q for q in self.quantities if left[1] <= q.start and q.end <= right[0]]
        crossed = sum(
            1
            for q in inside
            if like is None or (q.is_money, q.unit == "percent") == (like.is_money, like.unit == "percent")
        )
        return (
            0.5 * words + 1.5 * gap.count(",") + 3.0 * len(re.findall(r"[()]", gap))
            + 2.0 * gap.count(":") + 6.0 * len(re.findall(r"[;?!]", gap)) + 3.0 * crossed
        )  # fmt: skip


def sentence_views(annotated: AnnotatedArticle, lexicon: FigureLexicon) -> Iterator[SentenceView]:
    """Yield a view of each sentence that holds a quantity or a change, in text order."""
    article = annotated.article
    whole = fold(article.text)
    about = frozenset(family for family, topic in lexicon.topics if topic.search(whole))
    for number, block in enumerate(annotated.blocks):
        if not len(block.doc):
            continue
        base = block.starts[0]
        text = article.text[base : block.ends[-1]]
        folded = fold(text)
        found = find_dates(text, lexicon.lang, article.date, lexicon.words)
        dates = [compared_date(folded, d, lexicon) for d in found]
        signs = currency_signs(lexicon.words)
        names = [s for s in _name_spans(annotated, number, base) if fold(text[slice(*s)]) not in signs]
        concepts = set(lexicon.kinds.classes.get("genre", ())) | set(lexicon.kinds.classes.get("occupation", ()))
        concepts |= set(lexicon.kinds.classes.get("tool", ()))
        titles = _name_spans(annotated, number, base, concepts)
        quantities = [
            q
            for q in find_quantities(text, lexicon.lang, lexicon.words, article.text)
            if not _overlaps(q.start, q.end, names) and not _is_date(q, dates)
        ]
        changes = find_changes(text, lexicon.lang, quantities, lexicon.words)
        for span in block.doc.sents:
            start, end = block.starts[span.start] - base, block.ends[span.end - 1] - base
            view = SentenceView(annotated, lexicon, number, block, span, text, folded, start, end, about=about)
            view.quantities = [q for q in quantities if start <= q.start < end]
            view.dates = [d for d in dates if start <= d.start < end]
            view.changes = [c for c in changes if start <= c.start < end]
            if view.quantities or view.changes:
                view.cues = _cues(view, titles)
                yield view


def compared_date(folded: str, span: DateSpan, lexicon: FigureLexicon) -> DateSpan:
    """Mark a date that figures are only compared with: "par rapport au premier trimestre 2015"."""
    lead = folded[max(0, span.start - _LEAD) : span.start]
    if span.kind == "comparison" or not lexicon.compared_dates.search(lead):
        return span
    year = int(span.value[:4]) if span.value else span.year
    return replace(span, kind="comparison", year=year)


def _name_spans(
    annotated: AnnotatedArticle, number: int, base: int, but: Collection[str] = ()
) -> list[tuple[int, int]]:
    """Return where names stand.

    Those of a class in ``but`` are left out when they are written like common nouns, and so are capitals of unknown
    class ("PDA").
    """
    spans = []
    for mention in annotated.mentions:
        if mention.block != number or mention.kind != "name":
            continue
        start, end = annotated.offsets(mention)
        types = annotated.entities[mention.entity].types
        written = annotated.article.text[start:end]
        common = bool(but) and all(t in but for t in types) and (written[0].islower() if types else written.isupper())
        opening = bool(but) and not types and mention.first == mention.last
        if opening and annotated.blocks[number].doc[mention.first].is_sent_start:
            continue  # "Valorisée à 2 milliards": a capital that only opens the sentence
        if not common:
            spans.append((start - base, end - base))
    return spans


def _overlaps(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(start < b and a < end for a, b in spans)


def _is_date(quantity: QuantitySpan, dates: list[DateSpan]) -> bool:
    """Tell a number inside a date ("the first half") from a quantity that a date rule has touched by its unit."""
    loose = quantity.fraction or quantity.unit in {None, "person", "copy", "hour"}
    return loose and any(d.start <= quantity.start < d.end for d in dates)


def _cues(view: SentenceView, names: list[tuple[int, int]]) -> list[Cue]:
    """Return the cues of all metrics, deals and other amounts; of overlapping ones only the longest stays."""
    found: list[Cue] = []
    dates = [(d.start, d.end) for d in view.dates]
    for metric in view.lexicon.metrics.values():
        for pattern, work in ((metric.cues, False), (metric.works, True)):
            for match in pattern.finditer(view.folded, view.start, view.end):
                per = metric.per.fullmatch(match[0]) and _overlaps(match.start(), match.end(), dates)
                if not per and not _overlaps(match.start(), match.end(), names):
                    negative = bool(metric.negative.search(match[0]))
                    found.append(Cue(metric.name, match.start(), match.end(), negative, work))
    others = [Cue("", m.start(), m.end()) for m in view.lexicon.other.finditer(view.folded, view.start, view.end)]
    longest = [c for c in found if not any(_inside(c, o) for o in [*found, *others])] + others
    deals = [Cue("", m.start(), m.end()) for m in view.lexicon.deals.finditer(view.folded, view.start, view.end)]
    deals = [d for d in deals if not _overlaps(d.start, d.end, names)]
    return sorted(longest + deals, key=lambda c: (c.start, c.end, c.metric))


def _inside(cue: Cue, other: Cue) -> bool:
    return other.start <= cue.start and cue.end <= other.end and (other.end - other.start) > (cue.end - cue.start)
