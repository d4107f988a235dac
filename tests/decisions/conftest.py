"""A graph to decide on, built once and copied."""

from __future__ import annotations

import io
import shutil
from typing import TYPE_CHECKING

import pytest

from .handmade import write_graph

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_graph(tmp_path_factory.mktemp("decisions") / "graph")


@pytest.fixture
def graph(pattern: Path, tmp_path: Path) -> Path:
    """Return a graph folder of this test's own."""
    return shutil.copytree(pattern, tmp_path / "graph")


@pytest.fixture
def exported() -> Callable[[Path], bytes]:
    """Return what a graph holds as sorted N-Quads."""
    from kg.graph import open_graph

    def read(folder: Path) -> bytes:
        out = io.BytesIO()
        with open_graph(folder) as graph:
            graph.export("nquads", out)
        return out.getvalue()

    return read
