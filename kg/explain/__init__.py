"""Shows how an article was read: mentions, candidates, claims, and why a sentence gave nothing."""

from kg.explain.explain import explain, explain_trace
from kg.explain.notes import ArticleNote, ClaimNote, MentionNote, RejectedNote, SentenceNote
from kg.explain.page import explanation_page
from kg.explain.text import explanation_text

__all__ = [
    "ArticleNote",
    "ClaimNote",
    "MentionNote",
    "RejectedNote",
    "SentenceNote",
    "explain",
    "explain_trace",
    "explanation_page",
    "explanation_text",
]
