"""The cache of extractions: what was read is not read again, and losing it loses nothing."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import StoreError
from kg.model import Article, Extraction, LocalEntity
from kg.pipeline.cache import CACHE_NAME, ExtractionCache, content_hash

ARTICLE = Article("a", "Brume rachète Phare.", "fr", "Brume", "2025-03-01", "P", "https://a.example", "A", "a.txt")
FOUND = Extraction("a", "fr", (LocalEntity("e0", "Brume", ("Company",)),), ())


def test_an_extraction_is_kept_for_the_text_and_the_pipeline_it_was_made_from(tmp_path):
    with ExtractionCache(tmp_path / CACHE_NAME) as cache:
        cache.stage(ARTICLE, "h1", given=True)
        assert cache.missing("f1") == ["a"]
        cache.put(FOUND, "f1")
        assert cache.missing("f1") == []
        assert cache.missing("f2") == ["a"]
    with ExtractionCache(tmp_path / CACHE_NAME) as cache:
        assert cache.staged() == {}
        cache.stage(ARTICLE, "h1", given=True)
        assert cache.extraction("a") == FOUND
        cache.stage(ARTICLE, "h2", given=True)
        assert cache.missing("f1") == ["a"]


def test_staged_articles_come_back_sorted_and_whole(tmp_path):
    with ExtractionCache(tmp_path / CACHE_NAME) as cache:
        for name in ("b", "a"):
            cache.stage(dataclasses.replace(ARTICLE, id=name), name, given=True)
        assert [(article.id, content) for article, content in cache.articles()] == [("a", "a"), ("b", "b")]
        assert cache.article("a") == ARTICLE


def test_the_same_text_under_an_id_that_the_graph_keeps_is_found(tmp_path):
    with ExtractionCache(tmp_path / CACHE_NAME) as cache:
        cache.stage(ARTICLE, "h", given=False)
        cache.stage(dataclasses.replace(ARTICLE, id="b"), "h", given=True)
        assert cache.repeated() == ["b"]


def test_extractions_of_articles_that_are_gone_are_dropped(tmp_path):
    with ExtractionCache(tmp_path / CACHE_NAME) as cache:
        cache.stage(ARTICLE, "h", given=True)
        cache.put(FOUND, "f")
        cache.unstage("a")
        cache.tidy()
        assert cache.extraction("a") is None


@pytest.mark.parametrize("damage", [b"", b"no database at all, but long enough to be read as one" * 40])
def test_a_damaged_file_is_replaced(tmp_path, damage):
    (tmp_path / CACHE_NAME).write_bytes(damage)
    with ExtractionCache(tmp_path / CACHE_NAME) as cache:
        cache.stage(ARTICLE, "h", given=True)
        assert cache.missing("f") == ["a"]


def test_a_file_that_cannot_be_made_is_an_error(tmp_path):
    with pytest.raises(StoreError, match="cannot be used"):
        ExtractionCache(tmp_path / "missing" / CACHE_NAME)


@given(st.sampled_from([f.name for f in dataclasses.fields(Article)]), st.text(min_size=1, max_size=5))
def test_the_content_hash_covers_everything_but_where_the_article_came_from(field, value):
    changed = dataclasses.replace(ARTICLE, **{field: value})
    same = field == "source" or getattr(ARTICLE, field) == value
    assert (content_hash(changed) == content_hash(ARTICLE)) == same
