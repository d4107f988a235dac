"""Settings of all tests: generated examples are the same in every run, and no test fails for a busy machine."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("kg", deadline=None, derandomize=True)
settings.load_profile("kg")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the example articles, built once; tests only read it."""
    from kg.pipeline import build

    folder = tmp_path_factory.mktemp("demo") / "graph"
    build([str(ROOT / "examples" / "articles")], folder)
    return folder
