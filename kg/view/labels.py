"""What the page needs to know of the ontology: readable names, parents and symmetric relations."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kg.ontology import Schema

LANGUAGES = ("en", "fr")
ASSETS = Path(__file__).resolve().parent / "assets"


@dataclass(frozen=True, slots=True)
class ViewLabels:
    """Names in each language for classes and relations; a missing one is shown as the local name, spaced out.

    ``phrases`` read between subject and object, ``inverses`` head a list of subjects. ``parents`` maps a class to its
    parent class; the topmost ancestor decides about colour and shape. ``vocabulary`` is the ontology's namespace.
    """

    classes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    relations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    phrases: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    inverses: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    parents: Mapping[str, str] = field(default_factory=dict)
    symmetric: frozenset[str] = frozenset()
    vocabulary: str = "https://w3id.org/mediakg/ontology#"

    def root(self, name: str) -> str:
        """Return the topmost ancestor of a class (itself when it has no parent); a circle of parents ends the climb."""
        seen = {name}
        while (parent := self.parents.get(name)) is not None and parent not in seen:
            seen.add(parent)
            name = parent
        return name


def labels_of(schema: Schema) -> ViewLabels:
    """Return the labels that an ontology gives."""
    return ViewLabels(
        classes={name: _speak(name, schema.label) for name in schema.classes},
        relations={name: _speak(name, schema.label) for name in schema.relations},
        phrases={name: _speak(name, schema.phrase) for name in schema.relations},
        inverses={name: _speak(name, schema.inverse_label) for name in schema.relations},
        parents={name: min(info.parents) for name, info in schema.classes.items() if info.parents},
        symmetric=schema.symmetric,
        vocabulary=schema.namespace,
    )


def _speak(name: str, say: Callable[[str, str], str]) -> dict[str, str]:
    return {lang: say(name, lang) for lang in LANGUAGES}


@cache
def families() -> dict[str, Any]:
    """Return the drawing of the class families, from ``assets/families.json``."""
    data: dict[str, Any] = json.loads((ASSETS / "families.json").read_text(encoding="utf-8"))
    return data


def family_of(name: str, labels: ViewLabels) -> dict[str, Any]:
    """Return the family of a class; one with an unknown root belongs to "other"."""
    root = labels.root(name)
    found: dict[str, Any] = next((f for f in families()["families"] if root in f["roots"]), families()["other"])
    return found


def primary_classes(types: Iterable[tuple[str, ...]]) -> list[str]:
    """Return the class each entity is drawn as: the rarest of its types, because that says most."""
    listed = list(types)
    counts = Counter(name for names in listed for name in names)
    return [min(names, key=lambda name: (counts[name], name), default="") for names in listed]


def spaced(name: str) -> str:
    """Return ``chiefExecutiveOf`` as "chief executive of": a label for what has none."""
    if not name.isidentifier():
        return name
    words = "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip()
    return words or name
