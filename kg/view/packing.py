"""Boxes that must not overlap, and groups of boxes packed around the largest one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Flags: TypeAlias = NDArray[np.bool_]

Point: TypeAlias = tuple[float, float]
Size: TypeAlias = tuple[float, float]
Box: TypeAlias = tuple[Point, Size]
#: Smallest grid step of the packing, and the breadth of the lane left between two components.
STEP = 24.0
#: About so many grid steps along each side of the whole.
CELLS = 110
#: Screens are wider than high: the outline to fill is an ellipse of these proportions.
ASPECT = 1.35
ROUNDS = 400
GROW_EVERY = 8


def separate(points: Sequence[Sequence[float]], boxes: Sequence[Size]) -> list[Point]:
    """Push boxes apart along the axis of least overlap until none overlap; near neighbours stay near."""
    xs = [float(p[0]) for p in points]
    ys = [float(p[1]) for p in points]
    for round_ in range(ROUNDS):
        moved = False
        for i, j in _close_pairs(xs, ys, boxes):
            overlap_x = (boxes[i][0] + boxes[j][0]) / 2 - abs(xs[i] - xs[j])
            overlap_y = (boxes[i][1] + boxes[j][1]) / 2 - abs(ys[i] - ys[j])
            if overlap_x <= 0 or overlap_y <= 0:
                continue
            moved = True
            dx, dy = _way_out(xs[i] - xs[j], ys[i] - ys[j], overlap_x, overlap_y)
            # A little more than needed, or rows of boxes pass the same overlap on for ever.
            xs[i] += dx * 0.52
            ys[i] += dy * 0.52
            xs[j] -= dx * 0.52
            ys[j] -= dy * 0.52
        if not moved:
            break
        if round_ % GROW_EVERY == GROW_EVERY - 1:
            # Too crowded to settle by pushing alone: give everything a little more room.
            xs = [x * 1.03 for x in xs]
            ys = [y * 1.03 for y in ys]
    return list(zip(xs, ys, strict=True))


def _way_out(dx: float, dy: float, overlap_x: float, overlap_y: float) -> Point:
    """Return the shift that parts two boxes, along the line between their centres, bent towards the shorter way."""
    if not dx and not dy:
        dx = 1.0
    if overlap_x < overlap_y:
        dy *= overlap_x / overlap_y
    else:
        dx *= overlap_y / overlap_x
    steps = [o / abs(d) for o, d in ((overlap_x, dx), (overlap_y, dy)) if d]
    step = min(steps) + 0.02
    return dx * step, dy * step


def _close_pairs(xs: list[float], ys: list[float], boxes: Sequence[Size]) -> list[tuple[int, int]]:
    """Return the pairs whose boxes may overlap, found by sweeping over a grid of the largest box."""
    width = max(box[0] for box in boxes)
    height = max(box[1] for box in boxes)
    grid: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i, (x, y) in enumerate(zip(xs, ys, strict=True)):
        grid[int(x // width), int(y // height)].append(i)
    pairs = []
    for (cx, cy), members in grid.items():
        near = [j for dx in (-1, 0, 1) for dy in (-1, 0, 1) for j in grid.get((cx + dx, cy + dy), ())]
        for i in members:
            xi, yi, (wi, hi) = xs[i], ys[i], boxes[i]
            pairs += [
                (i, j)
                for j in near
                if i < j and abs(xi - xs[j]) * 2 < wi + boxes[j][0] and abs(yi - ys[j]) * 2 < hi + boxes[j][1]
            ]
    return pairs


def pack(groups: Sequence[Sequence[Box]], ties: Mapping[tuple[int, int], float] | None = None) -> list[Point]:
    """Return an offset for each group: those with the most ties in the middle, each near those it is tied to.

    A group is a list of (position, size); ``ties`` gives the weight of the links between two groups, the smaller number
    first. Groups without ties go wherever there is room nearest to the middle, in the order given.
    """
    area = sum(_extent(group)[2] * _extent(group)[3] for group in groups)
    step = max(STEP, area**0.5 / CELLS)
    tied: list[dict[int, float]] = [{} for _ in groups]
    for (one, other), weight in (ties or {}).items():
        tied[one][other] = tied[other][one] = weight
    masks = [_mask(group, step, whole=bool(tied[i])) for i, group in enumerate(groups)]
    if not masks:
        return []
    side = int(np.sqrt(sum(mask.size for mask, _ in masks)) * 1.8) + 2 * max(max(mask.shape) for mask, _ in masks)
    taken = np.zeros((side, side), dtype=bool)
    middles: dict[int, Point] = {}
    offsets: dict[int, Point] = {}
    for i in _order(tied):
        mask, (left, top) = masks[i]
        height, width = mask.shape
        row, column = _nearest_room(taken, mask, [(middles[j], w) for j, w in tied[i].items() if j in middles])
        taken[row : row + height, column : column + width] |= mask
        middles[i] = row + height / 2, column + width / 2
        offsets[i] = (column - side // 2) * step - left, (row - side // 2) * step - top
    return [offsets[i] for i in range(len(groups))]


def _order(tied: list[dict[int, float]]) -> list[int]:
    """Return the groups in the order to place them: each next one has the strongest ties to those before it."""
    total = [sum(weights.values()) for weights in tied]
    pull = [0.0] * len(tied)
    left = set(range(len(tied)))
    order = []
    while left:
        chosen = max(left, key=lambda i: (pull[i], total[i], -i))
        left.remove(chosen)
        order.append(chosen)
        for other, weight in tied[chosen].items():
            pull[other] += weight
    return order


def _extent(group: Sequence[Box]) -> tuple[float, float, float, float]:
    """Return left, top, width and height of a group, with a lane around it."""
    left = min(x - w / 2 for (x, _), (w, _) in group) - STEP
    top = min(y - h / 2 for (_, y), (_, h) in group) - STEP
    right = max(x + w / 2 for (x, _), (w, _) in group) + STEP
    bottom = max(y + h / 2 for (_, y), (_, h) in group) + STEP
    return left, top, right - left, bottom - top


def _mask(group: Sequence[Box], step: float, *, whole: bool) -> tuple[Flags, Point]:
    """Return the cells a group covers, hollows filled in (links run through them), and its left and top."""
    left, top, width, height = _extent(group)
    mask = np.zeros((int(height // step) + 1, int(width // step) + 1), dtype=bool)
    if whole or len(group) <= 6:
        mask[:] = True
        return mask, (left, top)
    for (x, y), (w, h) in group:
        first_row, last_row = int((y - h / 2 - top) // step) - 1, int((y + h / 2 - top) // step) + 1
        first_column, last_column = int((x - w / 2 - left) // step) - 1, int((x + w / 2 - left) // step) + 1
        mask[max(0, first_row) : last_row + 1, max(0, first_column) : last_column + 1] = True
    for line in (*mask, *mask.T):
        filled = np.flatnonzero(line)
        if filled.size:
            line[filled[0] : filled[-1] + 1] = True
    return mask, (left, top)


def _nearest_room(taken: Flags, mask: Flags, ties: Sequence[tuple[Point, float]]) -> tuple[int, int]:
    """Return the row and column where the mask's rectangle is free, nearest to what it is tied to and to the middle."""
    side = taken.shape[0]
    height, width = mask.shape
    if not taken.any():
        return (side - height) // 2, (side - width) // 2
    sums = np.zeros((side + 1, side + 1), dtype=np.int32)
    sums[1:, 1:] = taken.cumsum(axis=0, dtype=np.int32).cumsum(axis=1)
    last_row, last_column = side + 1 - height, side + 1 - width
    used = sums[height:, width:] - sums[:last_row, width:] - sums[height:, :last_column] + sums[:last_row, :last_column]
    y = np.arange(last_row)[:, None] + height / 2
    x = np.arange(last_column)[None, :] + width / 2
    cost = np.sqrt(((x - side / 2) / ASPECT) ** 2 + (y - side / 2) ** 2)
    total = sum(weight for _, weight in ties)
    for (row, column), weight in ties:
        cost = cost + weight / total * np.sqrt(((x - column) / ASPECT) ** 2 + (y - row) ** 2)
    cost[used > 0] = np.inf
    best = int(cost.argmin())
    return best // last_column, best % last_column
