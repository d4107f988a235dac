"""The knowledge base: who and what the media industry is made of, as data in ``ontologies/`` and users' own files."""

from kg.knowledge.base import KnowledgeBase, load_knowledge
from kg.knowledge.entry import KBEntry
from kg.knowledge.matcher import Match

__all__ = ["KBEntry", "KnowledgeBase", "Match", "load_knowledge"]
