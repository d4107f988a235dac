"""What is different between two builds: contradictions first, then what changed, came and went, with the sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.analyse.graph import GraphNode
from kg.view.pages.frame import Context, Page, render

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.analyse.changes import GraphDiff
    from kg.analyse.facts import Fact

#: Facts of each part that are shown; the number of the rest is told.
SHOWN = 400


def diff_page(found: GraphDiff, context: Context, title: str) -> Page:
    """Return the page of a difference; entities that ``context`` does not know are named as in the facts."""
    nodes = {node.iri: node for change in found.entities for node in (*change.old, *change.new)}
    for fact in _facts(found):
        for iri, name in ((fact.subject, fact.subject_name), (fact.object, fact.object_name)):
            if fact.kind == "link" or iri == fact.subject:
                nodes.setdefault(iri, GraphNode(iri=iri, label=name))
    known = Context(nodes | dict(context.nodes), context.labels, context.links)
    counts = [
        (name, getattr(found.old, name), getattr(found.new, name))
        for name in ("articles", "entities", "claims", "facts")
    ]
    return render("diff.html", known, title, "diff", found=found, counts=counts, shown=SHOWN)


def _facts(found: GraphDiff) -> Iterable[Fact]:
    yield from (*found.added, *found.removed)
    for changed in found.changed:
        yield from (changed.old, changed.new)
    for contradiction in found.contradicted:
        yield from (contradiction.one, contradiction.other)
