"""The same statement of several articles is one event."""

from __future__ import annotations

from kg.analyse.events import events
from kg.analyse.graph import GraphEdge, GraphFact, GraphFigure


def edge(number: int, date: str | None, object_="o", mode="asserted", **qualifiers) -> GraphEdge:
    return GraphEdge(
        claim_id=f"{number}", claim_iri=f"c{number}", subject="s", predicate="acquires", object=object_, mode=mode,
        date=date, qualifiers=tuple(qualifiers.items()),
    )  # fmt: skip


def test_the_earliest_article_tells_when():
    (event,) = events([edge(1, "2025-03-01", mode="negated"), edge(2, None), edge(3, "2024")])
    assert (event.date, event.told, event.first.claim_id) == ("2024", True, "3")
    assert event.modes == ("asserted", "negated")
    assert [claim.claim_id for claim in event.claims] == ["3", "1", "2"]


def test_a_date_of_the_statement_itself_comes_first():
    (event,) = events([edge(1, "2025-03-01"), edge(2, "2025-04-01", startDate="2023-11")])
    assert (event.date, event.told) == ("2023-11", False)


def test_newest_first_and_undated_last():
    found = events([edge(1, None, "a"), edge(2, "2024", "b"), edge(3, "2025-01-02", "c")])
    assert [event.first.object for event in found] == ["c", "b", "a"]


def test_figures_of_other_periods_are_other_events():
    figures = [
        GraphFigure(claim_id=f"{i}", claim_iri="", subject="s", predicate="revenue", value=5, unit="EUR", period=period)
        for i, period in enumerate(("2024", "2025", "2024"))
    ]
    assert sorted(len(event.claims) for event in events(figures)) == [1, 2]


def test_a_date_is_the_event_itself():
    (event,) = events(
        [GraphFact(claim_id="1", claim_iri="", subject="s", predicate="releaseDate", value="2026-05", date="2025")]
    )
    assert (event.date, event.told) == ("2026-05", False)
