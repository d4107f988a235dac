"""From local entities to the entities of the corpus: one real-world thing, one IRI, one name, and why.

A pure function of extractions, knowledge base and decisions. The order of articles does not matter. The IRI of an
entity is that of one of its groups, chosen by the names of the groups alone, so new articles rename nothing that they
do not merge; the IRIs of the other groups are kept as those that it replaces.
"""

from __future__ import annotations

import gc
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from kg.annotate.grammar import load_kinds
from kg.decisions import Decisions
from kg.knowledge import load_knowledge
from kg.model import Entity
from kg.ontology import load_schema
from kg.resolve.bearers import Bearers, spoken
from kg.resolve.clusters import Clusters
from kg.resolve.context import Context
from kg.resolve.contradictions import Contradictions
from kg.resolve.decided import WIKIDATA, Decided, cut_members
from kg.resolve.groups import Setting, initial_groups
from kg.resolve.namesakes import namesakes
from kg.resolve.people import People
from kg.resolve.persons import is_initial
from kg.resolve.reasons import Reason, tell
from kg.resolve.spellings import Spellings
from kg.resolve.typos import Typos
from kg.resolve.words import load_words
from kg.resources import ontologies_dir

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.knowledge import KBEntry, KnowledgeBase
    from kg.model import Extraction, NodeRef
    from kg.ontology import Schema
    from kg.resolve.clusters import Edge
    from kg.resolve.groups import Group, Member


@dataclass(frozen=True, slots=True)
class Part:
    """A group that an entity consists of: what one identifier, or one name and kind, made one thing.

    ``iri`` is the group's own; ``kind`` is empty when nobody knows it.
    """

    iri: str
    name: str
    kind: str
    kb_id: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Two things that are one (a merge) or may be (a doubtful pair), and why.

    Of a merge ``one`` and ``other`` are IRIs of parts, of a doubtful pair those of entities, the smaller first.
    Of a namesake ``other`` is what one article calls so (``IRI@ARTICLE``).
    ``reason`` is a :class:`kg.resolve.reasons.Reason`, ``text`` the same in a sentence, ``score`` how likely it is.
    """

    one: str
    other: str
    reason: str
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """The entities of the corpus, sorted by IRI, where each article's entities went, and why.

    ``parts`` and ``merges`` are by the IRI of the entity; an entity of one part has no merges. ``doubts`` are the
    likely pairs that were not merged, the likeliest first; ``namesakes`` are things that may be two.
    """

    entities: tuple[Entity, ...]
    iris: Mapping[Member, str] = field(repr=False)
    parts: Mapping[str, tuple[Part, ...]] = field(default_factory=dict, repr=False)
    merges: Mapping[str, tuple[Link, ...]] = field(default_factory=dict, repr=False)
    doubts: tuple[Link, ...] = field(default=(), repr=False)
    namesakes: tuple[Link, ...] = field(default=(), repr=False)

    def iri_of(self, article_id: str, key: str) -> str:
        """Return the IRI of an article's entity; raises ``KeyError`` for an unknown one."""
        return self.iris[article_id, key]


def resolve(
    extractions: Sequence[Extraction],
    base: str,
    schema: Schema | None = None,
    knowledge: KnowledgeBase | None = None,
    decisions: Decisions | None = None,
) -> Resolution:
    """Tell which local entities of all extractions are one thing; ``base`` starts the IRIs (it ends in ``/``).

    Without ``schema`` and ``knowledge`` the shipped ones are used; :class:`kg.errors.DataError` when those are broken.
    ``decisions`` of people overrule whatever is found out.
    """
    folder = ontologies_dir()
    setting = Setting(
        schema or load_schema(), load_kinds(folder), knowledge or load_knowledge(), load_words(folder), base
    )
    with _uncollected():
        return _resolve(extractions, setting, decisions or Decisions())


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector away: of millions of records without a cycle it would look through all, many times."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _resolve(extractions: Sequence[Extraction], setting: Setting, decisions: Decisions) -> Resolution:
    groups = initial_groups(extractions, setting)
    cut = cut_members(decisions, groups, lambda: _joined(groups, extractions, setting, decisions, {}).clusters)
    if any(cut.values()):
        groups = initial_groups(extractions, setting, frozenset(m for members in cut.values() for m in members))
    joined = _joined(groups, extractions, setting, decisions, cut)
    found = _resolution(joined.clusters, joined.decided, setting)
    return replace(found, namesakes=_namesakes(joined, setting, found))


class _Joined(NamedTuple):
    """The groups put together, and what that was done with."""

    clusters: Clusters
    decided: Decided
    context: Context


def _joined(
    groups: Sequence[Group],
    extractions: Sequence[Extraction],
    setting: Setting,
    decisions: Decisions,
    cut: Mapping[NodeRef, Sequence[Member]],
) -> _Joined:
    """Join the groups: decisions first, then evidence, the surest kinds first."""
    clusters = Clusters(groups)
    decided = Decided(decisions, clusters, cut, setting)
    decided.apply()
    context = Context(extractions, clusters, setting)
    bearers = Bearers(clusters, context, setting)
    bearers.join()
    Spellings(clusters, context, setting).join()
    People(clusters, context, setting).join()
    bearers.explain()
    Typos(clusters, context, setting).join()
    decided.rejoin()
    return _Joined(clusters, decided, context)


# -- what comes out ----------------------------------------------------------------------------------------------------


def _resolution(clusters: Clusters, decided: Decided, setting: Setting) -> Resolution:
    groups = clusters.groups
    iri_of: dict[int, str] = {}
    entities: list[Entity] = []
    parts: dict[str, tuple[Part, ...]] = {}
    merges: dict[str, list[Link]] = {}
    for numbers in clusters.partition():
        ranked = sorted(numbers, key=lambda n: _rank(groups[n], setting))
        entity = _entity(ranked, clusters, decided, setting)
        entities.append(entity)
        parts[entity.iri] = tuple(_part(groups[n]) for n in ranked)
        iri_of.update(dict.fromkeys(numbers, entity.iri))
    for edge in clusters.edges:
        link = Link(
            groups[edge.one].iri, groups[edge.other].iri, edge.reason, tell(edge.reason, edge.about), edge.score
        )
        merges.setdefault(iri_of[edge.one], []).append(link)
    entities.sort(key=lambda entity: entity.iri)
    return Resolution(
        entities=tuple(entities),
        iris={member: entity.iri for entity in entities for member in entity.members},
        parts={entity.iri: parts[entity.iri] for entity in entities},
        merges={entity.iri: tuple(merges[entity.iri]) for entity in entities if entity.iri in merges},
        doubts=_doubts(clusters, iri_of),
    )


def _doubts(clusters: Clusters, iri_of: Mapping[int, str]) -> tuple[Link, ...]:
    """Return the doubtful pairs as pairs of entities, each once, with the best reason."""
    best: dict[tuple[str, str], Edge] = {}
    for edge in clusters.doubts:
        if clusters.together(edge.one, edge.other) or clusters.separated(edge.one, edge.other):
            continue
        one, other = sorted((iri_of[edge.one], iri_of[edge.other]))
        known = best.get((one, other))
        if known is None or edge.score > known.score:
            best[one, other] = edge
    links = (Link(*pair, edge.reason, tell(edge.reason, edge.about), edge.score) for pair, edge in best.items())
    return tuple(sorted(links, key=lambda link: (-link.score, link.one, link.other)))


def _namesakes(joined: _Joined, setting: Setting, found: Resolution) -> tuple[Link, ...]:
    links = []
    clusters, context = joined.clusters, joined.context
    kinds = (
        (Reason.NAMESAKE, namesakes(clusters, context, setting)),
        (Reason.CONTRADICTION, Contradictions(clusters, context, setting).found()),
    )
    for reason, some in kinds:
        for group, article, about in some:
            iri = found.iri_of(*_first_member(clusters.groups[group]))
            links.append(Link(iri, f"{iri}@{article}", reason, tell(reason, about), 0.5))
    return tuple(sorted(links, key=lambda link: (link.one, link.other)))


def _first_member(group: Group) -> Member:
    article, local = group.members[0]
    return article, local.key


def _rank(group: Group, setting: Setting) -> tuple[object, ...]:
    """Order groups by how well they identify a thing: by their keys alone, never by how often they are spoken of."""
    words = group.name.split()
    full = sum(not is_initial(word) for word in words)
    human = group.kind == setting.human
    return (
        not group.kb_id,
        group.cut,
        group.kind in {"", setting.work},
        human and group.one_word,
        -full if human else full,
        human and words[:1] != [] and words[0] in setting.words.full_names,
        group.key,
    )


def _part(group: Group) -> Part:
    members = tuple((article, local.key) for article, local in group.members)
    return Part(group.iri, spoken(group), group.kind, group.kb_id, members)


def _entity(ranked: Sequence[int], clusters: Clusters, decided: Decided, setting: Setting) -> Entity:
    """Return the entity of a cluster whose groups are ranked, the one that identifies it best first."""
    groups = [clusters.groups[number] for number in ranked]
    members = [member for group in groups for member in group.members]
    identifiers = sorted(clusters.identifiers(ranked[0]), key=lambda i: (i != groups[0].kb_id, i))
    known = [entry for entry in map(setting.knowledge.by_id, identifiers) if entry is not None]
    entry = known[0] if known else None
    names = Counter(local.name for _, local in members)
    fullest = max(names, key=lambda n: (names[n], len(n), n))
    named = next((decided.names[n].object for n in ranked if n in decided.names), "")
    name = named or (entry.name if entry is not None else fullest)
    aliases = {a for _, local in members for a in (local.name, *local.aliases)}
    for other in known:
        aliases |= {other.name, *other.aliases, *other.names.values()}
    same_as = {WIKIDATA + other.qid for other in known if other.qid} | {i for i in identifiers if ":" in i}
    return Entity(
        iri=groups[0].iri,
        name=name,
        types=_types(ranked, clusters, decided, entry, setting),
        aliases=tuple(sorted(aliases - {name})),
        labels=tuple(sorted(entry.names.items())) if entry is not None else (),
        same_as=tuple(sorted(same_as)),
        members=tuple(sorted((article, local.key) for article, local in members)),
        replaces=tuple(sorted(group.iri for group in groups[1:])),
    )


def _types(
    ranked: Sequence[int], clusters: Clusters, decided: Decided, entry: KBEntry | None, setting: Setting
) -> tuple[str, ...]:
    schema = setting.schema
    said = next((decided.types[n].object for n in ranked if n in decided.types), "")
    if said:
        return schema.narrowest(said.split("|"))
    if entry is not None:
        return schema.narrowest(entry.types)
    groups = [clusters.groups[number] for number in ranked]
    # members of another kind joined by their name alone: they were mistaken about the kind
    sure = [local for group in groups if group.kind == groups[0].kind for _, local in group.members]
    votes = Counter(t for local in sure for t in local.types)
    if not votes:
        votes = Counter(t for group in groups for _, local in group.members for t in local.types)
    if not votes:
        return ()
    best = max(schema.narrowest(votes), key=lambda t: (votes[t], t))
    return (best,)
