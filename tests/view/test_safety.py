"""Text from strangers stays text, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .samples import EVIL_NAMES, hostile

if TYPE_CHECKING:
    from kg.analyse.graph import GraphData

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def evil() -> GraphData:
    return hostile()


def every_panel(watched) -> None:
    for number in range(len(EVIL_NAMES)):
        watched.page.evaluate("i => { location.hash = 'n=' + encodeURIComponent(graphPage.shown().nodes[i]) }", number)
        watched.page.wait_for_timeout(30)
        assert watched.page.locator("#panel h2").is_visible()
        for summary in watched.page.locator("#panel summary").all():
            summary.click()


def test_nothing_of_the_data_runs_or_asks_for_anything(open_page, evil):
    watched = open_page(evil, title=EVIL_NAMES[1])
    page = watched.page
    every_panel(watched)
    page.fill("#search", "script")
    page.click("#view-table")
    page.click("#tab-entities")
    page.click("#view-graph")
    page.mouse.move(700, 450)
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("document.querySelectorAll('script').length") == 3
    assert page.evaluate("document.querySelectorAll('main img, aside img, iframe, object, embed').length") == 0
    assert page.title() == EVIL_NAMES[1]


def test_names_are_shown_as_they_are(open_page, evil):
    watched = open_page(evil)
    watched.page.click("#view-table")
    watched.page.click("#tab-entities")
    texts = watched.page.locator("#table-box tbody th").all_inner_texts()
    assert any("<script>window.hacked=1</script>" in text for text in texts)
    assert watched.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_no_link_leads_anywhere_but_to_the_web(open_page, evil):
    watched = open_page(evil)
    every_panel(watched)
    hrefs = watched.page.evaluate("[...document.querySelectorAll('aside a')].map((a) => a.href)")
    assert all(href.startswith("https://example.org/") for href in hrefs)


def test_the_policy_stops_scripts_that_are_not_the_pages_own(open_page, media):
    watched = open_page(media)
    watched.page.evaluate("""() => {
      const script = document.createElement('script');
      script.textContent = 'window.hacked = 9';
      document.body.append(script);
    }""")
    assert watched.page.evaluate("window.hacked") is None
    assert any("Content Security Policy" in entry for entry in watched.trouble)
    watched.trouble.clear()


def test_a_spreadsheet_takes_no_cell_for_a_formula(open_page):
    from dataclasses import replace

    data = hostile()
    data = replace(data, nodes=tuple(replace(node, label=f'=HYPERLINK("{i}")') for i, node in enumerate(data.nodes)))
    watched = open_page(data)
    text = watched.page.evaluate("graphPage.texts.csv()")
    assert '"\'=HYPERLINK(""0"")"' in text


def test_exports_of_hostile_text_can_be_read_back(open_page, evil):
    import json
    from xml.etree import ElementTree as ET

    watched = open_page(evil)
    graph = json.loads(watched.page.evaluate("graphPage.texts.json()"))["@graph"]
    assert {name for entry in graph if (name := entry.get("label"))} == set(EVIL_NAMES)
    ET.fromstring(watched.page.evaluate("graphPage.texts.svg()"))  # noqa: S314 (our own text)
    assert watched.page.evaluate("graphPage.png().then((blob) => blob.size)") > 1000
