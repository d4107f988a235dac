"""Graphs of a few articles, built once."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from kg.graph import open_graph

from .articles import write_articles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kg.extract import Extractor
    from kg.model import BuildReport


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_articles(tmp_path_factory.mktemp("sources"))


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """Return the language pipelines, loaded once."""
    from kg.extract import Extractor

    return Extractor()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, sources: Path, extractor: Extractor) -> tuple[Path, BuildReport]:
    """Return the folder of a graph that no test may change, and the report of its build."""
    from kg.pipeline import build

    folder = tmp_path_factory.mktemp("graph") / "built"
    return folder, build([str(sources)], folder, extractor=extractor)


@pytest.fixture(scope="session")
def quads() -> Callable[[Path], bytes]:
    """Return a graph's content as sorted N-Quads."""

    def read(folder: Path) -> bytes:
        out = io.BytesIO()
        with open_graph(folder) as graph:
            graph.export("nquads", out)
        return out.getvalue()

    return read
