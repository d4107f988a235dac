"""The example corpus is what its page says: both languages, four formats, overlapping stories."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "examples" / "articles"
FILES = sorted(FOLDER.iterdir())
QUERIES = sorted((FOLDER.parent / "queries").iterdir())
FRONT_MATTER = re.compile(r"---\n((?:[a-z]+: .+\n)+)---\n\n")


def language(path: Path) -> str:
    return path.name.split(".")[-2]


def records(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_it_covers_both_languages_and_all_formats():
    suffixes = [path.suffix for path in FILES]
    assert set(suffixes) == {".txt", ".md", ".html", ".jsonl"}
    assert min(suffixes.count(suffix) for suffix in set(suffixes)) >= 3
    lines = [record["lang"] for path in FILES if path.suffix == ".jsonl" for record in records(path)]
    languages = lines + [language(path) for path in FILES if path.suffix != ".jsonl"]
    assert languages.count("fr") >= 8
    assert languages.count("en") >= 8


@pytest.mark.parametrize("path", [p for p in FILES if p.suffix == ".md"], ids=lambda p: p.name)
def test_markdown_has_front_matter(path):
    text = path.read_text(encoding="utf-8")
    head = FRONT_MATTER.match(text)
    assert head
    fields = dict(line.split(": ", 1) for line in head[1].splitlines())
    assert {"title", "date", "publisher", "lang"} <= fields.keys()
    assert fields["lang"] == language(path)
    assert re.fullmatch(r"2025-\d\d-\d\d", fields["date"])


@pytest.mark.parametrize("path", [p for p in FILES if p.suffix == ".html"], ids=lambda p: p.name)
def test_web_pages_have_meta_data_and_clutter(path):
    text = path.read_text(encoding="utf-8")
    for part in (f'<html lang="{language(path)}', "og:title", "og:site_name", "article:published_time", "<footer>"):
        assert part in text


@pytest.mark.parametrize("path", [p for p in FILES if p.suffix == ".jsonl"], ids=lambda p: p.name)
def test_json_lines_hold_one_article_each(path):
    for record in records(path):
        assert list(record) == ["id", "lang", "title", "date", "publisher", "text"]
        assert 150 <= len(record["text"].split()) <= 350


def test_identifiers_are_unique():
    ids = [record["id"] for path in FILES if path.suffix == ".jsonl" for record in records(path)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", ["Harfang", "Valmeris", "Bellweather", "Ondine", "Northlight", "Camille Fauvel"])
def test_entities_meet_across_articles_and_languages(name):
    french = [path for path in FILES if name in path.read_text(encoding="utf-8") and language(path) == "fr"]
    english = [path for path in FILES if name in path.read_text(encoding="utf-8") and language(path) == "en"]
    assert french
    assert english


def test_the_page_lists_every_file():
    # It stands beside the folder: inside, it would be read as an article.
    page = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in [*FILES, *QUERIES] if f"`{path.name}`" not in page] == []
