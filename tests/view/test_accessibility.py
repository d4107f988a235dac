"""axe-core finds no serious barrier in any state of the page."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .conftest import PHONE

pytestmark = pytest.mark.browser
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
RUN = """() => axe.run(document, {resultTypes: ['violations']}).then((result) => result.violations
  .filter((entry) => ['serious', 'critical'].includes(entry.impact))
  .map((entry) => entry.id + ': ' + entry.nodes.map((node) => node.html.slice(0, 120)).slice(0, 3).join(' | ')))"""
STATES = (
    "",
    "n=lumio-333ef8ebde",
    "e=lumio-333ef8ebde&e=cafe-des-brumes-b74fa6ab4e",
    "v=table",
    "f=lumio-333ef8ebde&c=0.5",
)


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.is_file() and "CI" not in os.environ:
        pytest.skip("axe-core is missing; run npm ci in tests/view")
    return AXE.read_text(encoding="utf-8")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_no_serious_violation(open_page, media, axe, state, theme):
    watched = open_page(media, state, theme=theme)
    watched.page.evaluate(axe)
    assert watched.page.evaluate(RUN) == []


def test_no_serious_violation_on_a_phone(open_page, media, axe):
    watched = open_page(media, STATES[1], size=PHONE)
    watched.page.evaluate(axe)
    assert watched.page.evaluate(RUN) == []
    watched.page.click("#filters-toggle")
    assert watched.page.evaluate(RUN) == []


def test_no_serious_violation_in_the_open_search_and_help(open_page, media, axe):
    watched = open_page(media)
    watched.page.evaluate(axe)
    watched.page.fill("#search", "le")
    assert watched.page.evaluate(RUN) == []
    watched.page.click("#help-open")
    assert watched.page.evaluate(RUN) == []
