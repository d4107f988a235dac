"""Interface words, dates and numbers in English and French at once: the reader switches without another request."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from babel.dates import format_date
from babel.numbers import (
    format_compact_currency,
    format_compact_decimal,
    format_currency,
    format_decimal,
    format_percent,
)
from markupsafe import Markup, escape

from kg.view.labels import ASSETS, LANGUAGES, ViewLabels, spaced

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.model import Quantity

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_PART = re.compile(r"(\d{4})-([QHS])(\d)")
_CURRENCY = re.compile(r"[A-Z]{3}\Z")
#: Numbers from here on are written shortly (11.1 million).
LARGE = 100_000
Both = dict[str, str]


@cache
def strings() -> dict[str, Both]:
    """Return key → language → words, those of the graph page and those of the others."""
    texts: dict[str, Both] = {}
    for name in ("strings.json", "pages.json"):
        texts |= json.loads((ASSETS / name).read_text(encoding="utf-8"))
    return texts


def both(texts: Mapping[str, object]) -> Markup:
    """Return text in both languages, of which the page shows one; once where they do not differ."""
    if texts["en"] == texts["fr"]:
        return escape(texts["en"])
    parts = [Markup('<span class="w-{0}" lang="{0}">{1}</span>').format(lang, texts[lang]) for lang in LANGUAGES]
    return Markup("").join(parts)


def say(key: str, **values: object) -> Markup:
    """Return an interface text; ``{name}`` is filled in, and ``key.one`` is used where ``n`` is singular."""
    texts = {}
    for lang in LANGUAGES:
        count = values.get("n")
        single = isinstance(count, int) and (count == 1 if lang == "en" else count in {0, 1})
        entry = (single and strings().get(f"{key}.one")) or strings()[key]
        shown = {name: _plain(value, lang) for name, value in values.items()}
        texts[lang] = escape(entry[lang]).format(**shown)
    return both(texts)


def _plain(value: object, lang: str) -> object:
    return format_decimal(value, locale=lang) if isinstance(value, int) and not isinstance(value, bool) else value


def date(iso: str | None, *, short: bool = False) -> Markup:
    """Return a date as precise as it is given: 2025, July 2025, 18 July 2025."""
    match = _DATE.match(iso or "")
    if not match:
        return escape(iso) if iso else say("date.none")
    year, month, day = match.groups()
    if not month:
        return escape(year)
    try:
        moment = dt.date(int(year), int(month), int(day or 1))
    except ValueError:
        return escape(iso)
    month_form = "MMM" if short else "MMMM"
    form = f"d {month_form} y" if day else f"{month_form} y"
    return Markup('<time datetime="{}">{}</time>').format(
        match[0], both({lang: format_date(moment, form, locale=lang) for lang in LANGUAGES})
    )


def is_date(text: str) -> bool:
    """Tell whether a text is an ISO date of any precision."""
    return _DATE.fullmatch(text) is not None


def period(text: str | None) -> Markup:
    """Return a reporting period: Q2 2025, H1 2025, 2025."""
    match = _PART.fullmatch(text or "")
    if match:
        return say("period.quarter" if match[2] == "Q" else "period.half", year=match[1], part=match[3])
    return date(text) if text else Markup("")


def quantity(value: Quantity) -> Markup:
    """Return a quantity in short form: about €11.1 million."""
    if value.value is None:
        return change(value.change)
    return both({lang: _quantity(value, lang) for lang in LANGUAGES})


def _quantity(value: Quantity, lang: str) -> str:
    number, unit = value.value or 0, value.unit or ""
    large = abs(number) >= LARGE
    if unit == "percent":
        text = format_percent(number / 100, format="#,##0.##%" if lang == "en" else "#,##0.##\u202f%", locale=lang)
    elif _CURRENCY.match(unit):
        text = (
            format_compact_currency(number, unit, locale=lang, fraction_digits=2)
            if large
            else format_currency(number, unit, locale=lang)
        )
    else:
        plain = (
            format_compact_decimal(number, locale=lang, format_type="long", fraction_digits=2)
            if large
            else format_decimal(number, locale=lang)
        )
        spoken = strings().get(f"unit.{unit}", {}).get(lang, unit) if unit and unit != "person" else ""
        text = f"{plain} {spoken}".strip()
    bound = strings().get(f"bound.{value.bound}") if value.bound else None
    return bound[lang].replace("{value}", text) if bound else text


def change(percent: float | None) -> Markup:
    """Return a relative change with its sign: +16%."""
    if percent is None:
        return Markup("")
    sign = "+" if percent > 0 else ""
    return both(
        {
            "en": f"{sign}{format_decimal(percent, locale='en')}%",
            "fr": f"{sign}{format_decimal(percent, locale='fr')} %",
        }
    )


def share(value: float) -> Markup:
    """Return a share of one as percent."""
    return both({lang: format_percent(value, locale=lang) for lang in LANGUAGES})


def number(value: float) -> Markup:
    """Return a number with its separators."""
    return both({lang: format_decimal(value, locale=lang) for lang in LANGUAGES})


@dataclass(frozen=True, slots=True)
class Names:
    """What classes and relations are called, in both languages."""

    labels: ViewLabels

    def cls(self, name: str) -> Markup:
        """Return the name of a class."""
        found = self._of(name, self.labels.classes)
        return both({lang: text[:1].upper() + text[1:] for lang, text in found.items()}) if name else say("class.none")

    def relation(self, name: str) -> Markup:
        """Return the name of a relation, metric or qualifier."""
        return both(self._of(name, self.labels.relations))

    def phrase(self, name: str) -> Markup:
        """Return the words between subject and object."""
        return both(self._of(name, self.labels.phrases, self.labels.relations))

    def inverse(self, name: str) -> Markup:
        """Return the heading over a list of subjects."""
        return both(self._of(name, self.labels.inverses))

    @staticmethod
    def _of(name: str, *tables: Mapping[str, Mapping[str, str]]) -> Both:
        return {
            lang: next((text for table in tables if (text := table.get(name, {}).get(lang))), spaced(name))
            for lang in LANGUAGES
        }
