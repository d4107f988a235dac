"""The example queries say what they do, and give the right rows on a small graph that was written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.ids import digest, entity_iri
from kg.model import Article, Claim, DateValue, Entity, EntityRef, Evidence, Quantity
from kg.ontology import load_schema, ontology_quads
from kg.store import GraphStore, article_quads, entities_quads
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
    ),
    "en-1": (
        claim(ENGLISH, "bought Ondine", "Bellweather", "acquires", "Ondine", price=Quantity(185_000_000, "EUR")),
        claim(ENGLISH, "may buy Harfang", "Northlight", "acquires", "Harfang", "hedged"),
        claim(ENGLISH, "Ondine", "Hélène Ostrowski", "chiefExecutiveOf", "Valmeris", "attributed"),
        claim(ENGLISH, "Ondine", "Augustin", "composer", "Agnès Delorme"),
        claim(ENGLISH, "Harfang", "Harfang", "subscribers", Quantity(12_400_000, "person", "2025-03", 9, "atLeast")),
        claim(ENGLISH, "Harfang", "Harfang", "partnersWith", "Bellweather"),
        claim(ENGLISH, "Ondine", "Augustin", "releaseDate", DateValue("2023")),
    ),
}
EXPECTED = {
    "acquisitions": {
        ("Northlight", "Harfang", "negated"),
        ("Northlight", "Harfang", "hedged"),
        ("Bellweather", "Ondine", "asserted", "185000000", "EUR", "bought Ondine", "Screen Ledger", "2025-03-13"),
        ("Bellweather", "Ondine", "asserted", "a été racheté par Bellweather", "Agence Armor", "2025-03-11"),
    },
    "leaders": {
        ("Ondine", "Léa Marquet", "founder of", "fondatrice"),
        ("Valmeris", "Hélène Ostrowski", "chief executive of"),
    },
    "about-one-entity": {
        ("Valmeris", "owns", "Harfang"),
        ("Harfang", "subscribers", "12400000 person"),
    },
    "figures": {("Harfang", "subscribers", "12400000", "person", "2025-03", "9", "atLeast")},
    "rumours-and-denials": {
        ("Northlight", "acquires", "Harfang", "may buy Harfang", "Screen Ledger", "Hélène Ostrowski"),
    },
    "told-in-both-languages": {("Bellweather", "acquires", "Ondine", "1")},
    "people-between-works": {("Agnès Delorme", "composer", "Augustin", "Le Gué")},
    "ownership": {("Bellweather", "Ondine"), ("Valmeris", "Harfang")},
    "technology": {("Pelote", "develops", "Ondine", "asserted")},
    "sources": {("Agence Armor", "1", "7", "6", "0.9"), ("Screen Ledger", "1", "7", "6", "0.9")},
}
UNWANTED = {
    "ownership": ("Valmeris", "Ondine"),
    "leaders": ("Northlight",),
    "about-one-entity": ("acquires",),
    "told-in-both-languages": ("Valmeris",),
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    folder = tmp_path_factory.mktemp("graph")
    articles = (
        article("fr-1", "fr", FRENCH, "2025-03-11", "Agence Armor"),
        article("en-1", "en", ENGLISH, "2025-03-13", "Screen Ledger"),
    )
    symmetric = load_schema().symmetric
    with GraphStore.create_or_open(folder, base=BASE) as store:
        for one in articles:
            quads = article_quads(one, CLAIMS[one.id], IRIS, base=BASE, symmetric=symmetric)
            store.replace_article(one.id, quads, content_hash="c", fingerprint="f")
        entities = [Entity(IRIS[name], name, (type_,)) for name, type_ in TYPES.items()]
        store.replace_entities(entities_quads(entities, BASE))
        name = ontology_graph(BASE)
        store.replace_graph(name, ontology_quads(name.value))
    with GraphStore.open(folder) as store:
        yield store


def names() -> set[str]:
    return {path.stem for path in QUERIES.glob("*.rq")}


def test_there_is_an_expectation_for_each_query():
    assert names() == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_query_begins_with_its_title_and_what_it_does(name):
    first, second = (QUERIES / f"{name}.rq").read_text(encoding="utf-8").splitlines()[:2]
    assert first.startswith("# title: ")
    assert second.startswith("# ")


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_query_gives_the_rows_that_it_promises(graph, name):
    schema = load_schema()
    known = {*schema.classes, *schema.relations, *schema.terms}
    result = graph.query((QUERIES / f"{name}.rq").read_text(encoding="utf-8"), names=known)
    assert result.notice is None
    rows = [{term.value for term in row if term is not None} for row in result.rows]
    missing = [wanted for wanted in EXPECTED[name] if not any(set(wanted) <= row for row in rows)]
    assert missing == [], rows
    unwanted = set(UNWANTED.get(name, {"no such value"}))
    assert not any(unwanted <= row for row in rows), rows
