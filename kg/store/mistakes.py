"""The mistakes that people make in SPARQL, found in the tokens of a query that the engine did not accept.

The engine often stops far behind a mistake. Each check here knows one mistake and says where it is and what to write;
they only ever see queries that are wrong, so they may be simple.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from kg.store.sparql import Token

#: Where a mistake is, and what to do about it.
Mistake = tuple[int, str]

_WORDS = {
    "AND": "write && between two conditions, and '.' between two statements",
    "OR": "write || between two conditions, and UNION between two groups",
    "IS": "write 'a' between a thing and its class, as in ?x a mkg:Film",
    "NULL": "there is no null; write FILTER NOT EXISTS { … } or !BOUND(?x)",
    "LIKE": "write CONTAINS(?text, 'part') or REGEX(?text, 'pattern')",
    "JOIN": "write both patterns one after the other; they are joined by their variables",
}
_AGGREGATES = frozenset({"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"})
_TERMS = frozenset({"iri", "string", "var", "pname", "number", "bnode"})
#: Marks that belong to a path of properties, to a datatype or to a list: what holds them is not looked into.
_PATH = frozenset("/|^*+!()[]<>=&")


def find_mistake(found: Sequence[Token], prefixes: Collection[str]) -> Mistake | None:
    """Return the first mistake in the tokens of a query, or ``None``; ``prefixes`` are those that are declared."""
    for check in (_word, _select, _clause, _equals, _point_for_colon):
        mistake = check(found, prefixes)
        if mistake is not None:
            return mistake
    return None


def find_gap(found: Sequence[Token]) -> Mistake | None:
    """Return what is missing in the tokens of a query whose words are all known, or ``None``."""
    return _no_braces(found) or _statement(found)


def _word(found: Sequence[Token], _: Collection[str]) -> Mistake | None:
    for token in found:
        if token.kind == "word" and token.text.upper() in _WORDS:
            return token.start, f"{token.text!r}: {_WORDS[token.text.upper()]}"
    return None


def _select(found: Sequence[Token], _: Collection[str]) -> Mistake | None:
    """Look between SELECT and the pattern."""
    for index, token in enumerate(found):
        if token.text.upper() != "SELECT":
            continue
        rest = found[index + 1 :]
        for place, (one, two) in enumerate(zip(rest, [*rest[1:], None], strict=False)):
            if one.text in {"{", "("} or one.text.upper() in {"WHERE", "FROM"}:
                break
            if one.text == ",":
                return one.start, "',' between variables: write blanks only, as in SELECT ?x ?y"
            if one.text.upper() in _AGGREGATES and two is not None and two.text == "(":
                return one.start, f"write ({one.text}(…) AS ?name), with brackets around it"
            if one.kind == "word" and one.text.upper() not in {"DISTINCT", "REDUCED"} and place < 2:
                return one.start, f"a variable starts with '?'; write ?{one.text}"
    return None


def _clause(found: Sequence[Token], _: Collection[str]) -> Mistake | None:
    for token, after in zip(found, [*found[1:], None], strict=False):
        word = token.text.upper() if token.kind == "word" else ""
        text = after.text.upper() if after is not None else ""
        if word in {"ORDER", "GROUP"} and text != "BY":
            return token.start, f"write {word} BY"
        if word in {"LIMIT", "OFFSET"} and (after is None or after.kind != "number"):
            return token.start, f"{word} needs a number, as in {word} 10"
        if word in {"FILTER", "HAVING"} and after is not None and after.kind in {"var", "string", "number"}:
            return after.start, f"write {word} with brackets, as in {word} (?x = 1)"
        if word in {"OPTIONAL", "MINUS", "UNION"} and text != "{":
            return token.start, f"{word} needs a group in braces, as in {word} {{ … }}"
        if word == "PREFIX" and not (after is not None and after.kind == "pname" and after.text.endswith(":")):
            return token.start, "write PREFIX name: <https://…>, with a colon and angle brackets"
    return None


def _equals(found: Sequence[Token], _: Collection[str]) -> Mistake | None:
    depth = 0
    for token, after in zip(found, [*found[1:], None], strict=False):
        if token.kind != "mark":
            continue
        depth += (token.text == "(") - (token.text == ")")
        if token.text == "=" and after is not None and after.text == "=" and after.start == token.end:
            return token.start, "'==': write one '='"
        if token.text == "=" and depth == 0:
            return token.start, "'=' stands in conditions only: write FILTER (?x = ?y), or BIND (… AS ?x)"
    return None


def _point_for_colon(found: Sequence[Token], prefixes: Collection[str]) -> Mistake | None:
    for one, two, three in zip(found, found[1:], found[2:], strict=False):
        if one.kind == "word" and one.text in prefixes and two.text == "." and three.kind == "word":
            return one.start, f"write {one.text}:{three.text}, with a colon"
    return None


def _no_braces(found: Sequence[Token]) -> Mistake | None:
    if any(token.text == "{" for token in found):
        return None
    where = [after.start for token, after in pairwise(found) if token.text.upper() == "WHERE"]
    end = where[0] if where else found[-1].end if found else 0
    return end, "the pattern is missing: write it in braces, as in { ?who mkg:acquires ?what }"


def _statement(found: Sequence[Token]) -> Mistake | None:
    for statement in _statements(found):
        mistake = _parts(statement)
        if mistake is not None:
            return mistake
    return None


def _statements(found: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the tokens of each statement in braces, those that end it left out."""
    depth = 0
    current: list[Token] = []
    skip = 0
    values = False
    for token in found:
        values = (values or token.text.upper() == "VALUES") and token.text != "}"
        if token.kind == "mark" and token.text in "()":
            skip += 1 if token.text == "(" else -1
        if token.kind == "mark" and token.text in "{}":
            depth += 1 if token.text == "{" else -1
        ends = token.text in {".", "{", "}"} or (token.kind == "word" and token.text not in {"a", "true", "false"})
        if ends or values or skip > 0:
            if current:
                yield [*current, token]
            current = []
        elif depth > 0 and token.text != ")":
            current.append(token)


def _parts(statement: list[Token]) -> Mistake | None:
    *inside, end = statement
    if any(token.text in _PATH or token.kind == "lang" for token in inside) or end.text == "(":
        return None
    wanted = 3
    parts: list[Token] = []
    for token in [*inside, end]:
        if token.text in {";", ","} or token is end:
            if len(parts) > wanted:
                after = parts[wanted - 1]
                return parts[wanted].start, f"a '.' is missing after {after.text!r}, or one of the parts is too many"
            # A ';' may come right before the end of its statement.
            if len(parts) < wanted and not (wanted == 2 and not parts):
                missing = {1: "an object", 2: "a property and an object"}.get(wanted - len(parts), "a subject")
                return token.start, f"the statement lacks {missing}: write a subject, a property and an object"
            for place, part in enumerate(parts):
                if part.text == "a" and place != wanted - 2:
                    return part.start, "'a' is short for rdf:type: it stands between a thing and its class"
            wanted, parts = (2, []) if token.text == ";" else (1, [])
        elif token.kind in _TERMS or token.kind == "word":
            parts.append(token)
    return None
