"""Quantities in running text: number, unit, currency, bound and range, in English and French notation."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, TypeAlias

from kg.annotate.figure_words import FigureWords, any_of, fold, load_words, phrase
from kg.annotate.number_words import Number, currency_signs, find_numbers, number_grammar

if TYPE_CHECKING:
    from collections.abc import Iterator

Bound: TypeAlias = Literal["atLeast", "atMost", "about"]
RangeRole: TypeAlias = Literal["low", "high", "before", "after"]
_BOUNDS: tuple[Bound, ...] = ("atLeast", "atMost", "about")
_NOUN_GAP = 2
_CLAUSE_LOOK_BACK = 60


@dataclass(frozen=True, slots=True)
class QuantitySpan:
    """A quantity at ``text[start:end]`` (number, scale and unit sign; the counted noun is at ``noun``).

    ``unit`` is an ISO 4217 code, ``percent``, ``point`` (of percentage), ``hour``, ``person``, ``copy`` or ``None``.
    ``bound`` is ``atLeast``, ``atMost``, ``about`` or ``None``. ``sign`` is -1 or 1 where one is written, else 0.
    ``role`` is ``low``/``high`` for the two ends of a range and ``before``/``after`` for those of a change ("from 5 to
    7 million"). ``scale`` is the factor written out; ``spelled`` and ``fraction`` tell "deux" and "a third" apart from
    digits. ``bound_start`` is where the words for the bound begin (``start`` when there are none).
    """

    start: int
    end: int
    value: int | float
    unit: str | None = None
    bound: Bound | None = None
    sign: int = 0
    scale: int = 1
    noun: tuple[int, int] | None = None
    role: RangeRole | None = None
    spelled: bool = False
    fraction: bool = False
    bound_start: int = -1

    @property
    def is_money(self) -> bool:
        """Whether the unit is a currency code."""
        return self.unit is not None and self.unit.isupper()


@dataclass(frozen=True, slots=True)
class UnitGrammar:
    """Expressions for what stands around a number."""

    prefix: re.Pattern[str]
    suffix: re.Pattern[str]
    codes: dict[str, str]
    conditional: tuple[tuple[re.Pattern[str], tuple[tuple[str, re.Pattern[str]], ...]], ...]
    percent: re.Pattern[str]
    point: re.Pattern[str]
    nouns: tuple[tuple[str, re.Pattern[str]], ...]
    gap_word: re.Pattern[str]
    stop: frozenset[str]
    before: tuple[tuple[Bound, re.Pattern[str]], ...]
    after: tuple[tuple[Bound, re.Pattern[str]], ...]
    range_from: re.Pattern[str]
    range_between: re.Pattern[str]
    range_to: re.Pattern[str]
    range_and: re.Pattern[str]
    change_verb: re.Pattern[str]
    part_of: re.Pattern[str]


@lru_cache(maxsize=16)
def unit_grammar(words: FigureWords) -> UnitGrammar:
    """Compile the unit, currency, bound and range tables of a language."""
    signs = currency_signs(words)
    names = {fold(k): v for k, v in words.table("currencies").items()}
    sign = "|".join(re.escape(s) for s in sorted(signs, key=len, reverse=True))
    counted = counted_nouns(words)
    units = words.table("units")
    ranges = words.table("ranges")
    of = r"(?:de\s+|d')?" if words.lang == "fr" else r"(?:of\s+)?"
    gap = r"\s*(?:[^\w\s]?\s?)$"
    return UnitGrammar(
        prefix=re.compile(rf"(?<![\w$])(?P<sign>{sign})\s?$"),
        suffix=re.compile(rf"\s?(?P<sign>{sign})(?!\w)|(?:\s+|-){of}(?P<name>{any_of(names)})"),
        codes={**signs, **names},
        conditional=tuple(
            (
                re.compile(rf"(?:\s+|-){of}{phrase(name)}"),
                tuple((code, re.compile(any_of(signs))) for code, signs in rule.items()),
            )
            for name, rule in words.table("currencies_if").items()
        ),
        percent=re.compile(r"(?:\s?%|[\s-]?" + any_of([p for p in units["percent"] if p != "%"]) + ")"),
        point=re.compile(r"(?:\s|-)" + any_of(units["point"])),
        nouns=tuple((unit, re.compile(any_of(nouns))) for unit, nouns in counted),
        gap_word=re.compile(rf"(?:\s+|-){of}(?P<word>[^\W\d][\w'-]*)"),
        stop=frozenset(units["stop"]),
        before=tuple((b, re.compile(rf"{any_of(words.table('bounds', b))}{gap}")) for b in _BOUNDS),
        after=tuple((b, re.compile(rf",?\s+{any_of(words.table('bounds', 'after', b))}")) for b in _BOUNDS),
        range_from=re.compile(_lead(ranges["from"])),
        range_between=re.compile(_lead(ranges["between"])),
        range_to=re.compile(rf"\s*(?:[-–—]|{any_of(ranges['to'])})\s*\W?\s?"),
        range_and=re.compile(rf"\s+{any_of(ranges['and'])}\s+\W?\s?"),
        change_verb=re.compile(any_of(ranges["change_verbs"])),
        part_of=re.compile(rf"\s+{any_of(ranges['part_of'])}\s+"),
    )


def _lead(phrases: list[str]) -> str:
    return rf"{any_of(phrases)}\s*(?:[^\w\s]{{1,3}}\s?|us\$|[a-z]{{1,2}}\$)?$"


def counted_nouns(words: FigureWords) -> list[tuple[str, list[str]]]:
    """Return (unit, nouns): the unit tables and what the metrics say they count."""
    units = words.table("units")
    out = {unit: list(units.get(unit, ())) for unit in ("hour", "person", "copy")}
    for name, metric in sorted(words.words.get("metrics", {}).items()):
        unit = words.shared["metrics"].get(name, {}).get("unit")
        if unit in out:
            out[unit] += [*metric.get("counted", []), *metric.get("generic", [])]
    return [(unit, [fold(n) for n in nouns]) for unit, nouns in out.items() if nouns]


def find_quantities(
    text: str, lang: str, words: FigureWords | None = None, context: str | None = None
) -> list[QuantitySpan]:
    """Return the quantities of a text in order.

    ``words`` replaces the shipped tables of ``lang``; ``context`` is the whole article where ``text`` is a part of it
    (which crowns are meant is said once). Bare years (four digits from 1900 to 2099 without unit) are left
    out. Raises :class:`kg.errors.DataError` for a language without tables.
    """
    words = words or load_words(lang)
    folded = fold(text)
    grammar = unit_grammar(words)
    around = folded if context is None else fold(context)
    numbers = find_numbers(text, folded, number_grammar(words))
    spans = [_complete(text, folded, number, grammar, around) for number in numbers]
    return list(_without_years(folded, _link_parts(folded, _link_ranges(folded, spans, grammar), grammar)))


def _complete(text: str, folded: str, number: Number, grammar: UnitGrammar, context: str) -> QuantitySpan:
    """Add currency or other unit, sign, counted noun and bound to a number."""
    start, end, unit = number.start, number.end, None
    if number.fraction:
        unit = "percent"
    if prefix := grammar.prefix.search(folded, max(0, start - 6), start):
        start, unit = prefix.start("sign"), grammar.codes[prefix["sign"]]
    elif suffix := grammar.suffix.match(folded, end):
        end, unit = suffix.end(), grammar.codes[re.sub(r"\s+", " ", suffix["sign"] or suffix["name"])]
    elif conditional := _conditional(folded, end, grammar, context):
        end, unit = conditional
    elif match := grammar.percent.match(folded, end):
        end, unit = match.end(), "percent"
    elif match := grammar.point.match(folded, end):
        end, unit = match.end(), "point"
    noun = None
    if unit is None and (counted := _counted(folded, end, grammar)):
        unit, noun = counted
    sign, start = _sign(text, start)
    bound, bound_start = _bound(folded, start, end, noun, grammar)
    value = int(number.value) if number.value == int(number.value) else float(number.value)
    return QuantitySpan(
        start=start, end=end, value=value, unit=unit, sign=sign, scale=number.scale, noun=noun,
        bound=bound or ("about" if number.about else None), spelled=number.spelled, fraction=number.fraction,
        bound_start=bound_start,
    )  # fmt: skip


def _conditional(folded: str, end: int, grammar: UnitGrammar, context: str) -> tuple[int, str] | None:
    """Return end and code of a currency that hangs on the country: the code whose signs the article has most of."""
    for name, codes in grammar.conditional:
        if match := name.match(folded, end):
            counts = [(len(signs.findall(context)), code) for code, signs in codes]
            count, code = max(counts, key=lambda pair: pair[0])
            if count:
                return match.end(), code
    return None


def _counted(folded: str, end: int, grammar: UnitGrammar) -> tuple[str, tuple[int, int]] | None:
    """Return unit and span of the noun that is counted: the next word, or after at most two adjectives."""
    for _ in range(_NOUN_GAP + 1):
        gap = grammar.gap_word.match(folded, end)
        if not gap:
            return None
        start = gap.start("word")
        for unit, nouns in grammar.nouns:
            if match := nouns.match(folded, start):
                return unit, (start, match.end())
        if gap["word"] in grammar.stop:
            return None
        end = gap.end()
    return None


def _sign(text: str, start: int) -> tuple[int, int]:
    """Return the sign written before a number and where it starts; a dash needs to touch the number."""
    match = re.search(r"(?:(?<=[\s(])|^)(?:(\+)\s?|([-−–]))$", text[:start][-4:])
    if not match or match.end() == match.start():
        in_brackets = re.search(r"\(([+\-−–])\s?$", text[:start][-4:])
        if not in_brackets:
            return 0, start
        return (1 if in_brackets[1] == "+" else -1), start - len(in_brackets[0]) + 1
    return (1 if match[1] else -1), start - len(match[0])


def _bound(
    folded: str, start: int, end: int, noun: tuple[int, int] | None, grammar: UnitGrammar
) -> tuple[Bound | None, int]:
    """Return the bound said before or after a quantity and where its words begin; the longest wording wins."""
    before = folded[max(0, start - _CLAUSE_LOOK_BACK) : start]
    hits = [(bound, m) for bound, pattern in grammar.before if (m := pattern.search(before))]
    if hits:
        bound, match = max(hits, key=lambda hit: len(hit[1][0]))
        return bound, start - len(before) + match.start()
    for place in (end, noun[1] if noun else end):
        for bound, pattern in grammar.after:
            if pattern.match(folded, place):
                return bound, start
    return None, start


def _link_ranges(folded: str, spans: list[QuantitySpan], grammar: UnitGrammar) -> list[QuantitySpan]:
    """Give the two ends of a range their roles; the first takes scale and unit from the second."""
    out = list(spans)
    for i, (first, second) in enumerate(pairwise(spans)):
        role = _range_role(folded, first, second, grammar)
        if role is None or second.fraction != first.fraction:
            continue
        shared = first.scale == 1 and first.value < 1000 and second.scale > 1
        factor = second.scale if shared else 1
        value = first.value * factor
        value = int(value) if value == int(value) else round(value, 6)
        low, high = role
        # In a change only the end value has what stands around the pair; a range bounds both its ends.
        out[i] = replace(
            out[i],
            value=value,
            unit=first.unit or second.unit,
            noun=first.noun or second.noun,
            role=low,
            bound="atLeast" if low == "low" else out[i].bound,
        )
        out[i + 1] = replace(
            out[i + 1],
            unit=second.unit or first.unit,
            noun=second.noun or first.noun,
            role=high,
            bound="atMost" if high == "high" else out[i + 1].bound,
        )
    return out


def _link_parts(folded: str, spans: list[QuantitySpan], grammar: UnitGrammar) -> list[QuantitySpan]:
    """Give a part of a counted whole the noun of the whole: the 30 of "30 of its 250 employees"."""
    out = list(spans)
    for i, (first, second) in enumerate(pairwise(spans)):
        between = folded[first.end : second.start]
        if first.unit is None and not first.fraction and second.noun and grammar.part_of.fullmatch(between):
            out[i] = replace(out[i], unit=second.unit, noun=second.noun)
        whole = second.unit is None and first.noun and folded[first.noun[1] : second.start]
        if whole and grammar.part_of.fullmatch(whole):  # "69 salariés sur 250"
            out[i + 1] = replace(out[i + 1], unit=first.unit, noun=first.noun)
    return out


def _range_role(
    folded: str, first: QuantitySpan, second: QuantitySpan, grammar: UnitGrammar
) -> tuple[RangeRole, RangeRole] | None:
    """Return the roles of two neighbours, ``None`` when they are two quantities of their own."""
    if first.unit != second.unit and first.unit and (second.unit or not first.is_money):
        return None  # a shared unit follows the second number, only a currency sign may stand before the first
    between = folded[first.end : second.start]
    before = folded[max(0, first.start - _CLAUSE_LOOK_BACK) : first.start]
    if grammar.range_between.search(before) and grammar.range_and.fullmatch(between):
        return "low", "high"
    if not grammar.range_to.fullmatch(between):
        return None
    if not re.search(r"\w", between):  # a dash
        return ("low", "high") if _ascending(first, second) else None
    moves = grammar.change_verb.search(re.split(r"[.;:!?\n]", before)[-1])
    if grammar.range_from.search(before):
        return ("before", "after") if moves else ("low", "high")
    if grammar.range_and.fullmatch(between):
        return None  # "a circulation of 48,000 and 110,000 subscribers"
    tail = before[-8:]  # "grow to 50 to 100 million"
    reached = any(m.end() == len(tail) and m[0].strip() for m in grammar.range_to.finditer(tail))
    return ("low", "high") if (not moves or reached) and _ascending(first, second) else None


def _ascending(first: QuantitySpan, second: QuantitySpan) -> bool:
    return first.value * (second.scale if first.scale == 1 else 1) < second.value


def _without_years(folded: str, spans: list[QuantitySpan]) -> Iterator[QuantitySpan]:
    end = 0
    for span in spans:
        if span.start < end:
            continue  # the "cent" of "12 pour cent"
        end = span.end
        written = folded[span.start : span.end]
        bare_year = re.fullmatch(r"(?:19|20)\d\d", written) and span.unit is None
        if not bare_year:
            yield span
