"""The graph folder: which files it holds and how it is told from any other folder."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.config import Config
from kg.decisions import DECISIONS_NAME
from kg.errors import DataError, GraphFolderError, StoreError
from kg.store.terms import iri

if TYPE_CHECKING:
    from pathlib import Path

MARKER_NAME = "kg-graph.json"
LOCK_NAME = "kg.lock"
ENGINE_NAME = "store"
#: What a folder may hold before its first build: what people decided may come from elsewhere.
MAY_BE_THERE = frozenset({LOCK_NAME, DECISIONS_NAME})
FORMAT = "mediakg"
#: Raised whenever an older program could misread a newer folder.
FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True)
class GraphFolder:
    """A folder that holds one graph; ``base`` starts the IRIs of all its entities, articles and claims."""

    path: Path
    base: str

    @property
    def lock_path(self) -> Path:
        """Where the reader and writer lock is."""
        return self.path / LOCK_NAME

    @property
    def engine_path(self) -> Path:
        """Where the engine keeps its files."""
        return self.path / ENGINE_NAME


def open_folder(path: Path) -> GraphFolder:
    """Return the graph in ``path``; raises :class:`GraphFolderError` when there is none that can be read."""
    marker = path / MARKER_NAME
    if not path.is_dir():
        raise GraphFolderError(f"{path}: no such folder; build a graph there first, or check the name")
    try:
        content = json.loads(marker.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise GraphFolderError(
            f"{path}: not a graph folder (it has no {MARKER_NAME}); give the folder of a build"
        ) from None
    except (OSError, ValueError) as error:
        raise GraphFolderError(f"{marker}: cannot be read ({error}); rebuild the graph in a new folder") from error
    if not isinstance(content, dict) or content.get("format") != FORMAT or not isinstance(content.get("base"), str):
        raise GraphFolderError(f"{marker}: not the description of a graph; give the folder of a build")
    if content.get("version") != FORMAT_VERSION:
        raise GraphFolderError(
            f"{path}: written in format {content.get('version')!r}, this program reads {FORMAT_VERSION};"
            " rebuild the graph, or use the program that wrote it"
        )
    return GraphFolder(path, content["base"])


def create_folder(path: Path, base: str | None = None) -> GraphFolder:
    """Return the graph folder ``path``, made when it is missing or empty.

    ``base`` defaults to that of the folder, then to that of :class:`kg.config.Config`. Raises
    :class:`GraphFolderError` when the folder holds other things or a graph with another base, :class:`StoreError`
    when it cannot be written.
    """
    if (path / MARKER_NAME).exists():
        folder = open_folder(path)
        if base is not None and base != folder.base:
            raise GraphFolderError(
                f"{path}: its IRIs start with {folder.base}, not {base}; use that base or another folder"
            )
        return folder
    if path.exists() and not path.is_dir():
        raise GraphFolderError(f"{path}: is a file; give a folder")
    base = Config().base if base is None else base
    _check_base(path, base)
    try:
        path.mkdir(parents=True, exist_ok=True)
        if any(entry.name not in MAY_BE_THERE for entry in path.iterdir()):
            raise GraphFolderError(f"{path}: holds other files and is no graph; give a new or empty folder")
        _write_marker(path / MARKER_NAME, base)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror}); check its permissions and the disk") from error
    return GraphFolder(path, base)


def _check_base(path: Path, base: str) -> None:
    try:
        iri(base)
    except DataError as error:
        raise GraphFolderError(
            f"{path}: the base {base!r} is not an absolute IRI; give one that ends in '/'"
        ) from error
    if not base.endswith("/"):
        raise GraphFolderError(f"{path}: the base {base!r} does not end in '/'; add it")


def _write_marker(path: Path, base: str) -> None:
    """Write the description so that it is either whole or absent."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with draft.open("w", encoding="utf-8") as stream:
        json.dump({"format": FORMAT, "version": FORMAT_VERSION, "base": base}, stream, indent=1)
        stream.write("\n")
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(path)
