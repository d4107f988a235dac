"""Figures of parsed sentences: who, which metric, how much, when, by how much changed.

A case is (language, text, names, figures); a figure is (subject, metric, value, unit, period, change), with ``ANY``
where a case is not about that field. All articles are of Wednesday, 22 October 2025.
"""

from __future__ import annotations

import pytest

from kg.extract.figure_lexicon import load_figure_lexicon
from kg.extract.figures import FigureClaim, find_figures

from .articles import annotated, schema
from .figure_cases_en import CASES_EN
from .figure_cases_fr import CASES_FR
from .figure_press_cases import CASES_PRESS

#: Both languages.
CASES = [*CASES_EN, *CASES_FR, *CASES_PRESS]

pytestmark = pytest.mark.models


def figures(text: str, lang: str, names, mode_at=lambda *_: ("asserted", None), title: str = ""):
    article = annotated(text, lang, names, title=title)
    return article, find_figures(article, load_figure_lexicon(lang), mode_at, schema())


def shown(article, claim: FigureClaim) -> tuple[object, ...]:
    quantity = claim.quantity
    name = article.entities[claim.subject].name
    return name, claim.metric, quantity.value, quantity.unit, quantity.period, quantity.change


@pytest.mark.parametrize(("lang", "text", "names", "wanted"), CASES, ids=[case[1][:50] for case in CASES])
def test_finds_exactly_the_figures_of_the_text(lang, text, names, wanted):
    article, found = figures(text, lang, names)
    left = [shown(article, claim) for claim in found]
    for figure in wanted:
        match = next((f for f in left if all(a is ... or a == b for a, b in zip(figure, f, strict=True))), None)
        assert match is not None, f"{figure} not in {left}"
        left.remove(match)
    assert left == []


def test_offsets_give_number_subject_and_sentence():
    text = "Lundi. TF1 a réalisé un chiffre d’affaires de 2,36 milliards d’euros en 2024. Fin."
    article, (claim,) = figures(text, "fr", {"TF1": "Broadcaster"})
    assert text[claim.start : claim.end] == "2,36 milliards d’euros"
    assert text[slice(*claim.subject_offsets)] == "TF1"
    assert text[slice(*claim.evidence)] == "TF1 a réalisé un chiffre d’affaires de 2,36 milliards d’euros en 2024."
    block = article.blocks[claim.block]
    assert block.starts[claim.first_token] <= claim.start
    assert block.ends[claim.last_token] >= claim.end


def test_mode_and_speaker_come_from_the_clause():
    names = {"TF1": "Broadcaster", "Ann Roux": "Person"}
    text = "Selon Ann Roux, TF1 emploie 3 000 salariés."
    _, (claim,) = figures(text, "fr", names, mode_at=lambda *_: ("attributed", 1))
    assert (claim.mode, claim.speaker) == ("attributed", 1)


def test_what_is_expected_is_planned():
    _, (claim,) = figures("Netflix expects revenue of $45 billion in 2026.", "en", {"Netflix": "StreamingService"})
    assert (claim.mode, claim.quantity.period) == ("planned", "2026")


@pytest.mark.parametrize(
    "text",
    ["Les recettes publicitaires de M6 n’ont pas dépassé 21 millions d’euros.", "M6 n’emploie que 900 salariés."],
)
def test_a_limit_is_no_denial(text):
    _, (claim,) = figures(text, "fr", {"M6": "Broadcaster"}, mode_at=lambda *_: ("negated", None))
    assert claim.mode == "asserted"


def test_a_range_gives_both_bounds():
    text = "Bandai expects sales of between ¥1.2 trillion and ¥1.3 trillion this year."
    _, found = figures(text, "en", {"Bandai": "GameCompany"})
    bounds = [(c.quantity.value, c.quantity.bound) for c in found]
    assert bounds == [(1_200_000_000_000, "atLeast"), (1_300_000_000_000, "atMost")]


def test_a_figure_said_twice_is_one_and_gains_what_the_second_adds():
    text = (
        "Deezer compte 9,4 millions d’abonnés. Ces 9,4 millions d’abonnés, chez Deezer, c’est 3 % de moins qu’en 2023."
    )
    _, found = figures(text, "fr", {"Deezer": "StreamingService"})
    assert [(c.quantity.value, c.quantity.change) for c in found] == [(9_400_000, -3)]


def test_results_take_over_the_period_spoken_of():
    text = "In the second quarter revenue at Sky rose 3% to £2bn. Its net income was £210m."
    article, found = figures(text, "en", {"Sky": "Company"})
    assert [shown(article, c)[4] for c in found] == ["2025-Q2", "2025-Q2"]


def test_first_days_count_from_the_launch():
    text = "The Lumen One was launched on June 5. The Lumen One sold 2 million units in four days."
    _, (claim,) = figures(text, "en", {"Lumen One": "Product"})
    assert claim.quantity.period == "2025-06-05/2025-06-08"


def test_the_same_article_gives_the_same_figures():
    text = "TF1 a rassemblé 4,7 millions de téléspectateurs lundi, soit 24,1 % de part d’audience."
    first = figures(text, "fr", {"TF1": "Broadcaster"})[1]
    assert first == figures(text, "fr", {"TF1": "Broadcaster"})[1]
