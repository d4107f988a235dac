"""The second half of a build: who is who over all articles, what people decided, and the graph brought up to date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.decisions import DECISIONS_NAME, Decisions, read_decisions
from kg.errors import ArticleError
from kg.model import Article, Extraction, Rejected
from kg.ontology import implications, ontology_quads
from kg.pipeline.settings import settings_of
from kg.pipeline.sound import gate
from kg.resolve import JOURNAL_NAME, resolve, write_journal
from kg.store import article_quads, entities_quads
from kg.store.mapping import ontology_graph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kg.config import Config
    from kg.knowledge import KnowledgeBase
    from kg.model import Claim
    from kg.ontology import Schema
    from kg.pipeline.progress import Progress
    from kg.store import GraphStore

#: An article with its content hash and the fingerprint of the pipeline that read it.
Versioned = tuple[Article, str, str]
#: Starts the rule of a claim that a person confirmed.
DECIDED = "decision:"


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking wrote: ``changed`` counts articles, the rest what the graph holds.

    ``decisions`` counts those that hold, ``notices`` tell what is wrong with others, one line each.
    """

    entities: int
    claims: int
    withheld: int
    changed: int
    decisions: int
    notices: tuple[str, ...]


def decisions_of(folder: str | Path, config: Config | None = None) -> Decisions:
    """Return what holds for the graph in ``folder``: the shared decisions of ``config``, then the graph's own.

    Without ``config`` the settings of its last build hold.
    """
    folder = Path(folder)
    config = config or settings_of(folder)
    return read_decisions(folder / DECISIONS_NAME, [Path(name) for name in config.decisions])


@dataclass(frozen=True, slots=True)
class Linker:
    """Brings a graph up to date with what was found in its articles, by one configuration."""

    config: Config
    schema: Schema
    knowledge: KnowledgeBase
    progress: Progress

    def write(
        self,
        store: GraphStore,
        extractions: Sequence[Extraction],
        articles: Iterable[Versioned],
        drop: Callable[[str, Rejected], None],
    ) -> Linked:
        """Write entities and articles, whose extractions come in the same order; ``drop`` is told what cannot be."""
        decisions = decisions_of(store.folder.path, self.config)
        self.progress.advance("linking", 0, 1)
        base, symmetric = self.config.base, self.schema.symmetric
        implied = implications(self.schema) if self.config.infer else {}
        resolution = resolve(extractions, base, self.schema, self.knowledge, decisions)
        self.progress.advance("linking", 1, 1)
        self._write_ontology(store)
        store.replace_entities(entities_quads(resolution.entities, base))
        write_journal(store.folder.path / JOURNAL_NAME, resolution)
        entities = {entity.iri: entity for entity in resolution.entities}
        kept = {decision.subject: decision.id for decision in decisions.kept}
        dropped = {decision.subject for decision in decisions.dropped}
        claims = withheld = changed = 0
        pairs = zip(articles, extractions, strict=True)
        for done, ((article, content, fingerprint), extraction) in enumerate(pairs, start=1):
            iris = {entity.key: resolution.iri_of(article.id, entity.key) for entity in extraction.entities}
            found = decided_claims(extraction.claims, kept, dropped)
            try:
                sound, doubtful = gate(found, iris, entities, self.schema, confirmed=kept)
                quads = article_quads(
                    article, sound, iris, base=base, symmetric=symmetric, implied=implied, withheld=doubtful
                )
            except ArticleError as error:
                drop(article.id, Rejected(article.source or article.id, str(error)))
            else:
                changed += store.replace_article(article.id, quads, content_hash=content, fingerprint=fingerprint)
                claims += len(sound)
                withheld += len(doubtful)
            self.progress.advance("writing", done - store.waiting, len(extractions))
        store.sync()
        self.progress.advance("writing", len(extractions), len(extractions))
        notices = (*map(str, decisions.contradictions), *decisions.problems)
        return Linked(len(resolution.entities), claims, withheld, changed, len(list(decisions)), notices)

    def _write_ontology(self, store: GraphStore) -> None:
        path = Path(self.config.ontology) if self.config.ontology else None
        graph = ontology_graph(self.config.base)
        store.replace_graph(graph, ontology_quads(graph.value, path))


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
