"""Why things are one, as kept beside the graph."""

from __future__ import annotations

import pytest

from kg.errors import StoreError
from kg.resolve import JOURNAL_NAME, read_doubts, read_why, write_journal

from .test_resolution import article, entity

CORPUS = (
    article("a", entity("Ada Holm", "Person"), entity("Ore", "Film")),
    article("b", entity("A. Holm", "Person")),
    article("c", entity("Ada Holm Jr.", "Person")),
)


@pytest.fixture
def resolution(resolved):
    return resolved(*CORPUS)


@pytest.fixture
def path(tmp_path, resolution):
    write_journal(tmp_path / JOURNAL_NAME, resolution)
    return tmp_path / JOURNAL_NAME


def test_an_entity_is_told_with_its_parts_and_why_they_are_one(path, resolution):
    iri = resolution.iri_of("a", "Ada Holm")
    why = read_why(path, iri)

    assert why.name == "Ada Holm"
    assert [(part.name, part.members) for part in why.parts] == [("Ada Holm", (("a", ""),)), ("A. Holm", (("b", ""),))]
    assert [link.reason for link in why.merges] == ["initials"]
    assert "A. Holm" in why.merges[0].text


def test_doubtful_pairs_are_told_of_both_sides(path, resolution):
    father, son = resolution.iri_of("a", "Ada Holm"), resolution.iri_of("c", "Ada Holm Jr.")

    assert [(iri, name, link.reason) for iri, name, link in read_why(path, son).doubts] == [
        (father, "Ada Holm", "generation")
    ]
    assert read_why(path, father).doubts[0][:2] == (son, "Ada Holm Jr.")
    assert read_doubts(path) == list(resolution.doubts)


def test_the_same_resolution_gives_the_same_bytes(path, resolution, tmp_path):
    before = path.read_bytes()
    write_journal(path, resolution)

    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == [JOURNAL_NAME]


def test_nothing_is_known_of_what_is_not_there(path, tmp_path):
    assert read_why(path, "https://example.org/entity/nobody") is None
    assert read_why(tmp_path / "missing.jsonl", "https://example.org/entity/nobody") is None
    assert read_doubts(tmp_path / "missing.jsonl") == []


def test_a_broken_file_and_a_full_disk_are_said(path, tmp_path, resolution):
    path.write_text('{"doubt": [\n')

    with pytest.raises(StoreError, match="build the graph again"):
        read_doubts(path)
    with pytest.raises(StoreError, match="cannot be written"):
        write_journal(tmp_path / "missing" / JOURNAL_NAME, resolution)
