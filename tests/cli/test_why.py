"""``kg show --why``: which names were taken for one thing, and why."""

from __future__ import annotations

import pytest

from kg.cli import run
from kg.decisions import new_decision, replay
from kg.model import Extraction, LocalEntity, Mention
from kg.resolve import JOURNAL_NAME, resolve, write_journal
from kg.store import GraphStore, entities_quads

BASE = "https://w3id.org/mediakg/"


@pytest.fixture
def kg(capfd):
    """Run a command line; returns exit code, output and errors."""

    def call(*arguments):
        code = run([str(argument) for argument in arguments])
        printed = capfd.readouterr()
        return code, printed.out, printed.err

    return call


def local(name, *types):
    return LocalEntity(name, name, types, (), None, (Mention(0, len(name), name),))


@pytest.fixture(scope="module")
def merged(tmp_path_factory):
    folder = tmp_path_factory.mktemp("why") / "graph"
    corpus = [
        Extraction("wire-1", "en", (local("Robert Tennant", "Person"), local("Ore", "Film")), ()),
        Extraction("wire-2", "en", (local("Bob Tennant", "Person"),), ()),
        Extraction("wire-3", "fr", (local("R. Tennant Jr.", "Person"), local("Ore noir", "Film")), ()),
    ]
    before = resolve(corpus, BASE)
    films = [e.iri for e in before.entities if e.types == ("Film",)]
    same = new_decision("same", *films, who="Kim", note="working title", place="decisions.jsonl, line 7")
    resolution = resolve(corpus, BASE, decisions=replay([same]))
    with GraphStore.create_or_open(folder, base=BASE) as store:
        store.replace_entities(entities_quads(resolution.entities, BASE))
        write_journal(folder / JOURNAL_NAME, resolution)
    return folder


def test_names_articles_and_reasons_are_shown(kg, merged):
    code, out, _ = kg("show", "-g", merged, "robert tennant", "--why")

    assert code == 0
    assert "2 names and links, taken for one thing" in out
    assert "Robert Tennant (Person) in 1 article: wire-1" in out
    assert "“Bob Tennant” has a short form of the first name of “Robert Tennant” [nickname]" in " ".join(out.split())


def test_what_was_left_in_doubt_is_shown(kg, merged):
    _, out, _ = kg("show", "-g", merged, "R. Tennant Jr.", "--why")

    assert "One name" in out
    assert "Why they are one" not in out


def test_a_decision_is_shown_with_its_line(kg, merged):
    _, out, _ = kg("show", "-g", merged, "Ore", "--why")

    assert "decided by Kim (decisions.jsonl, line 7): working title [decision]" in " ".join(out.split())


def test_the_iri_of_a_merged_name_leads_to_the_thing(kg, merged):
    with GraphStore.open(merged) as store:
        (old,) = store.find("Bob Tennant")[0].replaces
    code, out, _ = kg("show", "-g", merged, old, "--why")

    assert code == 0
    assert out.startswith("Robert Tennant\n")


def test_a_graph_that_does_not_tell_says_what_to_do(kg, graph):
    code, _, err = kg("show", "-g", graph, "Brume", "--why")

    assert code == 2
    assert "build the graph again" in err
