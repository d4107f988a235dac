"""Explanations for a terminal."""

from kg.explain import explanation_text

from .samples import ARTICLE, FIRST, SECOND


def test_each_sentence_has_its_mentions_claims_rejected_and_gaps():
    text = explanation_text([ARTICLE], 200)
    details = "hedged, source Ada & Co, former, price 3,000,000 USD, verb/acquires:<buy>, 0.87"
    assert text.splitlines() == [
        "a.txt (en) <script>alert(1)</script>",
        "",
        f"  1  {FIRST}",
        "     mention   Netflix: StreamingService (known entity Q907311)",
        '     mention   Lumio = Lumio "Films": ProductionStudio (the tagger\'s guess alone)',
        f"     claim     Netflix – acquires – Lumio <Films> [{details}]",
        "     rejected  Netflix – owns – Lumio [“met”, verb/owns:meet]: types do not fit: Lumio has no known class",
        "",
        f"  2  {SECOND}",
        "     mention   The studio = Lumio Films, nominal: no class (nothing tells its class)",
        "     no claim  no word of the lexicon; its verbs and nouns: sing",
    ]


def test_lines_are_wrapped_and_indented():
    lines = explanation_text([ARTICLE], 60).splitlines()
    assert max(map(len, lines)) <= 60
    assert any(line.startswith(" " * 15) for line in lines)


def test_articles_are_apart():
    assert explanation_text([ARTICLE, ARTICLE]) == explanation_text([ARTICLE]) + "\n" + explanation_text([ARTICLE])
