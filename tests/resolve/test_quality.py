"""The resolver keeps what it reached on the annotated articles of this project, taken as one corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataError
from kg.evaluate import annotated_extractions, b_cubed, pairwise, read_things

GOLD = Path(__file__).resolve().parent.parent / "gold"


def test_mentions_of_one_thing_meet_and_those_of_two_do_not(resolved):
    files = [GOLD / name for name in ("en.gold.jsonl", "fr.gold.jsonl", "planted.jsonl")]
    corpus = [extraction for path in files for extraction in annotated_extractions(path)]
    found = resolved(*corpus).iris
    expected = read_things(GOLD / "who.tsv", found)

    assert b_cubed(expected, found).f1 >= 0.99
    assert pairwise(expected, found).precision >= 0.98
    assert pairwise(expected, found).recall >= 0.97


def test_a_table_of_things_lists_annotated_entities_only(tmp_path):
    table = tmp_path / "who.tsv"
    table.write_text("# things\nOre\ta:x b:x\n", encoding="utf-8")

    assert read_things(table, [("a", "x"), ("b", "x"), ("b", "y")]) == {
        ("a", "x"): "Ore (2)",
        ("b", "x"): "Ore (2)",
        ("b", "y"): "b:y",
    }
    with pytest.raises(DataError, match=r"line 2: there is no entity b:x"):
        read_things(table, [("a", "x")])


@pytest.mark.parametrize(
    "line", ["[]", "{}", '{"id": "a", "entities": [{"id": "x"}]}', "no JSON", '{"id": 1, "entities": 2}']
)
def test_what_is_no_annotated_article_is_said_with_its_line(tmp_path, line):
    path = tmp_path / "gold.jsonl"
    path.write_text(f"\n{line}\n", encoding="utf-8")

    with pytest.raises(DataError, match="line 2: no annotated article"):
        annotated_extractions(path)
