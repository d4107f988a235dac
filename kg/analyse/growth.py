"""How a graph grows with the dates of its articles."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.analyse.graph import GraphData, GraphStatement

#: Periods beyond which a longer unit is used: about three years of months.
MOST_PERIODS = 36
_UNITS = {"day": 10, "month": 7, "year": 4}


@dataclass(frozen=True, slots=True)
class Period:
    """What articles of one day, month or year say; ``new`` is what no earlier one said, ``all_`` the sum so far.

    A link is a pair of entities with a relation, so a second article about it adds a claim and no link.
    """

    name: str
    articles: int
    claims: int
    new_links: int
    new_entities: int
    all_links: int
    all_entities: int


@dataclass(frozen=True, slots=True)
class Growth:
    """Periods in the order of time; ``undated`` counts claims of articles whose date is not known to that unit."""

    unit: str
    periods: tuple[Period, ...]
    undated: int


def growth(data: GraphData, unit: str | None = None) -> Growth:
    """Return the growth by ``day``, ``month`` or ``year``; by default the shortest that gives at most 36 periods."""
    unit = unit or _fitting(data)
    length = _UNITS[unit]
    by_period: dict[str, list[GraphStatement]] = defaultdict(list)
    undated = 0
    for statement in data.statements():
        if statement.date and len(statement.date) >= length:
            by_period[statement.date[:length]].append(statement)
        else:
            undated += 1
    links: set[tuple[str, str, str]] = set()
    entities: set[str] = set()
    periods = []
    for name in sorted(by_period):
        said = by_period[name]
        ends = [(s.subject, s.predicate, getattr(s, "object", "")) for s in said]
        fresh_links = {end for end in ends if end[2]} - links
        fresh = {iri for subject, _, other in ends for iri in (subject, other) if iri} - entities
        links |= fresh_links
        entities |= fresh
        articles = len({s.article_iri for s in said})
        periods.append(Period(name, articles, len(said), len(fresh_links), len(fresh), len(links), len(entities)))
    return Growth(unit, tuple(periods), undated)


def _fitting(data: GraphData) -> str:
    dates = {s.date for s in data.statements() if s.date}
    if not dates:
        return "year"
    for unit, length in _UNITS.items():
        enough = sum(len(date) >= length for date in dates) * 2 >= len(dates)
        if enough and len({date[:length] for date in dates}) <= (MOST_PERIODS if unit != "day" else 14):
            return unit
    return "year"
