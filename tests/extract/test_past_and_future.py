"""What adverbs and dates say of a statement: a post that is over, an act that is to come."""

from __future__ import annotations

import pytest

from kg.model import Article

FORMER = [
    ("en", "Rim Sassi, who most recently served as chairman of Rivet Films, joins the BBC.", "chairOf"),
    ("en", "Rim Sassi joins the BBC. She was previously chief executive of Rivet Films.", "chiefExecutiveOf"),
    ("fr", "Rim Sassi, précédemment PDG de Rivet Films, a été embauchée par TF1.", "chiefExecutiveOf"),
]
CURRENT = [
    ("en", "Rim Sassi was recently named chief executive of Rivet Films.", "chiefExecutiveOf"),
    ("fr", "Rim Sassi, PDG de Rivet Films, a été embauchée par TF1.", "chiefExecutiveOf"),
]


@pytest.mark.parametrize(
    ("lang", "text", "relation", "former"), [(*c, True) for c in FORMER] + [(*c, None) for c in CURRENT]
)
def test_an_adverb_says_that_a_post_is_over(extractor, lang, text, relation, former):
    (found,) = extractor.extract([Article(id="a", text=text, lang=lang, date="2025-05-05")])
    (post,) = (claim for claim in found.claims if claim.predicate == relation)
    assert dict(post.qualifiers).get("former") is former


def test_a_post_that_is_over_passes_to_nobody(extractor):
    text = "Rim Sassi, who most recently served as chairman of Rivet Films, succeeds Paul Lenoir at the BBC."
    (found,) = extractor.extract([Article(id="a", text=text, lang="en", date="2025-05-05")])
    names = {entity.key: entity.name for entity in found.entities}
    assert not [
        claim for claim in found.claims if names[claim.subject.key] == "Paul Lenoir" and claim.predicate == "chairOf"
    ]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Netflix made a profit in the first quarter and competes with Canal+.", "asserted"),
        ("Le film « La Dune » de Paul Lenoir sort au quatrième trimestre.", "planned"),
    ],
)
def test_a_quarter_is_to_come_when_its_first_month_is(extractor, text, mode):
    lang = "fr" if text.startswith("Le ") else "en"
    (found,) = extractor.extract([Article(id="a", text=text, lang=lang, date="2025-03-27")])
    assert mode in {claim.mode for claim in found.claims if claim.predicate in {"competesWith", "releaseDate"}}


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Le studio Rivet, à qui l'on doit le jeu « Tombe la neige », ferme ses portes.", "asserted"),
        ("Le studio Rivet doit développer le jeu « Tombe la neige ».", "planned"),
    ],
)
def test_an_auxiliary_without_an_infinitive_is_no_plan(extractor, text, mode):
    (found,) = extractor.extract([Article(id="a", text=text, lang="fr", date="2025-05-05")])
    assert [claim.mode for claim in found.claims if claim.predicate == "developer"] == [mode]
