"""A graph on a server is the graph in a folder: the same records, the same bytes, the same answers."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import QueryError, StoreError, UsageError
from kg.ids import digest
from kg.store import GraphStore, QueryLimits, article_quads
from kg.store.mapping import entities_graph, entities_quads
from kg.store.open import create_store, local_folder, open_store
from kg.store.remote import store as remote_store
from tests.store.samples import ENTITIES, IRI_OF, SYMMETRIC, article, claims
from tests.store.strategies import HOSTILE
from tests.store.strategies import claims as any_claims

from .servers import Server, missing, running

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("le-monde-1", "variety-2")


@pytest.fixture
def base(request: pytest.FixtureRequest) -> str:
    """IRIs that no other test uses."""
    return f"https://example.org/{digest(request.node.nodeid, size=12)}/"


def exported(store: GraphStore) -> list[str]:
    out = io.BytesIO()
    store.export("nquads", out)
    return out.getvalue().decode().splitlines()


def put(store: GraphStore, name: str, text: str = "", count: int = 6) -> bool:
    found = article(name) if not text else article(name, text=text)
    made = [claim for copy in range(-(-count // 6)) for claim in claims(name, f"-{name}-{copy}")]
    quads = article_quads(found, made, iris(store.base), base=store.base, symmetric=SYMMETRIC)
    return store.replace_article(name, quads, content_hash=text, fingerprint="fp")


def iris(base: str) -> dict[str, str]:
    return {key: f"{base}entity/{key}" for key in IRI_OF}


def fill_both(server: Server, base: str, folder: Path) -> None:
    for name in (server.address, folder):
        with create_store(name, base=base) as store:
            for article_name in NAMES:
                put(store, article_name)
            entities = [replace(entity, iri=iris(base)[key]) for key, entity in zip(IRI_OF, ENTITIES, strict=True)]
            store.replace_entities(entities_quads(entities, base))


def test_everything_comes_back_as_from_a_folder(server: Server, base: str, tmp_path: Path) -> None:
    fill_both(server, base, tmp_path / "graph")
    with open_store(tmp_path / "graph") as local, open_store(server.address, base=base) as remote:
        assert exported(remote) == exported(local)
        assert remote.article_states() == local.article_states()
        assert list(remote.articles()) == list(local.articles())
        assert remote.counts() == local.counts()
        assert remote.entity("netflix") == local.entity("netflix")
        assert list(remote.all_claims()) == list(local.all_claims())
        assert remote.mentions() == local.mentions()
        assert remote.graphs() == local.graphs()
        assert remote.damaged() == []
        with pytest.raises(UsageError, match="kg pull"):
            remote.dataset()


def test_graphs_with_other_bases_are_not_seen(server: Server, base: str) -> None:
    for own in (base, f"{base}other/"):
        with create_store(server.address, base=own) as store:
            put(store, "one", own)
    with open_store(server.address, base=f"{base}other/") as store:
        assert list(store.article_states()) == ["one"]
        assert store.counts().articles == 1


def test_an_article_is_replaced_whole_and_only_when_it_changed(server: Server, base: str) -> None:
    with create_store(server.address, base=base) as store:
        assert put(store, "one", "long " * 50, count=12)
        assert not put(store, "one", "long " * 50, count=12)
        assert put(store, "one", "short")
        assert put(store, "two")
    with create_store(server.address, base=base) as store:
        assert not put(store, "one", "short")
        assert [found.text for found in store.articles()] == ["short", article().text]
        assert len(store.claims("one")) == 6
        assert store.remove_article("one")
        assert not store.remove_article("one")
        assert list(store.article_states()) == ["two"]
        assert store.damaged() == []


def test_only_differences_are_written_to_other_graphs(server: Server, base: str) -> None:
    entities = [replace(entity, iri=iris(base)[key]) for key, entity in zip(IRI_OF, ENTITIES, strict=True)]
    with create_store(server.address, base=base) as store:
        assert store.replace_entities(entities_quads(entities, base)) > 10
        assert store.replace_entities(entities_quads(entities, base)) == 0
        changed = [replace(entities[0], name="Netflix Group"), *entities[1:]]
        assert store.replace_entities(entities_quads(changed, base)) == 2
        assert {entity.name for entity in store.entities()} == {entity.name for entity in changed}
        assert store.replace_graph(entities_graph(base), []) > 10
        assert store.entities() == []


def test_what_is_too_much_for_one_request_is_sent_in_several(
    server: Server, base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote_store, "BATCH_STATEMENTS", 40)
    monkeypatch.setattr(remote_store, "VIRTUOSO_STATEMENTS", 40)
    fill_both(server, base, tmp_path / "graph")
    with create_store(server.address, base=base) as store:
        # replaced by a smaller version, in steps as well
        put(store, "le-monde-1", "", count=1)
    with create_store(tmp_path / "graph") as store:
        put(store, "le-monde-1", "", count=1)
    with open_store(tmp_path / "graph") as local, open_store(server.address, base=base) as remote:
        assert exported(remote) == exported(local)


def test_a_server_without_graph_store_protocol_gets_large_articles_too(
    server: Server, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote_store, "BATCH_STATEMENTS", 40)
    monkeypatch.setattr(remote_store, "VIRTUOSO_STATEMENTS", 40)
    plain = server.address.partition("?")[0]
    if server.name == "oxigraph":
        plain += "/query?update=/update"
    with create_store(plain, base=base) as store:
        put(store, "one", count=12)
        put(store, "two")
    with open_store(plain, base=base) as store:
        assert store.damaged() == []
        assert len(store.claims("one")) == 12


def test_articles_larger_than_the_servers_parser_takes(server: Server, base: str) -> None:
    """Virtuoso refuses more than about 5,000 statements and cuts results off after 10,000 rows."""
    with create_store(server.address, base=base) as store:
        put(store, "large", "é" * 200_000, count=600)
    with open_store(server.address, base=base) as store:
        assert store.damaged() == []
        assert len(store.claims("large")) == 600
        assert len(list(store.quads())) == store.counts().quads > 10_000
        assert len(list(store.all_claims())) == 600


@pytest.mark.parametrize("text", HOSTILE)
def test_text_that_looks_like_syntax_comes_back_as_it_was(server: Server, base: str, text: str) -> None:
    with create_store(server.address, base=base) as store:
        put(store, "one", f"x{text}x")
    with open_store(server.address, base=base) as store:
        assert [found.text for found in store.articles()] == [f"x{text}x"]
        assert store.damaged() == []


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(made=st.lists(any_claims(), min_size=20, max_size=60, unique_by=lambda claim: claim.id))
def test_any_claims_come_back_as_they_were(server: Server, base: str, made: list) -> None:
    found = article()
    with create_store(server.address, base=base) as store:
        quads = article_quads(found, made, iris(base), base=base)
        store.replace_article(found.id, quads, content_hash=repr(made))
        store.sync()
        assert store.damaged() == []
        assert store.claims(found.id) == sorted(store.claims(found.id), key=lambda claim: claim.id)


def test_the_state_of_an_article_that_was_only_half_written_makes_it_be_written_again(
    server: Server, base: str
) -> None:
    with create_store(server.address, base=base) as store:
        put(store, "one")
        store.sync()
        graph = next(graph for graph in store.graphs() if "/article/" in graph)
        store._update(f"DELETE WHERE {{ GRAPH <{graph}> {{ <{graph}> <{remote_store.MARKERS[2].value}> ?x }} }}")
    with create_store(server.address, base=base) as store:
        assert put(store, "one")
        assert store.damaged() == [] or store.waiting
    with open_store(server.address, base=base) as store:
        assert store.damaged() == []


def test_a_second_writer_on_this_computer_is_told_who_writes(
    server: Server, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote_store, "DEFAULT_WAIT", 0.1)
    with create_store(server.address, base=base), pytest.raises(StoreError, match="being written by process"):
        create_store(server.address, base=base)


# -- queries


def test_queries_have_the_prefixes_the_union_and_the_checks_of_a_folder(
    server: Server, base: str, tmp_path: Path
) -> None:
    fill_both(server, base, tmp_path / "graph")
    with open_store(server.address, base=base) as remote, open_store(tmp_path / "graph") as local:
        for text in (
            f"SELECT ?a ?n {{ ?a mkg:acquires [] ; rdfs:label ?n FILTER(STRSTARTS(STR(?a), '{base}')) }} ORDER BY ?a",
            f"ASK {{ <{iris(base)['netflix']}> mkg:acquires ?b }}",
            "ASK { ?a mkg:sues ?b }",
            f"CONSTRUCT {{ ?a mkg:acquires ?b }} WHERE {{ ?a mkg:acquires ?b FILTER(STRSTARTS(STR(?a), '{base}')) }}",
        ):
            assert remote.query(text) == local.query(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE would call another server"),
        ("INSERT DATA { <a:b> <a:b> <a:b> }", "only SELECT"),
        ("DROP ALL", "only SELECT"),
        ("define get:soft 'soft' SELECT * { ?s ?p ?o }", "starts no query"),
        ("SELECT * { ?s mgk:acquires ?o }", "did you mean mkg"),
        ("SELECT * { ?s ?p ?o ", "never closed"),
        ("SELECT * { ?s ?p }", "line 1"),
    ],
)
def test_queries_that_may_not_run_never_reach_the_server_or_say_what_is_wrong(
    server: Server, base: str, text: str, message: str
) -> None:
    with open_store(server.address, base=base) as store:
        with pytest.raises(QueryError, match=message):
            store.query(text)
        assert store.query("ASK { ?s ?p ?o }") is not None


def test_results_are_cut_off_with_a_notice_and_long_queries_end(server: Server, base: str, tmp_path: Path) -> None:
    fill_both(server, base, tmp_path / "graph")
    with open_store(server.address, base=base) as store:
        text = f"SELECT ?s ?p ?o {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), '{base}')) }}"
        result = store.query(text, max_rows=7)
        assert len(result.rows) == 7
        assert "only the first 7 rows" in (result.notice or "")
        small = QueryLimits(max_bytes=3_000)
        result = store.query(text, limits=small)
        assert 0 < len(result.rows) < 100
        assert "cut off after 3000 bytes" in (result.notice or "")
        with pytest.raises(QueryError, match="was stopped after"):
            store.query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", timeout=0.3)
        assert store.query("ASK {}") is not None


def test_results_that_a_server_cuts_off_in_silence_are_read_to_the_end(tmp_path: Path) -> None:
    if missing("virtuoso"):
        pytest.skip(missing("virtuoso"))
    base = "https://example.org/cut/"
    with running("virtuoso", tmp_path, rows=2_000) as server:
        with create_store(server.address, base=base) as store:
            put(store, "large", count=300)
            for number in range(20):
                put(store, f"small-{number}")
        with open_store(server.address, base=base) as store:
            assert store.damaged() == []
            assert len(list(store.all_claims())) == 420
            assert len(list(store.quads())) == store.counts().quads


def test_the_folder_of_this_computer_depends_on_server_and_base() -> None:
    first = local_folder("sparql+http://a.example/x", "https://example.org/")
    assert first.name.startswith("a.example-")
    assert first != local_folder("sparql+http://a.example/x", "https://example.org/y/")
    assert first != local_folder("sparql+http://a.example/z", "https://example.org/")
    assert first == local_folder("sparql+http://me@a.example/x", "https://example.org/")
