"""Why things are one, kept beside the graph: a file of JSON lines that is written with every build, never read by one.

First the entities, sorted by IRI: ``{"entity", "name", "parts": [{"iri", "name", "kind", "kb", "articles"}], "merges":
[{"one", "other", "reason", "text", "score"}]}``. Then the doubtful pairs, the likeliest first: ``{"doubt": [IRI, IRI],
"names", "reason", "text", "score"}``. Last the things that may be two: ``{"namesake": [IRI, IRI@ARTICLE], "name",
"reason", "text", "score"}``.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import StoreError
from kg.resolve.resolution import Link, Part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from kg.resolve.resolution import Resolution

#: The file in a graph's folder.
JOURNAL_NAME = "resolution.jsonl"
_DOUBT, _NAMESAKE = '{"doubt": ', '{"namesake": '


@dataclass(frozen=True, slots=True)
class Why:
    """What an entity consists of, why, and with which others it may be one thing.

    ``doubts`` are (IRI of the other entity, its name, the link), the likeliest first; ``namesakes`` say that an article
    may mean another thing of that name.
    """

    iri: str
    name: str
    parts: tuple[Part, ...]
    merges: tuple[Link, ...]
    doubts: tuple[tuple[str, str, Link], ...] = ()
    namesakes: tuple[Link, ...] = ()


def write_journal(path: Path, resolution: Resolution) -> None:
    """Write the file, whole or not at all; raises :class:`StoreError` when the disk does not let it."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with draft.open("w", encoding="utf-8") as stream:
            stream.writelines(_lines(resolution))
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise StoreError(f"{path}: cannot be written ({error.strerror}); free disk space or check the disk") from error


def _lines(resolution: Resolution) -> Iterator[str]:
    names = {entity.iri: entity.name for entity in resolution.entities}
    for iri, name in names.items():
        parts = [_part_record(part) for part in resolution.parts[iri]]
        merges = [_link_record(link) for link in resolution.merges.get(iri, ())]
        yield _line({"entity": iri, "name": name, "parts": parts, "merges": merges})
    for link in resolution.doubts:
        pair = [link.one, link.other]
        about = {"reason": link.reason, "text": link.text, "score": round(link.score, 3)}
        yield _line({"doubt": pair, "names": [names[iri] for iri in pair], **about})

    for link in resolution.namesakes:
        about = {"reason": link.reason, "text": link.text, "score": round(link.score, 3)}
        yield _line({"namesake": [link.one, link.other], "name": names[link.one], **about})


def _line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"


def _part_record(part: Part) -> dict[str, Any]:
    about = {"iri": part.iri, "name": part.name, "kind": part.kind, "kb": part.kb_id}
    return {**about, "articles": sorted({article for article, _ in part.members})}


def _link_record(link: Link) -> dict[str, Any]:
    about = {"one": link.one, "other": link.other, "reason": link.reason, "text": link.text}
    return {**about, "score": round(link.score, 3)}


def read_why(path: Path, iri: str) -> Why | None:
    """Return why an entity is one thing; ``None`` when the file is missing or does not know the entity.

    Raises :class:`StoreError` for a broken file. The members of the parts have no local keys.
    """
    entity: dict[str, Any] | None = None
    doubts: list[tuple[str, str, Link]] = []
    namesakes: list[Link] = []
    wanted = json.dumps(iri, ensure_ascii=False)
    for record in _records(path, wanted):
        if record.get("entity") == iri:
            entity = record
        elif iri in record.get("namesake", ()):
            namesakes.append(_link(record["namesake"], record))
        elif iri in record.get("doubt", ()):
            at = record["doubt"].index(iri)
            doubts.append((record["doubt"][1 - at], record["names"][1 - at], _link(record["doubt"], record)))
    if entity is None:
        return None
    parts = (
        Part(p["iri"], p["name"], p["kind"], p["kb"], tuple((article, "") for article in p["articles"]))
        for p in entity["parts"]
    )
    merges = (_link((m["one"], m["other"]), m) for m in entity["merges"])
    return Why(iri, entity["name"], tuple(parts), tuple(merges), tuple(doubts), tuple(namesakes))


def read_doubts(path: Path) -> list[Link]:
    """Return the doubtful pairs, the likeliest first; none when the file is missing."""
    return [_link(record["doubt"], record) for record in _records(path, _DOUBT)]


def read_namesakes(path: Path) -> list[Link]:
    """Return the things whose name may mean another one in an article; none when the file is missing."""
    return [_link(record["namesake"], record) for record in _records(path, _NAMESAKE)]


def _link(pair: Sequence[str], record: dict[str, Any]) -> Link:
    one, other = pair
    return Link(one, other, record["reason"], record["text"], record["score"])


def _records(path: Path, holding: str) -> Iterator[dict[str, Any]]:
    """Yield the lines that hold some text."""
    try:
        with path.open(encoding="utf-8") as stream:
            for line in stream:
                if holding in line:
                    yield json.loads(line)
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise StoreError(f"{path}: cannot be read ({error}); build the graph again to make it anew") from error
