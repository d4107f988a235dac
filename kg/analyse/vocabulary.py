"""Words for people: names of entities, classes and relations, and sentences about measures, in either language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.analyse.graph import GraphRef
from kg.model import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.analyse.graph import GraphNode, QualifierValue
    from kg.ontology import Schema

LANGUAGES = ("en", "fr")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What things are called in ``lang``; ``names`` are those of the entities by IRI."""

    schema: Schema
    lang: str = "en"
    names: Mapping[str, str] = field(default_factory=dict)

    def text(self, key: str, **values: object) -> str:
        """Return a sentence of ``texts.toml`` with its gaps filled."""
        return str(texts()[self.lang][key]).format(**values)

    def counted(self, key: str, number: int) -> str:
        """Return "1 hop" or "3 hops"."""
        return str(texts()[self.lang][key][number != 1]).format(number)

    def entity(self, iri: str) -> str:
        """Return the name of an entity, of an unknown one the end of its IRI."""
        return self.names.get(iri) or iri.rsplit("/", 1)[-1]

    def classes(self, types: Sequence[str]) -> str:
        """Return the labels of the narrowest of some classes."""
        return ", ".join(self.schema.label(name, self.lang) for name in self.schema.narrowest(types))

    def relation(self, name: str) -> str:
        """Return the label of a relation."""
        return self.schema.label(name, self.lang)

    def heading(self, name: str) -> str:
        """Return a heading for the subjects of a relation, seen from its object."""
        return self.schema.inverse_label(name, self.lang)

    def phrase(self, name: str) -> str:
        """Return the words that read between subject and object."""
        return self.schema.phrase(name, self.lang)

    def mode(self, name: str) -> str:
        """Return the label of a mode."""
        return self.schema.label(name, self.lang)

    def number(self, value: float) -> str:
        """Return a number with two decimals."""
        return f"{value:.2f}".replace(".", self.text("decimal"))

    def qualifier(self, name: str, value: QualifierValue) -> str:
        """Return a qualifier with its label: "role title: head of drama"; a truth that holds is its label alone."""
        match value:
            case bool():
                return self.relation(name) if value else self.text("not", what=self.relation(name))
            case GraphRef(iri):
                text = self.entity(iri)
            case Quantity():
                text = quantity_text(value)
            case _:
                text = value
        return self.text("colon", heading=self.relation(name), item=text)

    def listed(self, items: Sequence[str]) -> str:
        """Return "a, b and c"."""
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} {self.text('and')} {items[-1]}"


def quantity_text(value: Quantity) -> str:
    """Return a quantity as "≥ 1,200 EUR 2025-Q2 +5 %"."""
    bound = {"atLeast": "≥ ", "atMost": "≤ ", "about": "≈ "}.get(value.bound or "", "")
    number = "" if value.value is None else f"{bound}{value.value:,}"
    change = "" if value.change is None else f"{value.change:+} %"
    return " ".join(part for part in (number, value.unit, value.period, change) if part)


def vocabulary(nodes: Iterable[GraphNode], schema: Schema, lang: str = "en") -> Vocabulary:
    """Return the vocabulary for some entities; each has its name in ``lang`` where it has one."""
    names = {node.iri: dict(node.labels).get(lang) or node.label for node in nodes}
    return Vocabulary(schema, lang if lang in LANGUAGES else LANGUAGES[0], names)


@cache
def texts() -> dict[str, dict[str, Any]]:
    """Return the sentences of this package by language."""
    return tomllib.loads(Path(__file__).with_name("texts.toml").read_text(encoding="utf-8"))
