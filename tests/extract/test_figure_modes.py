"""Whether a figure is a fact, a report, a plan or a doubt, and who is its source."""

from __future__ import annotations

from functools import lru_cache

import pytest

from kg.extract.context import BlockContext, Language
from kg.extract.figure_lexicon import load_figure_lexicon
from kg.extract.figures import find_figures
from kg.extract.modality import Modality

from .articles import annotated, knowledge, language, schema

pytestmark = pytest.mark.models

NAMES = {"Norvane": "Company", "Lumio": "Series", "Ada Holm": "Person", "Reuters": "NewsPublisher"}


@lru_cache(maxsize=2)
def modality(lang: str) -> Modality:
    _, grammar, kinds, lexicon = language(lang)
    return Modality(Language(grammar, kinds, lexicon, knowledge(), schema()))


def modes(lang: str, text: str) -> list[tuple[object, str, str | None]]:
    """Return value, mode and source of the figures of a text."""
    article = annotated(text, lang, {name: cls for name, cls in NAMES.items() if name in text})
    reader = modality(lang)

    def mode_at(_, block: int, token: int, apart: bool):
        reading = reader.mode_at(BlockContext(article, block, reader.language), token, own_clause=apart)
        return reading.mode, reading.speaker

    found = find_figures(article, load_figure_lexicon(lang), mode_at, schema())
    return [(f.quantity.value, f.mode, None if f.speaker is None else article.entities[f.speaker].name) for f in found]


CASES = [
    ("en", "Norvane said it had 320,000 subscribers.", [(320_000, "attributed", "Norvane")]),
    ("en", "Norvane said it would cut 200 jobs.", [(200, "planned", "Norvane")]),
    ("en", "Norvane may cut 200 jobs, Reuters reported.", [(200, "hedged", "Reuters")]),
    (
        "en",
        "Norvane projected sales of $2bn and a profit of $3m.",
        [(2e9, "planned", None), (3e6, "planned", None)],
    ),
    ("en", "At Norvane 45 employees will be laid off.", [(45, "planned", None)]),
    ("en", "Norvane, valued at $3bn, will open a studio, according to Ada Holm.", [(3e9, "asserted", None)]),
    ("en", "Nothing is known of Lumio, the $40 million drama that Norvane will not make.", [(4e7, "asserted", None)]),
    ("fr", "Mardi, Ada Holm a annoncé la suppression de 58 postes chez Norvane.", [(58, "planned", "Ada Holm")]),
    ("fr", "Norvane devrait supprimer 80 postes.", [(80, "planned", None)]),
    # the staff out of which jobs are to go is there
    ("fr", "Norvane va se séparer de 60 de ses 150 salariés.", [(60, "planned", None), (150, "asserted", None)]),
    ("fr", "Cela valoriserait Norvane à 3 milliards d'euros.", [(3e9, "hedged", None)]),
    ("fr", "Les 160 salariés de Norvane vont changer de propriétaire.", [(160, "asserted", None)]),
    ("fr", "Norvane compte 4 millions d'abonnés, assure Ada Holm.", [(4_000_000, "attributed", "Ada Holm")]),
    ("fr", "Norvane, valorisé à 3 milliards d'euros, va s'installer à Lyon, selon Reuters.", [(3e9, "asserted", None)]),
]


@pytest.mark.parametrize(("lang", "text", "wanted"), CASES, ids=[case[1] for case in CASES])
def test_mode_and_source_of_figures(lang, text, wanted):
    assert modes(lang, text) == wanted
