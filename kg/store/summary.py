"""How much the graph holds, for ``kg stats``."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.model import MODES
from kg.store import inference, mapping, terms, withheld

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.store.engine import Engine


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of things; all mappings are sorted, the largest number first (modes in the order of the ontology).

    ``linked`` counts entities with an identifier of another knowledge base, ``direct`` the statements between things
    that plain queries see, ``inferred`` those that the ontology adds to them, ``withheld`` the claims that wait for a
    person and are in none of the other numbers. ``relations`` maps a relation to its number of claims in each mode.
    """

    articles: int
    languages: Mapping[str, int]
    publishers: Mapping[str, int]
    first_date: str | None
    last_date: str | None
    entities: int
    linked: int
    classes: Mapping[str, int]
    claims: int
    modes: Mapping[str, int]
    relations: Mapping[str, Mapping[str, int]]
    direct: int
    inferred: int
    withheld: int
    quads: int


def claims_by_entity(engine: Engine) -> dict[str, int]:
    """Return the number of claims that each entity is a side of."""
    sides: Counter[str] = Counter()
    for role in ("subject", "object"):
        for quad in engine.quads_for_pattern(None, terms.mkg(role), None, None):
            if isinstance(quad.object, ox.NamedNode):
                sides[quad.object.value] += 1
    return dict(sides)


def count(engine: Engine, base: str) -> Counts:
    """Return the numbers of a store whose IRIs start with ``base``."""
    entities = mapping.entities_graph(base)
    classes = Counter(terms.local_name(q.object) for q in engine.quads_for_pattern(None, mapping.TYPE, None, entities))
    articles = {q.subject for q in engine.quads_for_pattern(None, mapping.TYPE, mapping.ARTICLE, None)}
    dates = sorted(_values(engine, mapping.PUBLISHED))
    relation_of = _by_subject(engine, "predicate")
    mode_of = _by_subject(engine, "mode")
    modes = Counter(mode_of.values())
    relations: dict[str, Counter[str]] = {}
    for claim, relation in relation_of.items():
        relations.setdefault(relation, Counter())[mode_of.get(claim, "")] += 1
    direct = {terms.mkg(name) for name in relations}
    return Counts(
        articles=len(articles),
        languages=_ranked(Counter(_values(engine, mapping.LANGUAGE))),
        publishers=_ranked(Counter(_values(engine, mapping.PUBLISHER))),
        first_date=dates[0] if dates else None,
        last_date=dates[-1] if dates else None,
        entities=len({q.subject for q in engine.quads_for_pattern(None, mapping.LABEL, None, entities)}),
        linked=len({q.subject for q in engine.quads_for_pattern(None, mapping.SAME_AS, None, entities)}),
        classes=_ranked(classes),
        claims=len(relation_of),
        modes={mode: modes[mode] for mode in MODES if modes[mode]},
        relations={
            name: {mode: relations[name][mode] for mode in MODES if relations[name][mode]}
            for name in sorted(relations, key=lambda name: (-relations[name].total(), name))
        },
        direct=sum(_count_direct(engine, predicate, base) for predicate in direct),
        inferred=sum(
            _count_inferred(engine, graph)
            for graph in engine.quads_for_pattern(None, mapping.TYPE, inference.CLASS, None)
        ),
        withheld=sum(1 for _ in engine.quads_for_pattern(None, mapping.TYPE, withheld.CLASS, None)),
        quads=len(engine),
    )


def _values(engine: Engine, predicate: ox.NamedNode) -> list[str]:
    return [terms.text_value(quad.object) for quad in engine.quads_for_pattern(None, predicate, None, None)]


def _by_subject(engine: Engine, name: str) -> dict[str, str]:
    quads = engine.quads_for_pattern(None, terms.mkg(name), None, None)
    return {terms.text_value(quad.subject): terms.local_name(quad.object) for quad in quads}


def _count_direct(engine: Engine, predicate: ox.NamedNode, base: str) -> int:
    """Count stated triples whose subject is no claim: qualifiers may share their name with a relation (``price``)."""
    claims, inferred = f"{base}claim/", inference.inferred_prefix(base)
    quads = engine.quads_for_pattern(None, predicate, None, None)
    return sum(
        not terms.text_value(quad.subject).startswith(claims)
        and not terms.text_value(quad.graph_name).startswith(inferred)
        for quad in quads
    )


def _count_inferred(engine: Engine, about: ox.Quad) -> int:
    """Count what is in a graph of inferred statements beside its own description."""
    graph = about.graph_name
    return sum(quad.subject != graph for quad in engine.quads_for_pattern(None, None, None, graph))


def _ranked(counter: Counter[str]) -> dict[str, int]:
    return dict(sorted(counter.items(), key=lambda item: (-item[1], item[0])))
