"""What people decide about who is who holds over whatever is found out, and can be taken back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.decisions import mint, new_decision, replay
from kg.knowledge import load_knowledge
from kg.ontology import load_schema
from kg.resolve import resolve

from .conftest import BASE
from .test_resolution import article, corpora, entity, together

NETFLIX = "Q907311"


@pytest.fixture(scope="session")
def resolved_with(knowledge):
    schema = load_schema()

    def resolved_with(corpus, *decisions):
        return resolve(corpus, BASE, schema, knowledge, replay(decisions))

    return resolved_with


def named(resolution, name):
    """Return the one entity of this name."""
    (found,) = [e for e in resolution.entities if e.name == name]
    return found


ADA, ADELE = article("a", entity("Ada Holm", "Person")), article("b", entity("Adelaide Holm", "Person"))


def test_what_is_decided_to_be_the_same_is_one_node_that_leads_there_from_both_iris(resolved_with):
    before = resolved_with([ADA, ADELE])
    one, other = named(before, "Ada Holm").iri, named(before, "Adelaide Holm").iri
    after = resolved_with([ADA, ADELE], new_decision("same", one, other, who="Kim", note="née Adelaide"))
    (holm,) = after.entities

    assert {holm.iri, *holm.replaces} == {one, other}
    assert "Kim" in after.merges[holm.iri][0].text
    assert "née Adelaide" in after.merges[holm.iri][0].text


def test_undoing_a_merge_restores_both_nodes(resolved_with):
    before = resolved_with([ADA, ADELE])
    same = new_decision("same", *(e.iri for e in before.entities))
    undo = new_decision("undo", same.id)

    assert resolved_with([ADA, ADELE], same) != before
    assert resolved_with([ADA, ADELE], same, undo) == before


def test_what_is_decided_to_be_different_stays_apart_also_by_way_of_a_third(resolved_with):
    full, initial = article("a", entity("Ada Holm", "Person")), article("b", entity("A. Holm", "Person"))
    longer = article("c", entity("Ada Lovisa Holm", "Person"))
    before = resolved_with([full, initial, longer])
    assert len(before.entities) == 1
    parts = {part.name: part.iri for part in before.parts[before.entities[0].iri]}
    after = resolved_with(
        [full, initial, longer], new_decision("different", parts["A. Holm"], parts["Ada Lovisa Holm"])
    )

    assert not together(after, ("b", "A. Holm"), ("c", "Ada Lovisa Holm"))
    assert len(after.entities) == 2


def test_one_article_may_mean_another_thing_by_the_same_name(resolved_with):
    corpus = [article(id_, entity("Ore", "Film")) for id_ in "abc"]
    (ore,) = resolved_with(corpus).entities
    apart = new_decision("different", f"{ore.iri}@c", ore.iri)
    after = resolved_with(corpus, apart)

    assert len(after.entities) == 2
    assert after.iri_of("a", "Ore") == after.iri_of("b", "Ore") == ore.iri
    assert after.iri_of("c", "Ore") != ore.iri
    assert resolved_with(corpus, apart, new_decision("undo", apart.id)) == resolved_with(corpus)


def test_one_article_may_mean_another_thing_by_the_same_link(resolved_with):
    corpus = [article(id_, entity("Netflix", "StreamingService", kb=NETFLIX)) for id_ in "ab"]
    (netflix,) = resolved_with(corpus).entities
    after = resolved_with(corpus, new_decision("different", f"{netflix.iri}@b", netflix.iri))

    assert not together(after, ("a", "Netflix"), ("b", "Netflix"))


def test_what_one_article_calls_so_may_be_something_else(resolved_with):
    corpus = [article(id_, entity("Ore", "Film")) for id_ in "ab"]
    corpus.append(article("c", entity("Ore, the Series", "Series")))
    before = resolved_with(corpus)
    film, series = named(before, "Ore").iri, named(before, "Ore, the Series").iri
    after = resolved_with(corpus, new_decision("same", f"{film}@b", series))

    assert together(after, ("b", "Ore"), ("c", "Ore, the Series"))
    assert not together(after, ("a", "Ore"), ("b", "Ore"))
    assert after.iri_of("a", "Ore") == film


def test_an_article_is_meant_also_when_it_calls_the_thing_by_another_name(resolved_with):
    corpus = [ADA, article("b", entity("A. Holm", "Person")), article("c", entity("Ore", "Film"))]
    before = resolved_with(corpus)
    holm = named(before, "Ada Holm")
    assert set(holm.members) == {("a", "Ada Holm"), ("b", "A. Holm")}
    after = resolved_with(corpus, new_decision("different", f"{holm.iri}@b", holm.iri))

    assert not together(after, ("a", "Ada Holm"), ("b", "A. Holm"))


def test_an_old_iri_means_the_thing_it_was_merged_into(resolved_with):
    corpus = [ADA, article("b", entity("A. Holm", "Person")), article("c", entity("Adah H.", "Person"))]
    holm = named(resolved_with(corpus), "Ada Holm")
    other = named(resolved_with(corpus), "Adah H.").iri
    (old,) = holm.replaces
    after = resolved_with(corpus, new_decision("same", old, other))

    assert len(after.entities) == 1


def test_an_identifier_links_and_brings_the_names_of_the_known_thing(resolved_with):
    corpus = [article("a", entity("Netfl.", "Person")), article("b", entity("Netflix", "Company", kb=NETFLIX))]
    odd = named(resolved_with(corpus), "Netfl.").iri
    (netflix,) = resolved_with(corpus, new_decision("identifier", odd, NETFLIX)).entities

    assert (netflix.name, netflix.same_as) == ("Netflix", (f"http://www.wikidata.org/entity/{NETFLIX}",))
    assert odd in netflix.replaces


def test_an_identifier_of_something_unknown_is_only_written(resolved_with):
    (ada,) = resolved_with(
        [ADA], new_decision("identifier", resolved_with([ADA]).entities[0].iri, "Q999999999")
    ).entities

    assert (ada.name, ada.same_as) == ("Ada Holm", ("http://www.wikidata.org/entity/Q999999999",))


def test_that_a_thing_has_no_identifier_unlinks_it(resolved_with):
    corpus = [article("a", entity("Netflix", "Film", kb=NETFLIX))]
    (netflix,) = resolved_with(corpus).entities
    (unlinked,) = resolved_with(corpus, new_decision("identifier", netflix.iri)).entities

    assert (unlinked.iri, unlinked.same_as, unlinked.types) == (netflix.iri, (), ("Film",))


def test_names_and_classes_are_as_decided(resolved_with):
    (ada,) = resolved_with([ADA]).entities
    (after,) = resolved_with(
        [ADA],
        new_decision("name", ada.iri, "Ada Lovisa Holm"),
        new_decision("type", ada.iri, "Organization|Broadcaster"),
    ).entities

    assert (after.iri, after.name, after.types) == (ada.iri, "Ada Lovisa Holm", ("Broadcaster",))
    assert "Ada Holm" in after.aliases


def test_a_class_that_was_decided_on_counts_as_evidence(resolved_with):
    corpus = [article("a", entity("Lumio Play", "Person")), article("b", entity("Lumio Play", "StreamingService"))]
    before = resolved_with(corpus)
    (person,) = [e for e in before.entities if e.types == ("Person",)]
    after = resolved_with(corpus, new_decision("type", person.iri, "StreamingService"))

    assert together(after, ("a", "Lumio Play"), ("b", "Lumio Play"))


def test_decisions_on_what_is_not_there_say_nothing(resolved_with):
    gone = f"{BASE}entity/nobody-0000000000"
    decisions = [
        new_decision("same", gone, resolved_with([ADA]).entities[0].iri),
        new_decision("name", gone, "Nobody"),
        new_decision("different", f"{gone}@a", gone),
        new_decision("identifier", f"{resolved_with([ADA]).entities[0].iri}@b", NETFLIX),
    ]

    assert resolved_with([ADA], *decisions) == resolved_with([ADA])


@settings(max_examples=50)
@given(st.data())
def test_decisions_hold_whatever_else_is_found_and_undo_restores_every_node(resolved_with, data):
    corpus = data.draw(corpora)
    before = resolved_with(corpus)
    iris = [part.iri for parts in before.parts.values() for part in parts]
    if len(iris) < 2:
        return
    sides = st.sampled_from(iris) | st.builds(
        "{}@{}".format, st.sampled_from(iris), st.sampled_from("01234").map("article-{}".format)
    )
    pairs = data.draw(st.lists(st.tuples(st.sampled_from(["same", "different"]), sides, sides), min_size=1, max_size=4))
    lines = [new_decision(kind, one, other) for kind, one, other in pairs if one != other]
    holding = replay(lines)
    after = resolved_with(corpus, *lines)

    home = {part.iri: iri for iri, parts in after.parts.items() for part in parts}
    assert set(home) >= set(iris)
    if not any("@" in d.subject + d.object for d in holding):
        assert all(home[d.subject] == home[d.object] for d in holding.same)
        assert all(home[d.subject] != home[d.object] for d in holding.different)
    undone = [new_decision("undo", mint(d.kind, d.subject, d.object)) for d in holding]
    assert (
        resolved_with(corpus, *lines, *undone, *[new_decision("undo", c.decision.id) for c in holding.contradictions])
        == before
    )


def test_shipped_data_is_used_without_arguments():
    load_knowledge()
    (found,) = resolve([ADA], BASE).entities

    assert found.name == "Ada Holm"
