"""Where a clause ends, and which dependencies make a subject or a direct object."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECT_DEPS = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "csubj"})
_OBJECT_DEPS = frozenset({"obj", "dobj"})
_STOPS = frozenset({";", ":", ".", "!", "?"})


def clause_end(doc: Doc, verb: int) -> int:
    """Return the token after the last one of the clause that a verb opens, found by the next finite verb or stop."""
    for i in range(verb + 1, len(doc)):
        token = doc[i]
        if token.is_sent_start or token.text in _STOPS:
            return i
        if (
            token.pos_ == "AUX"
            and i > verb + 1
            and token.dep_ in {"aux", "aux:tense", "aux:pass", "auxpass", "cop", "ROOT"}
            and token.head.i > i
        ):
            return i
        if token.pos_ == "VERB" and "VerbForm=Fin" in str(token.morph) and token.dep_ != "xcomp":
            return i
        listed = doc[i - 1].pos_ == "CCONJ" or doc[i - 1].text == ","
        if token.pos_ == "VERB" and listed and i > verb + 2:
            return i
    return len(doc)


def is_object_dep(token: Token) -> bool:
    """Tell whether a token is a direct object."""
    return token.dep_ in _OBJECT_DEPS


def is_subject_dep(token: Token) -> bool:
    """Tell whether a token is a subject."""
    return token.dep_ in _SUBJECT_DEPS
