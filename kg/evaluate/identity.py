"""Annotated entities as if they had been extracted, and which of them are one thing: what a resolver is measured on.

A table of things has one thing a line: its name, a tab, and its entities as ``ARTICLE:ENTITY``, separated by spaces. An
entity that no line lists is a thing of its own. Lines that start with ``#`` and empty lines are skipped.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kg.errors import DataError
from kg.model import Claim, EntityRef, Evidence, Extraction, LocalEntity, Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

#: Article id and key of an annotated entity.
Member = tuple[str, str]


def annotated_extractions(path: Path) -> list[Extraction]:
    """Return the entities of a gold file (or one like it, without quotes), with the claims that connect them.

    Raises :class:`DataError` with the line for what is none.
    """
    found = []
    for number, line in enumerate(_lines(path), start=1):
        if line.strip():
            try:
                found.append(_extraction(json.loads(line)))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise DataError(f"{path}, line {number}: no annotated article ({error!r}); correct the line") from error
    return found


def read_things(path: Path, members: Iterable[Member]) -> dict[Member, str]:
    """Return the thing of each member; raises :class:`DataError` when the table lists something else."""
    things = {member: ":".join(member) for member in members}
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, listed = line.partition("\t")
        for text in listed.split():
            article, _, key = text.partition(":")
            if (article, key) not in things:
                raise DataError(
                    f"{path}, line {number}: there is no entity {text}; write ARTICLE:ENTITY of the gold file"
                )
            things[article, key] = f"{name} ({number})"
    return things


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read ({error}); check the path") from error


def _extraction(data: Mapping[str, Any]) -> Extraction:
    article = str(data["id"])
    locals_ = tuple(_local(entity) for entity in data["entities"])
    known = {local.key for local in locals_}
    rows = (row for row in data.get("claims", ()) if row["object"] in known)
    claims = tuple(_claim(article, number, row) for number, row in enumerate(rows))
    return Extraction(article, str(data.get("lang", "")), locals_, claims)


def _local(entity: Mapping[str, Any]) -> LocalEntity:
    names = [str(entity["name"]), *map(str, entity.get("aliases", ()))]
    mentions = tuple(Mention(0, len(name), name) for name in names)
    return LocalEntity(str(entity["id"]), names[0], tuple(entity["types"]), tuple(names[1:]), None, mentions)


def _claim(article: str, number: int, row: Mapping[str, Any]) -> Claim:
    subject, target = EntityRef(row["subject"]), EntityRef(row["object"])
    return Claim(f"{article}-{number}", article, subject, row["predicate"], target, Evidence(0, 0, ""))
