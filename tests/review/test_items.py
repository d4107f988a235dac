"""The questions a graph has for people, the most valuable first."""

from __future__ import annotations

import json

import kg
from kg.pipeline import decisions_of
from kg.resolve import JOURNAL_NAME
from kg.review import collect
from kg.review.answers import apply_file, item_to_dict
from kg.store import GraphStore


def questions(folder, **given):
    with GraphStore.open(folder) as store:
        return collect(store, decisions_of(folder, kg.Config()), **given)


def by_statement(folder, **given):
    return {item.statement: item for item in questions(folder, **given)}


def test_unsure_claims_are_asked_about_with_their_sentence(graph):
    item = by_statement(graph)["Anne Morel – executiveOf – Brume Media"]
    assert (item.kind, item.subject, item.score) == ("claim", "phare-0", 0.3)
    assert item.sides[0].quotes[0].text.startswith("A. Morel, of Brume Media, praises")
    assert "confidence 0.30 by handmade" in item.reason


def test_how_unsure_is_a_matter_of_choice(graph):
    assert not any(item.kind == "claim" for item in questions(graph, below=0))
    claims = [item for item in questions(graph, below=1) if item.kind == "claim"]
    assert len(claims) == 8


def test_namesakes_are_asked_about_with_sentences_of_both(graph):
    item = by_statement(graph)["Les Marées (Series) is Les Marées (Film)"]
    assert item.kind == "pair"
    one, other = item.sides
    assert [quote.article for quote in one.quotes] == ["phare.txt"]
    assert other.quotes[0].text == "Anne Morel directed Les Marées, a film of 2021, after Le Gué."


def test_the_most_connected_and_most_doubtful_come_first(graph):
    items = questions(graph, below=1)
    assert [item.value for item in items] == sorted((item.value for item in items), reverse=True)
    claims = {item.subject: item for item in items if item.kind == "claim"}
    assert claims["marees-1"].value > claims["marees-0"].value
    assert questions(graph, below=1, limit=2) == items[:2]


def test_what_is_decided_is_not_asked_again(graph):
    before = len(questions(graph))
    kg.decide(graph, "drop", "phare-0", update=False)
    kg.decide(graph, "different", "Les Marées (Series)", "Les Marées (Film)", update=False)
    after = questions(graph)
    assert len(after) == before - 2
    kg.relink(graph)
    # fewer claims, so another order of value
    assert {item.id for item in questions(graph)} == {item.id for item in after} - {"phare-0"}


def test_two_of_one_name_that_were_parted_are_not_asked_about_again(graph):
    (two,) = (item for item in questions(graph) if "CEO of Brume Media" in item.reason)
    kg.decide(graph, "different", two.subject, two.object)
    with GraphStore.open(graph) as store:
        names = [entity.name for entity in store.entities()]
    assert names.count("Anne Morel") == 2
    assert not [item for item in questions(graph) if item.statement.count("Anne Morel") == 2]


def test_claims_that_the_ontology_contradicts_are_asked_about(graph):
    kg.decide(graph, "type", "Brume Media", "Film")
    item = by_statement(graph)["Anne Morel – chiefExecutiveOf – Brume Media"]
    assert item.kind == "withheld"
    assert item.reason.startswith("kept out of the graph: ")
    kg.decide(graph, "keep", item.subject)
    assert item.statement not in by_statement(graph)


def test_a_name_that_one_article_may_mean_another_thing_by_is_asked_about(graph):
    brume = next(item.sides[1] for item in questions(graph, below=1) if item.subject == "brume-1")
    line = {"namesake": [brume.iri, f"{brume.iri}@phare.txt"], "name": brume.name, "reason": "namesake"}
    with (graph / JOURNAL_NAME).open("a", encoding="utf-8") as journal:
        journal.write(json.dumps(line | {"text": "“Phare Bleu” may be two", "score": 0.5}) + "\n")
    (item,) = [item for item in questions(graph) if item.reason == "“Phare Bleu” may be two"]
    assert item.statement == "Phare Bleu in the article phare.txt is the Phare Bleu of the other articles"
    answered = json.dumps(item_to_dict(item) | {"answer": "different"})
    (graph / "answers.jsonl").write_text(answered, encoding="utf-8")
    applied = apply_file(graph, str(graph / "answers.jsonl"))
    assert [decision.kind for decision in applied.decided] == ["different"]
    kg.relink(graph)
    with kg.open_graph(graph) as opened:
        assert len(opened.find("Phare Bleu")) == 2
