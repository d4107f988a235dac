"""A graph as one file, and back: consistent while others read, verified, and replaced at once or not at all."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.archive import ArchiveReader, ArchiveWriter, Manifest, check_archive
from kg.decisions import DECISIONS_NAME
from kg.errors import DataError, GraphFolderError, SourceError, StoreError
from kg.pipeline.cache import CACHE_NAME, ExtractionCache, cached_rows
from kg.resolve import JOURNAL_NAME
from kg.store import GraphStore
from kg.store.disk import disk_advice
from kg.store.folder import (
    ENGINE_NAME,
    MARKER_NAME,
    RESTORE_LOCK_NAME,
    GraphFolder,
    check_new,
    open_folder,
    settle,
    sync_folder,
    tidy,
    write_description,
)
from kg.store.load import EngineLoader
from kg.store.locks import FolderLock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Files beside the engine that belong to the graph: what people decided, and why things were taken for one.
BESIDE = {"decisions": DECISIONS_NAME, "resolution": JOURNAL_NAME}
#: Seconds to wait for a build to end.
WAIT = 5.0
#: Disk space that a graph may need for each byte of its backup's contents while it is restored.
SPACE = 2
_FIELDS = ("article", "content", "fingerprint", "record")


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What a backup holds: numbers of articles and quads, and bytes of the file."""

    articles: int
    quads: int
    size: int


def backup(
    graph_folder: str | Path, path: str | Path, *, cache: bool = True, told: Callable[[int, int], None] | None = None
) -> BackupReport:
    """Write the graph in ``graph_folder`` with its decisions into the file ``path``, which appears when it is complete.

    Others may read the graph meanwhile. ``cache`` includes what was extracted from each article, so that a build after
    a restore need not read it again. ``told`` is called with the graphs written and their number. Raises
    :class:`StoreError` when a build holds the graph or the file cannot be written.
    """
    target = Path(path)
    draft = target.with_name(f".{target.name}.part")
    with GraphStore.open(graph_folder, wait=WAIT) as store:
        try:
            with draft.open("wb") as stream:
                writer = ArchiveWriter(stream, store.base)
                quads = writer.add("graph", "nq", _quad_lines(store, told))
                for kind, name in BESIDE.items():
                    writer.add(kind, "jsonl", _whole_lines(store.folder.path / name))
                if cache:
                    writer.add("extractions", "jsonl", _cache_lines(store.folder.path / CACHE_NAME))
                articles = len(store.article_states())
                writer.close(articles, quads)
                stream.flush()
                os.fsync(stream.fileno())
            draft.replace(target)
            sync_folder(target.resolve().parent)
        except OSError as error:
            raise StoreError(f"{path}: the backup cannot be written ({disk_advice(error)})") from error
        finally:
            draft.unlink(missing_ok=True)
    return BackupReport(articles, quads, target.stat().st_size)


def verify(path: str | Path) -> BackupReport:
    """Read a backup without restoring it; raises :class:`DataError` when anything is wrong with it."""
    manifest = check_archive(_existing(Path(path)))
    return BackupReport(manifest.articles, manifest.quads, Path(path).stat().st_size)


def restore(path: str | Path, graph_folder: str | Path, *, force: bool = False) -> BackupReport:
    """Make the graph of a backup the one in ``graph_folder``, at once or not at all.

    Those who read the graph that was there go on reading it until they close it. Raises :class:`GraphFolderError` when
    there is a graph already and not ``force``, or the folder holds other things, :class:`DataError` when the backup is
    damaged, :class:`StoreError` when a build or another restore holds the folder or the disk is full; nothing is
    changed then.
    """
    source, target = _existing(Path(path)), Path(graph_folder)
    manifest = check_archive(source)
    _check_target(target, force=force)
    _check_space(target, manifest)
    try:
        target.mkdir(parents=True, exist_ok=True)
        with (
            FolderLock(target / RESTORE_LOCK_NAME, exclusive=True, wait=WAIT),
            FolderLock(GraphFolder(target, "").lock_path, exclusive=False, wait=WAIT),
        ):
            _check_target(target, force=force)
            folder = _new_engine(target, manifest)
            try:
                _fill(folder, source, manifest)
                write_description(folder)
            except BaseException:
                _discard(folder)
                raise
            settle(folder)
        with contextlib.suppress(StoreError), FolderLock(folder.lock_path, exclusive=True):
            tidy(folder)
    except OSError as error:
        raise StoreError(f"{target}: the graph cannot be restored ({disk_advice(error)})") from error
    return BackupReport(manifest.articles, manifest.quads, source.stat().st_size)


# -- writing -----------------------------------------------------------------------------------------------------------


def _quad_lines(store: GraphStore, told: Callable[[int, int], None] | None) -> Iterator[bytes]:
    graphs = store.graphs()
    for number, graph in enumerate(graphs, start=1):
        for line in sorted(str(quad) for quad in store.graph_quads(graph)):
            yield line.encode() + b" .\n"
        if told is not None:
            told(number, len(graphs))


def _whole_lines(path: Path) -> Iterator[bytes]:
    """Yield the lines of a file that others may be appending to, under its lock; there may be none."""
    try:
        with path.open("rb") as stream:
            fcntl.flock(stream, fcntl.LOCK_SH)
            for line in stream:
                yield line if line.endswith(b"\n") else line + b"\n"
    except FileNotFoundError:
        return


def _cache_lines(path: Path) -> Iterator[bytes]:
    for row in cached_rows(path):
        yield json.dumps(dict(zip(_FIELDS, row, strict=True)), sort_keys=True).encode() + b"\n"


# -- reading -----------------------------------------------------------------------------------------------------------


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise SourceError(f"{path}: no such file; give a file that kg backup wrote")
    return path


def _check_target(target: Path, *, force: bool) -> None:
    if (target / MARKER_NAME).exists():
        open_folder(target)
        if not force:
            raise GraphFolderError(f"{target}: holds a graph; use --force to replace it, or give another folder")
        return
    check_new(target)
    decisions = target / DECISIONS_NAME
    if not force and decisions.exists() and decisions.stat().st_size:
        raise GraphFolderError(f"{decisions}: would be replaced; use --force for that, or give another folder")


def _check_space(target: Path, manifest: Manifest) -> None:
    place = next(folder for folder in (target, *target.resolve().parents) if folder.is_dir())
    free = shutil.disk_usage(place).free
    if manifest.size * SPACE > free:
        raise StoreError(
            f"{target}: the disk is full: restoring needs up to {manifest.size * SPACE >> 20:,} MiB, and"
            f" {free >> 20:,} MiB are free; free some space and run the same command again"
        )


def _new_engine(target: Path, manifest: Manifest) -> GraphFolder:
    """Return the folder with the name of an engine folder that is not there yet."""
    number = 0
    while True:
        folder = GraphFolder(target, manifest.base, f"{ENGINE_NAME}-{manifest.sha256[:12]}-{number}")
        if not folder.engine_path.exists():
            return folder
        number += 1


def _fill(folder: GraphFolder, source: Path, manifest: Manifest) -> None:
    """Write the engine's folder, and beside it the other files, which :func:`kg.store.folder.settle` puts in place."""
    reader = ArchiveReader(source)
    beside = {kind: folder.path / f"{folder.engine}.{name}" for kind, name in BESIDE.items()}
    cache = folder.path / f"{folder.engine}.{CACHE_NAME}"
    for file in beside.values():
        file.write_bytes(b"")
    with EngineLoader(folder.engine_path) as loader, ExtractionCache(cache) as rows:
        for name, content in reader.parts():
            kind = name.partition("-")[0]
            if kind == "graph":
                loader.load(content)
            elif kind in beside:
                with beside[kind].open("ab") as stream:
                    stream.write(content)
            else:
                rows.restore(_rows(source, content))
        if reader.manifest != manifest:
            raise DataError(f"{source}: the backup changed while it was read; run the command again")
        if loader.quads() != manifest.quads:
            raise DataError(f"{source}: the backup holds other statements than it says; use another copy")
    for file in (*beside.values(), cache):
        descriptor = os.open(file, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)
    sync_folder(folder.path)


def _rows(source: Path, content: bytes) -> Iterator[tuple[str, ...]]:
    for line in content.splitlines():
        try:
            record = json.loads(line)
            row = tuple(record[field] for field in _FIELDS)
        except (ValueError, KeyError, TypeError) as error:
            raise DataError(f"{source}: what was extracted cannot be read ({error}); use another copy") from error
        if not all(isinstance(value, str) for value in row):
            raise DataError(f"{source}: what was extracted is no text; use another copy")
        yield row


def _discard(folder: GraphFolder) -> None:
    shutil.rmtree(folder.engine_path, ignore_errors=True)
    for file in folder.path.glob(f"{folder.engine}.*"):
        file.unlink(missing_ok=True)
