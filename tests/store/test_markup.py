"""What notebooks show: escaped, complete enough, and short."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from kg.errors import UsageError
from kg.graph import open_graph
from kg.store import GraphStore, QueryResult, Term, article_quads, entities_quads
from kg.store.frames import CLAIM_COLUMNS, frame
from kg.store.markup import MOST_ROWS, card_html, result_html, text

from . import strategies
from .samples import BASE, ENTITIES, IRI_OF, SYMMETRIC, article, claims

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = "<script>alert(1)</script>\" onload='x' &amp; \x1b[31m \u202etxt"


class Tags(HTMLParser):
    """Collects what a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def seen(markup: str) -> Tags:
    parser = Tags()
    parser.feed(markup)
    parser.close()
    assert parser.open == []
    return parser


@pytest.fixture
def graph(tmp_path: Path):
    quads = article_quads(article(), claims(), IRI_OF, base=BASE, symmetric=SYMMETRIC)
    hostile = [replace(entity, aliases=(HOSTILE,)) for entity in ENTITIES]
    with GraphStore.create_or_open(tmp_path / "g", base=BASE) as store:
        store.replace_entities(entities_quads(hostile, BASE))
        store.replace_article(article().id, quads)
    with open_graph(tmp_path / "g") as opened:
        yield opened


SAFE_TAGS = {"table", "thead", "tbody", "tr", "th", "td", "p", "small", "strong", "span", "details", "summary"}
SAFE_ATTRIBUTES = {"style", "scope", "title", "open"}


@given(strategies.texts)
def test_no_text_becomes_markup(value: str) -> None:
    shown = seen(result_html(QueryResult("select", (value,), ((Term("literal", value),), (Term("iri", value),)))))
    assert shown.tags <= SAFE_TAGS
    assert shown.attributes <= SAFE_ATTRIBUTES
    assert "<" not in text(value)
    assert '"' not in text(value)


def test_a_card_shows_names_and_claims_and_nothing_runs(graph) -> None:
    card = graph.entity("Netflix")
    markup = card_html(card)
    shown = seen(markup)
    assert shown.tags <= SAFE_TAGS
    assert shown.attributes <= SAFE_ATTRIBUTES
    assert "<strong>Netflix</strong>" in markup
    assert "&lt;script&gt;" in markup
    assert "\x1b" not in markup
    assert "\u202e" not in markup
    assert "acquires" in markup
    assert markup == card._repr_html_()


def test_a_graph_says_what_it_holds(graph) -> None:
    markup = graph._repr_html_()
    assert seen(markup).tags <= SAFE_TAGS
    assert "articles" in markup
    assert repr(graph).startswith(f"<Graph {graph.folder}: 1 articles, {len(ENTITIES)} entities, ")
    graph.close()
    assert repr(graph) == f"<Graph {graph.folder}, closed>"


def test_long_results_are_cut_and_say_so() -> None:
    result = QueryResult(
        "select", ("n",), tuple((Term("literal", str(n)),) for n in range(MOST_ROWS + 5)), notice="cut"
    )
    markup = result._repr_html_()
    assert f"{MOST_ROWS + 5} rows, 5 of them not shown" in markup
    assert "cut" in markup
    assert repr(result) == f"<QueryResult {MOST_ROWS + 5} rows of n, cut off>"
    assert repr(QueryResult("ask", answer=True)) == "<QueryResult yes>"
    assert result_html(QueryResult("ask", answer=False)) == "<p>no</p>"


def test_results_become_data_frames(graph) -> None:
    result = graph.query("SELECT ?name ?c { ?e rdfs:label ?name OPTIONAL { ?c mkg:subject ?e } } ORDER BY ?name ?c")
    found = result.to_dataframe()
    assert list(found.columns) == ["name", "c"]
    assert len(found) == len(result.rows)
    counted = graph.query("SELECT (COUNT(*) AS ?n) { ?c a mkg:Claim }").to_dataframe()
    assert counted["n"].sum() == len(claims())
    with pytest.raises(UsageError, match="a yes/no answer has no rows"):
        graph.query("ASK {}").to_dataframe()


def test_claims_become_a_data_frame(graph) -> None:
    found = graph.claims_frame()
    assert tuple(found.columns) == CLAIM_COLUMNS
    assert len(found) == len(claims())
    bought = found[found.predicate == "acquires"].iloc[0]
    assert (bought.subject_name, bought["mode"], bought.title) == ("Netflix", "attributed", "Netflix rachète SCM")
    assert found[found.predicate == "revenue"].iloc[0].value == 11.08e9


def test_without_pandas_it_says_what_to_do(monkeypatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    with pytest.raises(UsageError, match="pandas is not installed; install it with pip install pandas"):
        frame(("a",), [(1,)])
