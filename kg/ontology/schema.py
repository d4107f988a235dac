"""What an ontology says, as frozen records: the only form in which the other stages see it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

RelationKind: TypeAlias = Literal["relation", "metric", "qualifier"]

#: What may stand in a domain or range besides class names: literals and figures.
PSEUDO_TYPES: frozenset[str] = frozenset({"boolean", "date", "number", "quantity", "text"})

_WORDS = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A class, property or individual of the ontology.

    ``name`` is the local name; ``labels`` and ``definitions`` map a language tag (``""`` for none) to text.
    ``alignments`` are (kind, absolute IRI) pairs; the kind is the local name of the property that states it, such as
    ``exactMatch``, ``closeMatch``, ``subClassOf``, ``subPropertyOf`` or ``inverseMatch``.
    """

    name: str
    iri: str
    labels: Mapping[str, str] = field(default_factory=dict)
    definitions: Mapping[str, str] = field(default_factory=dict)
    alignments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassInfo(Term):
    """A class of entities; ``parents`` are direct, ``ancestors`` all of them, the class itself left out.

    ``descriptive`` is true when its members describe others instead of acting, as a country or a genre does.
    """

    parents: tuple[str, ...] = ()
    ancestors: frozenset[str] = frozenset()
    descriptive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationInfo(Term):
    """A relation, metric or qualifier.

    ``domain`` and ``range`` hold class names and :data:`PSEUDO_TYPES`; empty means anything. ``parents`` are the direct
    super-properties, ``ancestors`` all of them; ``inverses`` say the same from object to subject. ``phrases`` read
    between subject and object, ``inverse_labels`` head a list of subjects. With ``single_object`` two objects of one
    subject contradict each other, with ``single_subject`` two subjects that hold one object at the same time.
    """

    kind: RelationKind = "relation"
    domain: frozenset[str] = frozenset()
    range: frozenset[str] = frozenset()
    symmetric: bool = False
    single_object: bool = False
    single_subject: bool = False
    inverses: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    ancestors: frozenset[str] = frozenset()
    phrases: Mapping[str, str] = field(default_factory=dict)
    inverse_labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Schema:
    """Everything an ontology file declares in its own namespace.

    ``classes`` are the classes of entities; ``relations`` holds relations, metrics and pure qualifiers, told apart by
    ``kind``; ``qualifiers`` names everything that may qualify a claim (a metric may, too); ``terms`` are the remaining
    words, those of the claim record. ``fingerprint`` is a hash of the files that were read.
    """

    namespace: str
    classes: Mapping[str, ClassInfo]
    relations: Mapping[str, RelationInfo]
    terms: Mapping[str, Term]
    qualifiers: frozenset[str]
    fingerprint: str

    @property
    def metrics(self) -> frozenset[str]:
        """Names of the relations whose object is a quantity."""
        return frozenset(name for name, info in self.relations.items() if info.kind == "metric")

    @property
    def symmetric(self) -> frozenset[str]:
        """Names of the relations that hold in both directions and are stored once."""
        return frozenset(name for name, info in self.relations.items() if info.symmetric)

    def expand(self, cls: str) -> frozenset[str]:
        """Return the class and all its ancestors; an unknown name (or a pseudo type) stands for itself alone."""
        info = self.classes.get(cls)
        return frozenset({cls}) if info is None else info.ancestors | {cls}

    def is_a(self, cls: str, ancestor: str) -> bool:
        """Tell whether ``cls`` is ``ancestor`` or below it."""
        return cls == ancestor or (cls in self.classes and ancestor in self.classes[cls].ancestors)

    def is_descriptive(self, cls: str) -> bool:
        """Tell whether the members of a class only describe others; classes below it are marked on their own."""
        return cls in self.classes and self.classes[cls].descriptive

    def allows(self, relation: str, subject_types: Iterable[str], object_types: Iterable[str]) -> bool:
        """Tell whether the relation may join things of these types; one fitting type on each side is enough.

        Dates, quantities and other literals have the types of :data:`PSEUDO_TYPES`. Unknown relations and pure
        qualifiers, which never are the predicate of a claim, allow nothing.
        """
        info = self.relations.get(relation)
        if info is None or info.kind == "qualifier":
            return False
        subjects, objects = tuple(subject_types), tuple(object_types)
        if self.fits(subjects, info.domain) and self.fits(objects, info.range):
            return True
        return info.symmetric and self.fits(objects, info.domain) and self.fits(subjects, info.range)

    def fits(self, types: Iterable[str], wanted: frozenset[str]) -> bool:
        """Tell whether one of ``types`` is in a domain or range, itself or by an ancestor; an empty one takes all."""
        return not wanted or any(not wanted.isdisjoint(self.expand(t)) for t in types)

    def narrowest(self, types: Iterable[str]) -> tuple[str, ...]:
        """Return the types, sorted, without those that are an ancestor of another one."""
        given = frozenset(types)
        # Two classes that contain each other say the same: neither drops the other.
        return tuple(
            sorted(t for t in given if not any(self.is_a(o, t) and not self.is_a(t, o) for o in given if o != t))
        )

    def iri(self, name: str) -> str:
        """Return the absolute IRI of a class, relation or other term; an unknown name gets the own namespace."""
        term = self._term(name)
        return term.iri if term else self.namespace + name

    def label(self, name: str, lang: str = "en") -> str:
        """Return the label in ``lang``, else in English, else in any language, else the name split into words."""
        term = self._term(name)
        return (_pick(term.labels, lang) if term else None) or " ".join(_WORDS.findall(name)).lower() or name

    def phrase(self, name: str, lang: str = "en") -> str:
        """Return words that read between subject and object; the label where the ontology gives none."""
        info = self.relations.get(name)
        return (_pick(info.phrases, lang) if info else None) or self.label(name, lang)

    def inverse_label(self, name: str, lang: str = "en") -> str:
        """Return a heading for the subjects of a relation, seen from its object; the label where there is none."""
        info = self.relations.get(name)
        return (_pick(info.inverse_labels, lang) if info else None) or self.label(name, lang)

    def _term(self, name: str) -> Term | None:
        return self.classes.get(name) or self.relations.get(name) or self.terms.get(name)


def _pick(texts: Mapping[str, str], lang: str) -> str | None:
    for wanted in (lang, lang.split("-", maxsplit=1)[0], "en", ""):
        if wanted in texts:
            return texts[wanted]
    return texts[min(texts)] if texts else None
