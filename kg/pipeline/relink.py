"""Decisions into the graph at once: all is linked again from what was found before, and nothing is read again."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import StoreError
from kg.knowledge import load_knowledge
from kg.model import Rejected
from kg.ontology import load_schema
from kg.pipeline.cache import CACHE_NAME, ExtractionCache
from kg.pipeline.link import Linker, Material
from kg.pipeline.progress import Progress
from kg.pipeline.settings import settings_of
from kg.pipeline.workers import extract_articles, new_extractor
from kg.store import GraphStore
from kg.store.open import create_store
from kg.store.remote import is_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.config import Config
    from kg.model import Article, Entity, Extraction


@dataclass(frozen=True, slots=True)
class Relinked:
    """What linking again changed: entities that are new, are gone, or have other names, types or identifiers.

    ``articles`` counts those whose statements changed, ``claims`` by how many claims the graph grew or shrank.
    """

    new: tuple[Entity, ...] = ()
    gone: tuple[Entity, ...] = ()
    changed: tuple[Entity, ...] = ()
    articles: int = 0
    claims: int = 0
    notices: tuple[str, ...] = ()
    seconds: float = field(default=0.0, compare=False)

    def __bool__(self) -> bool:
        """Tell whether anything in the graph changed."""
        return bool(self.new or self.gone or self.changed or self.articles)


def relink(folder: str | Path, config: Config | None = None, progress: Progress | None = None) -> Relinked:
    """Bring the graph in ``folder`` up to date with the decisions, from what earlier builds found in its articles.

    Without ``config`` the settings of its last build hold. Only an article whose findings were lost is read again.
    Raises :class:`GraphFolderError` when the folder is no graph, :class:`StoreError` when another process holds it,
    :class:`DataError` when a data file is broken.
    """
    started = time.perf_counter()
    progress = progress or Progress()
    with (
        _opened(folder, config) as store,
        ExtractionCache(store.folder.path / CACHE_NAME) as cache,
    ):
        config = replace(config or settings_of(store.folder.path), base=store.base)
        schema = load_schema(Path(config.ontology) if config.ontology else None)
        knowledge = load_knowledge(extra=[Path(path) for path in config.knowledge])
        states = store.article_states()
        found = {name: cache.extraction(name, state[0]) for name, state in states.items()}
        lost = [store.article(name) for name in states if found[name] is None]
        if lost:
            found |= _read_again(lost, config, progress)
        before = {entity.iri: entity for entity in store.entities()}
        known = cache.linked()
        claims = sum(known[name][2] if name in known else len(store.claims(name)) for name in states)
        material = Material(
            versions=[(name, *state[:2]) for name, state in states.items()],
            extractions=[extraction for extraction in found.values() if extraction is not None],
            load=store.article,
            again=True,
        )
        linked = Linker(config, schema, knowledge, progress).write(store, cache, material, _stop)
        after = {entity.iri: entity for entity in store.entities()} if linked.described else before
        return Relinked(
            new=tuple(after[iri] for iri in sorted(after.keys() - before.keys())),
            gone=tuple(before[iri] for iri in sorted(before.keys() - after.keys())),
            changed=tuple(after[iri] for iri in sorted(after.keys() & before.keys()) if after[iri] != before[iri]),
            articles=linked.changed,
            claims=linked.claims - claims,
            notices=linked.notices,
            seconds=time.perf_counter() - started,
        )


def _opened(name: str | Path, config: Config | None) -> GraphStore:
    """Open a graph that exists for writing, or the one on a server."""
    if isinstance(name, str) and is_address(name):
        return create_store(name, base=config.base if config else None)
    return GraphStore.open(name, read_only=False)


def _read_again(articles: Sequence[Article], config: Config, progress: Progress) -> dict[str, Extraction]:
    """Return what is in articles whose findings were lost; the next build will read them once more and keep it."""
    found: dict[str, Extraction] = {}
    for article, result in extract_articles(articles, config, new_extractor(config)):
        if isinstance(result, Rejected):
            _stop(article.id, result)
        else:
            found[article.id] = result
            progress.advance("extracting", len(found), len(articles))
    return found


def _stop(article_id: str, rejected: Rejected) -> None:
    raise StoreError(f"article {article_id!r} can no longer be used ({rejected.reason}); run kg build to leave it out")
