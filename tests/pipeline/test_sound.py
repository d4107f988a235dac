"""What a claim must still be once its sides are known over the whole corpus."""

import pytest

from kg.model import Claim, DateValue, Entity, EntityRef, Evidence, Quantity
from kg.ontology import load_schema
from kg.pipeline.sound import gate

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
        kept, withheld = gate([claim], iris, entities, schema)
        assert [*kept, *(item.claim for item in withheld)] == [claim]
        return bool(kept) or f"{withheld[0].reason}: {withheld[0].detail}"

    return sound


def test_a_claim_whose_sides_fit_stays(sound):
    assert True is sound("acquires", "netflix", EntityRef("lumio"))
    assert True is sound("director", "ore", EntityRef("ada"))


def test_a_claim_whose_sides_do_not_fit_goes_to_review(sound):
    assert sound("acquires", "ore", EntityRef("lumio")) == (
        "subject: the subject is Film, the relation wants Organization or Person"
    )
    assert sound("director", "ore", EntityRef("lumio")) == (
        "object: the object is ProductionStudio, the relation wants Person"
    )
    assert (
        sound("director", "ada", EntityRef("ore")) == "subject: the subject is Person, the relation wants CreativeWork"
    )
    assert sound("director", "ore", EntityRef("unknown")) == (
        "object: the object is of no known class, the relation wants Person"
    )


def test_a_claim_about_one_thing_and_itself_goes_to_review(sound):
    assert sound("acquires", "netflix", EntityRef("lumio"), same=("netflix", "lumio")) == "same: both sides are lumio"


def test_a_date_belongs_to_what_can_have_one(sound):
    assert True is sound("releaseDate", "ore", DateValue("2025-07"))
    assert sound("releaseDate", "ada", DateValue("2025-07")).startswith("subject: ")
    assert sound("director", "ore", DateValue("2025-07")) == "object: the object is date, the relation wants Person"


def test_a_figure_belongs_to_what_can_have_it_or_has_no_known_class():
    schema = load_schema()
    figure = Claim("c", "a", EntityRef("x"), "revenue", Quantity(3, unit="EUR"), Evidence(0, 1, "x"))

    def passes(*types):
        return bool(gate([figure], {"x": "x"}, {"x": Entity("x", "X", types)}, schema)[0])

    assert passes("StreamingService")
    assert passes()
    assert not passes("Person")
    assert passes("Person", "Company")


def test_a_relation_that_the_ontology_does_not_know_goes_to_review(sound):
    assert sound("admires", "ada", EntityRef("netflix")) == "relation: the ontology has no relation admires"


def test_an_order_is_kept():
    schema = load_schema()
    iris = {"netflix": "n", "lumio": "l"}
    entities = {"n": Entity("n", "Netflix", ("StreamingService",)), "l": Entity("l", "Lumio", ("ProductionStudio",))}
    claims = [
        Claim(str(n), "a", EntityRef("netflix"), predicate, EntityRef("lumio"), Evidence(0, 1, "x"))
        for n, predicate in enumerate(["owns", "admires", "acquires", "owns"])
    ]

    sound, withheld = gate(claims, iris, entities, schema)

    assert [c.id for c in sound] == ["0", "2", "3"]
    assert [w.claim.id for w in withheld] == ["1"]


def test_a_claim_that_a_person_confirmed_passes():
    iris = {"ore": "o", "lumio": "l"}
    entities = {"o": Entity("o", "Ore", ("Film",)), "l": Entity("l", "Lumio", ("ProductionStudio",))}
    claim = Claim("c", "a", EntityRef("ore"), "acquires", EntityRef("lumio"), Evidence(0, 1, "x"))

    assert gate([claim], iris, entities, load_schema(), confirmed={"other"})[0] == ()
    assert gate([claim], iris, entities, load_schema(), confirmed={"c"}) == ((claim,), ())
