"""Pictures of the page for the documentation, made from the graph of the example articles.

Run ``python -m tests.view.screenshots graphs/demo docs/img`` from the root of the repository, after ``make demo``.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from kg.analyse.load import load_graph
from kg.ontology import load_schema
from kg.store import GraphStore
from kg.view.labels import labels_of
from kg.view.page import write_view

from .conftest import BROWSERS, DESKTOP, PHONE, SWITCHES

#: File, entities whose card or whose links are open, size, theme and language of each picture.
SHOTS = (
    ("view-light.png", (), DESKTOP, "light", "en"),
    ("view-card-dark.png", ("Harfang",), DESKTOP, "dark", "en"),
    ("view-evidence.png", ("Bellweather Media", "Studio Ondine"), DESKTOP, "light", "fr"),
    ("view-phone.png", ("Harfang",), PHONE, "light", "fr"),
)
TITLES = {"en": "The example articles", "fr": "Les articles d’exemple"}


def state_of(names: tuple[str, ...], slugs: dict[str, str]) -> str:
    """Return the page's state with the card of one entity open, or the evidence between two."""
    return "&".join(f"{'n' if len(names) == 1 else 'e'}={slugs[name]}" for name in names)


def main(graph: Path, target: Path) -> None:
    """Write the pictures of a graph into the folder ``target``."""
    from playwright.sync_api import sync_playwright

    binary = next(found for name in BROWSERS if (found := shutil.which(name)))
    labels = labels_of(load_schema())
    with GraphStore.open(graph) as store:
        data = load_graph(store)
    slugs = {node.label: node.iri.rsplit("/", 1)[-1] for node in data.nodes}
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=binary, args=SWITCHES.split())
        for name, shown, size, theme, lang in SHOTS:
            path = Path(folder) / "view.html"
            write_view(data, path, labels=labels, title=TITLES[lang], lang=lang)
            page = browser.new_page(viewport=size, color_scheme=theme)
            page.goto(f"file://{path}#{state_of(shown, slugs)}")
            page.wait_for_selector("html[data-ready]")
            page.wait_for_timeout(500)
            page.screenshot(path=str(target / name))
            page.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
