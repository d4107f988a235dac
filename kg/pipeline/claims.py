"""Sources to claims, without a graph on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.config import Config
from kg.errors import SourceError
from kg.model import Article, Extraction, LocalEntity, Rejected
from kg.pipeline.build import readable
from kg.pipeline.progress import Progress, tell_foreign
from kg.pipeline.workers import extract_articles, new_extractor
from kg.records import claim_line
from kg.resolve import Resolution, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract import Extractor
    from kg.knowledge import KnowledgeBase


def extract(
    sources: Sequence[str],
    config: Config | None = None,
    progress: Progress | None = None,
    *,
    extractor: Extractor | None = None,
) -> Iterator[tuple[Article, Extraction]]:
    """Yield each article with the entities and claims found in it, as each is read.

    Articles that cannot be used are told to ``progress`` and left out; ``extractor`` is as in :func:`build`. Raises
    :class:`SourceError` when a source does not exist or none holds a readable article, :class:`ModelError` and
    :class:`DataError` as :func:`build` does.
    """
    config = config or Config()
    return _extract(sources, config, extractor or new_extractor(config), progress or Progress())


def claim_lines(
    sources: Sequence[str],
    config: Config | None = None,
    progress: Progress | None = None,
    *,
    extractor: Extractor | None = None,
) -> list[dict[str, Any]]:
    """Return all claims of the sources in the published form (:func:`kg.records.claim_line`), sorted by article.

    Entities have the IRI that a build of the same sources gives them. Raises what :func:`extract` raises.
    """
    return read_claims(sources, config, progress, extractor=extractor)[1]


def read_claims(
    sources: Sequence[str],
    config: Config | None = None,
    progress: Progress | None = None,
    *,
    extractor: Extractor | None = None,
) -> tuple[list[Extraction], list[dict[str, Any]]]:
    """Return what was found in each article, sorted by article, and the lines of :func:`claim_lines`."""
    config = config or Config()
    extractor = extractor or new_extractor(config)
    found = sorted(
        (extraction for _, extraction in _extract(sources, config, extractor, progress or Progress())),
        key=lambda extraction: extraction.article_id,
    )
    return found, published_lines(found, extractor)


def published_lines(found: Sequence[Extraction], extractor: Extractor) -> list[dict[str, Any]]:
    """Return the claims of extractions in the published form, in their order."""
    resolution = resolve(found, extractor.config.base, extractor.schema, extractor.knowledge)
    lines = []
    for extraction in found:
        entities = {e.key: _published(extraction, e, resolution, extractor.knowledge) for e in extraction.entities}
        lines += [claim_line(claim, entities) for claim in extraction.claims]
    return lines


def read_articles(
    sources: Sequence[str], config: Config, progress: Progress, lang: str | None = None
) -> Iterator[Article]:
    """Yield the articles of the sources, told that they are in ``lang`` if it is given; others go to ``progress``."""
    for item in readable(sources, config, lang):
        if isinstance(item, Article):
            yield item
        elif isinstance(item, Rejected):
            progress.reject(item)


def _extract(
    sources: Sequence[str], config: Config, extractor: Extractor, progress: Progress
) -> Iterator[tuple[Article, Extraction]]:
    reasons: list[str] = []
    done = 0

    for article, result in extract_articles(read_articles(sources, config, progress), config, extractor):
        if isinstance(result, Rejected):
            reasons.append(f"{result.source}: {result.reason}")
            progress.reject(result)
            continue
        done += 1
        progress.advance("extracting", done, None)
        tell_foreign(article, progress)
        yield article, result
    if not done:
        raise SourceError(reasons[0])


def _published(
    extraction: Extraction, entity: LocalEntity, resolution: Resolution, knowledge: KnowledgeBase
) -> dict[str, Any]:
    """Return the form of an entity that claim lines show: named as in its article, with all names known for it."""
    names = {mention.text for mention in entity.mentions if mention.kind == "name"} | set(entity.aliases)
    entry = knowledge.by_id(entity.kb_id) if entity.kb_id else None
    if entry is not None:
        names |= {entry.name, *entry.aliases, *entry.names.values()}
    return {
        "iri": resolution.iri_of(extraction.article_id, entity.key),
        "label": entity.name,
        "types": list(entity.types),
        "aliases": sorted(names - {entity.name}),
    }
