"""What the extraction rules pass around: who fills a role, and the data of one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.annotate.grammar import Grammar, Kinds
    from kg.knowledge import KnowledgeBase
    from kg.lexicon import Lexicon
    from kg.ontology import Schema


@dataclass(frozen=True, slots=True)
class Filler:
    """An entity that fills a role, and the token that stands for it."""

    entity: int
    token: int


@dataclass(frozen=True, slots=True)
class Language:
    """The data of one language that the rules read."""

    grammar: Grammar
    kinds: Kinds
    lexicon: Lexicon
    knowledge: KnowledgeBase
    schema: Schema
