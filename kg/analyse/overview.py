"""The corpus at a glance: how much, who and what stands out, from which sources, when, and what to be careful about."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.analyse.events import Event, events
from kg.analyse.rank import by_rank, pagerank
from kg.ids import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.analyse.graph import GraphData
    from kg.model import Article

#: Claims less sure than this count as uncertain.
UNSURE = 0.5
TOP = 12
NEWEST = 15


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher: how many articles and claims it gives, and how sure these are on average (``None`` without)."""

    name: str
    articles: int
    claims: int
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the overview shows; lists are sorted, the largest or newest first.

    ``top`` are (entity, claims it is a side of) by PageRank. ``activity`` are (month or year, articles), without gaps.
    ``same_name`` are groups of entities that share a name, ``silent`` articles without claims, ``contested`` events
    that some claims state and others deny, ``withheld`` the number of claims that wait for a person, by reason.
    """

    articles: int
    entities: int
    claims: int
    facts: int
    classes: tuple[tuple[str, int], ...]
    relations: tuple[tuple[str, int], ...]
    modes: tuple[tuple[str, int], ...]
    top: tuple[tuple[str, int], ...]
    newest: tuple[Event, ...]
    sources: tuple[Source, ...]
    activity: tuple[tuple[str, int], ...]
    undated: int
    unsure: int
    same_name: tuple[tuple[str, ...], ...]
    silent: tuple[Article, ...]
    contested: tuple[Event, ...]
    withheld: tuple[tuple[str, int], ...]


def overview(
    data: GraphData, articles: Sequence[Article], iri_of: Mapping[str, str], withheld: Mapping[str, int] | None = None
) -> Overview:
    """Return the overview of a graph; ``iri_of`` maps article ids to IRIs, ``withheld`` reasons to their claims."""
    statements = list(data.statements())
    weight = Counter(side for s in statements for side in {s.subject, getattr(s, "object", s.subject)})
    ranked = [iri for iri in by_rank((node.iri for node in data.nodes), pagerank(data)) if weight[iri]]
    found = events(statements)
    said = {s.article_iri for s in statements}
    factual = [e for e in found if e.modes[0] in {"asserted", "attributed"}]
    told = sorted(factual, key=lambda e: (e.first.date or "", e.first.claim_id), reverse=True)
    return Overview(
        articles=len(articles),
        entities=len(data.nodes),
        claims=len(statements),
        facts=len(factual),
        classes=_most(Counter(name for node in data.nodes for name in node.types)),
        relations=_most(Counter(s.predicate for s in statements)),
        modes=_most(Counter(s.mode for s in statements)),
        top=tuple((iri, weight[iri]) for iri in ranked[:TOP]),
        newest=tuple(told[:NEWEST]),
        sources=_sources(data, articles),
        activity=activity(article.date for article in articles),
        undated=sum(article.date is None for article in articles),
        unsure=sum(s.confidence < UNSURE for s in statements),
        same_name=_same_name(data),
        silent=tuple(sorted((a for a in articles if iri_of[a.id] not in said), key=lambda a: (a.date or "", a.id))),
        contested=tuple(e for e in found if "negated" in e.modes and len(e.modes) > 1),
        withheld=_most(Counter(withheld or {})),
    )


def _most(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _sources(data: GraphData, articles: Sequence[Article]) -> tuple[Source, ...]:
    sure: dict[str, list[float]] = defaultdict(list)
    for statement in data.statements():
        sure[statement.publisher or ""].append(statement.confidence)
    counts = Counter(article.publisher or "" for article in articles)
    found = [
        Source(name, counts[name], len(sure[name]), sum(sure[name]) / len(sure[name]) if sure[name] else None)
        for name in sorted({*counts, *sure})
    ]
    return tuple(sorted(found, key=lambda source: (-source.articles, source.name)))


def activity(dates: Iterable[str | None]) -> tuple[tuple[str, int], ...]:
    """Return the number of dates in each month, or in each year where months are not known or too many."""
    known = sorted(date for date in dates if date)
    if not known:
        return ()
    first, last = known[0], known[-1]
    years = int(last[:4]) - int(first[:4])
    if years > 6 or any(len(date) < 7 for date in known):
        counts = Counter(date[:4] for date in known)
        return tuple((f"{year:04}", counts[f"{year:04}"]) for year in range(int(first[:4]), int(last[:4]) + 1))
    counts = Counter(date[:7] for date in known)
    steps = range(int(first[:4]) * 12 + int(first[5:7]) - 1, int(last[:4]) * 12 + int(last[5:7]))
    return tuple((month, counts[month]) for step in steps for month in [f"{step // 12:04}-{step % 12 + 1:02}"])


def _same_name(data: GraphData) -> tuple[tuple[str, ...], ...]:
    """Return entities of which two share a name without regard to case and accents: perhaps one and the same."""
    owners: dict[str, set[str]] = defaultdict(set)
    for node in data.nodes:
        for name in {fold(text) for text in (node.label, *(text for _, text in node.labels))}:
            owners[name].add(node.iri)
    return tuple(sorted({tuple(sorted(iris)) for iris in owners.values() if len(iris) > 1}))
