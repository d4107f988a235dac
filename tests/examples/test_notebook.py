"""The worked notebook runs from its first cell to its last, and what it shows is there."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples"
NOTEBOOK = EXAMPLES / "newsroom.ipynb"


@pytest.fixture(scope="module")
def notebook():
    return nbformat.read(NOTEBOOK, as_version=4)


def text_of(output) -> str:
    data = output.get("data", {})
    return str(data.get("text/html") or output.get("text") or data.get("text/plain"))


def test_it_is_kept_without_outputs(notebook):
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)


@pytest.mark.models
@pytest.mark.filterwarnings("ignore::DeprecationWarning:jupyter_client", "ignore::DeprecationWarning:zmq")
def test_it_runs_and_shows_what_it_promises(notebook):
    where = {"metadata": {"path": str(EXAMPLES)}}
    done = NotebookClient(notebook, timeout=300, kernel_name="python3", resources=where).execute()
    shown = {cell.id: "".join(map(text_of, cell.outputs)) for cell in done.cells if cell.cell_type == "code"}
    assert "articles" in shown["build"]
    assert "<strong>Studio Ondine</strong>" in shown["entity"]
    assert "chief executive of" in shown["ask"]
    assert "asserted" in shown["frame"]
    assert "Northlight" in shown["rumour"]
    assert "4,000,000" in shown["figures"]
    assert "<strong>Communities</strong>" in shown["network"]
    assert "Harfang" in shown["rank"]
    assert "Lanterns of Vell" in shown["path"]
    assert "[(" in shown["correct"]
    assert shown["page"].startswith("<div><iframe srcdoc=")
