"""The shipped ontology says everything it should, in both languages and with checked identifiers."""

from __future__ import annotations

import re
import time
import warnings
from pathlib import Path

import pytest

from kg.ontology import Schema, load_schema, ontology_quads
from kg.resources import ontologies_dir


def names(text: str) -> list[str]:
    return text.split()


ORGANIZATIONS = names(
    "Company ProductionStudio Broadcaster StreamingService GameCompany RecordLabel NewsPublisher PublicBody Union "
    "MusicGroup"
)
WORKS = names("Film Series Programme VideoGame Album Song Book Comic Franchise")
ROOTS = names("Person Organization CreativeWork Technology Product Award Event Genre Occupation Place")
POSTS = names("chiefExecutiveOf chairOf presidentOf executiveOf founderOf employeeOf memberOf")
METRICS = names(
    "revenue netIncome marketValue subscribers viewingTime audience employees jobCuts boxOffice budget unitsSold "
    "advertisingRevenue share price"
)
QUALIFIERS = names("roleTitle startDate endDate former price date amount forWork")
RELATIONS = (
    names(
        "holdsPositionAt coChiefExecutiveOf owns acquires mergesWith investsIn partnersWith competesWith sues director "
        "screenwriter creator author producer castMember presenter composer performer productionCompany distributor "
        "broadcaster developer publisher recordLabel basedOn partOfFranchise sequelOf genre countryOfOrigin "
        "gamePlatform releaseDate awardReceived nominatedFor occupation citizenship birthDate deathDate headquarters "
        "foundingDate usesTechnology develops launches"
    )
    + POSTS
)

#: Wikidata identifiers that were checked, per term; a minus marks a property that reads the other way round.
WIKIDATA = dict(
    pair.split("=")
    for pair in names(
        "Person=Q5 ProductionStudio=Q1762059 Broadcaster=Q15265344 StreamingService=Q59152282 "
        "GameCompany=Q1137109,Q210167 RecordLabel=Q18127 NewsPublisher=Q1320047 Union=Q178790 Franchise=Q196600 "
        "Technology=Q11016 chiefExecutiveOf=-P169 coChiefExecutiveOf=-P169 chairOf=-P488 founderOf=-P112 "
        "employeeOf=P108 memberOf=P463 holdsPositionAt=P39 owns=P1830 mergesWith=P7888 director=P57 screenwriter=P58 "
        "creator=P170 author=P50 producer=P162 castMember=P161 presenter=P371 composer=P86 performer=P175 "
        "productionCompany=P272 distributor=P750 broadcaster=P449 developer=P178 publisher=P123 recordLabel=P264 "
        "basedOn=P144 partOfFranchise=P8345 sequelOf=P155 genre=P136 countryOfOrigin=P495 gamePlatform=P400 "
        "releaseDate=P577 awardReceived=P166 nominatedFor=P1411 occupation=P106 citizenship=P27 birthDate=P569 "
        "deathDate=P570 headquarters=P159 foundingDate=P571 usesTechnology=P2283 develops=-P178"
    )
)
#: Relations that no other vocabulary has.
UNALIGNED = {"presidentOf", "executiveOf", "acquires", "partnersWith", "competesWith", "sues", "launches"}


@pytest.fixture(scope="module")
def schema() -> Schema:
    return load_schema()


def test_it_holds_exactly_the_classes_of_the_media_world(schema):
    assert set(schema.classes) == {*ROOTS, *ORGANIZATIONS, *WORKS, "Country", "City"}
    assert {c for c in schema.classes if schema.is_a(c, "Organization")} == {"Organization", *ORGANIZATIONS}
    assert {c for c in schema.classes if schema.is_a(c, "CreativeWork")} == {"CreativeWork", *WORKS}
    assert schema.expand("City") == {"City", "Place"}
    assert {c for c, info in schema.classes.items() if not info.parents} == set(ROOTS)


def test_it_holds_exactly_the_relations_metrics_and_qualifiers(schema):
    assert {n for n, info in schema.relations.items() if info.kind == "relation"} == set(RELATIONS)
    assert schema.metrics == set(METRICS)
    assert schema.qualifiers == set(QUALIFIERS)
    assert set(schema.relations) == {*RELATIONS, *METRICS, *QUALIFIERS}
    assert schema.symmetric == {"mergesWith", "partnersWith", "competesWith"}


def test_posts_are_below_holds_position_at(schema):
    assert {n for n, info in schema.relations.items() if "holdsPositionAt" in info.ancestors} == {
        *POSTS,
        "coChiefExecutiveOf",
    }
    assert schema.relations["coChiefExecutiveOf"].parents == ("chiefExecutiveOf",)


def test_the_claim_record_is_no_relation_but_has_its_words(schema):
    record = "Claim Evidence Quantity Article Mode subject predicate object mode attributedTo confidence rule evidence"
    modes = "asserted attributed planned hedged negated"
    fields = "value unit period change bound text contentHash pipelineFingerprint subjectSpan objectSpan"
    assert set(names(f"{record} {modes} {fields}")) <= set(schema.terms)
    assert schema.label("hedged", "fr") == "incertain"


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_everything_has_a_label_and_a_definition_in_both_languages(schema, lang):
    terms = [*schema.classes.values(), *schema.relations.values(), *schema.terms.values()]
    assert [t.name for t in terms if not t.labels.get(lang) or not t.definitions.get(lang)] == []
    assert [t.name for t in terms if not t.definitions[lang].endswith(".")] == []
    assert [n for n, info in schema.relations.items() if not info.phrases.get(lang)] == []


def test_relations_between_entities_can_be_read_from_both_ends(schema):
    joined = [i for i in schema.relations.values() if i.kind == "relation" and i.range != {"date"}]
    assert [i.name for i in joined if set(i.inverse_labels) != {"en", "fr"}] == []


def test_french_text_uses_the_typographic_apostrophe(schema):
    texts = [
        text
        for t in (*schema.classes.values(), *schema.relations.values(), *schema.terms.values())
        for text in (*t.labels.values(), *t.definitions.values())
    ]
    assert [text for text in texts if "'" in text] == []


def test_alignments_to_wikidata_are_the_checked_identifiers(schema):
    found = {}
    for term in (*schema.classes.values(), *schema.relations.values(), *schema.terms.values()):
        ids = sorted(
            ("-" if kind == "inverseMatch" else "") + iri.rsplit("/", 1)[1]
            for kind, iri in term.alignments
            if iri.startswith("http://www.wikidata.org/")
        )
        if ids:
            found[term.name] = ",".join(ids)
    assert found == WIKIDATA


def test_every_class_and_relation_is_aligned_where_another_vocabulary_has_it(schema):
    terms = [*schema.classes.values(), *(i for i in schema.relations.values() if i.kind == "relation")]
    assert {t.name for t in terms if not t.alignments} == UNALIGNED


def test_terms_of_schema_org_prov_and_skos_exist():
    """rdflib knows these vocabularies and warns about terms that are not in them."""
    from rdflib import Graph
    from rdflib.namespace import OWL, PROV, RDF, RDFS, SDO, SKOS, XSD

    graph = Graph().parse(ontologies_dir() / "media.ttl", format="turtle")
    iris = {str(t) for triple in graph for t in triple}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for space in (OWL, PROV, RDF, RDFS, SDO, SKOS, XSD):
            for iri in iris:
                if iri.startswith(str(space)):
                    assert space[iri.removeprefix(str(space))]


def test_domains_and_ranges_name_known_classes(schema):
    known = set(schema.classes) | {"date", "quantity", "text", "boolean"}
    assert [n for n, i in schema.relations.items() if not i.domain | i.range <= known] == []
    predicates = [i for i in schema.relations.values() if i.kind != "qualifier"]
    assert [i.name for i in predicates if not i.domain or not i.range] == []
    assert {n for n, i in schema.relations.items() if i.kind == "metric" and i.range != {"quantity"}} == set()


@pytest.mark.parametrize(
    ("relation", "subject", "object_"),
    [
        ("chiefExecutiveOf", ["Person"], ["StreamingService", "Company"]),
        ("presidentOf", ["Person"], ["Event"]),
        ("owns", ["Person"], ["Franchise"]),
        ("acquires", ["Company"], ["Film"]),
        ("launches", ["Broadcaster"], ["StreamingService"]),
        ("developer", ["VideoGame"], ["Person"]),
        ("performer", ["Song"], ["MusicGroup"]),
        ("publisher", ["NewsPublisher"], ["Company"]),
        ("awardReceived", ["Series"], ["Award"]),
        ("usesTechnology", ["Film"], ["Product"]),
        ("headquarters", ["Union"], ["City"]),
        ("releaseDate", ["Album"], ["date"]),
        ("price", ["StreamingService"], ["quantity"]),
        ("audience", ["Event", "Programme"], ["quantity"]),
    ],
)
def test_it_allows_what_articles_say(schema, relation, subject, object_):
    assert schema.allows(relation, subject, object_)


@pytest.mark.parametrize(
    ("relation", "subject", "object_"),
    [
        ("chiefExecutiveOf", ["Company"], ["Company"]),
        ("acquires", ["Company"], ["Person"]),
        ("director", ["Person"], ["Film"]),
        ("recordLabel", ["Album"], ["Film"]),
        ("releaseDate", ["Album"], ["quantity"]),
        ("boxOffice", ["Company"], ["quantity"]),
        ("netIncome", ["Company"], ["date"]),
        ("director", [], ["Person"]),
        ("roleTitle", ["Person"], ["text"]),
        ("noSuchRelation", ["Person"], ["Person"]),
    ],
)
def test_it_refuses_what_makes_no_sense(schema, relation, subject, object_):
    assert not schema.allows(relation, subject, object_)


def test_phrases_and_labels_read_well_and_fall_back(schema):
    assert schema.phrase("coChiefExecutiveOf", "fr") == "co-PDG de"
    assert schema.phrase("coChiefExecutiveOf", "en") == "co-CEO of"
    assert schema.phrase("director", "en") == "directed by"
    assert schema.phrase("director", "fr-CA") == "réalisé par"
    assert schema.phrase("director", "de") == "directed by"
    assert schema.inverse_label("founderOf", "fr") == "fondateurs"
    assert schema.inverse_label("revenue", "fr") == "chiffre d’affaires"
    assert schema.label("StreamingService", "fr") == "service de streaming"
    assert schema.label("someUnknownTVName") == "some unknown tv name"
    assert schema.phrase("Film", "fr") == "film"


def test_narrowest_drops_ancestors_and_keeps_siblings(schema):
    assert schema.narrowest(["Organization", "Company", "StreamingService"]) == ("Company", "StreamingService")
    assert schema.narrowest(["Place"]) == ("Place",)
    assert schema.narrowest([]) == ()


def test_iris_are_in_the_namespace(schema):
    assert schema.namespace == "https://w3id.org/mediakg/ontology#"
    assert schema.iri("acquires") == "https://w3id.org/mediakg/ontology#acquires"
    assert {t.iri == schema.namespace + t.name for t in (*schema.classes.values(), *schema.relations.values())} == {
        True
    }


def test_loading_is_quick_and_deterministic(schema):
    start = time.perf_counter()
    again = load_schema(ontologies_dir() / "media.ttl")
    assert time.perf_counter() - start < 1
    assert again == schema
    assert re.fullmatch("[0-9a-f]{16}", schema.fingerprint)


def test_the_shipped_files_are_where_the_package_looks():
    assert {"media.ttl", "shapes.ttl"} <= {p.name for p in Path(ontologies_dir()).iterdir()}


def test_as_quads_it_has_no_blank_nodes_and_is_the_same_each_time():
    import pyoxigraph as ox

    quads = ontology_quads("https://example.org/graph/ontology")
    assert quads == ontology_quads("https://example.org/graph/ontology") == sorted(quads, key=str)
    assert not any(isinstance(term, ox.BlankNode) for quad in quads for term in (quad.subject, quad.object))
    assert {quad.graph_name.value for quad in quads} == {"https://example.org/graph/ontology"}
    texts = {f"{q.subject.value.rsplit('#')[-1]} {q.predicate.value} {q.object.value.rsplit('#')[-1]}" for q in quads}
    assert "City http://www.w3.org/2000/01/rdf-schema#subClassOf Place" in texts
    assert "director http://www.w3.org/2000/01/rdf-schema#range Person" in texts
    assert "owns https://schema.org/rangeIncludes Franchise" in texts
