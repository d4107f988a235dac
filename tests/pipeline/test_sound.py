"""What a claim must still be once its sides are known over the whole corpus."""

import pytest

from kg.model import Claim, DateValue, Entity, EntityRef, Evidence, Quantity
from kg.ontology import load_schema
from kg.pipeline.sound import sound_claims

TYPES = {
    "netflix": ("StreamingService",),
    "lumio": ("ProductionStudio",),
    "ada": ("Person",),
    "ore": ("Film",),
    "unknown": (),
}


@pytest.fixture(scope="module")
def sound():
    schema = load_schema()

    def sound(predicate, subject, object_, same=()):
        iris = {key: key if key not in same else "same" for key in TYPES}
        entities = {iri: Entity(iri, key, TYPES[key]) for key, iri in iris.items()}
        claim = Claim("c", "a", EntityRef(subject), predicate, object_, Evidence(0, 1, "x"))
        kept = sound_claims([claim], iris, entities, schema)
        assert kept in ((), (claim,))
        return bool(kept)

    return sound


def test_a_claim_whose_sides_fit_stays(sound):
    assert sound("acquires", "netflix", EntityRef("lumio"))
    assert sound("director", "ore", EntityRef("ada"))


def test_a_claim_whose_sides_do_not_fit_is_left_out(sound):
    assert not sound("acquires", "ore", EntityRef("lumio"))
    assert not sound("director", "ore", EntityRef("lumio"))
    assert not sound("director", "ada", EntityRef("ore"))


def test_a_claim_about_one_thing_and_itself_is_left_out(sound):
    assert not sound("acquires", "netflix", EntityRef("lumio"), same=("netflix", "lumio"))


def test_a_date_belongs_to_what_can_have_one(sound):
    assert sound("releaseDate", "ore", DateValue("2025-07"))
    assert not sound("releaseDate", "ada", DateValue("2025-07"))
    assert not sound("director", "ore", DateValue("2025-07"))


def test_a_figure_stays_whatever_its_subject_turned_out_to_be(sound):
    assert sound("revenue", "netflix", Quantity(3, unit="EUR"))
    assert sound("revenue", "ada", Quantity(3, unit="EUR"))


def test_a_relation_that_the_ontology_does_not_know_is_left_out(sound):
    assert not sound("admires", "ada", EntityRef("netflix"))


def test_an_order_is_kept():
    schema = load_schema()
    iris = {"netflix": "n", "lumio": "l"}
    entities = {"n": Entity("n", "Netflix", ("StreamingService",)), "l": Entity("l", "Lumio", ("ProductionStudio",))}
    claims = [
        Claim(str(n), "a", EntityRef("netflix"), predicate, EntityRef("lumio"), Evidence(0, 1, "x"))
        for n, predicate in enumerate(["owns", "admires", "acquires", "owns"])
    ]

    assert [c.id for c in sound_claims(claims, iris, entities, schema)] == ["0", "2", "3"]
