"""Deciding in names: what is written down, and that the graph follows at once and comes back exactly."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace

import pytest

import kg
from kg.decisions import DECISIONS_NAME, append, new_decision
from kg.pipeline.cache import CACHE_NAME
from kg.store import GraphStore

from .handmade import write_graph


def claims(folder):
    with GraphStore.open(folder) as store:
        return {claim.id: claim for article in store.article_states() for claim in store.claims(article)}


def lines(folder):
    return (folder / DECISIONS_NAME).read_text(encoding="utf-8").splitlines()


def test_a_dropped_claim_leaves_at_once_and_comes_back_exactly(graph, exported):
    before = exported(graph)
    outcome = kg.decide(graph, "drop", "brume-1", who="claire", note="a rumour")
    assert "brume-1" not in claims(graph)
    assert (outcome.update.claims, outcome.update.articles) == (-1, 1)
    assert outcome.decision.subject_name == "Brume Media – acquires – Phare Bleu"
    assert kg.undo(graph).taken_back == (outcome.decision,)
    assert exported(graph) == before


def test_a_kept_claim_is_certain(graph):
    outcome = kg.decide(graph, "keep", "phare-0")
    claim = claims(graph)["phare-0"]
    assert (claim.confidence, claim.rule) == (1.0, f"decision:{outcome.decision.id} handmade")


def test_a_dropped_claim_can_still_be_named(graph):
    kg.decide(graph, "drop", "brume-1")
    outcome = kg.decide(graph, "keep", "brume-1", replace_others=True)
    assert [line.kind for line in outcome.taken_back] == ["undo"]
    assert claims(graph)["brume-1"].confidence == 1


def test_a_claim_of_no_graph_is_an_error(graph):
    with pytest.raises(kg.UsageError, match=r"no claim 'brume-9'; kg show prints"):
        kg.decide(graph, "drop", "brume-9")


def test_what_contradicts_a_decision_is_refused_with_its_line(graph):
    kg.decide(graph, "drop", "brume-1", who="claire")
    with pytest.raises(
        kg.UsageError, match=r"decisions.jsonl, line 1: drop .* \(claire .*; take that back with kg undo"
    ):
        kg.decide(graph, "keep", "brume-1")
    assert len(lines(graph)) == 1


def test_deciding_twice_writes_one_line(graph):
    assert kg.decide(graph, "drop", "brume-1").new
    assert not kg.decide(graph, "drop", "brume-1", who="another").new
    assert len(lines(graph)) == 1


def test_undo_goes_back_step_by_step_or_to_the_decision_named(graph, exported):
    before = exported(graph)
    first = kg.decide(graph, "drop", "brume-1").decision
    second = kg.decide(graph, "drop", "brume-0").decision
    third = kg.decide(graph, "drop", "phare-0").decision
    assert kg.undo(graph).taken_back == (third,)
    assert kg.undo(graph, first.id[:6]).taken_back == (first,)
    assert kg.undo(graph).taken_back == (second,)
    with pytest.raises(kg.UsageError, match="no decision holds that could be undone"):
        kg.undo(graph)
    assert exported(graph) == before


def names(folder):
    with GraphStore.open(folder) as store:
        return {entity.name: entity for entity in store.entities()}


def test_two_nodes_become_one_and_two_again_exactly(graph, exported):
    before = exported(graph)
    outcome = kg.decide(graph, "same", "Les Marées (Series)", "Les Marées (Film)")
    assert len(outcome.update.gone) == 1
    assert names(graph)["Les Marées"].replaces == (outcome.update.gone[0].iri,)
    assert len(exported(graph)) != len(before)
    kg.undo(graph)
    assert exported(graph) == before


def test_what_the_program_made_one_can_be_parted_and_joined_again_exactly(graph, exported):
    before = exported(graph)
    assert "A. Morel" not in names(graph)
    outcome = kg.decide(graph, "different", "Anne Morel", "A. Morel")
    assert [entity.name for entity in outcome.update.new] == ["A. Morel"]
    kg.undo(graph)
    assert exported(graph) == before


def test_two_things_of_one_name_and_class_are_told_apart_by_an_article(graph, exported):
    before = exported(graph)
    outcome = kg.decide(graph, "different", "Anne Morel", "Anne Morel", article="marees.txt")
    assert [entity.name for entity in outcome.update.new] == ["Anne Morel"]
    with kg.open_graph(graph) as opened:
        one, other = opened.find("Anne Morel")
    assert {len(one.replaces), len(other.replaces)} == {0, 1}  # A. Morel stays with the one who leads Brume Media
    kg.undo(graph)
    assert exported(graph) == before


def test_one_thing_cannot_be_parted_without_saying_what_from_what(graph):
    with pytest.raises(kg.UsageError, match=r"are one entity; it was made of Anne Morel <.*>, A. Morel <.*>; give two"):
        kg.decide(graph, "different", "Anne Morel", "anne morel")


def test_a_renamed_entity_keeps_its_iri_and_its_other_names(graph, exported):
    before = names(graph)["Brume Media"]
    untouched = exported(graph)
    kg.decide(graph, "name", "Brume Media", "Groupe Brume")
    after = names(graph)["Groupe Brume"]
    assert after.iri == before.iri
    assert "Brume Media" in after.aliases
    kg.undo(graph)
    assert exported(graph) == untouched


def test_an_identifier_and_classes_can_be_given(graph):
    kg.decide(graph, "identifier", "Brume Media", "Q99999999999")
    kg.decide(graph, "type", "Brume Media", "Broadcaster Company")
    entity = names(graph)["Brume Media"]
    assert entity.same_as == ("http://www.wikidata.org/entity/Q99999999999",)
    assert entity.types == ("Broadcaster", "Company")


def test_an_old_iri_says_which_part_of_an_entity_is_meant(graph, exported):
    before = exported(graph)
    gone = kg.decide(graph, "same", "Les Marées (Series)", "Les Marées (Film)").update.gone[0].iri
    kept = names(graph)["Les Marées"].iri
    outcome = kg.decide(graph, "different", gone, kept, replace_others=True)
    assert [line.kind for line in outcome.taken_back] == ["undo"]
    assert exported(graph) == before


def test_decisions_survive_rebuilds_and_new_articles(tmp_path, exported):
    folder = write_graph(tmp_path / "graph", ("brume.txt", "marees.txt"))
    kg.decide(folder, "different", "Anne Morel", "Anne Morel", article="marees.txt")
    kg.decide(folder, "name", "Brume Media", "Groupe Brume")
    kg.decide(folder, "drop", "brume-1")
    write_graph(folder)
    assert len([entity for entity in names(folder) if "Morel" in entity]) == 1  # two of one name
    with kg.open_graph(folder) as opened:
        assert len(opened.find("Anne Morel")) == 2
        assert opened.find("Brume Media")[0].name == "Groupe Brume"
    assert "brume-1" not in claims(folder)
    again = tmp_path / "again"
    again.mkdir()
    shutil.copy(folder / DECISIONS_NAME, again)
    assert exported(write_graph(again)) == exported(folder)


def test_a_decision_that_finds_nothing_is_told(graph):
    lost = [
        new_decision("drop", "gone-1", subject_name="Brume – owns – Vent"),
        new_decision("name", "https://w3id.org/mediakg/entity/nobody-0123456789", "Nobody"),
        new_decision("drop", "brume-1"),
    ]
    append(graph / DECISIONS_NAME, lambda _: lost)
    first, second = sorted(kg.relink(graph).notices)
    assert "line 1: drop 'Brume – owns – Vent' finds nothing in this graph" in first
    assert "line 2: name" in second


def test_names_are_looked_up_and_told(graph):
    decision = kg.decide(graph, "name", "brume media", "Groupe Brume").decision
    assert decision.subject_name == "Brume Media"
    assert re.fullmatch(r"https://w3id\.org/mediakg/entity/brume-media-\w{10}", decision.subject)
    decision = kg.decide(graph, "type", "phare bleu", "company,gamecompany").decision
    assert decision.object == "Company|GameCompany"


def test_a_class_in_brackets_tells_namesakes_apart(graph):
    outcome = kg.decide(graph, "name", "Les marées (Film)", "Les Marées, le film", update=False)
    assert outcome.decision.subject_name == "Les Marées"
    with kg.open_graph(graph) as opened:
        assert opened.find(outcome.decision.subject)[0].types == ("Film",)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            ("name", "les marées", "X"),
            "'les marées' may mean 2 entities: Les Marées .Series.*; add the class in brackets",
        ),
        (("name", "Brume Medio", "X"), "did you mean Brume Media"),
        (("type", "Brume Media", "Compny"), "no class 'Compny'; did you mean Company"),
        (("identifier", "Brume Media", "P31"), "no identifier like Q42"),
        (("same", "Brume Media", "brume media"), "both sides are the same entity"),
        (("same", "Brume Media", "https://w3id.org/mediakg/entity/nothing-0123456789"), "no entity is called"),
    ],
)
def test_what_cannot_be_meant_is_one_error(graph, given, message):
    with pytest.raises(kg.UsageError, match=message):
        kg.decide(graph, *given)
    assert not (graph / DECISIONS_NAME).exists()


def test_an_article_says_which_of_two_things_is_meant(graph):
    one = kg.decide(graph, "name", "Anne Morel", "Anne Morel (director)", article="marees.txt", update=False).decision
    other = kg.decide(graph, "name", "Anne Morel@brume.txt", "Anne Morel (executive)", update=False).decision
    assert one.subject == f"{other.subject_ref.iri}@marees.txt"
    assert one.subject_name == "Anne Morel (in marees.txt)"
    assert other.subject_ref.article_id == "brume.txt"
    with pytest.raises(kg.UsageError, match=r"no article 'maree.txt'; did you mean marees.txt"):
        kg.decide(graph, "name", "Anne Morel", "X", article="maree.txt")


def test_what_has_no_identifier_can_be_said(graph):
    assert kg.decide(graph, "identifier", "Brume Media", "none", update=False).decision.object == ""
    assert kg.decide(graph, "identifier", "Brume Media", "Q42", update=False, replace_others=True).taken_back


def test_a_graph_in_use_keeps_the_decision_and_says_so(graph):
    with kg.open_graph(graph):
        outcome = kg.decide(graph, "drop", "brume-1")
    assert "being read by another process" in outcome.problem
    assert "brume-1" in claims(graph)
    assert kg.relink(graph).claims == -1


def test_shared_decisions_hold_and_are_contradicted_like_own_ones(graph, tmp_path):
    shared = tmp_path / "house.jsonl"
    append(shared, lambda _: [new_decision("drop", "brume-1")])
    config = replace(kg.Config(), decisions=(str(shared),))
    assert kg.relink(graph, config).claims == -1
    with pytest.raises(kg.UsageError, match=r"house.jsonl, line 1"):
        kg.decide(graph, "keep", "brume-1", config=config)
    kg.decide(graph, "keep", "brume-1", config=config, replace_others=True)
    assert claims(graph)["brume-1"].confidence == 1
    assert len(shared.read_text(encoding="utf-8").splitlines()) == 1


@pytest.mark.models
def test_articles_whose_findings_were_lost_are_read_again(graph):
    (graph / CACHE_NAME).unlink()
    assert kg.relink(graph).articles == 3


def test_linking_again_without_decisions_changes_nothing(graph, exported):
    before = exported(graph)
    assert not kg.relink(graph)
    assert exported(graph) == before
