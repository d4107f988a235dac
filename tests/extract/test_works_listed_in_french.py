"""How French news lists works with their makers and people with their works: nominees, selections, programmes."""

from __future__ import annotations

import pytest

from tests.extract.articles import relations_of

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

CREDITS = [
    # who distributes is named in brackets where admissions are told, elsewhere who produces
    ("Au box-office, le film « Vertige » (Gaumont) fait 900 entrées.", ("Vertige", "distributor", "Gaumont")),
    ("La série « Brumes » (Gaumont) débute lundi.", ("Brumes", "productionCompany", "Gaumont")),
    (
        "Auteur de « Ligne sèche » (2019, Dargaud) et de « Carrières » (2022, Casterman), Karim Ziani écrit un roman.",
        ("Carrières", "author", "Karim Ziani"),
    ),
    # works in brackets behind somebody of a trade
    ("L'acteur Harry Dole (« Le Passeur », « Cendres ») est mort.", ("Cendres", "castMember", "Harry Dole")),
    ("La cinéaste Ines Carlin (« Le Passeur », « Cendres ») est morte.", ("Cendres", "director", "Ines Carlin")),
    # who comes to a festival with a work
    (
        "Le cinéaste Park Jin-ho, en compétition avec « Silent River », rit.",
        ("Silent River", "director", "Park Jin-ho"),
    ),
    # casts
    (
        "La série « Vertige » est portée par un casting qui compte Lena Moretti et Paul Ferrand.",
        ("Vertige", "castMember", "Paul Ferrand"),
    ),
    (
        "L'acteur Harry Dole (« Le Passeur », « Cendres ») rejoint le casting de « Brumes ».",
        ("Brumes", "castMember", "Harry Dole"),
    ),
    (
        "Emma Carle (Clara Vidal) et son mari Hugo (Tarek Hamdi) vivent dans « Brumes », la nouvelle série de M6.",
        ("Brumes", "castMember", "Tarek Hamdi"),
    ),
    # to whom something comes
    ("Le film a valu à Lena Moretti une nomination aux Oscars.", ("Lena Moretti", "nominatedFor", "Oscars")),
    ("On doit à Yann Dubreuil la musique de la série « Brumes ».", ("Brumes", "composer", "Yann Dubreuil")),
    ("Nicolas Ferrand, à qui l'on doit le film « Cendres », rit.", ("Cendres", "director", "Nicolas Ferrand")),
    # firms and what they show or make
    ("TF1 lance lundi la série « Les Filles du phare ».", ("Les Filles du phare", "broadcaster", "TF1")),
    (
        "Le studio Pastagames, créateur des jeux « Glass Harbor » (2017) et « Iron Tide » (2020), recrute.",
        ("Iron Tide", "developer", "Pastagames"),
    ),
    (
        "Le documentaire « Sous la glace » est prêt. Le Pacte pilote la distribution en France.",
        ("Sous la glace", "distributor", "Le Pacte"),
    ),
    (
        "Ari Aston, qui a fait jouer Paul Ferrand dans « Givre », un film noir, rit.",
        ("Givre", "castMember", "Paul Ferrand"),
    ),
    ("La série « Givre » met en vedette Ada Morin et Luc Amiel.", ("Givre", "castMember", "Luc Amiel")),
    (
        "Signé Marc Tissier, le film « Givre » réunit à l'écran Ada Morin et Luc Amiel.",
        ("Givre", "director", "Marc Tissier"),
    ),
    ("Le film « Givre » réunit à l'écran Ada Morin et Tarek Hamdi.", ("Givre", "castMember", "Tarek Hamdi")),
    ("L'actrice Ada Morin, vue dans « Givre » et « Vertige », rit.", ("Vertige", "castMember", "Ada Morin")),
    ("Disponible sur Netflix depuis mardi, « Givre » est une comédie.", ("Givre", "broadcaster", "Netflix")),
    ("Julie Carle reprendra les commandes de « Grand format » sur M6.", ("Grand format", "broadcaster", "M6")),
    ("« Givre » est le deuxième long métrage de Marc Tissier.", ("Givre", "director", "Marc Tissier")),
    (
        "Lauréate du prix Femina pour « La Part du feu », Hélène Aubry écrit.",
        ("La Part du feu", "author", "Hélène Aubry"),
    ),
    ("Le film franco-belge « Givre » de Marc Tissier sort.", ("Givre", "countryOfOrigin", "Belgium")),
    (
        "Produite par Guy Lessard (Alpha Média), Fanny Laroche et Jo Trudel (Aeta), la série « Givre » débute.",
        ("Givre", "producer", "Jo Trudel"),
    ),
    # what a film, book or game is signed with
    ("Avec « Nuit blanche », Ismaël Kerbrat signe son premier film.", ("Nuit blanche", "director", "Ismaël Kerbrat")),
    ("La star Ada Morin est à Cannes, en compétition avec « Givre ».", ("Givre", "castMember", "Ada Morin")),
    ("La série « Brumes », créée avec Anne Delorme, débute.", ("Brumes", "creator", "Anne Delorme")),
    # notices
    ("« Le Verger », d'Hélène Aubry, Actes Sud, 240 p.", ("Le Verger", "author", "Hélène Aubry")),
    ("« Le Verger », d'Hélène Aubry (Actes Sud, 21 euros).", ("Le Verger", "publisher", "Actes Sud")),
    ("« Givre » (2019), de Marc Tissier, est projeté ce soir.", ("Givre", "director", "Marc Tissier")),
    # places beside
    (
        "Le jeu Ember Field sera développé par les Lillois de Lanterne Games.",
        ("Ember Field", "developer", "Lanterne Games"),
    ),
    (
        "Le présentateur de « Midi pile » sur France 3, Jean Vial, s'en va.",
        ("Midi pile", "presenter", "Jean Vial"),
    ),
    (
        "Le tournage de « Givre », la nouvelle série de Canal+ réalisée par Marc Tissier, a débuté.",
        ("Givre", "director", "Marc Tissier"),
    ),
    (
        "Le roman « Le Verger » figure dans la sélection du prix Goncourt.",
        ("Le Verger", "nominatedFor", "prix Goncourt"),
    ),
    ("Aux commandes de « Midi pile » depuis 2012, Jean Vial s'en va.", ("Midi pile", "presenter", "Jean Vial")),
]

NOT_SAID = [
    (
        "La chaîne a réuni Julie Vasseur. France 2 suit avec « Rivages », son nouveau thriller.",
        ("Rivages", "director", "Julie Vasseur"),
    ),
    ("La série « Brumes », créée avec Anne Delorme, débute.", ("Brumes", "castMember", "Anne Delorme")),
    ("« Le Verger », d'Hélène Aubry, Actes Sud, 240 p.", ("Le Verger", "director", "Hélène Aubry")),
    (
        "Ari Aston, qui a fait jouer Paul Ferrand dans « Givre », un film noir, rit.",
        ("Givre", "castMember", "Ari Aston"),
    ),
    (SELECTION, ("Tomas Hruby", "nominatedFor", "Palme d'or")),
    (PROGRAMME, ("Cendres", "director", "Luc Amiel")),
    (ACTRESSES, ("Octobre", "nominatedFor", "César de la meilleure actrice")),
    ("La série doit son titre à Anne Delorme, dit-elle de « Brumes ».", ("Brumes", "creator", "Anne Delorme")),
    (
        "Auteur de « Ligne sèche » (2019, Dargaud), Karim Ziani écrit un roman.",
        ("Ligne sèche", "developer", "Dargaud"),
    ),
    ("Tout est dit, assure Paul Ferrand dans « La Digue », film culte.", ("La Digue", "castMember", "Paul Ferrand")),
]


@pytest.fixture(scope="module")
def claims(extractor):
    return lambda text: set(relations_of(extractor, text, "fr", "2025-10-22"))


@pytest.mark.parametrize(("text", "claim"), CREDITS)
def test_a_credit_is_read(claims, text, claim):
    assert claim in claims(text)


@pytest.mark.parametrize(("text", "claim"), LISTS)
def test_each_of_a_list_has_its_own_partner(claims, text, claim):
    assert claim in claims(text)


@pytest.mark.parametrize(("text", "claim"), NOT_SAID)
def test_partners_are_not_mixed_up(claims, text, claim):
    assert claim not in claims(text)
