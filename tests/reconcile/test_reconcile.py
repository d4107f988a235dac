"""A graph asked about: proposals go to review, never straight to the graph."""

from __future__ import annotations

import pytest

import kg
from kg.cli import run
from kg.pipeline import decisions_of
from kg.reconcile import PROPOSALS_NAME, Limits, read_proposals, reconcile
from kg.review import answer_of, collect
from kg.store import GraphStore

FAST = Limits(rate=1000, tries=2, first_wait=0.01)


def asked(service):
    return [query["query"] for batch in service.batches for query in batch.values()]


def questions(graph):
    with GraphStore.open(graph) as store:
        found = collect(store, decisions_of(graph, kg.Config()))
    return [item for item in found if item.kind == "identifier"]


def test_entities_are_asked_about_and_the_graph_stays_as_it_is(graph, service, exported):
    before = exported(graph)
    done = reconcile(graph, service.url, limits=FAST)
    assert (done.service, done.asked, done.proposed, done.certain) == ("Things of the world", 6, 2, 1)
    assert exported(graph) == before
    assert asked(service)[0] == "Anne Morel"  # the most connected one
    assert [(p.identifier, p.match) for p in read_proposals(graph / PROPOSALS_NAME)] == [
        ("Q101", True), ("Q102", False), ("Q103", False),
    ]  # fmt: skip


def test_classes_and_claims_go_with_the_name(graph, service):
    reconcile(graph, service.url, limits=FAST)
    queries = {query["query"]: query for batch in service.batches for query in batch.values()}
    assert queries["Anne Morel"]["type"] == "Q5"
    assert queries["Le Gué"]["properties"] == [{"pid": "P57", "v": "Anne Morel"}]


def test_batches_are_as_large_as_the_service_likes(graph, service):
    service.manifest = service.manifest | {"batchSize": 4}
    reconcile(graph, service.url, limits=FAST)
    assert [len(batch) for batch in service.batches] == [4, 2]


def test_a_run_that_was_stopped_goes_on_where_it_was(graph, service):
    service.manifest = service.manifest | {"batchSize": 2}
    service.trouble = [None, None, 503, 503]
    with pytest.raises(kg.ServiceError, match="what was answered before is kept"):
        reconcile(graph, service.url, limits=FAST)
    first = asked(service)
    assert len(first) == 4
    with (graph / PROPOSALS_NAME).open("a", encoding="utf-8") as stream:
        stream.write('{"iri": "cut sho')
    done = reconcile(graph, service.url, limits=FAST)
    assert (done.asked, done.known) == (2, 4)
    assert len(asked(service)) == 6
    assert reconcile(graph, service.url, limits=FAST).asked == 0


def test_what_the_service_left_out_is_asked_again(graph, service):
    service.trouble = [b'{"q0": {"result": []}}']
    assert reconcile(graph, service.url, limits=FAST).unanswered == 5
    assert reconcile(graph, service.url, limits=FAST).asked == 5


def test_what_is_asked_can_be_restricted(graph, service):
    assert reconcile(graph, service.url, limits=FAST, classes=["Organization"]).asked == 2
    assert reconcile(graph, service.url, limits=FAST, classes=["CreativeWork"], limit=1).asked == 1
    with pytest.raises(kg.UsageError, match="no class 'Organisation'"):
        reconcile(graph, service.url, limits=FAST, classes=["Organisation"])


def test_proposals_are_questions_and_answers_decide(graph, service):
    reconcile(graph, service.url, limits=FAST)
    items = {item.object: item for item in questions(graph)}
    assert items["Q101"].statement == "Anne Morel is Q101: Anne Morel (French executive)"
    assert items["Q101"].score > items["Q103"].score
    yes, no = answer_of(items["Q101"], "yes"), answer_of(items["Q103"], "no")
    assert (yes.kind, yes.object) == ("identifier", "Q101")
    assert (no.kind, no.object) == ("different", "http://www.wikidata.org/entity/Q103")
    kg.decide(graph, "identifier", "Anne Morel", "Q101")
    with GraphStore.open(graph) as store:
        (entity,) = store.find("Anne Morel")
    assert entity.same_as == ("http://www.wikidata.org/entity/Q101",)
    assert {item.object for item in questions(graph)} == {"Q103"}


def test_identifiers_of_other_services_are_iris(graph, service):
    service.manifest = {"versions": ["0.2"], "name": "House", "identifierSpace": "https://house.example/id/"}
    service.things = {"Phare Bleu": [("77", "Phare Bleu", "", 9, False)], "Le Gué": [("a b", "x", "", 1, True)]}
    reconcile(graph, service.url, limits=FAST)
    assert [p.identifier for p in read_proposals(graph / PROPOSALS_NAME)] == ["https://house.example/id/77"]
    assert "type" not in service.batches[0]["q0"]


def test_the_verb_tells_what_came_of_it(graph, service, capsys):
    arguments = ["reconcile", "-g", str(graph), "--service", service.url, "--rate", "100"]
    assert run(arguments) == 0
    out = capsys.readouterr().out
    assert out.startswith("Things of the world: 6 asked, 2 with proposals, 1 of them certain for the service; look at")
    assert run(arguments) == 0
    assert "6 asked before" in capsys.readouterr().out
    assert run(["review", "-g", str(graph), "--format", "text"]) == 0
    assert "Anne Morel is Q101: Anne Morel (French executive)?" in capsys.readouterr().out
    service.trouble = [404]
    assert run([*arguments[:-2], "--class", "Nothing"]) == 2
