"""Explanations as one HTML page: no script, nothing loaded, whatever stands in the article shown as text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.explain.text import claim_details, mention_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jinja2 import Template

    from kg.explain.notes import ArticleNote, SentenceNote


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence; ``title`` describes the mention it is, if it is one."""

    text: str
    title: str = ""
    kind: str = ""


def explanation_page(articles: Iterable[ArticleNote]) -> str:
    """Return a self-contained page of the articles."""
    return _template().render(articles=list(articles), pieces=_pieces, details=claim_details)


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 (what follows loads heavy libraries)

    environment = Environment(
        loader=PackageLoader("kg.explain"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("explain.html")


def _pieces(sentence: SentenceNote) -> Iterator[Piece]:
    """Cut a sentence at its mentions; one inside another is left out."""
    at = sentence.start
    for mention in sentence.mentions:
        if mention.start < at or mention.end > sentence.end:
            continue
        yield Piece(sentence.text[at - sentence.start : mention.start - sentence.start])
        inside = sentence.text[mention.start - sentence.start : mention.end - sentence.start]
        yield Piece(inside, mention_words(mention), mention.kind)
        at = mention.end
    yield Piece(sentence.text[at - sentence.start :])
