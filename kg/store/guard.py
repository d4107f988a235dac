"""What a query must be before the engine may see it: one reading query, of bounded size, that stays in the store.

Updates cannot run in any case (the engine's query method and the read-only store both refuse them); they are caught
here for the sake of the message. ``SERVICE`` must be caught here, since the engine would call the network.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.store import terms
from kg.store.sparql import PREFIX_MAX, Token, hidden_words, is_open_quote, line_and_column, tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

#: How much of a token a message repeats.
SHOWN_CHARS = 40
#: How much of a line is shown around a place.
EXCERPT_CHARS = 100
#: Prefixes that people use without declaring them, and that no graph here has.
KNOWN_ELSEWHERE = {
    "dbo": "http://dbpedia.org/ontology/",
    "dbr": "http://dbpedia.org/resource/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "sh": "http://www.w3.org/ns/shacl#",
    "p": "http://www.wikidata.org/prop/",
    "ps": "http://www.wikidata.org/prop/statement/",
}
OPEN_QUOTE = "this quote is not closed on its line; close it, or use three quotes"
FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
UPDATES = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH", "USING"},
)
_STORE_NAMES = """
Claim Quantity subject predicate object mode asserted attributed planned hedged negated attributedTo confidence rule
evidence subjectSpan objectSpan text contentHash pipelineFingerprint quadsHash value unit period change bound
roleTitle startDate endDate date former price amount forWork
WithheldClaim withheldSubject withheldPredicate withheldObject withheldQuote withheldReason withheldDetail withheldFrom
withheldRecord InferredGraph inferredFrom
"""
#: Names of the claim record, which every graph uses whatever its ontology.
STORE_NAMES = frozenset(_STORE_NAMES.split())
ASCII_ESCAPE = re.compile(r"\\u00[0-7][0-9A-Fa-f]|\\U000000[0-7][0-9A-Fa-f]")
_LOCAL_ESCAPE = re.compile(r"\\(.)")
_BRACKETS = {"(": ")", "{": "}", "[": "]"}


@dataclass(frozen=True, slots=True)
class CheckedQuery:
    """A query that may run: its form and the graphs that its ``FROM`` clauses name."""

    text: str
    form: str
    graphs: tuple[str, ...]


def check_query(
    query: str, prefixes: Mapping[str, str], *, max_chars: int, max_depth: int, names: Collection[str] = ()
) -> CheckedQuery:
    """Return the query if it may run; raises :class:`QueryError` with line, column and what to change.

    ``prefixes`` are declared already. ``names`` are the local names of the ontology: when given, any other ``mkg:``
    name is an error.
    """
    if len(query) > max_chars:
        raise QueryError(f"the query has {len(query)} characters, more than the {max_chars} allowed; shorten it")
    escape = ASCII_ESCAPE.search(query)
    if escape:
        raise error_at(query, escape.start(), f"write the character itself instead of {escape.group()}")
    for token in hidden_words(query, "service"):
        if is_open_quote(token):
            raise error_at(query, token.start, OPEN_QUOTE)
        raise error_at(
            query,
            token.start,
            f"{_short(token.text)}: SERVICE would call another server and is not allowed; query this graph only",
        )
    found = list(tokens(query))
    _check_depth(query, found, max_depth)
    form = _form(query, found)
    declared = dict(prefixes) | _declared(found)
    _check_names(query, found, declared, names)
    return CheckedQuery(query, form, tuple(_from_graphs(found, declared)))


def error_at(query: str, offset: int, message: str) -> QueryError:
    """Return an error that says where in the query it is."""
    line, column = line_and_column(query, offset)
    error = QueryError(f"line {line}, column {column}: {message}")
    error.excerpt = _excerpt(query.split("\n")[line - 1], column - 1)
    return error


def _excerpt(line: str, column: int) -> str:
    """Return the part of a line around a place, and a caret below that."""
    start = max(0, column - EXCERPT_CHARS // 2)
    part = line[start : start + EXCERPT_CHARS]
    shown = "".join(c if c.isprintable() else " " for c in part)
    left = "…" if start else ""
    right = "…" if len(line) > start + EXCERPT_CHARS else ""
    return f"{left}{shown}{right}\n{' ' * (len(left) + column - start)}^"


def suggestion(word: str, known: Collection[str]) -> str:
    """Return ``"; did you mean …?"`` for a misspelt word, or nothing."""
    by_fold = {name.casefold(): name for name in sorted(known)}
    close = get_close_matches(word[:PREFIX_MAX].casefold(), by_fold, n=1, cutoff=0.66)
    return f"; did you mean {by_fold[close[0]]}?" if close else ""


def _short(text: str) -> str:
    return repr(text if len(text) <= SHOWN_CHARS else text[:SHOWN_CHARS] + "…")


def _check_depth(query: str, found: list[Token], max_depth: int) -> None:
    depth = 0
    for token in found:
        if token.kind == "mark":
            depth += (token.text in _BRACKETS) - (token.text in _BRACKETS.values())
            if depth > max_depth:
                raise error_at(
                    query, token.start, f"brackets are nested more than {max_depth} deep; simplify the query"
                )


def _form(query: str, found: list[Token]) -> str:
    """Return the keyword after the prologue."""
    if not found:
        raise QueryError("the query is empty; start with SELECT, ASK, CONSTRUCT or DESCRIBE")
    for token in found:
        word = token.text.upper()
        if token.kind in {"pname", "iri"} or word in {"PREFIX", "BASE", "VERSION"}:
            continue
        if word in FORMS:
            return word
        if word in UPDATES:
            raise error_at(query, token.start, f"{word} would change the graph; only {', '.join(FORMS)} are allowed")
        hint = suggestion(token.text, FORMS) or f"; a query starts with {', '.join(FORMS)}"
        raise error_at(query, token.start, f"{_short(token.text)} starts no query{hint}")
    raise QueryError(f"the query ends after its prefixes; go on with {', '.join(FORMS)}")


def _declared(found: list[Token]) -> dict[str, str]:
    """Return the prefixes that the query declares itself."""
    declared = {}
    for keyword, name, iri in zip(found, found[1:], found[2:], strict=False):
        if keyword.text.upper() == "PREFIX" and name.kind == "pname" and iri.kind == "iri":
            declared[name.text.removesuffix(":")] = iri.text[1:-1]
    return declared


def _check_names(query: str, found: list[Token], declared: Mapping[str, str], names: Collection[str]) -> None:
    known = STORE_NAMES.union(names) if names else frozenset()
    for token in found:
        if token.kind == "pname":
            prefix, _, local = token.text.partition(":")
            if prefix not in declared:
                raise _unknown_prefix(query, token, prefix, declared)
            name = local.rstrip(".") if declared[prefix] == terms.MKG else ""
        else:
            name = token.text[1:-1].removeprefix(terms.MKG) if token.text.startswith(f"<{terms.MKG}") else ""
        # The namespace itself is no name: it stands in PREFIX.
        if known and name and name not in known:
            hint = suggestion(name, known) or "; see the classes and relations of the ontology"
            raise error_at(query, token.start, f"the ontology has no {_short(token.text)}{hint}")


def _unknown_prefix(query: str, token: Token, prefix: str, declared: Mapping[str, str]) -> QueryError:
    if prefix in KNOWN_ELSEWHERE:
        hint = f"; declare it with PREFIX {prefix}: <{KNOWN_ELSEWHERE[prefix]}>"
    else:
        hint = suggestion(prefix, declared) or "; declare it with PREFIX"
    return error_at(query, token.start, f"unknown prefix {_short(prefix + ':')}{hint}")


def _from_graphs(found: list[Token], declared: Mapping[str, str]) -> list[str]:
    graphs = []
    for index, token in enumerate(found):
        if token.kind == "word" and token.text.upper() == "FROM":
            rest = found[index + 1 : index + 3]
            named = len(rest) == 2 and rest[0].text.upper() == "NAMED"
            graph = rest[1] if named else rest[0] if rest else None
            if graph is not None and graph.kind == "iri":
                graphs.append(graph.text[1:-1])
            elif graph is not None and graph.kind == "pname":
                prefix, _, local = graph.text.partition(":")
                graphs.append(declared.get(prefix, "") + _LOCAL_ESCAPE.sub(r"\1", local))
    return graphs
