"""Relative changes in running text: "up 16 %", "en baisse de 9 %", "doubled", "from 5 to 7 million"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.annotate.figure_words import NEVER, FigureWords, any_of, fold, load_words
from kg.annotate.numbers import Bound, QuantitySpan, find_quantities, unit_grammar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_MAX_GAP_WORDS = 7
_CLAUSE_END = re.compile(r"[;:!?…]|\.(?=\s|$)|\n")
_COMMA = re.compile(r",(?=\s)")


@dataclass(frozen=True, slots=True)
class ChangeSpan:
    """A relative change in percent at ``text[start:end]``: ``value`` is signed, ``bound`` as for quantities.

    ``percent`` is where its percentage stands (a quantity of the text), ``None`` for "doubled"; ``quantity`` is the
    start of the quantity it belongs to where the wording says so ("from 5 to 7 million": the 7 million).
    """

    start: int
    end: int
    value: int | float
    bound: Bound | None = None
    percent: tuple[int, int] | None = None
    quantity: int | None = None


@dataclass(frozen=True, slots=True)
class _ChangeGrammar:
    up: re.Pattern[str]
    down: re.Pattern[str]
    after_up: re.Pattern[str]
    after_down: re.Pattern[str]
    level: re.Pattern[str]
    other_things: re.Pattern[str]
    times: re.Pattern[str]
    factors: tuple[tuple[re.Pattern[str], float], ...]
    not_times: re.Pattern[str]
    levels_after: re.Pattern[str]
    bounds: tuple[tuple[Bound, re.Pattern[str]], ...]


@lru_cache(maxsize=16)
def _change_grammar(words: FigureWords) -> _ChangeGrammar:
    table = words.table("changes")
    gap = r"\s+(?:[\w'-]+\s+){0,2}?"
    excluded = table["not"]["words"]
    return _ChangeGrammar(
        up=re.compile(any_of(table["up"])),
        down=re.compile(any_of(table["down"])),
        after_up=re.compile(rf"(?:\s+|{gap}){any_of(table['after_up'])}"),
        after_down=re.compile(rf"(?:\s+|{gap}){any_of(table['after_down'])}"),
        level=re.compile(any_of(table["level"]) + r"\s*$"),
        other_things=re.compile(any_of(table["other_things"])),
        times=re.compile(any_of(table["times"])),
        factors=tuple((re.compile(any_of([phrase])), factor) for phrase, factor in table["times"].items()),
        not_times=re.compile(any_of(excluded)) if excluded else NEVER,
        levels_after=re.compile(r"\s+" + any_of(table["levels_after"])),
        bounds=unit_grammar(words).before,
    )


def find_changes(
    text: str, lang: str, quantities: Sequence[QuantitySpan] | None = None, words: FigureWords | None = None
) -> list[ChangeSpan]:
    """Return the relative changes of a text in order; changes in percentage points are left out.

    ``quantities`` are those of the text where they are known already. Raises :class:`kg.errors.DataError` for a
    language without tables.
    """
    words = words or load_words(lang)
    grammar = _change_grammar(words)
    folded = fold(text)
    spans = find_quantities(text, lang, words) if quantities is None else quantities
    found = [*_percentages(folded, spans, grammar), *_from_to(spans), *_factors(folded, grammar)]
    return sorted(found, key=lambda change: change.start)


def _percentages(folded: str, spans: Sequence[QuantitySpan], grammar: _ChangeGrammar) -> Iterator[ChangeSpan]:
    for i, span in enumerate(spans):
        if span.unit != "percent":
            continue
        previous = spans[i - 1].end if i else 0
        direction, start, end = _direction(folded, span, previous, grammar)
        if direction and not _about_something_else(folded, start, grammar):
            yield ChangeSpan(start, end, direction * span.value, span.bound, (span.start, span.end))


def _direction(folded: str, span: QuantitySpan, previous: int, grammar: _ChangeGrammar) -> tuple[int, int, int]:
    """Return the sign of a percentage (0: it is no change) and the stretch of text that says so."""
    if span.sign:
        return span.sign, span.start, span.end
    if grammar.levels_after.match(folded, span.end):
        return 0, span.start, span.end  # "gaining a 17.7% share"
    for sign, pattern in ((1, grammar.after_up), (-1, grammar.after_down)):
        match = pattern.match(folded, span.end)
        if match and not re.search(r"\b(?:de|of|in|to|and|et|à|the|les?)\b", folded[span.end : match.end()][:-3]):
            return sign, span.start, match.end()
        if match and match.end() - span.end < 12:
            return sign, span.start, match.end()
    place = span.bound_start if span.bound_start >= 0 else span.start
    before = folded[previous:place]
    cut = max([m.end() for m in _CLAUSE_END.finditer(before)], default=0)
    before, offset = before[cut:], previous + cut
    hits = [(m.start(), m.end(), 1) for m in grammar.up.finditer(before)]
    hits += [(m.start(), m.end(), -1) for m in grammar.down.finditer(before)]
    if not hits:
        return 0, span.start, span.end
    start, end, sign = max(hits, key=lambda hit: (hit[1], -hit[0]))
    gap = before[end:]
    too_far = len(gap.split()) > _MAX_GAP_WORDS or _COMMA.search(gap) or "(" in gap
    if too_far or grammar.level.search(gap):
        return 0, span.start, span.end
    return sign, offset + start, span.end


def _about_something_else(folded: str, start: int, grammar: _ChangeGrammar) -> bool:
    """Tell whether the clause is about share prices and the like, which are no metric."""
    clause = _COMMA.split(_CLAUSE_END.split(folded[max(0, start - 80) : start])[-1])[-1]
    return bool(grammar.other_things.search(clause))


def _from_to(spans: Sequence[QuantitySpan]) -> Iterator[ChangeSpan]:
    for first, second in pairwise(spans):
        if first.role == "before" and second.role == "after" and first.value and first.unit not in {"percent", "point"}:
            value = round((second.value - first.value) / abs(first.value) * 100, 1)
            yield ChangeSpan(
                first.start, second.end, int(value) if value == int(value) else value, quantity=second.start
            )


def _factors(folded: str, grammar: _ChangeGrammar) -> Iterable[ChangeSpan]:
    excluded = [(m.start(), m.end()) for m in grammar.not_times.finditer(folded)]
    for match in grammar.times.finditer(folded):
        if any(start < match.end() and match.start() < end for start, end in excluded):
            continue
        factor = max(((len(p.pattern), f) for p, f in grammar.factors if p.fullmatch(match[0])), default=(0, 0.0))[1]
        if not factor:
            continue
        before = folded[max(0, match.start() - 30) : match.start()]
        bound = next((b for b, pattern in grammar.bounds if pattern.search(before)), None)
        yield ChangeSpan(match.start(), match.end(), int(factor) if factor == int(factor) else factor, bound)
