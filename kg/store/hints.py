"""Why the engine could not parse a query, in words that say what to change.

The engine reports a position and what it would have accepted there, often as character ranges and often far behind the
mistake; the checks here look for the mistakes that people make.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.store import terms
from kg.store.guard import OPEN_QUOTE, SHOWN_CHARS, error_at, suggestion
from kg.store.mistakes import find_gap, find_mistake
from kg.store.sparql import Token, is_open_quote, tokens

if TYPE_CHECKING:
    from kg.errors import QueryError

_POSITION = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_RANGES = re.compile(r"\[[^\]]*\]|'[^']*'")
_READABLE = re.compile(r"\"[^\"]{1,3}\"|[A-Za-z][A-Za-z ]{2,60}")
_SHOWN = 6
_CLOSING = {")": "(", "}": "{", "]": "["}
_KEYWORDS = """
BASE PREFIX VERSION SELECT DISTINCT REDUCED AS CONSTRUCT DESCRIBE ASK FROM NAMED WHERE GROUP BY HAVING ORDER ASC DESC
LIMIT OFFSET VALUES OPTIONAL GRAPH UNION MINUS FILTER BIND UNDEF EXISTS NOT IN COUNT SUM MIN MAX AVG SAMPLE
GROUP_CONCAT SEPARATOR STR LANG LANGMATCHES DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE
LCASE ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ NOW
UUID STRUUID MD5 SHA1 SHA256 SHA384 SHA512 COALESCE IF STRLANG STRDT SAMETERM ISIRI ISURI ISBLANK ISLITERAL ISNUMERIC
REGEX SUBSTR REPLACE TRUE FALSE A LATERAL ADJUST TRIPLE ISTRIPLE HASLANG HASLANGDIR LANGDIR STRLANGDIR SILENT
"""
#: Keywords and functions of SPARQL 1.1 (sections 19.8 and 17.4) and the engine's additions.
KEYWORDS = frozenset(_KEYWORDS.split())


def syntax_error(query: str, message: str) -> QueryError:
    """Return the error to show for a query that the engine rejected with ``message``."""
    found = list(tokens(query))
    error = _open_quote(query, found) or _brackets(query, found)
    if error is not None:
        return error
    mistake = find_mistake(found, terms.prefixes(""))
    if mistake is not None:
        return error_at(query, *mistake)
    error = _unknown_word(query, found)
    gap = find_gap(found) if error is None else None
    return error or (error_at(query, *gap) if gap is not None else _other(query, message))


def _open_quote(query: str, found: list[Token]) -> QueryError | None:
    for token in found:
        if is_open_quote(token):
            return error_at(query, token.start, OPEN_QUOTE)
    return None


def _unknown_word(query: str, found: list[Token]) -> QueryError | None:
    for token in found:
        if token.kind == "word" and token.text.upper() not in KEYWORDS:
            hint = suggestion(token.text, KEYWORDS) if len(token.text) > 2 else ""
            hint = hint or "; a name has a prefix, as in mkg:owns, and a text has quotes"
            return error_at(query, token.start, f"unknown word {token.text[:SHOWN_CHARS]!r}{hint}")
    return None


def _brackets(query: str, found: list[Token]) -> QueryError | None:
    """Find a bracket that is never closed, or closed without being open."""
    opened: list[Token] = []
    for token in found:
        if token.kind != "mark":
            continue
        if token.text in _CLOSING.values():
            opened.append(token)
        elif token.text in _CLOSING:
            if not opened:
                return error_at(query, token.start, f"{token.text!r} closes nothing; remove it")
            if opened[-1].text != _CLOSING[token.text]:
                message = f"{token.text!r} does not close {opened[-1].text!r}; check the brackets"
                return error_at(query, token.start, message)
            opened.pop()
    if opened:
        return error_at(query, opened[-1].start, f"{opened[-1].text!r} is never closed; close it")
    return None


def _other(query: str, message: str) -> QueryError:
    parts = _POSITION.match(message)
    if not parts:
        return error_at(query, 0, f"the query cannot be parsed ({' '.join(message.split())[:200]}); correct it")
    offset = _offset(query, int(parts[1]), int(parts[2]))
    expected = sorted(set(_READABLE.findall(_RANGES.sub(" ", parts[3]))))
    reasons = [text for text in expected if " " in text.strip()]
    if reasons:
        return error_at(query, offset, f"{reasons[0]}; correct the query")
    here = query[offset:].split(maxsplit=1)
    if not here:
        # The engine has read to the end and gives no better place.
        return error_at(query, offset, "incomplete; check that each statement has a subject, a predicate and an object")
    shown = ", ".join(expected[:_SHOWN]) or "something else"
    return error_at(query, offset, f"{here[0][:SHOWN_CHARS]!r} does not fit here; expected {shown}")


def _offset(query: str, line: int, column: int) -> int:
    lines = query.split("\n")
    return min(sum(len(text) + 1 for text in lines[: line - 1]) + column - 1, len(query))
