"""Web pages as articles: the main text without menus, comments and footers, and what the page says of itself."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass

from kg.errors import ArticleError

#: Dates of pages are taken as they are; the library would otherwise drop those after today.
_LATEST = "2200-01-01"
#: Fewer words are a menu or a title.
_LEAST_WORDS = 10
_LANGUAGE = re.compile(r"<html\b[^>]{0,1000}?\b(?:xml:)?lang\s*=\s*[\"']?([A-Za-z]{2,3})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """The article of a web page; fields that the page does not state are ``None``."""

    text: str
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    lang: str | None = None


def read_page(html: str) -> Page:
    """Return the article of a page; raises :class:`ArticleError` when there is none.

    The page is only parsed: nothing it refers to is fetched.
    """
    import trafilatura  # noqa: PLC0415 (heavy)

    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    document = trafilatura.bare_extraction(
        html,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        date_extraction_params={"extensive_search": False, "original_date": True, "max_date": _LATEST},
    )
    text = "" if document is None or isinstance(document, dict) else (document.text or "").strip()
    if document is None or isinstance(document, dict) or len(text.split()) < _LEAST_WORDS:
        raise ArticleError("no article was found in the page; save the article's own page, or its text as .txt")
    found = _LANGUAGE.search(html[:20_000])
    return Page(
        text=text.replace("\n", "\n\n") + "\n",
        title=document.title or None,
        date=document.date or None,
        publisher=document.sitename or None,
        author=document.author or None,
        url=document.url or None,
        lang=found[1].casefold() if found else None,
    )
