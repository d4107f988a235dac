"""Gold files: what is read, and what is said of a broken one."""

import copy

import pytest

from kg.errors import DataError
from kg.evaluate import articles_beside, load_gold

from .conftest import GOLD


def broken(change):
    rows = copy.deepcopy(GOLD)
    change(rows[1])
    return rows


def test_articles_entities_claims_and_figures_are_read(golds):
    first, second = golds
    assert (first.id, first.lang, len(first.claims), len(first.figures)) == ("a", "en", 3, 1)
    assert first.entities["l"] == {"lumio films", "lumio"}
    assert (first.claims[0].mode, first.claims[0].attributed_to) == ("planned", "h")
    assert first.figures[0].value == 12_000_000
    assert second.figures == ()


def test_names_are_shown_and_dates_stand_for_themselves(golds):
    assert golds[0].label("n") == "Netflix"
    assert golds[0].label("1999") == "1999"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda a: a.pop("id"), "'id' is missing"),
        (lambda a: a["entities"].append({"id": "x", "name": "Other"}), "entities 3: the id 'x' is there twice"),
        (lambda a: a["entities"][0].pop("name"), "entities 1: 'name' is missing"),
        (lambda a: a["entities"][0].update(aliases="Brume"), "'aliases' must be a list"),
        (lambda a: a["claims"][0].update(predicate="buys"), "claims 1: the ontology has no relation 'buys'"),
        (lambda a: a["claims"][0].update(predicate="revenue"), "no relation 'revenue'"),
        (lambda a: a["claims"][0].update(subject="z"), "claims 1: the subject 'z' is no id"),
        (lambda a: a["claims"][0].update(object="z"), "the object 'z' is neither the id of an entity nor an ISO date"),
        (lambda a: a["claims"][0].update(mode="sure"), "the mode 'sure' is none of asserted"),
        (lambda a: a["claims"][0].update(attributedTo="z"), "the source 'z' is no id"),
        (lambda a: a.update(claims={}), "'claims' must be a list"),
        (lambda a: a.update(claims=["x"]), "claims 1 is no JSON object"),
        (
            lambda a: a.update(figures=[{"subject": "x", "metric": "owns"}]),
            "figures 1: the ontology has no metric 'owns'",
        ),
        (lambda a: a.update(figures=[{"subject": "x", "metric": "revenue"}]), "has neither a value nor a change"),
        (
            lambda a: a.update(figures=[{"subject": "x", "metric": "revenue", "value": "12"}]),
            "figures 1: 'value' is no number",
        ),
        (lambda a: a.update(id="a"), "article 'a' is there twice"),
    ],
)
def test_a_broken_line_is_named_with_its_fault(write, schema, change, message):
    with pytest.raises(DataError) as caught:
        load_gold(write(*broken(change)), schema)
    assert "own.gold.jsonl, line 2: " in str(caught.value)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["{", "[1]", "null", "[" * 100_000])
def test_a_line_that_is_no_object_is_named(write, schema, text):
    with pytest.raises(DataError, match="line 3"):
        load_gold(write(GOLD[0], "", text), schema)


def test_an_empty_or_missing_file_is_an_error(write, schema, tmp_path):
    with pytest.raises(DataError, match="holds no articles"):
        load_gold(write(""), schema)
    with pytest.raises(DataError, match="cannot be read as a gold file"):
        load_gold(tmp_path / "none.gold.jsonl", schema)


def test_the_articles_stand_beside_the_gold(tmp_path):
    articles = tmp_path / "own.articles.jsonl"
    articles.touch()
    assert articles_beside(tmp_path / "own.gold.jsonl") == articles
    with pytest.raises(DataError, match=r"no other\.articles\.jsonl beside it"):
        articles_beside(tmp_path / "other.gold.jsonl")
    with pytest.raises(DataError, match=r"does not end in \.gold\.jsonl"):
        articles_beside(tmp_path / "own.jsonl")
