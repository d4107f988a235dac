"""Two graphs in, their difference out.

Claims keep their identifiers when entities are merged, split or renamed, so the claims that both graphs have tell which
entity of the one is which of the other; facts are compared after that, and a merge alone adds and removes nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Literal

from kg.analyse.changes import (
    ArticleRef,
    ChangedFact,
    Contradiction,
    Difference,
    DiffSide,
    EntityChange,
    EntityChangeKind,
    GraphDiff,
)
from kg.analyse.facts import Fact, Statement, collect_facts, slot_of
from kg.analyse.graph import GraphEdge, GraphFigure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.analyse.graph import GraphData
    from kg.ontology import Schema

#: A confidence that moved by less than this is not worth a look.
CONFIDENCE_STEP = 0.1


def diff(
    old: GraphData,
    new: GraphData,
    schema: Schema,
    *,
    names: tuple[str, str] = ("old", "new"),
    replaced: Mapping[str, str] | None = None,
) -> GraphDiff:
    """Return what is different in ``new``.

    ``names`` are what the two are called, ``replaced`` maps IRIs of entities that are gone to those that took their
    place, as far as the newer graph knows.
    """
    successors = _successors(old, new, replaced or {})
    later = _by_id(new)
    aligned = [_aligned(statement, successors, later) for statement in old.statements()]
    old_names, new_names = ({node.iri: node.label for node in data.nodes} for data in (old, new))
    before = collect_facts(aligned, lambda iri: new_names.get(iri) or old_names.get(iri) or iri.rsplit("/", 1)[-1])
    after = collect_facts(new.statements(), lambda iri: new_names.get(iri) or iri.rsplit("/", 1)[-1])
    was, now = ({_key(fact): fact for fact in facts} for facts in (before, after))
    removed = [was[key] for key in was.keys() - now.keys()]
    added = [now[key] for key in now.keys() - was.keys()]
    changed = [found for key in was.keys() & now.keys() if (found := _change(was[key], now[key]))]
    changed += _replaced_values(removed, added, schema)
    done = {id(fact) for found in changed for fact in (found.old, found.new)}
    gone, come = _articles(old), _articles(new)
    return GraphDiff(
        old=_side(names[0], old, before),
        new=_side(names[1], new, after),
        articles_added=_only(come, gone),
        articles_removed=_only(gone, come),
        added=tuple(sorted((fact for fact in added if id(fact) not in done), key=_order)),
        removed=tuple(sorted((fact for fact in removed if id(fact) not in done), key=_order)),
        changed=tuple(sorted(changed, key=lambda found: _order(found.new))),
        contradicted=_contradictions(before, after, set(was), schema),
        entities=_entity_changes(old, new, successors),
    )


def _by_id(data: GraphData) -> dict[str, Statement]:
    return {statement.claim_id: statement for statement in data.statements()}


def _successors(old: GraphData, new: GraphData, replaced: Mapping[str, str]) -> dict[str, Counter[str]]:
    """Return for each old entity the new ones that its claims are about now, with the number of those claims."""
    later = _by_id(new)
    known = {node.iri for node in new.nodes}
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for statement in old.statements():
        same = later.get(statement.claim_id)
        if same is None or same.predicate != statement.predicate:
            continue
        found[statement.subject][same.subject] += 1
        if isinstance(statement, GraphEdge) and isinstance(same, GraphEdge):
            found[statement.object][same.object] += 1
    for node in old.nodes:
        target = replaced.get(node.iri)
        if node.iri not in found and target in known and node.iri not in known:
            found[node.iri][target] += 1
    return dict(found)


def _aligned(statement: Statement, successors: Mapping[str, Counter[str]], later: Mapping[str, Statement]) -> Statement:
    """Return an old claim about the entities that the new graph has for it."""
    same = later.get(statement.claim_id)
    if same is not None and same.predicate == statement.predicate:
        statement = replace(statement, subject=same.subject)
        if isinstance(statement, GraphEdge) and isinstance(same, GraphEdge):
            return replace(statement, object=same.object)
        return statement
    moved = replace(statement, subject=_successor(statement.subject, successors))
    if isinstance(moved, GraphEdge):
        return replace(moved, object=_successor(moved.object, successors))
    return moved


def _successor(iri: str, successors: Mapping[str, Counter[str]]) -> str:
    """Return what an entity has become: itself while any claim says so, else where most of its claims went."""
    found = successors.get(iri)
    if not found or iri in found:
        return iri
    return min(found, key=lambda other: (-found[other], other))


def _key(fact: Fact) -> tuple[str, ...]:
    return (*slot_of(fact.best), fact.object)


def _order(fact: Fact) -> tuple[str, ...]:
    return fact.predicate, fact.subject_name, fact.object_name, fact.subject, fact.object


def _change(old: Fact, new: Fact) -> ChangedFact | None:
    what: list[Difference] = []
    if old.mode != new.mode:
        what.append("mode")
    elif abs(old.confidence - new.confidence) >= CONFIDENCE_STEP:
        what.append("confidence")
    if old.qualifiers != new.qualifiers:
        what.append("qualifiers")
    return ChangedFact(old, new, tuple(what)) if what else None


def _replaced_values(removed: Iterable[Fact], added: Iterable[Fact], schema: Schema) -> list[ChangedFact]:
    """Return facts of which one went and one came in the same place: another value, another date, another holder."""
    places: dict[tuple[str, ...], tuple[list[Fact], list[Fact]]] = defaultdict(lambda: ([], []))
    for side, facts in enumerate((removed, added)):
        for fact in facts:
            if place := _place(fact, schema):
                places[place][side].append(fact)
    return [
        ChangedFact(gone[0], come[0], ("holder" if gone[0].kind == "link" else "value",))
        for gone, come in places.values()
        if len(gone) == len(come) == 1
    ]


def _place(fact: Fact, schema: Schema) -> tuple[str, ...] | None:
    """Return what only one fact can fill, as far as it is so."""
    if fact.kind != "link":
        return slot_of(fact.best)
    info = schema.relations.get(fact.predicate)
    if info is not None and info.single_subject:
        return ("subject", fact.predicate, fact.object)
    if info is not None and info.single_object:
        return ("object", fact.predicate, fact.subject)
    return None


def _contradictions(
    before: Iterable[Fact], after: Iterable[Fact], known: set[tuple[str, ...]], schema: Schema
) -> tuple[Contradiction, ...]:
    """Return the contradictions that the new graph brings: within it, or between it and what it gave up."""
    now = list(after)
    current = {_key(fact) for fact in now}
    all_ = [*now, *(fact for fact in before if _key(fact) not in current)]
    found = [*_denials(before, now), *_clashes(all_, current, known, schema)]
    return tuple(sorted(found, key=lambda item: (item.reason, _order(item.one), _order(item.other))))


def _denials(before: Iterable[Fact], after: Iterable[Fact]) -> list[Contradiction]:
    """Return what is stated and denied: by different claims of the new graph, or then stated and now denied."""
    earlier = {_key(fact): fact for fact in before}
    found = []
    for fact in after:
        past = earlier.get(_key(fact))
        denied = [s for s in fact.statements if s.mode == "negated"]
        stated = [s for s in fact.statements if s.mode != "negated"]
        was_denied = past is not None and any(s.mode == "negated" for s in past.statements)
        was_stated = past is not None and past.factual
        if denied and fact.factual and not (was_denied and was_stated):
            found.append(Contradiction("denied", _only_claims(fact, stated), _only_claims(fact, denied)))
        elif past is not None and fact.mode == "negated" and was_stated and not was_denied:
            found.append(Contradiction("denied", past, fact))
        elif past is not None and past.mode == "negated" and fact.factual and not denied:
            found.append(Contradiction("denied", fact, past))
    return found


def _only_claims(fact: Fact, statements: list[Statement]) -> Fact:
    best = statements[0]
    return replace(fact, mode=best.mode, confidence=best.confidence, statements=tuple(statements))


def _clashes(
    facts: Iterable[Fact], current: set[tuple[str, ...]], known: set[tuple[str, ...]], schema: Schema
) -> list[Contradiction]:
    """Return pairs of facts that fill one place, of which the new graph has one that the old had not."""
    places: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.factual and not fact.past and _exact(fact) and _exclusive(fact, schema) and (p := _place(fact, schema)):
            places[p].append(fact)
    found = []
    for rivals in places.values():
        for one, other in combinations(sorted(rivals, key=lambda fact: (_key(fact) not in known, _order(fact))), 2):
            fresh = [fact for fact in (one, other) if _key(fact) in current and _key(fact) not in known]
            if fresh and not _compatible(one, other):
                reason: Literal["holder", "value"] = "holder" if _by_subject(one, schema) else "value"
                found.append(Contradiction(reason, one, other))
    return found


def _exclusive(fact: Fact, schema: Schema) -> bool:
    """Tell whether there can be only one: a figure of a period, a relation that the ontology says so of."""
    info = schema.relations.get(fact.predicate)
    if fact.kind == "figure":
        return bool(isinstance(fact.best, GraphFigure) and fact.best.period and fact.best.value is not None)
    return info is not None and (info.single_object or info.single_subject)


def _by_subject(fact: Fact, schema: Schema) -> bool:
    info = schema.relations.get(fact.predicate)
    return fact.kind == "link" and info is not None and info.single_subject


def _exact(fact: Fact) -> bool:
    return not isinstance(fact.best, GraphFigure) or fact.best.bound is None


def _compatible(one: Fact, other: Fact) -> bool:
    """Tell whether both may hold: a date within a coarser one, or the same number put differently."""
    if one.kind == "date":
        return one.object.startswith(other.object) or other.object.startswith(one.object)
    if isinstance(one.best, GraphFigure) and isinstance(other.best, GraphFigure):
        return one.best.value == other.best.value
    return False


def _entity_changes(old: GraphData, new: GraphData, successors: Mapping[str, Counter[str]]) -> tuple[EntityChange, ...]:
    """Return what became of the entities, as far as claims or the newer graph tell."""
    was, now = ({node.iri: node for node in data.nodes} for data in (old, new))
    origins: dict[str, set[str]] = defaultdict(set)
    for iri, found in successors.items():
        for other in found:
            origins[other].add(iri)
    changes: list[EntityChange] = []
    seen_old: set[str] = set()
    seen_new: set[str] = set()

    def note(kind: EntityChangeKind, gone: Iterable[str], come: Iterable[str]) -> None:
        before, after = sorted(gone), sorted(come)
        seen_old.update(before)
        seen_new.update(after)
        changes.append(EntityChange(kind, tuple(was[i] for i in before), tuple(now[i] for i in after)))

    for iri in sorted(now):
        gone = {other for other in origins.get(iri, ()) if other in was and (other == iri or other not in now)}
        if len(gone) > 1:
            note("merged", gone, [iri])
    for iri in sorted(was):
        came = {other for other in successors.get(iri, ()) if other in now and (other == iri or other not in was)}
        if len(came) > 1:
            note("split", [iri], came)
    for iri in sorted(was.keys() - now.keys() - seen_old):
        target = _successor(iri, successors)
        note("renamed", [iri], [target]) if target in now and target not in was else note("removed", [iri], [])
    for iri in sorted(now.keys() - was.keys() - seen_new):
        note("added", [], [iri])
    for iri in sorted((was.keys() & now.keys()) - seen_old):
        if was[iri].label != now[iri].label:
            note("renamed", [iri], [iri])
        elif was[iri].types != now[iri].types:
            note("retyped", [iri], [iri])
    return tuple(sorted(changes, key=_change_order))


_KINDS = ("merged", "split", "renamed", "retyped", "removed", "added")


def _change_order(change: EntityChange) -> tuple[int, str, str]:
    node = (*change.new, *change.old)[0]
    return _KINDS.index(change.kind), node.label, node.iri


def _articles(data: GraphData) -> dict[str, ArticleRef]:
    return {s.article_iri: ArticleRef(s.article_iri, s.article_title, s.date) for s in data.statements()}


def _only(these: Mapping[str, ArticleRef], those: Mapping[str, ArticleRef]) -> tuple[ArticleRef, ...]:
    return tuple(these[iri] for iri in sorted(these.keys() - those.keys()))


def _side(name: str, data: GraphData, facts: tuple[Fact, ...]) -> DiffSide:
    claims = len(data.edges) + len(data.figures) + len(data.facts)
    return DiffSide(name, len(_articles(data)), len(data.nodes), claims, len(facts))
