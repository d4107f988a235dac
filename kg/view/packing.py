"""Boxes that must not overlap, and groups of boxes packed around the largest one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

Point: TypeAlias = tuple[float, float]
Size: TypeAlias = tuple[float, float]
#: Grid step of the packing, and the breadth of the lane left between two components.
STEP = 24.0
#: The outline to fill is an ellipse this much wider than high.
ASPECT = 1.5
ROUNDS = 300


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
            # Growing slack keeps rows of boxes from passing the same overlap on for ever.
            slack = 1.0 + round_ * 0.02
            if overlap_x < overlap_y * 1.6:
                shift = overlap_x / 2 + slack
                sign = 1.0 if (xs[i], i) > (xs[j], j) else -1.0
                xs[i] += sign * shift
                xs[j] -= sign * shift
            else:
                shift = overlap_y / 2 + slack
                sign = 1.0 if (ys[i], i) > (ys[j], j) else -1.0
                ys[i] += sign * shift
                ys[j] -= sign * shift
        if not moved:
            break
    return list(zip(xs, ys, strict=True))


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


def pack(groups: Sequence[Sequence[tuple[Point, Size]]]) -> list[Point]:
    """Return an offset for each group, the first in the middle, each next one as near to it as there is room.

    A group is a list of (position, box); groups should come the largest first.
    """
    masks = [_mask(group) for group in groups]
    if not masks:
        return []
    area = sum(mask.size for mask, _ in masks)
    side = int(np.sqrt(area) * 2.2) + 2 * max(max(mask.shape) for mask, _ in masks)
    taken = np.zeros((side, side), dtype=bool)
    rows, columns = np.indices((side, side))
    offsets = []
    for mask, (left, top) in masks:
        height, width = mask.shape
        row, column = _nearest_room(taken, mask, rows, columns)
        taken[row : row + height, column : column + width] |= mask
        offsets.append(((column - side // 2) * STEP - left, (row - side // 2) * STEP - top))
    return offsets


def _mask(group: Sequence[tuple[Point, Size]]) -> tuple[NDArray[np.bool_], Point]:
    """Return the cells a group covers, hollows filled in (links run through them), and its left and top."""
    left = min(x - w / 2 for (x, _), (w, _) in group) - STEP
    top = min(y - h / 2 for (_, y), (_, h) in group) - STEP
    right = max(x + w / 2 for (x, _), (w, _) in group) + STEP
    bottom = max(y + h / 2 for (_, y), (_, h) in group) + STEP
    mask = np.zeros((int((bottom - top) // STEP) + 1, int((right - left) // STEP) + 1), dtype=bool)
    for (x, y), (w, h) in group:
        rows = slice(int((y - h / 2 - top) // STEP) - 1, int((y + h / 2 - top) // STEP) + 2)
        mask[max(0, rows.start) : rows.stop, int((x - w / 2 - left) // STEP) : int((x + w / 2 - left) // STEP) + 2] = (
            True
        )
    if len(group) > 6:
        for line in (*mask, *mask.T):
            filled = np.flatnonzero(line)
            if filled.size:
                line[filled[0] : filled[-1] + 1] = True
    else:
        mask[:] = True
    return mask, (left, top)


def _nearest_room(
    taken: NDArray[np.bool_], mask: NDArray[np.bool_], rows: NDArray[np.intp], columns: NDArray[np.intp]
) -> tuple[int, int]:
    """Return the row and column nearest to the middle where the mask's rectangle is free."""
    side = taken.shape[0]
    height, width = mask.shape
    if not taken.any():
        return (side - height) // 2, (side - width) // 2
    sums = np.zeros((side + 1, side + 1), dtype=np.int64)
    sums[1:, 1:] = taken.cumsum(axis=0).cumsum(axis=1)
    last_row, last_column = side + 1 - height, side + 1 - width
    used = sums[height:, width:] - sums[:last_row, width:] - sums[height:, :last_column] + sums[:last_row, :last_column]
    y = rows[:last_row, :last_column] + height / 2 - side / 2
    x = columns[:last_row, :last_column] + width / 2 - side / 2
    distance = np.where(used > 0, np.inf, (x / ASPECT) ** 2 + y**2)
    best = int(distance.argmin())
    return best // last_column, best % last_column
