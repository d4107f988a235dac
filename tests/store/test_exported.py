"""A graph read from what was exported of it."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.store import GraphStore, article_quads, entities_quads
from kg.store.exported import is_export, read_export

from .samples import BASE, ENTITIES, IRI_OF, SYMMETRIC, article, claims


@pytest.fixture
def store(tmp_path: Path):
    quads = article_quads(article(), claims(), IRI_OF, base=BASE, symmetric=SYMMETRIC)
    with GraphStore.create_or_open(tmp_path / "g", base=BASE) as opened:
        opened.replace_entities(entities_quads(ENTITIES, BASE))
        opened.replace_article(article().id, quads)
        yield opened


@pytest.mark.parametrize(("form", "name"), [("nquads", "g.nq"), ("trig", "g.trig"), ("nquads", "g.nq.gz")])
def test_it_holds_what_the_graph_holds(store, tmp_path, form, name):
    path = tmp_path / name
    with gzip.open(path, "wb") if name.endswith(".gz") else path.open("wb") as out:
        store.export(form, out)
    assert is_export(path)
    exported = read_export(path)
    assert exported.base == store.base
    assert list(exported.all_claims()) == list(store.all_claims())
    assert exported.entities() == store.entities()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("broken.nq", b"<a> <b", "cannot be read as a graph"),
        ("other.nq", b"<http://e/a> <http://e/b> <http://e/c> .\n", "holds no entities of a graph"),
        ("cut.nq.gz", b"\x1f\x8b\x08\x00", "cannot be read as a graph"),
        ("empty.trig", b"", "holds no entities"),
    ],
)
def test_other_files_are_refused(tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UsageError, match=message):
        read_export(tmp_path / name)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(UsageError, match=r"nowhere\.nq: cannot be read"):
        read_export(tmp_path / "nowhere.nq")


def test_a_folder_is_no_export():
    assert not is_export(Path("graphs/mine"))
