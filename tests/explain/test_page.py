"""Explanations as a page: everything shown, nothing run, nothing loaded."""

import re
from html.parser import HTMLParser

from kg.explain import explanation_page

from .samples import ARTICLE, FIRST, SECOND


class Page(HTMLParser):
    """Collects elements, attributes and text."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.words, self.open = [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def test_markup_in_articles_stays_text():
    page = Page(explanation_page([ARTICLE]))
    assert not {"script", "b", "img", "link", "iframe"} & set(page.tags)
    assert "<script>alert(1)</script>" in page.words
    assert "".join(page.words).count("<b>") == 1
    assert page.open == []


def test_the_page_loads_nothing_and_forbids_scripts():
    html = explanation_page([ARTICLE])
    page = Page(html)
    assert not {"src", "onload", "onclick"} & {name for name, _ in page.attributes}
    assert "default-src 'none'" in html
    assert not re.search(r"https?://|url\(|@import", html)


def test_sentences_claims_rejected_candidates_and_gaps_are_shown():
    words = " ".join("".join(Page(explanation_page([ARTICLE])).words).split())
    assert FIRST in words
    assert SECOND in words
    assert "Netflix acquires Lumio <Films> hedged, source Ada & Co, former, price 3,000,000 USD" in words
    assert "Netflix owns Lumio (“met”, verb/owns:meet): types do not fit" in words
    assert "no claim: no word of the lexicon" in words


def test_mentions_are_marked_with_what_they_stand_for():
    page = Page(explanation_page([ARTICLE]))
    titles = [value for name, value in page.attributes if name == "title"]
    assert titles[0] == "Netflix: StreamingService (known entity Q907311)"
    assert page.tags.count("mark") == 3
    assert ("class", "nominal") in page.attributes


def test_text_has_the_language_of_its_article():
    page = Page(explanation_page([ARTICLE]))
    assert page.attributes.count(("lang", "en")) == 4


def test_several_articles_have_contents():
    page = Page(explanation_page([ARTICLE, ARTICLE]))
    assert [value for name, value in page.attributes if name == "href"] == ["#article-1", "#article-2"]
    assert {("id", "article-1"), ("id", "article-2")} <= set(page.attributes)


def test_the_same_article_gives_the_same_page():
    assert explanation_page([ARTICLE]) == explanation_page([ARTICLE])
