"""Pictures of the pages for the documentation, made from the graph of the example articles.

Run ``python -m tests.view.screenshots graphs/demo docs/img`` from the root of the repository, after ``make demo``.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import kg
from tests.browsers import BROWSERS, SWITCHES

from .conftest import DESKTOP, PHONE

#: File, what is shown, size, theme and language of each picture: of the graph page the names of the entity whose card
#: is open, or of the two whose claims are; of a page to read its path in the site and what the mouse points at.
GRAPHS: tuple[tuple[str, tuple[str, ...], dict[str, int], str, str], ...] = (
    ("view-light.png", (), DESKTOP, "light", "en"),
    ("view-card-dark.png", ("Harfang",), DESKTOP, "dark", "en"),
    ("view-evidence.png", ("Bellweather Media", "Studio Ondine"), DESKTOP, "light", "fr"),
    ("view-phone.png", ("Harfang",), PHONE, "light", "fr"),
)
PAGES: tuple[tuple[str, str, str, dict[str, int], str, str], ...] = (
    ("overview-light.png", "index.html", "", DESKTOP, "light", "en"),
    ("article-light.png", "article/*harfang-resultats*", ".said >> nth=2", DESKTOP, "light", "fr"),
    ("entity-dark.png", "entity/studio-ondine*", "", DESKTOP, "dark", "en"),
    ("posts-light.png", "posts.html", "", DESKTOP, "light", "en"),
    ("article-phone.png", "article/*northlight*", "", PHONE, "dark", "en"),
)
TITLES = {"en": "The example articles", "fr": "Les articles d’exemple"}


def state_of(names: tuple[str, ...], keys: dict[str, str]) -> str:
    """Return the page's state with the card of one entity open, or the evidence between two."""
    return "&".join(f"{'n' if len(names) == 1 else 'e'}={keys[name]}" for name in names)


def main(folder: Path, target: Path) -> None:
    """Write the pictures of a graph into the folder ``target``."""
    from playwright.sync_api import sync_playwright

    binary = next(found for name in BROWSERS if (found := shutil.which(name)))
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        sites = {lang: Path(made) / lang for lang in TITLES}
        with kg.open_graph(folder) as graph:
            for lang, site in sites.items():
                graph.write_site(site, title=TITLES[lang], lang=lang)
            # Of several entities of one name the one that most is said of.
            corpus = graph.corpus()
        found = sorted(corpus.data.nodes, key=lambda node: len(corpus.by_entity.get(node.iri, ())))
        keys = {node.label: node.iri.rsplit("/", 1)[-1] for node in found}
        browser = playwright.chromium.launch(executable_path=binary, args=SWITCHES.split())

        def shoot(path: Path, state: str, hover: str, name: str, size: dict[str, int], theme: str) -> None:
            page = browser.new_page(viewport=size, color_scheme=theme)
            page.goto(f"file://{path}#{state}")
            page.wait_for_selector("html[data-ready]")
            if hover:
                page.hover(hover)
            page.wait_for_timeout(500)
            page.screenshot(path=str(target / name))
            page.close()

        for name, shown, size, theme, lang in GRAPHS:
            shoot(sites[lang] / "graph.html", state_of(shown, keys), "", name, size, theme)
        for name, pattern, hover, size, theme, lang in PAGES:
            shoot(next(sites[lang].glob(pattern)), "", hover, name, size, theme)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
