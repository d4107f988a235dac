"""What became of a graph: the difference between two builds, as records for pages and programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from kg.analyse.facts import Fact
    from kg.analyse.graph import GraphNode

#: What of a fact is different: how it is put, how sure it is, its value or date, who it is about, or its qualifiers.
Difference: TypeAlias = Literal["mode", "confidence", "value", "holder", "qualifiers"]
#: One is denied what the other states; two values or dates where there can be one; two holders of one post.
Conflict: TypeAlias = Literal["denied", "value", "holder"]
EntityChangeKind: TypeAlias = Literal["added", "removed", "merged", "split", "renamed", "retyped"]


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """An article by IRI, title and date."""

    iri: str
    title: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class DiffSide:
    """One of the two graphs: what it is called and how much it holds; ``articles`` counts those with claims."""

    name: str
    articles: int
    entities: int
    claims: int
    facts: int


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """A fact that both graphs have, but not in the same way; ``what`` is never empty."""

    old: Fact
    new: Fact
    what: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two facts that cannot both hold, at least one of them new; ``one`` is the older or the stronger."""

    reason: Conflict
    one: Fact
    other: Fact


@dataclass(frozen=True, slots=True)
class EntityChange:
    """Entities that came, went, became one (several ``old``), became several, or have another name or class."""

    kind: EntityChangeKind
    old: tuple[GraphNode, ...]
    new: tuple[GraphNode, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphDiff:
    """The difference between two graphs; every tuple is sorted, by relation and names.

    ``articles_added`` and ``articles_removed`` are those that only one of the graphs speaks of.
    """

    old: DiffSide
    new: DiffSide
    articles_added: tuple[ArticleRef, ...] = ()
    articles_removed: tuple[ArticleRef, ...] = ()
    added: tuple[Fact, ...] = ()
    removed: tuple[Fact, ...] = ()
    changed: tuple[ChangedFact, ...] = ()
    contradicted: tuple[Contradiction, ...] = ()
    entities: tuple[EntityChange, ...] = ()

    @property
    def same(self) -> bool:
        """Whether the two graphs say the same."""
        parts = (self.articles_added, self.articles_removed, self.added, self.removed, self.changed)
        return not any((*parts, self.contradicted, self.entities))
