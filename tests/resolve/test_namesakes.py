"""Works of one name that may be two are told, and parted by a decision only."""

from __future__ import annotations

from kg.decisions import new_decision, replay
from kg.model import Claim, EntityRef, Evidence, Extraction
from kg.resolve import JOURNAL_NAME, read_namesakes, read_why, resolve, write_journal

from .conftest import BASE
from .test_resolution import entity


def film(id_, title, **links):
    """Return an article on a film; ``links`` maps a relation to the name of a person or firm."""
    things = [entity(title, "Film")]
    claims = []
    for relation, name in links.items():
        things.append(entity(name, "Company" if relation == "productionCompany" else "Person"))
        claims.append(Claim(f"{id_}-{relation}", id_, EntityRef(title), relation, EntityRef(name), Evidence(0, 0, "")))
    return Extraction(id_, "en", tuple(things), tuple(claims))


DRAMA = (
    film("a", "The Salt Road", director="Jonas Brandvold", productionCompany="Halcyon"),
    film("b", "The Salt Road", director="Jonas Brandvold"),
)
WESTERN = film("c", "Salt Road", director="Dana Whitlock", productionCompany="Redwood")


def test_a_work_by_others_connected_with_nothing_else_may_be_another_one(resolved):
    found = resolved(*DRAMA, WESTERN)
    road = found.iri_of("a", "The Salt Road")

    assert found.iri_of("c", "Salt Road") == road
    assert [(link.one, link.other) for link in found.namesakes] == [(road, f"{road}@c")]
    assert "one by Jonas Brandvold, and one by Dana Whitlock in c" in found.namesakes[0].text


def test_a_decision_parts_them_and_settles_it(resolved):
    (link,) = resolved(*DRAMA, WESTERN).namesakes
    after = resolve([*DRAMA, WESTERN], BASE, decisions=replay([new_decision("different", link.other, link.one)]))

    assert after.namesakes == ()
    assert after.iri_of("c", "Salt Road") != after.iri_of("a", "The Salt Road") == link.one


def test_other_makers_alone_or_other_neighbours_alone_tell_nothing(resolved):
    second_director = film("c", "The Salt Road", director="Dana Whitlock", productionCompany="Halcyon")
    no_director = film("c", "The Salt Road", productionCompany="Redwood")

    assert resolved(*DRAMA, second_director).namesakes == ()
    assert resolved(*DRAMA, no_director).namesakes == ()


def test_it_is_kept_beside_the_graph(resolved, tmp_path):
    found = resolved(*DRAMA, WESTERN)
    path = tmp_path / JOURNAL_NAME
    write_journal(path, found)

    assert read_namesakes(path) == list(found.namesakes)
    assert read_why(path, found.namesakes[0].one).namesakes == found.namesakes
