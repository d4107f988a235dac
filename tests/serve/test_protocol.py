"""The SPARQL 1.1 Protocol, request by request, as the W3C's protocol tests put it."""

from __future__ import annotations

import io
import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
import rdflib
from lxml import etree

from tests.store.samples import BASE, IRI_OF

if TYPE_CHECKING:
    from .conftest import Server

# rdflib's own JSON-LD parser uses a class that rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
ASK = "ASK { ?s ?p ?o }"
ARTICLE = rdflib.URIRef(f"{BASE}graph/entities")

# method, path and query, headers, body, status
REQUESTS: list[tuple[str, str, dict[str, str], str | bytes | None, int]] = [
    ("GET", "/sparql?query=ASK%20%7B%7D", {}, None, 200),
    ("HEAD", "/sparql?query=ASK%20%7B%7D", {}, None, 200),
    ("POST", "/sparql", {"Content-Type": FORM}, "query=ASK%20%7B%7D", 200),
    ("POST", "/sparql", {"Content-Type": f"{FORM}; charset=UTF-8"}, "query=ASK+%7B%7D", 200),
    ("POST", "/sparql", {"Content-Type": DIRECT}, "ASK {}", 200),
    ("POST", "/sparql", {"Content-Type": f"{DIRECT}; charset=utf-8"}, "ASK { ?s ?p 'é' }", 200),
    ("GET", "/sparql?query=ASK%20%7B%7D&unknown=parameter", {}, None, 200),
    ("OPTIONS", "/sparql", {}, None, 204),
    # what the protocol does not allow
    ("PUT", "/sparql?query=ASK%20%7B%7D", {}, None, 405),
    ("DELETE", "/sparql", {}, None, 405),
    ("PATCH", "/sparql", {}, "query=ASK%20%7B%7D", 405),
    ("GET", "/sparql?query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D", {}, None, 400),
    ("POST", "/sparql", {"Content-Type": FORM}, "query=ASK%20%7B%7D&query=ASK%20%7B%7D", 400),
    ("POST", "/sparql?query=ASK%20%7B%7D", {"Content-Type": DIRECT}, "ASK {}", 400),
    ("POST", "/sparql", {"Content-Type": "text/plain"}, "ASK {}", 415),
    ("POST", "/sparql", {}, "query=ASK%20%7B%7D", 415),
    ("POST", "/sparql", {}, b"ASK {}", 415),
    ("POST", "/sparql", {"Content-Type": f"{DIRECT}; charset=UTF-16"}, "ASK {}".encode("utf-16"), 415),
    ("POST", "/sparql", {"Content-Type": DIRECT}, b"ASK { ?s ?p '\xff' }", 400),
    ("POST", "/sparql", {"Content-Type": FORM}, b"query=%ff%fe", 400),
    ("POST", "/sparql", {"Content-Type": DIRECT, "Content-Encoding": "gzip"}, b"\x1f\x8b", 415),
    ("GET", "/sparql?query=ASK%20%7B", {}, None, 400),
    ("GET", "/sparql?query=", {}, None, 400),
    ("POST", "/sparql", {"Content-Type": FORM}, "", 400),
    ("GET", "/sparql?default-graph-uri=http%3A%2F%2Fa%2F", {}, None, 400),
    ("GET", "/sparql?query=ASK%20%7B%7D&default-graph-uri=relative", {}, None, 400),
    ("GET", "/sparql?query=ASK%20%7B%7D&named-graph-uri=http%3A%2F%2Fa%2F%20b", {}, None, 400),
    # updates
    ("POST", "/sparql", {"Content-Type": "application/sparql-update"}, "CLEAR ALL", 403),
    ("POST", "/sparql", {"Content-Type": FORM}, "update=CLEAR%20ALL", 403),
    ("GET", "/sparql?update=CLEAR%20ALL", {}, None, 403),
    ("POST", "/sparql", {"Content-Type": DIRECT}, "CLEAR ALL", 400),
    ("POST", "/sparql", {"Content-Type": FORM}, "query=INSERT%20DATA%20%7B%7D", 400),
    # too much
    ("POST", "/sparql", {"Content-Type": DIRECT}, "ASK {}" + " " * 1_000_001, 413),
    ("GET", "/sparql?query=ASK%20%7B%7D" + "%20" * 6000, {}, None, 414),
    ("POST", "/sparql", {"Content-Type": DIRECT}, "ASK {" + "{" * 200 + "}" * 201, 400),
    # formats
    ("GET", "/sparql?query=ASK%20%7B%7D", {"Accept": "image/png"}, None, 406),
    ("GET", "/sparql?query=ASK%20%7B%7D", {"Accept": "text/turtle"}, None, 406),
    ("GET", "/sparql?query=DESCRIBE%20%3Ca%3Ab%3E", {"Accept": "text/csv"}, None, 406),
    ("GET", "/sparql", {"Accept": "image/png"}, None, 406),
]


@pytest.mark.parametrize(("method", "path", "headers", "body", "status"), REQUESTS)
def test_each_request_has_its_status(
    server: Server, method: str, path: str, headers: dict[str, str], body: str | bytes | None, status: int
) -> None:
    answer = server.http.request(method, path, headers=headers, content=body)
    assert answer.status_code == status, answer.text
    if status in {405, 204}:
        assert {"GET", "HEAD", "POST"} <= set(answer.headers["allow"].replace(" ", "").split(","))
    if status >= 400:
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
        assert len(answer.text.splitlines()) == 1


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/xml", "application/xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/*", "text/csv; charset=utf-8"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.8", "application/sparql-results+xml"),
        ("text/csv;q=0.5, */*;q=0.1", "text/csv; charset=utf-8"),
        ("application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
        ("nonsense, text/csv", "text/csv; charset=utf-8"),
        ("TEXT/CSV", "text/csv; charset=utf-8"),
        ("text/csv;header=present;q=1.0", "text/csv; charset=utf-8"),
    ],
)
def test_tables_come_in_the_format_that_is_wanted_most(server: Server, accept: str | None, media_type: str) -> None:
    headers = {"Accept": accept} if accept else {}
    request = server.http.build_request("GET", "/sparql?query=SELECT%20%2A%20%7B%7D", headers=headers)
    if accept is None:
        del request.headers["accept"]
    answer = server.http.send(request)
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
    assert answer.headers["vary"] == "Accept"


@pytest.mark.parametrize(
    ("accept", "media_type", "parser"),
    [
        ("*/*", "text/turtle; charset=utf-8", "turtle"),
        ("text/turtle", "text/turtle; charset=utf-8", "turtle"),
        ("application/n-triples", "application/n-triples", "nt"),
        ("text/plain", "text/plain; charset=utf-8", "nt"),
        ("application/ld+json", "application/ld+json", "json-ld"),
        ("application/rdf+xml", "application/rdf+xml", "xml"),
        ("application/rdf+xml;q=0.9, application/ld+json", "application/ld+json", "json-ld"),
    ],
)
def test_graphs_come_in_the_format_that_is_wanted_most(
    server: Server, accept: str, media_type: str, parser: str
) -> None:
    answer = server.sparql(f"DESCRIBE <{IRI_OF['studio']}>", accept)
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
    graph = rdflib.Graph().parse(data=answer.content, format=parser)
    assert str(graph.value(rdflib.URIRef(IRI_OF["studio"]), rdflib.RDFS.label)) == "Studio Ciné-Mâché"


AWKWARD = r"""SELECT ?iri ?text ?lang ?number ?none ?blank {
  VALUES (?iri ?text ?lang ?number ?none) { (<http://a/&é> "a\"b,\n\t\r<&>\\" "chat"@fr 1.50 UNDEF) }
  BIND (BNODE() AS ?blank) }"""


def test_every_format_carries_awkward_values(server: Server) -> None:
    text = 'a"b,\n\t\r<&>\\'
    for accept, parser in (
        ("application/sparql-results+json", "json"),
        ("application/sparql-results+xml", "xml"),
        ("text/tab-separated-values", "tsv"),
    ):
        found = rdflib.query.Result.parse(_stream(server.sparql(AWKWARD, accept).content), format=parser)
        (row,) = found
        assert row.iri == rdflib.URIRef("http://a/&é"), accept
        assert row.text == rdflib.Literal(text), accept
        assert row.lang == rdflib.Literal("chat", lang="fr"), accept
        assert (row.number.datatype, row.number.toPython()) == (rdflib.XSD.decimal, Decimal("1.5")), accept
        assert row.none is None
        assert isinstance(row.blank, rdflib.BNode)
    (row,) = rdflib.query.Result.parse(_stream(server.sparql(AWKWARD, "text/csv").content), format="csv")
    assert (str(row.text), str(row.lang), str(row.number)) == (text, "chat", "1.5")


def _stream(content: bytes) -> Any:
    return io.BytesIO(content)


@pytest.mark.parametrize("answer", [True, False])
def test_yes_and_no_in_every_format(server: Server, answer: bool) -> None:
    query = "ASK {}" if answer else "ASK { FILTER(false) }"
    word = str(answer).lower()
    assert server.sparql(query).json() == {"head": {}, "boolean": answer}
    tree = etree.fromstring(server.sparql(query, "application/sparql-results+xml").content)
    assert tree.findtext("{http://www.w3.org/2005/sparql-results#}boolean") == word
    assert server.sparql(query, "text/csv").text == f"{word}\r\n"
    assert server.sparql(query, "text/tab-separated-values").text == f"{word}\n"


def test_rows_that_xml_cannot_hold_do_no_harm(server: Server) -> None:
    answer = server.sparql('SELECT ("a\\u0001b" AS ?x) {}'.replace("\\u0001", "\x01"), "text/xml")
    assert etree.fromstring(answer.content) is not None


ENTITIES = f"{BASE}graph/entities"


@pytest.mark.parametrize(
    ("dataset", "default", "named"),
    [
        ({}, 4, True),
        ({"default-graph-uri": ENTITIES}, 4, False),
        ({"default-graph-uri": "http://example.org/unknown"}, 0, False),
        ({"default-graph-uri": ["http://example.org/unknown", ENTITIES]}, 4, False),
        ({"named-graph-uri": ENTITIES}, 0, True),
        ({"named-graph-uri": "http://example.org/unknown"}, 0, False),
        ({"named-graph-uri": ENTITIES, "default-graph-uri": ENTITIES}, 4, True),
        ({"default-graph-uri": "file:///etc/passwd"}, 0, False),
    ],
)
@pytest.mark.parametrize("how", ["get", "form", "direct"])
def test_the_request_says_which_graphs_are_read(
    server: Server, how: str, dataset: dict[str, Any], default: int, named: bool
) -> None:
    def ask(query: str) -> Any:
        if how == "get":
            return server.http.get("/sparql", params={"query": query, **dataset}).json()
        if how == "form":
            return server.sparql(query, **dataset).json()
        headers = {"Content-Type": DIRECT}
        return server.http.post("/sparql", params=dataset, content=query, headers=headers).json()

    count = ask("SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s rdfs:label ?name FILTER(STRSTARTS(STR(?s), STR(e:))) }")
    assert int(count["results"]["bindings"][0]["n"]["value"]) == default
    assert ask("ASK { GRAPH ?g { ?s rdfs:label ?name } }")["boolean"] is named


def test_the_dataset_of_the_request_takes_the_place_of_from(server: Server) -> None:
    query = "ASK FROM <http://example.org/unknown> { ?s rdfs:label ?name }"
    assert server.sparql(query).status_code == 400
    assert server.sparql(query, **{"default-graph-uri": ENTITIES}).json()["boolean"] is True


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * {\n  ?s rdf:type ?o ", "line 1, column 10: '{' is never closed; close it"),
        ("SELECT * { ?s schem:name ?o }", "line 1, column 15: unknown prefix 'schem:'; did you mean schema?"),
        ("SELECT * { ?s mkg:acquire ?o }", "the ontology has no 'mkg:acquire'; did you mean acquires?"),
        ("SELEKT * { ?s ?p ?o }", "line 1, column 1: 'SELEKT' starts no query; did you mean SELECT?"),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE would call another server"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "the store has no such graph"),
        ("LOAD <http://127.0.0.1/>", "LOAD would change the graph"),
    ],
)  # fmt: skip
def test_an_error_says_where_and_what_to_do(server: Server, query: str, said: str) -> None:
    answer = server.sparql(query)
    assert answer.status_code == 400
    assert said in answer.text


def test_errors_come_as_json_for_those_who_want_it(server: Server) -> None:
    answer = server.sparql("ASK {", "application/sparql-results+json, application/problem+json")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 400
    assert "line 1" in answer.json()["detail"]


def test_a_plain_get_describes_the_service(server: Server) -> None:
    answer = server.http.get("/sparql", headers={"Accept": "text/turtle"})
    graph = rdflib.Graph().parse(data=answer.text, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    service = rdflib.URIRef(f"{server.url}/sparql")
    assert (service, sd.endpoint, service) in graph
    assert sd.UnionDefaultGraph in set(graph.objects(service, sd.feature))
    names = {str(name) for name in graph.objects(None, sd.name)}
    assert ENTITIES in names


def test_the_graph_is_described_as_a_dataset(server: Server) -> None:
    answer = server.http.get("/.well-known/void", headers={"Accept": "application/ld+json"})
    graph = rdflib.Graph().parse(data=answer.text, format="json-ld")
    void = rdflib.Namespace("http://rdfs.org/ns/void#")
    (data,) = graph.subjects(rdflib.RDF.type, void.Dataset)
    assert int(graph.value(data, void.entities)) == 4
    assert graph.value(data, void.sparqlEndpoint) == rdflib.URIRef(f"{server.url}/sparql")


def test_a_head_request_has_the_headers_of_get_and_no_body(server: Server) -> None:
    path = "/sparql?query=SELECT%20%2A%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D"
    get, head = server.http.get(path), server.http.head(path)
    assert head.content == b""
    assert head.headers["content-length"] == get.headers["content-length"] == str(len(get.content))


def test_the_prefixes_of_the_graph_are_declared_in_turtle(server: Server) -> None:
    text = server.sparql("CONSTRUCT { ?s a mkg:Film } { ?s a mkg:Film }", "text/turtle").text
    declared = re.findall(r"^@prefix ([\w-]*): ", text, re.MULTILINE)
    assert declared == sorted(declared)
    assert "a mkg:Film ." in text


def test_the_answer_is_the_same_bytes_each_time(server: Server) -> None:
    for accept in ("text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml"):
        query = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"
        assert len({server.sparql(query, accept).content for _ in range(3)}) == 1


def test_the_openapi_description_names_every_address(server: Server) -> None:
    described = json.loads(server.http.get("/openapi.json").text)
    assert {"/sparql", "/health", "/entity/{name}", "/.well-known/void"} <= described["paths"].keys()
