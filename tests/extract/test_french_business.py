"""How French papers write about media companies: lists in brackets, staff and shows, owners in noun phrases.

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
    # spellings of a post
    ("Nina Vasko a été nommée p.-d.g. de Télé-Lac.", [("Nina Vasko", "chiefExecutiveOf", "Télé-Lac")]),
    ("Le P-DG de Brumaire Médias, Paul Lescure, se tait.", [("Paul Lescure", "chiefExecutiveOf", "Brumaire Médias")]),
    # lists in brackets
    (
        "Velmont s'empare de deux chaînes (Canal Loire, Club Sud), de deux radios (Radio Brume et Radio Rhin).",
        [("Velmont", "acquires", name) for name in ("Canal Loire", "Club Sud", "Radio Brume", "Radio Rhin")],
    ),
    (
        "Velmont possède deux quotidiens (« La Vigie » et « Le Rempart »), une radio (Radio Brume) et un site.",
        [("Velmont", "owns", name) for name in ("La Vigie", "Le Rempart", "Radio Brume")],
    ),
    (
        "Le groupe de presse Velmont (« Kiosque », « La Vigie », « Télé Dimanche ») se porte mieux.",
        [("Velmont", "owns", name) for name in ("Kiosque", "La Vigie", "Télé Dimanche")],
    ),
    ("Radio Brume (groupe Velmont) perd des auditeurs.", [("Velmont", "owns", "Radio Brume")]),
    (
        "Le groupe Orvane (Arte, Pluvier, Brume…) a gagné.",
        [("Orvane", "owns", "Arte"), ("Orvane", "owns", "Pluvier")],
    ),
    # an organisation before the comma holds no post
    ("Interrogé par Belga, le patron de Lumio, Jo Holm, se tait.", [("Jo Holm", "chiefExecutiveOf", "Lumio")]),
    # whoever the sentence before was about is the group, not the group named in passing
    (
        "Vivendi négocie avec le groupe Orvane. Le groupe possède Radio Brume.",
        [("Vivendi", "owns", "Radio Brume")],
    ),
    # posts behind other words
    (
        "Nina Vasko dirige la société Brumaire, dont le principal actionnaire est Vivendi.",
        [("Vivendi", "investsIn", "Brumaire")],
    ),
    ("Paul Lescure occupe le poste de directeur des programmes d'Arte.", [("Paul Lescure", "executiveOf", "Arte")]),
    ("Paul Lescure a été promu au poste de directeur financier d'Arte.", [("Paul Lescure", "executiveOf", "Arte")]),
    ("Paul Lescure revient chez Arte en tant que directeur financier.", [("Paul Lescure", "executiveOf", "Arte")]),
    ("En 1988, Paul Lescure prend la direction de la communication d'Arte.", [("Paul Lescure", "executiveOf", "Arte")]),
    ("Gallimard a confié la direction de Casterman à Jo Holm.", [("Jo Holm", "chiefExecutiveOf", "Casterman")]),
    ("Vivendi va mieux, a dit le patron du groupe Paul Lescure.", [("Paul Lescure", "chiefExecutiveOf", "Vivendi")]),
    ("Paul Lescure conserve ses émissions sur TF1.", [("Paul Lescure", "employeeOf", "TF1")]),
    ("Vivendi va bien, selon son PDG et fondateur, Jo Holm.", [("Jo Holm", "founderOf", "Vivendi")]),
    ("Tout va bien, dit Jo Holm, directeur général des radios RTL.", [("Jo Holm", "chiefExecutiveOf", "RTL")]),
    # a firm named by whose or where it is, two firms by a noun for a pair
    ("RTL progresse. La station du groupe M6 recrute.", [("M6", "owns", "RTL")]),
    ("Apple a racheté Lumeno. La firme de Cupertino est riche.", [("Apple", "headquarters", "Cupertino")]),
    (
        "Lumio Presse et Rossel ont gagné. Le tandem s'empare de la chaîne Plug RTL.",
        [("Lumio Presse", "acquires", "Plug RTL"), ("Rossel", "acquires", "Plug RTL")],
    ),
    (
        "Lumio Presse et Rossel sont retenus par Valmont pour la reprise de sa filiale Plug RTL.",
        [("Valmont", "owns", "Plug RTL"), ("Rossel", "acquires", "Plug RTL")],
    ),
    ("Avant de se joindre à Arte, Jo Holm était avocat.", [("Jo Holm", "employeeOf", "Arte")]),
    # ex- and an organisation
    ("L'ex-BFMTV Nina Vasko présente le journal.", [("Nina Vasko", "employeeOf", "BFMTV")]),
    ("Jo Holm (ex-TF1) part avec Paul Lescure, ex-Arte.", [("Jo Holm", "employeeOf", "TF1")]),
    # quotation marks set off papers, too; words between commas
    (
        "Velmont détient, pour rappel, « Kiosque », « La Vigie » et « Télé Dimanche ».",
        [("Velmont", "owns", "Kiosque"), ("Velmont", "owns", "La Vigie")],
    ),
    ("« Kiosque », aux mains de Vivendi depuis 2019, change de formule.", [("Vivendi", "owns", "Kiosque")]),
    ("Les éditions Plume sont désormais rattachées à Velmont.", [("Velmont", "owns", "Plume")]),
    # whose staff, whose show
    ("Nina Vasko rejoint l'équipe de Canal Loire.", [("Nina Vasko", "employeeOf", "Canal Loire")]),
    ("Nina Vasko quitte l'antenne de Radio Brume.", [("Nina Vasko", "employeeOf", "Radio Brume")]),
    ("Nina Vasko anime la matinale de Radio Brume.", [("Nina Vasko", "employeeOf", "Radio Brume")]),
    # a span of time before the agent, posts in a list, a verb after an apposition
    (
        "Créé il y a dix ans par Ada Ard, patronne de Turfex, et Jo Holm, ex-directeur délégué d'Oriel, Velmont va.",
        [
            ("Ada Ard", "founderOf", "Velmont"),
            ("Jo Holm", "founderOf", "Velmont"),
            ("Jo Holm", "executiveOf", "Oriel"),
        ],
    ),
    (
        "Nina Vasko, jusqu'alors directrice générale de Brumaire et de ses filiales Plume et Encrier, rejoint Velmont.",
        [
            ("Nina Vasko", "chiefExecutiveOf", "Brumaire"),
            ("Nina Vasko", "chiefExecutiveOf", "Encrier"),
            ("Brumaire", "owns", "Plume"),
            ("Nina Vasko", "employeeOf", "Velmont"),
        ],
    ),
]

ABSENT = [
    # a bracket names the source or the channel of a series, not the series
    ("Une série (Netflix) a été tournée à Lyon.", [("Netflix", "owns", "Lyon")]),
    # what is spoken is no paper
    (
        "« On ne vend pas un journal comme du savon », soupire Nina Vasko, qui y est journaliste.",
        [("*", "employeeOf", "*")],
    ),
    ("Velmont s'empare de deux radios (Radio Brume et Onde Claire).", [("Radio Brume", "owns", "*")]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_found(extractor: Extractor, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert set(expected) <= french_triples(extractor, text)


@pytest.mark.parametrize(("text", "unwanted"), ABSENT)
def test_absent(extractor: Extractor, text: str, unwanted: list[tuple[str, str, str]]) -> None:
    assert not matching(french_triples(extractor, text), unwanted)
