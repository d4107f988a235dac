"""Finding entities by their names as people type them: without case, without accents, from the beginning of a word."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nsmallest
from typing import TYPE_CHECKING

from kg.ids import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import Entity

_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Found:
    """An entity that was found; ``alias`` is the other name by which it was, if so."""

    iri: str
    name: str
    types: tuple[str, ...]
    alias: str | None = None


class NameIndex:
    """All names of all entities."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._entities: dict[str, Entity] = {}
        self.by_iri: dict[str, str] = {}
        self._names: list[tuple[str, str, str | None]] = []
        for entity in entities:
            self._entities[entity.iri] = entity
            self.by_iri[entity.iri] = entity.name
            self._names.append((fold(entity.name), entity.iri, None))
            others = sorted({*entity.aliases, *(name for _, name in entity.labels)} - {entity.name})
            self._names += ((fold(name), entity.iri, name) for name in others)

    def __len__(self) -> int:
        return len(self._entities)

    def entities(self) -> Iterable[Entity]:
        """Return all entities."""
        return self._entities.values()

    def entity(self, iri: str) -> Entity | None:
        """Return the entity with an IRI."""
        return self._entities.get(iri)

    def name(self, iri: str) -> str:
        """Return the name of an entity, the end of its IRI when it is not described."""
        return self.by_iri.get(iri) or iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1]

    def of_type(self, name: str, limit: int = _SHOWN) -> list[Found]:
        """Return entities of exactly this class, by name."""
        fitting = (entity for entity in self._entities.values() if name in entity.types)
        chosen = nsmallest(limit, fitting, key=lambda entity: (fold(entity.name), entity.iri))
        return [Found(entity.iri, entity.name, entity.types) for entity in chosen]

    def search(self, text: str, limit: int = _SHOWN) -> list[Found]:
        """Return the entities with a name that holds ``text``: whole names first, then beginnings of names, of words.

        An identifier of another knowledge base (``Q…``) finds its entity, too.
        """
        wanted = fold(" ".join(text.split()))
        if not wanted:
            return []
        ranked: dict[str, tuple[int, int, str, str | None]] = {}
        for folded, iri, alias in self._names:
            if wanted in folded:
                key = (_rank(folded, wanted), len(folded), folded, alias)
                if iri not in ranked or key[:3] < ranked[iri][:3]:
                    ranked[iri] = key
        if not ranked:
            ends = f"/{wanted}".upper()
            ranked = {
                iri: (0, 0, "", None)
                for iri, entity in self._entities.items()
                if any(other.upper().endswith(ends) for other in entity.same_as)
            }
        best = nsmallest(limit, ranked.items(), key=lambda item: (item[1][:3], item[0]))
        return [
            Found(iri, self._entities[iri].name, self._entities[iri].types, alias) for iri, (_, _, _, alias) in best
        ]


def _rank(name: str, wanted: str) -> int:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    return 2 if f" {wanted}" in name else 3
