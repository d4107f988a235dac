"""The page's data block: valid JSON, harmless in HTML, offsets as JavaScript counts them."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analyse.graph import GraphData, GraphEdge, GraphNode
from kg.analyse.scope import ScopeReport
from kg.view.labels import ViewLabels
from kg.view.network import draw
from kg.view.payload import payload, safe_url, to_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=())),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(VALUES)
def test_json_survives_and_holds_no_markup(value):
    text = to_json(value)
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text) == value
    text.encode("utf-8")


def rows(quote: str, subject, object_) -> list:
    nodes = (GraphNode(iri="http://e/a", label="A"), GraphNode(iri="http://e/b", label="B"))
    edge = GraphEdge(
        claim_id="c", claim_iri="http://e/c", subject="http://e/a", predicate="p", object="http://e/b", quote=quote,
        subject_offsets=subject, object_offsets=object_,
    )  # fmt: skip
    data = GraphData(nodes=nodes, edges=(edge,))
    content = payload(data, draw(data, ViewLabels()), ViewLabels(), {}, ScopeReport(2, 2, 1, 1))
    return dict(zip(content["claimFields"], content["claims"][0], strict=True))


def test_offsets_count_utf16_units():
    claim = rows("🎬 A aime B", (2, 3), (9, 10))
    assert (claim["sAt"], claim["oAt"]) == ([3, 4], [10, 11])


@pytest.mark.parametrize("span", [None, (-1, 2), (3, 3), (0, 99)])
def test_offsets_outside_the_quote_are_dropped(span):
    assert rows("A B", span, None)["sAt"] is None


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b#c", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https:", False),
        ("http://[", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_become_links(url, kept):
    assert safe_url(url) == (url if kept else None)


def test_keys_for_the_address_are_short_where_they_are_unique():
    data = GraphData(nodes=tuple(GraphNode(iri=iri, label="x") for iri in ("http://a/x", "http://a/y", "http://b/y")))
    content = payload(data, draw(data, ViewLabels()), ViewLabels(), {}, ScopeReport(3, 3, 0, 0))
    assert [entity["key"] for entity in content["entities"]] == ["x", "http://a/y", "http://b/y"]


def test_claims_share_articles(media):
    content = payload(media, draw(media, ViewLabels()), ViewLabels(), {}, ScopeReport(0, 0, 0, 0))
    assert len(content["articles"]) == len({s.article_iri for s in media.statements()})
    again = payload(replace(media), draw(media, ViewLabels()), ViewLabels(), {}, ScopeReport(0, 0, 0, 0))
    assert to_json(content) == to_json(again)
