"""All claims of a graph at once: the same records as :mod:`kg.store.reading` gives article by article, much quicker.

One pass over each property of the claim record, instead of one over everything that each article says.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeAlias

import pyoxigraph as ox

from kg.errors import StoreError
from kg.model import MODES, Article, Claim, ClaimObject, DateValue, EntityRef, Evidence, Mode, QualifierValue, Quantity
from kg.store import mapping, terms
from kg.store.reading import span_of
from kg.store.terms import MKG

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.store.engine import Engine

Column: TypeAlias = dict[str, str]

_MODES: dict[str, Mode] = {MKG + mode: mode for mode in MODES}
_METADATA = {
    "lang": mapping.LANGUAGE,
    "title": mapping.HEADLINE,
    "date": mapping.PUBLISHED,
    "publisher": mapping.PUBLISHER,
    "url": mapping.URL,
    "author": mapping.AUTHOR,
}


def read_headings(engine: Engine) -> dict[str, Article]:
    """Return the articles without their texts, by the IRI of their graph, sorted by identifier."""
    typed = engine.quads_for_pattern(None, mapping.TYPE, mapping.ARTICLE, None)
    articles = {terms.text_value(quad.subject) for quad in typed}
    ids = {iri: name for iri, name in _of_graphs(engine, mapping.IDENTIFIER).items() if iri in articles}
    columns = {field: _of_graphs(engine, predicate) for field, predicate in _METADATA.items()}
    found: dict[str, Article] = {}
    for iri in sorted(ids, key=lambda iri: (ids[iri], iri)):
        fields: dict[str, Any] = {field: column[iri] for field, column in columns.items() if iri in column}
        found[iri] = Article(id=ids[iri], text="", **fields)
    return found


def _of_graphs(engine: Engine, predicate: ox.NamedNode) -> Column:
    """Return what articles say of themselves with this property."""
    quads = engine.quads_for_pattern(None, predicate, None, None)
    said = ((quad.subject, quad.object) for quad in quads if quad.subject == quad.graph_name)
    return {terms.text_value(article): terms.text_value(value) for article, value in said}


def read_mentions(engine: Engine) -> dict[str, tuple[str, ...]]:
    """Return the entities that each article speaks of, sorted, by the IRI of the article."""
    found: dict[str, list[str]] = defaultdict(list)
    for quad in engine.quads_for_pattern(None, mapping.MENTIONS, None, None):
        found[terms.text_value(quad.subject)].append(terms.text_value(quad.object))
    return {iri: tuple(sorted(entities)) for iri, entities in sorted(found.items())}


def claims_with_articles(engine: Engine) -> Iterator[tuple[Article, Claim]]:
    """Yield all claims, each with its article without the text, sorted by identifier."""
    headings = read_headings(engine)
    for iri, claim in read_all_claims(engine, {iri: found.id for iri, found in headings.items()}):
        yield headings[iri], claim


def read_all_claims(engine: Engine, articles: Mapping[str, str]) -> Iterator[tuple[str, Claim]]:
    """Yield all claims with the IRI of their article, sorted by identifier; entity keys are entity IRIs.

    ``articles`` maps the IRIs of the articles to their identifiers. Raises :class:`StoreError` for a claim that lacks a
    part.
    """
    return _Columns(engine).claims(articles)


class _Columns:
    """Each property of the claim record as a mapping from node to value."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.of = {name: self._column(terms.mkg(name)) for name in mapping.CLAIM_FIELDS - {"object"}}
        self.objects = self._terms(terms.mkg("object"))
        self.derived = self._column(mapping.DERIVED)
        self.evidence = [self._column(p) for p in (mapping.EXACT, mapping.START, mapping.END)]
        self.spans = [self._column(terms.mkg(name)) for name in ("subjectSpan", "objectSpan")]
        self.numbers = [self._terms(terms.mkg(name)) for name in ("value", "change")]
        self.texts = [self._column(terms.mkg(name)) for name in ("unit", "period", "bound")]
        self.quantities = self._typed("Quantity")
        self.qualifiers = self._qualifiers()

    def _typed(self, name: str) -> set[str]:
        quads = self._engine.quads_for_pattern(None, mapping.TYPE, terms.mkg(name), None)
        return {terms.text_value(quad.subject) for quad in quads}

    def _column(self, predicate: ox.NamedNode) -> Column:
        return {node: term.value for node, term in self._terms(predicate).items()}

    def _terms(self, predicate: ox.NamedNode) -> dict[str, terms.Object]:
        # A query decodes the two terms that are wanted; the engine's iterator of quads would decode all four.
        rows = self._rows(f"SELECT ?node ?value {{ GRAPH ?article {{ ?node {predicate} ?value }} }}")
        return {node.value: value for node, value in rows}

    def _qualifiers(self) -> dict[str, list[tuple[str, terms.Object]]]:
        claim = f"GRAPH ?article {{ ?claim a {terms.mkg('Claim')} ; "
        used = {row[0].value for row in self._rows(f"SELECT DISTINCT ?name {{ {claim} ?name ?value }} }}")}
        parts = {MKG + name for name in mapping.CLAIM_FIELDS}
        found: dict[str, list[tuple[str, terms.Object]]] = defaultdict(list)
        for name in sorted(name for name in used - parts if name.startswith(MKG)):
            for node, value in self._rows(f"SELECT ?claim ?value {{ {claim} <{name}> ?value }} }}"):
                found[node.value].append((name.removeprefix(MKG), value))
        for listed in found.values():
            listed.sort(key=lambda item: (item[0], str(item[1])))
        return found

    def _rows(self, query: str) -> Any:  # noqa: ANN401 (rows of the engine)
        return self._engine.query(query)

    def claims(self, articles: Mapping[str, str]) -> Iterator[tuple[str, Claim]]:
        for node in sorted(self._typed("Claim")):
            try:
                yield self.derived[node], self._claim(node, articles)
            except (KeyError, ValueError) as error:
                raise StoreError(f"claim {node} is incomplete in the store; rebuild the graph folder") from error

    def _claim(self, node: str, articles: Mapping[str, str]) -> Claim:
        article = self.derived[node]
        speaker = self.of["attributedTo"].get(node)
        return Claim(
            id=node.rsplit("/", 1)[1],
            article_id=articles[article],
            subject=EntityRef(self.of["subject"][node]),
            predicate=terms.local_name(self.of["predicate"][node]),
            object=self._object(self.objects[node]),
            evidence=self._evidence(self.of["evidence"][node]),
            mode=_MODES[self.of["mode"][node]],
            attributed_to=EntityRef(speaker) if speaker else None,
            qualifiers=tuple((name, self._qualifier(value)) for name, value in self.qualifiers.get(node, ())),
            confidence=float(self.of["confidence"][node]),
            rule=self.of["rule"].get(node, ""),
        )

    def _object(self, term: terms.Object) -> ClaimObject:
        if isinstance(term, ox.Literal):
            return DateValue(term.value)
        return self._quantity(term.value) if term.value in self.quantities else EntityRef(term.value)

    def _qualifier(self, term: terms.Object) -> QualifierValue:
        if isinstance(term, ox.Literal):
            value = terms.literal_value(term)
            return value if isinstance(value, bool) else term.value
        return self._quantity(term.value) if term.value in self.quantities else EntityRef(term.value)

    def _quantity(self, node: str) -> Quantity:
        value, change = (terms.number_value(column.get(node)) for column in self.numbers)
        unit, period, bound = (column.get(node) for column in self.texts)
        return Quantity(value, unit, period, change, bound)

    def _evidence(self, node: str) -> Evidence:
        quote, start, end = (column[node] for column in self.evidence)
        subject, object_ = (span_of(column.get(node)) for column in self.spans)
        return Evidence(int(start), int(end), quote, subject, object_)
