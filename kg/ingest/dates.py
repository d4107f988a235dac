"""The date of an article: as stated, or from its dateline when only one can be meant."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?=[T ]|\Z)")
_NUMERIC = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})\Z")
#: How many lines from either end are looked at, and how many words may stand beside the date.
_HEAD_LINES = 6
_TAIL_LINES = 2
_OTHER_WORDS = 8
_PLACE = re.compile(r"[^\w\n]{0,3}[A-ZÀ-Ý][\w'’-]+(?:[ ,-]+[\w'’.-]+){0,4}?[ ,(]+\Z")
_DASH = re.compile(r"[ ,]*(?:\([^()]{1,40}\))?[ ]*[–—-]")
_WORD = re.compile(r"[^\W\d_]+")


def parse_date(stated: str, lang: str) -> str | None:
    """Return a stated date as ``YYYY-MM-DD`` (or as precise as it is), ``None`` when it cannot be read for certain.

    ISO dates and times, ``18 juillet 2025``, ``July 18, 2025``; ``18/07/2025`` where the day cannot be a month, or the
    language puts the day first.
    """
    text = stated.strip()
    iso = _ISO.match(text)
    if iso:
        return text[: iso.end()] if _exists(iso[1], iso[2] or "1", iso[3] or "1") else None
    numeric = _NUMERIC.match(text)
    if numeric and (lang != "en" or int(numeric[1]) > 12 or numeric[1] == numeric[2]):
        return _exists(numeric[3], numeric[2], numeric[1])
    found = [value for _, value in _find(text, lang)]
    return found[0] if len(found) == 1 else None


def find_date(text: str, lang: str) -> str | None:
    """Return the one full date of a text's datelines and bylines; ``None`` when there is none, or more than one."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    edges = lines[:_HEAD_LINES] + lines[max(_HEAD_LINES, len(lines) - _TAIL_LINES) :]
    found = set()
    for line in edges:
        for match, value in _find(line[:300], lang):
            others = _WORD.findall(line[: match.start()] + line[match.end() :])
            if len(others) <= _OTHER_WORDS or _is_dateline(line, match):
                found.add(value)
    return found.pop() if len(found) == 1 else None


def _is_dateline(line: str, date: re.Match[str]) -> bool:
    """Say whether a paragraph begins as agency reports do: "PARIS, 3 mars 2025 (Agence) – "."""
    return bool(_PLACE.match(line[: date.start()]) and _DASH.match(line[date.end() :]))


def _find(text: str, lang: str) -> list[tuple[re.Match[str], str]]:
    pattern, months = _pattern(lang)
    found = []
    for match in pattern.finditer(text) if pattern else ():
        groups = match.groupdict()
        month = months[(groups["month"] or groups["month2"]).casefold().rstrip(".")]
        value = _exists(groups["year"] or groups["year2"], str(month), groups["day"] or groups["day2"])
        if value:
            found.append((match, value))
    return found


@cache
def _pattern(lang: str) -> tuple[re.Pattern[str] | None, dict[str, int]]:
    """Return the pattern of written dates of a language, and its month names."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 (only for articles that state no ISO date)

    try:
        locale = Locale(lang)
    except (UnknownLocaleError, ValueError):
        return None, {}
    months: dict[str, int] = {}
    for width in ("abbreviated", "wide"):
        months |= {name.casefold().rstrip("."): number for number, name in locale.months["format"][width].items()}
    names = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    return (
        re.compile(
            rf"\b(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)?\s+(?P<month>{names})\.?,?\s+(?P<year>(?:19|20)\d\d)\b"
            rf"|\b(?P<month2>{names})\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,\s+(?P<year2>(?:19|20)\d\d)\b",
            re.IGNORECASE,
        ),
        months,
    )


def _exists(year: str, month: str, day: str) -> str | None:
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
