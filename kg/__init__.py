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

__all__ = [
    "Article",
    "ArticleError",
    "BuildReport",
    "Claim",
    "Config",
    "DataError",
    "DateValue",
    "Decided",
    "Decision",
    "Decisions",
    "Entity",
    "EntityRef",
    "Evidence",
    "Extraction",
    "Graph",
    "GraphFolderError",
    "KGError",
    "LocalEntity",
    "Mention",
    "ModelError",
    "Progress",
    "Quantity",
    "QueryError",
    "Rejected",
    "Relinked",
    "ServiceError",
    "SourceError",
    "StoreError",
    "UsageError",
    "build",
    "claim_lines",
    "decide",
    "decisions_of",
    "extract",
    "load_config",
    "open_graph",
    "relink",
    "undo",
]

#: Where the names live that load language pipelines or an engine; they are imported when first used.
_LAZY = {
    "Decided": "kg.pipeline",
    "Decisions": "kg.decisions",
    "Graph": "kg.graph",
    "Progress": "kg.pipeline",
    "Relinked": "kg.pipeline",
    "build": "kg.pipeline",
    "claim_lines": "kg.pipeline",
    "decide": "kg.pipeline",
    "decisions_of": "kg.pipeline",
    "extract": "kg.pipeline",
    "open_graph": "kg.graph",
    "relink": "kg.pipeline",
    "undo": "kg.pipeline",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 (whatever the name stands for)
    if name in _LAZY:
        from importlib import import_module  # noqa: PLC0415 (only on the way to a heavy module)

        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(__all__))
