"""The difference between two graphs."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analyse.diff import diff
from kg.analyse.diff_text import diff_json, diff_text
from kg.analyse.facts import collect_facts
from kg.analyse.graph import GraphData, GraphEdge, GraphFact, GraphFigure, GraphNode, sorted_data
from kg.ontology import load_schema

SCHEMA = load_schema()


def link(key: str, subject: str, predicate: str, other: str, **more) -> GraphEdge:
    return GraphEdge(
        claim_id=key,
        claim_iri=f"c/{key}",
        subject=subject,
        predicate=predicate,
        object=other,
        **{"confidence": 0.8, "article_iri": "a1", "article_title": "One", "quote": "So it is."} | more,
    )


def figure(key: str, subject: str, value: float, **more) -> GraphFigure:
    return GraphFigure(
        claim_id=key,
        claim_iri=f"c/{key}",
        subject=subject,
        predicate="revenue",
        value=value,
        **{"unit": "EUR", "period": "2024", "article_iri": "a1"} | more,
    )


def date(key: str, subject: str, value: str, predicate: str = "foundingDate") -> GraphFact:
    return GraphFact(claim_id=key, claim_iri=f"c/{key}", subject=subject, predicate=predicate, value=value)


def graph(
    *statements, labels: dict[str, str] | None = None, types: dict[str, tuple[str, ...]] | None = None
) -> GraphData:
    ends = {s.subject for s in statements} | {s.object for s in statements if isinstance(s, GraphEdge)}
    nodes = [GraphNode(iri=iri, label=(labels or {}).get(iri, iri.title()), types=(types or {}).get(iri, ("Company",)))
             for iri in ends]  # fmt: skip
    kinds = [[s for s in statements if isinstance(s, kind)] for kind in (GraphEdge, GraphFigure, GraphFact)]
    return sorted_data(nodes, *kinds)


def compare(old: GraphData, new: GraphData, **more):
    return diff(old, new, SCHEMA, **more)


def said(facts) -> list[tuple[str, str, str]]:
    return [(fact.subject, fact.predicate, fact.object) for fact in facts]


def test_several_claims_that_say_the_same_are_one_fact_with_the_best_first():
    (fact,) = collect_facts(
        [link("1", "a", "owns", "b", mode="hedged", confidence=0.9), link("2", "a", "owns", "b", confidence=0.5),
         link("3", "a", "owns", "b", mode="attributed")],
        str,
    )  # fmt: skip
    assert (fact.mode, fact.confidence, [s.claim_id for s in fact.statements]) == ("asserted", 0.5, ["2", "3", "1"])


def test_a_graph_is_the_same_as_itself():
    one = graph(link("1", "a", "owns", "b"), figure("2", "a", 5), date("3", "b", "1999"))
    assert compare(one, one).same


def test_facts_and_articles_come_and_go():
    old = graph(link("1", "a", "owns", "b"), link("2", "a", "owns", "c", article_iri="a0", article_title="Zero"))
    new = graph(link("1", "a", "owns", "b"), link("3", "b", "acquires", "a", article_iri="a2", article_title="Two"))
    found = compare(old, new, names=("x", "y"))
    assert said(found.added) == [("b", "acquires", "a")]
    assert said(found.removed) == [("a", "owns", "c")]
    assert [(c.kind, [n.iri for n in c.old], [n.iri for n in c.new]) for c in found.entities] == [
        ("removed", ["c"], [])
    ]
    assert [a.title for a in found.articles_added] == ["Two"]
    assert [a.title for a in found.articles_removed] == ["Zero"]
    assert (found.old.name, found.old.facts, found.new.facts) == ("x", 2, 2)


def test_a_second_claim_for_a_known_fact_is_nothing_new():
    old = graph(link("1", "a", "owns", "b"))
    assert not compare(old, graph(link("1", "a", "owns", "b"), link("2", "a", "owns", "b"))).added


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ({"mode": "attributed"}, ("mode",)),
        ({"confidence": 0.6}, ("confidence",)),
        ({"confidence": 0.75}, None),
        ({"qualifiers": (("former", True),)}, ("qualifiers",)),
    ],
)
def test_a_fact_said_otherwise_is_changed(more, what):
    found = compare(graph(link("1", "a", "owns", "b")), graph(link("1", "a", "owns", "b", **more)))
    assert [item.what for item in found.changed] == ([what] if what else [])


def test_another_value_or_date_in_its_place_is_a_change_of_the_fact():
    old = graph(figure("1", "a", 5), date("2", "b", "1999"))
    new = graph(figure("3", "a", 6), date("4", "b", "2001"))
    found = compare(old, new)
    assert [(item.what, item.old.object, item.new.object) for item in found.changed] == [
        (("value",), "1999", "2001"), (("value",), "5 EUR 2024", "6 EUR 2024"),
    ]  # fmt: skip
    assert (found.added, found.removed) == ((), ())


def test_another_holder_of_a_post_is_a_change_and_the_two_contradict_each_other():
    old = graph(link("1", "ann", "chiefExecutiveOf", "x"))
    new = graph(link("2", "bob", "chiefExecutiveOf", "x"))
    found = compare(old, new)
    assert [(item.what, item.old.subject, item.new.subject) for item in found.changed] == [(("holder",), "ann", "bob")]
    assert [(c.reason, c.one.subject, c.other.subject) for c in found.contradicted] == [("holder", "ann", "bob")]


def test_a_former_holder_contradicts_nobody():
    old = graph(link("1", "ann", "chiefExecutiveOf", "x", qualifiers=(("former", True),)))
    assert not compare(old, graph(*old.edges, link("2", "bob", "chiefExecutiveOf", "x"))).contradicted


def test_several_may_be_executives_of_one_company():
    old = graph(link("1", "ann", "executiveOf", "x"))
    assert not compare(old, graph(*old.edges, link("2", "bob", "executiveOf", "x"))).contradicted


@pytest.mark.parametrize("new", [
    [link("1", "a", "acquires", "b"), link("2", "a", "acquires", "b", mode="negated")],
    [link("2", "a", "acquires", "b", mode="negated")],
])  # fmt: skip
def test_what_was_stated_and_is_denied_now_is_contradicted(new):
    (found,) = compare(graph(link("1", "a", "acquires", "b")), graph(*new)).contradicted
    assert (found.reason, found.one.mode, found.other.mode) == ("denied", "asserted", "negated")


def test_a_contradiction_that_was_there_before_is_not_told_again():
    both = graph(link("1", "a", "acquires", "b"), link("2", "a", "acquires", "b", mode="negated"),
                 figure("3", "a", 5), figure("4", "a", 6))  # fmt: skip
    assert not compare(both, graph(*both.edges, *both.figures, link("5", "c", "owns", "b"))).contradicted


@pytest.mark.parametrize(
    ("other", "contradicts"),
    [
        ({"value": 6}, True),
        ({"value": 6, "period": "2025"}, False),
        ({"value": 6, "unit": "USD"}, False),
        ({"value": 6, "bound": "about"}, False),
        ({"value": 6, "mode": "planned"}, False),
        ({"value": 5, "change": 3}, False),
    ],
)
def test_two_exact_values_for_one_period_contradict_each_other(other, contradicts):
    old = graph(figure("1", "a", 5))
    found = compare(old, graph(*old.figures, figure("2", "a", **other)))
    assert [item.reason for item in found.contradicted] == (["value"] if contradicts else [])


@pytest.mark.parametrize(("value", "contradicts"), [("1999-05", False), ("2001", True)])
def test_a_date_within_a_coarser_one_is_no_contradiction(value, contradicts):
    old = graph(date("1", "a", "1999"))
    assert bool(compare(old, graph(*old.facts, date("2", "a", value))).contradicted) is contradicts


def test_two_release_dates_are_possible():
    old = graph(date("1", "a", "1999", "releaseDate"))
    assert not compare(old, graph(*old.facts, date("2", "a", "2001", "releaseDate"))).contradicted


def test_a_merge_is_told_as_one_and_changes_no_fact():
    old = graph(link("1", "a", "owns", "b"), link("2", "aa", "owns", "c"))
    new = graph(link("1", "a", "owns", "b"), link("2", "a", "owns", "c"))
    found = compare(old, new)
    assert (found.added, found.removed, found.changed) == ((), (), ())
    (change,) = found.entities
    assert (change.kind, [n.iri for n in change.old], [n.iri for n in change.new]) == ("merged", ["a", "aa"], ["a"])


def test_a_split_and_a_new_name():
    old = graph(link("1", "a", "owns", "b"), link("2", "a", "owns", "c"), link("3", "d", "owns", "b"))
    new = graph(link("1", "a", "owns", "b"), link("2", "a2", "owns", "c"), link("3", "e", "owns", "b"))
    kinds = [(c.kind, [n.iri for n in c.old], [n.iri for n in c.new]) for c in compare(old, new).entities]
    assert kinds == [("split", ["a"], ["a", "a2"]), ("renamed", ["d"], ["e"])]
    named = graph(*old.edges, labels={"a": "Alpha"}, types={"c": ("Film",)})
    assert [(c.kind, c.new[0].iri) for c in compare(old, named).entities] == [("renamed", "a"), ("retyped", "c")]


def test_the_newer_graph_may_know_what_took_the_place_of_an_entity():
    old, new = graph(link("1", "a", "owns", "b")), graph(link("2", "z", "owns", "b"))
    found = compare(old, new, replaced={"a": "z"})
    assert (found.added, found.removed, [c.kind for c in found.entities]) == ((), (), ["renamed"])


@st.composite
def graphs(draw: st.DrawFn) -> GraphData:
    """Claims whose identifier follows from what they say, as it does for those of articles."""
    names = st.sampled_from("abcd")
    links = []
    for number in range(draw(st.integers(0, 6))):
        one, other, relation = draw(names), draw(names), draw(st.sampled_from(["owns", "chiefExecutiveOf"]))
        mode, confidence = draw(st.sampled_from(["asserted", "planned", "negated"])), draw(st.sampled_from([0.3, 0.9]))
        links.append(
            link(f"{number % 2}{one}{relation}{other}", one, relation, other, mode=mode, confidence=confidence)
        )
    return graph(*{found.claim_id: found for found in links}.values())


@given(graphs(), graphs())
def test_what_one_direction_adds_the_other_removes(old, new):
    there, back = compare(old, new), compare(new, old)
    assert said(there.added) == said(back.removed)
    assert [(c.old.object, c.new.subject) for c in there.changed] == [
        (c.new.object, c.old.subject) for c in back.changed
    ]
    assert there.same == back.same
    assert compare(old, old).same
    assert there.old.facts - len(there.removed) + len(there.added) == there.new.facts
    assert {c.kind for c in there.entities} <= {"added", "removed"}


def test_text_puts_counts_first_and_stops_at_the_limit():
    old = graph(link("0", "x", "owns", "y"))
    new = graph(*old.edges, *(link(f"1{n}", f"e{n}", "owns", "y") for n in range(9)))
    text = diff_text(compare(old, new), SCHEMA, limit=3)
    assert text.index("9  added") < text.index("Added (9)")
    assert text.count("    + ") == 3
    assert "… 6 more" in text
    assert "+ E0 – owns – Y [asserted, 0.80]" in text
    assert "“So it is.” One" in text
    assert diff_text(compare(old, new), SCHEMA, limit=0).count("    + ") == 0


def test_text_speaks_french_and_never_steers_the_terminal():
    old = graph(link("0", "x", "owns", "y"))
    new = graph(link("0", "x", "owns", "y", mode="negated", quote="Non.\x1b[31m"))
    text = diff_text(compare(old, new), SCHEMA, lang="fr")
    assert "Contredits (1)" in text
    assert "énoncé et démenti" in text
    assert "\x1b" not in text


def test_json_holds_everything():
    old = graph(link("0", "x", "owns", "y"), figure("1", "x", 5))
    new = graph(replace(old.edges[0], mode="negated"), figure("2", "x", 7))
    document = json.loads(diff_json(compare(old, new)))
    assert document["same"] is False
    assert [item["what"] for item in document["changed"]] == [["mode"], ["value"]]
    assert {item["reason"] for item in document["contradicted"]} == {"denied", "value"}
    assert document["changed"][0]["new"]["claims"][0]["quote"] == "So it is."


def test_lines_fit_the_width_and_names_are_not_broken():
    new = graph(link("1", "a", "owns", "b", qualifiers=(("roleTitle", "présidente-directrice générale " * 6),)))
    text = diff_text(compare(graph(), new), SCHEMA, width=60)
    assert max(map(len, text.splitlines())) <= 60
    assert "présidente-directrice" in text
