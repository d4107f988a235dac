"""Exploring a graph through the server, in a real browser: what is asked for arrives, what is there stays."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from .conftest import Server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def explored(tmp_path_factory) -> Path:
    """A graph of 60 linked entities: a chain of hubs, each with neighbours of its own."""
    from kg.ids import entity_iri
    from kg.model import Article, Claim, Entity, EntityRef, Evidence
    from kg.store import GraphStore, article_quads, entities_quads

    base = "https://w3id.org/mediakg/"
    folder = tmp_path_factory.mktemp("explore") / "graph"
    names = [f"{'Hub' if i % 10 == 0 else 'Film'} {i:02}" for i in range(60)]
    names[7] = "<img src=x onerror=alert(1)>"
    iris = [entity_iri(base, name, name) for name in names]
    links = [(i // 10 * 10, i) for i in range(60) if i % 10] + [(i, i + 10) for i in range(0, 50, 10)]
    text, claims = "", []
    for one, other in links:
        quote = f"{names[one]} made {names[other]}."
        start, end = len(text), len(text) + len(quote)
        spans = (start, start + len(names[one])), (end - 1 - len(names[other]), end - 1)
        relation = "owns" if other % 10 == 0 else "develops"
        sides = EntityRef(str(one)), relation, EntityRef(str(other))
        claims.append(Claim(f"{len(claims):016x}", "a1", *sides, Evidence(start, end, quote, *spans), confidence=0.9))
        text += quote + " "
    kinds = [("Company",) if i % 10 == 0 else ("Product",) for i in range(60)]
    entities = [Entity(*fields) for fields in zip(iris, names, kinds, strict=True)]
    article = Article("a1", text, "en", "All of it", "2025-01-01")
    keys = {str(i): iri for i, iri in enumerate(iris)}
    with GraphStore.create_or_open(folder, base=base) as store:
        store.replace_entities(entities_quads(entities, base))
        store.replace_article("a1", article_quads(article, claims, keys, base=base))
    return folder


@pytest.fixture(scope="module")
def server(explored) -> Iterator[Server]:
    running = Server(explored, "--client-rate", "10000")
    yield running
    running.http.close()
    assert running.stop() == ""


def test_neighbours_come_with_what_links_them_to_the_known(server):
    found = server.http.get("/api/neighbourhood", params={"entity": "Hub 10"}).raise_for_status().json()
    labels = {node["label"] for node in found["network"]["nodes"]}
    assert labels == {"Hub 10", "Hub 00", "Hub 20", *(f"Film {i}" for i in range(11, 20))}
    iris = {entity["iri"].rsplit("/")[-1].rsplit("-", 1)[0]: entity["iri"] for entity in found["entities"]}
    asked = {"entity": iris["hub-20"], "known": [iris["film-11"], iris["hub-10"]]}
    more = server.http.post("/api/neighbourhood", json=asked).raise_for_status().json()
    labels = {node["label"] for node in more["network"]["nodes"]}
    assert labels == {"Hub 10", "Hub 20", "Hub 30", "Film 11", *(f"Film {i}" for i in range(21, 30))}
    assert len(more["claims"]) == 12


def test_a_wrong_request_is_told_what_is_wrong(server):
    for body in ("", "[]", '{"entity": 1}', '{"known": []}', '{"entity": "x", "known": [1]}', "[" * 50_000):
        answer = server.http.post("/api/neighbourhood", content=body)
        assert answer.status_code == 400
        assert "send {" in answer.text
    assert server.http.get("/api/neighbourhood", params={"entity": "nobody"}).status_code == 404
    assert server.http.get("/explore", params={"entity": "nobody"}).status_code == 404
    many = {"entity": "Hub 10", "known": ["x"] * 4000}
    assert server.http.post("/api/neighbourhood", json=many).status_code == 400


@pytest.fixture
def page(browser) -> Any:
    context = browser.new_context(viewport={"width": 1300, "height": 850}, reduced_motion="reduce")
    context.set_default_timeout(8000)
    page = context.new_page()
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text) if "503" not in message.text else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("dialog", lambda dialog: trouble.append(dialog.message))
    yield page
    context.close()
    assert trouble == []


def opened(page: Any, address: str) -> Any:
    page.goto(address)
    page.wait_for_selector("html[data-ready]")
    return page


def key_of(page: Any, start: str) -> str:
    return next(key for key in page.evaluate("graphPage.shown().nodes") if key.startswith(start))


@pytest.mark.browser
def test_the_page_opens_with_what_most_is_said_of(server, page):
    opened(page, f"{server.url}/explore")
    shown = page.evaluate("graphPage.shown().nodes")
    assert sum(key.startswith("hub-") for key in shown) == 6
    assert 20 < len(shown) < 60


@pytest.mark.browser
def test_neighbours_are_loaded_and_everything_else_stays_in_place(server, page):
    opened(page, f"{server.url}/explore?entity=Hub%2000")
    assert page.evaluate("graphPage.shown().nodes.length") == 11
    before = page.evaluate("graphPage.places()")
    page.evaluate("key => { location.hash = 'n=' + key }", key_of(page, "hub-10"))
    page.click("[data-act=load]")
    page.locator("#status", has_text="21 entities").wait_for()
    after = page.evaluate("graphPage.places()")
    assert {key: after[key] for key in before} == before
    places = list(after.values())
    assert all(abs(a[0] - b[0]) > 20 or abs(a[1] - b[1]) > 20 for n, a in enumerate(places) for b in places[:n])
    assert page.locator("[data-act=load]").count() == 0
    assert page.locator("#legend-classes .count").first.inner_text() == "3"


@pytest.mark.browser
def test_search_reaches_the_whole_graph_and_the_address_keeps_what_was_loaded(server, page):
    opened(page, f"{server.url}/explore?entity=Hub%2000")
    page.fill("#search", "film 4")
    page.locator("#search-list .elsewhere", has_text="Film 43").click()
    page.locator("#panel h2", has_text="Film 43").wait_for()
    shown = page.evaluate("graphPage.shown().nodes.length")
    assert shown == 13
    address = page.evaluate("location.href")
    page.goto("about:blank")
    opened(page, address)
    assert page.evaluate("graphPage.shown().nodes.length") == shown
    assert "Film 43" in page.locator("#panel h2").inner_text()


@pytest.mark.browser
def test_a_server_that_went_away_is_told_not_thrown(server, page):
    opened(page, f"{server.url}/explore?entity=Hub%2000")
    page.evaluate("key => { location.hash = 'n=' + key }", key_of(page, "hub-10"))
    page.route("**/api/neighbourhood", lambda route: route.fulfill(status=503, body=json.dumps({})))
    page.click("[data-act=load]")
    page.wait_for_selector("#panel [role=alert]")
    assert "does not answer" in page.locator("#panel [role=alert]").inner_text()
