"""The messages of the Reconciliation Service API, version 0.2: what is asked, and what an answer may hold.

Answers come from strangers: whatever is not as the protocol says is left out, and nothing of it is trusted to be short,
printable or a number.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.decisions import WIKIDATA
from kg.errors import ServiceError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Queries in one request, unless the service says how many it likes.
BATCH_SIZE = 10
LARGEST_BATCH = 50
#: Candidates that are asked for and kept of one query.
CANDIDATES = 3
_MOST_TEXT = 300
_ID = re.compile(r"[^\s<>\"{}|\\^`\x00-\x1f\x7f-\x9f]{1,200}")
_QID = re.compile(r"Q[1-9][0-9]{0,11}")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x1f\x7f-\x9f]+")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a service says of itself: ``identifier_space`` starts the IRIs of its things."""

    name: str
    identifier_space: str
    schema_space: str = ""
    batch_size: int = BATCH_SIZE

    @property
    def knows_wikidata(self) -> bool:
        """Whether the service speaks of Wikidata's things, with Wikidata's classes and properties."""
        return self.identifier_space.replace("https:", "http:").rstrip("/") == WIKIDATA.rstrip("/")


@dataclass(frozen=True, slots=True)
class Query:
    """A question: which thing is called ``text``, is of one of ``types`` and has these property values."""

    text: str
    types: tuple[str, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the query as the protocol writes it; a value that is an identifier of Wikidata is sent as one."""
        query: dict[str, Any] = {"query": self.text, "limit": CANDIDATES}
        if self.types:
            query |= {"type": list(self.types) if len(self.types) > 1 else self.types[0], "type_strict": "any"}
        if self.properties:
            query["properties"] = [
                {"pid": pid, "v": {"id": value} if _QID.fullmatch(value) else value} for pid, value in self.properties
            ]
        return query


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that a service proposes; ``score`` is on its own scale, ``match`` tells whether it is certain."""

    id: str
    name: str
    description: str = ""
    types: tuple[str, ...] = ()
    score: float = 0.0
    match: bool = False


def write_batch(queries: Mapping[str, Query]) -> str:
    """Return the JSON of a batch of queries by key."""
    return json.dumps({key: query.to_json() for key, query in queries.items()}, ensure_ascii=False)


def read_json(content: bytes, where: str) -> dict[str, Any]:
    """Return a JSON object; raises :class:`ServiceError` for anything else."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        raise ServiceError(
            f"{where}: the answer is not JSON; is this the address of a reconciliation service?"
        ) from None
    if not isinstance(found, dict):
        raise ServiceError(
            f"{where}: the answer is not a JSON object; is this the address of a reconciliation service?"
        )
    return found


def read_manifest(data: Mapping[str, Any], where: str) -> Manifest:
    """Return what a service says of itself; raises :class:`ServiceError` when it is no reconciliation service."""
    name, space = data.get("name"), data.get("identifierSpace")
    if not isinstance(name, str) or not isinstance(space, str) or not _IRI.fullmatch(space):
        raise ServiceError(f"{where}: the answer is no service manifest (name and identifierSpace); check the address")
    schema_space, size = data.get("schemaSpace"), data.get("batchSize")
    return Manifest(
        name=_plain(name) or where,
        identifier_space=space,
        schema_space=schema_space if isinstance(schema_space, str) else "",
        batch_size=min(max(size, 1), LARGEST_BATCH) if isinstance(size, int) else BATCH_SIZE,
    )


def read_results(data: Mapping[str, Any], keys: Sequence[str], where: str) -> dict[str, tuple[Candidate, ...]]:
    """Return the candidates of each query, the best first; raises :class:`ServiceError` when all of them lack a result.

    A query that the service left out or answered with nonsense has no candidates and no entry.
    """
    found = {}
    for key in keys:
        answer = data.get(key)
        results = answer.get("result") if isinstance(answer, dict) else None
        if isinstance(results, list):
            candidates = [c for result in results[:100] if (c := _candidate(result)) is not None]
            candidates.sort(key=lambda c: (not c.match, -c.score, c.id))
            found[key] = tuple(candidates[:CANDIDATES])
    if keys and not found:
        told = data.get("message") or data.get("error") or data.get("details")
        more = f" ({_plain(told)})" if isinstance(told, str) else ""
        raise ServiceError(f"{where}: the answer holds no results{more}")
    return found


def _candidate(data: object) -> Candidate | None:
    if not isinstance(data, dict):
        return None
    identifier, name, score = data.get("id"), data.get("name"), data.get("score")
    if not isinstance(identifier, str) or not _ID.fullmatch(identifier) or not isinstance(name, str):
        return None
    if isinstance(score, str):  # older services write numbers as text
        try:
            score = float(score)
        except ValueError:
            return None
    if isinstance(score, bool) or not isinstance(score, int | float) or not math.isfinite(score):
        return None
    description, types = data.get("description"), data.get("type")
    return Candidate(
        id=identifier,
        name=_plain(name),
        description=_plain(description) if isinstance(description, str) else "",
        types=tuple(_type(t) for t in types[:10] if _type(t)) if isinstance(types, list) else (),
        score=float(score),
        match=data.get("match") is True,
    )


def _type(data: object) -> str:
    found = (data.get("name") or data.get("id")) if isinstance(data, dict) else data
    return _plain(found) if isinstance(found, str) else ""


def _plain(text: str) -> str:
    """Return a text on one line, short, without anything that hides or steers."""
    kept = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text[: _MOST_TEXT * 4])
    return " ".join(kept.split())[:_MOST_TEXT]


def identifier_of(manifest: Manifest, candidate: Candidate) -> str:
    """Return the identifier of a candidate as decisions write it; empty when it cannot be one."""
    if manifest.knows_wikidata:
        short = candidate.id.removeprefix(manifest.identifier_space).removeprefix(WIKIDATA)
        return short if _QID.fullmatch(short) else ""
    iri = candidate.id if _IRI.fullmatch(candidate.id) and "://" in candidate.id else None
    return iri or manifest.identifier_space + candidate.id


def likelihoods(candidates: Sequence[Candidate]) -> list[float]:
    """Return how likely each candidate is the right one, by its score and how far it is from the others.

    A scale of 100 is assumed where no score is above it, else the best score is the full one.
    """
    if not candidates:
        return []
    best = max(100.0, *(c.score for c in candidates))
    found = []
    for number, candidate in enumerate(candidates):
        share = min(max(candidate.score / best, 0.0), 1.0)
        rivals = [c.score for at, c in enumerate(candidates) if at != number]
        rival = min(max(max(rivals, default=0.0) / best, 0.0), 1.0)
        certain = candidate.match and not any(c.match for at, c in enumerate(candidates) if at != number)
        found.append(0.95 if certain else round(0.9 * share * (1 - 0.5 * rival), 3))
    return found
