"""Dates and periods in running text, resolved against the day an article appeared, in English and French.

The wording comes from the ``dates`` table of ``ontologies/figures.LANG.toml``: patterns with placeholders such as
``{month}``, each with the name of its calculation in :mod:`kg.annotate.date_rules`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from kg.annotate import calendar as cal
from kg.annotate.date_rules import RESOLVERS, DateKind, DateParts, Reading
from kg.annotate.figure_words import NEVER, FigureWords, any_of, fold, load_words
from kg.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Modifier: TypeAlias = Literal["since", "until"]
_UNITS = ("day", "week", "month", "year")
_LOOK_BACK = 40
_SENTENCE_BREAK = re.compile(r"[.!?;:\n](?=\s|$)|[()]")
_CLAUSE_BREAK = re.compile(r"[,]\s")
_ENDING = re.compile(r"\bend(?:s|ing)\b|s'achève|se termine")
_NEXT = re.compile(r"\bnext\b|prochain")
_SHORT_CLAUSE = 25
#: Rules whose match may begin with a preposition.
_YEAR_LAST = ("year",)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date or period at ``text[start:end]``.

    ``value`` is ISO 8601 as precise as the text (also ``2025-Q2``, ``2025-H1``, ``a/b``); it is ``None`` for kind
    ``same`` ("a year earlier": the period spoken of, moved by ``shift`` months or to ``year``) and for ``comparison``
    ("year on year": no period). ``past`` and ``future`` hold the readings for either tense where the wording itself
    leaves it open, for those who know the tense from syntax. ``modifier`` is what stands before: since, until.
    """

    start: int
    end: int
    value: str | None
    kind: DateKind = "point"
    modifier: Modifier | None = None
    past: str | None = None
    future: str | None = None
    shift: int = 0
    year: int | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class _CompiledRule:
    name: str
    pattern: re.Pattern[str]
    rule: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _DateGrammar:
    rules: tuple[_CompiledRule, ...]
    months: dict[str, int]
    weekdays: dict[str, int]
    ordinals: dict[str, int]
    numbers: dict[str, int]
    units: tuple[tuple[str, re.Pattern[str]], ...]
    since: re.Pattern[str]
    until: re.Pattern[str]
    future: re.Pattern[str]
    not_future: re.Pattern[str]
    capitals: bool


def _alternatives(words: Mapping[str, int]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


@lru_cache(maxsize=16)
def _date_grammar(words: FigureWords) -> _DateGrammar:
    table = words.table("dates")
    months = {fold(name): i for i, name in enumerate(words.table("dates", "months"), 1)}
    short = {fold(name): i for i, name in enumerate(words.table("dates", "month_abbreviations"), 1)}
    weekdays = {fold(name): i for i, name in enumerate(words.table("dates", "weekdays"))}
    ordinals, numbers = dict(table["ordinals"]), dict(table["numbers"])
    units = {unit: words.table("dates", "units", unit) for unit in _UNITS}
    atoms = {
        "month": rf"(?:(?:{_alternatives(months)})(?!\w)|(?:{_alternatives(short)})(?!\w)\.?)",
        "weekday": rf"(?:{_alternatives(weekdays)})(?!\w)",
        "day": rf"(?<!\d)(?:3[01]|[12]\d|0?[1-9])(?:{table['day_suffix']})?(?!\w|[,.]\d)",
        "year": r"(?<!\d)(?:19|20)\d\d(?!\d|[,.]\d|\s?%)",
        "dd": r"(?:3[01]|[12]\d|0?[1-9])",
        "mm": r"(?:1[0-2]|0?[1-9])",
        "yy": r"\d\d",
        "ordinal": rf"(?:{_alternatives(ordinals)})",
        "number": rf"(?:\d{{1,3}}|{_alternatives(numbers)})",
        "unit": "(?:" + "|".join(any_of(names) for names in units.values()) + ")",
        "q": "[1-4]",
        "h": "[12]",
    }
    rules = []
    for rule in table["rules"]:
        if rule.get("is") not in RESOLVERS:
            raise DataError(
                f"{words.source}: dates.rules: unknown calculation {rule.get('is')!r}; "
                f"known: {', '.join(sorted(RESOLVERS))}"
            )
        rules += [_CompiledRule(rule["is"], _pattern(p, atoms, words.source), rule) for p in rule["patterns"]]
    return _DateGrammar(
        rules=tuple(rules), months=short | months, weekdays=weekdays, ordinals=ordinals, numbers=numbers,
        units=tuple((unit, re.compile(any_of(names))) for unit, names in units.items()),
        since=re.compile(any_of(table["since"]) + r"\s*(?:\w+'|\w{1,3}\s)?$"),
        until=re.compile(any_of(table["until"]) + r"\s*(?:\w+'|\w{1,3}\s)?$"),
        future=re.compile(any_of(table["future"])),
        not_future=re.compile(any_of(table["past"])) if table["past"] else NEVER,
        capitals=words.lang == "en",
    )  # fmt: skip


def _pattern(template: str, atoms: Mapping[str, str], source: str) -> re.Pattern[str]:
    """Compile a pattern: ``{month}`` becomes a named group, ``{month2}`` a second one of the same kind."""

    def group(match: re.Match[str]) -> str:
        name = match[1]
        kind = name.rstrip("2")
        if kind not in atoms:
            raise DataError(f"{source}: dates.rules: unknown placeholder {{{name}}} in {template!r}")
        return f"(?P<{name}>{atoms[kind]})"

    body = re.sub(r"\{([a-z]+2?)\}", group, fold(template) if "(?P" not in template else template)
    try:
        return re.compile(rf"(?<![\w])(?:{body})(?!\w)")
    except re.error as error:
        raise DataError(f"{source}: dates.rules: {template!r} is no valid pattern ({error})") from error


def find_dates(text: str, lang: str, article_date: str | None, words: FigureWords | None = None) -> list[DateSpan]:
    """Return the dates and periods of a text in order, without overlaps.

    Without a (parsable) ``article_date`` only what is absolute is found, and what the one year that the text names
    completes ("in the second quarter" beside "the first half of 2025"). ``words`` replaces the shipped tables.
    Raises :class:`DataError` for a language without tables or a broken rule.
    """
    grammar = _date_grammar(words or load_words(lang))
    folded = fold(text)
    base = cal.parse_day(article_date)
    spans: list[DateSpan] = []
    for match, rule in _matches(text, folded, grammar):
        if any(match.start() < s.end and s.start < match.end() for s in spans):
            continue
        span = _span(folded, match, rule, base, grammar)
        if span is not None:
            spans.append(span)
    if base is None:
        spans += _completed(text, folded, spans, grammar)
    return sorted(spans, key=lambda s: s.start)


def _completed(text: str, folded: str, spans: list[DateSpan], grammar: _DateGrammar) -> list[DateSpan]:
    """Return the periods without a year of a text that names exactly one year, read as periods of that year."""
    years = {span.value[:4] for span in spans if span.value}
    if len(years) != 1 or not (year := min(years)).isdigit():
        return []
    early, late = date(int(year), 7, 1), date(int(year), 12, 31)
    found: list[DateSpan] = []
    for match, rule in _matches(text, folded, grammar):
        if any(match.start() < s.end and s.start < match.end() for s in (*spans, *found)):
            continue
        first, second = (_span(folded, match, rule, day, grammar) for day in (early, late))
        if first and second and first.value == second.value and (first.value or "").startswith(year):
            found.append(first)
    return found


def _matches(text: str, folded: str, grammar: _DateGrammar) -> Iterator[tuple[re.Match[str], _CompiledRule]]:
    """Yield matches of all rules, the longest first."""
    found = [
        (m.start() - m.end(), m.start(), i, m)
        for i, rule in enumerate(grammar.rules)
        for m in rule.pattern.finditer(folded)
    ]
    for *_, order, match in sorted(found, key=lambda hit: hit[:3]):
        if not grammar.capitals or _capital_months(text, match):
            yield match, grammar.rules[order]


def _capital_months(text: str, match: re.Match[str]) -> bool:
    """Tell the month from the verb: in English "May" and "March" are written with a capital."""
    groups = match.re.groupindex
    return all(
        text[match.start(name)].isupper()
        for name in ("month", "month2", "weekday")
        if name in groups and match[name] is not None
    )


def _span(
    folded: str, match: re.Match[str], rule: _CompiledRule, base: date | None, grammar: _DateGrammar
) -> DateSpan | None:
    parts = _parts(match, grammar)
    modifier = _modifier(folded, match.start("year") if rule.name in _YEAR_LAST else match.start(), grammar)
    resolve = RESOLVERS[rule.name]
    if base is None:
        # A year apart from all others shows whether the value hangs on the article's date.
        first, second = resolve(parts, date(1901, 6, 15), 0, rule.rule), resolve(parts, date(2001, 6, 15), 0, rule.rule)
        reading = first if first == second else None
        return _date_span(match, reading, rule, modifier)
    direction = rule.rule.get("direction", 0)
    if rule.name == "ago":
        direction = 0
    elif not direction:
        direction = _direction(folded, match, modifier, grammar)
    reading = resolve(parts, base, direction, rule.rule)
    past, future = resolve(parts, base, -1, rule.rule), resolve(parts, base, 1, rule.rule)
    return _date_span(match, reading, rule, modifier, past, future)


def _date_span(
    match: re.Match[str],
    reading: Reading | None,
    rule: _CompiledRule,
    modifier: Modifier | None,
    past: Reading | None = None,
    future: Reading | None = None,
) -> DateSpan | None:
    if reading is None:
        return None
    open_tense = (
        past is not None and future is not None and past.value != future.value and not rule.rule.get("direction")
    )
    return DateSpan(
        start=match.start(), end=match.end(), value=reading.value, kind=reading.kind, modifier=modifier,
        past=past.value if open_tense and past else None, future=future.value if open_tense and future else None,
        shift=reading.shift, year=reading.year, rule=rule.name,
    )  # fmt: skip


def _parts(match: re.Match[str], grammar: _DateGrammar) -> DateParts:
    got = {name: text for name, text in match.groupdict().items() if text is not None}

    def number(*names: str) -> int | None:
        text = next((got[n] for n in names if n in got), None)
        if text is None:
            return None
        return grammar.numbers.get(text) or int(re.sub(r"\D", "", text) or 0)

    year, year2 = number("year"), number("year2")
    if year and "yy" in got:
        year2 = year // 100 * 100 + int(got["yy"])
    unit = next((u for u, pattern in grammar.units if "unit" in got and pattern.fullmatch(got["unit"])), None)
    return DateParts(
        year=year, year2=year2, month=_month(got.get("month"), grammar) or number("mm"),
        month2=_month(got.get("month2"), grammar), day=number("day", "dd"), day2=number("day2"),
        weekday=grammar.weekdays.get(got.get("weekday", "")),
        ordinal=grammar.ordinals.get(got.get("ordinal", "")) or number("q", "h"), number=number("number"), unit=unit,
        ending=bool(_ENDING.search(match[0])),
    )  # fmt: skip


def _month(text: str | None, grammar: _DateGrammar) -> int | None:
    return grammar.months.get(text.rstrip(".")) if text else None


def _modifier(folded: str, start: int, grammar: _DateGrammar) -> Modifier | None:
    before = folded[max(0, start - _LOOK_BACK) : start]
    if grammar.since.search(before):
        return "since"
    return "until" if grammar.until.search(before) else None


def _direction(folded: str, match: re.Match[str], modifier: Modifier | None, grammar: _DateGrammar) -> int:
    """Return 1 where the clause looks ahead, -1 after "since", else 0: open.

    The clause is what stands between commas; where that is little more than the date itself, the whole sentence.
    """
    if modifier == "since":
        return -1
    if modifier == "until" or _NEXT.search(match[0]):
        return 1
    before = _SENTENCE_BREAK.split(folded[: match.start()])[-1]
    after = _SENTENCE_BREAK.split(folded[match.end() :], maxsplit=1)[0]
    near_before = _CLAUSE_BREAK.split(before)[-1]
    near_after = _CLAUSE_BREAK.split(after, maxsplit=1)[0]
    if len(near_before) + len(near_after) < _SHORT_CLAUSE:
        near_before, near_after = before, after
    clause = f"{near_before} {near_after}"
    hits = [m for m in grammar.future.finditer(clause) if not grammar.not_future.fullmatch(m[0])]
    return 1 if hits else 0


def period_of(span: DateSpan, article_date: str | None) -> str | None:
    """Return the period a date span stands for; "since June" runs from June to the month of the article."""
    base = cal.parse_day(article_date)
    if span.modifier != "since" or not span.value or base is None or "/" in span.value:
        return span.value
    start = cal.first_day(span.value)
    if start is None or start > base:
        return span.value
    if len(span.value) == 4:
        return f"{span.value}/{base.year:04d}" if int(span.value) < base.year else span.value
    if len(span.value) == 10:
        return f"{span.value}/{base.isoformat()}"
    return cal.months((start.year, start.month), (base.year, base.month))
