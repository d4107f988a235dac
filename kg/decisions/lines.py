"""One decision as one line of JSON, and back.

JSON lines, because every field is named where it stands, a quote or a tab in a note needs no thought, any diff shows
one decision a line, and every language reads it. Whatever could break or disguise a line (control characters, line
separators, marks that turn the direction of writing) is written as an escape.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any, get_args

from kg.errors import DataError, UsageError
from kg.ids import digest
from kg.model import Decision, DecisionKind, node_ref

#: The fields of a line in the order in which they are written; empty ones are left out.
FIELDS = ("id", "kind", "subject", "subject_name", "object", "object_name", "who", "when", "note")
#: Kinds that say the same whichever of the two entities comes first.
SYMMETRIC = frozenset({"same", "different"})
#: Kinds about entities; ``drop`` and ``keep`` are about claims, ``undo`` about a decision.
ON_ENTITIES = frozenset({"same", "different", "identifier", "type", "name"})
WIKIDATA = "http://www.wikidata.org/entity/"
MAX_LINE = 20_000
_LIMITS = {"note": 2000, "who": 200, "when": 40, "subject_name": 500, "object_name": 500}
_DEFAULT_LIMIT = 1000
_KINDS: tuple[DecisionKind, ...] = get_args(DecisionKind)
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_QID = re.compile(r"Q[1-9][0-9]{0,11}")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\x7f-\x9f]+")
_CLASSES = re.compile(r"[A-Z][A-Za-z]*(\|[A-Z][A-Za-z]*)*")
_WHEN = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?")
_ID = re.compile(r"[A-Za-z0-9._~-]+")


def mint(kind: str, subject: str, object_: str = "") -> str:
    """Return the id of a decision: the same decision has the same one in every file."""
    sides = sorted((subject, object_)) if kind in SYMMETRIC else [subject, object_]
    return digest("decision", kind, *sides, size=10)


def identifier_iri(identifier: str) -> str:
    """Return the IRI of an identifier as decisions write it: of Wikidata without its beginning."""
    return WIKIDATA + identifier if _QID.fullmatch(identifier) else identifier


def new_decision(kind: DecisionKind, subject: str, object_: str = "", **about: str) -> Decision:
    """Return a decision with its id; ``about`` holds the other fields of :class:`kg.model.Decision`.

    Raises :class:`UsageError` when it makes no sense or a text is too long.
    """
    decision = Decision(mint(kind, subject, object_), kind, subject, object_, **about)
    problem = _problem(decision)
    if problem:
        raise UsageError(f"this cannot be decided: {problem}")
    return decision


def write_line(decision: Decision) -> str:
    """Return the line, with its newline."""
    fields = {name: value for name in FIELDS if (value := getattr(decision, name))}
    return "".join(_visible(c) for c in json.dumps(fields, ensure_ascii=False)) + "\n"


def _visible(character: str) -> str:
    if unicodedata.category(character) not in _HIDDEN:
        return character
    return json.dumps(character)[1:-1] if ord(character) > 0x7E else f"\\u{ord(character):04x}"


def read_line(text: str, place: str) -> Decision:
    """Invert :func:`write_line`; raises :class:`DataError` saying what is wrong with a line at ``place``.

    The id may be missing, as in a line written by hand, but may not be that of something else.
    """
    fields = _fields(text, place)
    kind = next((known for known in _KINDS if known == fields.get("kind")), None)
    if kind is None:
        raise DataError(f"{place}: the kind {fields.get('kind', '')!r} is none of {', '.join(_KINDS)}")
    given = fields.pop("id", "")
    del fields["kind"]
    subject, object_ = fields.pop("subject", ""), fields.pop("object", "")
    decision = Decision(mint(kind, subject, object_), kind, subject, object_, place=place, **fields)
    problem = _problem(decision)
    if problem:
        raise DataError(f"{place}: {problem}")
    if given and given != decision.id:
        raise DataError(
            f"{place}: the id {given!r} belongs to another decision (this line was changed);"
            f" remove the id or make it {decision.id!r}"
        )
    return decision


def _fields(text: str, place: str) -> dict[str, str]:
    if len(text) > MAX_LINE:
        raise DataError(f"{place}: longer than {MAX_LINE} characters")
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        raise DataError(f"{place}: is not one JSON object") from None
    if not isinstance(found, dict):
        raise DataError(f"{place}: is not one JSON object")
    for name, value in found.items():
        if name not in FIELDS:
            raise DataError(f"{place}: unknown field {name!r}; known: {', '.join(FIELDS)}")
        if not isinstance(value, str):
            raise DataError(f"{place}: the field {name!r} must be a text")
    return found


def _problem(decision: Decision) -> str:
    """Return why a decision makes no sense, or nothing."""
    for name in FIELDS:
        limit = _LIMITS.get(name, _DEFAULT_LIMIT)
        if len(getattr(decision, name)) > limit:
            return f"{name} is longer than {limit} characters"
    if any("\ud800" <= c <= "\udfff" for name in FIELDS for c in getattr(decision, name)):
        return "a text holds half a character"
    if decision.when and not _WHEN.fullmatch(decision.when):
        return f"{decision.when!r} is no date like 2026-03-01 or 2026-03-01T12:00:00Z"
    if decision.kind not in ON_ENTITIES:
        if not _ID.fullmatch(decision.subject):
            return f"{decision.subject!r} is no identifier of a {'decision' if decision.kind == 'undo' else 'claim'}"
        return f"{decision.kind} takes no object" if decision.object else ""
    if not _IRI.fullmatch(node_ref(decision.subject).iri):
        return f"{decision.subject!r} is no IRI of an entity"
    return _object_problem(decision)


def _object_problem(decision: Decision) -> str:
    value = decision.object
    match decision.kind:
        case "same" | "different":
            if not _IRI.fullmatch(node_ref(value).iri):
                return f"{value!r} is no IRI of an entity"
            return "both sides are the same entity" if value == decision.subject else ""
        case "identifier":
            known = not value or _QID.fullmatch(value) or _IRI.fullmatch(value)
            return "" if known else f"{value!r} is no identifier like Q42 and no IRI"
        case "type":
            return "" if _CLASSES.fullmatch(value) else f"{value!r} names no classes such as Person or Film|Series"
        case _:
            hidden = any(unicodedata.category(c) in _HIDDEN - {"Cf"} for c in value)
            return "a name must be one line of text" if hidden or not value.strip() else ""
