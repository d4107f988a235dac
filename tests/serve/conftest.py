"""Real servers on free ports, over real graphs, each in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from tests.store.samples import build

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[2]


class Server:
    """A running ``kg serve``."""

    def __init__(self, folder: Path, *options: str, **environment: str) -> None:
        command = [sys.executable, "-m", "kg", "serve", "-g", str(folder), "--port", "0", *options]
        self.log = Path(tempfile.mkdtemp(dir=folder.parent)) / "access.jsonl"
        self.process = subprocess.Popen(
            [*command, "--access-log", str(self.log)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=os.environ | environment,
        )
        assert self.process.stdout is not None
        first = self.process.stdout.readline()
        if "http://" not in first:
            pytest.fail(f"the server did not start: {first}{self.stop()}")
        self.url = first.partition(": ")[2].split()[0].rstrip("/")
        self.http = httpx.Client(base_url=self.url, timeout=60)

    def sparql(self, query: str, accept: str = "application/sparql-results+json", **more: Any) -> httpx.Response:
        """Send a query as most clients do."""
        return self.http.post("/sparql", data={"query": query, **more}, headers={"Accept": accept})

    def rows(self, query: str) -> list[dict[str, str]]:
        """Return the rows of a query, values only."""
        found = self.sparql(query).raise_for_status().json()["results"]["bindings"]
        return [{name: cell["value"] for name, cell in row.items()} for row in found]

    def lines(self) -> list[dict[str, Any]]:
        """Return what the access log holds."""
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]

    def stop(self, number: int = signal.SIGTERM) -> str:
        """End the server and return what it wrote on standard error."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        _, errors = self.process.communicate(timeout=30)
        return errors


def until(condition: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of two articles; tests only read it."""
    return build(tmp_path_factory.mktemp("serve") / "sample", ("le-monde-1", "variety-2"))


@pytest.fixture
def start() -> Iterator[Callable[..., Server]]:
    """Start servers that end with the test."""
    running: list[Server] = []

    def starter(folder: Path, *options: str, **environment: str) -> Server:
        running.append(Server(folder, *options, **environment))
        return running[-1]

    yield starter
    for server in running:
        server.http.close()
        server.stop()


@pytest.fixture(scope="session")
def server(sample: Path) -> Iterator[Server]:
    """One server for all tests that only ask it; nothing must go wrong in it."""
    running = Server(sample, "--client-rate", "10000")
    yield running
    running.http.close()
    errors = running.stop()
    assert errors == ""
    assert running.process.returncode == 0
    assert [line for line in running.lines() if line.get("event") == "error" or line.get("status") == 500] == []
