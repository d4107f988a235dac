"""A real browser for the tests of the page; every page is watched for errors and requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from kg.ontology import load_schema
from kg.view.labels import ViewLabels, labels_of
from kg.view.page import write_view

from .samples import media_graph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kg.analyse.graph import GraphData

DESKTOP = {"width": 1400, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def labels() -> ViewLabels:
    return labels_of(load_schema())


@pytest.fixture(scope="session")
def media() -> GraphData:
    return media_graph()


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory, labels: ViewLabels) -> Callable[..., Path]:
    """Write a page and return its path; the same graph is written once."""
    folder = tmp_path_factory.mktemp("views")
    # The data is kept, too, so that no other data gets its address while that stands for it.
    done: dict[Any, tuple[GraphData, Path]] = {}

    def write(data: GraphData, **options: Any) -> Path:
        key = (id(data), *sorted(options.items()))
        if key not in done:
            path = folder / f"{len(done)}.html"
            write_view(data, path, labels=labels, **{"title": "Media, 2023–2025", "max_nodes": None, **options})
            done[key] = data, path
        return done[key][1]

    return write


class Watched:
    """A page that was opened, and everything it should not have done."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.trouble: list[str] = []
        page.on("console", lambda message: self.trouble.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.trouble.append(f"error: {error}"))
        page.on("dialog", lambda dialog: self.trouble.append(f"dialog: {dialog.message}"))
        page.on("request", self._request)

    def _request(self, request: Any) -> None:
        if not request.url.startswith(("file:", "blob:", "data:")):
            self.trouble.append(f"request: {request.url}")

    def goto(self, path: Path, state: str = "") -> None:
        self.page.goto(f"file://{path}" + (f"#{state}" if state else ""))
        self.page.wait_for_selector("html[data-ready]")

    def shown(self) -> dict[str, Any]:
        return self.page.evaluate("graphPage.shown()")

    def click_node(self, key: str, *, clicks: int = 1) -> None:
        """Click an entity on the drawing."""
        place = self.page.evaluate("key => graphPage.screenOf(key)", key)
        box = self.page.locator("#canvas").bounding_box()
        self.page.mouse.click(box["x"] + place["x"], box["y"] + place["y"], click_count=clicks)
        self.page.wait_for_timeout(350)

    def click_line(self, number: int) -> None:
        """Click a line on the drawing, in its middle."""
        place = self.page.evaluate("number => graphPage.screenOfLine(number)", number)
        box = self.page.locator("#canvas").bounding_box()
        self.page.mouse.click(box["x"] + place["x"], box["y"] + place["y"])
        self.page.wait_for_timeout(350)


@pytest.fixture
def open_page(browser: Any, written: Callable[..., Path]) -> Iterator[Callable[..., Watched]]:
    """Open a graph in a fresh page; at the end nothing must have gone wrong or asked for anything."""
    opened: list[tuple[Any, Watched]] = []

    def opener(
        data: GraphData, state: str = "", *, size: dict[str, int] | None = None, theme: str = "light", **options: Any
    ) -> Watched:
        context = browser.new_context(
            viewport=size or DESKTOP, color_scheme=theme, accept_downloads=True, reduced_motion="reduce"
        )
        context.set_default_timeout(8000)
        watched = Watched(context.new_page())
        opened.append((context, watched))
        watched.goto(written(data, **options), state)
        return watched

    yield opener
    trouble = [entry for _, watched in opened for entry in watched.trouble]
    for context, _ in opened:
        context.close()
    assert trouble == []
