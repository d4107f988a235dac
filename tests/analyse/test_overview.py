"""The corpus at a glance."""

from __future__ import annotations

import pytest

from kg.analyse.overview import activity, overview
from kg.model import Article

ARTICLES = [
    Article("one", "", date="2024-05-02", publisher="Ledger"),
    Article("two", "", date="2025", publisher="Ledger"),
    Article("silent", "", title="Nothing"),
]
IRIS = {article.id: f"http://e/article/{article.id}" for article in ARTICLES}


@pytest.fixture
def seen(data):
    return overview(data, ARTICLES, IRIS, {"domain": 2, "range": 5})


def test_counts(seen):
    assert (seen.articles, seen.entities, seen.claims) == (3, 8, 7)
    assert dict(seen.classes)["Company"] == 5
    assert seen.modes[0] == ("asserted", 5)
    assert seen.top[0] == ("c", 3)
    assert all(count for _, count in seen.top)


def test_warnings(seen):
    assert [article.id for article in seen.silent] == ["silent"]
    assert seen.undated == 1
    assert seen.unsure == 1
    assert seen.withheld == (("range", 5), ("domain", 2))


def test_sources_count_articles_and_claims(seen):
    assert [(source.name, source.articles) for source in seen.sources] == [("Ledger", 2), ("", 1)]


def test_names_that_several_have(data):
    from dataclasses import replace

    twice = replace(data, nodes=(*data.nodes, replace(data.nodes[0], iri="z", label="LÚMIO")))
    assert overview(twice, ARTICLES, IRIS).same_name == (("a", "z"),)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ([], ()),
        ([None, "2025-03-01"], (("2025-03", 1),)),
        (["2024-12", "2025-02-03", "2025-02-09"], (("2024-12", 1), ("2025-01", 0), ("2025-02", 2))),
        (["2023", "2025-02-03"], (("2023", 1), ("2024", 0), ("2025", 1))),
        (
            ["2010-01-01", "2012-01-01", "2019-01-01"],
            tuple((str(y), int(y in {2010, 2012, 2019})) for y in range(2010, 2020)),
        ),
    ],
)
def test_activity_has_no_gaps(dates, expected):
    assert activity(dates) == expected
