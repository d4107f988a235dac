"""Whatever stops a build – ``kill -9``, a full disk – loses nothing that was reported as done and tears nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kg.errors import StoreError
from kg.graph import open_graph
from kg.pipeline import build

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kg.extract import Extractor
    from kg.model import BuildReport

pytestmark = pytest.mark.models

#: Builds that are killed; set ``KG_KILLS=120 KG_WORKER_KILLS=12`` for the run that docs/performance.md reports.
KILLS = os.environ.get("KG_KILLS", "6")
WORKER_KILLS = os.environ.get("KG_WORKER_KILLS", "1")


def test_builds_killed_at_random_moments_lose_nothing_and_end_in_the_same_bytes(tmp_path: Path) -> None:
    """The checks are in :mod:`tests.pipeline.killing`, which runs without this process's threads."""
    command = [sys.executable, "-m", "tests.pipeline.killing", str(tmp_path), "--seed", "7"]
    limits = ["--kills", KILLS, "--worker-kills", WORKER_KILLS]
    done = subprocess.run([*command, *limits], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert figures["kills"] == int(KILLS) + int(WORKER_KILLS)
    assert figures["same bytes"] >= 2


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 24 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(place)], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no file system can be mounted here ({mounted.stderr.strip()}); run as root")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def fill(disk: Path, free_kilobytes: int) -> Path:
    """Leave only some room on the disk; returns the file to delete for more."""
    ballast = disk / "ballast"
    state = os.statvfs(disk)
    ballast.write_bytes(bytes(state.f_bavail * state.f_frsize - free_kilobytes * 1024))
    return ballast


@pytest.mark.parametrize("free_kilobytes", [0, 20, 100, 300, 480])
def test_a_build_on_a_full_disk_says_so_and_goes_on_when_there_is_room(
    small_disk: Path,
    free_kilobytes: int,
    built: tuple[Path, BuildReport],
    sources: Path,
    extractor: Extractor,
    quads: Callable[[Path], bytes],
) -> None:
    ballast = fill(small_disk, free_kilobytes)
    with pytest.raises(StoreError, match="the disk is full: free some space and run the same command again"):
        build([str(sources)], small_disk / "graph", extractor=extractor)
    ballast.unlink()
    build([str(sources)], small_disk / "graph", extractor=extractor)
    assert quads(small_disk / "graph") == quads(built[0])


def test_what_was_stored_before_the_disk_was_full_can_be_read_while_it_is(
    small_disk: Path, sources: Path, tmp_path: Path, extractor: Extractor
) -> None:
    graph = small_disk / "graph"
    build([str(sources / "brume.txt")], graph, extractor=extractor)
    fill(small_disk, 0)
    with pytest.raises(StoreError, match="the disk is full"):
        build([str(sources)], graph, extractor=extractor)
    with open_graph(graph) as opened:
        assert opened.counts().articles == 1
        assert opened.query("SELECT ?c { ?c a mkg:Claim }").rows
        with (tmp_path / "all.nq").open("wb") as out:
            opened.export("nquads", out)
