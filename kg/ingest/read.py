"""Sources as checked articles, streaming: every article has an id, a language and a text that can be stored."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.errors import ArticleError
from kg.ids import digest
from kg.ingest.clean import mark_boilerplate
from kg.ingest.dates import find_date, parse_date
from kg.ingest.decode import check_text
from kg.ingest.language import check_language, detect_language
from kg.ingest.records import Failure, RawArticle, raw_articles
from kg.ingest.sources import STDIN, SourceFile, find_files
from kg.model import Article, Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.config import Config

MAX_TITLE = 300
MAX_FIELD = 2_000


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An article whose text was already read under another id (``of``), or a second time under its own."""

    id: str
    source: str
    of: str


def read_sources(
    sources: Sequence[str], config: Config, lang: str | None = None
) -> Iterator[Article | Duplicate | Rejected]:
    """Read files, folders, patterns and ``-`` (standard input), one article at a time, in an order of their own.

    ``lang`` takes the place of the language that articles state or seem to have.
    The order of ``sources`` does not matter. Of several articles with the same text the first is given, the others are
    :class:`Duplicate`; a second text under the same id is :class:`Rejected`, and so is whatever cannot be read. Raises
    :class:`SourceError` for a source that does not exist, before anything is read.
    """
    seen_ids: dict[str, tuple[str, str]] = {}
    seen_texts: dict[str, str] = {}
    for file in find_files(sources):
        for item in _read_file(file, config, lang):
            if isinstance(item, Rejected):
                yield item
                continue
            text_hash = digest(item.text, size=32)
            if item.id in seen_ids:
                known_hash, place = seen_ids[item.id]
                if known_hash == text_hash:
                    yield Duplicate(item.id, item.source, item.id)
                else:
                    reason = f"another text has the id {item.id!r} already, in {place}; give one of them another id"
                    yield Rejected(item.source, reason)
            elif text_hash in seen_texts:
                yield Duplicate(item.id, item.source, seen_texts[text_hash])
            else:
                seen_ids[item.id] = (text_hash, item.source)
                seen_texts[text_hash] = item.id
                yield item


def _read_file(file: SourceFile, config: Config, lang: str | None) -> Iterator[Article | Rejected]:
    place = "standard input" if file.name == STDIN else str(file.path)
    try:
        data = _read_bytes(file, config.max_source_bytes)
        name = "stdin" if file.name == STDIN else file.name
        for raw in raw_articles(data, name, place, file.format):
            if isinstance(raw, Failure):
                yield Rejected(raw.place, raw.reason)
                continue
            try:
                yield make_article(raw if lang is None else _spoken(raw, lang), config)
            except ArticleError as error:
                yield Rejected(raw.place, str(error))
    except ArticleError as error:
        yield Rejected(place, str(error))
    except OSError as error:
        yield Rejected(place, f"cannot be read ({error.strerror}); check its permissions")


def _read_bytes(file: SourceFile, limit: int) -> bytes:
    if file.name == STDIN:
        data = sys.stdin.buffer.read(limit + 1)
    else:
        with file.path.open("rb") as stream:
            data = stream.read(limit + 1)
    if len(data) > limit:
        raise ArticleError(f"is larger than {limit} bytes; split it, or raise max_source_bytes in kg.toml")
    return data


def make_article(raw: RawArticle, config: Config) -> Article:
    """Check a raw article and complete its language, title and date; raises :class:`ArticleError`."""
    fields = raw.fields
    text = check_text(fields["text"].replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"))
    if not text.strip():
        raise ArticleError("has an empty text; give it one or remove it")
    if len(text) > config.max_article_chars:
        raise ArticleError(
            f"has {len(text)} characters, more than {config.max_article_chars};"
            " split it, or raise max_article_chars in kg.toml"
        )
    lang = _language(raw, text, config)
    stated = fields.get("date")
    return Article(
        id=_field(raw.id) or raw.place,
        text=text,
        lang=lang,
        title=_field(fields.get("title"))[:MAX_TITLE] or _first_line(text, lang),
        date=parse_date(stated, lang) if stated else find_date(text, lang),
        publisher=_field(fields.get("publisher")) or None,
        url=_field(fields.get("url")) or None,
        author=_field(fields.get("author")) or None,
        source=raw.place,
    )


def _language(raw: RawArticle, text: str, config: Config) -> str:
    stated = raw.fields.get("lang", "")
    if stated and raw.trusted:
        return check_language(stated, config.languages)
    return detect_language(text, config.languages)


def _spoken(raw: RawArticle, lang: str) -> RawArticle:
    """Return the same article in a language that somebody chose."""
    return replace(raw, fields=raw.fields | {"lang": lang}, trusted=True)


def _field(value: str | None) -> str:
    """Return a metadata field as one line that can be stored."""
    line = " ".join((value or "").split())[:MAX_FIELD]
    return check_text(line)


def _first_line(text: str, lang: str) -> str:
    """Return the first line that is no page furniture."""
    furniture = mark_boilerplate(text, lang)
    skipped = {start for start, _, _ in furniture}
    position = 0
    first = ""
    for line in text.split("\n"):
        if line.strip():
            first = first or line
            if position not in skipped:
                return " ".join(line.split())[:MAX_TITLE]
        position += len(line) + 1
    return " ".join(first.split())[:MAX_TITLE]
