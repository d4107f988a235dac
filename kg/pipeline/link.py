"""The second half of a build: who is who over all articles, what people decided, and the graph brought up to date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.decisions import DECISIONS_NAME, Decisions, describe, read_decisions
from kg.errors import ArticleError
from kg.ids import digest
from kg.model import Rejected
from kg.ontology import implications, ontology_quads
from kg.pipeline.settings import settings_of
from kg.pipeline.sound import gate
from kg.resolve import JOURNAL_NAME, resolve, write_journal
from kg.store import article_quads, entities_quads
from kg.store.mapping import ontology_graph
from kg.store.open import local_folder
from kg.store.remote import is_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from kg.config import Config
    from kg.knowledge import KnowledgeBase
    from kg.model import Article, Claim, Extraction, Withheld
    from kg.ontology import Schema
    from kg.pipeline.cache import ExtractionCache
    from kg.pipeline.progress import Progress
    from kg.resolve import Resolution
    from kg.store import GraphStore

#: Article id, its content hash, and the fingerprint of the pipeline that read it.
Version = tuple[str, str, str]
#: Starts the rule of a claim that a person confirmed.
DECIDED = "decision:"


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking wrote: ``changed`` counts articles, ``described`` changed statements on entities, the rest what is.

    ``decisions`` counts those that hold, ``notices`` tell what is wrong with others, one line each.
    """

    entities: int
    described: int
    claims: int
    withheld: int
    changed: int
    decisions: int
    notices: tuple[str, ...]


def decisions_of(folder: str | Path, config: Config | None = None) -> Decisions:
    """Return what holds for the graph in ``folder``: the shared decisions of ``config``, then the graph's own.

    Without ``config`` the settings of its last build hold.
    """
    folder = local_folder(str(folder), config.base if config else None) if is_address(str(folder)) else Path(folder)
    config = config or settings_of(folder)
    return read_decisions(folder / DECISIONS_NAME, [Path(name) for name in config.decisions])


@dataclass(frozen=True, slots=True)
class Material:
    """What is linked: the versions of the articles, in the same order what was found in them, and their texts.

    With ``again`` an article stays as it is when nothing that its statements depend on has changed; a build writes
    them all, as the program itself may have changed.
    """

    versions: Sequence[Version]
    extractions: Sequence[Extraction]
    load: Callable[[str], Article]
    again: bool = False


@dataclass(frozen=True, slots=True)
class Linker:
    """Brings a graph up to date with what was found in its articles, by one configuration."""

    config: Config
    schema: Schema
    knowledge: KnowledgeBase
    progress: Progress

    def write(
        self, store: GraphStore, cache: ExtractionCache, material: Material, drop: Callable[[str, Rejected], None]
    ) -> Linked:
        """Write entities and articles; ``drop`` is told what cannot be stored."""
        decisions = decisions_of(store.folder.path, self.config)
        self.progress.advance("linking", 0, 1)
        resolution = resolve(material.extractions, self.config.base, self.schema, self.knowledge, decisions)
        self.progress.advance("linking", 1, 1)
        self._write_ontology(store)
        described = store.replace_entities(entities_quads(resolution.entities, self.config.base))
        write_journal(store.folder.path / JOURNAL_NAME, resolution)
        writer = _ArticleWriter(self, store, cache, resolution, decisions)
        for done, (version, extraction) in enumerate(zip(material.versions, material.extractions, strict=True), 1):
            try:
                writer.write(version, extraction, material)
            except ArticleError as error:
                article = material.load(version[0])
                drop(article.id, Rejected(article.source or article.id, str(error)))
            self.progress.advance("writing", done - store.waiting, len(material.extractions))
        store.sync()
        self.progress.advance("writing", len(material.extractions), len(material.extractions))
        idle = _idle(decisions, store.folder.path / DECISIONS_NAME, resolution, material)
        notices = (*map(str, decisions.contradictions), *decisions.problems, *idle)
        return Linked(
            entities=len(resolution.entities),
            described=described,
            claims=writer.claims,
            withheld=writer.withheld,
            changed=writer.changed,
            decisions=len(list(decisions)),
            notices=notices,
        )

    def _write_ontology(self, store: GraphStore) -> None:
        path = Path(self.config.ontology) if self.config.ontology else None
        graph = ontology_graph(self.config.base)
        store.replace_graph(graph, ontology_quads(graph.value, path))


def _idle(decisions: Decisions, own: Path, resolution: Resolution, material: Material) -> Iterator[str]:
    """Yield a notice for each of the graph's own decisions that finds nothing to decide on, as after a lost article."""
    mine = [decision for decision in decisions if decision.place.startswith(f"{own}, ")]
    if not mine:
        return
    claims = {claim.id for extraction in material.extractions for claim in extraction.claims}
    articles = {"", *(version[0] for version in material.versions)}
    iris = {iri for entity in resolution.entities for iri in (entity.iri, *entity.replaces)}
    for decision in mine:
        if decision.kind in {"drop", "keep"}:
            found = decision.subject in claims
        else:
            refs = [decision.subject_ref, *([decision.object_ref] if decision.kind == "same" else [])]
            found = all(ref.iri in iris and ref.article_id in articles for ref in refs)
        if not found:
            yield f"{decision.place}: {describe(decision)} finds nothing in this graph"


class _ArticleWriter:
    """Writes the articles of one graph, and counts."""

    def __init__(
        self, linker: Linker, store: GraphStore, cache: ExtractionCache, resolution: Resolution, decisions: Decisions
    ) -> None:
        self.linker = linker
        self.store = store
        self.cache = cache
        self.resolution = resolution
        self.entities = {entity.iri: entity for entity in resolution.entities}
        self.kept = {decision.subject: decision.id for decision in decisions.kept}
        self.dropped = {decision.subject for decision in decisions.dropped}
        self.implied = implications(linker.schema) if linker.config.infer else {}
        self.before = cache.linked()
        self.claims = self.withheld = self.changed = 0

    def write(self, version: Version, extraction: Extraction, material: Material) -> None:
        """Write one article, unless it is so already; raises :class:`ArticleError` when it cannot be stored."""
        article_id, content, fingerprint = version
        iris = {entity.key: self.resolution.iri_of(article_id, entity.key) for entity in extraction.entities}
        signature = self._signature(version, extraction, iris)
        known = self.before.get(article_id)
        if not (material.again and known and known[:2] == (signature, self.store.article_state(article_id)[2])):
            claims, doubtful = self._gated(extraction, iris)
            quads = article_quads(
                material.load(article_id), claims, iris, base=self.linker.config.base,
                symmetric=self.linker.schema.symmetric, implied=self.implied, withheld=doubtful,
            )  # fmt: skip
            changed = self.store.replace_article(article_id, quads, content_hash=content, fingerprint=fingerprint)
            known = (signature, self.store.article_state(article_id)[2], len(claims), len(doubtful))
            self.cache.note_linked(article_id, *known)
            self.changed += changed
        self.claims += known[2]
        self.withheld += known[3]

    def _gated(self, extraction: Extraction, iris: Mapping[str, str]) -> tuple[tuple[Claim, ...], tuple[Withheld, ...]]:
        found = decided_claims(extraction.claims, self.kept, self.dropped)
        return gate(found, iris, self.entities, self.linker.schema, confirmed=self.kept)

    def _signature(self, version: Version, extraction: Extraction, iris: Mapping[str, str]) -> str:
        """Return a hash of all that an article's statements depend on, besides the program."""
        sides = [(key, iri, self.entities[iri].name, *self.entities[iri].types) for key, iri in iris.items()]
        ids = [claim.id for claim in extraction.claims]
        decided = [(name, self.kept.get(name, ""), name in self.dropped) for name in ids]
        infer = bool(self.implied)
        return digest(*version, self.linker.schema.fingerprint, repr((infer, sides, decided)), size=32)


def decided_claims(claims: Iterable[Claim], kept: Mapping[str, str], dropped: set[str]) -> list[Claim]:
    """Return the claims without those that somebody dropped; those somebody kept are certain, and their rule says why.

    ``kept`` maps claims to the decision that confirmed them.
    """
    return [
        replace(claim, confidence=1.0, rule=f"{DECIDED}{kept[claim.id]} {claim.rule}".strip())
        if claim.id in kept
        else claim
        for claim in claims
        if claim.id not in dropped
    ]
