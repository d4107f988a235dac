"""A graph and its articles, indexed for pages: which claims are about whom, and which article says what."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.analyse.naming import did_you_mean
from kg.analyse.overview import overview
from kg.analyse.posts import posts
from kg.analyse.scope import find_entity
from kg.errors import UsageError
from kg.ids import article_iri
from kg.view.labels import ViewLabels
from kg.view.links import Links
from kg.view.pages.article import article_page
from kg.view.pages.dashboard import dashboard_page
from kg.view.pages.entity import entity_page
from kg.view.pages.frame import Context
from kg.view.pages.timeline import timeline_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.analyse.events import Statement
    from kg.analyse.graph import GraphData
    from kg.model import Article
    from kg.view.pages.frame import Page


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that pages are made of; make one with :func:`corpus`.

    ``post_relations`` are the relations whose claims are posts, ``withheld`` counts claims that wait for a person by
    reason.
    """

    data: GraphData
    articles: Mapping[str, Article]
    by_entity: Mapping[str, list[Statement]]
    by_article: Mapping[str, list[Statement]]
    post_relations: tuple[str, ...] = ()
    withheld: Mapping[str, int] = field(default_factory=dict)
    labels: ViewLabels = field(default_factory=ViewLabels)

    def context(self, links: Links | None = None) -> Context:
        """Return what renderers need, with links that lead where ``links`` says."""
        return Context({node.iri: node for node in self.data.nodes}, self.labels, links or Links())

    def article(self, name: str, context: Context) -> Page:
        """Return the page of the article with this IRI, identifier, address or exact title.

        Raises :class:`UsageError` with what comes close when there is none, or several.
        """
        found = [iri for iri, a in self.articles.items() if name in {iri, iri.rsplit("/", 1)[-1], a.id, a.url, a.title}]
        if len(found) > 1:
            raise UsageError(f"{name!r} names {len(found)} articles; give one of these IRIs: {', '.join(found[:4])}")
        if not found:
            titles = {article.title or article.id for article in self.articles.values()}
            raise UsageError(f"there is no article {name!r}; {did_you_mean(name, titles)}")
        return article_page(self.articles[found[0]], self.by_article.get(found[0], []), context)

    def entity(self, name: str, context: Context) -> Page:
        """Return the page of the entity with this name or IRI; raises :class:`UsageError` when unclear."""
        node = find_entity(self.data, name)
        return entity_page(node, self.by_entity.get(node.iri, []), context)

    def dashboard(self, context: Context, title: str) -> Page:
        """Return the overview of the corpus."""
        iri_of = {article.id: iri for iri, article in self.articles.items()}
        return dashboard_page(overview(self.data, list(self.articles.values()), iri_of, self.withheld), context, title)

    def timeline(self, context: Context, title: str) -> Page:
        """Return the page of posts over time."""
        return timeline_page(posts(self.data, self.post_relations), context, title)


def corpus(
    data: GraphData,
    articles: Iterable[Article],
    base: str,
    *,
    labels: ViewLabels | None = None,
    post_relations: Iterable[str] = (),
    withheld: Mapping[str, int] | None = None,
) -> Corpus:
    """Return a corpus with its indexes; ``base`` is what the graph's IRIs begin with."""
    by_entity: dict[str, list[Statement]] = defaultdict(list)
    by_article: dict[str, list[Statement]] = defaultdict(list)
    for statement in data.statements():
        by_article[statement.article_iri].append(statement)
        sides = (statement.subject, getattr(statement, "object", None), statement.attributed_to)
        for iri in dict.fromkeys(side for side in sides if side):
            by_entity[iri].append(statement)
    ordered = sorted(articles, key=lambda article: article.id)
    return Corpus(
        data, {article_iri(base, a.id): a for a in ordered}, by_entity, by_article,
        tuple(post_relations), withheld or {}, labels or ViewLabels(),
    )  # fmt: skip
