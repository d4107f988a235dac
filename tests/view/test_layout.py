"""Positions: no two labels' boxes overlap, the same every time, components apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.view.layout import place
from kg.view.packing import pack, separate


def overlaps(positions, boxes, slack=1.5) -> list[tuple[int, int]]:
    found = []
    order = sorted(range(len(positions)), key=lambda i: positions[i][0])
    widest = max(width for width, _ in boxes)
    for n, i in enumerate(order):
        for j in order[n + 1 :]:
            dx, dy = positions[j][0] - positions[i][0], abs(positions[j][1] - positions[i][1])
            if dx > widest:
                break
            if dx < (boxes[i][0] + boxes[j][0]) / 2 - slack and dy < (boxes[i][1] + boxes[j][1]) / 2 - slack:
                found.append((i, j))
    return found


def star_with_tail(count: int) -> list[tuple[int, int, float]]:
    return [(i, (i * 7) % max(1, i), 1.0) for i in range(1, count - 6)] + [(count - 2, count - 1, 1.0)]


@pytest.mark.parametrize("count", [1, 2, 3, 10, 60, 500])
def test_no_two_boxes_overlap(count):
    links = star_with_tail(count) if count >= 10 else [(i, i + 1, 1.0) for i in range(count - 1)]
    boxes = [(60 + (i * 37) % 90, 30 + (i * 11) % 30) for i in range(count)]
    assert overlaps(place(count, links, boxes).positions, boxes) == []


def test_the_same_graph_is_laid_out_the_same():
    boxes = [(80.0, 40.0)] * 120
    assert place(120, star_with_tail(120), boxes) == place(120, star_with_tail(120), boxes)


def test_the_order_of_links_does_not_matter():
    links = star_with_tail(80)
    boxes = [(80.0, 40.0)] * 80
    assert place(80, links, boxes) == place(80, links[::-1], boxes)


def test_nothing_to_place():
    assert place(0, [], []).positions == []


def test_links_to_oneself_do_no_harm():
    assert len(place(2, [(0, 0, 1.0)], [(10, 10)] * 2).positions) == 2


def test_linked_entities_stand_nearer_than_others():
    pairs = [(i, j, 2.0) for base in (0, 10) for i in range(base, base + 10) for j in range(base, i)]
    xy = place(20, [*pairs, (0, 10, 0.2)], [(20.0, 20.0)] * 20).positions

    def mean(one, other):
        gaps = [((xy[i][0] - xy[j][0]) ** 2 + (xy[i][1] - xy[j][1]) ** 2) ** 0.5 for i in one for j in other if i != j]
        return sum(gaps) / len(gaps)

    assert mean(range(10), range(10)) < 0.7 * mean(range(10), range(10, 20))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(-300, 300), st.integers(-300, 300), st.integers(5, 120), st.integers(5, 60)),
        min_size=1,
        max_size=40,
    )
)
def test_boxes_are_parted_wherever_they_start(items):
    boxes = [(w, h) for *_, w, h in items]
    assert overlaps(separate([(x, y) for x, y, *_ in items], boxes), boxes) == []


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=12))
def test_groups_are_packed_apart(sizes):
    groups = [[((i * 50.0, (i % 3) * 50.0), (40.0, 40.0)) for i in range(size)] for size in sorted(sizes, reverse=True)]
    offsets = pack(groups)
    moved = [(x + dx, y + dy) for group, (dx, dy) in zip(groups, offsets, strict=True) for (x, y), _ in group]
    assert overlaps(moved, [(40.0, 40.0)] * len(moved)) == []


def houses(count: int, size: int) -> list[tuple[int, int, float]]:
    """So many dense groups, each linked to the next by one member."""
    inside = [
        (h * size + i, h * size + j, 1.0) for h in range(count) for i in range(size) for j in range(i) if (i + j) % 3
    ]
    return inside + [(h * size, (h + 1) * size, 0.3) for h in range(count - 1)]


def test_communities_stand_apart_and_hold_together():
    count, size = 6, 20
    layout = place(count * size, houses(count, size), [(60.0, 40.0)] * (count * size))
    for h in range(count):
        assert len({layout.communities[h * size + i] for i in range(size)}) == 1
    assert len(set(layout.communities)) == count
    extents = []
    for h in range(count):
        xs, ys = zip(*layout.positions[h * size : (h + 1) * size], strict=True)
        extents.append((min(xs) - 30, max(xs) + 30, min(ys) - 20, max(ys) + 20))
    for n, one in enumerate(extents):
        for other in extents[:n]:
            assert one[0] >= other[1] or other[0] >= one[1] or one[2] >= other[3] or other[2] >= one[3]


def test_small_graphs_and_loose_ends_have_no_communities():
    assert set(place(10, star_with_tail(10), [(60.0, 40.0)] * 10).communities) == {None}
    layout = place(120 + 2, [*houses(6, 20), (120, 121, 1.0)], [(60.0, 40.0)] * 122)
    assert layout.communities[120:] == [None, None]
