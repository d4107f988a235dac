from __future__ import annotations

import contextlib
import http.server
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.errors import QueryError, StoreError
from kg.store import GraphStore, QueryLimits, Term

from .samples import BASE, IRI_OF, build

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }".replace("AS ?n", "AS ?z")


def names(graph: GraphStore, query: str) -> list[str]:
    return sorted(row[0].value for row in graph.query(query).rows if row[0] is not None)


def test_a_query_sees_all_graphs_and_knows_the_prefixes(graph: GraphStore) -> None:
    result = graph.query("SELECT ?name ?value { ?x mkg:revenue ?q ; rdfs:label ?name . ?q mkg:value ?value } LIMIT 1")
    assert (result.kind, result.columns, result.notice) == ("select", ("name", "value"), None)
    assert result.rows == (
        (Term("literal", "Netflix"), Term("literal", "11080000000", "http://www.w3.org/2001/XMLSchema#decimal")),
    )
    assert [None if cell is None else cell.python() for cell in result.rows[0]] == ["Netflix", 11.08e9]


def test_every_claim_can_be_traced_to_its_sentence(graph: GraphStore) -> None:
    query = """
        SELECT ?text ?start ?end ?quote {
          ?claim mkg:predicate mkg:acquires ; mkg:evidence ?e ; prov:wasDerivedFrom/mkg:text ?text .
          ?e oa:start ?start ; oa:end ?end ; oa:exact ?quote .
          FILTER(SUBSTR(?text, ?start + 1, ?end - ?start) = ?quote) }"""
    assert len(graph.query(query).rows) == 2


def test_unsure_claims_are_no_direct_statements(graph: GraphStore) -> None:
    assert names(graph, "SELECT ?o { ?s mkg:founderOf ?o }") == []
    assert names(graph, "SELECT ?o { [] mkg:predicate mkg:founderOf ; mkg:object ?o }") == [IRI_OF["netflix"]] * 2


def test_symmetric_relations_are_found_from_both_sides(graph: GraphStore) -> None:
    for first, second in (("netflix", "studio"), ("studio", "netflix")):
        query = f"SELECT DISTINCT ?o {{ <{IRI_OF[first]}> mkg:partnersWith|^mkg:partnersWith ?o }}"
        assert names(graph, query) == [IRI_OF[second]]


def test_the_other_forms(graph: GraphStore) -> None:
    assert graph.query("ASK { ?s mkg:owns ?o }").answer is False
    described = graph.query(f"DESCRIBE <{IRI_OF['reed']}>")
    assert (described.kind, described.columns) == ("graph", ("subject", "predicate", "object"))
    built = graph.query("CONSTRUCT { ?s a mkg:Company } WHERE { ?s a mkg:Company }")
    assert [row[0].value for row in built.rows if row[0]] == [IRI_OF["netflix"]]


def test_from_limits_a_query_to_a_graph_of_the_store(graph: GraphStore) -> None:
    query = "SELECT ?s FROM kg:graph\\/entities { ?s ?p ?o }"
    assert set(names(graph, query)) == set(IRI_OF.values())
    for outside in ("file:///etc/passwd", "http://127.0.0.1/x", "x:y"):
        with pytest.raises(QueryError, match="the store has no such graph"):
            graph.query(f"ASK FROM <{outside}> {{ ?s ?p ?o }}")


def test_a_result_is_cut_at_the_row_limit_with_a_notice(graph: GraphStore) -> None:
    result = graph.query("SELECT * { ?s ?p ?o }", max_rows=3)
    assert len(result.rows) == 3
    assert result.notice == "only the first 3 rows are shown; add LIMIT and OFFSET, or allow more rows"
    assert graph.query("SELECT * { ?s ?p ?o } LIMIT 3", max_rows=3).notice is None


def test_a_result_is_cut_at_the_byte_limit_with_a_notice(graph: GraphStore) -> None:
    result = graph.query("SELECT ?t { ?a mkg:text ?t }", limits=QueryLimits(max_bytes=200))
    assert len(result.rows) == 1
    assert "cut off after 200 bytes" in str(result.notice)


def test_a_statement_of_two_articles_stands_once_for_each(graph: GraphStore) -> None:
    """The union of the graphs is not deduplicated: queries say DISTINCT where that matters."""
    assert names(graph, "SELECT ?b { ?a mkg:acquires ?b }") == [IRI_OF["studio"]] * 2
    assert names(graph, "SELECT DISTINCT ?b { ?a mkg:acquires ?b }") == [IRI_OF["studio"]]


def test_many_rows_arrive_whole_and_in_order(graph: GraphStore) -> None:
    query = "SELECT ?s ?p ?o ?x { ?s ?p ?o . ?x a mkg:Claim } ORDER BY ?x ?s ?p ?o"
    result = graph.query(query, timeout=60)
    assert result.rows == graph.query(query, timeout=60).rows
    assert len(result.rows) == 12 * len(list(graph.quads()))


def test_a_query_is_stopped_in_time_and_the_next_one_works(graph: GraphStore) -> None:
    started = time.monotonic()
    with pytest.raises(QueryError, match=r"stopped after 0\.5 seconds"):
        graph.query(ENDLESS, timeout=0.5)
    assert time.monotonic() - started < 30
    assert graph.query("ASK { ?s ?p ?o }").answer is True


def test_a_query_is_stopped_while_it_sends_rows(graph: GraphStore) -> None:
    with pytest.raises(QueryError, match="stopped after"):
        graph.query(
            "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
            timeout=0.3,
            limits=QueryLimits(max_rows=10**9, max_bytes=10**12),
        )


def test_a_query_that_needs_too_much_memory_is_stopped(graph: GraphStore) -> None:
    greedy = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c"
    with pytest.raises(QueryError, match="more than 64 MiB of memory"):
        graph.query(greedy, timeout=60, limits=QueryLimits(max_memory=64 << 20))
    assert graph.query("ASK { ?s ?p ?o }").answer is True


@pytest.mark.parametrize(
    "bomb",
    [
        "ASK { FILTER(" + "!" * 50_000 + "1) }",
        "ASK { FILTER(1" + "+1" * 40_000 + ") }",
        "ASK { ?s " + "^" * 50_000 + "mkg:owns ?o }",
        "ASK { ?s mkg:owns" + "/mkg:owns" * 9_000 + " ?o }",
        "ASK " + "{" * 90 + "}" * 90,
        "SELECT * { " + "{ ?s ?p ?o } UNION " * 5_000 + "{ ?s ?p ?o } }",
        "ASK { ?s ?p \"" + "\\n" * 40_000 + "\" }",
    ],
)  # fmt: skip
def test_no_query_takes_the_program_down(graph: GraphStore, bomb: str) -> None:
    with contextlib.suppress(QueryError):
        graph.query(bomb, timeout=3)
    assert graph.query("ASK { ?s ?p ?o }").answer is True


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("INSERT DATA { <x:a> <x:b> <x:c> }", "would change the graph"),
        ("SELECT * { ?s ?p ?o", "never closed"),
        ("SELECT * { ?s mkg:ownz ?o }", "did you mean owns"),
        ("SELECT ?x { BIND(<x y> AS ?x) }", "line 1"),
    ],
)
def test_a_wrong_query_is_explained(graph: GraphStore, query: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        graph.query(query, names={"owns"})


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """A local server that notes who calls."""
    calls: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            calls.append(self.path)
            self.send_error(404)

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            return

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_address[1]}/", calls
        running.shutdown()
        thread.join()


SERVICES = (
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <URL> { ?s ?p ?o } }",
    "SELECT * { BIND(1 AS ?n)SERVICE<URL>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE<URL>{ ?s ?p ?o } }",
    "SELECT * { BIND(<URL> AS ?x) FILTER(1<2)SERVICE?x#>\n{ ?s ?p ?o } }",
    "PREFIX x: <URL> SELECT * { ?s ?p true SERVICEx:y{ ?s ?p ?o } }",
    'SELECT * { VALUES ?x {"""a"} SERVICE <URL> { ?s ?p ?o } } # \\z """',
)


def test_the_engine_alone_would_call_other_servers(server: tuple[str, list[str]]) -> None:
    url, calls = server
    with pytest.raises(OSError, match="404"):
        list(ox.Store().query(SERVICES[0].replace("URL", url)))
    assert calls


@pytest.mark.parametrize(
    "query", [*SERVICES, "LOAD <URL>", "SELECT * FROM <URL> { ?s ?p ?o }", "ASK FROM NAMED <URL> {}"]
)
def test_no_query_calls_another_server(graph: GraphStore, server: tuple[str, list[str]], query: str) -> None:
    url, calls = server
    with pytest.raises(QueryError):
        graph.query(query.replace("URL", url))
    assert calls == []


def test_queries_may_run_at_once(graph: GraphStore) -> None:
    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(lambda _: len(graph.query("SELECT * { ?s ?p ?o }").rows), range(8)))
    assert len(set(counts)) == 1


def test_a_store_that_is_written_is_not_queried(tmp_path: Path) -> None:
    with GraphStore.create_or_open(tmp_path, base=BASE) as store, pytest.raises(StoreError, match="open for writing"):
        store.query("ASK {}")


def test_closing_ends_the_processes_and_their_lock(tmp_path: Path) -> None:
    store = GraphStore.open(build(tmp_path))
    assert store.query("ASK { ?s ?p ?o }").answer is True
    store.close()
    GraphStore.create_or_open(tmp_path, wait=0).close()


def test_a_store_that_vanished_is_a_store_error(tmp_path: Path) -> None:
    with GraphStore.open(build(tmp_path / "a")) as store:
        (tmp_path / "a" / "store").rename(tmp_path / "gone")
        with pytest.raises(StoreError, match="cannot be opened"):
            store.query("ASK {}")
