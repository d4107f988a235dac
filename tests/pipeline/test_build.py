"""A build is incremental, idempotent, and depends on nothing but the articles."""

import functools
import shutil

import pytest

from kg.config import Config
from kg.errors import GraphFolderError, SourceError
from kg.graph import open_graph
from kg.model import Article
from kg.pipeline import Progress
from kg.pipeline import build as build_with
from kg.pipeline.cache import CACHE_NAME

from .articles import TEXTS, write_articles, write_lines

pytestmark = pytest.mark.models


@pytest.fixture
def graph(built, tmp_path):
    """A copy of the built graph, to change."""
    return shutil.copytree(built[0], tmp_path / "graph")


@pytest.fixture(scope="session")
def build(extractor):
    """Return the function under test, with the language pipelines loaded once."""
    return functools.partial(build_with, extractor=extractor)


class Recorder(Progress):
    def __init__(self):
        self.read_by_models = 0
        self.rejected = []

    def advance(self, stage, done, total):  # noqa: ARG002
        if stage == "extracting":
            self.read_by_models = done

    def reject(self, rejected):
        self.rejected.append(rejected)


def test_the_report_says_what_was_built(built):
    folder, report = built
    assert (report.added, report.replaced, report.unchanged, report.removed, report.rejected) == (3, 0, 0, 0, ())
    with open_graph(folder) as graph:
        counts = graph.counts()
    assert (counts.articles, counts.claims, counts.entities) == (3, report.claims, report.entities)
    assert report.claims > 0


def test_claims_and_entities_can_be_queried_with_the_ontology(built):
    with open_graph(built[0]) as graph:
        assert graph.query("ASK { ?c mkg:predicate ?p . ?p rdfs:label ?label }").answer
        rows = graph.query("SELECT ?q { ?c mkg:evidence/oa:exact ?q ; prov:wasDerivedFrom/mkg:text ?t "
                           "FILTER(!CONTAINS(?t, ?q)) }").rows  # fmt: skip
    assert rows == ()


def test_building_again_reads_nothing_and_changes_nothing(built, sources, quads, build):
    recorder = Recorder()
    before = quads(built[0])
    report = build([str(sources)], built[0], progress=recorder)
    assert (report.added, report.replaced, report.unchanged) == (0, 0, 3)
    assert recorder.read_by_models == 0
    assert quads(built[0]) == before


def test_order_format_and_number_of_workers_do_not_matter(built, tmp_path, quads, build):
    lines = write_lines(tmp_path / "a.jsonl", ("vent", "brume", "phare"))
    report = build([str(lines)], tmp_path / "graph", Config(workers=2))
    assert report.added == 3
    assert quads(tmp_path / "graph") == quads(built[0])


def test_an_article_at_a_time_gives_the_graph_of_all(built, sources, tmp_path, quads, build):
    for name in ("vent", "phare", "brume"):
        build([str(sources / f"{name}.txt")], tmp_path / "graph")
    assert quads(tmp_path / "graph") == quads(built[0])


def test_a_changed_article_is_read_again_and_alone(graph, tmp_path, build):
    changed = write_articles(tmp_path / "changed")
    (changed / "vent.txt").write_text(TEXTS["vent"].replace("40", "50"), encoding="utf-8")
    recorder = Recorder()
    report = build([str(changed)], graph, progress=recorder)
    assert (report.replaced, report.unchanged, recorder.read_by_models) == (1, 2, 1)


def test_articles_that_are_not_in_the_sources_stay_unless_pruned(graph, sources, tmp_path, quads, build):
    one = str(sources / "brume.txt")
    assert build([one], graph).removed == 0
    with open_graph(graph) as opened:
        assert opened.counts().articles == 3
    assert build([one], graph, prune=True).removed == 2
    build([one], tmp_path / "fresh")
    assert quads(graph) == quads(tmp_path / "fresh")


@pytest.mark.parametrize("damage", [None, b"damaged" * 1000])
def test_without_its_cache_a_graph_is_rebuilt_from_its_own_text(graph, sources, quads, damage, build):
    before = quads(graph)
    (graph / CACHE_NAME).unlink()
    if damage:
        (graph / CACHE_NAME).write_bytes(damage)
    recorder = Recorder()
    report = build([str(sources / "brume.txt")], graph, progress=recorder)
    assert (report.unchanged, recorder.read_by_models) == (1, 3)
    assert quads(graph) == before


def test_bad_articles_are_reported_and_the_rest_is_built(tmp_path, build):
    folder = write_articles(tmp_path / "sources", ("brume",))
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(b"\x00\x01\x02")
    (folder / "german.txt").write_text("Der Sender hat am Montag ein Studio in Köln gekauft.", encoding="utf-8")
    (folder / "twin.txt").write_text(TEXTS["brume"], encoding="utf-8")
    recorder = Recorder()
    report = build([str(folder)], tmp_path / "graph", progress=recorder)
    assert (report.added, report.duplicates) == (1, 1)
    assert [r.source.rpartition("/")[2] for r in report.rejected] == ["binary.txt", "empty.txt", "german.txt"]
    assert tuple(recorder.rejected) == report.rejected


def test_the_same_text_under_a_new_name_does_not_enter_twice(graph, tmp_path, quads, build):
    before = quads(graph)
    (tmp_path / "renamed.txt").write_text(TEXTS["brume"], encoding="utf-8")
    assert build([str(tmp_path / "renamed.txt")], graph).duplicates == 1
    assert quads(graph) == before


def test_nothing_is_written_when_nothing_can_be_read(tmp_path, build):
    (tmp_path / "empty.txt").write_bytes(b"")
    for source in ("missing.txt", "empty.txt"):
        with pytest.raises(SourceError, match=source):
            build([str(tmp_path / source)], tmp_path / "graph")
    assert not (tmp_path / "graph").exists()


def test_a_folder_that_is_no_graph_is_left_alone(sources, tmp_path, build):
    (tmp_path / "letter.txt").write_text("Dear all", encoding="utf-8")
    with pytest.raises(GraphFolderError, match="is no graph"):
        build([str(sources)], tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_the_stored_text_is_the_text_of_the_file(built):
    from kg.store import GraphStore

    with GraphStore.open(built[0]) as store:
        stored = {article.id: article for article in store.articles()}
    assert {name: article.text for name, article in stored.items()} == {f"{n}.txt": t for n, t in TEXTS.items()}
    assert all(isinstance(article, Article) for article in stored.values())
