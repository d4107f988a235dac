from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from kg.errors import GraphFolderError, StoreError
from kg.store import GraphStore
from kg.store.folder import MARKER_NAME, RESTORED_VERSION, create_folder, open_folder

from .samples import BASE

if TYPE_CHECKING:
    from pathlib import Path


def test_a_new_folder_remembers_its_base(tmp_path: Path) -> None:
    created = create_folder(tmp_path / "a" / "b", BASE)
    assert open_folder(tmp_path / "a" / "b") == created
    assert create_folder(tmp_path / "a" / "b").base == BASE


def test_the_default_base_is_that_of_the_configuration(tmp_path: Path) -> None:
    assert create_folder(tmp_path).base == "https://w3id.org/mediakg/"


def test_another_base_is_refused(tmp_path: Path) -> None:
    create_folder(tmp_path, BASE)
    with pytest.raises(GraphFolderError, match="use that base or another folder"):
        create_folder(tmp_path, "https://other.org/")


@pytest.mark.parametrize("base", ["no iri/", "https://example.org/x"])
def test_a_base_is_an_iri_that_ends_in_a_slash(tmp_path: Path, base: str) -> None:
    with pytest.raises(GraphFolderError, match="base"):
        create_folder(tmp_path, base)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").touch()
    with pytest.raises(GraphFolderError, match="holds other files"):
        create_folder(tmp_path, BASE)
    with pytest.raises(GraphFolderError, match="not a graph folder"):
        open_folder(tmp_path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["thesis.doc"]


def test_a_missing_folder_and_a_file_are_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(GraphFolderError, match="no such folder"):
        open_folder(tmp_path / "none")
    with pytest.raises(GraphFolderError, match="is a file"):
        create_folder(tmp_path / "file", BASE)
    with pytest.raises((GraphFolderError, StoreError)):
        create_folder(tmp_path / "file" / "below", BASE)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "cannot be read"),
        ("[]", "not the description of a graph"),
        ('{"format": "other", "version": 1, "base": "x:/"}', "not the description of a graph"),
        (json.dumps({"format": "mediakg", "version": RESTORED_VERSION + 1, "base": BASE}), "written in format 3"),
    ],
)
def test_a_folder_of_another_kind_or_version_is_refused(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / MARKER_NAME).write_text(content)
    with pytest.raises(GraphFolderError, match=message):
        open_folder(tmp_path)


def test_what_a_run_left_that_was_killed_while_making_the_folder_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / f"{MARKER_NAME}.4711").write_text('{"form')
    (tmp_path / "kg.lock").touch()
    (tmp_path / "store-0123456789ab-0").mkdir()
    with GraphStore.create_or_open(tmp_path, base=BASE):
        pass
    assert sorted(entry.name for entry in tmp_path.iterdir()) == [MARKER_NAME, "kg.lock", "store"]
