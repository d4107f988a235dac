"""Every entity, claim and article IRI answers, for people and for programs."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

import pytest
import rdflib
from lxml import html

from kg.ids import article_iri, entity_iri
from kg.model import Article, Claim, Entity, EntityRef, Evidence
from kg.store import GraphStore, article_quads, entities_quads
from tests.store.samples import BASE, IRI_OF, TEXT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .conftest import Server

NETFLIX = IRI_OF["netflix"].removeprefix(BASE[:-1])
ARTICLE = article_iri(BASE, "le-monde-1")
CLAIM = f"{BASE}claim/a1-le-monde-1"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
FORMATS = [("ttl", "turtle"), ("nt", "nt"), ("rdf", "xml")]


def hash_of(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def own(iri: str) -> str:
    return iri.removeprefix(BASE[:-1])


def text_of(page: str) -> str:
    (main,) = html.fromstring(page).iter("main")
    return " ".join(main.text_content().split())


def test_every_iri_of_the_graph_answers(server: Server) -> None:
    patterns = ("?x a mkg:Claim", "?x a schema:Article", "GRAPH kg:graph\\/entities { ?x ?p ?o }")
    iris = [row["x"] for pattern in patterns for row in server.rows(f"SELECT DISTINCT ?x {{ {pattern} }}")]
    assert len(iris) == 12 + 2 + 4
    for iri in iris:
        page = server.http.get(own(iri), headers={"Accept": BROWSER}, follow_redirects=True)
        assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8"), iri
        turtle = server.http.get(own(iri), headers={"Accept": "text/turtle"}, follow_redirects=True)
        graph = rdflib.Graph().parse(data=turtle.text, format="turtle")
        assert (rdflib.URIRef(iri), None, None) in graph


def test_a_thing_leads_to_a_document_about_it(server: Server) -> None:
    for accept, ending in (
        (BROWSER, "html"),
        ("text/turtle", "ttl"),
        ("application/ld+json", "jsonld"),
        ("*/*", "ttl"),
    ):
        answer = server.http.get(NETFLIX, headers={"Accept": accept})
        assert (answer.status_code, answer.headers["location"]) == (303, f"{NETFLIX}.{ending}")
        assert answer.headers["vary"] == "Accept"
    assert server.http.get(NETFLIX, headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize(("ending", "parser"), FORMATS)
@pytest.mark.parametrize("iri", [IRI_OF["netflix"], ARTICLE, CLAIM], ids=["entity", "article", "claim"])
def test_documents_have_endings(server: Server, iri: str, ending: str, parser: str) -> None:
    answer = server.http.get(f"{own(iri)}.{ending}", headers={"Accept": BROWSER})
    assert answer.status_code == 200
    assert (rdflib.URIRef(iri), None, None) in rdflib.Graph().parse(data=answer.text, format=parser)


def test_a_document_says_where_it_is_and_need_not_be_sent_twice(server: Server) -> None:
    answer = server.http.get(own(ARTICLE), headers={"Accept": "text/turtle"})
    assert answer.headers["content-location"] == f"{own(ARTICLE)}.ttl"
    again = server.http.get(own(ARTICLE), headers={"Accept": "text/turtle", "If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_what_the_graph_does_not_know_is_not_found(server: Server) -> None:
    for path in (
        "/entity/nothing-1",
        "/claim/x",
        "/article/a.b",
        "/entity/",
        "/entity/%22%3E",
        "/nowhere",
        "/entity/%00",
    ):
        for accept in (BROWSER, "text/turtle"):
            assert server.http.get(path, headers={"Accept": accept}).status_code == 404, path


def test_a_claim_shows_its_sentence_with_the_words_it_is_about(server: Server) -> None:
    page = html.fromstring(server.http.get(own(CLAIM), headers={"Accept": BROWSER, "Accept-Language": "fr-FR"}).text)
    (quote,) = page.xpath("//blockquote")
    assert quote.text_content() == TEXT[: TEXT.index(".") + 1]
    marks = {mark.get("class"): mark.text_content() for mark in quote.iter("mark")}
    assert marks == {"subject": "Netflix", "object": "SCM"}
    text = " ".join(page.text_content().split())
    for shown in (
        "selon une source",
        "Reed Hastings",
        "environ 1,5 Md $US",
        "juillet 2025",
        "87 %",
        "Netflix rachète SCM",
        "Le Monde",
    ):
        assert shown in text, shown
    links = set(page.xpath("//main//a/@href"))
    assert {NETFLIX, own(IRI_OF["studio"]), own(IRI_OF["reed"]), own(ARTICLE)} <= links


def test_an_entity_shows_what_is_said_of_it(server: Server) -> None:
    text = text_of(server.http.get(f"{NETFLIX}.html").text)
    for shown in ("Netflix Inc.", "NFLX", "Q907311", "acquires", "Studio Ciné-Mâché", "at least $11.08B", "Q2 2025"):
        assert shown in text, shown


def test_an_article_shows_its_text_and_its_claims(server: Server) -> None:
    text = text_of(server.http.get(f"{own(ARTICLE)}.html").text)
    for shown in ("selon Reed Hastings", "Le Monde", "A. Nom", "L'Été « noir »", "uncertain", "planned"):
        assert shown in text, shown


def test_a_term_of_the_ontology_has_a_place_on_its_page(server: Server) -> None:
    page = html.fromstring(server.http.get("/ontology", headers={"Accept": BROWSER}).text)
    assert {"Person", "acquires", "revenue"} <= set(page.xpath("//*[@id]/@id"))
    graph = rdflib.Graph().parse(data=server.http.get("/ontology.ttl").text, format="turtle")
    assert (rdflib.URIRef("https://w3id.org/mediakg/ontology#Person"), rdflib.RDF.type, rdflib.OWL.Class) in graph


def test_pages_speak_the_language_of_the_reader(server: Server) -> None:
    assert 'lang="en"' in server.http.get("/").text
    assert "Ce qu’il contient" in server.http.get("/", headers={"Accept-Language": "fr;q=0.9, en;q=0.1"}).text
    chosen = server.http.get("/?lang=fr")
    assert "Ce qu’il contient" in chosen.text
    assert "kg-lang=fr" in chosen.headers["set-cookie"]
    server.http.cookies.clear()


@pytest.mark.parametrize("asked", ["cine-mache", "CINÉ", "  studio   ciné ", "SCM"])
def test_names_are_found_without_accents_and_case(server: Server, asked: str) -> None:
    found = server.http.get("/search", params={"q": asked}, headers={"Accept": "application/json"}).json()["results"]
    assert [entity["name"] for entity in found] == ["Studio Ciné-Mâché"]
    assert found[0]["path"] == own(IRI_OF["studio"])


def test_an_entity_is_found_by_its_identifier_elsewhere_and_by_kind(server: Server) -> None:
    json = {"Accept": "application/json"}
    assert [e["name"] for e in server.http.get("/search?q=Q907311", headers=json).json()["results"]] == ["Netflix"]
    assert [e["name"] for e in server.http.get("/search?type=Film", headers=json).json()["results"]] == [
        "L'Été « noir »"
    ]
    assert "Try a part of it" in server.http.get("/search?q=xyzzy", headers={"Accept": BROWSER}).text


HOSTILE = '<script>alert(1)</script>" onmouseover="x'


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A graph whose every text would like to be markup, and one IRI that was replaced."""
    folder = tmp_path / "hostile"
    mine, old = entity_iri(BASE, "x", "x"), f"{BASE}entity/old-1"
    article = Article("a<b>", HOSTILE * 2, "en", HOSTILE, "2025-01-01", HOSTILE, "javascript:alert(1)", HOSTILE)
    entity = Entity(mine, HOSTILE, ("Person",), (HOSTILE + "2",), same_as=("http://example.org/?a=%22%3E",))
    said = Evidence(0, len(HOSTILE), HOSTILE, (1, 4))
    qualifiers = (("roleTitle", HOSTILE),)
    claim = Claim("c1", "a<b>", EntityRef("e"), "employeeOf", EntityRef("e"), said, rule=HOSTILE, qualifiers=qualifiers)
    with GraphStore.create_or_open(folder, base=BASE) as store:
        store.replace_entities(entities_quads([entity], BASE))
        store.replace_article("a<b>", article_quads(article, [claim], {"e": mine}, base=BASE))
        replaced = f"<{old}> <http://purl.org/dc/terms/isReplacedBy> <{mine}>"
        store.engine.update(f"INSERT DATA {{ GRAPH <{BASE}graph/entities> {{ {replaced} }} }}")
    return folder


def test_texts_stay_texts(hostile: Path, start: Callable[..., Server]) -> None:
    server = start(hostile)
    paths = [own(entity_iri(BASE, "x", "x")), own(article_iri(BASE, "a<b>")), "/claim/c1", "/evidence/c1"]
    for path in (*paths, f"/search?q={HOSTILE[:8]}", f"/sparql?query={HOSTILE}", f"/{HOSTILE}", "/"):
        page = server.http.get(path, headers={"Accept": BROWSER}, follow_redirects=True)
        tree = html.fromstring(page.text)
        # Scripts that stand in a page are those whose hash its policy has.
        inline = [node.text for node in tree.iter("script") if not (node.get("src") or "").startswith("/static/")]
        policy = page.headers["content-security-policy"]
        assert all(hash_of(text) in policy for text in inline)
        assert len(inline) <= 1
        assert not [a for node in tree.iter() for a in node.attrib if a.startswith("on")]
        assert not [link for link in tree.xpath("//@href") if link.startswith("javascript")]


def test_a_replaced_iri_leads_to_the_one_that_stands_for_it(hostile: Path, start: Callable[..., Server]) -> None:
    server = start(hostile)
    target = own(entity_iri(BASE, "x", "x"))
    for path, to in (("/entity/old-1", target), ("/entity/old-1.ttl", f"{target}.ttl")):
        answer = server.http.get(path, headers={"Accept": "text/turtle"})
        assert (answer.status_code, answer.headers["location"]) == (308, to)
