"""A small graph as a build leaves it, from invented findings: no language pipeline takes part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.config import Config
from kg.knowledge import load_knowledge
from kg.model import Article, Claim, DateValue, EntityRef, Evidence, Extraction, LocalEntity, Mention, Quantity
from kg.ontology import load_schema
from kg.pipeline.cache import CACHE_NAME, ExtractionCache, content_hash
from kg.pipeline.link import Linker, Material
from kg.pipeline.progress import Progress
from kg.store.open import create_store

if TYPE_CHECKING:
    from pathlib import Path

    from kg.model import ClaimObject

#: Two people are called Anne Morel here, one of them also A. Morel; "Les Marées" is a series in one article, a film
#: in another.
ARTICLES = (
    Article("brume.txt", "Brume Media, led by Anne Morel, has bought Phare Bleu for 12 million euros.", "en"),
    Article("phare.txt", "A. Morel, of Brume Media, praises the series Les Marées of Phare Bleu.", "en"),
    Article("marees.txt", "Anne Morel directed Les Marées, a film of 2021, after Le Gué.", "en"),
)  # fmt: skip
TYPES = {"Anne Morel": "Person", "A. Morel": "Person", "Brume Media": "Company", "Phare Bleu": "ProductionStudio"}


def write_graph(folder: Path | str, names: tuple[str, ...] = ("brume.txt", "phare.txt", "marees.txt")) -> Path | str:
    """Write the graph of the invented articles of some names to ``folder``, which may hold one of others.

    It may also be the address of a server.
    """
    config = Config()
    found = [
        _extraction(ARTICLES[0], {}, [("Anne Morel", "chiefExecutiveOf", "Brume Media", 0.8),
                                      ("Brume Media", "acquires", "Phare Bleu", 0.6)]),
        _extraction(ARTICLES[1], {"Les Marées": "Series"}, [("A. Morel", "executiveOf", "Brume Media", 0.3),
                                                             ("Les Marées", "productionCompany", "Phare Bleu", 0.5)]),
        _extraction(ARTICLES[2], {"Les Marées": "Film", "Le Gué": "Film"},
                    [("Les Marées", "director", "Anne Morel", 0.7), ("Le Gué", "director", "Anne Morel", 0.4),
                     ("Les Marées", "releaseDate", DateValue("2021"), 0.2),
                     ("Les Marées", "boxOffice", Quantity(7, "EUR"), 0.25)]),
    ]  # fmt: skip
    order = [n for n in sorted(range(len(ARTICLES)), key=lambda n: ARTICLES[n].id) if ARTICLES[n].id in names]
    with create_store(folder) as store, ExtractionCache(store.folder.path / CACHE_NAME) as cache:
        for number in order:
            cache.stage(ARTICLES[number], content_hash(ARTICLES[number]), given=True)
            cache.put(found[number], "handmade")
        linker = Linker(config, load_schema(), load_knowledge(), Progress())
        versions = [(article, content, "handmade") for article, content in cache.versions()]
        material = Material(versions, [found[number] for number in order], cache.article)
        linker.write(store, cache, material, lambda *_: None)
    return folder


def _extraction(article: Article, types: dict[str, str], said: list[tuple[str, str, object, float]]) -> Extraction:
    types = TYPES | types
    names = [name for name in types if name in article.text]
    names.sort(key=article.text.index)
    if "A. Morel" in names and "Anne Morel" in names:
        names.remove("A. Morel")
    keys = {name: f"e{number}" for number, name in enumerate(names)}

    def span(name: str) -> tuple[int, int]:
        start = article.text.index(name)
        return start, start + len(name)

    entities = tuple(LocalEntity(keys[n], n, (types[n],), (), None, (Mention(*span(n), n),)) for n in names)
    claims = []
    for number, (subject, relation, value, confidence) in enumerate(said):
        target: ClaimObject = EntityRef(keys[value]) if isinstance(value, str) else value  # type: ignore[assignment]
        evidence = Evidence(0, len(article.text), article.text, span(subject))
        claims.append(
            Claim(
                id=f"{article.id.removesuffix('.txt')}-{number}",
                article_id=article.id,
                subject=EntityRef(keys[subject]),
                predicate=relation,
                object=target,
                evidence=evidence,
                confidence=confidence,
                rule="handmade",
            )
        )
    return Extraction(article.id, article.lang, entities, tuple(claims))
