"""Pictures of the page for the documentation, made from the invented sample graph.

Run ``python -m tests.view.screenshots docs/img`` from the root of the repository.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from kg.ontology import load_schema
from kg.view.labels import labels_of
from kg.view.page import write_view

from .conftest import BROWSERS, DESKTOP, PHONE, SWITCHES
from .samples import media_graph

SHOTS = (
    ("view-light.png", "", DESKTOP, "light", "en"),
    ("view-card-dark.png", "n=lumio-333ef8ebde", DESKTOP, "dark", "en"),
    ("view-evidence.png", "e=lumio-333ef8ebde&e=cafe-des-brumes-b74fa6ab4e", DESKTOP, "light", "fr"),
    ("view-phone.png", "n=lumio-333ef8ebde", PHONE, "light", "fr"),
)
TITLES = {"en": "Media industry, 2023–2025", "fr": "Industrie des médias, 2023–2025"}


def main(target: Path) -> None:
    """Write the pictures into the folder ``target``."""
    from playwright.sync_api import sync_playwright

    binary = next(found for name in BROWSERS if (found := shutil.which(name)))
    labels = labels_of(load_schema())
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=binary, args=SWITCHES.split())
        for name, state, size, theme, lang in SHOTS:
            path = Path(folder) / "view.html"
            write_view(media_graph(), path, labels=labels, title=TITLES[lang], lang=lang)
            page = browser.new_page(viewport=size, color_scheme=theme)
            page.goto(f"file://{path}#{state}")
            page.wait_for_selector("html[data-ready]")
            page.wait_for_timeout(500)
            page.screenshot(path=str(target / name))
            page.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
