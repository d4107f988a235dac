"""Every kind of file becomes checked articles; every kind of bad input is refused with its reason."""

import contextlib
import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.config import Config
from kg.errors import ArticleError
from kg.ingest import Duplicate, read_sources
from kg.ingest.read import make_article
from kg.ingest.records import RawArticle
from kg.model import Article, Rejected
from tests.ingest.pages import ARTICLE, page

FRENCH = "\n\n".join(ARTICLE["fr"]) + "\n"
ENGLISH = "\n\n".join(ARTICLE["en"]) + "\n"


def read(*sources, config=None):
    return list(read_sources([str(source) for source in sources], config or Config()))


def read_one(path, content, config=None):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (item,) = read(path, config=config)
    return item


def test_plain_text_is_stored_verbatim(tmp_path):
    text = "Canal Brume rachète\tun studio  \n\n" + FRENCH
    article = read_one(tmp_path / "a.txt", b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert article.text == text
    assert (article.id, article.lang, article.title) == ("a.txt", "fr", "Canal Brume rachète un studio")
    assert article.source == str(tmp_path / "a.txt")


def test_markdown_gives_clean_text_and_its_front_matter(tmp_path):
    article = read_one(tmp_path / "a.md", f"---\nid: brume-1\ntitle: Brume\nlang: en-GB\n---\n## Brume\n\n{ENGLISH}")
    assert (article.id, article.title, article.lang) == ("brume-1", "Brume", "en")
    assert article.text == "Brume\n\n" + ENGLISH


def test_pages_give_their_article_and_the_language_of_their_text(tmp_path):
    article = read_one(tmp_path / "a.html", page("fr", html_lang="en"))
    assert article.lang == "fr"
    assert article.date == "2031-05-06"
    assert article.publisher == "Brume Info"
    assert ARTICLE["fr"][2] in article.text


def test_json_lines_give_one_article_a_line_and_a_bad_line_stops_nothing(tmp_path):
    lines = [
        json.dumps(
            {"id": "x", "lang": "fr", "date": "2025-05-06", "publisher": "P", "author": ["A", "B"], "text": FRENCH}
        ),
        "{broken",
        json.dumps({"headline": "T", "content": ENGLISH, "id": 7}),
        json.dumps({"title": "no text"}),
        json.dumps(["a"]),
        json.dumps({"text": ENGLISH + "More."}),
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    first, broken, second, missing, no_object, third = read(tmp_path)
    assert (first.id, first.date, first.author) == ("x", "2025-05-06", "A, B")
    assert (second.id, second.title, second.lang) == ("7", "T", "en")
    assert third.id == "a.jsonl#6"
    assert broken.source.endswith("a.jsonl:2")
    assert "is no JSON" in broken.reason
    assert "has no text" in missing.reason
    assert "is no JSON object" in no_object.reason


def test_a_json_document_may_hold_one_article_or_many(tmp_path):
    one = {"text": FRENCH}
    for number, document in enumerate([one, [one], {"articles": [one]}]):
        path = tmp_path / f"{number}.json"
        assert isinstance(read_one(path, json.dumps(document, indent=1)), Article)
    assert isinstance(read_one(tmp_path / "pretty.jsonl", json.dumps(one, indent=1)), Article)


@pytest.mark.parametrize("content", [FRENCH, page("fr"), json.dumps({"text": FRENCH})])
def test_standard_input_may_be_text_a_page_or_json(content, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    (article,) = read("-")
    assert (article.lang, article.source.split(":")[0]) == ("fr", "standard input")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n", "is empty"),
        ("a.txt", b"PK\x03\x04\0\0", "NUL"),
        ("a.txt", "Der Sender hat am Montag das Studio für zwölf Millionen Euro gekauft.", r"German \(de\)"),
        ("a.md", "---\nlang: pt\n---\nTexto.", "Portuguese"),
        ("a.md", "![only a picture](a.png)", "empty text"),
        ("a.html", "<html><body></body></html>", "no article was found"),
        ("a.json", "{", "is no JSON"),
        ("a.json", '{"text": "a \\ud800 b"}', "lone surrogate"),
    ],
)
def test_bad_files_are_rejected_with_place_and_reason(tmp_path, name, content, reason):
    item = read_one(tmp_path / name, content)
    assert isinstance(item, Rejected)
    assert item.source == str(tmp_path / name)
    assert re.search(reason, item.reason)


def test_limits_are_settings(tmp_path):
    assert "max_article_chars" in read_one(tmp_path / "a.txt", FRENCH, Config(max_article_chars=20)).reason
    assert "max_source_bytes" in read_one(tmp_path / "a.txt", FRENCH, Config(max_source_bytes=20)).reason


def test_the_same_text_under_another_id_is_a_duplicate(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(FRENCH, encoding="utf-8")
    article, duplicate = read(tmp_path)
    assert article.id == "a.txt"
    assert duplicate == Duplicate("b.txt", str(tmp_path / "b.txt"), "a.txt")


def test_another_text_under_the_same_id_is_rejected_and_both_places_are_named(tmp_path):
    for folder, text in (("one", FRENCH), ("two", ENGLISH)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(text, encoding="utf-8")
    article, rejected = read(tmp_path / "two", tmp_path / "one")
    assert article.lang == "fr"
    assert rejected.source == str(tmp_path / "two" / "a.txt")
    assert str(tmp_path / "one" / "a.txt") in rejected.reason


def test_the_title_skips_page_furniture():
    text = f"Crédit photo : DR\nTemps de lecture : 3 min\nBrume grandit\n\n{FRENCH}"
    assert make_article(RawArticle("here", "a", {"text": text}), Config()).title == "Brume grandit"


@given(st.text(max_size=300))
def test_any_text_is_an_article_or_refused(text):

    with contextlib.suppress(ArticleError):
        article = make_article(RawArticle("here", "a", {"text": text, "lang": "fr"}), Config())
        assert article.text == text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
