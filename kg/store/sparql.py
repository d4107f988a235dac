"""The tokens of a SPARQL query, as the engine's parser will see them.

The lexical rules are those of SPARQL 1.1, section 19.8. The engine parses without a separate lexer, so the same
characters may be an IRI in one place and ``<`` followed by an expression in another; :func:`hidden_words` therefore
looks at every reading that could be meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

TokenKind = Literal["space", "iri", "string", "var", "lang", "bnode", "pname", "number", "word", "mark"]

_ESCAPE = r"\\[tbnrf\\\"']|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_IRI = r"<(?:[^<>\"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>"
_LOCAL = r"(?:[\w:.\-\u00b7\u0300-\u036f\u203f\u2040]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%])*"
#: Longer prefixes are read as words, so that no text can make the tokenizer look ahead over and over.
PREFIX_MAX = 64
#: Texts in three quotes that may fail to end before the rest of the query is not read any more.
FAILURES_MAX = 20
_TOKEN = re.compile(
    rf"""
    (?P<space>(?:\s+|\#[^\r\n]*)+)
  | (?P<iri>{_IRI})
  | (?P<string>\"\"\"(?:[^"\\]|{_ESCAPE}|"(?!""))*+\"\"\" | '''(?:[^'\\]|{_ESCAPE}|'(?!''))*+'''
             | "(?:[^"\\\r\n]|{_ESCAPE})*+" | '(?:[^'\\\r\n]|{_ESCAPE})*+')
  | (?P<var>[?$]\w+)
  | (?P<lang>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<bnode>_:\w[\w.\-]*)
  | (?P<pname>(?:[^\W\d_][\w.\-]{{0,{PREFIX_MAX}}}+)?:{_LOCAL})
  | (?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
  | (?P<word>[^\W\d]\w*)
  | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_SURE_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")


@dataclass(frozen=True, slots=True)
class Token:
    """One token; ``start`` is its offset in the query."""

    kind: TokenKind
    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset after the token."""
        return self.start + len(self.text)


def tokens(query: str) -> Iterator[Token]:
    """Return the tokens of ``query`` without blanks and comments; a quote that is never closed is the last of them."""
    return (token for token in _read(query, 0) if token.kind != "space")


def _read(query: str, position: int) -> Iterator[Token]:
    """Return all tokens from ``position``, up to and with a quote that is never closed.

    What follows such a quote has no meaning, and looking for the end of a text again and again would take long.
    """
    failures = 0
    while position < len(query):
        token = _token_at(query, position)
        if token.text in {'""', "''"} and query.startswith(token.text + token.text[0], position):
            failures += 1
            if failures > FAILURES_MAX:
                token = Token("mark", token.text[0], position)
        yield token
        if is_open_quote(token):
            return
        position = token.end


def _token_at(query: str, position: int) -> Token:
    found = _TOKEN.match(query, position)
    if found is None or found.lastgroup is None:  # cannot be: the last alternative takes any character
        return Token("mark", query[position], position)
    kind: TokenKind = found.lastgroup  # type: ignore[assignment]  # the group names are the kinds
    return Token(kind, found.group(), position)


def is_open_quote(token: Token) -> bool:
    """Tell whether the token is a quote that is never closed."""
    return token.kind == "mark" and token.text in {'"', "'"}


def hidden_words(query: str, word: str) -> Iterator[Token]:
    """Return the tokens that hold ``word`` as a keyword under any reading of the query, letters of either case.

    A name, variable, string or surely meant IRI that holds the word is not returned; a prefix that holds it is,
    because the parser accepts a keyword and a prefixed name without a blank between them. So is an open quote
    with the word anywhere behind it.
    """
    wanted = word.casefold()
    seen: set[int] = set()
    waiting = [0]
    while waiting:
        for token in _read(query, waiting.pop()):
            if token.start in seen:
                break
            seen.add(token.start)
            if token.kind in {"word", "pname"} and wanted in token.text.partition(":")[0].casefold():
                yield token
            if token.kind == "iri" and not _SURE_IRI.match(token.text):
                waiting.append(token.start + 1)
            if token.kind == "string" and _doubtful(token.text):
                waiting.append(token.start + 2)
            if is_open_quote(token) and wanted in query[token.start :].casefold():
                yield token


def _doubtful(text: str) -> bool:
    """Tell whether the parser may reject a long string for an escape and read two empty quotes instead."""
    return text.startswith(('"""', "'''")) and ("\\u" in text or "\\U" in text)


def line_and_column(query: str, offset: int) -> tuple[int, int]:
    """Return the one-based line and column of an offset."""
    before = query[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
