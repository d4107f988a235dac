"""The first step: local entities that one key makes one group.

The key is the identifier of a knowledge base, or kind and folded name; of a mere description ("best director") also the
article. A group has an IRI of its own, minted from its
key, so it can be pointed at whatever it is merged with later.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from kg.ids import entity_iri, fold
from kg.resolve.names import NameKeys

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kg.annotate.grammar import Kinds
    from kg.knowledge import KnowledgeBase
    from kg.model import Extraction, LocalEntity
    from kg.ontology import Schema
    from kg.resolve.words import NameWords

#: Article id and key of a local entity.
Member = tuple[str, str]


@dataclass(slots=True, eq=False)
class Group:
    """Local entities that are one thing by their key alone, as (article id, entity), in the order of the articles.

    ``key`` identifies the group whatever other articles there are; ``kb_id`` is empty without a link, ``name`` is the
    folded name (of a linked group, that in the knowledge base), ``kind`` what kind of thing it is; both are empty when
    nobody knows. ``cut`` tells that a decision on one article took
    it out of a larger group, ``described`` that the name is a description and so holds in one article only.
    """

    key: str
    kb_id: str
    kind: str
    name: str
    iri: str
    members: list[tuple[str, LocalEntity]] = field(default_factory=list)
    cut: bool = False
    described: bool = False

    @property
    def one_word(self) -> bool:
        """Whether the folded name is a single word."""
        return " " not in self.name

    def names(self) -> list[str]:
        """Return the names of the members as they are written, sorted."""
        return sorted({local.name for _, local in self.members})


class Setting:
    """What everything here needs to know: the ontology, the kinds of thing, the known things and the words of names."""

    def __init__(self, schema: Schema, kinds: Kinds, knowledge: KnowledgeBase, words: NameWords, base: str) -> None:
        self.schema = schema
        self.kinds = kinds
        self.knowledge = knowledge
        self.words = words
        self.base = base
        self.keys = NameKeys(words)
        self.human = kinds.first("human")
        self.group = kinds.first("group")
        self.work = kinds.first("work")
        self.titled = frozenset(kinds.classes["titled"])
        self.serial = frozenset(kinds.classes.get("serial", ()))
        self.vocabulary = frozenset(kinds.classes.get("vocabulary", ()))
        self._kinds: dict[tuple[str, ...], str] = {}
        self._known: dict[str, tuple[str, str]] = {}

    @cached_property
    def first_names(self) -> frozenset[str]:
        """The known first names, folded."""
        return frozenset(fold(name) for name in self.knowledge.first_names)

    def kind_of(self, types: tuple[str, ...]) -> str:
        """Return the kind of an entity: its top class, but of a work its own class (film and series share a name)."""
        known = self._kinds.get(types)
        if known is None:
            root = min((self._root(t) for t in types), default="")
            known = self._kinds[types] = types[0] if root == self.work else root
        return known

    def _root(self, cls: str) -> str:
        classes = self.schema.classes
        return min((a for a in self.schema.expand(cls) if a in classes and not classes[a].parents), default=cls)

    def name_key(self, name: str, kind: str) -> str:
        """Return the folded form of a name of a thing of some kind."""
        return self.keys.key(name, firm=kind in {"", self.group})

    def describes(self, name: str, kind: str) -> bool:
        """Tell whether a name is none: a description like "best director", which means another thing elsewhere."""
        return name.islower() and " " in name.strip() and kind not in self.vocabulary

    def known_as(self, kb_id: str) -> tuple[str, str]:
        """Return kind and folded name of a known thing, empty for an unknown identifier."""
        known = self._known.get(kb_id)
        if known is None:
            entry = self.knowledge.by_id(kb_id)
            kind = self.kind_of(self.schema.narrowest(entry.types)) if entry is not None else ""
            known = self._known[kb_id] = (kind, self.name_key(entry.name, kind) if entry is not None else "")
        return known

    def readable(self, local: LocalEntity, name: str) -> str:
        """Return the readable part of the IRI of a group."""
        entry = self.knowledge.by_id(local.kb_id) if local.kb_id else None
        return entry.name if entry is not None else local.kb_id or name


def initial_groups(
    extractions: Iterable[Extraction], setting: Setting, cut: Collection[Member] = frozenset()
) -> list[Group]:
    """Return the groups of all local entities, sorted by key; the order of the extractions does not matter.

    ``cut`` are the members that decisions on one article are about: they make groups of their own.
    """
    groups: dict[str, Group] = {}
    for extraction in sorted(extractions, key=lambda e: e.article_id):
        article = extraction.article_id
        for local in extraction.entities:
            if local.kb_id:
                kind, name = setting.known_as(local.kb_id)
                key = f"kb\0{local.kb_id}"
            else:
                kind = setting.kind_of(local.types)
                name = setting.name_key(local.name, kind)
                key = f"name\0{kind}\0{name}"
                if setting.describes(local.name, kind):
                    key = f"{key}\0in {article}"
            apart = bool(cut) and (article, local.key) in cut
            if apart:
                key = f"{key}\0@{article}"
            group = groups.get(key)
            if group is None:
                # the readable part of an IRI is the same whichever spelling prevails in the corpus
                iri = entity_iri(setting.base, key, setting.readable(local, name))
                group = groups[key] = Group(key, local.kb_id or "", kind, name, iri, cut=apart)
                group.described = not local.kb_id and setting.describes(local.name, kind)
            group.members.append((article, local))
    for key in sorted(key for key, group in groups.items() if group.cut):
        whole = key.rpartition("\0@")[0]
        if whole not in groups:
            # nothing else is called so: the first article keeps what it calls so under its own IRI
            group = groups.pop(key)
            iri = entity_iri(setting.base, whole, setting.readable(group.members[0][1], group.name))
            groups[whole] = replace(group, key=whole, iri=iri, cut=False)
    return [groups[key] for key in sorted(groups)]
