"""Query files: what their header says, and values that can be nothing but terms."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError, UsageError
from kg.model import Entity
from kg.store.library import choose_query, is_name, parse_query, read_library, read_query
from kg.store.parameters import with_values
from kg.store.sparql import tokens

from .samples import BASE

if TYPE_CHECKING:
    from pathlib import Path

DEALS = """# title: Deals
# title@fr: Opérations
# What a company
# buys and sells.
# @fr Ce qu’une entreprise achète.
# param company (entity = Brume): the company / l’entreprise
# param since (date): not before
SELECT ?c { VALUES ?company { UNDEF } ?c mkg:subject ?company . VALUES ?since { "2020" } } # VALUES ?company { no }
"""


@dataclass
class Graph:
    """A graph of two companies of one name."""

    base: str = BASE
    entities: tuple[Entity, ...] = field(
        default=(Entity(f"{BASE}entity/a", "Brume", ("Company",)), Entity(f"{BASE}entity/b", "Brume", ("Film",)))
    )

    def entities_named(self, name: str) -> list[Entity]:
        found = [entity for entity in self.entities if name in {entity.name, entity.iri}]
        if not found:
            raise UsageError(f"no entity is called {name!r}; did you mean Brume?")
        return found

    def has_article(self, article_id: str) -> bool:
        return article_id == "a 1"

    def words(self, kind: str) -> set[str]:
        return {"metric": {"revenue"}, "class": {"Person"}}.get(kind, {"acquires", "revenue"})


def read(text: str, tmp_path: Path, name: str = "deals"):
    path = tmp_path / f"{name}.rq"
    path.write_text(text, encoding="utf-8")
    return read_query(path)


def filled(text: str, tmp_path: Path, **settings: str | list[str]) -> str:
    query = read(text, tmp_path)
    values = {name: [value] if isinstance(value, str) else value for name, value in settings.items()}
    return with_values(query.text, query.parameters, values, Graph())


def test_the_header_says_what_it_is_for_in_two_languages(tmp_path: Path) -> None:
    query = read(DEALS, tmp_path)
    assert (query.name, query.title(), query.title("fr")) == ("deals", "Deals", "Opérations")
    assert query.description() == "What a company buys and sells."
    assert query.description("fr") == "Ce qu’une entreprise achète."
    company, since = query.parameters
    assert (company.name, company.type, company.default) == ("company", "entity", "Brume")
    assert (company.description("fr"), since.description("fr"), since.default) == ("l’entreprise", "not before", None)


def test_a_query_without_header_has_its_name_for_a_title(tmp_path: Path) -> None:
    query = read("ASK {}", tmp_path, "who-is_who")
    assert (query.title("fr"), query.description(), query.parameters) == ("Who is_who", "", ())


def test_defaults_and_names_become_terms_and_the_rest_stays(tmp_path: Path) -> None:
    assert filled(DEALS, tmp_path).splitlines()[-1] == (
        f"SELECT ?c {{ VALUES ?company {{ <{BASE}entity/a> <{BASE}entity/b> }} ?c mkg:subject ?company . "
        'VALUES ?since { "2020" } } # VALUES ?company { no }'
    )
    found = filled(DEALS, tmp_path, company=f"{BASE}entity/b", since="2021-05")
    assert f"{{ <{BASE}entity/b> }}" in found
    assert 'VALUES ?since { "2021-05" }' in found


def test_a_parameter_may_stand_in_several_places(tmp_path: Path) -> None:
    query = "# param n (number): n\nSELECT * { { VALUES ?n { UNDEF } } UNION { VALUES $n { UNDEF } } }"
    assert filled(query, tmp_path, n="5").count("<http://www.w3.org/2001/XMLSchema#integer>") == 2


@pytest.mark.parametrize(
    ("kind", "value", "term"),
    [
        ("relation", "mkg:acquires", "<https://w3id.org/mediakg/ontology#acquires>"),
        ("metric", "revenue", "<https://w3id.org/mediakg/ontology#revenue>"),
        ("class", "Person", "<https://w3id.org/mediakg/ontology#Person>"),
        ("date", "2025-06-30", '"2025-06-30"'),
        ("number", "-0.5", '"-0.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        ("text", 'a "quote" \\ }', '"a \\"quote\\" \\\\ }"'),
        ("article", "a 1", f"<{BASE}article/a-1-"),
        ("article", "article:x", f"<{BASE}article/x>"),
    ],
)
def test_every_type_of_value(tmp_path: Path, kind: str, value: str, term: str) -> None:
    query = f"# param x ({kind}): x\nASK {{ VALUES ?x {{ UNDEF }} }}"
    assert f"{{ {term}" in filled(query, tmp_path, x=value)


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        ("entity", "Brum", "x: no entity is called 'Brum'; did you mean Brume?"),
        ("relation", "aquires", "x: there is no relation 'aquires'; did you mean acquires?"),
        ("metric", "zzz", "x: there is no metric 'zzz'; known: revenue"),
        ("date", "June", "x: 'June' is no date; write 2025, 2025-06 or 2025-06-30"),
        ("number", "1e9", "x: '1e9' is no number"),
        ("text", "a\0b", "x: text has the forbidden character"),
        ("article", "nope", "x: the graph has no article 'nope'"),
        ("article", "article:a b", "x: .* is not an absolute IRI"),
    ],
)
def test_a_value_that_is_none_says_what_may_have_been_meant(
    tmp_path: Path, kind: str, value: str, message: str
) -> None:
    with pytest.raises(UsageError, match=message.replace("?", r"\?")):
        filled(f"# param x ({kind}): x\nASK {{ VALUES ?x {{ UNDEF }} }}", tmp_path, x=value)


def test_an_unknown_parameter_says_which_there_are(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no parameter 'compny'; did you mean company\?"):
        filled(DEALS, tmp_path, compny="x")
    with pytest.raises(UsageError, match="this query has no parameter 'x'"):
        filled("ASK {}", tmp_path, x="y")


@given(st.text(min_size=1, max_size=40))
def test_no_text_gets_out_of_its_place(value: str) -> None:
    query = parse_query(
        "# param x (text): x\nASK { VALUES ?x { UNDEF } ?s ?p ?x }", path=__import__("pathlib").Path("q")
    )
    try:
        found = with_values(query.text, query.parameters, {"x": [value]}, Graph())
    except UsageError:
        return
    kinds = [token.kind for token in tokens(found)]
    assert kinds == ["word", "mark", "word", "var", "mark", "string", "mark", "var", "var", "var", "mark"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# param x (entity): x\nASK {}", "needs a 'VALUES \\?x { UNDEF }' for its parameter 'x'"),
        ("# param x (colour): x\nASK {}", ":1: unknown type 'colour' of a parameter; known: entity, article"),
        ("#\n# param x: x\nASK {}", ":2: write a parameter as"),
        ("# param x (text): x\n# param x (text): y\nASK { VALUES ?x { UNDEF } }", "declared twice"),
    ],
)
def test_a_header_that_is_wrong_is_an_error_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        read(text, tmp_path)


def test_own_folders_add_queries_and_take_the_place_of_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text("# title: Mine\nASK {}", encoding="utf-8")
    (tmp_path / "leaders.rq").write_text("# title: My leaders\nASK {}", encoding="utf-8")
    library = read_library([tmp_path])
    assert library["mine"].title() == "Mine"
    assert library["leaders"].title() == "My leaders"
    assert list(library) == sorted(library)
    assert len(library) == len(read_library()) + 1
    with pytest.raises(UsageError, match="no such folder of queries"):
        read_library([tmp_path / "nowhere"])


def test_a_misspelt_name_says_which_query_was_meant() -> None:
    library = read_library()
    assert choose_query(library, "deals").name == "deals"
    with pytest.raises(UsageError, match=r"no query 'dealz'; did you mean deals\?"):
        choose_query(library, "dealz")
    with pytest.raises(UsageError, match="see kg query --list"):
        choose_query(library, "xyzzy")


@pytest.mark.parametrize("text", ["SELECT * { ?s ?p ?o }", "ASK{}", "", "a b", "../x"])
def test_no_query_and_no_path_is_taken_for_a_name(text: str) -> None:
    assert not is_name(text)
