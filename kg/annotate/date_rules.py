"""What a date rule of the word tables computes: one small function for each value of ``is``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeAlias

from kg.annotate import calendar as cal

DateKind: TypeAlias = Literal["point", "period", "same", "comparison"]


@dataclass(frozen=True, slots=True)
class DateParts:
    """What stood in the text, as numbers; ``direction`` is -1 (past), 1 (future) or 0 (not said)."""

    year: int | None = None
    year2: int | None = None
    month: int | None = None
    month2: int | None = None
    day: int | None = None
    day2: int | None = None
    weekday: int | None = None
    ordinal: int | None = None
    number: int | None = None
    unit: str | None = None
    ending: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """Result of a rule: an ISO value (``None`` where it depends on another period) and how to take it."""

    value: str | None
    kind: DateKind = "point"
    shift: int = 0
    year: int | None = None


#: How many months a unit has.
_MONTHS = {"month": 1, "quarter": 3, "year": 12}

Rule: TypeAlias = Mapping[str, Any]
Resolver: TypeAlias = Callable[[DateParts, date, int, Rule], "Reading | None"]


def _point(value: str | None) -> Reading | None:
    return Reading(value) if value else None


def _period(value: str | None) -> Reading | None:
    return Reading(value, "period") if value else None


def _date(parts: DateParts, base: date, direction: int, rule: Rule) -> Reading | None:
    if parts.month is None:
        return None
    year = parts.year
    if year is None and "year_shift" in rule:
        year = base.year + int(rule["year_shift"])
    if year is not None:
        return _point(cal.iso(year, parts.month, parts.day))
    if parts.day is None:
        return _point(cal.nearest_month(base, parts.month, direction or -1))
    return _point(cal.nearest_day(base, parts.month, parts.day, direction))


def _iso(parts: DateParts, base: date, direction: int, rule: Rule) -> Reading | None:
    del base, direction, rule
    return _point(cal.iso(parts.year, parts.month, parts.day)) if parts.year else None


def _weekday(parts: DateParts, base: date, direction: int, rule: Rule) -> Reading | None:
    if parts.weekday is None:
        return None
    return _point(cal.weekday(base, parts.weekday, direction or -1, strict="direction" in rule))


def _weekday_day(parts: DateParts, base: date, direction: int, rule: Rule) -> Reading | None:
    """Return the nearest day of that number which falls on that weekday: "mardi 21"."""
    del direction, rule
    candidates = []
    for count in range(-3, 4):
        year, month = cal.add_months(base.year, base.month, count)
        found = cal.parse_day(cal.iso(year, month, parts.day or 1))
        if found and found.weekday() == parts.weekday and cal.iso(year, month, parts.day or 1):
            candidates.append(found)
    return _point(min(candidates, key=lambda d: abs((d - base).days)).isoformat()) if candidates else None


def _year(parts: DateParts, base: date, direction: int, rule: Rule) -> Reading | None:
    del base, direction, rule
    return _point(cal.iso(parts.year)) if parts.year else None


def _year_span(parts: DateParts, base: date, direction: int, rule: Rule) -> Reading | None:
    del base, direction, rule
    if parts.year is None or parts.year2 is None or not parts.year < parts.year2:
        return None
    return _period(f"{parts.year}/{parts.year2}")


def _relative(parts: DateParts, base: date, direction: int, rule: Rule) -> Reading | None:
    del parts, direction
    return _point(cal.relative(base, rule["unit"], int(rule["offset"])))


def _ago(parts: DateParts, base: date, direction: int, rule: Rule) -> Reading | None:
    del direction
    if parts.number is None or parts.unit is None:
        return None
    return _point(cal.relative(base, parts.unit, int(rule["direction"]) * parts.number))


def _part_of_year(length: int) -> Resolver:
    letter = "Q" if length == 3 else "H"

    def resolve(parts: DateParts, base: date, direction: int, rule: Rule) -> Reading | None:
        if parts.ordinal is None or not 1 <= parts.ordinal <= 12 // length:
            return None
        year = parts.year
        if year is None:
            first, last = (parts.ordinal - 1) * length + 1, parts.ordinal * length
            year = base.year
            if direction > 0 and last < base.month:
                year += 1
            elif direction <= 0 and first > base.month:
                year -= 1
            year += int(rule.get("year_shift", 0))
            if "year_shift" in rule:
                year = base.year + int(rule["year_shift"])
        return _period(f"{year:04d}-{letter}{parts.ordinal}")

    return resolve


def _month_span(parts: DateParts, base: date, direction: int, rule: Rule) -> Reading | None:
    del rule
    if parts.month is None or parts.month2 is None:
        return None
    year2 = parts.year2 or parts.year
    if year2 is None:
        year2 = int(cal.nearest_month(base, parts.month2, direction or -1)[:4])
    year = (parts.year if parts.year2 else None) or (year2 if parts.month <= parts.month2 else year2 - 1)
    return _period(cal.months((year, parts.month), (year2, parts.month2)))


def _day_span(parts: DateParts, base: date, direction: int, rule: Rule) -> Reading | None:
    del rule
    month2 = parts.month2 or parts.month
    if parts.month is None or month2 is None or parts.day is None or parts.day2 is None:
        return None
    if parts.year is not None:
        last = cal.iso(parts.year2 or parts.year, month2, parts.day2)
    else:
        last = cal.nearest_day(base, month2, parts.day2, direction)
    if last is None:
        return None
    year = int(last[:4]) - (1 if parts.month > month2 else 0)
    if parts.year is not None and parts.year2 is not None:
        year = parts.year
    first = cal.iso(year, parts.month, parts.day)
    return _period(f"{first}/{last}") if first and first < last else None


def _months_to(parts: DateParts, base: date, direction: int, rule: Rule) -> Reading | None:
    length = int(rule.get("length", parts.number or 0))
    if parts.month is None or not 1 <= length <= 24:
        return None
    if parts.year is not None:
        end = (parts.year, parts.month)
    else:
        text = cal.nearest_month(base, parts.month, direction or -1)
        end = int(text[:4]), int(text[5:7])
        if direction == 0 and parts.ending and (base.year - end[0]) * 12 + base.month - end[1] > 6:
            end = end[0] + 1, end[1]
    return _period(cal.months(cal.add_months(*end, 1 - length), end))


def _first_months(parts: DateParts, base: date, direction: int, rule: Rule) -> Reading | None:
    del rule
    if parts.number is None or not 1 <= parts.number <= 12:
        return None
    year = parts.year or (base.year - 1 if direction <= 0 and parts.number > base.month else base.year)
    return _period(cal.months((year, 1), (year, parts.number)))


def _weekend(parts: DateParts, base: date, direction: int, rule: Rule) -> Reading | None:
    del parts, direction
    return _period(cal.weekend(base, int(rule["offset"])))


def _full_year(parts: DateParts, base: date, direction: int, rule: Rule) -> Reading | None:
    """Return the year that results are out for: until March the last one, unless the clause looks ahead."""
    del parts, rule
    return _period(str(base.year - 1 if base.month <= 3 and direction <= 0 else base.year))


def _same(parts: DateParts, base: date, direction: int, rule: Rule) -> Reading | None:
    del base, direction
    months = int(rule.get("shift", 0))
    if "{number}" in rule["patterns"][0]:
        # "three months earlier": the rule only says in which direction
        months *= (parts.number or 0) * _MONTHS.get(parts.unit or "", 0)
        if not months:
            return None
    return Reading(None, "same", shift=months, year=parts.year if rule.get("year_of") else None)


def _comparison(parts: DateParts, base: date, direction: int, rule: Rule) -> Reading | None:
    del base, direction, rule
    return Reading(None, "comparison", year=parts.year)


RESOLVERS: dict[str, Resolver] = {
    "date": _date,
    "numeric": _iso,
    "iso": _iso,
    "weekday": _weekday,
    "weekday_day": _weekday_day,
    "year": _year,
    "year_span": _year_span,
    "fiscal_pair": _year_span,
    "relative": _relative,
    "ago": _ago,
    "quarter": _part_of_year(3),
    "half": _part_of_year(6),
    "month_span": _month_span,
    "day_span": _day_span,
    "months_to": _months_to,
    "first_months": _first_months,
    "weekend": _weekend,
    "full_year": _full_year,
    "same": _same,
    "comparison": _comparison,
}
