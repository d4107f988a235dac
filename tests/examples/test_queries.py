"""The example queries say what they do, and give the right rows on a small graph that was written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.graph import open_graph
from kg.ids import digest, entity_iri
from kg.model import Article, Claim, DateValue, Entity, EntityRef, Evidence, Quantity, Withheld
from kg.ontology import implications, load_schema, ontology_quads
from kg.store import GraphStore, article_quads, entities_quads
from kg.store.library import read_query
from kg.store.mapping import ontology_graph

QUERIES = Path(__file__).parents[2] / "examples" / "queries"
BASE = "https://example.org/media/"
TYPES = {
    "Bellweather": "Company",
    "Valmeris": "Company",
    "Ondine": "ProductionStudio",
    "Harfang": "StreamingService",
    "Northlight": "Company",
    "Léa Marquet": "Person",
    "Hélène Ostrowski": "Person",
    "Agnès Delorme": "Person",
    "Le Gué": "Film",
    "Augustin": "Film",
    "Pelote": "Product",
    "Roseau": "Award",
}
IRIS = {name: entity_iri(BASE, name, name) for name in TYPES}
FRENCH = "Ondine, autrefois à Valmeris, a été racheté par Bellweather. Northlight ne rachètera pas Harfang."
ENGLISH = "Bellweather bought Ondine for 185 million euros. Northlight may buy Harfang."


def article(id_, lang, text, date, publisher):
    return Article(id_, text, lang, "", date, publisher)


def claim(text, quote, subject, predicate, object_, mode="asserted", source=None, **qualifiers):
    start = text.index(quote)
    return Claim(
        id=digest(subject, predicate, str(object_), text),
        article_id="fr-1" if text is FRENCH else "en-1",
        subject=EntityRef(subject),
        predicate=predicate,
        object=object_ if isinstance(object_, Quantity | DateValue) else EntityRef(object_),
        evidence=Evidence(start, start + len(quote), quote),
        mode=mode,
        attributed_to=EntityRef(source) if source else None,
        qualifiers=tuple(qualifiers.items()),
        confidence=0.9,
        rule="hand",
    )


CLAIMS = {
    "fr-1": (
        claim(FRENCH, "a été racheté par Bellweather", "Bellweather", "acquires", "Ondine"),
        claim(FRENCH, "autrefois à Valmeris", "Valmeris", "owns", "Ondine", former=True),
        claim(FRENCH, "Valmeris", "Valmeris", "owns", "Harfang"),
        claim(FRENCH, "Northlight ne rachètera", "Northlight", "acquires", "Harfang", "negated", "Hélène Ostrowski"),
        claim(FRENCH, "Ondine", "Léa Marquet", "founderOf", "Ondine", roleTitle="fondatrice"),
        claim(FRENCH, "Ondine", "Le Gué", "composer", "Agnès Delorme"),
        claim(FRENCH, "Ondine", "Ondine", "develops", "Pelote"),
        claim(FRENCH, "Ondine", "Le Gué", "director", "Léa Marquet"),
        claim(FRENCH, "Ondine", "Ondine", "employees", Quantity(230, "person", "2024")),
        claim(FRENCH, "Ondine", "Léa Marquet", "awardReceived", "Roseau", forWork=EntityRef("Le Gué"), date="2024"),
    ),
    "en-1": (
        claim(ENGLISH, "bought Ondine", "Bellweather", "acquires", "Ondine", price=Quantity(185_000_000, "EUR")),
        claim(ENGLISH, "may buy Harfang", "Northlight", "acquires", "Harfang", "hedged"),
        claim(ENGLISH, "Ondine", "Hélène Ostrowski", "chiefExecutiveOf", "Valmeris", "attributed"),
        claim(ENGLISH, "Ondine", "Augustin", "composer", "Agnès Delorme"),
        claim(ENGLISH, "Harfang", "Harfang", "subscribers", Quantity(12_400_000, "person", "2025-03", 9, "atLeast")),
        claim(ENGLISH, "Harfang", "Harfang", "partnersWith", "Bellweather"),
        claim(ENGLISH, "Ondine", "Augustin", "releaseDate", DateValue("2023")),
        claim(ENGLISH, "Ondine", "Ondine", "employees", Quantity(240, "person", "2024")),
        claim(
            ENGLISH,
            "Northlight",
            "Hélène Ostrowski",
            "chairOf",
            "Northlight",
            former=True,
            startDate="2019",
            endDate="2024",
        ),
        claim(ENGLISH, "Bellweather", "Valmeris", "partnersWith", "Bellweather", "attributed"),
    ),
}
#: What to set, and rows that must be among the result, by values that stand in them.
EXPECTED = {
    "acquisitions": (
        {},
        {
            ("Northlight", "Harfang", "negated"),
            ("Northlight", "Harfang", "hedged"),
            ("Bellweather", "Ondine", "asserted", "185000000", "EUR", "bought Ondine", "Screen Ledger", "2025-03-13"),
            ("Bellweather", "Ondine", "asserted", "a été racheté par Bellweather", "Agence Armor", "2025-03-11"),
        },
    ),
    "deals": (
        {"company": "Harfang"},
        {("Harfang", "partnersWith", "Bellweather"), ("Northlight", "acquires", "Harfang", "hedged")},
    ),
    "leaders": (
        {},
        {
            ("Ondine", "Léa Marquet", "founder of", "fondatrice"),
            ("Valmeris", "Hélène Ostrowski", "chief executive of"),
        },
    ),
    "posts": (
        {"person": "Hélène Ostrowski"},
        {
            ("Hélène Ostrowski", "chiefExecutiveOf", "Valmeris", "false", "2025-03-13"),
            ("Hélène Ostrowski", "chairOf", "Northlight", "2019", "2024", "true"),
        },
    ),
    "about-one-entity": (
        {"entity": "harfang"},
        {("Valmeris", "owns", "Harfang", "1"), ("Harfang", "subscribers", "12400000 person")},
    ),
    "figures": ({}, {("Harfang", "subscribers", "12400000", "person", "2025-03", "9", "atLeast")}),
    "figures-over-time": (
        {"entity": "Ondine", "metric": "employees"},
        {("Ondine", "employees", "2024", "person", "230", "240", "2")},
    ),
    "differing-figures": ({}, {("Ondine", "employees", "2024", "person", "230", "240", "2")}),
    "rumours-and-denials": (
        {},
        {("Northlight", "acquires", "Harfang", "may buy Harfang", "Screen Ledger", "Hélène Ostrowski")},
    ),
    "contradictions": (
        {"entity": "Harfang"},
        {("Northlight", "acquires", "Harfang", "hedged", "Screen Ledger", "Agence Armor")},
    ),
    "single-source": ({}, {("Valmeris", "owns", "Harfang", "Agence Armor", "1", "0.9")}),
    "told-in-both-languages": ({}, {("Bellweather", "acquires", "Ondine", "1")}),
    "people-between-works": ({}, {("Agnès Delorme", "composer", "Augustin", "Le Gué")}),
    "credits": ({"work": "Augustin"}, {("Augustin", "composer", "Agnès Delorme", "asserted")}),
    "ownership": ({}, {("Bellweather", "Ondine"), ("Valmeris", "Harfang")}),
    "technology": ({}, {("Pelote", "develops", "Ondine", "asserted")}),
    "works-by-technology": ({"technology": "Pelote"}, {("Pelote", "Le Gué", "director", "Léa Marquet", "Ondine")}),
    "sources": ({}, {("Agence Armor", "1", "10", "9", "0.9"), ("Screen Ledger", "1", "10", "9", "0.9")}),
    "co-appearance": (
        {"entity": "Harfang", "class": "Person"},
        {("Hélène Ostrowski", "2", "2025-03-11", "2025-03-13")},
    ),
    "most-linked": ({"class": "ProductionStudio"}, {("Ondine", "5", "4", "2")}),
    "paths": (
        {"from": "Léa Marquet", "to": "Bellweather"},
        {
            ("2", "Léa Marquet", "founderOf", "Ondine", "acquires", "Bellweather"),
            ("3", "Léa Marquet", "founderOf", "Ondine", "owns", "Valmeris", "partnersWith", "Bellweather"),
        },
    ),
    "newest": ({"since": "2025-03-12"}, {("2025-03-13", "Screen Ledger", "Bellweather", "acquires", "Ondine")}),
    "plans": ({}, {("2025-03-13", "Northlight", "acquires", "Harfang", "hedged", "may buy Harfang")}),
    "provenance": (
        {"subject": "Bellweather", "object": "Ondine", "relation": "acquires"},
        {("fr-1", "a été racheté par Bellweather", "asserted", "0.9", "Agence Armor"), ("en-1", "bought Ondine")},
    ),
    "awards": (
        {"winner": "Léa Marquet"},
        {("Léa Marquet", "awardReceived", "Roseau", "Le Gué", "2024", "asserted", "Agence Armor")},
    ),
    "inferred": (
        {},
        {
            ("Léa Marquet", "holdsPositionAt", "Ondine", "founderOf"),
            ("Harfang", "partnersWith", "Bellweather", "partnersWith"),
        },
    ),
    "in-review": ({}, {("Pelote", "acquires", "Ondine", "the subject is Product", "Agence Armor")}),
}
UNWANTED = {
    "ownership": ("Valmeris", "Ondine"),
    "leaders": ("Pelote",),
    "about-one-entity": ("acquires",),
    "told-in-both-languages": ("Valmeris",),
    "newest": ("2025-03-11",),
    "single-source": ("acquires", "Ondine"),
    "inferred": ("Northlight",),
    "posts": ("Léa Marquet",),
    "deals": ("Ondine",),
}


#: Values of one row that each query finds in the example articles, with its parameters as they are.
ON_THE_EXAMPLES = {
    "about-one-entity": ("Groupe Valmeris", "owns", "Harfang"),
    "acquisitions": ("Bellweather Media", "Studio Ondine", "asserted", "185000000", "EUR"),
    "awards": ("The Ford", "awardReceived", "Golden Reed"),
    "co-appearance": ("Groupe Valmeris",),
    "contradictions": ("Northlight Group", "acquires", "Harfang", "hedged", "The Interval"),
    "credits": ("Lanterns of Vell", "developer", "Copperlark Games"),
    "deals": ("Northlight Group", "acquires", "Harfang", "negated"),
    "differing-figures": ("Harfang", "subscribers", "2025"),
    "figures": ("Bellweather Media", "revenue", "2300000000", "GBP", "2024", "6"),
    "figures-over-time": ("Harfang", "subscribers", "person"),
    "in-review": (),
    "inferred": ("Siri Halvorsen", "holdsPositionAt", "Harfang", "executiveOf"),
    "leaders": ("Bellweather Media", "Dominic Feld", "chief executive of"),
    "most-linked": ("Lanterns of Vell",),
    "newest": ("Clémentine Aubrac", "chiefExecutiveOf", "Harfang"),
    "ownership": ("Bellweather Media", "Studio Ondine"),
    "paths": ("2", "Léa Marquet", "founderOf", "Studio Ondine", "acquires", "Bellweather Media"),
    "people-between-works": ("Aïda Khelifi", "castMember", "Le Gué"),
    "plans": ("Lanterns of Vell", "gamePlatform", "planned"),
    "posts": ("Dominic Feld", "chiefExecutiveOf", "Bellweather Media"),
    "provenance": ("Bellweather Media", "acquires", "Studio Ondine", "2025-03-11"),
    "rumours-and-denials": ("Northlight Group", "acquires", "Harfang", "Hélène Ostrowski"),
    "single-source": ("Ailsa Kerr", "chiefExecutiveOf", "Copperlark Games"),
    "sources": ("Screen Ledger", "1"),
    "technology": ("Pelote", "develops", "Studio Ondine"),
    "told-in-both-languages": ("Bellweather Media", "acquires", "Studio Ondine", "1"),
    "works-by-technology": ("Pelote", "director", "Léa Marquet", "Studio Ondine"),
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    folder = tmp_path_factory.mktemp("graph")
    articles = (
        article("fr-1", "fr", FRENCH, "2025-03-11", "Agence Armor"),
        article("en-1", "en", ENGLISH, "2025-03-13", "Screen Ledger"),
    )
    schema = load_schema()
    review = claim(FRENCH, "Ondine", "Pelote", "acquires", "Ondine")
    with GraphStore.create_or_open(folder, base=BASE) as store:
        for one in articles:
            doubtful = [Withheld(review, "subject", "the subject is Product")] if one.id == "fr-1" else []
            quads = article_quads(
                one, CLAIMS[one.id], IRIS, base=BASE, symmetric=schema.symmetric, implied=implications(schema),
                withheld=doubtful,
            )  # fmt: skip
            store.replace_article(one.id, quads, content_hash="c", fingerprint="f")
        entities = [Entity(IRIS[name], name, (type_,)) for name, type_ in TYPES.items()]
        store.replace_entities(entities_quads(entities, BASE))
        name = ontology_graph(BASE)
        store.replace_graph(name, ontology_quads(name.value))
    with open_graph(folder) as found:
        yield found


def rows(graph, name, settings):
    result = graph.query(graph.prepare(name, settings))
    assert result.notice is None
    return [{term.value for term in row if term is not None} for row in result.rows]


def test_there_is_an_expectation_for_each_query():
    assert {path.stem for path in QUERIES.glob("*.rq")} == set(EXPECTED) == set(ON_THE_EXAMPLES)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_query_gives_the_rows_that_it_promises(graph, name):
    settings, expected = EXPECTED[name]
    found = rows(graph, name, settings)
    assert [wanted for wanted in expected if not any(set(wanted) <= row for row in found)] == [], found
    unwanted = set(UNWANTED.get(name, {"no such value"}))
    assert not any(unwanted <= row for row in found), found


@pytest.mark.parametrize("path", sorted(QUERIES.glob("*.rq")), ids=lambda path: path.stem)
def test_a_query_is_described_in_both_languages_and_runs_as_it_is(graph, path):
    query = read_query(path)
    assert path.read_text(encoding="utf-8").startswith("# title: ")
    assert set(query.titles) == set(query.about) == {"en", "fr"}
    assert all(set(parameter.about) == {"en", "fr"} for parameter in query.parameters)
    assert "\u0027" not in query.title("fr") + query.description("fr"), "use the typographic apostrophe"
    assert graph.query(query.text).kind == "select"


@pytest.mark.models
@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_query_finds_something_in_the_example_articles(demo, name):
    with open_graph(demo) as graph:
        found = rows(graph, name, {})
        waiting = graph.review()
    wanted = ON_THE_EXAMPLES[name]
    if name == "in-review":
        assert sorted(row & {item.detail for item in waiting} for row in found) == [{w.detail} for w in waiting]
        return
    assert any(set(wanted) <= row for row in found), found
