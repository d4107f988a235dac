"""The page of an entity: who it is, its figures, its claims by relation with the sentences, and what happened when."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from kg.analyse.events import Event, events
from kg.analyse.graph import GraphEdge, GraphFact, GraphFigure
from kg.model import Quantity
from kg.view.pages.charts import sparkline
from kg.view.pages.frame import Context, Page, render

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markupsafe import Markup

    from kg.analyse.graph import GraphNode

Statement: TypeAlias = GraphEdge | GraphFigure | GraphFact


@dataclass(frozen=True, slots=True)
class Group:
    """Events of one relation, seen from the entity: ``outgoing`` when it is their subject."""

    relation: str
    outgoing: bool
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Metric:
    """The figures of one metric, the newest period first, and a line through those of the same unit."""

    name: str
    events: tuple[Event, ...]
    line: Markup


def entity_page(node: GraphNode, statements: Iterable[Statement], context: Context) -> Page:
    """Return the page of an entity; ``statements`` are all claims it is a side or the source of."""
    listed = list(statements)
    about = [s for s in listed if s.subject == node.iri or getattr(s, "object", None) == node.iri]
    said = [s for s in listed if s.attributed_to == node.iri and s not in about]
    found = events(s for s in about if not isinstance(s, GraphFigure))
    figures = events(s for s in about if isinstance(s, GraphFigure))
    return render(
        "entity.html", context, node.label, "entities",
        node=node, also=_also(node), groups=_groups(found, node.iri), metrics=_metrics(figures), said=events(said),
        timeline=[event for event in events(about) if event.date], claims=len(about),
        articles=len({s.article_iri for s in about}),
    )  # fmt: skip


def _also(node: GraphNode) -> list[str]:
    names = dict.fromkeys([*node.aliases, *(name for _, name in node.labels)])
    return [name for name in names if name != node.label]


def _groups(found: Sequence[Event], iri: str) -> list[Group]:
    groups: dict[tuple[str, bool], list[Event]] = defaultdict(list)
    for event in found:
        groups[event.first.predicate, event.first.subject == iri].append(event)
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    return [Group(relation, outgoing, tuple(members)) for (relation, outgoing), members in ordered]


def _metrics(figures: Sequence[Event]) -> list[Metric]:
    groups: dict[str, list[Event]] = defaultdict(list)
    for event in figures:
        groups[event.first.predicate].append(event)
    metrics = []
    for name, members in sorted(groups.items()):
        members.sort(key=lambda event: figure_of(event).period or event.date or "", reverse=True)
        best = _series([figure_of(event) for event in reversed(members)])
        metrics.append(Metric(name, tuple(members), sparkline(best)))
    return metrics


def _series(figures: Sequence[Quantity]) -> list[float]:
    """Return the values that a line may join: the same unit, over periods of the same kind, one value a period."""
    alike: dict[tuple[str | None, int], dict[str, set[float]]] = defaultdict(lambda: defaultdict(set))
    for figure in figures:
        if figure.value is not None and figure.period:
            alike[figure.unit, len(figure.period)][figure.period].add(figure.value)
    lines = [[min(values) for values in periods.values() if len(values) == 1] for periods in alike.values()]
    return max(lines, key=len, default=[])


def figure_of(event: Event) -> Quantity:
    """Return the quantity of a figure's event."""
    first = event.first
    if not isinstance(first, GraphFigure):
        raise TypeError("not a figure")
    return Quantity(first.value, first.unit, first.period, first.change, first.bound)
