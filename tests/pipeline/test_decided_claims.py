"""Claims that people dropped or confirmed, through rebuilds and new articles."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kg.decisions import DECISIONS_NAME, append, new_decision
from kg.errors import DataError
from kg.pipeline import Progress, build, relink
from kg.store import GraphStore

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.models


def decide(folder, kind, subject, object_=""):
    (decision,) = append(folder / DECISIONS_NAME, lambda _: [new_decision(kind, subject, object_)])
    return decision


class Reading(Progress):
    """Notes how many articles are read by the language pipelines."""

    def __init__(self):
        self.totals = set()

    def advance(self, stage, done, total):  # noqa: ARG002 (how far it is does not matter)
        if stage == "extracting":
            self.totals.add(total)


def claims(folder):
    with GraphStore.open(folder) as store:
        return {claim.id: claim for article in store.article_states() for claim in store.claims(article)}


@pytest.fixture
def own(tmp_path: Path, built) -> Path:
    return shutil.copytree(built[0], tmp_path / "graph")


def test_a_dropped_claim_leaves_the_graph_and_comes_back_exactly(own, sources, extractor, quads):
    before = quads(own)
    victim = min(claims(own))
    dropped = decide(own, "drop", victim)
    read = Reading()
    report = build([str(sources)], own, progress=read, extractor=extractor)
    assert (report.decisions, report.unchanged) == (1, 3)
    assert read.totals == {0}, "no article is read again for a decision"
    assert victim not in claims(own)
    assert victim.encode() not in quads(own)
    decide(own, "undo", dropped.id)
    build([str(sources)], own, extractor=extractor)
    assert quads(own) == before


def test_a_kept_claim_is_certain_and_names_the_decision(own, sources, extractor):
    before = claims(own)
    chosen = min(before.values(), key=lambda claim: (claim.confidence, claim.id))
    kept = decide(own, "keep", chosen.id)
    build([str(sources)], own, extractor=extractor)
    after = claims(own)[chosen.id]
    assert after.confidence == 1
    assert after.rule == f"decision:{kept.id} {chosen.rule}"


def test_decisions_may_be_there_before_the_first_build(tmp_path: Path, own, sources, extractor):
    victim = min(claims(own))
    folder = tmp_path / "again"
    folder.mkdir()
    decide(folder, "drop", victim)
    build([str(sources)], folder, extractor=extractor)
    assert victim not in claims(folder)


def test_shared_decisions_hold_in_every_graph_that_names_them(tmp_path: Path, own, sources, extractor):
    folder, shared = own, tmp_path / "house.jsonl"
    victim = min(claims(folder))
    append(shared, lambda _: [new_decision("drop", victim)])
    config = replace(extractor.config, decisions=(str(shared),))
    build([str(sources)], folder, config, extractor=extractor)
    assert victim not in claims(folder)
    assert not relink(folder), "linking again goes by the settings of the build"
    shared.unlink()
    with pytest.raises(DataError, match=r"house.jsonl: the graph was built with this file, and it is gone"):
        relink(folder)


def test_contradictions_and_broken_lines_are_in_the_report(own, sources, extractor):
    victim = min(claims(own))
    decide(own, "drop", victim)
    decide(own, "keep", victim)
    with (own / DECISIONS_NAME).open("a", encoding="utf-8") as stream:
        stream.write('{"kind": "drop", "subj')
    report = build([str(sources)], own, extractor=extractor)
    contradiction, broken = report.notices
    assert "line 1" in contradiction
    assert "line 2" in contradiction
    assert "line 3" in broken
    assert claims(own)[victim].confidence == 1
