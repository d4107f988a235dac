"""How French news credits works: titles in running text, awards and credits told by their place."""

from __future__ import annotations

import pytest

from tests.extract.articles import relations_of

pytestmark = pytest.mark.models

CREDITS = [
    # a maker after a year in brackets
    ("Le film « Les Barques » (1974) de Paul Lenoir ressort.", ("Les Barques", "director", "Paul Lenoir")),
    # who is said to be with whom a film was made plays in it
    (
        "« La Dune », film réalisé par Paul Lenoir avec Anna Berg et Rim Sassi, sort mercredi.",
        ("La Dune", "castMember", "Rim Sassi"),
    ),
    # a trade tells what somebody did for what is presented
    ("La réalisatrice Marie Castel présente le film « La Dune ».", ("La Dune", "director", "Marie Castel")),
    # other works in brackets
    (
        "La série « Bandits » sera réalisée par Paul Lenoir (Les Garçons perdus).",
        ("Les Garçons perdus", "director", "Paul Lenoir"),
    ),
    # who takes over a programme
    (
        "Ada Holm, qui présentait l'émission « Marées », sera remplacée par Rim Sassi.",
        ("Marées", "presenter", "Rim Sassi"),
    ),
    (
        "Ada Holm, présentatrice de l'émission « Marées », laissera sa place à Rim Sassi.",
        ("Marées", "presenter", "Rim Sassi"),
    ),
    # a participle that opens the sentence, before the noun that it describes
    (
        "Le film « La Dune » sort jeudi. Produit par Rivet Films et Pathé, le long métrage a été acquis par Netflix.",
        ("La Dune", "productionCompany", "Rivet Films"),
    ),
    (
        "Le film « La Dune » sort jeudi. Produit par Rivet Films et Pathé, le long métrage a été acquis par Netflix.",
        ("Netflix", "acquires", "La Dune"),
    ),
    ("La série « Marées » (produite par Quad) revient.", ("Marées", "productionCompany", "Quad")),
    ("Le film « La Dune », coécrit par Rim Sassi, sort mercredi.", ("La Dune", "screenwriter", "Rim Sassi")),
    ("Conçu par Rim Sassi, le jeu « Abysses » est sorti.", ("Abysses", "developer", "Rim Sassi")),
    # awards beside a name
    (
        "Le film « La Dune » de Paul Lenoir, Palme d'or au Festival de Cannes, ressort.",
        ("La Dune", "awardReceived", "Palme d'or"),
    ),
    ("Le prix spécial du jury a été remis au film « La Dune ».", ("La Dune", "awardReceived", "prix spécial du jury")),
    # a possessive that looks forward over a participle clause
    (
        "Avec « Rivage », sa nouvelle série portée par Anna Berg, Arte a séduit le public.",
        ("Rivage", "broadcaster", "Arte"),
    ),
    # what an award is for
    (
        "Anna Berg a reçu le prix d'interprétation féminine pour « La Dune ».",
        ("La Dune", "castMember", "Anna Berg"),
    ),
    (
        "Le prix de la mise en scène a été remis à Paul Lenoir pour « La Dune ».",
        ("La Dune", "director", "Paul Lenoir"),
    ),
    # the actor in brackets after a character
    (
        "La série « Bandits » revient. Léna Roux (Anna Berg) y traque Karl Stein (Paul Lenoir).",
        ("Bandits", "castMember", "Paul Lenoir"),
    ),
    ("Rim Sassi prendra les rênes de l'émission « Marées ».", ("Marées", "presenter", "Rim Sassi")),
    # works listed with their makers
    (
        "Les films « La Dune » de Paul Lenoir et « Minuit » de Marie Castel sont en lice pour le César.",
        ("Minuit", "nominatedFor", "César"),
    ),
    ("Le film « La Dune » est une coproduction de Brume Films.", ("La Dune", "productionCompany", "Brume Films")),
    ("Depuis son dernier album Mille vies, la chanteuse Ada Holm se tait.", ("Mille vies", "performer", "Ada Holm")),
    ("La série « Bandits », première création d'Ada Holm, débute lundi.", ("Bandits", "creator", "Ada Holm")),
]


@pytest.fixture(scope="module")
def claims(extractor):
    return lambda text: set(relations_of(extractor, text, "fr", "2025-10-22"))


@pytest.mark.parametrize(("text", "claim"), CREDITS)
def test_a_credit_is_read(claims, text, claim):
    assert claim in claims(text)


NO_CREDITS = [
    ("Le film « La Dune » sort. Le patron de Lumio (Paul Lenoir) rit.", ("La Dune", "castMember", "Paul Lenoir")),
    (
        "Le film « La Dune » de Marie Castel ouvre la soirée, avant le nouvel opus du Thaïlandais Anan Suk.",
        ("La Dune", "director", "Anan Suk"),
    ),
    ("« La Dune », film réalisé par Paul Lenoir avec Anna Berg, sort mercredi.", ("La Dune", "director", "Anna Berg")),
    ("La productrice Ada Holm présente le film « La Dune ».", ("La Dune", "director", "Ada Holm")),
    ("Développé par Brume Games, le jeu « Requiem » est disponible sur PS5.", ("Brume Games", "gamePlatform", "PS5")),
]


@pytest.mark.parametrize(("text", "claim"), NO_CREDITS)
def test_a_credit_is_not_made_up(claims, text, claim):
    assert claim not in claims(text)
