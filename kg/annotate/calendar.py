"""Calendar arithmetic on ISO values: days, months, quarters, halves and intervals, as precise as a text gives them."""

from __future__ import annotations

import calendar as _calendar
import re
from datetime import date, timedelta

_QUARTERS = {(1, 3): "Q1", (4, 6): "Q2", (7, 9): "Q3", (10, 12): "Q4", (1, 6): "H1", (7, 12): "H2"}
_PERIOD = re.compile(r"(?P<year>\d{4})(?:-(?P<part>Q[1-4]|H[12]))?")


def parse_day(value: str | None) -> date | None:
    """Return the day of an ISO date, its first day when only month or year are given, ``None`` for anything else."""
    match = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value or "")
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return None


def iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """Return an ISO date as precise as its parts, ``None`` when there is no such day."""
    if month is None:
        return f"{year:04d}"
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= _calendar.monthrange(year, month)[1]):
        return None
    return f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day is not None else "")


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """Return year and month ``count`` months later (earlier when negative)."""
    index = year * 12 + month - 1 + count
    return index // 12, index % 12 + 1


def months(first: tuple[int, int], last: tuple[int, int]) -> str:
    """Return the period from one (year, month) to another: a quarter, half or year where it is one."""
    if first == last:
        return f"{first[0]:04d}-{first[1]:02d}"
    if first[0] == last[0]:
        if (first[1], last[1]) == (1, 12):
            return f"{first[0]:04d}"
        if part := _QUARTERS.get((first[1], last[1])):
            return f"{first[0]:04d}-{part}"
    return f"{first[0]:04d}-{first[1]:02d}/{last[0]:04d}-{last[1]:02d}"


def shift_years(value: str, count: int) -> str:
    """Return a period or date moved by years; a day that the other year lacks becomes its month."""
    if "/" in value:
        return "/".join(shift_years(part, count) for part in value.split("/"))
    moved = f"{int(value[:4]) + count:04d}{value[4:]}"
    if len(moved) == 10 and not parse_day(moved):
        return moved[:7]
    return moved


def shift_months(value: str, count: int) -> str | None:
    """Return a period or date moved by months, ``None`` where it has no such part: a year, a quarter by one month."""
    if "/" in value:
        ends = [shift_months(part, count) for part in value.split("/")]
        return "/".join(end for end in ends if end) if all(ends) else None
    if count % 12 == 0:
        return shift_years(value, count // 12)
    match = _PERIOD.fullmatch(value)
    if match and match["part"]:
        letter, number = match["part"][0], match["part"][1]
        length = 3 if letter == "Q" else 6
        if count % length:
            return None
        year, month = add_months(int(match["year"]), (int(number) - 1) * length + 1, count)
        return f"{year:04d}-{letter}{(month - 1) // length + 1}"
    if len(value) < len("2025-01"):
        return None
    return iso(*add_months(int(value[:4]), int(value[5:7]), count))


def with_year(value: str, year: int) -> str:
    """Return a period of another year, keeping which part of the year it is; the year of an interval is its end's."""
    return shift_years(value, year - int(value.rsplit("/", maxsplit=1)[-1][:4]))


def first_day(value: str) -> date | None:
    """Return the first day of a date or period, ``None`` when it is neither."""
    start = value.split("/", maxsplit=1)[0]
    match = _PERIOD.fullmatch(start)
    if match and match["part"]:
        part = match["part"]
        month = (int(part[1]) - 1) * (3 if part[0] == "Q" else 6) + 1
        return date(int(match["year"]), month, 1)
    return parse_day(start)


def nearest_day(base: date, month: int, day: int, direction: int) -> str | None:
    """Return the date of a day without year: last (-1), next (1) or nearest (0) to ``base``."""
    options = [
        d for y in (base.year - 1, base.year, base.year + 1) if (text := iso(y, month, day)) and (d := parse_day(text))
    ]
    return _pick(base, options, direction)


def nearest_month(base: date, month: int, direction: int) -> str:
    """Return the month without year: the last one begun (-1), the next one (1)."""
    year = base.year
    if direction < 0:
        return f"{year if month <= base.month else year - 1:04d}-{month:02d}"
    return f"{year if month >= base.month else year + 1:04d}-{month:02d}"


def _pick(base: date, options: list[date], direction: int) -> str | None:
    if direction < 0:
        options = [d for d in options if d <= base]
    elif direction > 0:
        options = [d for d in options if d >= base]
    return min(options, key=lambda d: abs((d - base).days)).isoformat() if options else None


def weekday(base: date, number: int, direction: int, *, strict: bool = False) -> str:
    """Return the last (-1) or next (1) day with a weekday number (Monday = 0); today counts unless ``strict``."""
    if direction < 0:
        back = (base.weekday() - number) % 7 or (7 if strict else 0)
        return (base - timedelta(days=back)).isoformat()
    ahead = (number - base.weekday()) % 7 or (7 if strict else 0)
    return (base + timedelta(days=ahead)).isoformat()


def weekend(base: date, offset: int) -> str:
    """Return Friday to Sunday of a weekend: the last one over (-1) or, before Friday, the one just over (0)."""
    friday = base - timedelta(days=(base.weekday() - 4) % 7)
    if offset < 0 and base.weekday() >= 4:
        friday -= timedelta(days=7)
    return f"{friday.isoformat()}/{(friday + timedelta(days=2)).isoformat()}"


def relative(base: date, unit: str, offset: int) -> str:
    """Return the day, month or year that lies ``offset`` units off; a week is given by its month, no more is said."""
    if unit == "day":
        return (base + timedelta(days=offset)).isoformat()
    if unit == "week":
        return (base + timedelta(days=7 * offset)).isoformat()[:7]
    if unit == "month":
        year, month = add_months(base.year, base.month, offset)
        return f"{year:04d}-{month:02d}"
    return f"{base.year + offset:04d}"


def days_from(start: str, count: int) -> str | None:
    """Return the interval of ``count`` days that begins on an ISO day."""
    day = parse_day(start) if len(start) == 10 else None
    return f"{start}/{(day + timedelta(days=count - 1)).isoformat()}" if day and count > 0 else None
