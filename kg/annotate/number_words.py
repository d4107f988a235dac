"""Numbers as they are written: digits with separators, words, scales, collectives and fractions of a scale."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.annotate.figure_words import FigureWords, any_of, fold, phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: A number glued to a letter or another number is part of a name, an ordinal, a date or a time: "T18", "20h50", "9:30";
#: only the code of a currency may touch it ("SEK3.4bn").
_NOT_INSIDE = r"(?<![\w.,:/])"
_SIGNS = frozenset("€$£")
_NOT_GLUED = r"(?![\w]|[.,:/]\d)"


@dataclass(frozen=True, slots=True)
class Number:
    """A number without its unit.

    ``scale`` is the factor that was written out (1 when none), ``spelled`` whether it is in words, ``about`` whether
    the word itself is vague ("une trentaine"), ``fraction`` whether it is a part of a whole ("a third").
    """

    start: int
    end: int
    value: Decimal
    scale: int = 1
    spelled: bool = False
    about: bool = False
    fraction: bool = False


@dataclass(frozen=True, slots=True)
class NumberGrammar:
    """Expressions and values compiled from the word tables of one language."""

    digits: re.Pattern[str]
    scale: re.Pattern[str]
    spelled: re.Pattern[str]
    collective: re.Pattern[str]
    scaled_fraction: re.Pattern[str]
    fraction: re.Pattern[str]
    half: re.Pattern[str]
    half_scale: re.Pattern[str]
    decimal: str
    values: dict[str, int]
    scales: dict[str, int]
    collectives: dict[str, int]
    fractions: dict[str, Decimal]
    abbreviations: dict[str, int]
    articles: frozenset[str]
    bare_scales: frozenset[str]
    reaching: re.Pattern[str]
    twenties: bool


def _digits(decimal: str, groups: list[str]) -> str:
    """Return the expression for digits with group separators and decimals.

    A group separator that is a dot is one only before exactly three digits and never together with blanks.
    """
    grouped = "|".join(rf"\d{{1,3}}(?:{re.escape(sep)}\d{{3}})+(?!\d)" for sep in groups)
    other = "." if decimal == "," else ""
    plain = rf"\d+(?:\{other}\d{{1,2}}(?!\d))" if other else r"\d+"
    return rf"(?:(?:{grouped})(?:{re.escape(decimal)}\d+)?|\d+{re.escape(decimal)}\d+|{plain}|\d+)"


@lru_cache(maxsize=16)
def number_grammar(words: FigureWords) -> NumberGrammar:
    """Compile the number tables of a language; raises :class:`kg.errors.DataError` when one is missing."""
    numbers = words.table("numbers")
    units, scales = dict(numbers["words"]), dict(numbers["scales"])
    word = any_of([*units, *scales])
    later = any_of((set(units) | set(scales)) - set(numbers["only_first"]))
    both = any_of(scales)
    glued = "|".join(sorted(scales, key=len, reverse=True))
    codes = "".join(rf"|(?<=\b{re.escape(sign)})" for sign in sorted(currency_signs(words)) if sign[-1].isalpha())
    joiner = any_of(numbers["and"])
    short = "|".join(sorted(map(re.escape, numbers["scale_abbreviations"]), key=len, reverse=True))
    halves = any_of(numbers["a_half"])
    link = any_of([w for w in numbers["of_scale"] if not w.endswith("'")])
    link = rf"(?:{link}\s+|d'|-)?" if words.lang == "fr" else rf"(?:{link}\s+|-)?"
    collectives = dict(numbers["collectives"])
    joined = [f"{w} " for w in numbers["and"]] + [f"{w} {a} " for w in numbers["and"] for a in numbers["articles"]]
    not_joined = "".join(rf"(?<!\b{re.escape(words)})" for words in joined)
    return NumberGrammar(
        digits=re.compile(
            rf"(?:{_NOT_INSIDE}{codes})(?P<number>{_digits(numbers['decimal'], numbers['groups'])})"
            rf"(?:(?:\s*|-)(?P<scale>(?:{glued})(?!\w))|(?P<abbreviation>\s?(?:{short}))(?!\w)|{_NOT_GLUED})"
        ),
        scale=re.compile(rf"\s+(?:de\s+)?(?P<scale>{both})"),
        spelled=re.compile(rf"(?<![\w-]){word}(?:(?:\s+{joiner}\s+|[\s-]+){later})*(?![\w-]\w)"),
        collective=re.compile(
            rf"(?:(?P<times>{any_of(units)})\s+)?(?P<word>(?<!\w)(?:{'|'.join(sorted(collectives))})s?(?!\w))"
            rf"(?:\s+(?:de\s+)?(?P<scale>{both}))?"
        ),
        scaled_fraction=re.compile(
            rf"{not_joined}(?P<fraction>{any_of([*numbers['fractions'], 'demi'])})[\s-]+{link}(?P<scale>{both})"
        ),
        fraction=re.compile(not_joined + any_of(numbers["fractions"])),
        half=re.compile(rf"\s+{halves}"),
        half_scale=re.compile(rf"\s+{halves}\s+(?P<scale>{both})"),
        decimal=numbers["decimal"],
        values={**units, **scales},
        scales=scales,
        collectives=collectives,
        fractions={fold(k): Decimal(str(v)) for k, v in numbers["fractions"].items()} | {"demi": Decimal("0.5")},
        abbreviations=dict(numbers["scale_abbreviations"]),
        articles=frozenset(numbers["articles"]),
        bare_scales=frozenset(numbers["bare_scales"]),
        reaching=re.compile(rf"{any_of(numbers['reaching'])}\s+$"),
        twenties=bool(numbers["twenty_multiplies"]),
    )


def find_numbers(text: str, folded: str, grammar: NumberGrammar) -> list[Number]:
    """Return the numbers of a text in order, without overlaps; ``folded`` is :func:`fold` of ``text``."""
    found = list(_digit_numbers(text, folded, grammar))
    for finder in (_scaled_fractions, _collectives, _fractions, _spelled):
        found = _merge(found, finder(folded, grammar))
    return found


def _merge(first: list[Number], second: Iterable[Number]) -> list[Number]:
    taken = [(n.start, n.end) for n in first]
    extra = [n for n in second if not any(n.start < end and start < n.end for start, end in taken)]
    return sorted([*first, *extra], key=lambda n: n.start)


def _digit_numbers(text: str, folded: str, grammar: NumberGrammar) -> Iterator[Number]:
    for match in grammar.digits.finditer(folded):
        value, end = parse_digits(match["number"], grammar.decimal), match.end("number")
        scale = 1
        if match["scale"]:
            scale, end = grammar.scales[match["scale"]], match.end("scale")
        elif match["abbreviation"]:
            letters = match["abbreviation"]
            original = text[match.start("abbreviation") : match.end("abbreviation")]
            # "5 m" are metres, "5 M", "5 m€" and "5m" millions.
            money = folded[match.end("abbreviation") : match.end("abbreviation") + 1] in _SIGNS
            if letters.startswith(" ") and len(letters.strip()) == 1 and original.strip().islower() and not money:
                continue
            scale, end = grammar.abbreviations[letters.strip()], match.end("abbreviation")
        number = Number(match.start("number"), end, value * scale, scale)
        yield _with_half(folded, number, grammar)


def _with_half(folded: str, number: Number, grammar: NumberGrammar) -> Number:
    """Add "and a half": to the number before a scale that follows, or as half of the scale already read."""
    if number.scale == 1:
        match = grammar.half_scale.match(folded, number.end)
        if not match:
            return number
        scale = grammar.scales[match["scale"]]
        value = (number.value + Decimal("0.5")) * scale
    else:
        match = grammar.half.match(folded, number.end)
        if not match:
            return number
        scale = number.scale
        value = number.value + Decimal("0.5") * scale
    return Number(number.start, match.end(), value, scale, number.spelled, number.about)


def parse_digits(written: str, decimal: str) -> Decimal:
    """Return the value of digits with separators: ``parse_digits("1 234,5", ",")`` is 1234.5.

    A dot before one or two last digits is a decimal point in either notation ("1.5 million" in a French text).
    """
    if decimal == "," and "," not in written and re.fullmatch(r"\d+\.\d{1,2}", written):
        return Decimal(written)
    whole, _, part = written.partition(decimal)
    return Decimal(re.sub(r"\D", "", whole) + ("." + part if part else ""))


def _spelled(folded: str, grammar: NumberGrammar) -> Iterator[Number]:
    for match in grammar.spelled.finditer(folded):
        words = [w for w in re.split(r"[\s-]+", match[0]) if w in grammar.values]
        if not words or all(w in grammar.articles for w in words):
            continue
        reached = len(words) == 1 and grammar.reaching.search(folded, max(0, match.start() - 30), match.start())
        if words[0] in grammar.scales and words[0] not in grammar.bare_scales and not reached:
            continue  # "des millions", "thousands": no number, but "a dépassé le million"
        value, scale = _spell(words, grammar)
        number = Number(match.start(), match.end(), Decimal(value), scale, spelled=True)
        yield _with_half(folded, number, grammar)


def _spell(words: list[str], grammar: NumberGrammar) -> tuple[int, int]:
    """Return the value of number words and the last scale among them."""
    total, current, scale = 0, 0, 1
    for word in words:
        value = grammar.values[word]
        if word in grammar.scales:
            total, current, scale = total + max(current, 1) * value, 0, value
        elif value == 100:
            current = max(current, 1) * 100
        elif value == 20 and grammar.twenties and current % 100 == 4:
            current += 76  # quatre-vingt(s)
        else:
            current += value
    return total + current, scale if current == 0 else 1


def _collectives(folded: str, grammar: NumberGrammar) -> Iterator[Number]:
    for match in grammar.collective.finditer(folded):
        times = grammar.values[match["times"]] if match["times"] else 1
        word = match["word"]
        if word not in grammar.collectives:
            word = word[:-1]
            if not match["times"]:
                continue  # "des dizaines", "dozens": no number
        scale = grammar.scales[match["scale"]] if match["scale"] else 1
        value = Decimal(times * grammar.collectives[word] * scale)
        yield Number(match.start(), match.end(), value, scale, spelled=True, about=True)


def _scaled_fractions(folded: str, grammar: NumberGrammar) -> Iterator[Number]:
    for match in grammar.scaled_fraction.finditer(folded):
        scale = grammar.scales[match["scale"]]
        value = grammar.fractions[re.sub(r"\s+", " ", match["fraction"])] * scale
        yield Number(match.start(), match.end(), value.quantize(Decimal(1)), scale, spelled=True)


def _fractions(folded: str, grammar: NumberGrammar) -> Iterator[Number]:
    for match in grammar.fraction.finditer(folded):
        value = grammar.fractions[re.sub(r"\s+", " ", match[0])] * 100
        yield Number(match.start(), match.end(), value.quantize(Decimal("0.1")), spelled=True, fraction=True)


def currency_signs(words: FigureWords) -> dict[str, str]:
    """Return folded currency signs and codes of both tables that may stand directly before or after an amount."""
    return {fold(sign): code for sign, code in words.shared["currencies"].items()}


__all__ = ["Number", "NumberGrammar", "currency_signs", "find_numbers", "number_grammar", "parse_digits", "phrase"]
