"""How a long run tells what it is doing; the default tells nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from kg.ingest.language import foreign_paragraphs

if TYPE_CHECKING:
    from kg.model import Article, Rejected

Stage: TypeAlias = Literal["reading", "extracting", "linking", "writing"]


class Progress:
    """Override what is of interest; methods are called from the process that started the run."""

    def advance(self, stage: Stage, done: int, total: int | None) -> None:
        """Take note that ``done`` of ``total`` steps (``None``: not known yet) of a stage are finished."""

    def reject(self, rejected: Rejected) -> None:
        """Take note of an article or source that could not be used."""

    def shorten(self, article: Article, paragraphs: int) -> None:
        """Take note of an article of which some paragraphs, in another language, were not read."""


def tell_foreign(article: Article, progress: Progress) -> None:
    """Tell of the paragraphs of an article that nothing reads, as they are in another language than it."""
    spans = foreign_paragraphs(article.text, article.lang)
    if spans:
        progress.shorten(article, len(spans))
