"""The overview of a corpus: counts, who stands out, what is new, where it comes from, and what to be careful about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.view.pages.charts import columns
from kg.view.pages.frame import Context, Page, render

if TYPE_CHECKING:
    from kg.analyse.overview import Overview

#: So many entries of each list of warnings are named; the rest is a number.
NAMED = 12


def dashboard_page(seen: Overview, context: Context, title: str) -> Page:
    """Return the overview page; articles without claims are linked by their ids' IRIs in ``context.links.article``."""
    warnings = any((seen.unsure, seen.undated, seen.same_name, seen.silent, seen.contested, seen.withheld))
    return render(
        "dashboard.html", context, title, "home", seen=seen, named=NAMED, warnings=warnings,
        chart=columns(seen.activity, [f"{label}: {count}" for label, count in seen.activity]),
        top=max((count for _, count in seen.top), default=1),
    )  # fmt: skip
