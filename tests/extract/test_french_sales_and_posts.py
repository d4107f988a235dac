"""Sales, owners and successions in French business news: who sells what to whom, who follows whom where.

A case is (text, triples): the triples are among the claims of the text. Those of ``ABSENT`` are not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.extract.articles import french_triples, matching

if TYPE_CHECKING:
    from kg.extract.extractor import Extractor

pytestmark = pytest.mark.models

FOUND = [
    # whose a named house is stands behind its name
    ("Nina Vasko quitte la chaîne de télévision Ondine de Jo Holm.", [("Jo Holm", "owns", "Ondine")]),
    ("Radio Brume a été rachetée par le groupe Orvane de Jo Holm.", [("Jo Holm", "owns", "Orvane")]),
    ("La société de production de Nina Vasko, Brume Films, a signé.", [("Nina Vasko", "owns", "Brume Films")]),
    # lists that open with a preposition of several words
    (
        "Le groupe Orvane est à la tête de la chaîne Ondine et du site Kiosque.net.",
        [("Orvane", "owns", "Ondine"), ("Orvane", "owns", "Kiosque.net")],
    ),
    ("Brume Films, filiale à 100 % de Gaumont, va bien.", [("Gaumont", "owns", "Brume Films")]),
    (
        "Ondine et Radio Brume, détenues par Vivendi, changent de nom.",
        [("Vivendi", "owns", "Ondine"), ("Vivendi", "owns", "Radio Brume")],
    ),
    # lists with one owner behind or before them
    (
        "Les chaînes TMC, TFX et LCI du groupe Gaumont progressent.",
        [("Gaumont", "owns", name) for name in ("TMC", "TFX", "LCI")],
    ),
    ("Prime Video (Amazon) perd des abonnés.", [("Amazon", "owns", "Prime Video")]),
    ("Le groupe Gaumont, qui comprend notamment W9 et Gulli, va bien.", [("Gaumont", "owns", "W9")]),
    ("Vivendi contrôle Gaumont et Gameloft.", [("Vivendi", "owns", "Gaumont"), ("Vivendi", "owns", "Gameloft")]),
    # sales
    (
        "Vivendi a annoncé la vente de Radio Brume au groupe Orvane.",
        [("Orvane", "acquires", "Radio Brume"), ("Vivendi", "owns", "Radio Brume")],
    ),
    (
        "Vivendi négocie avec le groupe Orvane pour la cession de Radio Brume.",
        [("Orvane", "acquires", "Radio Brume"), ("Vivendi", "owns", "Radio Brume")],
    ),
    ("Vivendi s'est séparé de Radio Brume en 2019.", [("Vivendi", "owns", "Radio Brume")]),
    (
        "Vivendi a acquis 60 % de Brume Films auprès de Gaumont.",
        [("Vivendi", "acquires", "Brume Films"), ("Gaumont", "owns", "Brume Films")],
    ),
    ("Vivendi va monter à 51 % du capital de Brume Films.", [("Vivendi", "acquires", "Brume Films")]),
    ("Vivendi monte à 12 % du capital de Brume Films.", [("Vivendi", "investsIn", "Brume Films")]),
    (
        "Le tandem formé par Vivendi et Gaumont rachète deux radios (Radio Brume et Onde FM).",
        [(a, "acquires", b) for a in ("Vivendi", "Gaumont") for b in ("Radio Brume", "Onde FM")],
    ),
    # successions
    (
        "Jo Holm a été nommé PDG de Vivendi. Il succède à Nina Vasko, partie à la retraite.",
        [("Jo Holm", "chiefExecutiveOf", "Vivendi"), ("Nina Vasko", "chiefExecutiveOf", "Vivendi")],
    ),
    (
        "Jo Holm prend la direction générale de Vivendi, en remplacement de Nina Vasko.",
        [("Jo Holm", "chiefExecutiveOf", "Vivendi"), ("Nina Vasko", "chiefExecutiveOf", "Vivendi")],
    ),
    (
        "Nina Vasko quitte l'antenne de TF1 pour diriger Radio Brume et est remplacée par Jo Holm.",
        [("Jo Holm", "employeeOf", "TF1"), ("Nina Vasko", "chiefExecutiveOf", "Radio Brume")],
    ),
    # parts of a house
    ("Gaumont confie les rênes de son studio de Lyon à Jo Holm.", [("Jo Holm", "executiveOf", "Gaumont")]),
    ("Jo Holm a occupé plusieurs postes de direction chez Gaumont.", [("Jo Holm", "executiveOf", "Gaumont")]),
    ("Jo Holm, en charge des documentaires chez Gaumont, se réjouit.", [("Jo Holm", "executiveOf", "Gaumont")]),
    ("Jo Holm, VP Content de Gaumont, se réjouit.", [("Jo Holm", "executiveOf", "Gaumont")]),
    # what a predicate's participle says is said of the subject
    ("Brume Films est une société d'animation fondée par Jo Holm.", [("Jo Holm", "founderOf", "Brume Films")]),
    ("Brume Films est un studio basé à Lyon.", [("Brume Films", "headquarters", "Lyon")]),
    ("Brume Films a été racheté par l'éditeur suédois Embracer.", [("Embracer", "acquires", "Brume Films")]),
    (
        "Gaumont a annoncé la reprise de son principal concurrent, le belge Lumière Films.",
        [("Gaumont", "acquires", "Lumière Films"), ("Lumière Films", "competesWith", "Gaumont")],
    ),
    ("Les équipes de Gaumont ont recours à ChatGPT.", [("Gaumont", "usesTechnology", "ChatGPT")]),
    ("OpenAI, à l'origine de ChatGPT, recrute.", [("OpenAI", "develops", "ChatGPT")]),
    (
        "Jo Holm a été nommé PDG de Vivendi. Sa nomination a été annoncée lundi. Il succède à Nina Vasko.",
        [("Nina Vasko", "chiefExecutiveOf", "Vivendi")],
    ),
    # boards
    ("Le conseil de surveillance de Gaumont, présidé par Jo Holm, se réunit.", [("Jo Holm", "chairOf", "Gaumont")]),
    (
        "Gaumont annonce l'arrivée de Jo Holm, PDG de Vivendi, à son conseil d'administration.",
        [("Jo Holm", "memberOf", "Gaumont"), ("Jo Holm", "chiefExecutiveOf", "Vivendi")],
    ),
]

ABSENT = [
    ("Gaumont et Vivendi ont signé un accord avec Arte.", [("Gaumont", "partnersWith", "Vivendi")]),
    ("Sur les chaînes du groupe Vivendi, C8, CStar et CNews, la publicité recule.", [("C8", "owns", "*")]),
    ("Gaumont est à la tête de la chaîne Ondine et du site Kiosque.net.", [("Kiosque.net", "owns", "*")]),
    ("Vivendi monte à 12 % du capital de Brume Films.", [("Vivendi", "acquires", "*")]),
    ("Le conseil de Gaumont, présidé par Jo Holm, se réunit.", [("Jo Holm", "holdsPositionAt", "*")]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_found(extractor: Extractor, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert set(expected) <= french_triples(extractor, text)


@pytest.mark.parametrize(("text", "unwanted"), ABSENT)
def test_absent(extractor: Extractor, text: str, unwanted: list[tuple[str, str, str]]) -> None:
    assert not matching(french_triples(extractor, text), unwanted)
