"""Which decisions hold: not those taken back, and of contradictory ones the later."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.decisions import Decisions, mint, replay
from kg.decisions.effective import active

from .samples import decide, entity


def undo(decision, line=0):
    return decide("undo", decision.id, line=line)


def test_without_lines_nothing_is_decided():
    assert not Decisions()
    assert replay([]) == Decisions()


def test_decisions_are_sorted_by_kind_and_keep_their_place():
    lines = [
        decide("same", "a", "b", 1),
        decide("different", "a", "c", 2),
        decide("identifier", "a", "Q1", 3),
        decide("type", "a", "Person", 4),
        decide("name", "a", "Anne", 5),
        decide("drop", "c1", line=6),
        decide("keep", "c2", line=7),
    ]
    found = replay(lines)
    kinds = (found.same, found.different, found.identifiers, found.types, found.names, found.dropped, found.kept)
    assert kinds == tuple((line,) for line in lines)
    assert [decision.place for decision in found] == [f"decisions.jsonl, line {n}" for n in range(1, 8)]
    assert not found.contradictions


def test_an_undo_takes_back_what_stands_before_it():
    same = decide("same", "a", "b")
    assert replay([same, undo(same)]) == Decisions()
    assert replay([same, undo(same), same]).same == (same,)


def test_an_undo_can_be_undone():
    same = decide("same", "a", "b")
    assert replay([same, undo(same), undo(undo(same))]).same == (same,)


def test_an_undo_of_nothing_is_reported():
    (problem,) = replay([undo(decide("same", "a", "b"), 3)]).problems
    assert problem.startswith("decisions.jsonl, line 3: undoes")


def test_of_same_and_different_the_later_holds_and_both_lines_are_told():
    lines = [decide("same", "a", "b", 1), decide("different", "b", "a", 2)]
    found = replay(lines)
    assert (found.same, found.different) == ((), (lines[1],))
    (contradiction,) = found.contradictions
    assert "line 1" in str(contradiction)
    assert "line 2" in str(contradiction)
    assert replay(lines[::-1]).same == (lines[0],)


def test_contradictions_are_found_through_everything_that_is_the_same():
    lines = [decide("same", "a", "b", 1), decide("same", "b", "c", 2), decide("different", "a", "c", 3)]
    found = replay(lines)
    assert found.same == (lines[1],)
    (contradiction,) = found.contradictions
    assert contradiction.decision == lines[0]
    assert set(contradiction.against) == {lines[1], lines[2]}


def test_different_is_not_transitive():
    lines = [decide("different", "a", "b"), decide("different", "b", "c"), decide("same", "a", "c")]
    assert not replay(lines).contradictions


def test_one_thing_has_one_identifier():
    lines = [decide("identifier", "a", "Q1", 1), decide("identifier", "b", "Q2", 2), decide("same", "a", "b", 3)]
    found = replay(lines)
    assert (found.identifiers, found.same) == ((lines[1],), (lines[2],))
    (contradiction,) = found.contradictions
    assert set(contradiction.against) == {lines[1], lines[2]}


def test_two_things_with_one_identifier_are_not_different():
    lines = [decide("different", "a", "b", 1), decide("identifier", "a", "Q1", 2), decide("identifier", "b", "Q1", 3)]
    found = replay(lines)
    assert found.different == ()
    assert set(found.contradictions[0].against) == set(lines[1:])


def test_no_identifier_contradicts_an_identifier():
    lines = [decide("identifier", "a", "Q1", 1), decide("identifier", "a", "", 2)]
    assert replay(lines).identifiers == (lines[1],)
    assert not replay([lines[1], decide("identifier", "b", "")]).contradictions


def test_what_is_the_same_has_one_name_and_one_type():
    lines = [decide("name", "a", "Anne", 1), decide("name", "b", "Anna", 2), decide("same", "a", "b", 3)]
    found = replay(lines)
    assert found.names == (lines[1],)
    assert "line 1" in str(found.contradictions[0])
    assert len(replay(lines[:2]).names) == 2


def test_a_claim_is_dropped_or_kept():
    lines = [decide("drop", "c1", line=1), decide("keep", "c1", line=2), decide("keep", "c2", line=3)]
    found = replay(lines)
    assert (found.dropped, found.kept) == ((), tuple(lines[1:]))
    assert "line 2" in str(found.contradictions[0])


NODES = st.sampled_from("abcdef")
LINES = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["same", "different"]), NODES, NODES).filter(lambda t: t[1] != t[2]),
        st.tuples(st.just("identifier"), NODES, st.sampled_from(["Q1", "Q2", ""])),
        st.tuples(st.just("name"), NODES, st.sampled_from(["X", "Y"])),
    ),
    max_size=25,
)


@given(LINES)
def test_what_holds_never_contradicts_itself_and_nothing_is_lost(drawn):
    lines = [decide(*line, number) for number, line in enumerate(drawn, start=1)]
    found = replay(lines)
    assert not replay(list(found)).contradictions
    told = [*found, *(contradiction.decision for contradiction in found.contradictions)]
    assert {d.id for d in told} == {line.id for line in active(lines)}
    assert len(told) == len({d.id for d in told})


@given(LINES)
def test_the_last_line_always_holds(drawn):
    lines = [decide(*line, number) for number, line in enumerate(drawn, start=1)]
    assert not lines or lines[-1] in set(replay(lines))


@given(LINES, st.randoms(use_true_random=False))
def test_undoing_everything_leaves_nothing(drawn, random):
    lines = [decide(*line) for line in drawn]
    undone = [undo(decision) for decision in {line.id: line for line in lines}.values()]
    random.shuffle(undone)
    assert replay([*lines, *undone]) == Decisions()


def test_ids_do_not_depend_on_the_line():
    assert decide("same", "a", "b", 1).id == mint("same", entity("b"), entity("a"))
