"""Files, folders and patterns become one sorted list."""

import pytest

from kg.errors import SourceError
from kg.ingest.sources import find_files


@pytest.fixture
def folder(tmp_path):
    for name in ("b.txt", "a.md", "sub/c.html", ".hidden/d.txt", "sub/.e.txt", "picture.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("text", encoding="utf-8")
    return tmp_path


def names(*sources):
    return [file.name for file in find_files([str(source) for source in sources])]


def test_folders_are_searched_for_known_formats_hidden_ones_left_out(folder):
    assert names(folder) == ["a.md", "b.txt", "sub/c.html"]


def test_patterns_name_files_relative_to_their_fixed_part(folder):
    assert names(folder / "**" / "*.html") == ["sub/c.html"]
    assert names(folder / "*.*") == ["a.md", "b.txt", "picture.png"]


def test_a_file_that_is_named_is_read_whatever_its_ending(folder):
    assert names(folder / "picture.png") == ["picture.png"]


def test_the_order_of_the_sources_does_not_matter_and_each_file_is_read_once(folder):
    sources = [folder / "sub" / "c.html", folder, folder / "a.md"]
    assert names(*sources) == names(*reversed(sources)) == ["a.md", "b.txt", "sub/c.html"]


def test_standard_input_comes_last(folder):
    assert names("-", folder / "a.md") == ["a.md", "-"]


def test_what_does_not_exist_is_named_with_what_to_do(folder):
    (folder / "empty").mkdir()
    for source, message in [
        (folder / "missing.txt", "no such file or folder"),
        (folder / "*.xyz", "no file matches"),
        (folder / "empty", "holds no articles"),
    ]:
        with pytest.raises(SourceError, match=message):
            find_files([str(source)])
    with pytest.raises(SourceError, match="no sources"):
        find_files([])
