"""A graph's entities, asked of a service; what it proposes waits for people in the graph's folder."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from kg.decisions import WIKIDATA
from kg.errors import UsageError
from kg.ids import digest
from kg.model import DateValue, EntityRef
from kg.ontology import load_schema
from kg.pipeline import decisions_of
from kg.pipeline.settings import settings_of
from kg.reconcile.client import Limits, ServiceClient
from kg.reconcile.proposals import PROPOSALS_NAME, Asked, Proposal, add_asked, read_asked
from kg.reconcile.protocol import Manifest, Query, identifier_of, likelihoods
from kg.store.open import folder_of, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from kg.config import Config
    from kg.model import Entity
    from kg.ontology import Schema
    from kg.reconcile.protocol import Candidate
    from kg.store import GraphStore

_PROPERTY = "http://www.wikidata.org/prop/direct/"
#: Property values sent with a query: what tells namesakes apart, not a biography.
MOST_PROPERTIES = 4
#: Names longer than this are none.
MOST_NAME = 200


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What a run did: entities asked about, those known from before, those with proposals, and with a certain one.

    ``unanswered`` counts those that the service left out; they are asked again next time.
    """

    service: str
    asked: int = 0
    known: int = 0
    proposed: int = 0
    certain: int = 0
    unanswered: int = 0


def reconcile(
    folder: str | Path,
    service: str,
    config: Config | None = None,
    *,
    classes: Collection[str] = (),
    limit: int | None = None,
    limits: Limits | None = None,
    advance: Callable[[int, int], None] = lambda _done, _total: None,
) -> Reconciled:
    """Ask the service at an address about the entities of a graph that have no identifier, the most connected first.

    The answers are proposals for :func:`kg.review.collect`; the graph itself is not changed. What was asked before and
    would be asked the same is not asked again, so a run that was stopped goes on. ``classes`` restricts it to entities
    of these, ``limit`` to so many of them; ``advance`` is told how many of all are done.

    Raises :class:`ServiceError` when the service does not answer or is none, :class:`GraphFolderError` and
    :class:`StoreError` as :func:`kg.open_graph` does.
    """
    config = config or settings_of(folder_of(folder))
    with ServiceClient(service, limits) as client:
        manifest = client.manifest()
        schema = load_schema(Path(config.ontology) if config.ontology else None)
        unknown = sorted(set(classes) - set(schema.classes))
        if unknown:
            raise UsageError(f"the ontology has no class {unknown[0]!r}; see the classes of a graph with kg stats")
        with open_store(folder, base=config.base) as store:
            path = store.folder.path / PROPOSALS_NAME
            questions = dict(islice(_questions(store, config, schema, manifest, classes), limit))
        before = {(asked.iri, asked.service): asked.question for asked in read_asked(path)}
        waiting = {iri: q for iri, q in questions.items() if before.get((iri, service)) != _fingerprint(q)}
        counts: Counter[str] = Counter(known=len(questions) - len(waiting))
        advance(0, len(waiting))
        for batch in _batches(waiting, manifest.batch_size):
            queries = {f"q{number}": query for number, (_, query) in enumerate(batch)}
            answers = client.ask(queries)
            found = []
            for key, (iri, query) in zip(queries, batch, strict=True):
                if key not in answers:
                    counts["unanswered"] += 1
                    continue
                proposals = _proposals(iri, answers[key], manifest)
                found.append(Asked(iri, service, _fingerprint(query), proposals))
                counts["asked"] += 1
                counts["proposed"] += bool(proposals)
                counts["certain"] += any(proposal.match for proposal in proposals)
            add_asked(path, found)
            advance(counts["asked"] + counts["unanswered"], len(waiting))
    return Reconciled(manifest.name, **counts)


def _batches(questions: Mapping[str, Query], size: int) -> Iterator[list[tuple[str, Query]]]:
    items = iter(questions.items())
    while batch := list(islice(items, size)):
        yield batch


def _fingerprint(query: Query) -> str:
    return digest(json.dumps(query.to_json(), sort_keys=True))


def _proposals(iri: str, candidates: Sequence[Candidate], manifest: Manifest) -> tuple[Proposal, ...]:
    return tuple(
        Proposal(iri, identifier, c.name, c.description, c.types, c.score, c.match, likely, manifest.name)
        for c, likely in zip(candidates, likelihoods(candidates), strict=True)
        if (identifier := identifier_of(manifest, c))
    )


def _questions(
    store: GraphStore, config: Config, schema: Schema, manifest: Manifest, classes: Collection[str]
) -> Iterator[tuple[str, Query]]:
    """Yield IRI and query of each entity to ask about, the most connected first."""
    entities = {entity.iri: entity for entity in store.entities()}
    decided = {decision.subject for decision in decisions_of(store.folder.path, config).identifiers}
    degree: Counter[str] = Counter()
    values: dict[str, list[tuple[str, str]]] = defaultdict(list)
    properties = _alignments(schema.relations, _PROPERTY) if manifest.knows_wikidata else {}
    for _, claim in store.all_claims():
        target = claim.object.key if isinstance(claim.object, EntityRef) else ""
        degree.update(filter(None, (claim.subject.key, target)))
        pids = properties.get(claim.predicate, ())
        value = claim.object.value if isinstance(claim.object, DateValue) else _known(entities.get(target))
        if pids and value and claim.mode == "asserted":
            values[claim.subject.key].append((pids[0], value))
    types = _alignments(schema.classes, WIKIDATA) if manifest.knows_wikidata else {}
    for iri in sorted(entities, key=lambda iri: (-degree[iri], iri)):
        entity = entities[iri]
        wanted = not classes or any(
            set(classes) & {t, *schema.classes[t].ancestors} for t in _known_types(entity, schema)
        )
        if wanted and not entity.same_as and iri not in decided and 0 < len(entity.name) <= MOST_NAME:
            of_class = tuple(dict.fromkeys(q for t in entity.types for q in types.get(t, ())))
            yield iri, Query(entity.name, of_class, tuple(sorted(set(values[iri])))[:MOST_PROPERTIES])


def _known_types(entity: Entity, schema: Schema) -> list[str]:
    return [name for name in entity.types if name in schema.classes]


def _known(entity: Entity | None) -> str:
    """Return how a service may know an entity: by its identifier, else by its name."""
    if entity is None:
        return ""
    known = next((iri.removeprefix(WIKIDATA) for iri in entity.same_as if iri.startswith(WIKIDATA)), "")
    return known or entity.name


def _alignments(terms: Mapping[str, object], start: str) -> dict[str, tuple[str, ...]]:
    """Return the short identifiers that terms of the ontology are aligned with, as the same or nearly the same."""
    found = {}
    for name, term in terms.items():
        aligned = getattr(term, "alignments", ())
        found[name] = tuple(
            iri.removeprefix(start) for kind, iri in aligned if iri.startswith(start) and kind in _ALIKE
        )
    return found


_ALIKE = frozenset({"exactMatch", "closeMatch"})
