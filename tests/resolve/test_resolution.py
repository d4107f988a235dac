"""Entities of single articles become those of the corpus."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.knowledge import KBEntry, KnowledgeBase
from kg.model import Extraction, LocalEntity, Mention
from kg.ontology import load_schema
from kg.resolve import resolve

from .conftest import BASE

NETFLIX = "Q907311"


def entity(name, *types, kb=None, called=(), pronoun=False, aliases=(), key=None):
    """Return a local entity; ``called`` are further names that the article uses for it."""
    mentions = [Mention(0, len(form), form) for form in (name, *called)]
    mentions += [Mention(0, 3, "she", "pronoun")] if pronoun else []
    return LocalEntity(key or name, name, types, tuple(aliases) or tuple(called), kb, tuple(mentions))


def article(id_, *entities, lang="en"):
    return Extraction(id_, lang, entities, ())


def nodes(resolution):
    """Return the members of every entity, by name and class."""
    return {(e.name, *e.types): set(e.members) for e in resolution.entities}


def together(resolution, *members):
    return len({resolution.iri_of(*member) for member in members}) == 1


# -- links -------------------------------------------------------------------------------------------------------------


def test_one_knowledge_base_entry_is_one_node_over_articles_and_languages(resolved):
    found = resolved(
        article("a", entity("Netflix", "StreamingService", kb=NETFLIX)),
        article("b", entity("Netflix France", "Company", kb=NETFLIX), lang="fr"),
    )
    (netflix,) = found.entities

    assert netflix.name == "Netflix"
    assert netflix.members == (("a", "Netflix"), ("b", "Netflix France"))
    assert "Netflix France" in netflix.aliases


def test_a_linked_entity_has_the_classes_names_and_identifier_of_its_entry(resolved, knowledge):
    entry = knowledge.by_id(NETFLIX)
    (netflix,) = resolved(article("a", entity("NETFLIX", "Person", kb=NETFLIX))).entities

    assert (netflix.name, netflix.types) == (entry.name, load_schema().narrowest(entry.types))
    assert netflix.labels == tuple(sorted(entry.names.items()))
    assert netflix.same_as == (f"http://www.wikidata.org/entity/{NETFLIX}",)
    assert {*entry.aliases, "NETFLIX"} - {entry.name} <= set(netflix.aliases)


def test_only_what_is_linked_is_the_same_as_something_elsewhere(resolved):
    (lumio,) = resolved(article("a", entity("Lumio Films", "ProductionStudio"))).entities

    assert (lumio.same_as, lumio.labels) == ((), ())


def test_an_entry_without_identifier_elsewhere_is_the_same_as_nothing():
    entry = KBEntry(id="own-1", name="Keld Observatory", types=("Organization",), aliases=(), names={}, qid=None)
    extraction = article("a", entity("Keld", "Organization", kb="own-1"))
    (keld,) = resolve([extraction], BASE, load_schema(), KnowledgeBase([entry])).entities

    assert (keld.name, keld.same_as) == ("Keld Observatory", ())


def test_an_unlinked_name_joins_the_linked_entity_of_that_name_and_kind(resolved):
    found = resolved(
        article("a", entity("Netflix", "StreamingService", kb=NETFLIX)),
        article("b", entity("Netflix, Inc.", "Company")),
        article("c", entity("Netflix", "Film")),
    )

    assert together(found, ("a", "Netflix"), ("b", "Netflix, Inc."))
    assert not together(found, ("a", "Netflix"), ("c", "Netflix"))


def test_linked_namesakes_stay_apart_and_a_name_that_fits_both_joins_neither(resolved):
    found = resolved(
        article("a", entity("Orange", "Company", kb="own-1")),
        article("b", entity("Orange", "Company", kb="own-2")),
        article("c", entity("Orange", "Company")),
    )

    assert len(found.entities) == 3


# -- names -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Lumio Films", "ProductionStudio"), ("LUMIO FILMS", "ProductionStudio")),
        (("Lumio Films", "ProductionStudio"), ("Lumio Films", "Company")),
        (("L’Aube", "NewsPublisher"), ("L'Aube", "Organization")),
        (("Ada Holm", "Person"), ("Ada Holm", "Person")),
        (("Ada Holm", "Person"), ("Ada Holm",)),
        (("Groupe Brume", "Company"), ("Brume", "Company")),
        (("“Ore”", "Film"), ("Ore", "Film")),
    ],
)
def test_one_name_and_kind_is_one_thing(resolved, one, other):
    found = resolved(article("a", entity(*one, key="x")), article("b", entity(*other, key="y"), lang="fr"))

    assert together(found, ("a", "x"), ("b", "y"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Ore", "Film"), ("Ore", "Series")),
        (("Ore", "Book"), ("Ore", "Film")),
        (("Ada Holm", "Person"), ("Ada Holm", "Company")),
        (("Harfang", "Company"), ("Harfang Éco", "Company")),
        (("Mercury", "Place"), ("Mercury", "Company")),
    ],
)
def test_one_name_of_two_kinds_is_two_things(resolved, one, other):
    found = resolved(article("a", entity(*one, key="x")), article("b", entity(*other, key="y")))

    assert not together(found, ("a", "x"), ("b", "y"))


def test_the_name_used_most_wins_and_the_others_are_aliases(resolved):
    found = resolved(
        article("a", entity("LUMIO FILMS", "ProductionStudio")),
        article("b", entity("Lumio Films", "ProductionStudio")),
        article("c", entity("Lumio Films", "ProductionStudio", aliases=["LF"])),
    )
    (lumio,) = found.entities

    assert (lumio.name, lumio.aliases) == ("Lumio Films", ("LF", "LUMIO FILMS"))


def test_the_class_seen_most_wins_unless_another_is_narrower(resolved):
    lumio = [entity("Lumio", cls) for cls in ("Broadcaster", "Organization", "Company", "Broadcaster", "GameCompany")]
    (found,) = resolved(*(article(str(n), e) for n, e in enumerate(lumio))).entities

    assert found.types == ("Broadcaster",)


def test_nobody_knows_what_kind_of_thing_it_is(resolved):
    (found,) = resolved(article("a", entity("Sarwen"))).entities

    assert (found.name, found.types) == ("Sarwen", ())


# -- short and vague names ---------------------------------------------------------------------------------------------


def test_a_name_without_class_follows_the_one_thing_of_that_name(resolved):
    found = resolved(article("a", entity("Lumio", "Company")), article("b", entity("Lumio")))

    assert together(found, ("a", "Lumio"), ("b", "Lumio"))


def test_one_word_taken_for_a_person_follows_the_one_thing_of_that_name(resolved):
    found = resolved(article("a", entity("Lumio", "Company")), article("b", entity("Lumio", "Person")))

    assert nodes(found) == {("Lumio", "Company"): {("a", "Lumio"), ("b", "Lumio")}}


def test_of_two_namesakes_a_vague_name_follows_only_one_that_is_spoken_of_far_more(resolved):
    company = [article(f"a{n}", entity("Lumio", "Company")) for n in range(4)]
    film = [article(f"b{n}", entity("Lumio", "Film")) for n in range(3)]
    vague = article("c", entity("Lumio"))

    assert together(resolved(*company, film[0], vague), ("a0", "Lumio"), ("c", "Lumio"))
    assert not together(resolved(*company, *film, vague), ("a0", "Lumio"), ("c", "Lumio"))
    assert not together(resolved(*company, *film, vague), ("b0", "Lumio"), ("c", "Lumio"))


def test_one_word_without_class_is_nobodys_name(resolved):
    found = resolved(article("a", entity("Madrigal", "Person")), article("b", entity("Madrigal")))

    assert not together(found, ("a", "Madrigal"), ("b", "Madrigal"))


def test_a_work_of_unknown_class_is_the_one_work_of_that_name(resolved):
    works = article("a", entity("Ore", "Film")), article("b", entity("Ore", "CreativeWork"))

    assert together(resolved(*works), ("a", "Ore"), ("b", "Ore"))
    assert not together(resolved(*works, article("c", entity("Ore", "Series"))), ("a", "Ore"), ("b", "Ore"))


def test_a_work_of_unknown_class_is_the_linked_work_of_that_name(resolved):
    found = resolved(
        article("a", entity("Ore", "Film", kb="own-film")),
        article("b", entity("Ore", "CreativeWork")),
    )

    assert together(found, ("a", "Ore"), ("b", "Ore"))


def test_a_short_name_follows_the_full_name_that_another_article_explains(resolved):
    found = resolved(
        article("a", entity("Brume Media", "Company", called=["Brume"])),
        article("b", entity("Brume", "Company")),
    )

    assert together(found, ("a", "Brume Media"), ("b", "Brume"))


def test_a_short_name_of_two_full_names_follows_neither(resolved):
    found = resolved(
        article("a", entity("Brume Media", "Company", called=["Brume"])),
        article("b", entity("Brume Films", "Company", called=["Brume"])),
        article("c", entity("Brume", "Company")),
    )

    assert len(found.entities) == 3


def test_a_surname_alone_is_not_the_person_of_another_article(resolved):
    found = resolved(
        article("a", entity("Ada Holm", "Person", called=["Holm"])),
        article("b", entity("Holm", "Person", pronoun=True)),
    )

    assert not together(found, ("a", "Ada Holm"), ("b", "Holm"))


def test_names_that_explain_each_other_are_one_thing(resolved):
    ring = [
        article("a", entity("Brume Media", "Company", called=["Brume"])),
        article("b", entity("Brume", "Company", called=["Brume Media"])),
    ]
    more = [
        article("c", entity("Ondine Records", "RecordLabel", called=["Ondine"])),
        article("d", entity("Ondine", "RecordLabel")),
    ]
    alone, among = resolved(*ring), resolved(*ring, *more)

    assert together(alone, ("a", "Brume Media"), ("b", "Brume"))
    assert alone.iri_of("a", "Brume Media") == among.iri_of("a", "Brume Media") == among.iri_of("b", "Brume")


# -- stability ---------------------------------------------------------------------------------------------------------

names = st.sampled_from(["Lumio", "LUMIO", "Lumio Films", "Brume", "Brume Media", "Ada Holm", "Holm", "Ore", "东宝"])
classes = st.sampled_from(["Person", "Company", "ProductionStudio", "Film", "Series", "CreativeWork", ""])
locals_ = st.builds(
    lambda name, cls, kb, called, pronoun: entity(name, *filter(None, [cls]), kb=kb, called=called, pronoun=pronoun),
    names,
    classes,
    st.sampled_from([None, None, None, NETFLIX, "own-1"]),
    st.lists(names, max_size=2, unique=True),
    st.booleans(),
)
corpora = st.lists(st.lists(locals_, max_size=4, unique_by=lambda e: e.key), max_size=6).map(
    lambda rows: [article(f"article-{n}", *row) for n, row in enumerate(rows)]
)


@given(st.data())
def test_the_order_of_articles_does_not_matter(resolved, data):
    corpus = data.draw(corpora)
    shuffled = data.draw(st.permutations(corpus))

    assert resolved(*shuffled) == resolved(*corpus)


@given(corpora)
def test_every_local_entity_is_in_exactly_one_node(resolved, corpus):
    found = resolved(*corpus)

    members = [member for e in found.entities for member in e.members]
    assert sorted(members) == sorted((x.article_id, e.key) for x in corpus for e in x.entities)
    assert {e.iri: e.members for e in found.entities} == {
        e.iri: tuple(sorted(m for m, iri in found.iris.items() if iri == e.iri)) for e in found.entities
    }
    assert [e.iri for e in found.entities] == sorted({e.iri for e in found.entities})


@given(corpora)
def test_nodes_are_well_formed(resolved, corpus):
    for node in resolved(*corpus).entities:
        assert node.iri.startswith(f"{BASE}entity/")
        assert node.iri.isascii()
        assert node.name
        assert node.name not in node.aliases
        assert list(node.aliases) == sorted(set(node.aliases))


def test_an_iri_stays_when_articles_are_added(resolved):
    first = article("a", entity("Lumio Films", "ProductionStudio"), entity("Netflix", "StreamingService", kb=NETFLIX))
    more = [
        article("b", entity("LUMIO FILMS SA", "Company"), entity("Netflix Studios", "Company", kb=NETFLIX)),
        article("c", entity("LUMIO FILMS SA", "Company", aliases=["Lumio"]), entity("Ore", "Film")),
    ]
    alone, among = resolved(first), resolved(first, *more)

    for key in ("Lumio Films", "Netflix"):
        assert alone.iri_of("a", key) == among.iri_of("a", key)
    assert together(among, ("a", "Lumio Films"), ("c", "LUMIO FILMS SA"))


def test_an_iri_can_be_read(resolved):
    found = resolved(article("a", entity("Studio Été", "ProductionStudio"), entity("Netflix", "Company", kb=NETFLIX)))

    assert "/entity/studio-ete-" in found.iri_of("a", "Studio Été")
    assert "/entity/netflix-" in found.iri_of("a", "Netflix")


def test_nothing_comes_of_nothing(resolved):
    found = resolved()

    assert (found.entities, dict(found.iris)) == ((), {})
    with pytest.raises(KeyError):
        found.iri_of("a", "e0")
