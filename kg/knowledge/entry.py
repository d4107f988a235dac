"""One row of the knowledge base."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOTHING: Mapping[str, tuple[str, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class KBEntry:
    """Something the knowledge base knows; two entries are equal when their ids are.

    ``name`` is the canonical (English) name, ``names`` the name per language, ``aliases`` every other form in any
    language. ``aliases_by_lang`` holds the forms that belong to one language only, ``demonyms`` the adjectives and
    nouns of a country per language. ``ambiguous`` tells whether the *form that led here* is also an ordinary word, a
    first name or a nickname, so that it links only with evidence from its context; an entry asked for by id answers
    for its name. ``weak_aliases`` is the set of all such forms, names included.
    """

    id: str
    name: str = field(compare=False)
    names: Mapping[str, str] = field(compare=False)
    aliases: tuple[str, ...] = field(default=(), compare=False)
    types: tuple[str, ...] = field(default=(), compare=False)
    qid: str | None = field(default=None, compare=False)
    ambiguous: bool = field(default=False, compare=False)
    weak_aliases: frozenset[str] = field(default=frozenset(), compare=False)
    aliases_by_lang: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NOTHING, compare=False)
    demonyms: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NOTHING, compare=False)
