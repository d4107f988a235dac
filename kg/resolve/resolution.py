"""From groups of local entities to the entities of the corpus: one real-world thing, one IRI, one name.

A pure function of the extractions: the order of articles does not matter, and a group's IRI is minted from what
identifies it (knowledge-base id, or name and kind), so new articles rename nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.annotate.grammar import load_kinds
from kg.ids import entity_iri
from kg.knowledge import load_knowledge
from kg.model import Entity
from kg.ontology import load_schema
from kg.resolve.grouping import group_entities, kind_of
from kg.resources import ontologies_dir

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.annotate.grammar import Kinds
    from kg.knowledge import KBEntry, KnowledgeBase
    from kg.model import Extraction
    from kg.ontology import Schema
    from kg.resolve.grouping import Group

WIKIDATA = "http://www.wikidata.org/entity/"
Member = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The entities of the corpus, sorted by IRI, and where each article's entities went."""

    entities: tuple[Entity, ...]
    iris: Mapping[Member, str] = field(repr=False)

    def iri_of(self, article_id: str, key: str) -> str:
        """Return the IRI of an article's entity; raises ``KeyError`` for an unknown one."""
        return self.iris[article_id, key]


def resolve(
    extractions: Sequence[Extraction],
    base: str,
    schema: Schema | None = None,
    knowledge: KnowledgeBase | None = None,
) -> Resolution:
    """Group the local entities of all extractions; ``base`` starts the IRIs (it ends in ``/``).

    Without ``schema`` and ``knowledge`` the shipped ones are used; :class:`kg.errors.DataError` when those are broken.
    """
    schema = schema or load_schema()
    knowledge = knowledge or load_knowledge()
    kinds = load_kinds(ontologies_dir())
    groups = group_entities(extractions, schema, kinds)
    entities = sorted((_entity(group, base, schema, kinds, knowledge) for group in groups), key=lambda e: e.iri)
    iris = {member: entity.iri for entity in entities for member in entity.members}
    return Resolution(tuple(entities), iris)


def _entity(group: Group, base: str, schema: Schema, kinds: Kinds, knowledge: KnowledgeBase) -> Entity:
    entry = knowledge.by_id(group.kb_id) if group.kb_id else None
    names = Counter(local.name for _, local in group.members)
    fullest = max(names, key=lambda n: (names[n], len(n), n))
    name = entry.name if entry is not None else fullest
    aliases = {a for _, local in group.members for a in (local.name, *local.aliases)}
    if entry is not None:
        aliases |= {*entry.aliases, *entry.names.values()}
    # the readable part of an IRI is the same whichever spelling of the name prevails in the corpus
    readable = entry.name if entry is not None else group.name or group.kb_id
    return Entity(
        iri=entity_iri(base, group.key, readable),
        name=name,
        types=_types(group, entry, schema, kinds),
        aliases=tuple(sorted(aliases - {name})),
        labels=tuple(sorted(entry.names.items())) if entry is not None else (),
        same_as=(WIKIDATA + entry.qid,) if entry is not None and entry.qid else (),
        members=tuple(sorted((article, local.key) for article, local in group.members)),
    )


def _types(group: Group, entry: KBEntry | None, schema: Schema, kinds: Kinds) -> tuple[str, ...]:
    if entry is not None:
        return schema.narrowest(entry.types)
    # members of another kind joined later, by their name alone: they were mistaken about the kind
    sure = [local for _, local in group.members if kind_of(local, schema, kinds) == group.kind]
    votes = Counter(t for local in sure or (local for _, local in group.members) for t in local.types)
    if not votes:
        return ()
    best = max(schema.narrowest(votes), key=lambda t: (votes[t], t))
    return (best,)
