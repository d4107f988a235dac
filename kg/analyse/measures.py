"""All measures of a graph, as tables: what ``kg analyse`` and :meth:`kg.Graph.analyse` give."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from kg.analyse.centrality import bridges
from kg.analyse.comention import comentions, linked_pairs
from kg.analyse.growth import growth
from kg.analyse.rank import rounded, weighted_degrees
from kg.analyse.similar import Trait, similar
from kg.errors import UsageError
from kg.store import markup
from kg.store.frames import frame

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import pandas as pd

    from kg.analyse.analysis import Analysis
    from kg.analyse.scope import ScopeReport

#: Columns for programs; the name of a community ends in its theme.
HIDDEN = frozenset({"key", "theme"})

Cell: TypeAlias = str | int | float | tuple[str, ...] | None


@dataclass(frozen=True, slots=True, repr=False)
class Table:
    """The outcome of one measure: the rows that matter most come first.

    ``columns`` are fixed keys (a key that ends in ``iri`` identifies what the column before it names); ``title`` and
    ``notes`` say in the language of the analysis what was counted and how.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<Table {self.name}: {len(self.rows)} rows of {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        return table_html(self)

    def to_dataframe(self) -> pd.DataFrame:
        """Return the rows as a pandas data frame; raises :class:`UsageError` when pandas is not installed."""
        return frame(self.columns, self.rows)


@dataclass(frozen=True, slots=True)
class AnalysisReport:
    """The tables asked for, and the size of the network they are about; ``components`` counts its separate parts."""

    entities: int
    links: int
    claims: int
    components: int
    scope: ScopeReport
    described: int
    tables: tuple[Table, ...]
    lang: str = "en"

    def table(self, name: str) -> Table:
        """Return the table of one measure; raises :class:`UsageError` when it was not asked for."""
        for table in self.tables:
            if table.name == name:
                return table
        raise UsageError(f"{name!r} was not measured; there is {', '.join(table.name for table in self.tables)}")


def measure(analysis: Analysis, names: Sequence[str] = ()) -> AnalysisReport:
    """Return the tables of these measures, of all without names; raises :class:`UsageError` for another name."""
    if unknown := [name for name in names if name not in MEASURES]:
        raise UsageError(f"there is no measure {unknown[0]!r}; choose from {', '.join(MEASURES)}")
    wanted = [name for name in MEASURES if name in names] or list(MEASURES)
    return AnalysisReport(
        entities=len(analysis.net),
        links=len(analysis.net.one),
        claims=len(analysis.data.edges),
        components=analysis.components(),
        scope=analysis.scope_report,
        described=len(analysis.whole.nodes) - len(analysis.data.nodes),
        tables=tuple(MEASURES[name](analysis) for name in wanted),
        lang=analysis.words.lang,
    )


def _table(
    analysis: Analysis, name: str, columns: tuple[str, ...], rows: Iterable[tuple[Cell, ...]], **values: object
) -> Table:
    words = analysis.words
    found = tuple(row for row in rows if not analysis.about or _is_about(analysis, columns, row))
    return Table(name, words.text(f"{name}_title"), columns, found, (words.text(name, **values),))


def _is_about(analysis: Analysis, columns: Sequence[str], row: tuple[Cell, ...]) -> bool:
    """Tell whether a row has one of the entities asked about; what has no entities is about all."""
    given = [cell for key, cell in zip(columns, row, strict=True) if key.endswith("iri")]
    iris = {iri for cell in given for iri in (cell if isinstance(cell, tuple) else (cell,))}
    return not given or not analysis.about.isdisjoint(iris)


def _entity(analysis: Analysis, iri: str) -> tuple[str, str, str]:
    return analysis.words.entity(iri), iri, analysis.words.classes(analysis.nodes[iri].types)


def entities_table(analysis: Analysis) -> Table:
    """Return one row per entity with all its measures, by PageRank."""
    degrees = analysis.degrees
    community = {iri: found.name for found in analysis.communities for iri in found.members}
    rows = [
        (
            *_entity(analysis, iri),
            sum(degrees[iri][:2]),
            degrees[iri][2],
            rounded(analysis.ranks[iri]),
            rounded(analysis.between.values[position]),
            analysis.cores[position],
            community.get(iri),
        )
        for position, iri in enumerate(analysis.net.iris)
    ]
    rows.sort(key=lambda row: (-row[5], row[1]))
    columns = ("entity", "iri", "class", "claims", "neighbours", "pagerank", "betweenness", "core", "community")
    return _with_sample(analysis, _table(analysis, "entities", columns, rows))


def degree_table(analysis: Analysis) -> Table:
    """Return how many links each entity has."""
    strength = weighted_degrees(analysis.data, analysis.weights)
    rows = [
        (*_entity(analysis, iri), outgoing + incoming, outgoing, incoming, neighbours, rounded(strength[iri]))
        for iri, (outgoing, incoming, neighbours) in analysis.degrees.items()
    ]
    rows.sort(key=lambda row: (-row[3], -row[6], row[1]))
    columns = ("entity", "iri", "class", "claims", "out", "in", "neighbours", "strength")
    return _table(analysis, "degree", columns, rows)


def pagerank_table(analysis: Analysis) -> Table:
    """Return the PageRank of each entity."""
    return _by_value(analysis, "pagerank", analysis.ranks)


def betweenness_table(analysis: Analysis) -> Table:
    """Return the betweenness of each entity; the notes say when it is an estimate."""
    values = dict(zip(analysis.net.iris, analysis.between.values, strict=True))
    return _with_sample(analysis, _by_value(analysis, "betweenness", values))


def _by_value(analysis: Analysis, name: str, values: Mapping[str, float]) -> Table:
    rows = [(*_entity(analysis, iri), rounded(value)) for iri, value in values.items()]
    rows.sort(key=lambda row: (-row[3], row[1]))
    return _table(analysis, name, ("entity", "iri", "class", name), rows)


def _with_sample(analysis: Analysis, table: Table) -> Table:
    """Return the table with a note when the betweenness in it is an estimate."""
    if not analysis.between.sampled:
        return table
    values = {"sources": analysis.between.sources, "entities": len(analysis.net), "seed": analysis.options.seed}
    return replace(table, notes=(*table.notes, analysis.words.text("sampled", **values)))


def core_table(analysis: Analysis) -> Table:
    """Return the core number of each entity."""
    starts, _, _ = analysis.net.index
    rows = [
        (*_entity(analysis, iri), analysis.cores[position], int(starts[position + 1] - starts[position]))
        for position, iri in enumerate(analysis.net.iris)
    ]
    rows.sort(key=lambda row: (-row[3], -row[4], row[1]))
    return _table(analysis, "core", ("entity", "iri", "class", "core", "neighbours"), rows)


def communities_table(analysis: Analysis) -> Table:
    """Return the communities with their members."""
    rows = [
        (
            found.name,
            found.key,
            len(found.members),
            found.inside,
            found.outside,
            found.theme,
            tuple(analysis.words.entity(iri) for iri in found.members),
            found.members,
        )
        for found in analysis.communities
    ]
    columns = ("community", "key", "size", "inside", "outside", "theme", "members", "members_iri")
    alone = len(analysis.net) - sum(len(found.members) for found in analysis.communities)
    modularity = analysis.words.number(analysis.parts.modularity)
    seed = analysis.options.seed
    return _table(analysis, "communities", columns, rows, modularity=modularity, alone=alone, seed=seed)


def bridges_table(analysis: Analysis) -> Table:
    """Return the links that alone hold two parts together; those to a single entity are counted only."""
    relations = linked_pairs(analysis.data)
    found = bridges(analysis.net)
    wide = [bridge for bridge in found if bridge.smaller > 1]
    rows = []
    for bridge in wide:
        sides = [(analysis.net.iris[bridge.one], bridge.one_side), (analysis.net.iris[bridge.other], bridge.other_side)]
        if (sides[0][0], sides[1][0]) not in relations:
            sides.reverse()
        (one, here), (other, there) = sides
        named = _relations(analysis, relations, one, other)
        rows.append((analysis.words.entity(one), one, named, analysis.words.entity(other), other, here, there))
    columns = ("one", "one_iri", "relations", "other", "other_iri", "one_side", "other_side")
    return _table(analysis, "bridges", columns, rows, number=len(found), single=len(found) - len(wide))


def _relations(
    analysis: Analysis, relations: Mapping[tuple[str, str], tuple[str, ...]], one: str, other: str
) -> tuple[str, ...]:
    """Return the relations from one entity to another in words, with an arrow those that go back."""
    there = (analysis.words.relation(name) for name in relations.get((one, other), ()))
    back = (f"← {analysis.words.relation(name)}" for name in relations.get((other, one), ()))
    return (*there, *back)


def growth_table(analysis: Analysis) -> Table:
    """Return what each month or year added."""
    found = growth(analysis.whole)
    rows = [
        (p.name, p.articles, p.claims, p.new_links, p.new_entities, p.all_links, p.all_entities) for p in found.periods
    ]
    columns = ("period", "articles", "claims", "new_links", "new_entities", "all_links", "all_entities")
    unit = analysis.words.text(f"unit_{found.unit}")
    return _table(analysis, "growth", columns, rows, unit=unit, undated=found.undated)


def comention_table(analysis: Analysis) -> Table:
    """Return the pairs that articles speak of together."""
    found = comentions(analysis.speaking(), analysis.data, keep=set(analysis.net.iris))
    relations = linked_pairs(analysis.data)
    rows = [
        (
            analysis.words.entity(pair.one),
            pair.one,
            analysis.words.entity(pair.other),
            pair.other,
            pair.articles,
            pair.sentences,
            rounded(pair.jaccard),
            rounded(pair.npmi),
            rounded(pair.surprise),
            _relations(analysis, relations, pair.one, pair.other),
        )
        for pair in found.pairs
    ]
    columns = (
        "one", "one_iri", "other", "other_iri", "articles", "sentences", "jaccard", "npmi", "surprise", "relations",
    )  # fmt: skip
    return _table(analysis, "comention", columns, rows, articles=found.articles, left_out=found.left_out)


def similar_table(analysis: Analysis) -> Table:
    """Return for each entity those that are most alike, and what they share."""
    rows = [
        (
            analysis.words.entity(found.one),
            found.one,
            analysis.words.entity(found.other),
            found.other,
            rounded(found.score),
            tuple(_shared(analysis, trait) for trait in found.shared),
        )
        for found in similar(analysis.whole, analysis.families())
    ]
    rows.sort(key=lambda row: (-row[4], -len(row[5]), row[1], row[3]))
    return _table(analysis, "similar", ("one", "one_iri", "other", "other_iri", "similarity", "shared"), rows)


def _shared(analysis: Analysis, trait: Trait) -> str:
    side, relation, other = trait
    words = analysis.words
    heading = words.relation(relation) if side == "subject" else words.heading(relation)
    return words.text("colon", heading=heading, item=words.entity(other))


def table_html(table: Table) -> str:
    """Return the first rows of a table for a notebook, with its title and notes, without the columns for programs."""
    shown = [place for place, key in enumerate(table.columns) if not key.endswith("iri") and key not in HIDDEN]
    rows = [[markup.text(_cell_text(row[place])) for place in shown] for row in table.rows[: markup.MOST_ROWS]]
    numeric = [all(isinstance(row[place], int | float) for row in table.rows) for place in shown]
    headings = [table.columns[place].replace("_", " ") for place in shown]
    more = len(table.rows) - len(rows)
    notes = [*table.notes, *([f"{more} more rows"] if more else [])]
    title = f"<p><strong>{markup.text(table.title)}</strong></p>"
    return title + markup.table(headings, rows, numeric=numeric) + "".join(map(markup.note, notes))


def _cell_text(cell: Cell) -> str:
    if isinstance(cell, float):
        return f"{cell:.4g}"
    return "; ".join(cell) if isinstance(cell, tuple) else "" if cell is None else str(cell)


#: The measures by name, in the order of their tables.
MEASURES: dict[str, Callable[[Analysis], Table]] = {
    "entities": entities_table,
    "degree": degree_table,
    "pagerank": pagerank_table,
    "betweenness": betweenness_table,
    "core": core_table,
    "communities": communities_table,
    "bridges": bridges_table,
    "growth": growth_table,
    "comention": comention_table,
    "similar": similar_table,
}
