"""How two entities hang together."""

from __future__ import annotations

import json

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analyse.path_text import connection_json, connection_text
from kg.analyse.paths import Path, PathOptions, connect
from kg.analyse.scope import Scope
from kg.errors import UsageError
from kg.ontology import load_schema

from .networks import data_of

SCHEMA = load_schema()
TYPES = {"france": ("Country",), "ann": ("Person",), "bob": ("Person",), "film": ("Film",)}
LINKS = {
    "1": ("film", "director", "ann"), "2": ("film", "castMember", "bob"), "3": ("ann", "citizenship", "france"),
    "4": ("zoe", "citizenship", "france"), "5": ("ann", "founderOf", "studio"), "6": ("studio", "owns", "label"),
    "7": ("bob", "employeeOf", "label"), "8": ("rival", "acquires", "label"), "9": ("film", "screenwriter", "ann"),
}  # fmt: skip
DATA = data_of(LINKS, TYPES, mode={"8": "hedged"})


def stations(path: Path) -> str:
    return " ".join([path.hops[0].one, *(hop.other for hop in path.hops)])


def ways(one: str, other: str, data=DATA, mentions=None, **options) -> list[str]:
    return [stations(path) for path in connect(data, one, other, SCHEMA, PathOptions(**options), mentions).paths]


def test_the_shortest_of_equally_sure_paths_comes_first():
    assert ways("ann", "bob") == ["ann film bob", "ann studio label bob"]
    assert ways("ann", "bob", most=1) == ["ann film bob"]


def test_paths_are_no_longer_than_asked_for():
    assert ways("ann", "label", max_hops=2) == ["ann studio label"]
    assert ways("ann", "label", max_hops=3) == ["ann studio label", "ann film bob label"]


def test_countries_join_nobody_unless_asked_to_or_asked_for():
    assert ways("ann", "zoe") == []
    assert ways("ann", "zoe", descriptive=True) == ["ann france zoe"]
    assert ways("film", "france") == ["film ann france"]


def test_rumours_are_followed_only_when_asked_to():
    assert ways("rival", "bob") == []
    assert ways("rival", "bob", scope=Scope()) == ["rival label bob", "rival label studio ann film bob"][:1]


def test_a_sure_way_round_is_better_than_a_doubtful_short_cut():
    links = LINKS | {"x": ("ann", "competesWith", "bob")}
    assert ways("ann", "bob", data_of(links, TYPES, confidence={"x": 0.3}))[:2] == ["ann film bob", "ann bob"]
    assert ways("ann", "bob", data_of(links, TYPES))[0] == "ann bob"


def test_specific_entities_are_better_than_hubs():
    hub = {str(n): ("hub", "owns", f"x{n}") for n in range(30)}
    links = hub | {"a": ("a", "owns", "hub"), "b": ("hub", "owns", "b"), "c": ("a", "owns", "small"),
                   "d": ("small", "owns", "b")}  # fmt: skip
    assert ways("a", "b", data_of(links)) == ["a small b", "a hub b"]


def test_a_short_path_is_found_however_many_cheaper_ones_are_too_long(monkeypatch):
    monkeypatch.setattr("kg.analyse.paths.TRIED", 0)
    assert ways("ann", "bob") == ["ann film bob"]


def test_each_hop_has_its_claims_the_best_first():
    (first, *_) = connect(DATA, "Ann", "Bob", SCHEMA).paths
    one, two = first.hops
    assert [claim.claim_id for claim in one.claims] == ["1", "9"]
    assert (one.forward, two.forward) == (False, True)


def test_names_that_mean_nothing_or_the_same_are_refused():
    with pytest.raises(UsageError, match="no entity is called 'Nemo'"):
        connect(DATA, "Nemo", "ann", SCHEMA)
    with pytest.raises(UsageError, match="are the same entity"):
        connect(DATA, "ANN", "ann", SCHEMA)


def test_where_there_is_none_it_says_what_comes_closest():
    found = connect(DATA, "rival", "zoe", SCHEMA, PathOptions(), {"a": ["rival", "ann"], "b": ["rival", "zoe"]})
    assert found.nearest.relaxed == (("all", 5),)
    assert (found.nearest.meeting.article, found.nearest.meeting.one_hops, found.nearest.meeting.other_hops) == (
        "b",
        0,
        0,
    )
    near = connect(DATA, "ann", "rival", SCHEMA, PathOptions(), {"a": ["film", "rival"]}).nearest
    assert near.relaxed == (("modes", 3),)
    assert (near.meeting.one, near.meeting.one_hops, near.one_part, near.other_part) == ("film", 1, 5, 1)
    assert connect(DATA, "ann", "bob", SCHEMA, PathOptions(max_hops=1)).nearest.relaxed == (("hops", 2),)


def test_text_tells_it_sentence_by_sentence():
    text = connection_text(connect(DATA, "film", "studio", SCHEMA), SCHEMA)
    assert text.splitlines()[0] == "1. Film – Ann – Studio (2 hops)"
    assert "   Film ─ directed by → Ann  [asserted, 1.00]" in text
    assert "“film director ann.” 2025-01-01" in text
    assert "and 1 more claim (screenwriter)" in text
    assert "   Ann ─ founder of → Studio" in text


def test_text_in_french_reads_against_the_direction_of_a_claim():
    text = connection_text(connect(DATA, "ann", "film", SCHEMA), SCHEMA, lang="fr")
    assert "1. Ann – Film (1 étape)" in text
    assert "   Ann ← réalisé par ─ Film  [affirmé, 1.00]" in text


@pytest.mark.parametrize(
    ("one", "other", "lang", "line"),
    [
        ("ann", "rival", "en", "  There is one of 3 hops with --all-modes: over plans, rumours or denials."),
        (
            "ann",
            "zoe",
            "en",
            "  There is one of 2 hops with --descriptive: both share a place, a genre or an occupation.",
        ),
        ("ann", "zoe", "fr", "Aucun chemin entre Ann et Zoe par les liens suivis."),
    ],
)
def test_text_says_how_one_could_be_had(one, other, lang, line):
    assert line in connection_text(connect(DATA, one, other, SCHEMA), SCHEMA, lang=lang).splitlines()


def test_text_says_who_meets_in_an_article_of_two_separate_parts():
    data = data_of({"1": ("a", "owns", "b"), "2": ("c", "owns", "d")})
    text = connection_text(connect(data, "a", "d", SCHEMA, None, {"x": ["b", "c", "d"]}), SCHEMA)
    assert "Nearest: one article speaks of B (1 hop from A) and of D: x." in text
    assert "from A 1 other entities can be reached, from D 1." in " ".join(text.split())


def test_json_holds_all_claims():
    document = json.loads(connection_json(connect(DATA, "film", "studio", SCHEMA), SCHEMA))
    hop = document["paths"][0]["hops"][0]
    assert (hop["from"]["name"], hop["to"]["iri"], hop["forward"]) == ("Film", "ann", True)
    assert [claim["phrase"] for claim in hop["claims"]] == ["directed by", "written by"]
    assert "nearest" not in document
    assert json.loads(connection_json(connect(DATA, "ann", "zoe", SCHEMA), SCHEMA))["nearest"]["relaxed"]


links = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), min_size=1, max_size=14)


@given(links, st.integers(1, 4))
def test_paths_are_simple_rest_on_claims_and_exist_whenever_there_is_one(pairs, hops):
    data = data_of({str(n): (one, "owns", other) for n, (one, other) in enumerate(pairs)},
                   dict.fromkeys("abcdef", ("Company",)))  # fmt: skip
    found = connect(data, "a", "b", SCHEMA, PathOptions(max_hops=hops))
    graph = nx.Graph([pair for pair in pairs if pair[0] != pair[1]])
    graph.add_nodes_from("abcdef")
    possible = nx.has_path(graph, "a", "b") and nx.shortest_path_length(graph, "a", "b") <= hops
    assert bool(found.paths) is possible
    assert (found.nearest is None) is possible
    assert [path.cost for path in found.paths] == sorted(path.cost for path in found.paths)
    for path in found.paths:
        nodes = stations(path).split()
        assert len(set(nodes)) == len(nodes) <= hops + 1
        for hop in path.hops:
            assert all({claim.subject, claim.object} == {hop.one, hop.other} for claim in hop.claims)


def test_hostile_names_stay_text():
    name = "\x1b[31mred\u202e<script>"
    text = connection_text(connect(data_of({"1": ("a", "owns", name)}), "a", name, SCHEMA), SCHEMA)
    assert "\x1b" not in text
    assert "\u202e" not in text
