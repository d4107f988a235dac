from __future__ import annotations

from typing import TYPE_CHECKING

from kg.store import GraphStore
from kg.store.mapping import entities_graph

from .samples import BASE

if TYPE_CHECKING:
    from pathlib import Path


def test_the_numbers_of_the_sample(graph: GraphStore) -> None:
    found = graph.counts()
    assert (found.articles, found.languages, found.publishers) == (2, {"fr": 2}, {"Le Monde": 2})
    assert (found.first_date, found.last_date) == ("2025-07-01", "2025-07-02")
    assert (found.entities, found.linked) == (4, 1)
    assert found.classes == {"Company": 1, "Film": 1, "Person": 1, "ProductionStudio": 1, "StreamingService": 1}
    assert (found.claims, found.modes) == (12, {"asserted": 6, "attributed": 2, "planned": 2, "hedged": 2})
    assert found.relations["acquires"] == {"attributed": 2}
    assert found.direct == 8
    assert found.quads == len(list(graph.quads()))
    assert str(entities_graph(BASE)) == f"<{BASE}graph/entities>"


def test_an_empty_graph_counts_nothing(tmp_path: Path) -> None:
    with GraphStore.create_or_open(tmp_path, base=BASE) as store:
        found = store.counts()
    assert (found.articles, found.entities, found.claims, found.first_date, found.relations) == (0, 0, 0, None, {})
