"""Articles made of the quotes of a graph, so that pages have texts to mark."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.analyse.graph import sorted_data
from kg.ids import article_iri
from kg.model import Article
from kg.view.pages.corpus import Corpus, corpus

from .samples import BASE

if TYPE_CHECKING:
    from kg.analyse.graph import GraphData
    from kg.view.labels import ViewLabels

POSTS = ("chiefExecutiveOf", "executiveOf", "founderOf")


def told(data: GraphData, labels: ViewLabels) -> Corpus:
    """Return a corpus whose articles hold the quotes of ``data``, three to a paragraph, between a menu and a credit."""
    quotes = defaultdict(list)
    for statement in data.statements():
        quotes[statement.article_iri].append(statement)
    articles, told_ = [], []
    for iri, statements in sorted(quotes.items()):
        first = statements[0]
        number = iri.rsplit("/", 1)[-1]
        text = f"{first.article_title}\n\nAccueil\n\n"
        for i, statement in enumerate(statements):
            told_.append(replace(statement, quote_start=len(text), article_iri=article_iri(BASE, number)))
            text += statement.quote + ("\n\n" if i % 3 == 2 else " ")
        articles.append(
            Article(number, text, first.lang or "en", first.article_title, first.date, first.publisher, first.url)
        )
    kinds = [[s for s in told_ if hasattr(s, field)] for field in ("object", "unit")]
    facts = [s for s in told_ if not hasattr(s, "object") and not hasattr(s, "unit")]
    articles.append(Article("silent", "Nothing to read here.", "en", "A quiet day", None, "Media Ledger"))
    return corpus(
        sorted_data(list(data.nodes), kinds[0], kinds[1], facts), articles, BASE, labels=labels,
        post_relations=POSTS, withheld={"domain": 2},
    )  # fmt: skip
