"""Staff of channels, courts, partners, nationalities and lives in French news.

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
    # shows and their channels
    ("Nina Vasko, ancienne journaliste de « Brèves » sur TMC, arrive.", [("Nina Vasko", "employeeOf", "TMC")]),
    ("La matinale de Paul Holm sur RTL perd des auditeurs.", [("Paul Holm", "employeeOf", "RTL")]),
    ("Nina Vasko est aux manettes de la matinale de RTL depuis lundi.", [("Nina Vasko", "employeeOf", "RTL")]),
    ("Nina Vasko a annoncé son transfert sur W9.", [("Nina Vasko", "employeeOf", "W9")]),
    ("Licencié par CNews en 2023, Paul Holm écrit.", [("Paul Holm", "employeeOf", "CNews")]),
    ("Paul Holm, en poste à l'AFP depuis 1998, s'en va.", [("Paul Holm", "employeeOf", "AFP")]),
    ("Nina Vasko a travaillé au sein du pôle jeunesse de Gallimard.", [("Nina Vasko", "employeeOf", "Gallimard")]),
    (
        "Passée par Radio France puis par LCI, Nina Vasko écrit.",
        [("Nina Vasko", "employeeOf", "Radio France"), ("Nina Vasko", "employeeOf", "LCI")],
    ),
    ("Nina Vasko entre au conseil d'administration de Gaumont.", [("Nina Vasko", "memberOf", "Gaumont")]),
    # names behind several complements
    ("Nina Vasko quitte le média en ligne Konbini.", [("Nina Vasko", "employeeOf", "Konbini")]),
    # courts and partners
    (
        "Le tribunal de Lyon a condamné Salto à verser 3 millions d'euros au groupe TF1.",
        [("TF1", "sues", "Salto")],
    ),
    ("En partenariat avec Gaumont, Arte lance une offre éducative.", [("Arte", "partnersWith", "Gaumont")]),
    ("Mistral AI a annoncé la signature d'un accord avec Gaumont.", [("Mistral AI", "partnersWith", "Gaumont")]),
    # parts and parents of the group spoken of
    (
        "Gaumont va mieux. Les recettes du pôle radio (Radio Lune, RTL2) ont monté.",
        [("Gaumont", "owns", "Radio Lune"), ("Gaumont", "owns", "RTL2")],
    ),
    ("Radio Lune a perdu de l'argent, selon la maison mère Gaumont.", [("Gaumont", "owns", "Radio Lune")]),
    (
        "Le pôle radio du groupe Gaumont (qui réunit Radio Lune et RTL2) va bien.",
        [("Gaumont", "owns", "Radio Lune"), ("Gaumont", "owns", "RTL2")],
    ),
    # nationalities
    (
        "Le jury, présidé par un Mexicain, le vétéran Paul Ripon, compte un Iranien, Rafi Ateb.",
        [("Paul Ripon", "citizenship", "Mexico"), ("Rafi Ateb", "citizenship", "Iran")],
    ),
    (
        "L'actrice franco-marocaine Nina Vasko est venue.",
        [("Nina Vasko", "citizenship", "France"), ("Nina Vasko", "citizenship", "Morocco")],
    ),
    # lives
    ("Paul Ripon (1942-2018) a dirigé Gaumont.", [("Paul Ripon", "birthDate", "1942")]),
    ("La mort de Paul Ripon, le 8 juin 2019, a ému.", [("Paul Ripon", "deathDate", "2019-06-08")]),
    ("Depuis sa création en 1987, Gaumont a changé.", [("Gaumont", "foundingDate", "1987")]),
]

ABSENT = [
    ("Jo Holm est salariée de la firme française depuis dix ans.", [("Jo Holm", "citizenship", "*")]),
    # parts in works have no trade, and what is said of a work or firm is said of no human being
    ("Il campe le rôle d'Antoine Vial, un médecin dépassé.", [("Antoine Vial", "occupation", "*")]),
    ("Paul Ripon incarne le peintre Luc Maret dans « Minerai ».", [("Luc Maret", "occupation", "*")]),
    ("On y suit Emma Roc (Nina Vasko), psychiatre à Lyon.", [("Emma Roc", "occupation", "*")]),
    ("La reprise du titre par l'Italien RCS a surpris.", [("RCS", "citizenship", "*")]),
    ("Le milliardaire Jo Holm sourit.", [("Jo Holm", "occupation", "*")]),
    ("Paul Ripon, disparu en 2012, avait fondé le studio Brume.", [("*", "foundingDate", "2012")]),
    ("Nina Vasko prend les rênes de la matinale de RTL.", [("*", "chiefExecutiveOf", "*")]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_found(extractor: Extractor, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert set(expected) <= french_triples(extractor, text)


@pytest.mark.parametrize(("text", "unwanted"), ABSENT)
def test_absent(extractor: Extractor, text: str, unwanted: list[tuple[str, str, str]]) -> None:
    assert not matching(french_triples(extractor, text), unwanted)
