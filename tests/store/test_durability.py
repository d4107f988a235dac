"""A build that is killed at any moment leaves whole articles, and every article that was reported as stored."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from kg.ids import article_iri
from kg.model import Article, Claim, EntityRef, Evidence
from kg.store import GraphStore, article_quads

from .samples import BASE

KILLS = 12
ARTICLES = 4
CLAIMS = 60
WRITER = """
import sys
from tests.store.test_durability import write
write(sys.argv[1], int(sys.argv[2]))
"""


def version_of(article_id: str, version: int) -> tuple[Article, list[Claim]]:
    """An article and claims that all carry the version."""
    text = f"version {version} " + "mot " * 2000
    owner, owned, evidence = EntityRef("a"), EntityRef("b"), Evidence(0, 7, "version")
    stated = [
        Claim(f"{article_id}-{number}", article_id, owner, "owns", owned, evidence, rule=str(version))
        for number in range(CLAIMS + version % 7)
    ]
    return Article(article_id, text), stated


def write(folder: str, first: int) -> None:
    """Replace articles until killed, and report each one when it is stored."""
    iris = {"a": f"{BASE}entity/a", "b": f"{BASE}entity/b"}
    with GraphStore.create_or_open(folder, base=BASE, wait=0) as store:
        for version in range(first, first + 100_000):
            name = f"article-{version % ARTICLES}"
            article, stated = version_of(name, version)
            quads = article_quads(article, stated, iris, base=BASE)
            store.replace_article(name, quads, content_hash=str(version), fingerprint="f")
            print(name, version, flush=True)  # noqa: T201 (the report)


def write_and_kill(folder: Path, first: int, seconds: float) -> dict[str, int]:
    """Run :func:`write` in a process that is killed after its first report and ``seconds``; return the reports."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), str(first)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    lines = [process.stdout.readline()]
    time.sleep(seconds)
    process.kill()
    lines += process.communicate()[0].splitlines()
    reports = [line.split() for line in lines if line.count(" ") == 1]
    return {name: int(version) for name, version in reports}


def test_a_killed_build_leaves_no_torn_article_and_loses_none(tmp_path: Path) -> None:
    moments = random.Random(1)  # noqa: S311 (moments, not secrets)
    expected: dict[str, int] = {}
    latest = 0
    for _ in range(KILLS):
        reported = write_and_kill(tmp_path, latest + 1, moments.uniform(0, 0.15))
        assert reported
        expected |= reported
        latest = max(expected.values()) + ARTICLES
        with GraphStore.open(tmp_path, wait=0) as store:
            stored = {article.id: article for article in store.articles()}
            states = store.article_states()
            assert set(stored) >= set(expected)
            for name, found in stored.items():
                version = int(states[name][0])
                assert version >= expected.get(name, 0)
                article, stated = version_of(name, version)
                assert found == article
                assert sorted(claim.id for claim in store.claims(name)) == sorted(claim.id for claim in stated)
                assert {claim.rule for claim in store.claims(name)} == {str(version)}
            graphs = {quad.graph_name.value for quad in store.quads()}
            assert graphs == {article_iri(BASE, name) for name in stored}


FILL_DISK = """
import resource, sys
from kg.errors import StoreError
from kg.store import GraphStore, article_quads
from tests.store.samples import BASE
from tests.store.test_durability import version_of

iris = {"a": f"{BASE}entity/a", "b": f"{BASE}entity/b"}
store = GraphStore.create_or_open(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000_000, resource.RLIM_INFINITY))
stored = 0
try:
    for number in range(1000):
        article, stated = version_of(f"article-{number}", 1)
        store.replace_article(article.id, article_quads(article, stated, iris, base=BASE))
        stored += 1
except StoreError as error:
    print(stored, error)
try:
    store.replace_article("one-more", [])
except StoreError as error:
    print(error)
store.close()
"""


def test_a_full_disk_is_reported_and_loses_nothing_stored(tmp_path: Path) -> None:
    """The system refuses to let files grow, which the engine sees as it sees a full disk."""
    GraphStore.create_or_open(tmp_path, base=BASE).close()
    command = [sys.executable, "-c", FILL_DISK, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    first, second = done.stdout.splitlines()
    stored, _, message = first.partition(" ")
    assert "the disk is full" in message
    assert "free some space" in message
    assert "was closed" in second
    with GraphStore.open(tmp_path, wait=0) as store:
        articles = list(store.articles())
        assert len(articles) == int(stored) > 3
        assert all(len(store.claims(article.id)) == len(version_of(article.id, 1)[1]) for article in articles)
    with GraphStore.create_or_open(tmp_path, wait=0) as store:
        store.remove_article("article-0")
