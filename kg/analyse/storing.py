"""Measures into the graph: computed from an open store and written beside what articles say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.analyse.analysis import Analysis, AnalysisOptions
from kg.analyse.load import load_graph
from kg.analyse.rank import rounded
from kg.analyse.vocabulary import LANGUAGES, vocabulary
from kg.ontology import load_schema
from kg.store import GraphStore
from kg.store.measures import EntityMeasures, StoredAnalysis, StoredCommunity, analysis_graph, analysis_quads

if TYPE_CHECKING:
    from kg.config import Config
    from kg.ontology import Schema


def store_analysis(
    folder: str | Path, options: AnalysisOptions | None = None, config: Config | None = None
) -> Analysis:
    """Measure the graph in ``folder`` and store the measures in it, in place of older ones.

    They are properties of the entities in the named graph ``graph/analysis``, which goes when articles or entities
    change. Raises what :func:`kg.open_graph` raises.
    """
    schema = load_schema(Path(config.ontology) if config and config.ontology else None)
    with GraphStore.open(folder, read_only=False) as store:
        return store_measures(store, schema, options)


def drop_analysis(folder: str | Path) -> bool:
    """Remove what :func:`store_analysis` stored; tells whether there was anything."""
    with GraphStore.open(folder, read_only=False) as store:
        return drop_measures(store)


def store_measures(store: GraphStore, schema: Schema, options: AnalysisOptions | None = None) -> Analysis:
    """Compute the measures and make them the content of the graph of measures; ``store`` is open for writing."""
    analysis = Analysis(load_graph(store), schema, options, store.mentions())
    store.replace_graph(analysis_graph(store.base), analysis_quads(to_store(analysis), store.base))
    return analysis


def drop_measures(store: GraphStore) -> bool:
    """Remove the graph of measures; tells whether there was one."""
    return store.replace_graph(analysis_graph(store.base), ()) > 0


def to_store(analysis: Analysis) -> StoredAnalysis:
    """Return the measures in the form that is stored."""
    community = {iri: found.key for found in analysis.communities for iri in found.members}
    degrees = analysis.degrees
    return StoredAnalysis(
        entities=tuple(
            EntityMeasures(
                iri=iri,
                degree=sum(degrees[iri][:2]),
                neighbours=degrees[iri][2],
                page_rank=rounded(analysis.ranks[iri]),
                betweenness=rounded(analysis.between.values[position]),
                core=analysis.cores[position],
                community=community.get(iri),
            )
            for position, iri in enumerate(analysis.net.iris)
        ),
        communities=_communities(analysis),
        modularity=rounded(analysis.parts.modularity),
        sources=analysis.between.sources,
        note=_note(analysis.options),
    )


def _communities(analysis: Analysis) -> tuple[StoredCommunity, ...]:
    spoken = [analysis.named(vocabulary(analysis.whole.nodes, analysis.schema, lang)) for lang in LANGUAGES]
    return tuple(
        StoredCommunity(
            same[0].key,
            tuple((lang, found.name) for lang, found in zip(LANGUAGES, same, strict=True)),
            len(same[0].members),
        )
        for same in zip(*spoken, strict=True)
    )


def _note(options: AnalysisOptions) -> str:
    scope = options.scope
    parts = [f"modes: {', '.join(scope.modes) or 'all'}", f"seed: {options.seed}"]
    given = {
        "classes": ", ".join(scope.classes), "relations": ", ".join(scope.relations), "since": scope.since,
        "until": scope.until, "confidence of at least": scope.min_confidence or None,
        "around": ", ".join(scope.around), "articles": ", ".join(scope.articles),
        "entities that describe others": "included" if options.descriptive else None,
        "a query": "chosen by it" if scope.selection is not None else None,
    }  # fmt: skip
    parts += (f"{name}: {value}" for name, value in given.items() if value)
    return "; ".join(parts)
