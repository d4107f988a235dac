"""From the entities of single articles to those of the corpus: one real-world thing, one node."""

from kg.resolve.resolution import Resolution, resolve

__all__ = ["Resolution", "resolve"]
