"""Raw articles of one file, before they are checked: one a file, or one a JSON record."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import ArticleError
from kg.ingest.decode import decode
from kg.ingest.html import read_page
from kg.ingest.markdown import plain_text, split_front_matter

if TYPE_CHECKING:
    from collections.abc import Iterator

FIELDS = ("id", "lang", "title", "date", "publisher", "url", "author", "text")
#: What other programs call the same fields.
_SYNONYMS = {
    "language": "lang",
    "headline": "title",
    "published": "date",
    "date_published": "date",
    "source": "publisher",
    "site": "publisher",
    "link": "url",
    "by": "author",
    "authors": "author",
    "content": "text",
    "body": "text",
}


@dataclass(frozen=True, slots=True)
class RawArticle:
    """What a file says of one article; ``place`` names where it stands, ``trusted`` says that ``lang`` was chosen.

    A page's own language attribute is often a default of its software, so it is only a hint.
    """

    place: str
    id: str
    fields: dict[str, str]
    trusted: bool = True


@dataclass(frozen=True, slots=True)
class Failure:
    """A record of a file that is no article, and why."""

    place: str
    reason: str


def raw_articles(data: bytes, name: str, place: str, file_format: str | None) -> Iterator[RawArticle | Failure]:
    """Yield what the bytes of a file hold; ``name`` is the article's id unless it states one.

    Raises :class:`ArticleError` when the whole file is unusable.
    """
    if not data.strip():
        raise ArticleError("is empty; give it a text or remove it")
    text = decode(data, html=file_format == "html")
    match file_format or _guess(text):
        case "html":
            yield _from_page(text, name, place)
        case "markdown":
            front, body = split_front_matter(text)
            fields = _known(front) | {"text": plain_text(body)}
            yield RawArticle(place, fields.get("id") or name, fields)
        case "jsonl":
            yield from _json_lines(text, name, place)
        case "json":
            yield from _json_document(text, name, place)
        case _:
            yield RawArticle(place, name, {"text": text})


def _guess(text: str) -> str:
    """Return the format of a file whose name does not tell it."""
    start = text.lstrip()[:200].casefold()
    if start.startswith(("<!doctype html", "<html")):
        return "html"
    if start.startswith("{"):
        return "jsonl"
    return "json" if start.startswith("[") else "text"


def _from_page(html: str, name: str, place: str) -> RawArticle:
    page = read_page(html)
    fields = {field: getattr(page, field, None) for field in FIELDS if field != "id"}
    return RawArticle(place, name, {key: value for key, value in fields.items() if value}, trusted=False)


def _json_lines(text: str, name: str, place: str) -> Iterator[RawArticle | Failure]:
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if lines:
        try:
            json.loads(lines[0][1])
        except (ValueError, RecursionError):
            yield from _json_document(text, name, place)  # one object over several lines
            return
    for number, line in lines:
        where = f"{place}:{number}"
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Failure(where, f"is no JSON ({error}); write one object a line")
            continue
        yield _from_record(record, f"{name}#{number}", where)


def _json_document(text: str, name: str, place: str) -> Iterator[RawArticle | Failure]:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ArticleError(
            f"is no JSON ({error}); write one object, a list of objects, or one object a line"
        ) from error
    if isinstance(document, dict) and isinstance(document.get("articles"), list):
        document = document["articles"]
    if isinstance(document, list):
        for number, record in enumerate(document, start=1):
            yield _from_record(record, f"{name}#{number}", f"{place}#{number}")
    else:
        yield _from_record(document, name, place)


def _from_record(record: object, name: str, place: str) -> RawArticle | Failure:
    if not isinstance(record, dict):
        return Failure(place, f"is no JSON object with the keys {', '.join(FIELDS)}")
    fields = _known({str(key): value for key, value in record.items()})
    if not isinstance(fields.get("text"), str):
        return Failure(place, "has no text; give the key 'text' the article's text")
    return RawArticle(place, fields.get("id") or name, fields)


def _known(fields: dict[str, Any]) -> dict[str, str]:
    """Return the fields that articles have, under their own names, as text."""
    known: dict[str, str] = {}
    for key, value in fields.items():
        field = key if key in FIELDS else _SYNONYMS.get(key.casefold())
        if field is None or (field in known and key not in FIELDS):
            continue
        if isinstance(value, list):
            value = ", ".join(str(part) for part in value)  # noqa: PLW2901 (several authors)
        if isinstance(value, str) and (value.strip() or field == "text"):
            known[field] = value if field == "text" else value.strip()
        elif isinstance(value, int) and not isinstance(value, bool):
            known[field] = str(value)
    return known
