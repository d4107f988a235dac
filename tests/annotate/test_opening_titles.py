"""French titles that a sentence, a colon or an ordinary noun opens, and French names of awards and festivals."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.models


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # at the beginning of a sentence
        (
            "Dormez bien tranquilles, la comédie de Luc Berton, a pris la tête.",
            ["Dormez bien tranquilles", "Luc Berton"],
        ),
        ("Très attendu, le film de Luc Berton a pris la tête.", ["Luc Berton"]),
        ("Les Otaries de Claire Nollet remplit les salles.", ["Les Otaries", "Claire Nollet"]),
        ("La directrice de Claire Nollet remplit les salles.", ["Claire Nollet"]),
        # after a colon
        ("Une autre série est annoncée : Les bergères, par Luc Berton.", ["Les bergères", "Luc Berton"]),
        # an ordinary noun after a word that leads to a title
        ("Dans Vie de bohème, il joue un médecin.", ["Vie de bohème"]),
        ("Le film, inspiré des Contes marins de Luc Berton, sort mardi.", ["Contes marins", "Luc Berton"]),
        ("Dans ce café, il joue aux cartes.", []),
        # pairs of first names, and who says "me"
        ("Il revient avec Pauline et Lucien, film tourné à Lyon.", ["Pauline et Lucien", "Lyon"]),
        ("Il revient avec Pauline et Lucien, mardi.", ["Pauline", "Lucien"]),
        ("Le public a choisi Moi, Serge Brun de Luc Berton.", ["Moi, Serge Brun", "Luc Berton"]),
        # where a title ends
        ("Il présentera Tout neuf tout chaud sur la chaîne en mai.", ["Tout neuf tout chaud"]),
        ("L'opus Brume Rangers de la franchise Tom Larcy est prêt.", ["Brume Rangers", "Tom Larcy"]),
        ("Un prix pour la petite Lina de Marcel Quintin.", ["Lina", "Marcel Quintin"]),
        ("Dans Un p'tit tour de plus, il joue un médecin.", ["Un p'tit tour de plus"]),
        # partners, studios of somebody, and firms that write themselves in small letters
        ("Le film est produit par Brume Films & Cie à Lyon.", ["Brume Films & Cie", "Lyon"]),
        ("Elle dirige Comète Films de Curtiz en mai.", ["Comète Films", "Curtiz"]),
        ("Il regarde franceinfo sur 6play.", ["franceinfo", "6play"]),
        # awards and festivals
        ("Elle concourt dans la catégorie meilleur espoir féminin.", ["meilleur espoir féminin"]),
        ("C'est le meilleur film de Luc Berton.", ["Luc Berton"]),
        ("Le jury du festival de Quimper a voté.", ["festival de Quimper"]),
        ("Le Festival de Bande dessinée d'Auxerre a ouvert.", ["Festival de Bande dessinée d'Auxerre"]),
    ],
)
def test_where_a_french_title_begins_and_ends(annotate, text, names):
    assert annotate(text, "fr").names() == names


@pytest.mark.parametrize(
    ("lang", "text", "name", "cls"),
    [
        ("fr", "Le tournage de Brumaire débute.", "Brumaire", "CreativeWork"),
        ("fr", "Brume Lente, réalisé par Luc Berton, sort mardi.", "Brume Lente", "CreativeWork"),
        ("fr", "Le studio Harfang, mis en vente par Luc Berton, est à Lyon.", "Harfang", "ProductionStudio"),
        ("en", "She made her debut with North Gate starring Ada Holm.", "North Gate", "CreativeWork"),
    ],
)
def test_words_that_lead_to_a_work(annotate, lang, text, name, cls):
    assert annotate(text, lang).types(name) == {cls}
