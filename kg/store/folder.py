"""The graph folder: which files it holds and how it is told from any other folder.

The description names the folder of the engine. A restore fills a new one beside it and then replaces the description,
so it happens at once, also for those who read the old one; the next writer removes what is not named any more.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.config import Config
from kg.decisions import DECISIONS_NAME
from kg.errors import DataError, GraphFolderError, StoreError
from kg.store.disk import disk_advice
from kg.store.terms import iri

if TYPE_CHECKING:
    from pathlib import Path

MARKER_NAME = "kg-graph.json"
LOCK_NAME = "kg.lock"
RESTORE_LOCK_NAME = "kg.restore.lock"
ENGINE_NAME = "store"
#: What a folder may hold before its first build: what people decided may come from elsewhere.
MAY_BE_THERE = frozenset({LOCK_NAME, RESTORE_LOCK_NAME, DECISIONS_NAME})
FORMAT = "mediakg"
#: Raised whenever an older program could misread a newer folder; restored folders name their engine's folder.
FORMAT_VERSION, RESTORED_VERSION = 1, 2
_ENGINE = re.compile(rf"{ENGINE_NAME}(-[0-9a-f]{{8,64}}-[0-9]{{1,9}})?\Z")


@dataclass(frozen=True, slots=True)
class GraphFolder:
    """A folder that holds one graph; ``base`` starts the IRIs of all its entities, articles and claims."""

    path: Path
    base: str
    engine: str = ENGINE_NAME

    @property
    def lock_path(self) -> Path:
        """Where the reader and writer lock is."""
        return self.path / LOCK_NAME

    @property
    def engine_path(self) -> Path:
        """Where the engine keeps its files."""
        return self.path / self.engine


def open_folder(path: Path) -> GraphFolder:
    """Return the graph in ``path``; raises :class:`GraphFolderError` when there is none that can be read."""
    marker = path / MARKER_NAME
    _check_no_address(path)
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
    if content.get("version") not in {FORMAT_VERSION, RESTORED_VERSION}:
        raise GraphFolderError(
            f"{path}: written in format {content.get('version')!r}, this program reads up to {RESTORED_VERSION};"
            " rebuild the graph, or use the program that wrote it"
        )
    engine = content.get("engine", ENGINE_NAME)
    if not isinstance(engine, str) or not _ENGINE.match(engine):
        raise GraphFolderError(f"{marker}: names a folder {engine!r} that cannot be; restore the graph again")
    return GraphFolder(path, content["base"], engine)


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
    check_new(path)
    base = Config().base if base is None else base
    _check_base(path, base)
    try:
        path.mkdir(parents=True, exist_ok=True)
        write_description(GraphFolder(path, base))
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({disk_advice(error)})") from error
    return GraphFolder(path, base)


def check_new(path: Path) -> None:
    """Raise :class:`GraphFolderError` when something other than a graph is in the way of a new one."""
    _check_no_address(path)
    if path.exists() and not path.is_dir():
        raise GraphFolderError(f"{path}: is a file; give a folder")
    if path.is_dir() and not all(_is_own_leftover(entry.name) for entry in path.iterdir()):
        raise GraphFolderError(f"{path}: holds other files and is no graph; give a new or empty folder")


def _check_no_address(path: Path) -> None:
    if str(path).startswith(("sparql+http:", "sparql+https:")):
        raise GraphFolderError(f"{path.parts[1]}: this needs a graph in a folder; copy it from the server with kg pull")


def _is_own_leftover(name: str) -> bool:
    """Tell whether a run that was killed while it made the folder may have left this file."""
    return name in MAY_BE_THERE or _is_draft(name)


def _is_draft(name: str) -> bool:
    """Tell whether a file or folder can be a description that was not finished, or belong to another engine folder."""
    return name.startswith((f"{MARKER_NAME}.", f"{ENGINE_NAME}-"))


def _check_base(path: Path, base: str) -> None:
    try:
        iri(base)
    except DataError as error:
        raise GraphFolderError(
            f"{path}: the base {base!r} is not an absolute IRI; give one that ends in '/'"
        ) from error
    if not base.endswith("/"):
        raise GraphFolderError(f"{path}: the base {base!r} does not end in '/'; add it")


def write_description(folder: GraphFolder) -> None:
    """Write the description so that it is either whole or absent; raises ``OSError``."""
    path = folder.path / MARKER_NAME
    content: dict[str, object] = {"format": FORMAT, "version": FORMAT_VERSION, "base": folder.base}
    if folder.engine != ENGINE_NAME:
        content |= {"version": RESTORED_VERSION, "engine": folder.engine}
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with draft.open("w", encoding="utf-8") as stream:
        json.dump(content, stream, indent=1)
        stream.write("\n")
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(path)
    sync_folder(folder.path)


def sync_folder(path: Path) -> None:
    """Let the disk keep the names of what was put into a folder."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def settle(folder: GraphFolder) -> None:
    """Finish a restore that was killed after it had replaced the description: put its other files in place.

    They stand beside the engine's folder under its name and theirs. Harmless when there are none, or by several.
    """
    if folder.engine == ENGINE_NAME:
        return
    for file in folder.path.glob(f"{folder.engine}.*"):
        # A folder that may only be read stays as it is.
        with contextlib.suppress(OSError):
            file.replace(folder.path / file.name.removeprefix(f"{folder.engine}."))


def tidy(folder: GraphFolder) -> None:
    """Remove what killed runs and former restores left; the caller holds the folder's lock as a writer."""
    settle(folder)
    for entry in folder.path.iterdir():
        if entry.name == folder.engine or not (_is_draft(entry.name) or entry.name == ENGINE_NAME):
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry, ignore_errors=True)
        else:
            entry.unlink(missing_ok=True)
