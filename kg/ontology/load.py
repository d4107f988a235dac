"""``load_schema``: OWL in Turtle → :class:`Schema`.

What is read: ``owl:Class``/``rdfs:Class`` with ``rdfs:subClassOf``; object, datatype, symmetric and plain properties
with ``rdfs:subPropertyOf``, ``owl:inverseOf``, ``rdfs:domain`` and ``rdfs:range`` (a class, a datatype or an
``owl:unionOf`` of them); labels, definitions, phrases and alignments. A property is a metric when its range is
``mkg:Quantity`` or it is below ``mkg:metric``; it is a qualifier when it is below ``mkg:qualifier``. Classes below
``mkg:Record``, properties whose whole domain is there, and properties below ``mkg:measure`` describe the record or are
computed, and are no relations.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kg.errors import DataError
from kg.ids import digest
from kg.ontology.schema import ClassInfo, RelationInfo, RelationKind, Schema, Term
from kg.ontology.turtle import Node, Text, Triples, parse, read_bytes
from kg.resources import ontologies_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

#: Namespace of the shipped ontology; its structural terms (metric, qualifier, Quantity, Record) work in any other.
CORE = "https://w3id.org/mediakg/ontology#"

_METRIC, _QUALIFIER, _QUANTITY, _RECORD = (CORE + n for n in ("metric", "qualifier", "Quantity", "Record"))
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_TYPE, _FIRST, _REST, _NIL = f"{_RDF}type", f"{_RDF}first", f"{_RDF}rest", f"{_RDF}nil"
_SUBCLASS, _SUBPROPERTY = f"{_RDFS}subClassOf", f"{_RDFS}subPropertyOf"
_SYMMETRIC = f"{_OWL}SymmetricProperty"
_INVERSE = f"{_OWL}inverseOf"

_CLASS_TYPES = {f"{_OWL}Class", f"{_RDFS}Class"}
_PROPERTY_TYPES = {f"{_OWL}ObjectProperty", f"{_OWL}DatatypeProperty", f"{_RDF}Property", _SYMMETRIC}
_ANYTHING = {f"{_OWL}Thing", f"{_RDFS}Resource"}
_PSEUDO = (
    {f"{_XSD}{name}": "date" for name in ("date", "dateTime", "gYear", "gYearMonth")}
    | {f"{_XSD}{name}": "number" for name in ("decimal", "double", "float", "integer", "int", "nonNegativeInteger")}
    | {f"{_XSD}boolean": "boolean", f"{_XSD}string": "text", f"{_XSD}anyURI": "text"}
    | {f"{_RDFS}Literal": "text", f"{_RDF}langString": "text"}
    | {f"{CORE}PartialDate": "date", _QUANTITY: "quantity"}
)
_MATCHES = {f"{_SKOS}{name}Match": f"{name}Match" for name in ("exact", "close", "broad", "narrow", "related")}
_LOCAL = re.compile(r"[A-Za-z_][\w-]*")

#: Parent of what analyses compute; articles state no such thing.
_MEASURE = f"{CORE}measure"

#: Bounds against files made to exhaust memory; far above any ontology written by hand.
MAX_TERMS, MAX_ANCESTORS, MAX_UNION = 10_000, 200, 1_000


def load_schema(path: Path | None = None) -> Schema:
    """Read an ontology file, the shipped ``media.ttl`` when ``path`` is ``None``.

    A file that says ``owl:imports <https://w3id.org/mediakg/ontology>`` adds to the shipped ontology instead of
    replacing it; other imports are ignored, and nothing is ever fetched. The own namespace is that of the
    ``owl:Ontology`` header or, without one, of most classes. Raises :class:`DataError` naming file and line when the
    file cannot be read, is not Turtle, declares no class or gives a domain or range that is not understood.
    """
    sources = read_sources(path)
    own, data = sources[0]
    triples = parse(data, own)
    namespace = _namespace(triples, own)
    for also, more in sources[1:]:
        _merge(triples, parse(more, also))
    spaces = frozenset({namespace, CORE} if len(sources) > 1 else {namespace})
    fingerprint = digest("ontology", *(source.decode("utf-8") for _, source in sources))
    return _Loader(own, data, triples, spaces).schema(namespace, fingerprint)


def read_sources(path: Path | None = None) -> list[tuple[Path, bytes]]:
    """Return the files that make up an ontology: itself and, when it imports it, the shipped one."""
    shipped = ontologies_dir() / "media.ttl"
    path = shipped if path is None else path
    sources = [(path, read_bytes(path))]
    if path != shipped and _imports_core(parse(sources[0][1], path)):
        sources.append((shipped, read_bytes(shipped)))
    return sources


def _imports_core(triples: Triples) -> bool:
    imported = (o for about in triples.values() for o in about.get(f"{_OWL}imports", ()))
    return any(isinstance(o, str) and o.rstrip("#") == CORE.rstrip("#") for o in imported)


def _merge(into: Triples, more: Triples) -> None:
    for subject, about in more.items():
        for predicate, objects in about.items():
            into.setdefault(subject, {}).setdefault(predicate, []).extend(objects)


def _typed(triples: Triples, types: set[str]) -> list[Node]:
    found = (s for s, about in triples.items() if not types.isdisjoint(o for o in about.get(_TYPE, ())))
    return sorted(s for s in found if not s.startswith("_:"))


def _namespace(triples: Triples, path: Path) -> str:
    declared = _typed(triples, _CLASS_TYPES)
    if not declared:
        raise DataError(f"{path}: declares no class; write one as ':Name a owl:Class .'")
    used = Counter(re.sub(r"[^#/]*$", "", iri) for iri in declared)
    for header in _typed(triples, {f"{_OWL}Ontology"}):
        for candidate in (header, f"{header}#", f"{header}/"):
            if candidate in used:
                return candidate
    return min(used, key=lambda space: (-used[space], space))


@dataclass(frozen=True, slots=True)
class _Loader:
    path: Path
    data: bytes
    triples: Triples
    spaces: frozenset[str]

    def schema(self, namespace: str, fingerprint: str) -> Schema:
        names = self._own_names()
        classes = self._classes(names)
        inverses = self._inverse_pairs()
        relations: dict[str, RelationInfo] = {}
        qualifiers: set[str] = set()
        for iri in _typed(self.triples, _PROPERTY_TYPES):
            if iri in names and (kind := self._kind(iri)):
                info = self._relation(iri, kind, names, classes)
                relations[names[iri]] = replace(info, inverses=self._own(inverses.get(iri, ()), names))
                if _QUALIFIER in self._above(iri, _SUBPROPERTY):
                    qualifiers.add(names[iri])
        terms = {n: self._term(i, n) for i, n in names.items() if n not in classes and n not in relations}
        return Schema(namespace, classes, relations, terms, frozenset(qualifiers), fingerprint)

    def _inverse_pairs(self) -> dict[Node, set[Node]]:
        """Return the inverses of each property, whichever of the two says so."""
        pairs: dict[Node, set[Node]] = {}
        for iri in self.triples:
            for other in self._iris(iri, _INVERSE) if not iri.startswith("_:") else ():
                pairs.setdefault(iri, set()).add(other)
                pairs.setdefault(other, set()).add(iri)
        return pairs

    def _own_names(self) -> dict[Node, str]:
        """Return IRI → local name of everything that is declared in one of the own namespaces."""
        names: dict[Node, str] = {}
        seen: dict[str, Node] = {}
        for iri in sorted(s for s, about in self.triples.items() if _TYPE in about):
            space, name = re.sub(r"[^#/]*$", "", iri), re.sub(r"^.*[#/]", "", iri)
            if space in self.spaces and _LOCAL.fullmatch(name):
                if name in seen:
                    raise self._error(name, f"declared as <{seen[name]}> and as <{iri}>; rename one of them")
                names[iri] = name
                seen[name] = iri
        if len(names) > MAX_TERMS:
            raise DataError(f"{self.path}: declares more than {MAX_TERMS:,} terms; keep instance data elsewhere")
        return names

    def _classes(self, names: Mapping[Node, str]) -> dict[str, ClassInfo]:
        entity_classes = [
            iri for iri in _typed(self.triples, _CLASS_TYPES) if iri in names and not self._is_record(iri)
        ]
        return {
            names[iri]: ClassInfo(
                **self._common(iri, names[iri]),
                parents=self._own(self._iris(iri, _SUBCLASS), names),
                ancestors=frozenset(self._own(self._above(iri, _SUBCLASS), names)),
                descriptive=self._marked(iri, "descriptive"),
            )
            for iri in entity_classes
        }

    def _marked(self, iri: Node, annotation: str) -> bool:
        return Text("true") in self.triples[iri].get(f"{CORE}{annotation}", ())

    def _is_record(self, iri: Node) -> bool:
        return _RECORD in {iri, *self._above(iri, _SUBCLASS)}

    def _kind(self, iri: Node) -> RelationKind | None:
        """Return what a property is; ``None`` for the vocabulary of the claim record."""
        above = self._above(iri, _SUBPROPERTY)
        if iri in (_METRIC, _QUALIFIER, _MEASURE) or _MEASURE in above:
            return None
        if _METRIC in above:
            return "metric"
        if _QUALIFIER in above:
            return "qualifier"
        domain = self._members(iri, "domain")
        if domain and all(self._is_record(node) for node in domain):
            return None
        return "metric" if self._members(iri, "range") == [_QUANTITY] else "relation"

    def _relation(
        self, iri: Node, kind: RelationKind, names: Mapping[Node, str], classes: Mapping[str, ClassInfo]
    ) -> RelationInfo:
        return RelationInfo(
            **self._common(iri, names[iri]),
            kind=kind,
            domain=self._types(iri, "domain", names, classes),
            range=frozenset({"quantity"}) if kind == "metric" else self._types(iri, "range", names, classes),
            symmetric=_SYMMETRIC in self._iris(iri, _TYPE),
            single_object=self._marked(iri, "singleObject"),
            single_subject=self._marked(iri, "singleSubject"),
            parents=self._own(self._iris(iri, _SUBPROPERTY), names),
            ancestors=frozenset(self._own(self._above(iri, _SUBPROPERTY), names)),
            phrases=self._texts(iri, f"{CORE}phrase"),
            inverse_labels=self._texts(iri, f"{CORE}inverseLabel"),
        )

    def _types(
        self, iri: Node, side: str, names: Mapping[Node, str], classes: Mapping[str, ClassInfo]
    ) -> frozenset[str]:
        """Return the class names and pseudo types of a domain or range; empty for anything."""
        types: set[str] = set()
        for node in self._members(iri, side):
            if node in _ANYTHING:
                return frozenset()
            if node in _PSEUDO:
                types.add(_PSEUDO[node])
            elif names.get(node) in classes:
                types.add(names[node])
            elif not self._is_record(node):
                raise self._error(
                    names[iri],
                    f"its {side} <{node}> is no class of this ontology; declare it as owl:Class or correct it",
                )
        return frozenset(types)

    def _members(self, iri: Node, side: str) -> list[Node]:
        """Return the IRIs of a domain or range, the nearest inherited one where the property has none."""
        for property_ in (iri, *self._above(iri, _SUBPROPERTY)):
            nodes = self._iris(property_, f"{_RDFS}{side}")
            if len(nodes) > 1:
                raise self._error(iri, f"has several values of rdfs:{side}; write one class or one owl:unionOf")
            if nodes:
                return self._flatten(iri, nodes[0], side)
        return []

    def _flatten(self, iri: Node, node: Node, side: str) -> list[Node]:
        """Return the IRIs that a class expression stands for: itself, or the members of its ``owl:unionOf``."""
        found: list[Node] = []
        todo, seen = [node], {node}
        while todo:
            current = todo.pop()
            if not current.startswith("_:"):
                found.append(current)
                continue
            about = self.triples.get(current, {})
            links = [o for p in (f"{_OWL}unionOf", _FIRST, _REST) for o in about.get(p, ()) if o != _NIL]
            fresh = [o for o in links if isinstance(o, str) and o not in seen]
            if not fresh or len(seen) > 2 * MAX_UNION:
                raise self._error(iri, f"needs a class or an owl:unionOf of at most {MAX_UNION} as its rdfs:{side}")
            seen.update(fresh)
            todo.extend(fresh)
        return sorted(found)

    def _above(self, iri: Node, link: str) -> list[Node]:
        """Return everything that ``link`` leads to from ``iri``, nearest first, ``iri`` itself left out."""
        seen = {iri}
        found: list[Node] = []
        level = [iri]
        while level:
            level = sorted({up for node in level for up in self._iris(node, link)} - seen)
            seen.update(level)
            found += level
            if len(found) > MAX_ANCESTORS:
                raise self._error(iri, f"has more than {MAX_ANCESTORS} ancestors; flatten the hierarchy")
        return found

    def _common(self, iri: Node, name: str) -> dict[str, Any]:
        """Return the fields that classes, relations and other terms share."""
        aligned = [(kind, o) for p, kind in _MATCHES.items() for o in self._iris(iri, p)]
        aligned += [("inverseMatch", o) for o in self._iris(iri, f"{CORE}inverseMatch")]
        for link in (_SUBCLASS, _SUBPROPERTY):
            outside = (o for o in self._iris(iri, link) if not any(o.startswith(space) for space in self.spaces))
            aligned += [(link.removeprefix(_RDFS), o) for o in outside if o not in _ANYTHING]
        return {
            "name": name,
            "iri": iri,
            "labels": self._texts(iri, f"{_RDFS}label"),
            "definitions": self._texts(iri, f"{_SKOS}definition"),
            "alignments": tuple(sorted(set(aligned))),
        }

    def _term(self, iri: Node, name: str) -> Term:
        return Term(**self._common(iri, name))

    def _texts(self, iri: Node, predicate: str) -> dict[str, str]:
        texts = (o for o in self.triples.get(iri, {}).get(predicate, ()) if isinstance(o, Text))
        # Several texts in one language: the first in alphabetical order, whatever the order of the file.
        return {t.lang: t.value for t in sorted(texts, key=lambda t: (t.lang, t.value), reverse=True)}

    def _iris(self, iri: Node, predicate: str) -> list[Node]:
        objects = self.triples.get(iri, {}).get(predicate, ())
        # Restrictions and other anonymous parents say nothing about names.
        keep_blank = predicate in (f"{_RDFS}domain", f"{_RDFS}range")
        return sorted({o for o in objects if isinstance(o, str) and (keep_blank or not o.startswith("_:"))})

    @staticmethod
    def _own(iris: Iterable[Node], names: Mapping[Node, str]) -> tuple[str, ...]:
        return tuple(sorted({names[i] for i in iris if i in names and i not in {_METRIC, _QUALIFIER}}))

    def _error(self, iri: Node, what: str) -> DataError:
        name = re.sub(r"^.*[#/]", "", iri)
        found = re.search(rf"^[^\s#\"]*[:#/]?{re.escape(name)}\b".encode(), self.data, re.MULTILINE)
        line = f":{self.data.count(10, 0, found.start()) + 1}" if found else ""
        return DataError(f"{self.path}{line}: {name} {what}")
