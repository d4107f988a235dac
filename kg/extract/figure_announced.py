"""The periods that an article speaks of apart from its figures: "reported its third-quarter earnings", "hier soir"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.annotate.dates import DateSpan, find_dates
from kg.annotate.figure_words import fold
from kg.extract.figure_view import compared_date

if TYPE_CHECKING:
    from kg.annotate.document import AnnotatedArticle
    from kg.extract.figure_lexicon import FigureLexicon

_NEAR = 70
_BESIDE = 14
_DAY = 10
_YEAR = 4


@dataclass(frozen=True, slots=True)
class Announced:
    """A period that figures of a family may be of, from its place in the article on."""

    family: str
    period: str
    block: int
    end: int


def announced_periods(annotated: AnnotatedArticle, lexicon: FigureLexicon) -> list[Announced]:
    """Return the periods beside words for results or audiences, those of the title first."""
    article = annotated.article
    texts = [(-1, article.title)]
    texts += [
        (number, article.text[block.starts[0] : block.ends[-1]])
        for number, block in enumerate(annotated.blocks)
        if len(block.doc)
    ]
    found: list[Announced] = []
    for number, text in texts:
        folded = fold(text)
        if not any(topic.search(folded) for _, topic in lexicon.topics):
            continue
        for written in find_dates(text, lexicon.lang, article.date, lexicon.words):
            span = compared_date(folded, written, lexicon)
            family = _family(folded, span, lexicon)
            if family and span.value:
                found.append(Announced(family, span.value, number, span.end))
    return found


def _family(folded: str, span: DateSpan, lexicon: FigureLexicon) -> str | None:
    """Return the family of figures that the words around a period make it the period of."""
    if span.value is None or span.modifier is not None or span.kind in {"same", "comparison"}:
        return None
    day, year = len(span.value) == _DAY, len(span.value) == _YEAR
    reach = _BESIDE if year else _NEAR
    before = _sentence_end(folded[max(0, span.start - reach) : span.start])
    after = _sentence_start(folded[span.end : span.end + reach])
    if lexicon.planned.search(before):
        return None
    for family, topic in lexicon.topics:
        if family == "viewing" and lexicon.evening.search(folded, span.start, span.end + _BESIDE) and day:
            return family
        if day:
            continue
        if topic.search(f"{before} | {after}"):
            return family
    return None


def _sentence_end(text: str) -> str:
    return text.rsplit(". ", 1)[-1]


def _sentence_start(text: str) -> str:
    return text.split(". ", 1)[0]
