"""Languages: stated or detected; others are refused by name."""

import pytest

from kg.errors import ArticleError
from kg.ingest.language import check_language, detect_language
from tests.ingest.pages import ARTICLE

SUPPORTED = ("en", "fr")


@pytest.mark.parametrize("lang", SUPPORTED)
def test_articles_are_recognised(lang):
    assert detect_language("\n\n".join(ARTICLE[lang]), SUPPORTED) == lang


def test_the_language_of_most_of_the_text_counts():
    mixed = "\n\n".join([*ARTICLE["fr"], "“It is a good day,” she said in English."])
    assert detect_language(mixed, SUPPORTED) == "fr"


def test_a_headline_is_put_into_one_of_the_supported_languages():
    assert detect_language("Netflix buys Ondine", SUPPORTED) == "en"
    assert detect_language("Netflix rachète Ondine", SUPPORTED) == "fr"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Der Streaming-Dienst hat am Montag die Übernahme des Studios angekündigt.", r"German \(de\)"),
        ("La plataforma anunció ayer la compra de la productora argentina por 20 millones.", r"Spanish \(es\)"),
        ("動画配信大手は昨日、制作会社の買収を発表した。", r"Japanese \(ja\)"),
    ],
)
def test_other_languages_are_refused_by_name(text, name):
    with pytest.raises(ArticleError, match=rf"is in {name}; supported: English, French"):
        detect_language(text, SUPPORTED)


def test_a_text_without_words_has_no_language():
    with pytest.raises(ArticleError, match="holds no words"):
        detect_language("12 345 – …", SUPPORTED)


def test_stated_languages_may_name_a_country():
    assert check_language("fr-CA", SUPPORTED) == "fr"
    assert check_language("EN_us", SUPPORTED) == "en"


def test_a_stated_language_that_is_not_supported_is_refused():
    with pytest.raises(ArticleError, match=r"German \(de\)"):
        check_language("de-AT", SUPPORTED)
