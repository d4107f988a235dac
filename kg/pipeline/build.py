"""Sources to a graph on disk: only what is new is read by the models, and the result depends on nothing but content."""

from __future__ import annotations

import time
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from kg.config import Config
from kg.errors import SourceError
from kg.ingest import Duplicate, read_sources
from kg.model import Article, BuildReport, Rejected
from kg.pipeline.cache import CACHE_NAME, ExtractionCache, content_hash
from kg.pipeline.link import Linker, Material
from kg.pipeline.progress import Progress, tell_foreign
from kg.pipeline.settings import save_settings
from kg.pipeline.workers import extract_articles, new_extractor
from kg.store.open import create_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.extract import Extractor
    from kg.model import Extraction
    from kg.store import GraphStore

Item = Article | Duplicate | Rejected


def build(
    sources: Sequence[str],
    graph_folder: str | Path,
    config: Config | None = None,
    progress: Progress | None = None,
    *,
    prune: bool = False,
    extractor: Extractor | None = None,
    cache: str | Path | None = None,
) -> BuildReport:
    """Add the articles of ``sources`` to the graph in ``graph_folder``, which is made when it does not exist.

    Instead of a folder, it may be the address of a SPARQL server (``sparql+https://…``); ``cache`` is then the folder
    of what was extracted and decided.

    Articles that did not change since the last build are not read again; articles of the graph that are not in the
    sources stay unless ``prune``. A build that was interrupted goes on where it stopped. Articles that cannot be used
    are in the report and stop nothing. ``extractor`` is one made from the same ``config``, for programs that build
    often and load the language pipelines once. Raises :class:`SourceError` when a source does not exist or no source
    holds a readable article – the folder is not touched then –, :class:`GraphFolderError` when the folder is no graph,
    :class:`StoreError` when it is held by another process or cannot be written, :class:`ModelError` and
    :class:`DataError` when a language pipeline or a data file is missing or broken.
    """
    started = time.perf_counter()
    config = config or Config()
    items = readable(sources, config)
    extractor = extractor or new_extractor(config)
    local = Path(cache) if cache is not None else None
    with (
        create_store(graph_folder, base=config.base, local=local) as store,
        ExtractionCache(store.folder.path / CACHE_NAME) as extractions,
    ):
        run = _Build(store, extractions, extractor, config, progress or Progress())
        run.read(items)
        run.keep_or_prune(prune=prune)
        run.extract()
        save_settings(store.folder.path, config)
        return run.write(started)


def readable(sources: Sequence[str], config: Config, lang: str | None = None) -> Iterator[Item]:
    """Return what the sources hold; raises :class:`SourceError` now when that is no article at all."""
    items = read_sources(sources, config, lang)
    head: list[Item] = []
    for item in items:
        head.append(item)
        if isinstance(item, Article):
            return chain(head, items)
    bad = [item for item in head if isinstance(item, Rejected)]
    more = f" (and {len(bad) - 1} more like it)" if len(bad) > 1 else ""
    raise SourceError(f"{bad[0].source}: {bad[0].reason}{more}" if bad else "the sources hold no article; give others")


class _Build:
    """One build: the open graph, the cache and what was counted so far."""

    def __init__(
        self, store: GraphStore, cache: ExtractionCache, extractor: Extractor, config: Config, progress: Progress
    ) -> None:
        self.store = store
        self.cache = cache
        self.extractor = extractor
        self.config = config
        self.progress = progress
        self.fingerprint = extractor.fingerprint
        self.before = store.article_states()
        self.rejected: list[Rejected] = []
        self.duplicates: set[str] = set()
        self.removed: set[str] = set()

    def read(self, items: Iterable[Item]) -> None:
        """Stage the articles of the sources."""
        count = 0
        for item in items:
            match item:
                case Article():
                    count += 1
                    self.cache.stage(item, content_hash(item), given=True)
                    self.progress.advance("reading", count, None)
                case Duplicate():
                    if item.id != item.of:
                        self.duplicates.add(item.id)
                case Rejected():
                    self.reject(item)
        self.progress.advance("reading", count, count)

    def keep_or_prune(self, *, prune: bool) -> None:
        """Stage the articles that only the graph has, or note them for removal."""
        given = self.cache.staged()
        absent = set(self.before) - set(given)
        self.removed = absent if prune else absent & self.duplicates
        kept = absent - self.removed
        if not kept:
            return
        for article in self.store.articles():
            if article.id in kept:
                self.cache.stage(article, self.before[article.id][0], given=False)
        for article_id in self.cache.repeated():
            self.duplicates.add(article_id)
            self.cache.unstage(article_id)
            self.removed |= {article_id} & set(self.before)

    def extract(self) -> None:
        """Read what was not read before by this very pipeline."""
        missing = [*self.cache.missing(self.fingerprint)]
        articles = (self.cache.article(article_id) for article_id in missing)
        self.progress.advance("extracting", 0, len(missing))
        for done, (article, result) in enumerate(extract_articles(articles, self.config, self.extractor), start=1):
            if isinstance(result, Rejected):
                self.drop(article.id, result)
            else:
                self.cache.put(result, self.fingerprint)
                tell_foreign(article, self.progress)
            self.progress.advance("extracting", done, len(missing))

    def write(self, started: float) -> BuildReport:
        """Link the entities of all articles and bring the graph up to date."""
        extractions = [self.extraction(article) for article, _ in self.cache.articles()]
        versions = [(article, content, self.fingerprint) for article, content in self.cache.versions()]
        linker = Linker(self.config, self.extractor.schema, self.extractor.knowledge, self.progress)
        linked = linker.write(self.store, self.cache, Material(versions, extractions, self.cache.article), self.drop)
        given = self.cache.staged()
        removed = sum(self.store.remove_article(article_id) for article_id in sorted(self.removed))
        self.cache.tidy()
        unchanged = sum(self.before.get(name, ("", "", ""))[:2] == (h, self.fingerprint) for name, h in given.items())
        return BuildReport(
            added=len(set(given) - set(self.before)),
            replaced=len(set(given) & set(self.before)) - unchanged,
            unchanged=unchanged,
            removed=removed,
            duplicates=len(self.duplicates),
            rejected=tuple(self.rejected),
            entities=linked.entities,
            claims=linked.claims,
            withheld=linked.withheld,
            decisions=linked.decisions,
            notices=linked.notices,
            seconds=time.perf_counter() - started,
        )

    def extraction(self, article: Article) -> Extraction:
        """Return what was found in an article; a damaged record is made again."""
        found = self.cache.extraction(article.id)
        if found is None:
            (found,) = self.extractor.extract([article])
            self.cache.put(found, self.fingerprint)
        return found

    def drop(self, article_id: str, rejected: Rejected) -> None:
        """Leave an article out, also the older version of it that the graph may hold."""
        self.reject(rejected)
        self.cache.discard(article_id)
        self.cache.unstage(article_id)
        self.removed |= {article_id} & set(self.before)

    def reject(self, rejected: Rejected) -> None:
        """Quarantine an article: it goes into the report, and the rest goes on."""
        self.rejected.append(rejected)
        self.progress.reject(rejected)
