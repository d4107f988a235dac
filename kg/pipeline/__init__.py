"""The stages in order: sources to a graph on disk (:func:`build`), or to claims without one (:func:`extract`).

:func:`decide` and :func:`undo` take in what people say of a graph; :func:`relink` brings the graph up to date with it.
"""

from __future__ import annotations

from kg.pipeline.build import build
from kg.pipeline.claims import claim_lines, extract, published_lines, read_articles, read_claims
from kg.pipeline.decide import Decided, decide, undo
from kg.pipeline.link import decisions_of
from kg.pipeline.progress import Progress
from kg.pipeline.relink import Relinked, relink

__all__ = [
    "Decided",
    "Progress",
    "Relinked",
    "build",
    "claim_lines",
    "decide",
    "decisions_of",
    "extract",
    "published_lines",
    "read_articles",
    "read_claims",
    "relink",
    "undo",
]
