"""From the entities of single articles to those of the corpus: one real-world thing, one node."""

from kg.resolve.journal import JOURNAL_NAME, Why, read_doubts, read_namesakes, read_why, write_journal
from kg.resolve.resolution import Link, Part, Resolution, resolve

__all__ = [
    "JOURNAL_NAME",
    "Link",
    "Part",
    "Resolution",
    "Why",
    "read_doubts",
    "read_namesakes",
    "read_why",
    "resolve",
    "write_journal",
]
