"""Articles, claims and entities as RDF quads, and back.

One named graph holds one article: its metadata, its claims with their evidence, and the direct triples of what it
asserts or attributes. Entities are described in a graph of their own. All nodes have IRIs minted from content, so the
same records always give the same bytes. :mod:`kg.store.reading` is the way back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import ArticleError, DataError
from kg.ids import article_iri, claim_iri
from kg.model import FACTUAL_MODES, Article, Claim, ClaimObject, DateValue, Entity, EntityRef, QualifierValue, Quantity
from kg.store import terms
from kg.store.inference import inferred_quads, is_current
from kg.store.terms import DCTERMS, MKG, OA, OWL, PROV, RDF, RDFS, SCHEMA, SKOS
from kg.store.withheld import withheld_quads

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from kg.model import Withheld

#: Qualifiers whose text is written as a typed date when it is one.
DATE_QUALIFIERS = frozenset({"startDate", "endDate", "date"})
#: Properties of a claim node that no qualifier may be named after.
CLAIM_FIELDS = frozenset(
    {"subject", "predicate", "object", "mode", "attributedTo", "confidence", "rule", "evidence"},
)
CONFIDENCE_DIGITS = 4
CLAIM_ID = re.compile(r"[A-Za-z0-9._~-]+\Z")

TYPE = ox.NamedNode(RDF + "type")
LABEL = ox.NamedNode(RDFS + "label")
PREF_LABEL = ox.NamedNode(SKOS + "prefLabel")
ALT_LABEL = ox.NamedNode(SKOS + "altLabel")
SAME_AS = ox.NamedNode(OWL + "sameAs")
REPLACED_BY = ox.NamedNode(DCTERMS + "isReplacedBy")
IDENTIFIER = ox.NamedNode(DCTERMS + "identifier")
DERIVED = ox.NamedNode(PROV + "wasDerivedFrom")
EXACT = ox.NamedNode(OA + "exact")
START = ox.NamedNode(OA + "start")
END = ox.NamedNode(OA + "end")
SELECTORS = (ox.NamedNode(OA + "TextQuoteSelector"), ox.NamedNode(OA + "TextPositionSelector"))
ARTICLE = ox.NamedNode(SCHEMA + "Article")
HEADLINE = ox.NamedNode(SCHEMA + "headline")
PUBLISHED = ox.NamedNode(SCHEMA + "datePublished")
PUBLISHER = ox.NamedNode(SCHEMA + "publisher")
AUTHOR = ox.NamedNode(SCHEMA + "author")
LANGUAGE = ox.NamedNode(SCHEMA + "inLanguage")
URL = ox.NamedNode(SCHEMA + "url")
MENTIONS = ox.NamedNode(SCHEMA + "mentions")
TEXT = ox.NamedNode(MKG + "text")


def entities_graph(base: str) -> ox.NamedNode:
    """Return the name of the graph that describes the entities."""
    return terms.iri(f"{base}graph/entities")


def ontology_graph(base: str) -> ox.NamedNode:
    """Return the name of the graph that may hold a copy of the ontology."""
    return terms.iri(f"{base}graph/ontology")


def entity_quads(entity: Entity, base: str) -> list[ox.Quad]:
    """Return the description of one entity; raises :class:`DataError` for an IRI or text that cannot be stored."""
    graph = entities_graph(base)
    node = terms.iri(entity.iri)
    quads = [ox.Quad(node, TYPE, terms.mkg(name), graph) for name in entity.types]
    quads.append(ox.Quad(node, LABEL, terms.text_literal(entity.name), graph))
    quads += (ox.Quad(node, PREF_LABEL, terms.text_literal(name, lang), graph) for lang, name in entity.labels)
    quads += (ox.Quad(node, ALT_LABEL, terms.text_literal(alias), graph) for alias in entity.aliases)
    quads += (ox.Quad(node, SAME_AS, terms.iri(other), graph) for other in entity.same_as)
    quads += (ox.Quad(terms.iri(old), REPLACED_BY, node, graph) for old in entity.replaces)
    return quads


def entities_quads(entities: Iterable[Entity], base: str) -> list[ox.Quad]:
    """Return the descriptions of all ``entities``."""
    return [quad for entity in entities for quad in entity_quads(entity, base)]


def article_quads(
    article: Article,
    claims: Iterable[Claim],
    iri_of: Mapping[str, str],
    *,
    base: str,
    symmetric: Collection[str] = frozenset(),
    implied: Mapping[str, Collection[tuple[str, bool]]] | None = None,
    withheld: Iterable[Withheld] = (),
) -> list[ox.Quad]:
    """Return the graph of one article, with the claims ``withheld`` from it for review.

    With ``implied`` (:func:`kg.ontology.implications`) come the quads of a second graph that holds what follows from
    the claims (:mod:`kg.store.inference`).

    ``iri_of`` maps the local keys of the article's entities to their IRIs; all of them are written as mentioned.
    ``symmetric`` names the relations that are stored with the smaller IRI as subject. Raises :class:`ArticleError`
    when a text or a number cannot be stored, or a claim refers to an unknown entity or to another article.
    """
    try:
        writer = _ArticleWriter(article_iri(base, article.id), iri_of, base, frozenset(symmetric))
        writer.write_article(article)
        for claim in claims:
            writer.write_claim(claim, article.id)
        writer.quads += withheld_quads(withheld, article.id, iri_of, base)
        inferred = inferred_quads(writer.current, writer.direct, implied or {}, article_id=article.id, base=base)
    except DataError as error:
        raise ArticleError(f"article {article.id!r}: {error}") from error
    return writer.quads + inferred


class _ArticleWriter:
    """Collects the quads of one article graph."""

    def __init__(self, graph: str, iri_of: Mapping[str, str], base: str, symmetric: frozenset[str]) -> None:
        self.graph = terms.iri(graph)
        self.quads: list[ox.Quad] = []
        self.direct: set[ox.Triple] = set()
        self.current: list[tuple[ox.NamedNode, str, terms.Object]] = []
        self._date: str | None = None
        self._iri_of = iri_of
        self._base = base
        self._symmetric = symmetric

    def _add(self, subject: ox.NamedNode, predicate: ox.NamedNode, value: terms.Object) -> None:
        self.quads.append(ox.Quad(subject, predicate, value, self.graph))

    def _entity(self, reference: EntityRef) -> ox.NamedNode:
        try:
            return terms.iri(self._iri_of[reference.key])
        except KeyError:
            raise DataError(f"no entity was resolved for {reference.key!r}; resolve it before storing") from None

    def write_article(self, article: Article) -> None:
        node = self.graph
        self._date = article.date
        self._add(node, TYPE, ARTICLE)
        self._add(node, IDENTIFIER, terms.text_literal(article.id))
        self._add(node, TEXT, terms.text_literal(article.text))
        if article.title:
            self._add(node, HEADLINE, terms.text_literal(article.title, article.lang))
        if article.lang:
            self._add(node, LANGUAGE, terms.text_literal(article.lang))
        if article.date:
            self._add(node, PUBLISHED, terms.date_literal(article.date))
        if article.publisher:
            self._add(node, PUBLISHER, terms.text_literal(article.publisher))
        if article.author:
            self._add(node, AUTHOR, terms.text_literal(article.author))
        if article.url:
            self._add(node, URL, terms.typed(article.url, "anyURI"))
        for entity in sorted(set(self._iri_of.values())):
            self._add(node, MENTIONS, terms.iri(entity))

    def write_claim(self, claim: Claim, article_id: str) -> None:
        if claim.article_id != article_id:
            raise DataError(f"claim {claim.id} belongs to article {claim.article_id!r}; store it there")
        if not CLAIM_ID.match(claim.id):
            raise DataError(f"claim id {claim.id!r} cannot be part of an IRI; mint it with kg.ids.digest")
        node = terms.iri(claim_iri(self._base, claim.id))
        subject, predicate = self._entity(claim.subject), terms.mkg(claim.predicate)
        value = self._object(claim.object, claim.id)
        swapped = claim.predicate in self._symmetric and isinstance(claim.object, EntityRef) and _after(subject, value)
        if swapped and isinstance(value, ox.NamedNode):
            subject, value = value, subject
        self._add(node, TYPE, terms.mkg("Claim"))
        self._add(node, terms.mkg("subject"), subject)
        self._add(node, terms.mkg("predicate"), predicate)
        self._add(node, terms.mkg("object"), value)
        self._add(node, terms.mkg("mode"), terms.mkg(claim.mode))
        if claim.attributed_to is not None:
            self._add(node, terms.mkg("attributedTo"), self._entity(claim.attributed_to))
        self._add(
            node, terms.mkg("confidence"), terms.number_literal(round(float(claim.confidence), CONFIDENCE_DIGITS))
        )
        if claim.rule:
            self._add(node, terms.mkg("rule"), terms.text_literal(claim.rule))
        self._add(node, DERIVED, self.graph)
        for name, qualifier in claim.qualifiers:
            self._write_qualifier(node, claim.id, name, qualifier)
        self._write_evidence(node, claim, swapped=swapped)
        if claim.mode in FACTUAL_MODES:
            self._add(subject, predicate, value)
            self.direct.add(ox.Triple(subject, predicate, value))
            if is_current(claim, self._date):
                self.current.append((subject, claim.predicate, value))

    def _object(self, value: ClaimObject, claim_id: str) -> terms.Object:
        match value:
            case EntityRef():
                return self._entity(value)
            case DateValue(text):
                return terms.date_literal(text)
            case Quantity():
                return self._write_quantity(claim_id, value)

    def _write_qualifier(self, node: ox.NamedNode, claim_id: str, name: str, value: QualifierValue) -> None:
        if name in CLAIM_FIELDS:
            raise DataError(f"claim {claim_id}: a qualifier must not be named {name!r}; that is a field of the claim")
        term: terms.Object
        match value:
            case bool():
                term = terms.boolean_literal(value)
            case EntityRef():
                term = self._entity(value)
            case Quantity():
                term = self._write_quantity(f"{claim_id}/{name}", value)
            case str():
                term = terms.date_literal(value) if name in DATE_QUALIFIERS else terms.text_literal(value)
        self._add(node, terms.mkg(name), term)

    def _write_quantity(self, name: str, quantity: Quantity) -> ox.NamedNode:
        node = terms.iri(f"{self._base}quantity/{name}")
        self._add(node, TYPE, terms.mkg("Quantity"))
        for field, number in (("value", quantity.value), ("change", quantity.change)):
            if number is not None:
                self._add(node, terms.mkg(field), terms.number_literal(number))
        for field, text in (("unit", quantity.unit), ("period", quantity.period), ("bound", quantity.bound)):
            if text is not None:
                self._add(node, terms.mkg(field), terms.text_literal(text))
        return node

    def _write_evidence(self, claim_node: ox.NamedNode, claim: Claim, *, swapped: bool) -> None:
        evidence = claim.evidence
        node = terms.iri(f"{self._base}evidence/{claim.id}")
        self._add(claim_node, terms.mkg("evidence"), node)
        for selector in SELECTORS:
            self._add(node, TYPE, selector)
        self._add(node, EXACT, terms.text_literal(evidence.quote))
        self._add(node, START, terms.number_literal(evidence.start))
        self._add(node, END, terms.number_literal(evidence.end))
        sides = (evidence.object, evidence.subject) if swapped else (evidence.subject, evidence.object)
        for name, span in zip(("subjectSpan", "objectSpan"), sides, strict=True):
            if span is not None:
                self._add(node, terms.mkg(name), terms.text_literal(f"{span[0]}-{span[1]}"))


def _after(subject: ox.NamedNode, value: terms.Object) -> bool:
    return isinstance(value, ox.NamedNode) and subject.value > value.value
