"""The data of the page, as JSON that no browser can take for markup."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kg.analyse.graph import GraphEdge, GraphFigure, GraphRef
from kg.model import MODES, Quantity
from kg.records import quantity_to_dict
from kg.view.labels import LANGUAGES, families, spaced
from kg.view.links import Links

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.analyse.graph import GraphData, GraphFact, GraphStatement, Span
    from kg.analyse.scope import ScopeReport
    from kg.view.labels import ViewLabels
    from kg.view.network import Drawing

Json = dict[str, Any]
#: What ends a script element, starts a comment or a character reference, or is a line end to JavaScript alone.
_UNSAFE = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
_SURROGATE = re.compile("[\ud800-\udfff]")
CLAIM_FIELDS = ("id", "iri", "s", "p", "o", "mode", "conf", "by", "quote", "sAt", "oAt", "article", "q")


def to_json(value: object) -> str:
    """Return JSON that may stand inside a ``<script>`` element: no ``<``, ``>`` or ``&`` in it, only valid UTF-8."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(_UNSAFE)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def payload(
    data: GraphData,
    drawing: Drawing,
    labels: ViewLabels,
    names: Mapping[str, str],
    scope: ScopeReport,
    links: Links | None = None,
) -> Json:
    """Return everything the page's script reads.

    ``names`` gives readable names for entities that claims refer to but that are not drawn (speakers, qualifiers);
    ``links`` tells where pages of entities and articles are.
    """
    links = links or Links()
    tables = _Tables(data, names, links)
    claims = {
        "claims": [tables.row(edge, tables.number(edge.object)) for edge in data.edges],
        "figures": [tables.row(figure, _quantity(figure)) for figure in data.figures],
        "facts": [tables.row(fact, fact.value) for fact in data.facts],
    }
    relations = sorted({*tables.predicates, *tables.qualifiers})
    return claims | {
        "network": {"nodes": drawing.nodes, "edges": drawing.edges, "options": drawing.options},
        "entities": [
            {
                "iri": node.iri,
                "key": key,
                "types": list(node.types),
                "aliases": list(node.aliases),
                "sameAs": list(node.same_as),
                "labels": [list(pair) for pair in node.labels],
                "page": links.entity(node.iri),
            }
            for node, key in zip(data.nodes, entity_keys(n.iri for n in data.nodes).values(), strict=True)
        ],
        "claimFields": list(CLAIM_FIELDS),
        "predicates": tables.predicates,
        "modes": list(MODES),
        "articles": tables.articles,
        "references": tables.references,
        "classes": _names(sorted({name for node in data.nodes for name in node.types}), labels.classes),
        "relations": _names(relations, labels.relations),
        "phrases": _names(relations, labels.phrases, labels.relations),
        "inverses": _names(relations, labels.inverses),
        "vocabulary": labels.vocabulary,
        "symmetric": sorted(labels.symmetric & set(tables.predicates)),
        "families": [*families()["families"], families()["other"]],
        "scope": {
            "entities": scope.entities,
            "entitiesTotal": scope.entities_total,
            "claims": scope.claims,
            "claimsTotal": scope.claims_total,
            "steps": [list(step) for step in scope.steps],
        },
    }


class _Tables:
    """Numbers what many claims share, in order of first use."""

    def __init__(self, data: GraphData, names: Mapping[str, str], links: Links) -> None:
        self._links = links
        self._index = {node.iri: i for i, node in enumerate(data.nodes)}
        self._names = names
        self.predicates = sorted({s.predicate for s in data.statements()})
        self._predicate = {name: i for i, name in enumerate(self.predicates)}
        self.qualifiers: set[str] = set()
        self.articles: list[Json] = []
        self._article: dict[str, int] = {}
        #: Entities that are spoken of but not drawn; claims point to them with negative numbers, from -1 down.
        self.references: list[Json] = []
        self._reference: dict[str, int] = {}

    def number(self, iri: str) -> int:
        """Return the entity's position, or a negative number into ``references``."""
        if iri in self._index:
            return self._index[iri]
        if iri not in self._reference:
            self._reference[iri] = -1 - len(self.references)
            self.references.append({"iri": iri, "name": self._names.get(iri) or iri.rsplit("/", 1)[-1]})
        return self._reference[iri]

    def row(self, claim: GraphEdge | GraphFigure | GraphFact, object_: object) -> list[Any]:
        """Return one claim as a row of :data:`CLAIM_FIELDS`."""
        return [
            claim.claim_id,
            claim.claim_iri,
            self.number(claim.subject),
            self._predicate[claim.predicate],
            object_,
            MODES.index(claim.mode),
            round(claim.confidence, 4),
            self.number(claim.attributed_to) if claim.attributed_to else None,
            claim.quote,
            _utf16(claim.quote, claim.subject_offsets),
            _utf16(claim.quote, claim.object_offsets),
            self._article_number(claim),
            [[name, self._qualifier(name, value)] for name, value in claim.qualifiers],
        ]

    def _qualifier(self, name: str, value: object) -> object:
        self.qualifiers.add(name)
        match value:
            case GraphRef(iri):
                return {"entity": self.number(iri)}
            case Quantity():
                return quantity_to_dict(value)
            case _:
                return value

    def _article_number(self, claim: GraphStatement) -> int:
        if claim.article_iri not in self._article:
            self._article[claim.article_iri] = len(self.articles)
            self.articles.append(
                {
                    "iri": claim.article_iri,
                    "title": claim.article_title,
                    "publisher": claim.publisher,
                    "date": claim.date,
                    "url": safe_url(claim.url),
                    "lang": claim.lang,
                    "page": self._links.article(claim.article_iri),
                }
            )
        return self._article[claim.article_iri]


def safe_url(url: str | None) -> str | None:
    """Return the address when it is one of the web, else ``None``: no other scheme becomes a link."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def _quantity(figure: GraphFigure) -> Json:
    return quantity_to_dict(Quantity(figure.value, figure.unit, figure.period, figure.change, figure.bound))


def _utf16(text: str, span: Span | None) -> list[int] | None:
    """Return offsets as JavaScript counts them (UTF-16 units); ``None`` for a span that lies outside the text."""
    if span is None or not 0 <= span[0] < span[1] <= len(text):
        return None
    return [len(text[:end].encode("utf-16-le", "surrogatepass")) // 2 for end in span]


def entity_keys(iris: Iterable[str]) -> dict[str, str]:
    """Return a short key for each IRI, for the address of the page: its last part where that is unique."""
    listed = list(iris)
    short = [re.split(r"[/#]", iri.rstrip("/#"))[-1] for iri in listed]
    count = Counter(short)
    return {iri: key if key and count[key] == 1 else iri for key, iri in zip(short, listed, strict=True)}


def _names(used: Iterable[str], *tables: Mapping[str, Mapping[str, str]]) -> Json:
    """Return the text of each name in each language, from the first table that has it, else the name spaced out."""

    def text(name: str, lang: str) -> str:
        return next((found for table in tables if (found := table.get(name, {}).get(lang))), spaced(name))

    return {name: {lang: text(name, lang) for lang in LANGUAGES} for name in used}
