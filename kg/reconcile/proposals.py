"""What services proposed, kept in the graph's folder: never in the graph, until a person says so.

One JSON object a line, one line for each entity that a service was asked about, added as the answers come. So a run
that was stopped goes on where it was, and nothing is asked twice.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

PROPOSALS_NAME = "proposals.jsonl"


@dataclass(frozen=True, slots=True)
class Proposal:
    """An identifier that a service proposes for an entity.

    ``identifier`` is Wikidata's (``Q42``) or an IRI. ``score`` is the service's own; ``likelihood`` is between 0 and 1,
    the best candidate being compared with the others. ``match`` tells whether the service is certain.
    """

    iri: str
    identifier: str
    name: str
    description: str = ""
    types: tuple[str, ...] = ()
    score: float = 0.0
    match: bool = False
    likelihood: float = 0.0
    service: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """That ``service`` was asked ``question`` about an entity, and what it proposed."""

    iri: str
    service: str
    question: str
    proposals: tuple[Proposal, ...] = ()


def read_asked(path: Path) -> list[Asked]:
    """Return what was asked and answered; a missing file is no answer, a line that was cut short is left out."""
    return list(_lines(path))


def read_proposals(path: Path) -> list[Proposal]:
    """Return the proposals of the last answer of each service for each entity, sorted by entity and likelihood."""
    last = {(asked.iri, asked.service): asked for asked in _lines(path)}
    found = [proposal for asked in last.values() for proposal in asked.proposals]
    return sorted(found, key=lambda p: (p.iri, -p.likelihood, p.identifier, p.service))


def add_asked(path: Path, asked: Sequence[Asked]) -> None:
    """Add answers to the file, lastingly; raises :class:`StoreError` when it cannot be written."""
    text = "".join(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in asked)
    try:
        with path.open("ab") as stream:
            size = stream.tell()
            torn = size and not _ends_line(path)
            stream.write((("\n" if torn else "") + text).encode("utf-8", "replace"))
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror}); free disk space or check the disk") from error


def _ends_line(path: Path) -> bool:
    with path.open("rb") as stream:
        stream.seek(-1, os.SEEK_END)
        return stream.read(1) == b"\n"


def _lines(path: Path) -> Iterator[Asked]:
    try:
        with path.open(encoding="utf-8", errors="replace") as stream:
            for line in stream:
                found = _asked(line)
                if found is not None:
                    yield found
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error


def _asked(line: str) -> Asked | None:
    try:
        record: dict[str, Any] = json.loads(line)
        proposals = tuple(Proposal(**p | {"types": tuple(p["types"])}) for p in record.pop("proposals"))
        return Asked(**record, proposals=proposals)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
