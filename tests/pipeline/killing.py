"""Kill real builds at random moments, and look at what they leave.

    python -m tests.pipeline.killing FOLDER --kills 100 --worker-kills 10 --seed 1

The language pipelines are loaded once, in a process that never opens a store; every build is a child of it in a process
group of its own, which is killed as a whole, or, with workers, also the build alone. After each kill another child
checks the graph. Now and then the build is run to its end and must give the bytes of one that was never interrupted.
Prints a JSON object of figures; a broken promise ends it with an error.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import random
import shutil
import signal
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from kg.config import Config
from kg.errors import GraphFolderError
from kg.extract import Extractor
from kg.model import Article
from kg.pipeline import Progress, build
from kg.pipeline.build import readable
from kg.store import GraphStore

from .articles import TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable

COPIES = 4
#: Seconds that a worker may live after its build was killed.
ORPHAN_SECONDS = 30
#: Share of builds that are killed in their last, short stage, and how much shorter it is than a whole build.
LATE = 0.5
WRITING = 0.15


class Report(Progress):
    """Sends what is reported as done to the process that will kill this one."""

    def __init__(self, pipe: int) -> None:
        self.pipe = pipe

    def advance(self, stage: str, done: int, total: int | None) -> None:  # noqa: ARG002
        os.write(self.pipe, f"{stage} {done}\n".encode())


def write_corpus(folder: Path, version: int) -> Path:
    """Write short articles; of two versions, half the articles differ."""
    folder.mkdir()
    for copy in range(COPIES):
        for name, text in TEXTS.items():
            place = f" Le siège est à Brest depuis {2000 + copy + version * (copy % 2)}." if name != "phare" else ""
            (folder / f"{name}-{copy}.txt").write_text(f"{text.strip()}{place} {copy}.\n", encoding="utf-8")
    return folder


def in_child(action: Callable[[], None]) -> int:
    """Start ``action`` in a child with a process group of its own; returns its number."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        os.setsid()
        action()
        status = 0
    except BaseException as error:  # noqa: BLE001 (a child must never run on as its parent)
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
    finally:
        os._exit(status)


def finished(action: Callable[[], None]) -> None:
    """Run ``action`` in a child and wait for it; it must succeed."""
    _, status = os.waitpid(in_child(action), 0)
    if status:
        raise SystemExit("a build that nobody killed, or a check, failed")


def export(folder: Path, out: Path) -> None:
    """Write the graph as sorted N-Quads."""
    with GraphStore.open(folder) as store, out.open("wb") as stream:
        store.export("nquads", stream)


def check(folder: Path, reported: dict[str, int]) -> None:
    """Fail unless all stored articles are whole and those that were reported as written are there."""
    try:
        store = GraphStore.open(folder, wait=0)
    except GraphFolderError:  # killed before there was a graph
        if reported.get("writing", 0):
            raise
        return
    with store:
        stored = len(store.article_states())
        assert stored >= reported.get("writing", 0), f"{reported} were reported, {stored} are stored"
        assert store.damaged() == []
        for article in store.articles():
            store.claims(article.id)
        assert store.query("ASK { ?a a schema:Article }").answer is (stored > 0)


def warm_up(extractor: Extractor, sources: Path) -> None:
    """Load the language pipelines and all that reading needs, once for all children."""
    articles = [item for item in readable([str(sources)], Config()) if isinstance(item, Article)]
    for lang in ("en", "fr"):
        list(extractor.extract([next(article for article in articles if article.lang == lang)]))


class Killer:
    """Runs builds, kills them, checks what is left."""

    def __init__(self, top: Path, seed: int) -> None:
        self.top = top
        self.moments = random.Random(seed)  # noqa: S311 (moments, not secrets)
        self.sources = [write_corpus(top / f"articles-{version}", version) for version in range(2)]
        self.extractor = Extractor(Config())
        warm_up(self.extractor, self.sources[0])
        self.graph = top / "graph"
        self.stages: dict[str, int] = {}
        self.resumed: list[float] = []
        self.expected: list[bytes] = []
        self.took: list[float] = []
        self.kills = self.ends = 0
        for version, sources in enumerate(self.sources):
            folder, out = top / f"whole-{version}", top / f"whole-{version}.nq"
            started = time.perf_counter()
            finished(lambda folder=folder, sources=sources: self.build(folder, sources))
            self.took.append(time.perf_counter() - started)
            finished(lambda folder=folder, out=out: export(folder, out))
            self.expected.append(out.read_bytes())

    def build(self, folder: Path, sources: Path, workers: int = 1, pipe: int | None = None) -> None:
        """Build in this process."""
        progress = Report(pipe) if pipe is not None else None
        build([str(sources)], folder, Config(workers=workers), progress, extractor=self.extractor)

    def kill_one(self, version: int, seconds: float, workers: int = 1) -> bool:
        """Start a build, kill it after ``seconds``, check; ``False`` when it was quicker."""
        read, write = os.pipe()
        child = in_child(lambda: self.build(self.graph, self.sources[version], workers, write))
        os.close(write)
        early = self.wait_for_writing(read, child) if workers == 1 and self.moments.random() < LATE else b""
        time.sleep(seconds * WRITING if early else seconds)
        quicker, _ = os.waitpid(child, os.WNOHANG)
        members = group_of(child)
        if not quicker:
            alone = workers > 1 and self.moments.random() < 0.5
            if alone:
                os.kill(child, signal.SIGKILL)
            else:
                os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)
        with contextlib.suppress(ProcessLookupError):
            if workers > 1:
                wait_for_end(members)
        reported, stage = read_reports(early, read)
        if not quicker:
            self.kills += 1
            self.stages[stage] = self.stages.get(stage, 0) + 1
        finished(lambda: check(self.graph, reported))
        return not quicker

    def wait_for_writing(self, pipe: int, child: int) -> bytes:
        """Return the reports up to the first of the last stage, so that enough builds are killed there."""
        found = b""
        while b"writing" not in found:
            chunk = (
                os.read(pipe, 4096) if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None else b""
            )
            if not chunk:
                break
            found += chunk
        return found

    def end(self, version: int) -> None:
        """Let the build come to its end and compare; then begin anew."""
        out = self.top / "graph.nq"
        started = time.perf_counter()
        finished(lambda: self.build(self.graph, self.sources[version]))
        self.resumed.append(time.perf_counter() - started)
        finished(lambda: export(self.graph, out))
        assert out.read_bytes() == self.expected[version], "the resumed build gave other bytes"
        self.ends += 1

    def run(self, kills: int, workers: int) -> None:
        """Kill ``kills`` builds, each graph a few times, on its first version and while it is changed to the other."""
        longest = max(self.took) if workers == 1 else 12.0
        wanted = self.kills + kills
        while self.kills < wanted:
            shutil.rmtree(self.graph, ignore_errors=True)
            for version in range(2):
                for _ in range(self.moments.randint(1, 4)):
                    if self.kills < wanted:
                        self.kill_one(version, self.moments.uniform(0, longest), workers)
                self.end(version)


def group_of(leader: int) -> list[int]:
    """Return the processes of a group."""
    found = []
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError, IndexError):
            if int((entry / "stat").read_text().rpartition(")")[2].split()[2]) == leader:
                found.append(int(entry.name))
    return found


def wait_for_end(members: list[int]) -> None:
    """Fail when workers live on after their build was killed."""
    deadline = time.monotonic() + ORPHAN_SECONDS
    while left := [pid for pid in members if Path(f"/proc/{pid}").exists() and "(zombie)" not in status(pid)]:
        if time.monotonic() > deadline:
            raise SystemExit(f"processes {left} live on after their build was killed")
        time.sleep(0.05)


def status(pid: int) -> str:
    """Return the state of a process."""
    try:
        return Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return "(zombie)"


def read_reports(early: bytes, pipe: int) -> tuple[dict[str, int], str]:
    """Return the last number that each stage reported, and the last stage."""
    with open(pipe, "rb") as stream:
        text = (early + stream.read()).decode("ascii")
    lines = [line.split() for line in text.splitlines() if line.count(" ") == 1]
    return {stage: int(done) for stage, done in lines}, lines[-1][0] if lines else "starting"


def main() -> None:
    """Kill and print figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--worker-kills", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    killer = Killer(wanted.folder, wanted.seed)
    killer.run(wanted.kills, workers=1)
    if wanted.worker_kills:
        killer.run(wanted.worker_kills, workers=2)
    out = io.StringIO()
    json.dump(
        {
            "kills": killer.kills,
            "killed in": dict(sorted(killer.stages.items())),
            "same bytes": killer.ends,
            "articles": COPIES * len(TEXTS),
            "whole build, s": round(max(killer.took), 2),
            "build after kills, s (median)": round(statistics.median(killer.resumed), 2),
            "build after kills, s (longest)": round(max(killer.resumed), 2),
        },
        out,
    )
    print(out.getvalue())  # noqa: T201 (the result)


if __name__ == "__main__":
    main()
