"""``kg backup`` and ``kg restore`` as the documentation has them, and what they say when something is wrong."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from kg.cli import run

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "stores.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^kg ((?:backup|restore) .*)$", PAGE, re.MULTILINE)


@pytest.fixture
def folder(graph, tmp_path, monkeypatch):
    """A folder with a graph of the name that the documentation uses."""
    shutil.copytree(graph, tmp_path / "graphs" / "tour")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_commands_of_the_documentation_work(folder, capsys):
    assert len(COMMANDS) == 3
    for command in COMMANDS:
        assert run(shlex.split(command)) == 0
    printed = capsys.readouterr()
    assert "tour.kgb: 1 articles" in printed.out
    assert "tour.kgb: sound; 1 articles" in printed.out
    assert "graphs/again: restored; 1 articles" in printed.out
    assert printed.err == ""
    assert (folder / "graphs" / "again" / "kg-graph.json").exists()


def test_a_restore_needs_a_folder_or_check(folder, capsys):
    assert run(["backup", "-g", "graphs/tour", "a.kgb"]) == 0
    assert run(["restore", "a.kgb"]) == 2
    assert "give either -g FOLDER or --check" in capsys.readouterr().err
    assert run(["restore", "a.kgb", "-g", "graphs/tour"]) == 2
    assert "use --force to replace it" in capsys.readouterr().err
    assert run(["restore", "a.kgb", "-g", "graphs/tour", "--force"]) == 0
    assert run(["stats", "-g", "graphs/tour"]) == 0
    assert list(folder.glob(".*.part")) == []


def test_errors_are_one_line(folder, capsys):
    (folder / "bad.kgb").write_bytes(b"no backup")
    assert run(["restore", "bad.kgb", "--check"]) == 1
    assert run(["backup", "-g", "graphs/none", "a.kgb"]) == 2
    assert run(["backup", "-g", "graphs/tour", "none/a.kgb"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in lines] == ["error"] * 3


@pytest.mark.parametrize("verb", ["backup", "serve"])
def test_verbs_that_need_a_folder_say_so_for_a_server(verb, folder, capsys):
    more = [str(folder / "a.kgb")] if verb == "backup" else []
    assert run([verb, "-g", "sparql+http://localhost:1/", *more]) == 2
    assert "this needs a graph in a folder; copy it from the server with kg pull" in capsys.readouterr().err
