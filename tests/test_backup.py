"""A graph as one file and back: consistent, the same bytes, at once or not at all, and safe with strangers' files."""

from __future__ import annotations

import gzip
import io
import json
import random
import shutil
import subprocess
import sys
import tarfile
import time
from typing import TYPE_CHECKING

import pytest

from kg import archive
from kg.backup import backup, restore, verify
from kg.errors import DataError, GraphFolderError, SourceError, StoreError
from kg.model import Extraction
from kg.pipeline.cache import CACHE_NAME, ExtractionCache, cached_rows
from kg.store import GraphStore
from tests.store.samples import BASE, article, build, fill

if TYPE_CHECKING:
    from pathlib import Path

DECISION = b'{"a": "line"}\n'
KILLS = 4


def make(folder: Path, names: tuple[str, ...] = ("le-monde-1", "variety-2")) -> Path:
    """A graph with decisions and a cache."""
    build(folder, names)
    (folder / "decisions.jsonl").write_bytes(DECISION)
    with ExtractionCache(folder / CACHE_NAME) as cache:
        for name in names:
            cache.stage(article(name), f"hash-{name}", given=True)
            cache.put(Extraction(name, "fr", (), ()), "fp")
    return folder


def quads(folder: Path) -> bytes:
    out = io.BytesIO()
    with GraphStore.open(folder) as store:
        store.export("nquads", out)
    return out.getvalue()


@pytest.fixture(autouse=True)
def _short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.backup.WAIT", 0.2)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("backup") / "graph")


@pytest.fixture(scope="module")
def saved(graph: Path) -> Path:
    backup(graph, graph.with_name("graph.kgb"))
    return graph.with_name("graph.kgb")


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another graph; tests copy it."""
    return make(tmp_path_factory.mktemp("other") / "graph", ("another-3",))


def test_a_restored_graph_is_the_same_with_its_decisions_and_its_cache(
    graph: Path, saved: Path, tmp_path: Path
) -> None:
    report = restore(saved, tmp_path / "again")
    assert report.articles == 2
    assert quads(tmp_path / "again") == quads(graph)
    assert (tmp_path / "again" / "decisions.jsonl").read_bytes() == DECISION
    assert list(cached_rows(tmp_path / "again" / CACHE_NAME)) == list(cached_rows(graph / CACHE_NAME)) != []
    with GraphStore.create_or_open(tmp_path / "again") as store:
        assert store.damaged() == []
        fill(store, ("more",))


def test_the_same_graph_gives_the_same_bytes_also_after_a_restore(graph: Path, saved: Path, tmp_path: Path) -> None:
    backup(graph, tmp_path / "b.kgb")
    restore(saved, tmp_path / "again")
    backup(tmp_path / "again", tmp_path / "c.kgb")
    assert (tmp_path / "b.kgb").read_bytes() == (tmp_path / "c.kgb").read_bytes() == saved.read_bytes()


def test_large_contents_are_cut_into_parts(graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "PART_BYTES", 5_000)
    backup(graph, tmp_path / "b.kgb")
    with tarfile.open(tmp_path / "b.kgb") as unpacked:
        assert len([name for name in unpacked.getnames() if name.startswith("graph-")]) > 2
    restore(tmp_path / "b.kgb", tmp_path / "again")
    assert quads(tmp_path / "again") == quads(graph)


def test_the_cache_may_be_left_out(graph: Path, saved: Path, tmp_path: Path) -> None:
    backup(graph, tmp_path / "small.kgb", cache=False)
    restore(tmp_path / "small.kgb", tmp_path / "again")
    assert list(cached_rows(tmp_path / "again" / CACHE_NAME)) == []
    assert verify(tmp_path / "small.kgb").quads == verify(saved).quads


def test_readers_do_not_stop_a_backup_and_a_writer_does(graph: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(graph, tmp_path / "graph")
    with GraphStore.open(copy) as reader:
        backup(copy, tmp_path / "b.kgb")
        assert reader.query("ASK {}").answer
    with GraphStore.create_or_open(copy), pytest.raises(StoreError, match="being written by process"):
        backup(copy, tmp_path / "c.kgb")
    assert not (tmp_path / "c.kgb").exists()


def test_readers_keep_the_graph_that_a_restore_replaces(saved: Path, other: Path, graph: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(other, tmp_path / "graph")
    with GraphStore.open(folder) as reader:
        before = sorted(map(str, reader.quads()))
        restore(saved, folder, force=True)
        assert quads(folder) == quads(graph)
        assert sorted(map(str, reader.quads())) == before
        assert reader.query("SELECT ?a { ?a a schema:Article }").rows
    with GraphStore.create_or_open(folder):
        pass
    left = sorted(entry.name for entry in folder.iterdir())
    beside = [
        "decisions.jsonl",
        "extractions.sqlite",
        "kg-graph.json",
        "kg.lock",
        "kg.restore.lock",
        "resolution.jsonl",
    ]
    assert left[:-1] == beside
    assert left[-1].startswith("store-")
    assert quads(folder) == quads(graph)


def test_a_graph_is_replaced_only_when_that_is_wanted(saved: Path, other: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(other, tmp_path / "graph")
    with pytest.raises(GraphFolderError, match="holds a graph; use --force"):
        restore(saved, folder)
    assert quads(folder) == quads(other)
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "letter.txt").touch()
    with pytest.raises(GraphFolderError, match="holds other files"):
        restore(saved, tmp_path / "x", force=True)
    (tmp_path / "y").mkdir()
    (tmp_path / "y" / "decisions.jsonl").write_bytes(DECISION)
    with pytest.raises(GraphFolderError, match="would be replaced"):
        restore(saved, tmp_path / "y")


def test_a_restore_during_a_build_is_told_who_builds(saved: Path, tmp_path: Path) -> None:
    with GraphStore.create_or_open(tmp_path, base=BASE), pytest.raises(StoreError, match="being written by process"):
        restore(saved, tmp_path, force=True)


RESTORE = "import sys; from kg.backup import restore; print('x', flush=True); restore(*sys.argv[1:], force=True)"


def test_a_restore_killed_at_any_moment_leaves_the_old_graph_or_the_new_one(
    saved: Path, other: Path, graph: Path, tmp_path: Path
) -> None:
    moments = random.Random(3)  # noqa: S311 (moments, not secrets)
    old, new = quads(other), quads(graph)
    seen = set()
    for number in range(KILLS):
        folder = shutil.copytree(other, tmp_path / f"graph-{number}")
        process = subprocess.Popen(
            [sys.executable, "-c", RESTORE, str(saved), str(folder)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(moments.uniform(0, 0.25) if number else 0)  # at once the first time: nothing can be ready by then
        process.kill()
        process.communicate()
        found = quads(folder)
        assert found in {old, new}
        seen.add(found == new)
        restore(saved, folder, force=True)
        assert quads(folder) == new
        assert (folder / "decisions.jsonl").read_bytes() == DECISION
        assert len([entry for entry in folder.iterdir() if entry.name.startswith("store")]) == 1
    assert False in seen


# -- files of strangers -----------------------------------------------------------------------------------------------


def members(path: Path) -> list[tuple[str, bytes]]:
    with tarfile.open(path) as unpacked:
        return [(info.name, unpacked.extractfile(info).read()) for info in unpacked]  # type: ignore[union-attr]


def write(path: Path, content: list[tuple[tarfile.TarInfo, bytes]]) -> Path:
    with tarfile.open(path, "w:gz") as packed:
        for info, data in content:
            packed.addfile(info, io.BytesIO(data))
    return path


def info(name: str, size: int = 0, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.size, made.type, made.linkname = size, kind, link
    return made


def changed(saved: Path, path: Path, name: str, content: bytes) -> Path:
    found = [(member, content if member == name else data) for member, data in members(saved)]
    return write(path, [(info(member, len(data)), data) for member, data in found])


@pytest.mark.parametrize("name", ["../evil.nq", "/etc/evil", "graph-000001.nq/../../x", "decisions.jsonl"])
def test_names_that_no_backup_has_are_refused(saved: Path, tmp_path: Path, name: str) -> None:
    content = [(info(member, len(data)), data) for member, data in members(saved)]
    path = write(tmp_path / "x.kgb", [content[0], (info(name, 4), b"evil"), *content[1:]])
    with pytest.raises(DataError, match="which no backup has"):
        restore(path, tmp_path / "graph")
    assert not (tmp_path / "graph").exists()


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_links_and_devices_are_refused(saved: Path, tmp_path: Path, kind: bytes) -> None:
    content = [(info(member, len(data)), data) for member, data in members(saved)]
    path = write(tmp_path / "x.kgb", [content[0], (info("graph-000001.nq", 0, kind, "/etc/passwd"), b"")])
    with pytest.raises(DataError, match="which no backup has"):
        restore(path, tmp_path / "graph")
    assert not (tmp_path / "graph").exists()


def test_bombs_are_refused_before_they_unfold(saved: Path, tmp_path: Path) -> None:
    head = members(saved)[0]
    many = [(info(f"graph-{n:06}.nq", archive.MEMBER_BYTES), bytes(archive.MEMBER_BYTES)) for n in range(1, 4)]
    path = write(tmp_path / "many.kgb", [(info(head[0], len(head[1])), head[1]), *many])
    with pytest.raises(DataError, match="unpack to more"):
        verify(path)
    large = info("graph-000001.nq", 8**11 - 1)
    with gzip.open(tmp_path / "large.kgb", "wb") as stream:
        stream.write(
            info(head[0], len(head[1])).tobuf()
            + head[1]
            + bytes(-len(head[1]) % 512)
            + large.tobuf(tarfile.USTAR_FORMAT)
        )
    with pytest.raises(DataError, match="unpack to more"):
        verify(tmp_path / "large.kgb")


def test_other_contents_than_the_checksums_say_are_refused(saved: Path, tmp_path: Path) -> None:
    line = b"<http://example.org/a> <http://example.org/b> <http://example.org/c> <http://example.org/g> .\n"
    with pytest.raises(DataError, match="checksums do not fit"):
        verify(changed(saved, tmp_path / "x.kgb", "graph-000001.nq", line))
    manifest = json.loads(dict(members(saved))[archive.MANIFEST]) | {"quads": 7}
    with pytest.raises(DataError, match="other statements than it says"):
        restore(changed(saved, tmp_path / "y.kgb", archive.MANIFEST, json.dumps(manifest).encode()), tmp_path / "graph")
    assert not (tmp_path / "graph" / "kg-graph.json").exists()


def test_any_flipped_or_missing_byte_is_noticed(saved: Path, tmp_path: Path) -> None:
    content = saved.read_bytes()
    moments = random.Random(5)  # noqa: S311 (places, not secrets)
    for place in sorted(moments.randrange(12, len(content)) for _ in range(40)):
        path = tmp_path / "x.kgb"
        flipped = content[:place] + bytes([content[place] ^ 0x10]) + content[place + 1 :]
        for damaged in (flipped, content[:place], content + content[:place]):
            path.write_bytes(damaged)
            with pytest.raises(DataError, match=r"damaged|not a backup"):
                verify(path)


# without a time, so that all processes of a run name the cases alike
PACKED = [gzip.compress(content, mtime=0) for content in (b"", b"x" * 5000)]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\x1f\x8b", *PACKED], ids=range(5))
def test_other_files_are_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.kgb").write_bytes(content)
    with pytest.raises(DataError, match=r"damaged|not a backup"):
        verify(tmp_path / "x.kgb")
    with pytest.raises(SourceError, match="no such file"):
        verify(tmp_path / "y.kgb")


def test_backups_of_later_versions_are_refused(saved: Path, tmp_path: Path) -> None:
    header = json.dumps({"format": archive.FORMAT, "version": 2, "base": BASE}).encode()
    with pytest.raises(DataError, match="written in format 2, this program reads 1"):
        verify(changed(saved, tmp_path / "x.kgb", archive.HEADER, header))


def test_a_graph_that_cannot_be_parsed_leaves_what_was_there(other: Path, tmp_path: Path) -> None:
    with (tmp_path / "x.kgb").open("wb") as out:
        writer = archive.ArchiveWriter(out, BASE)
        writer.add("graph", "nq", [b"this is no statement\n"])
        writer.close(1, 1)
    folder = shutil.copytree(other, tmp_path / "graph")
    with pytest.raises(DataError, match="cannot be parsed"):
        restore(tmp_path / "x.kgb", folder, force=True)
    assert quads(folder) == quads(other)
    assert [entry.name for entry in folder.iterdir() if entry.name.startswith("store")] == ["store"]
