"""Wikidata results and tables become knowledge-base files, and what cannot be used is told with its row."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cli import run
from kg.errors import DataError
from kg.knowledge import load_knowledge
from kg.knowledge.common_words import common_words
from kg.knowledge.importing import HEADER, TypeNames, import_rows, part_of
from kg.knowledge.reader import read_table
from kg.knowledge.rows import read_rows
from kg.ontology import load_schema

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def types():
    return TypeNames(load_schema(), {"manga": "Comic"})


@pytest.fixture(scope="module")
def common():
    return common_words()


def binding(**values):
    """Return a row of a SPARQL result; ``name__fr`` has a language."""
    row = {}
    for name, value in values.items():
        column, _, lang = name.partition("__")
        kind = "uri" if value.startswith("http") else "literal"
        row[name if lang else column] = {"type": kind, "value": value} | ({"xml:lang": lang} if lang else {})
    return row


def result(*rows):
    return json.dumps({"head": {"vars": []}, "results": {"bindings": list(rows)}}, ensure_ascii=False, indent=1)


SALT = binding(
    item="http://www.wikidata.org/entity/Q11", itemLabel__en="The Salt Road to Nowhere",
    itemLabel__fr="La Route du sel de nulle part", itemAltLabel="Salt Road Nowhere, Salt", typeLabel="film",
)  # fmt: skip


@pytest.fixture
def imported(tmp_path: Path, types, common):
    def read(content: str, name: str = "in", default: str | None = None):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        found = import_rows(read_rows(path), types, common, default)
        table = tmp_path / "out.tsv"
        table.write_text("\n".join("\t".join(row) for row in (HEADER, *found.rows)) + "\n", encoding="utf-8")
        return read_table(table).entries, found

    return read


def test_a_wikidata_result_becomes_entries(imported):
    (entry,), found = imported(result(SALT))
    assert (entry.id, entry.qid, entry.name) == ("Q11", "Q11", "The Salt Road to Nowhere")
    assert entry.names["fr"] == "La Route du sel de nulle part"
    assert set(entry.aliases) == {"Salt Road Nowhere", "Salt"}
    assert entry.types == ("Film",)
    assert not found.problems


def test_several_rows_of_one_thing_are_one_entry(imported):
    more = [binding(item="http://www.wikidata.org/entity/Q11", itemLabel__en="The Salt Road to Nowhere", alias=alias)
            for alias in ("Nowhere Road", "Road of Salt")]  # fmt: skip
    (entry,), found = imported(result(SALT, *more))
    assert {"Nowhere Road", "Road of Salt"} <= set(entry.aliases)
    assert found.read == 3


@pytest.mark.parametrize("content", [
    "qid,name,name_fr,aliases,type\nQ11,Brume Média,Brume,Brume TV|BM,Company\n",
    "qid;label;aliases;class\nQ11;Brume Média;Brume|Brume TV|BM;company\n",
    "item\titemLabel\talias\ttypeLabel\nhttp://www.wikidata.org/wiki/Q11\tBrume Média\tBrume|Brume TV|BM\tentreprise\n",
])  # fmt: skip
def test_tables_of_several_shapes_are_read(imported, content):
    (entry,), found = imported(content)
    assert (entry.qid, entry.name, entry.types) == ("Q11", "Brume Média", ("Company",))
    assert {"Brume TV", "BM"} <= {*entry.aliases}
    assert not found.problems


def test_words_that_prove_nothing_are_marked(imported):
    named = [("Her", "film"), ("The News", "series"), ("Emma", "person"), ("Paris", "company"), ("1923", "series"),
             ("Skydrome Kavorka", "film"), ("Emma Novakova", "person"), ("Ubisoft Kavorka", "company")]  # fmt: skip
    rows = [binding(item=f"http://www.wikidata.org/entity/Q{n}", itemLabel=name, typeLabel=type_)
            for n, (name, type_) in enumerate(named, start=1)]  # fmt: skip
    entries, _ = imported(result(*rows))
    assert {entry.name for entry in entries if entry.ambiguous} == {"Her", "The News", "Emma", "Paris", "1923"}
    (entry,), _ = imported(result(SALT))
    assert {"Salt", "The Salt Road to Nowhere"} <= entry.weak_aliases  # ordinary words only


def test_a_name_may_be_doubtful_in_one_language_only(imported):
    (entry,), found = imported(result(binding(item="http://www.wikidata.org/entity/Q3", itemLabel__en="Blorvax Kavorka",
                                              itemLabel__fr="Elle", typeLabel="film")))  # fmt: skip
    assert found.rows[0][-1] == "ambiguous-fr"
    assert entry.weak_aliases == {"Elle"}


def test_what_cannot_be_used_is_told_with_its_row(imported):
    entries, found = imported(
        result(
            binding(item="http://www.wikidata.org/entity/Q1", itemLabel="Q1", typeLabel="film"),
            binding(item="http://www.wikidata.org/entity/Q2", itemLabel="Kavorka Rising", typeLabel="sculpture"),
            binding(item="http://www.wikidata.org/entity/Q3", itemLabel="Kavorka Setting"),
            binding(comment="nothing here"),
            binding(item="http://www.wikidata.org/entity/Q4", itemLabel="…", typeLabel="film"),
            binding(item="http://www.wikidata.org/entity/Q5", itemLabel="x" * 300, typeLabel="film"),
            binding(item="http://www.wikidata.org/entity/Q6", itemLabel="Kavorka Manga", typeLabel="manga"),
        )
    )
    assert [(entry.name, entry.types) for entry in entries] == [("Kavorka Manga", ("Comic",))]
    told = {row: [p.reason for p in found.problems if p.row == row] for row in range(1, 7)}
    assert any("no label in that language" in reason for reason in told[1])
    assert told[2] == [
        "its class 'sculpture' is none of the ontology; say which one it is with --map 'sculpture=CLASS'"
    ]
    assert told[3] == ["has no class; give one for all with --type, or a column called type"]
    assert "has no name" in told[4][0]
    assert any("neither letter nor digit" in reason for reason in told[5])
    assert any("longer than 200" in reason for reason in told[6])


def test_a_class_for_all_and_namesakes_without_identifier(imported):
    entries, found = imported("name\nLe Gué\nLe gué\n", default="Film")
    assert [entry.types for entry in entries] == [("Film",)]
    assert "named like another thing of its class" in found.problems[0].reason


FORMS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)


@given(name=FORMS, aliases=st.lists(FORMS, max_size=4), data=st.data())
def test_whatever_is_imported_is_read_back_as_it_was(name, aliases, data, tmp_path_factory, types, common):
    cls = data.draw(st.sampled_from(["Film", "Company", "Genre"]))
    rows = [(1, {"item": [("Q7", "")], "name": [(name, "")], "type": [(cls, "")], "alias": [(a, "") for a in aliases]})]
    found = import_rows(rows, types, common)
    table = tmp_path_factory.mktemp("kb") / "out.tsv"
    table.write_text("\n".join("\t".join(row) for row in (HEADER, *found.rows)) + "\n", encoding="utf-8", newline="")
    entries = read_table(table).entries
    if not entries:
        assert found.problems
        return
    (entry,) = entries
    wanted = {" ".join(part.split()) for alias in aliases for part in alias.split("|")} | {" ".join(name.split())}
    assert {entry.name, *entry.aliases} <= wanted
    assert all(common.doubts(form, [cls]) or "?" in form[:1] for form in entry.weak_aliases)


def test_the_order_of_the_rows_does_not_matter(imported):
    rows = [binding(item=f"http://www.wikidata.org/entity/Q{n}", itemLabel=f"Kavorka {n}", typeLabel="film")
            for n in range(20)]  # fmt: skip
    assert imported(result(*rows))[1].rows == imported(result(*rows[::-1]))[1].rows


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "line 1: the file is empty"),
        ('{"a": 1}', "no SPARQL result"),
        ('{"results": {"bindings": [{"item"', "breaks off after row 0"),
        ('{"results": {"bindings": [' + "[" * 5000, "breaks off after row 0"),
    ],
)
def test_a_file_that_is_none_of_these_is_an_error(imported, content, message):
    with pytest.raises(DataError, match=message):
        imported(content)


def test_rows_are_read_one_after_the_other(tmp_path):
    path = tmp_path / "large.json"
    path.write_text(result(*[SALT] * 3000), encoding="utf-8")
    rows = read_rows(path)
    assert next(rows)[0] == 1
    assert sum(1 for _ in rows) == 2999


@pytest.mark.parametrize(
    ("column", "part"),
    [
        ("itemLabel", ("name", "")),
        ("itemLabel_fr", ("name", "fr")),
        ("nameFr", ("name", "fr")),
        ("NAME", ("name", "")),
        ("itemAltLabel", ("alias", "")),
        ("aliases_fr", ("alias", "fr")),
        ("types", ("type", "")),
        ("classLabel", ("type", "")),
        ("item", ("id", "")),
        ("qid", ("id", "")),
        ("itemDescription", (None, "")),
        ("année", (None, "")),
    ],
)
def test_columns_are_known_by_their_names(column, part):
    assert part_of(column) == part


def test_the_verb_writes_a_file_that_builds_take(tmp_path, capsys):
    source, table = tmp_path / "films.json", tmp_path / "films.tsv"
    bad = binding(item="http://www.wikidata.org/entity/Q12", itemLabel="Kavorka", typeLabel="sculpture")
    source.write_text(result(SALT, bad, bad), encoding="utf-8")
    assert run(["kb", "import", str(source), "-o", str(table)]) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "its class 'sculpture' is none of the ontology" in printed.err
    assert "1 entries from 3 rows, 1 not used" in printed.err
    knowledge = load_knowledge(extra=[table])
    assert knowledge.lookup("La Route du sel de nulle part")[0].qid == "Q11"
    assert run(["kb", "import", str(source), "--map", "sculpture=Sculpture"]) == 2
    assert "no class 'Sculpture'" in capsys.readouterr().err
    assert run(["kb", "import", str(source), "--map", "sculpture=Product", "--type", "film"]) == 0
    assert io.StringIO(capsys.readouterr().out).readline() == "\t".join(HEADER) + "\n"
