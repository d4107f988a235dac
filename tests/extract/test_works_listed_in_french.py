"""How French news lists works with their makers and people with their works: nominees, selections, programmes."""

from __future__ import annotations

import pytest

from kg.model import Article, EntityRef

pytestmark = pytest.mark.models

SELECTION = (
    "Au Festival de Cannes, « Les Marées » de Claire Vasseur, « Nuit blanche » d'Ismaël Kerbrat et « Le Passeur » de "
    "Tomas Hruby concourent pour la Palme d'or."
)
ACTORS = (
    "Nora Belkacem pour « La Digue », Paul Ferrand pour « Octobre » et Luc Amiel pour « Sans retour » sont nommés pour "
    "le César du meilleur acteur."
)
ACTRESSES = (
    "Ines Carlin dans « Vertige », Louise Bellanger dans « La Digue » et Ada Morin dans « Octobre » sont en lice pour "
    "le César de la meilleure actrice."
)
PROGRAMME = (
    "Netflix proposera la série « Brumes » d'Anne Delorme, les films « Vertige » de Luc Amiel et « Cendres » de Marco "
    "Bellini, ou encore le documentaire « Sous la glace »."
)
CAST = "Le film « Cendres » réunit un casting prestigieux : Lena Moretti, Paul Ferrand et Tarek Hamdi."

LISTS = [
    (SELECTION, ("Nuit blanche", "director", "Ismaël Kerbrat")),
    (SELECTION, ("Les Marées", "nominatedFor", "Palme d'or")),
    (SELECTION, ("Le Passeur", "nominatedFor", "Palme d'or")),
    (ACTORS, ("Octobre", "castMember", "Paul Ferrand")),
    (ACTORS, ("Luc Amiel", "nominatedFor", "César du meilleur acteur")),
    (ACTRESSES, ("La Digue", "castMember", "Louise Bellanger")),
    (ACTRESSES, ("Ada Morin", "nominatedFor", "César de la meilleure actrice")),
    (PROGRAMME, ("Cendres", "director", "Marco Bellini")),
    (PROGRAMME, ("Cendres", "broadcaster", "Netflix")),
    (CAST, ("Cendres", "castMember", "Tarek Hamdi")),
]

NOT_SAID = [
    (SELECTION, ("Tomas Hruby", "nominatedFor", "Palme d'or")),
    (PROGRAMME, ("Cendres", "director", "Luc Amiel")),
    (ACTRESSES, ("Octobre", "nominatedFor", "César de la meilleure actrice")),
    ("Tout est dit, assure Paul Ferrand dans « La Digue », film culte.", ("La Digue", "castMember", "Paul Ferrand")),
]


@pytest.fixture(scope="module")
def claims(extractor):
    def read(text):
        (found,) = extractor.extract([Article(id="one", text=text, lang="fr", date="2025-10-22")])
        names = {entity.key: entity.name for entity in found.entities}
        return {
            (names[c.subject.key], c.predicate, names[c.object.key])
            for c in found.claims
            if isinstance(c.object, EntityRef)
        }

    return read


@pytest.mark.parametrize(("text", "claim"), LISTS)
def test_each_of_a_list_has_its_own_partner(claims, text, claim):
    assert claim in claims(text)


@pytest.mark.parametrize(("text", "claim"), NOT_SAID)
def test_partners_are_not_mixed_up(claims, text, claim):
    assert claim not in claims(text)
