"""Who led what when: a bar for each post, as sure as the articles are about where it begins and ends."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.view.pages.frame import Context, Page, render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.analyse.posts import Post

#: At most so many labels stand on the axis.
TICKS = 9


@dataclass(frozen=True, slots=True)
class Bar:
    """A post as it is drawn: percentages of the axis, and whether either end is only where the articles begin or stop.

    ``left`` and ``width`` are ``None`` when no date at all is known.
    """

    post: Post
    left: float | None
    width: float | None
    open_start: bool
    open_end: bool


def timeline_page(posts: Sequence[Post], context: Context, title: str) -> Page:
    """Return the page of posts, one block an organisation, those with most posts first."""
    dates = [d for post in posts for d in (post.start, post.end, post.seen_first, post.seen_last, post.over_by) if d]
    axis = (year_of(min(dates)), year_of(max(dates), last=True)) if dates else None
    groups: dict[str, list[Bar]] = defaultdict(list)
    for post in posts:
        groups[post.organization].append(_bar(post, axis))
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), context.name(item[0]).casefold(), item[0]))
    return render("timeline.html", context, title, "posts", groups=ordered, ticks=_ticks(axis) if axis else [])


def year_of(date: str, *, last: bool = False) -> float:
    """Return a date as a year with a fraction; the beginning of what it covers, or with ``last`` its end."""
    parts = [int(part) for part in date[:10].split("-") if part.isdigit()]
    year, month, day = (*parts, 0, 0, 0)[:3]
    if not month:
        return year + (1.0 if last else 0.0)
    if not day:
        return year + (month - 1 + (1 if last else 0)) / 12
    return year + (month - 1) / 12 + (day - (0 if last else 1)) / 366


def _bar(post: Post, axis: tuple[float, float] | None) -> Bar:
    begin = post.start or post.seen_first or post.over_by or post.end
    finish = post.end or post.seen_last or post.over_by or post.start
    if axis is None or not begin or not finish:
        return Bar(post, None, None, open_start=True, open_end=True)
    span = max(axis[1] - axis[0], 1 / 366)
    left = (year_of(begin) - axis[0]) / span * 100
    right = (year_of(finish, last=True) - axis[0]) / span * 100
    return Bar(
        post, round(left, 2), round(max(right - left, 0.8), 2),
        open_start=post.start is None, open_end=post.end is None,
    )  # fmt: skip


def _ticks(axis: tuple[float, float]) -> list[tuple[str, float]]:
    """Return (label, percentage) of years, or of months where the whole is short."""
    first, last = axis
    span = max(last - first, 1 / 366)
    months = [12, 6, 3, 1]
    step = next((m for m in reversed(months) if span * 12 / m <= TICKS), max(12, round(span / TICKS + 0.5) * 12))
    start = -(-round(first * 12, 6) // step) * step
    marks = []
    at = int(start)
    while at <= first * 12 + span * 11:
        label = f"{at // 12:04}" if at % 12 == 0 and step >= 12 else f"{at // 12:04}-{at % 12 + 1:02}"
        marks.append((label, round((at / 12 - first) / span * 100, 2)))
        at += step
    return marks
