"""A graph as it is now, to be read for as long as one likes while builds go on.

The engine never changes a table file, it writes new ones and unlinks old ones. So a folder of hard links to the tables
and copies of the few other files, made while nobody writes, is a second graph folder that costs almost nothing and that
no later build touches. It has a lock file of its own, by which a snapshot that a killed process left is recognised.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from kg.errors import GraphFolderError, StoreError
from kg.ids import digest
from kg.store.dataset import DEFAULT_WAIT, GraphStore
from kg.store.folder import LOCK_NAME, MARKER_NAME, GraphFolder, open_folder
from kg.store.locks import FolderLock

SNAPSHOTS_NAME = "snapshots"
#: Files that the engine never changes once they are written.
_UNCHANGING = frozenset({".sst", ".blob"})
#: What the engine writes for people to read.
_LEFT_OUT = frozenset({"LOG", "LOCK"})


@dataclass(slots=True)
class Snapshot:
    """An open graph that no build changes; ``token`` is the same for the same state of the folder.

    ``shared`` means that no links can be made there: the store is the folder's own and keeps builds waiting.
    """

    store: GraphStore
    token: str
    shared: bool = False

    def close(self) -> None:
        """Close the store and remove the links."""
        self.store.close()
        if not self.shared:
            shutil.rmtree(self.store.folder.path, ignore_errors=True)


def state_token(path: Path) -> str:
    """Return what changes whenever something is written to the graph in ``path``, or it is restored.

    Raises :class:`StoreError` and :class:`GraphFolderError`.
    """
    parts: list[str] = []
    try:
        engine = open_folder(path).engine_path
        parts.append(engine.name)
        for entry in sorted(os.scandir(engine), key=lambda entry: entry.name):
            if not entry.name.startswith(tuple(_LEFT_OUT)):
                status = entry.stat()
                parts += (entry.name, str(status.st_size), str(status.st_mtime_ns))
    except OSError as error:
        raise StoreError(f"{path}: cannot be read ({error.strerror}); check the folder and its disk") from error
    return digest("state", *parts)


def open_snapshot(path: Path, wait: float = DEFAULT_WAIT) -> Snapshot:
    """Return the graph in ``path`` as it is between two builds.

    Waits for a build that is running for ``wait`` seconds. Raises :class:`GraphFolderError` when the folder is no graph
    and :class:`StoreError` when a build holds it or the disk fails.
    """
    folder = open_folder(path)
    if not folder.engine_path.is_dir():
        raise GraphFolderError(f"{path}: the graph is empty; build it first")
    with FolderLock(folder.lock_path, exclusive=False, wait=wait):
        # Read again: it may have been restored while the lock was awaited.
        folder, token = open_folder(path), state_token(path)
        try:
            return Snapshot(_linked(folder), token)
        except OSError:
            # A disk without hard links, or one that may only be read.
            return Snapshot(GraphStore.open(path, wait=wait), token, shared=True)


def _linked(folder: GraphFolder) -> GraphStore:
    home = folder.path / SNAPSHOTS_NAME
    home.mkdir(exist_ok=True)
    with FolderLock(home / LOCK_NAME, exclusive=True, wait=DEFAULT_WAIT):
        _remove_abandoned(home)
        copy = Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=home))
        try:
            (copy / folder.engine_path.name).mkdir()
            shutil.copyfile(folder.path / MARKER_NAME, copy / MARKER_NAME)
            for source in folder.engine_path.iterdir():
                target = copy / folder.engine_path.name / source.name
                if source.suffix in _UNCHANGING:
                    os.link(source, target)
                elif source.name not in _LEFT_OUT and not source.name.startswith("LOG.old"):
                    shutil.copyfile(source, target)
            return GraphStore.open(copy)
        except BaseException:
            shutil.rmtree(copy, ignore_errors=True)
            raise


def _remove_abandoned(home: Path) -> None:
    """Remove the snapshots that nobody holds open any more."""
    for entry in home.iterdir():
        if entry.is_dir():
            try:
                with FolderLock(entry / LOCK_NAME, exclusive=True):
                    shutil.rmtree(entry, ignore_errors=True)
            except StoreError:
                continue
