"""What expresses a metric in one language: compiled from ``ontologies/figures*.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kg.annotate.figure_words import NEVER, FigureWords, any_of, load_words
from kg.annotate.grammar import Grammar, Kinds, load_grammar, load_kinds
from kg.errors import DataError
from kg.resources import ontologies_dir

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MONEY = "money"


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric: what it counts, of what it can be said, and the words for it (see the comments in the data)."""

    name: str
    unit: str
    kind: str
    family: str
    daily: bool
    least: float
    changes: bool
    now: str
    dated: str
    subjects: tuple[str, ...]
    unlikely: tuple[str, ...]
    cues: re.Pattern[str]
    counted: re.Pattern[str]
    generic: re.Pattern[str]
    works: re.Pattern[str]
    needs: re.Pattern[str]
    needs_for: re.Pattern[str]
    always_needs: bool
    small: bool
    signed: bool
    per_item: bool
    negative: re.Pattern[str]
    per: re.Pattern[str]
    active: re.Pattern[str]
    not_of: re.Pattern[str]
    not_of_after: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class FigureLexicon:
    """The metrics of a language and the words around figures."""

    lang: str
    words: FigureWords
    grammar: Grammar
    kinds: Kinds
    metrics: Mapping[str, Metric]
    deals: re.Pattern[str]
    compared: re.Pattern[str]
    former: re.Pattern[str]
    comparing: re.Pattern[str]
    against: re.Pattern[str]
    planned: re.Pattern[str]
    joined: re.Pattern[str]
    link: re.Pattern[str]
    direct_link: re.Pattern[str]
    of_scale: frozenset[str]
    other: re.Pattern[str]
    difference: re.Pattern[str]
    part: re.Pattern[str]
    part_after: re.Pattern[str]
    by: re.Pattern[str]
    out_of: re.Pattern[str]
    part_of: re.Pattern[str]
    own: frozenset[str]
    genitive: frozenset[str]
    beside: frozenset[str]
    relative: frozenset[str]
    restrictive: re.Pattern[str]
    duration: re.Pattern[str]
    launch: re.Pattern[str]
    increments: re.Pattern[str]
    additional: re.Pattern[str]
    difference_of: re.Pattern[str]
    changed_by: re.Pattern[str]
    expected: re.Pattern[str]
    now: re.Pattern[str]
    hints: tuple[tuple[re.Pattern[str], str], ...]
    topics: tuple[tuple[str, re.Pattern[str]], ...]
    evening: re.Pattern[str]
    users: re.Pattern[str]
    latter: frozenset[str]
    pair: re.Pattern[str]
    respective: re.Pattern[str]
    each: re.Pattern[str]
    takings: re.Pattern[str]
    share_links: re.Pattern[str]
    on_air: frozenset[str]
    per_place: re.Pattern[str]
    averages: re.Pattern[str]
    other_works: re.Pattern[str]
    compared_dates: re.Pattern[str]
    sources: re.Pattern[str]
    with_words: re.Pattern[str]
    level: re.Pattern[str]
    counted_on: re.Pattern[str]
    indefinite: frozenset[str]
    foreseeing: frozenset[str]
    announcing: frozenset[str]
    will_be: re.Pattern[str]
    of_other: re.Pattern[str]
    comparing_level: re.Pattern[str]
    box_office: re.Pattern[str]
    passive: re.Pattern[str]

    def of_unit(self, unit: str) -> tuple[Metric, ...]:
        """Return the metrics that count a unit, in the order of the data."""
        return tuple(metric for metric in self.metrics.values() if metric.unit == unit)


def _pattern(table: Mapping[str, Any], key: str) -> re.Pattern[str]:
    words = table.get(key) or []
    return re.compile(any_of(words)) if words else NEVER


def _metric(name: str, shared: Mapping[str, Any], own: Mapping[str, Any]) -> Metric:
    return Metric(
        name=name,
        unit=shared["unit"],
        kind=shared["kind"],
        family=shared["family"],
        daily=bool(shared.get("daily", False)),
        least=float(shared.get("least", 2)),
        changes=bool(shared.get("changes", True)),
        now=str(shared.get("now", "")),
        dated=str(shared.get("dated", "")),
        subjects=tuple(shared["subjects"]),
        unlikely=tuple(shared.get("unlikely", ())),
        cues=_pattern(own, "cues"),
        counted=_pattern(own, "counted"),
        generic=_pattern(own, "generic"),
        works=_pattern(own, "works"),
        needs=_pattern(own, "needs"),
        needs_for=_pattern(own, "needs_for"),
        always_needs=bool(own.get("needs")) and not own.get("needs_for"),
        small=bool(shared.get("small", False)),
        signed=bool(shared.get("signed", False)),
        per_item=bool(shared.get("per_item", False)),
        negative=_pattern(own, "negative"),
        per=_pattern(own, "per"),
        active=_pattern(own, "active"),
        not_of=re.compile(any_of(own.get("not_of", ())) + r"\W*(?:[\w']+\s+){0,2}$"),
        not_of_after=re.compile(r"\s+(?:[\w']+\s+)?" + any_of(own.get("not_of", ()))),
    )


@lru_cache(maxsize=8)
def load_figure_lexicon(lang: str, folder: Path | None = None) -> FigureLexicon:
    """Return the figure lexicon of a language; raises :class:`DataError` when its data is missing or broken."""
    words = load_words(lang, folder)
    try:
        metrics = {
            name: _metric(name, shared, words.words["metrics"].get(name, {}))
            for name, shared in words.shared["metrics"].items()
        }
        table = words.table("figures")
        return FigureLexicon(
            lang=lang,
            words=words,
            grammar=load_grammar(folder or ontologies_dir(), lang),
            kinds=load_kinds(folder or ontologies_dir()),
            metrics=metrics,
            deals=_pattern(words.table("deals"), "words"),
            compared=re.compile(any_of(table["compared_with"]) + r"\s*(?:\w{1,5}\s)?$"),
            former=re.compile(rf"{any_of(table['compared_with'])}\s+(?:[\w']+\s+){{1,3}}{any_of(table['link'])}\s*$"),
            comparing=re.compile(any_of([*table["compared_with"], *table["beating"]])),
            against=_pattern(table, "against"),
            planned=_pattern(table, "planned"),
            joined=_pattern(table, "joined"),
            link=re.compile(
                rf"\s*-?\s*(?:{any_of(table['link'])}\s*)?"
                rf"(?:(?!{any_of([*table['link'], *table['joined']])})[\w'-]+\s+){{0,2}}"
            ),
            direct_link=re.compile(rf"\s*-?\s*{any_of(table['link'])}\s*"),
            of_scale=frozenset(w.lower() for w in words.table("numbers", "of_scale")),
            other=_pattern(table, "other"),
            difference=re.compile(rf"\s+{any_of(table['difference'])}"),
            part=re.compile(any_of(table["part"]) + r"\s*$"),
            part_after=re.compile(rf"\s+{any_of(table['part_after'])}"),
            by=re.compile(any_of(table["by"]) + r"\s*$"),
            part_of=re.compile(r"\s*" + any_of(table["out_of"])),
            out_of=re.compile(any_of(table["out_of"]) + r"\s*$"),
            own=frozenset(table["own"]),
            beside=frozenset(table["beside"]),
            genitive=frozenset(table["genitive"]),
            relative=frozenset(table["relative"]),
            restrictive=re.compile(any_of(table["restrictive"])) if table["restrictive"] else NEVER,
            duration=re.compile(table["duration"]),
            launch=_pattern(table, "launch"),
            increments=re.compile(any_of(table["increments"]) + r"\s*$"),
            additional=_pattern(table, "additional"),
            difference_of=re.compile(any_of(table["difference_of"]) + r"\s*(?:[\w']+\s+)?$"),
            changed_by=re.compile(
                any_of([*words.table("changes", "up"), *words.table("changes", "down")])
                + rf"\s+{any_of(table['by'])}\s*$"
            ),
            expected=_pattern(table, "expected"),
            now=_pattern(table, "now"),
            topics=tuple((family, re.compile(any_of(nouns))) for family, nouns in table["topics"].items()),
            evening=_pattern(table, "evening"),
            users=_pattern(table, "users"),
            pair=_pattern(table, "pair"),
            latter=frozenset(table["latter"]),
            respective=_pattern(table, "respective"),
            each=_pattern(table, "each"),
            takings=_pattern(table, "takings"),
            share_links=re.compile(rf"\s*[(\[/]\s*|,?\s*{any_of(table['share_links'])}\s*"),
            on_air=frozenset(table["on_air"]),
            per_place=re.compile(rf"\s+{any_of(table['per_place'])}"),
            averages=re.compile(any_of(table["averages"]) + r"\s*$"),
            other_works=_pattern(table, "other_works"),
            compared_dates=re.compile(any_of(table["compared_dates"]) + r"\s*(?:l'|(?:the|its|le|la|les)\s)?$"),
            sources=_pattern(table, "sources"),
            with_words=re.compile(rf",?\s{any_of(table['with'])}\s+(?:[\w'’-]+\s+){{0,2}}?$"),
            level=re.compile(any_of(words.table("changes", "level")) + r"\s*$"),
            counted_on=re.compile(any_of(table["counted_on"]) + r"\s*$"),
            comparing_level=_pattern(table, "comparing_level"),
            box_office=_pattern(table, "box_office"),
            of_other=re.compile(any_of(table["of_other"]) + r"\s*\w"),
            will_be=_pattern(table, "will_be"),
            foreseeing=frozenset(table["foreseeing"]),
            announcing=frozenset(table["announcing"]),
            indefinite=frozenset(table["indefinite"]),
            passive=_pattern(table, "passive"),
            hints=tuple((re.compile(any_of(nouns)), cls) for cls, nouns in table["hints"].items()),
        )
    except (KeyError, TypeError, AttributeError, re.error) as error:
        raise DataError(f"{words.source}: missing or malformed entry {error}; compare with the shipped file") from error
