"""The difference between two graphs as text for people and as JSON."""

from __future__ import annotations

import json
import textwrap
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kg.analyse.graph import GraphRef
from kg.analyse.vocabulary import Vocabulary, texts
from kg.model import Quantity
from kg.records import quantity_to_dict
from kg.store.tables import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kg.analyse.changes import ArticleRef, ChangedFact, Contradiction, EntityChange, GraphDiff
    from kg.analyse.facts import Fact
    from kg.analyse.graph import GraphNode, QualifierValue
    from kg.ontology import Schema

#: Characters of a quote.
QUOTE = 240


def diff_text(found: GraphDiff, schema: Schema, *, lang: str = "en", limit: int = 20, width: int = 120) -> str:
    """Return the difference for a terminal: counts first, then each part, at most ``limit`` of each."""
    words = Vocabulary(schema, lang)
    lines = [words.text("diff_head", old=found.old.name, new=found.new.name)]
    lines += (
        "  " + words.text(f"diff_{name}", old=getattr(found.old, name), new=getattr(found.new, name))
        for name in ("articles", "entities", "claims", "facts")
    )
    if found.same:
        return "\n".join(printable(line) for line in [*lines, "", words.text("diff_same")]) + "\n"
    writer = _Writer(words, limit, width)
    parts: list[tuple[str, int, Iterator[str]]] = [
        ("contradicted", len(found.contradicted), writer.contradictions(found.contradicted)),
        ("changed", len(found.changed), writer.changes(found.changed)),
        ("added", len(found.added), writer.facts(found.added, "+")),
        ("removed", len(found.removed), writer.facts(found.removed, "-")),
        ("who", len(found.entities), writer.entities(found.entities)),
        ("articles_added", len(found.articles_added), writer.articles(found.articles_added, "+")),
        ("articles_removed", len(found.articles_removed), writer.articles(found.articles_removed, "-")),
    ]
    filled = [part for part in parts if part[1]]
    lines += ["", *(f"  {number:>6}  {words.text(f'diff_{name}').lower()}" for name, number, _ in filled)]
    for name, number, content in filled:
        lines += ["", f"{words.text(f'diff_{name}')} ({number})", *content]
        if number > limit:
            lines.append("  " + words.text("diff_more", number=number - limit))
    return "\n".join(printable(line) for line in lines) + "\n"


class _Writer:
    """Lines of the parts of a difference."""

    def __init__(self, words: Vocabulary, limit: int, width: int) -> None:
        self._words = words
        self._limit = limit
        self._width = width

    def contradictions(self, found: Sequence[Contradiction]) -> Iterator[str]:
        for item in found[: self._limit]:
            yield f"  {texts()[self._words.lang]['conflicts'][item.reason]}"
            yield from self._fact(item.one, "    · ")
            yield from self._fact(item.other, "    · ")

    def changes(self, found: Sequence[ChangedFact]) -> Iterator[str]:
        differences = texts()[self._words.lang]["differences"]
        for item in found[: self._limit]:
            yield f"  {', '.join(differences[name] for name in item.what)}"
            yield from self._fact(item.old, f"    {self._words.text('diff_was')} ")
            yield from self._fact(item.new, f"    {self._words.text('diff_now')} ")

    def facts(self, found: Sequence[Fact], sign: str) -> Iterator[str]:
        numbers = {name: len(list(group)) for name, group in groupby(found, key=lambda fact: fact.predicate)}
        for predicate, group in groupby(found[: self._limit], key=lambda fact: fact.predicate):
            yield f"  {self._words.relation(predicate)} ({numbers[predicate]})"
            for fact in group:
                yield from self._fact(fact, f"    {sign} ")

    def _fact(self, fact: Fact, start: str) -> Iterator[str]:
        details = [self._words.mode(fact.mode), f"{fact.confidence:.2f}"]
        details += (self._words.qualifier(name, value) for name, value in fact.qualifiers)
        statement = f"{fact.subject_name} – {self._words.relation(fact.predicate)} – {fact.object_name}"
        indent = " " * (len(start) + 2)
        yield from textwrap.wrap(f"{start}{statement} [{', '.join(details)}]", self._width, subsequent_indent=indent,
                                 break_on_hyphens=False)  # fmt: skip
        best = fact.best
        quote = textwrap.shorten(best.quote, QUOTE, placeholder=" …")
        place = ", ".join(part for part in (best.publisher, best.date) if part) or best.article_title
        source = f"“{quote}” {place}" if quote else place
        yield from textwrap.wrap(source, self._width, initial_indent=indent, subsequent_indent=indent)

    def entities(self, found: Sequence[EntityChange]) -> Iterator[str]:
        kinds = texts()[self._words.lang]["entity_changes"]
        for kind, group in groupby(found[: self._limit], key=lambda item: item.kind):
            yield f"  {kinds[kind]} ({sum(item.kind == kind for item in found)})"
            for item in group:
                before, after = (", ".join(self._node(node) for node in nodes) for nodes in (item.old, item.new))
                yield f"    {' → '.join(side for side in (before, after) if side)}"

    def _node(self, node: GraphNode) -> str:
        classes = self._words.classes(node.types)
        return f"{node.label} ({classes})" if classes else node.label

    def articles(self, found: Sequence[ArticleRef], sign: str) -> Iterator[str]:
        for item in found[: self._limit]:
            yield f"  {sign} {item.title or item.iri} ({item.date or self._words.text('diff_undated')})"


def diff_json(found: GraphDiff) -> str:
    """Return the whole difference as JSON."""
    return json.dumps(diff_to_dict(found), ensure_ascii=False, indent=1) + "\n"


def diff_to_dict(found: GraphDiff) -> dict[str, Any]:
    """Return the difference in plain types."""
    counts = ("name", "articles", "entities", "claims", "facts")
    return {
        "old": {name: getattr(found.old, name) for name in counts},
        "new": {name: getattr(found.new, name) for name in counts},
        "same": found.same,
        "contradicted": [
            {"reason": item.reason, "one": _fact_dict(item.one), "other": _fact_dict(item.other)}
            for item in found.contradicted
        ],
        "changed": [
            {"what": list(item.what), "old": _fact_dict(item.old), "new": _fact_dict(item.new)}
            for item in found.changed
        ],
        "added": _all(_fact_dict, found.added),
        "removed": _all(_fact_dict, found.removed),
        "entities": [
            {"kind": item.kind, "old": _all(_node_dict, item.old), "new": _all(_node_dict, item.new)}
            for item in found.entities
        ],
        "articles_added": _all(_article_dict, found.articles_added),
        "articles_removed": _all(_article_dict, found.articles_removed),
    }


def _all(convert: Callable[[Any], dict[str, Any]], items: Iterable[object]) -> list[dict[str, Any]]:
    return [convert(item) for item in items]


def _fact_dict(fact: Fact) -> dict[str, Any]:
    return {
        "kind": fact.kind,
        "subject": fact.subject,
        "subject_name": fact.subject_name,
        "predicate": fact.predicate,
        "object": fact.object,
        "object_name": fact.object_name,
        "mode": fact.mode,
        "confidence": fact.confidence,
        "qualifiers": {name: _plain(value) for name, value in fact.qualifiers},
        "claims": [
            {
                "claim": s.claim_iri, "mode": s.mode, "confidence": s.confidence, "quote": s.quote,
                "article": s.article_iri, "title": s.article_title, "publisher": s.publisher, "date": s.date,
            }
            for s in fact.statements
        ],
    }  # fmt: skip


def _plain(value: QualifierValue) -> object:
    match value:
        case GraphRef(iri):
            return iri
        case Quantity():
            return quantity_to_dict(value)
        case _:
            return value


def _node_dict(node: GraphNode) -> dict[str, Any]:
    return {"iri": node.iri, "name": node.label, "classes": list(node.types)}


def _article_dict(article: ArticleRef) -> dict[str, Any]:
    return {"iri": article.iri, "title": article.title, "date": article.date}
