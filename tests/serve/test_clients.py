"""The server as programs know it that have nothing to do with this one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from tests.store.samples import BASE, IRI_OF

if TYPE_CHECKING:
    from .conftest import Server

NAMES = "SELECT ?name { ?s rdfs:label ?name FILTER(STRSTARTS(STR(?s), STR(e:))) } ORDER BY ?name"
FOUND = ["L'Été « noir »", "Netflix", "Reed Hastings", "Studio Ciné-Mâché"]
# Released long ago, SPARQLWrapper leaves closing its sockets to the garbage collector.
quiet = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore:ConjunctiveGraph is deprecated")


@quiet
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("how", ["urlencoded", "postdirectly"])
def test_sparqlwrapper(server: Server, method: str, how: str) -> None:
    from SPARQLWrapper import JSON, SPARQLWrapper

    client = SPARQLWrapper(f"{server.url}/sparql")
    client.setMethod(method)
    client.setRequestMethod(how)
    client.setReturnFormat(JSON)
    client.setQuery(NAMES)
    rows = client.query().convert()["results"]["bindings"]
    assert [row["name"]["value"] for row in rows] == FOUND


@quiet
@pytest.mark.parametrize(("query", "returned"), [(NAMES, "xml"), (NAMES, "csv"), (NAMES, "tsv")])
def test_sparqlwrapper_in_other_formats(server: Server, query: str, returned: str) -> None:
    from SPARQLWrapper import SPARQLWrapper

    client = SPARQLWrapper(f"{server.url}/sparql")
    client.setReturnFormat(returned)
    client.setQuery(query)
    converted = client.query().convert()
    text = converted.toxml() if returned == "xml" else converted.decode()
    assert "Studio Ciné-Mâché" in text


@quiet
@pytest.mark.parametrize("returned", ["turtle", "n3", "json-ld", "xml"])
def test_sparqlwrapper_gets_graphs(server: Server, returned: str) -> None:
    from SPARQLWrapper import SPARQLWrapper

    client = SPARQLWrapper(f"{server.url}/sparql")
    client.setReturnFormat(returned)
    client.setQuery(f"DESCRIBE <{IRI_OF['netflix']}>")
    answer = client.query().convert()
    parsed = answer if isinstance(answer, rdflib.Graph) else rdflib.Graph().parse(data=answer, format="turtle")
    assert len(parsed) > 3


@quiet
def test_sparqlwrapper_learns_what_is_wrong(server: Server) -> None:
    from SPARQLWrapper import SPARQLWrapper
    from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

    client = SPARQLWrapper(f"{server.url}/sparql")
    client.setQuery("SELECT * { ?s schem:name ?o }")
    with pytest.raises(QueryBadFormed, match="did you mean schema"):
        client.query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("returned", ["xml", "json", "csv", "tsv"])
def test_rdflib_store(server: Server, method: str, returned: str) -> None:
    store = SPARQLStore(f"{server.url}/sparql", method=method, returnFormat=returned)
    graph = rdflib.Graph(store)
    names = sorted(str(row[0]) for row in graph.query(NAMES))
    assert names == FOUND
    if returned in {"xml", "json"}:
        netflix = rdflib.URIRef(IRI_OF["netflix"])
        labels = set(graph.objects(netflix, rdflib.RDFS.label))
        assert labels == {rdflib.Literal("Netflix")}
        assert (netflix, rdflib.RDFS.label, rdflib.Literal("Netflix")) in graph


def test_rdflib_store_reads_one_graph(server: Server) -> None:
    """rdflib sends the name of its graph as ``default-graph-uri``."""
    store = SPARQLStore(f"{server.url}/sparql", returnFormat="json", context_aware=True)
    names = {str(row[0]) for row in rdflib.Graph(store, rdflib.URIRef(f"{BASE}graph/entities")).query(NAMES)}
    assert names == set(FOUND)
    assert not list(rdflib.Graph(store, rdflib.URIRef("http://example.org/unknown")).query(NAMES))


@quiet
@pytest.mark.parametrize(("returned", "query"), [("xml", "CONSTRUCT"), ("xml", "DESCRIBE")])
def test_rdflib_store_gets_graphs(server: Server, returned: str, query: str) -> None:
    store = SPARQLStore(f"{server.url}/sparql", returnFormat=returned)
    iri = f"<{IRI_OF['netflix']}>"
    text = f"CONSTRUCT {{ {iri} ?p ?o }} {{ {iri} ?p ?o }}" if query == "CONSTRUCT" else f"DESCRIBE {iri}"
    assert len(rdflib.Graph(store).query(text).graph) > 3


def curl(*arguments: str) -> str:
    return subprocess.run(["curl", "-sS", *arguments], capture_output=True, text=True, check=True, timeout=60).stdout


def test_curl(server: Server) -> None:
    endpoint = f"{server.url}/sparql"
    asked = ("--data-urlencode", f"query={NAMES}")
    assert curl("-G", "-H", "Accept: text/csv", *asked, endpoint).splitlines()[1:] == FOUND
    assert curl("-H", "Accept: text/csv", *asked, endpoint).splitlines()[1:] == FOUND
    direct = ("-H", "Content-Type: application/sparql-query", "--data-binary", NAMES)
    assert json.loads(curl(*direct, endpoint))["head"] == {"vars": ["name"]}
    turtle = curl("-L", "-H", "Accept: text/turtle", f"{server.url}{IRI_OF['netflix'].removeprefix(BASE[:-1])}")
    assert (rdflib.URIRef(IRI_OF["netflix"]), rdflib.RDFS.label, rdflib.Literal("Netflix")) in rdflib.Graph().parse(
        data=turtle, format="turtle"
    )


@pytest.fixture(scope="session")
def comunica() -> list[str]:
    script = Path(__file__).parent / "node_modules" / "@comunica" / "query-sparql" / "bin" / "query.js"
    if shutil.which("npm") is None:
        pytest.skip("npm is missing; install it to try comunica")
    if not script.is_file() and "CI" not in os.environ:
        pytest.skip("comunica is not installed; run make clients")
    return ["node", str(script)]


def ask(command: list[str]) -> list[dict[str, str]]:
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    rows: list[dict[str, str]] = json.loads(done.stdout)
    return rows


def test_comunica(server: Server, comunica: list[str]) -> None:
    query = f'SELECT ?name {{ ?s <{rdflib.RDFS.label}> ?name FILTER(STRSTARTS(STR(?s), "{BASE}entity/")) }}'
    rows = ask([*comunica, f"sparql@{server.url}/sparql", query])
    assert sorted(json.loads(row["name"]) for row in rows) == FOUND


def test_comunica_joins_the_endpoint_with_a_page(server: Server, comunica: list[str]) -> None:
    """Two kinds of sources in one query: the endpoint, and the linked data of one entity."""
    page = f"{server.url}{IRI_OF['netflix'].removeprefix(BASE[:-1])}"
    query = f"SELECT DISTINCT ?name {{ <{IRI_OF['netflix']}> <{rdflib.RDFS.label}> ?name }}"
    assert ask([*comunica, f"sparql@{server.url}/sparql", page, query]) == [{"name": '"Netflix"'}]
