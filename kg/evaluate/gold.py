"""Gold files: what a careful reader found in articles, one article a line.

A line holds ``id``, ``lang``, ``entities`` (``id``, ``name``, ``aliases``, ``types``), ``claims`` (``subject``,
``predicate``, ``object``, ``mode``, ``attributedTo``, ``quote``) and ``figures`` (``subject``, ``metric``, ``value``,
``unit``, ``period``, ``change``, ``mode``, ``attributedTo``, ``quote``). Subjects, objects and sources are ids of
entities of the line; the object of a claim may be an ISO date instead.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.errors import DataError
from kg.evaluate.names import name_forms
from kg.model import MODES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from kg.ontology import Schema

GOLD_SUFFIX = ".gold.jsonl"
ARTICLES_SUFFIX = ".articles.jsonl"
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """An expected relation; ``object`` is an entity id or, if no entity has that id, an ISO date."""

    subject: str
    predicate: str
    object: str
    mode: str = "asserted"
    attributed_to: str | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class GoldFigure:
    """An expected figure; ``value`` is ``None`` where the text gives the change alone."""

    subject: str
    metric: str
    value: float | None
    unit: str | None = None
    period: str | None = None
    change: float | None = None
    mode: str = "asserted"
    attributed_to: str | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """What is expected of one article; ``entities`` maps an id to the folded forms of its names."""

    id: str
    lang: str
    entities: Mapping[str, frozenset[str]]
    claims: tuple[GoldClaim, ...] = ()
    figures: tuple[GoldFigure, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)

    def label(self, reference: str) -> str:
        """Return the name of an entity id; a date stands for itself."""
        return self.labels.get(reference, reference)


def articles_beside(gold: Path) -> Path:
    """Return the articles file that belongs to ``X.gold.jsonl``: ``X.articles.jsonl`` in the same folder.

    Raises :class:`DataError` when the name has another form or there is no such file.
    """
    if not gold.name.endswith(GOLD_SUFFIX):
        raise DataError(f"{gold}: the name does not end in {GOLD_SUFFIX}; rename it or name the articles file as well")
    articles = gold.with_name(gold.name.removesuffix(GOLD_SUFFIX) + ARTICLES_SUFFIX)
    if not articles.is_file():
        raise DataError(f"{gold}: there is no {articles.name} beside it; name the articles file as well")
    return articles


def load_gold(path: Path, schema: Schema) -> tuple[GoldArticle, ...]:
    """Read a gold file whose predicates the ontology knows.

    Raises :class:`DataError`, naming the file and the line, for whatever cannot be read or contradicts itself.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read as a gold file ({error}); check the path") from error
    articles: dict[str, GoldArticle] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            article = _article(json.loads(line), schema)
        except (ValueError, RecursionError) as error:
            raise DataError(f"{path}, line {number}: {' '.join(str(error).split())}; correct the line") from error
        if article.id in articles:
            raise DataError(f"{path}, line {number}: article {article.id!r} is there twice; remove one of them")
        articles[article.id] = article
    if not articles:
        raise DataError(f"{path}: holds no articles; write one JSON object a line")
    return tuple(articles.values())


def _article(data: object, schema: Schema) -> GoldArticle:
    record = _record(data, "the line")
    entities: dict[str, frozenset[str]] = {}
    labels: dict[str, str] = {}
    for where, row in _rows(record, "entities"):
        key, name = _text(row, "id", where), _text(row, "name", where)
        if key in entities:
            raise ValueError(f"{where}: the id {key!r} is there twice")
        aliases = row.get("aliases", [])
        if not isinstance(aliases, list):
            raise ValueError(f"{where}: 'aliases' must be a list of names")  # noqa: TRY004 (one kind for all faults)
        entities[key] = name_forms([name, *map(str, aliases)])
        labels[key] = name
    return GoldArticle(
        id=_text(record, "id", "the line"),
        lang=str(record.get("lang", "")) or "?",
        entities=entities,
        claims=tuple(_claim(row, where, entities, schema) for where, row in _rows(record, "claims")),
        figures=tuple(_figure(row, where, entities, schema) for where, row in _rows(record, "figures")),
        labels=labels,
    )


def _claim(row: Mapping[str, Any], where: str, entities: Mapping[str, object], schema: Schema) -> GoldClaim:
    predicate = _text(row, "predicate", where)
    info = schema.relations.get(predicate)
    if info is None or info.kind != "relation":
        raise ValueError(f"{where}: the ontology has no relation {predicate!r}")
    target = _text(row, "object", where)
    if target not in entities and not _DATE.fullmatch(target):
        raise ValueError(f"{where}: the object {target!r} is neither the id of an entity nor an ISO date")
    return GoldClaim(
        subject=_entity(row, where, entities),
        predicate=predicate,
        object=target,
        mode=_mode(row, where),
        attributed_to=_source(row, where, entities),
        quote=str(row.get("quote") or ""),
    )


def _figure(row: Mapping[str, Any], where: str, entities: Mapping[str, object], schema: Schema) -> GoldFigure:
    metric = _text(row, "metric", where)
    if metric not in schema.metrics:
        raise ValueError(f"{where}: the ontology has no metric {metric!r}")
    value, change = _number(row, "value", where), _number(row, "change", where)
    if value is None and change is None:
        raise ValueError(f"{where}: has neither a value nor a change")
    return GoldFigure(
        subject=_entity(row, where, entities),
        metric=metric,
        value=value,
        unit=row.get("unit"),
        period=row.get("period"),
        change=change,
        mode=_mode(row, where),
        attributed_to=_source(row, where, entities),
        quote=str(row.get("quote") or ""),
    )


def _source(row: Mapping[str, Any], where: str, entities: Mapping[str, object]) -> str | None:
    source = row.get("attributedTo")
    if source is not None and source not in entities:
        raise ValueError(f"{where}: the source {source!r} is no id of an entity")
    return source


def _record(data: object, where: str) -> Mapping[str, Any]:
    if not isinstance(data, dict):
        raise ValueError(f"{where} is no JSON object")  # noqa: TRY004 (one kind for all faults of a line)
    return data


def _rows(record: Mapping[str, Any], key: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    rows = record.get(key, [])
    if not isinstance(rows, list):
        raise ValueError(f"{key!r} must be a list")  # noqa: TRY004 (one kind for all faults of a line)
    for number, row in enumerate(rows, 1):
        where = f"{key} {number}"
        yield where, _record(row, where)


def _text(row: Mapping[str, Any], key: str, where: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value:
        raise ValueError(f"{where}: {key!r} is missing or no text")
    return value


def _entity(row: Mapping[str, Any], where: str, entities: Mapping[str, object]) -> str:
    subject = _text(row, "subject", where)
    if subject not in entities:
        raise ValueError(f"{where}: the subject {subject!r} is no id of an entity")
    return subject


def _mode(row: Mapping[str, Any], where: str) -> str:
    mode = row.get("mode") or "asserted"
    if mode not in MODES:
        raise ValueError(f"{where}: the mode {mode!r} is none of {', '.join(MODES)}")
    return str(mode)


def _number(row: Mapping[str, Any], key: str, where: str) -> float | None:
    value = row.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{where}: {key!r} is no number")  # noqa: TRY004 (one kind for all faults of a line)
    return float(value)
