"""Articles about the media industry in, a knowledge graph with the evidence for every statement out.

>>> import kg
>>> report = kg.build(["articles/"], "graphs/mine")
>>> with kg.open_graph("graphs/mine") as graph:
...     result = graph.query("SELECT ?who ?what { ?who mkg:acquires ?what }")
...     graph.write_view("mine.html")

What is not in ``__all__`` may change without notice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.config import Config, load_config
from kg.errors import (
    ArticleError,
    DataError,
    GraphFolderError,
    KGError,
    ModelError,
    QueryError,
    ServiceError,
    SourceError,
    StoreError,
    UsageError,
)
from kg.model import (
    Article,
    BuildReport,
    Claim,
    DateValue,
    Decision,
    Entity,
    EntityRef,
    Evidence,
    Extraction,
    LocalEntity,
    Mention,
    Quantity,
    Rejected,
)

if TYPE_CHECKING:
    from kg.analyse.analysis import AnalysisOptions
    from kg.analyse.changes import GraphDiff
    from kg.analyse.measures import AnalysisReport
    from kg.analyse.paths import Connection, PathOptions
    from kg.analyse.storing import drop_analysis, store_analysis
    from kg.comparing import compare
    from kg.decisions import Decisions
    from kg.graph import Graph, open_graph
    from kg.pipeline import (
        Decided,
        Progress,
        Relinked,
        build,
        claim_lines,
        decide,
        decisions_of,
        extract,
        relink,
        undo,
    )
    from kg.store import QueryResult
    from kg.store.cards import EntityCard

__all__ = [
    "AnalysisOptions",
    "AnalysisReport",
    "Article",
    "ArticleError",
    "BuildReport",
    "Claim",
    "Config",
    "Connection",
    "DataError",
    "DateValue",
    "Decided",
    "Decision",
    "Decisions",
    "Entity",
    "EntityCard",
    "EntityRef",
    "Evidence",
    "Extraction",
    "Graph",
    "GraphDiff",
    "GraphFolderError",
    "KGError",
    "LocalEntity",
    "Mention",
    "ModelError",
    "PathOptions",
    "Progress",
    "Quantity",
    "QueryError",
    "QueryResult",
    "Rejected",
    "Relinked",
    "ServiceError",
    "SourceError",
    "StoreError",
    "UsageError",
    "build",
    "claim_lines",
    "compare",
    "decide",
    "decisions_of",
    "drop_analysis",
    "extract",
    "load_config",
    "open_graph",
    "relink",
    "store_analysis",
    "undo",
]

#: Where the names live that load language pipelines or an engine; they are imported when first used.
_LAZY = {
    "AnalysisOptions": "kg.analyse.analysis",
    "AnalysisReport": "kg.analyse.measures",
    "Connection": "kg.analyse.paths",
    "Decided": "kg.pipeline",
    "Decisions": "kg.decisions",
    "EntityCard": "kg.store.cards",
    "Graph": "kg.graph",
    "GraphDiff": "kg.analyse.changes",
    "PathOptions": "kg.analyse.paths",
    "Progress": "kg.pipeline",
    "QueryResult": "kg.store",
    "Relinked": "kg.pipeline",
    "build": "kg.pipeline",
    "claim_lines": "kg.pipeline",
    "compare": "kg.comparing",
    "decide": "kg.pipeline",
    "decisions_of": "kg.pipeline",
    "drop_analysis": "kg.analyse.storing",
    "extract": "kg.pipeline",
    "open_graph": "kg.graph",
    "relink": "kg.pipeline",
    "store_analysis": "kg.analyse.storing",
    "undo": "kg.pipeline",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 (whatever the name stands for)
    if name in _LAZY:
        from importlib import import_module  # noqa: PLC0415 (only on the way to a heavy module)

        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(__all__))
