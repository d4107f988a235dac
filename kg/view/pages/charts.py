"""Small pictures of numbers as inline SVG; colours come from the style sheet, numbers stand beside them as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT = 120.0, 32.0


def sparkline(values: Sequence[float]) -> Markup:
    """Return a line through the values, the last one marked; nothing for fewer than two."""
    if len(values) < 2:
        return Markup("")
    low, high = min(values), max(values)
    span = (high - low) or 1.0
    points = [
        (4 + i * (WIDTH - 8) / (len(values) - 1), HEIGHT - 5 - (v - low) / span * (HEIGHT - 10))
        for i, v in enumerate(values)
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    x, y = points[-1]
    return Markup(
        '<svg class="spark" viewBox="0 0 120 32" aria-hidden="true"><polyline points="{}"/>'
        '<circle cx="{:.1f}" cy="{:.1f}" r="3"/></svg>'
    ).format(path, x, y)


def columns(counts: Sequence[tuple[str, int]], titles: Sequence[str]) -> Markup:
    """Return a column for each (label, count) with a hover text each, and the first and last label below."""
    if not counts:
        return Markup("")
    top = max(count for _, count in counts) or 1
    bars = Markup("").join(
        Markup('<rect x="{:.2f}" y="{:.2f}" width="{:.2f}" height="{:.2f}"><title>{}</title></rect>').format(
            i + 0.1, 40 - 38 * count / top, 0.8, 38 * count / top, title
        )
        for i, ((_, count), title) in enumerate(zip(counts, titles, strict=True))
    )
    return Markup(
        '<svg class="columns" viewBox="0 0 {} 40" preserveAspectRatio="none" aria-hidden="true">{}</svg>'
    ).format(len(counts), bars)
