"""The page of an article: its text with mentions and claims marked, and the claims beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.view.pages.frame import Context, Page, render
from kg.view.pages.marks import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.analyse.graph import GraphStatement
    from kg.model import Article


def article_page(article: Article, claims: Iterable[GraphStatement], context: Context) -> Page:
    """Return the page of ``article`` with the ``claims`` it makes; offsets point into ``article.text``."""
    ordered = sorted(claims, key=lambda claim: (claim.quote_start, claim.claim_id))
    sides = {c.subject for c in ordered} | {o for c in ordered if (o := getattr(c, "object", None))}
    return render(
        "article.html", context, article.title or article.id, "articles",
        article=article, claims=ordered, paragraphs=paragraphs(article, ordered, context.nodes),
        entities=sorted(sides, key=lambda iri: (context.name(iri).casefold(), iri)),
    )  # fmt: skip
