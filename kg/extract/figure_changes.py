"""Which figure of a sentence a change belongs to: "revenue rose 16% to $11 billion, up from …"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.figure_metrics import choose_change_metric

if TYPE_CHECKING:
    from kg.annotate.changes import ChangeSpan
    from kg.extract.figure_drafts import Draft
    from kg.extract.figure_view import SentenceView

_MAX_CHANGE = 6.0
_NEXT_CLAUSE = 3.0


def attach_changes(view: SentenceView, drafts: list[Draft]) -> list[ChangeSpan]:
    """Give each change to the nearest figure of the sentence; return the changes that found one."""
    pairs: list[tuple[float, int, ChangeSpan, Draft]] = []
    for change in view.changes:
        named = choose_change_metric(view, change)
        cue = named.cue if named is not None else None
        linked = cue is not None and view.lexicon.link.fullmatch(view.folded[change.end : max(change.end, cue.start)])
        for draft in drafts:
            if draft.compared or (linked and named is not None and draft.metric.name not in named.metrics):
                continue
            cost = 0.0 if change.quantity == draft.place[0] else view.distance(draft.place, (change.start, change.end))
            if draft.place[0] > change.end and _ends_clause(view, change):
                cost += _NEXT_CLAUSE
            if (change.quantity in {None, draft.place[0]}) and cost <= _MAX_CHANGE:
                pairs.append((cost, change.start, change, draft))
    attached: list[ChangeSpan] = []
    for _, _, change, draft in sorted(pairs, key=lambda pair: (pair[0], pair[1], pair[3].place)):
        if draft.change is None and change not in attached:
            draft.change = change
            attached.append(change)
    return attached


def _ends_clause(view: SentenceView, change: ChangeSpan) -> bool:
    """Tell whether a change stands between commas, so that it is about what comes before it: ", up 12%, and"."""
    before = view.folded[max(view.start, change.start - 3) : change.start].rstrip()
    return before.endswith(",") and bool(re.match(r"[^,;:]{0,25}[,;:]", view.folded[change.end : view.end]))
