"""The pages on queries, exports and validation: what they say is run, their tables are up to date."""

import re
import shlex
from pathlib import Path

import pytest

from kg.cli import run
from kg.store.library import parse_query
from tools import query_docs


def blocks(text, language):
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def commands(text):
    return [line for block in blocks(text, "sh") for line in re.split(r"\n(?=\S)", block) if line.startswith("kg ")]


DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGES = {name: (DOCS / name).read_text(encoding="utf-8") for name in ("queries.md", "exports.md", "validation.md")}
#: Commands whose exit code is not 0, and why it should not be.
EXPECTED = {}


@pytest.fixture(scope="module")
def workplace(tmp_path_factory, demo):
    """A folder in which ``graphs/tour`` is the graph of the examples."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "graphs").mkdir()
    (folder / "graphs" / "tour").symlink_to(demo)
    (rules,) = blocks(PAGES["validation.md"], "turtle")
    (folder / "my-rules.ttl").write_text(rules, encoding="utf-8")
    (folder / "examples").symlink_to(DOCS.parent / "examples")
    return folder


@pytest.mark.models
@pytest.mark.parametrize("line", [line for page in PAGES.values() for line in commands(page)])
def test_a_command_works(line, workplace, monkeypatch, capfd):
    monkeypatch.chdir(workplace)
    assert run(shlex.split(line, comments=True)[1:]) == EXPECTED.get(line, 0)
    printed = capfd.readouterr()
    assert "error" not in printed.err
    output = re.search(r" -o (\S+)", line)
    assert printed.out or (workplace / output[1]).exists()


@pytest.mark.models
@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if blocks(page, "python")])
def test_the_python_works(name, workplace, monkeypatch, capsys):
    monkeypatch.chdir(workplace)
    for code in blocks(PAGES[name], "python"):
        exec(compile(code, name, "exec"), {})  # noqa: S102 (our own)
    assert capsys.readouterr().out


def test_the_tables_of_the_library_are_up_to_date():
    for path, text in query_docs.pages().items():
        assert path.read_text(encoding="utf-8") == text, "run python -m tools.query_docs"


def test_the_example_of_a_query_file_is_one():
    (text,) = blocks(PAGES["queries.md"], "sparql")
    query = parse_query(text, Path("awards-of.rq"))
    assert (query.title("fr"), [p.type for p in query.parameters]) == (
        "Les prix des œuvres d’une entreprise",
        ["entity"],
    )
