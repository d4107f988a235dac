"""Files, web pages and tables as articles; limits, languages, page furniture."""

from __future__ import annotations

from kg.ingest.read import Duplicate, read_sources

__all__ = ["Duplicate", "read_sources"]
