"""Web pages: the article stays, the rest of the page goes."""

import pytest

from kg.errors import ArticleError
from kg.ingest.html import read_page
from tests.ingest.pages import ARTICLE, FURNITURE, page


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_all_paragraphs_of_the_article_are_kept_in_order(lang):
    text = read_page(page(lang)).text
    positions = [text.index(paragraph) for paragraph in ARTICLE[lang]]
    assert positions == sorted(positions)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_menus_advertisements_comments_and_footers_are_left_out(lang):
    text = read_page(page(lang)).text
    words = FURNITURE[lang]
    for furniture in (words["ad"], words["comment"], words["related"], words["foot"], "Disney buys Brume"):
        assert furniture not in text
    assert not text.startswith(words["nav"][0])


def test_the_metadata_is_what_the_page_states_even_in_the_future():
    found = read_page(page("en"))
    assert (found.title, found.date, found.publisher) == ("Brume, Three Lighthouses", "2031-05-06", "Brume Info")
    assert (found.author, found.url, found.lang) == ("Luc Arnaud", "https://brume.example/a", "en")


def test_paragraphs_are_separated_by_a_blank_line():
    assert "\n\n".join(ARTICLE["fr"]) in read_page(page("fr")).text


def test_a_page_without_article_says_what_to_do():
    with pytest.raises(ArticleError, match=r"no article was found in the page; save"):
        read_page("<html><body><nav><a href='/'>Home</a></nav></body></html>")
