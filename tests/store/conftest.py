from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.store import GraphStore

from .samples import build

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def graph_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of two articles; tests only read it."""
    return build(tmp_path_factory.mktemp("graphs") / "sample", ("le-monde-1", "variety-2"))


@pytest.fixture(scope="session")
def graph(graph_folder: Path) -> Iterator[GraphStore]:
    with GraphStore.open(graph_folder) as store:
        yield store
