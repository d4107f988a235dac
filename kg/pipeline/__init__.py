"""The stages in order: sources to a graph on disk (:func:`build`), or to claims without one (:func:`extract`)."""

from __future__ import annotations

from kg.pipeline.build import build
from kg.pipeline.claims import claim_lines, extract, published_lines, read_articles, read_claims
from kg.pipeline.progress import Progress

__all__ = ["Progress", "build", "claim_lines", "extract", "published_lines", "read_articles", "read_claims"]
