"""Which part of a graph to look at, and what that leaves out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.analyse.graph import GraphData, GraphNode, GraphStatement
from kg.analyse.naming import did_you_mean
from kg.analyse.rank import by_rank, link_weights, pagerank, part_sizes
from kg.errors import UsageError
from kg.ids import fold, spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Selection:
    """What a query found: absolute IRIs of entities, claims and articles, and (subject, local predicate, object)."""

    iris: frozenset[str] = frozenset()
    triples: frozenset[tuple[str, str, str]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What to keep; an empty field keeps everything.

    ``around`` are IRIs or names, reached over at most ``depth`` links. ``selection`` is what a query found.
    ``articles`` are IRIs, addresses or titles. ``classes`` keep an entity that has one of them (pass sub-classes too,
    see :mod:`kg.analyse.naming`) and those of ``around``; ``relations`` are predicates. ``since`` and ``until`` are ISO
    dates, compared as far as they are given; claims of undated articles then fall out. ``top`` keeps that many
    entities, by PageRank.
    """

    around: tuple[str, ...] = ()
    depth: int = 1
    articles: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    min_confidence: float = 0.0
    modes: tuple[str, ...] = ()
    top: int | None = None
    selection: Selection | None = None


@dataclass(frozen=True, slots=True)
class ScopeReport:
    """How much of the graph a scope kept; ``steps`` are (reason, entities left out, claims left out)."""

    entities: int
    entities_total: int
    claims: int
    claims_total: int
    steps: tuple[tuple[str, int, int], ...] = ()

    @property
    def complete(self) -> bool:
        """Whether nothing was left out."""
        return self.entities == self.entities_total and self.claims == self.claims_total


#: What a step of a report means, in a few words.
REASONS = {
    "article": "not said by the articles asked for",
    "relation": "by other relations",
    "date": "from articles of other or unknown dates",
    "confidence": "too unsure",
    "mode": "in other modes",
    "class": "of other classes",
    "query": "not found by the query",
    "around": "too far away",
    "without claims": "without claims",
    "top": "less central",
}


def left_out(report: ScopeReport) -> str:
    """Return in words what a scope left out and why: ``12 entities without claims; 3 claims too unsure``."""
    parts = []
    for reason, entities, claims in report.steps:
        counts = [
            f"{n} {one if n == 1 else many}"
            for n, one, many in ((entities, "entity", "entities"), (claims, "claim", "claims"))
            if n
        ]
        parts.append(f"{' and '.join(counts)} {REASONS[reason]}")
    return "; ".join(parts)


def apply_scope(data: GraphData, scope: Scope) -> tuple[GraphData, ScopeReport]:
    """Return the part of the graph that the scope keeps, and what it left out, step by step.

    Raises :class:`UsageError` when ``around`` names nothing or several entities, or no article matches.
    """
    steps: list[tuple[str, int, int]] = []
    current = data
    seeds = {find_entity(data, name).iri for name in scope.around}
    for reason, step in _steps(scope, seeds):
        fresh = step(current)
        entities = len(current.nodes) - len(fresh.nodes)
        claims = _count(current) - _count(fresh)
        if entities or claims:
            steps.append((reason, entities, claims))
        current = fresh
    report = ScopeReport(len(current.nodes), len(data.nodes), _count(current), _count(data), tuple(steps))
    return current, report


def _steps(scope: Scope, seeds: set[str]) -> list[tuple[str, Callable[[GraphData], GraphData]]]:
    steps: list[tuple[str, Callable[[GraphData], GraphData]]] = []
    if scope.articles:
        steps.append(("article", lambda data: from_articles(data, scope.articles)))
    if scope.relations:
        steps.append(("relation", lambda data: keep_claims(data, lambda s: s.predicate in scope.relations)))
    if scope.since or scope.until:
        steps.append(("date", lambda data: keep_claims(data, lambda s: within(s.date, scope.since, scope.until))))
    if scope.min_confidence > 0:
        steps.append(("confidence", lambda data: keep_claims(data, lambda s: s.confidence >= scope.min_confidence)))
    if scope.modes:
        steps.append(("mode", lambda data: keep_claims(data, lambda s: s.mode in scope.modes)))
    if scope.selection is not None:
        selection = scope.selection
        steps.append(("query", lambda data: selected(data, selection)))
    if seeds:
        steps.append(("around", lambda data: within_reach(data, seeds, scope.depth)))
    if scope.classes:
        steps.append(("class", lambda data: of_classes(data, scope.classes, seeds)))
    steps.append(("without claims", with_claims))
    if scope.top is not None:
        top = scope.top
        steps.append(("top", lambda data: top_entities(data, top)))
    return steps


def _count(data: GraphData) -> int:
    return len(data.edges) + len(data.figures) + len(data.facts)


def keep_claims(data: GraphData, keep: Callable[[GraphStatement], bool]) -> GraphData:
    """Return the graph with the claims that ``keep`` accepts; the entities stay."""
    return replace(
        data,
        edges=tuple(s for s in data.edges if keep(s)),
        figures=tuple(s for s in data.figures if keep(s)),
        facts=tuple(s for s in data.facts if keep(s)),
    )


def keep_nodes(data: GraphData, iris: set[str]) -> GraphData:
    """Return the graph with these entities and the claims whose sides are all among them."""
    return GraphData(
        nodes=tuple(node for node in data.nodes if node.iri in iris),
        edges=tuple(s for s in data.edges if s.subject in iris and s.object in iris),
        figures=tuple(s for s in data.figures if s.subject in iris),
        facts=tuple(s for s in data.facts if s.subject in iris),
    )


def with_claims(data: GraphData) -> GraphData:
    """Return the graph without entities that no claim is about: they would be dots without a reason."""
    used = {s.subject for s in data.statements()} | {edge.object for edge in data.edges}
    return keep_nodes(data, used)


def within(date: str | None, since: str | None, until: str | None) -> bool:
    """Tell whether a date of any precision may lie between the two bounds, both inclusive.

    A coarse date ("2025") is inside when any day of it can be. No date is never inside.
    """
    if date is None:
        return False
    return (since is None or date >= since[: len(date)]) and (until is None or date[: len(until)] <= until)


def of_classes(data: GraphData, classes: Iterable[str], besides: Iterable[str] = ()) -> GraphData:
    """Return the graph with the entities that have one of the classes, and with the IRIs of ``besides``."""
    wanted, kept = set(classes), set(besides)
    return keep_nodes(data, {node.iri for node in data.nodes if wanted.intersection(node.types) or node.iri in kept})


def selected(data: GraphData, selection: Selection) -> GraphData:
    """Return what a query found: its claims where it names any (singly, as triples, by article), with their sides.

    A result that names entities only gives all claims among them. Raises :class:`UsageError` when nothing is left.
    """

    def chosen(statement: GraphStatement) -> bool:
        if statement.claim_iri in selection.iris or statement.article_iri in selection.iris:
            return True
        object_ = getattr(statement, "object", None) or getattr(statement, "value", "")
        return (statement.subject, statement.predicate, str(object_)) in selection.triples

    named = {node.iri for node in data.nodes if node.iri in selection.iris}
    claims = keep_claims(data, chosen)
    used = {s.subject for s in claims.statements()} | {edge.object for edge in claims.edges}
    if not used and not named:
        raise UsageError("the query finds no entity and no claim of this graph; select some, as in ?s a mkg:Film")
    if used:
        return keep_nodes(claims, used | named)
    return keep_nodes(data, named)


def from_articles(data: GraphData, articles: Iterable[str]) -> GraphData:
    """Return what the articles say, found by IRI, address, exact title or end of the IRI."""
    wanted = set(articles)

    def named(statement: GraphStatement) -> str | None:
        names = (
            statement.article_iri,
            statement.url,
            statement.article_title,
            statement.article_iri.rsplit("/", 1)[-1],
        )
        return next((name for name in names if name and name in wanted), None)

    found = {name for s in data.statements() if (name := named(s))}
    if missing := sorted(wanted - found):
        hint = did_you_mean(missing[0], {s.article_title for s in data.statements() if s.article_title})
        raise UsageError(f"no article {missing[0]!r} with claims in this graph; {hint}")
    return with_claims(keep_claims(data, lambda s: named(s) is not None))


def around(data: GraphData, seeds: Iterable[str], depth: int) -> GraphData:
    """Return the entities within ``depth`` links of the seeds (IRIs or names), links taken in both directions."""
    return within_reach(data, {find_entity(data, seed).iri for seed in seeds}, depth)


def within_reach(data: GraphData, seeds: Iterable[str], depth: int) -> GraphData:
    """Return the entities within ``depth`` links of the entities with these IRIs."""
    reached = set(seeds)
    links: dict[str, set[str]] = defaultdict(set)
    for edge in data.edges:
        links[edge.subject].add(edge.object)
        links[edge.object].add(edge.subject)
    frontier = set(reached)
    for _ in range(max(0, depth)):
        frontier = {other for iri in frontier for other in links[iri]} - reached
        reached |= frontier
    return keep_nodes(data, reached)


def find_entity(data: GraphData, name: str) -> GraphNode:
    """Return the one entity with this IRI (or its last part), this Wikidata identifier, or this name.

    Case and accents count only where they tell two entities apart; a name comes before an alias. Raises
    :class:`UsageError` with the nearest candidates when there is none, or more than one.
    """
    wanted = spoken(name)
    key = f"/{name.removeprefix('e:')}"
    found = (
        [n for n in data.nodes if n.iri == name or n.iri.endswith(key)]
        or [n for n in data.nodes if any(iri == name or iri.endswith(f"/entity{key}") for iri in n.same_as)]
        or [n for n in data.nodes if n.label == name]
        or [n for n in data.nodes if spoken(n.label) == wanted]
        or [n for n in data.nodes if wanted in map(spoken, (*n.aliases, *(text for _, text in n.labels)))]
    )
    if len(found) == 1:
        return found[0]
    if found:
        choices = ", ".join(f"{n.iri.rsplit('/', 1)[-1]} ({', '.join(n.types) or 'of no class'})" for n in found[:4])
        raise UsageError(f"{name!r} names {len(found)} entities; give one of {choices}")
    names = {fold(text): node.label for node in data.nodes for text in (*node.aliases, node.label)}
    hint = did_you_mean(name, (), names) if wanted else "give a name or an IRI"
    if hint.startswith("choose"):  # among all entities: too many to be of help
        hint = "look for names with kg query"
    raise UsageError(f"no entity is called {name!r}; {hint}")


def top_entities(data: GraphData, top: int, rank: Mapping[str, float] | None = None) -> GraphData:
    """Return the ``top`` entities by PageRank and the claims among them.

    Without a ``rank``, PageRank counts in proportion to how many entities hang together: in a corpus of unrelated
    articles, the two ends of a lonely link would otherwise come before everybody around a well-linked entity.
    """
    if len(data.nodes) <= top:
        return data
    ranks = dict(rank) if rank is not None else _linked_rank(data)
    return keep_nodes(data, set(by_rank((node.iri for node in data.nodes), ranks)[: max(0, top)]))


def _linked_rank(data: GraphData) -> dict[str, float]:
    weights = link_weights(data)
    sizes = part_sizes(data, weights)
    return {iri: rank * sizes[iri] for iri, rank in pagerank(data, weights).items()}
