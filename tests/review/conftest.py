"""A graph to review, built once and copied."""

from decisions.conftest import exported, graph, pattern

__all__ = ["exported", "graph", "pattern"]
