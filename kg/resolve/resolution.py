"""Grouping by knowledge-base identifier, then by name and kind; short names follow the full name they stand for.

A pure function of the extractions: the order of articles does not matter, and a group's IRI is minted from what
identifies it (knowledge-base id, or name and kind), so new articles rename nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.annotate.grammar import Kinds, load_kinds
from kg.ids import entity_iri
from kg.knowledge import KBEntry, KnowledgeBase, load_knowledge
from kg.model import Entity, Extraction, LocalEntity
from kg.ontology import Schema, load_schema
from kg.resolve.names import name_key
from kg.resources import ontologies_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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


@dataclass(slots=True)
class _Group:
    key: str
    members: list[tuple[str, LocalEntity]] = field(default_factory=list)


def resolve(
    extractions: Sequence[Extraction],
    base: str,
    schema: Schema | None = None,
    knowledge: KnowledgeBase | None = None,
) -> Resolution:
    """Group the local entities of all extractions; ``base`` starts the IRIs (it ends in ``/``)."""
    schema = schema or load_schema()
    knowledge = knowledge or load_knowledge()
    kinds = load_kinds(ontologies_dir())
    groups: dict[str, _Group] = {}
    for extraction in sorted(extractions, key=lambda e: e.article_id):
        for local in extraction.entities:
            key = _key(local, schema, kinds)
            groups.setdefault(key, _Group(key)).members.append((extraction.article_id, local))
    merged = _follow(groups, _merges(groups, schema, kinds))
    entities = []
    iris: dict[Member, str] = {}
    for group in merged:
        entity = _entity(group, base, schema, knowledge)
        entities.append(entity)
        for member in entity.members:
            iris[member] = entity.iri
    return Resolution(tuple(sorted(entities, key=lambda e: e.iri)), iris)


def _root(types: Iterable[str], schema: Schema) -> str:
    """Return the top class of the types: what kind of thing it is at all."""
    roots = {
        min((a for a in schema.expand(t) if a in schema.classes and not schema.classes[a].parents), default=t)
        for t in types
    }
    return min(roots, default="")


def _key(local: LocalEntity, schema: Schema, kinds: Kinds) -> str:
    if local.kb_id:
        return f"kb\0{local.kb_id}"
    root = _root(local.types, schema)
    # a film and its series, a book and its film share a name: works are told apart by their narrow class
    kind = local.types[0] if root == kinds.first("work") else root
    return f"name\0{kind}\0{name_key(local.name)}"


def _merges(groups: Mapping[str, _Group], schema: Schema, kinds: Kinds) -> dict[str, str]:
    """Return which group goes into which: an unlinked name into the linked entity or the fuller name it stands for."""
    known: dict[tuple[str, str], set[str]] = {}
    forms: dict[tuple[str, str], set[str]] = {}
    for key, group in groups.items():
        for _, local in group.members:
            root = _root(local.types, schema)
            if local.kb_id:
                kind = local.types[0] if root == kinds.first("work") and local.types else root
                for name in (local.name, *local.aliases):
                    known.setdefault((kind, name_key(name)), set()).add(key)
            else:
                seen = {m.text for m in local.mentions if m.kind == "name"}
                for name in seen - {local.name}:
                    forms.setdefault((key.split("\0")[1], name_key(name)), set()).add(key)
    out: dict[str, str] = {}
    named: dict[str, set[str]] = {}
    for (root, name), keys in known.items():
        if root:
            named.setdefault(name, set()).update(keys)
    for key in groups:
        if not key.startswith("kb\0"):
            _, root, name = key.split("\0")
            if root:
                named.setdefault(name, set()).add(key)
    human, work, titled = kinds.first("human"), kinds.first("work"), set(kinds.classes["titled"])
    for key, group in groups.items():
        if key.startswith("kb\0"):
            continue
        _, root, name = key.split("\0")
        if not root or (root == human and " " not in name):
            # one word without a class, or taken for somebody's only name, follows the one thing that bears it elsewhere
            others = {k for k in named.get(name, set()) if k != key and not k.startswith(f"name\0{human}\0")}
            leading = _leading(others, groups)
            if leading:
                out[key] = leading
                continue
        if root == work and (
            leading := _leading({k for k in named.get(name, set()) if k.split("\0")[1] in titled}, groups)
        ):
            out[key] = leading
            continue
        linked = known.get((root, name), set())
        fuller = forms.get((root, name), set()) - {key}
        if len(linked) == 1:
            out[key] = next(iter(linked))
        elif len(fuller) == 1 and not linked and (" " in name or not _is_person_surname(group)):
            out[key] = next(iter(fuller))
    return out


def _leading(keys: set[str], groups: Mapping[str, _Group]) -> str:
    """Return the one group among namesakes, or the one that is spoken of far more often; empty when neither is clear."""
    ranked = sorted(keys, key=lambda k: (-len(groups[k].members), k))
    if not ranked:
        return ""
    clear = len(ranked) == 1 or len(groups[ranked[0]].members) >= 2 * len(groups[ranked[1]].members)
    return ranked[0] if clear else ""


def _is_person_surname(group: _Group) -> bool:
    """One word that was taken for a person: too little to tell whose surname it is in another article."""
    return all(" " not in local.name and any(m.kind == "pronoun" for m in local.mentions) for _, local in group.members)


def _follow(groups: Mapping[str, _Group], merges: Mapping[str, str]) -> list[_Group]:
    targets: dict[str, _Group] = {}
    for key in sorted(groups):
        target, steps = key, 0
        while target in merges and steps < len(merges):
            target = merges[target]
            steps += 1
        targets.setdefault(target, _Group(target)).members.extend(groups[key].members)
    return list(targets.values())


def _entity(group: _Group, base: str, schema: Schema, knowledge: KnowledgeBase) -> Entity:
    entry = knowledge.by_id(group.key.split("\0")[1]) if group.key.startswith("kb\0") else None
    names = Counter(local.name for _, local in group.members)
    fullest = max(names, key=lambda n: (names[n], len(n), n))
    name = entry.name if entry is not None else fullest
    types = _types(group, entry, schema)
    aliases = {a for _, local in group.members for a in (local.name, *local.aliases)}
    if entry is not None:
        aliases |= {*entry.aliases, *entry.names.values()}
    return Entity(
        iri=entity_iri(base, group.key, name),
        name=name,
        types=types,
        aliases=tuple(sorted(aliases - {name})),
        labels=tuple(sorted(entry.names.items())) if entry is not None else (),
        same_as=(WIKIDATA + entry.qid,) if entry is not None and entry.qid else (),
        members=tuple(sorted((article, local.key) for article, local in group.members)),
    )


def _types(group: _Group, entry: KBEntry | None, schema: Schema) -> tuple[str, ...]:
    if entry is not None:
        return schema.narrowest(entry.types)
    votes = Counter(t for _, local in group.members for t in local.types)
    if not votes:
        return ()
    narrow = schema.narrowest(votes)
    best = max(narrow, key=lambda t: (votes[t], t))
    return (best,)
