"""Records as JSON and back, and the published line of a claim."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import MODES, Claim, DateValue, EntityRef, Evidence, Extraction, LocalEntity, Mention, Quantity
from kg.records import claim_line, extraction_from_dict, extraction_to_dict, quantity_to_dict

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
numbers = st.integers(-(10**15), 10**15) | st.floats(allow_nan=False, allow_infinity=False)
quantities = st.builds(
    Quantity,
    value=st.none() | numbers,
    unit=st.none() | st.sampled_from(["EUR", "person", "percent"]),
    period=st.none() | st.sampled_from(["2025", "2025-Q2", "2025-01-01/2025-03-31"]),
    change=st.none() | numbers,
    bound=st.none() | st.sampled_from(["atLeast", "atMost", "about"]),
)
references = texts.map(EntityRef)
named = st.builds(EntityRef, texts.filter(bool))
offsets = st.integers(0, 10**6)
spans = st.none() | st.tuples(offsets, offsets)
claims = st.builds(
    Claim,
    id=texts,
    article_id=st.just("a"),
    subject=references,
    predicate=texts,
    object=references | quantities | texts.map(DateValue),
    evidence=st.builds(Evidence, start=offsets, end=offsets, quote=texts, subject=spans, object=spans),
    mode=st.sampled_from(MODES),
    attributed_to=st.none() | named,
    qualifiers=st.lists(st.tuples(texts, texts | st.booleans() | quantities | references), max_size=3).map(tuple),
    confidence=st.floats(0, 1),
    rule=texts,
)
entities = st.builds(
    LocalEntity,
    key=texts,
    name=texts,
    types=st.lists(texts, max_size=2).map(tuple),
    aliases=st.lists(texts, max_size=2).map(tuple),
    kb_id=st.none() | texts,
    mentions=st.lists(
        st.builds(
            Mention, start=offsets, end=offsets, text=texts, kind=st.sampled_from(["name", "nominal", "pronoun"])
        ),
        max_size=2,
    ).map(tuple),
)
extractions = st.builds(
    Extraction,
    article_id=st.just("a"),
    lang=st.sampled_from(["en", "fr"]),
    entities=st.lists(entities, max_size=3).map(tuple),
    claims=st.lists(claims, max_size=3).map(tuple),
)

LUMIO = {"iri": "https://example.org/entity/lumio-1", "label": "Lumio", "types": ["Company"], "aliases": []}
BRUME = {"iri": "https://example.org/entity/brume-1", "label": "Brume", "types": ["Company"], "aliases": ["BM"]}
ADA = {"iri": "https://example.org/entity/ada-1", "label": "Ada Holm", "types": ["Person"], "aliases": []}
BRUME_REF = EntityRef("brume")
PUBLISHED = {"lumio": LUMIO, "brume": BRUME, "ada": ADA}


def claim(object_=BRUME_REF, **more):
    evidence = Evidence(3, 8, "Lumio", (3, 8), None)
    return Claim("c1", "a.txt", EntityRef("lumio"), "acquires", object_, evidence, **more)


@given(extractions)
def test_an_extraction_survives_json(extraction):
    written = json.dumps(extraction_to_dict(extraction))

    assert extraction_from_dict(json.loads(written)) == extraction


@given(extractions)
def test_the_type_of_a_number_survives_too(extraction):
    back = extraction_from_dict(json.loads(json.dumps(extraction_to_dict(extraction))))

    assert repr(back) == repr(extraction)


@given(quantities)
def test_a_quantity_shows_what_is_known(quantity):
    shown = quantity_to_dict(quantity)

    assert "value" in shown
    assert all(shown[key] is not None for key in shown.keys() - {"value"})
    assert Quantity(**shown) == quantity


@pytest.mark.parametrize("missing", ["article", "lang", "entities", "claims"])
def test_a_damaged_record_is_an_error(missing):
    data = extraction_to_dict(Extraction("a", "en", (), ()))
    del data[missing]

    with pytest.raises(KeyError):
        extraction_from_dict(data)


def test_a_published_claim_names_both_sides():
    line = claim_line(claim(mode="attributed", attributed_to=EntityRef("ada"), confidence=0.8, rule="v"), PUBLISHED)

    assert line == {
        "article": "a.txt",
        "id": "c1",
        "subject": LUMIO,
        "predicate": "acquires",
        "object": BRUME,
        "qualifiers": {},
        "mode": "attributed",
        "attributedTo": ADA,
        "confidence": 0.8,
        "evidence": {"quote": "Lumio", "start": 3, "end": 8, "subject": (3, 8), "object": None},
        "rule": "v",
    }


@pytest.mark.parametrize(
    ("object_", "shown"),
    [
        (DateValue("2025-07"), {"value": "2025-07"}),
        (Quantity(3, unit="EUR"), {"value": 3, "unit": "EUR"}),
        (Quantity(None, change=-4), {"value": None, "change": -4}),
    ],
)
def test_a_published_claim_may_be_about_a_date_or_a_figure(object_, shown):
    assert claim_line(claim(object_), PUBLISHED)["object"] == shown


def test_qualifiers_are_published_by_name():
    qualifiers = (
        ("price", Quantity(3, unit="EUR")),
        ("forWork", EntityRef("brume")),
        ("former", True),
        ("date", "2025"),
    )

    assert claim_line(claim(qualifiers=qualifiers), PUBLISHED)["qualifiers"] == {
        "price": {"value": 3, "unit": "EUR"},
        "forWork": BRUME,
        "former": True,
        "date": "2025",
    }
