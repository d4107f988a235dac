"""Which local entities are one thing: grouped by knowledge-base identifier, then by name and kind.

A short or vague name then follows the one group that it stands for elsewhere in the corpus. Whatever stays doubtful
stays apart: two nodes for one thing cost less than one node for two things.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.resolve.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.annotate.grammar import Kinds
    from kg.model import Extraction, LocalEntity
    from kg.ontology import Schema


@dataclass(slots=True)
class Group:
    """Local entities taken for one thing, as (article id, entity).

    ``key`` identifies the group whatever other articles there are; ``kb_id`` is empty without a link, ``name`` is the
    folded name of an unlinked group, ``kind`` what kind of thing it is (empty when nobody knows).
    """

    key: str
    kb_id: str
    kind: str
    name: str
    members: list[tuple[str, LocalEntity]] = field(default_factory=list)


def group_entities(extractions: Sequence[Extraction], schema: Schema, kinds: Kinds) -> list[Group]:
    """Return the groups of all local entities, sorted by key; the order of the extractions does not matter."""
    groups: dict[str, Group] = {}
    for extraction in sorted(extractions, key=lambda e: e.article_id):
        for local in extraction.entities:
            group = _new_group(local, schema, kinds)
            groups.setdefault(group.key, group).members.append((extraction.article_id, local))
    merges = _Merger(groups, schema, kinds).merges()
    targets = {key: _target(key, merges) for key in sorted(groups)}
    for key, target in targets.items():
        if target != key:
            groups[target].members.extend(groups[key].members)
    return [groups[key] for key, target in targets.items() if target == key]


def _new_group(local: LocalEntity, schema: Schema, kinds: Kinds) -> Group:
    if local.kb_id:
        return Group(f"kb\0{local.kb_id}", local.kb_id, "", "")
    kind, name = kind_of(local, schema, kinds), name_key(local.name)
    return Group(f"name\0{kind}\0{name}", "", kind, name)


def kind_of(local: LocalEntity, schema: Schema, kinds: Kinds) -> str:
    """Return the kind of an entity: its top class, but of a work its own class (film and series share a name)."""
    root = min((_root(t, schema) for t in local.types), default="")
    return local.types[0] if root == kinds.first("work") else root


def _root(cls: str, schema: Schema) -> str:
    tops = (a for a in schema.expand(cls) if a in schema.classes and not schema.classes[a].parents)
    return min(tops, default=cls)


def _target(key: str, merges: Mapping[str, str]) -> str:
    """Follow merges to their end; groups that point at each other in a ring meet in the one of the smallest key."""
    path = [key]
    while (following := merges.get(path[-1])) is not None:
        if following in path:
            return min(path[path.index(following) :])
        path.append(following)
    return path[-1]


class _Merger:
    """Decides which unlinked group goes into which other one."""

    def __init__(self, groups: Mapping[str, Group], schema: Schema, kinds: Kinds) -> None:
        self.groups = groups
        self.schema = schema
        self.kinds = kinds
        self.human = kinds.first("human")
        #: (kind, name) → linked groups of that name; → unlinked groups that some article also calls so.
        self.linked: dict[tuple[str, str], set[str]] = {}
        self.forms: dict[tuple[str, str], set[str]] = {}
        #: name → groups of known kind that bear it, each with its kinds.
        self.bearers: dict[str, dict[str, set[str]]] = {}
        for key, group in groups.items():
            for kind, name, own in self._names(group):
                index = self.linked if group.kb_id else self.forms
                if group.kb_id or not own:
                    index.setdefault((kind, name), set()).add(key)
                if kind and (group.kb_id or own):
                    self.bearers.setdefault(name, {}).setdefault(key, set()).add(kind)

    def _names(self, group: Group) -> Iterator[tuple[str, str, bool]]:
        """Yield (kind, name, is the group's own name) for all that its members are called."""
        for _, local in group.members:
            if group.kb_id:
                kind = kind_of(local, self.schema, self.kinds)
                yield from ((kind, name_key(name), True) for name in (local.name, *local.aliases))
            else:
                yield group.kind, group.name, True
                forms = {m.text for m in local.mentions if m.kind == "name"} - {local.name}
                yield from ((group.kind, name_key(form), False) for form in forms)

    def merges(self) -> dict[str, str]:
        """Return the group that each merged group goes into, by key."""
        found = ((key, self._stands_for(group)) for key, group in self.groups.items() if not group.kb_id)
        return {key: target for key, target in found if target}

    def _stands_for(self, group: Group) -> str:
        bearers = {key: kinds for key, kinds in self.bearers.get(group.name, {}).items() if key != group.key}
        one_word = " " not in group.name
        if not group.kind or (group.kind == self.human and one_word):
            # a name without a class, or one word taken for somebody's only name, follows the one thing that bears it
            # elsewhere; one word is no evidence for a person, who shares it with a family
            found = self._leading(key for key in bearers if not (one_word and self.groups[key].kind == self.human))
            if found:
                return found
        if group.kind == self.kinds.first("work"):
            titled = set(self.kinds.classes["titled"])
            found = self._leading(key for key, kinds in bearers.items() if kinds & titled)
            if found:
                return found
        linked = self.linked.get((group.kind, group.name), set())
        fuller = self.forms.get((group.kind, group.name), set()) - {group.key}
        if len(linked) == 1:
            return min(linked)
        if len(fuller) == 1 and not linked and (not one_word or not _is_surname(group)):
            return min(fuller)
        return ""

    def _leading(self, keys: Iterable[str]) -> str:
        """Return the one group among namesakes, or the one spoken of far more often; empty when neither is clear."""
        ranked = sorted(keys, key=lambda key: (-len(self.groups[key].members), key))
        if not ranked:
            return ""
        sizes = [len(self.groups[key].members) for key in ranked]
        return ranked[0] if len(ranked) == 1 or sizes[0] >= 2 * sizes[1] else ""


def _is_surname(group: Group) -> bool:
    """One word that was taken for a person: too little to tell whose surname it is in another article."""
    return all(" " not in local.name and any(m.kind == "pronoun" for m in local.mentions) for _, local in group.members)
