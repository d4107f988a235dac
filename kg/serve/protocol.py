"""The SPARQL 1.1 Protocol: from a request to the query that it asks, or the error that it makes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException

if TYPE_CHECKING:
    from collections.abc import Mapping

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
#: Result formats, the first of each kind for clients that take anything: media type → name.
TABLES = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
GRAPHS = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdfxml",
    "application/json": "jsonld",
    "text/plain": "ntriples",
    "application/xml": "rdfxml",
    "text/xml": "rdfxml",
}
#: Endings of addresses that name a format.
SUFFIXES = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
}
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]*")
_FIELDS_MAX = 200
_UPDATE_REFUSED = "this server only reads; it takes no updates"


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and the graphs it is for; ``None`` for both lists when the request names none."""

    query: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    @property
    def has_dataset(self) -> bool:
        """Whether the request says which graphs to read."""
        return bool(self.default or self.named)


def read(method: str, query_string: bytes, headers: Mapping[str, str], body: bytes) -> Asked | None:
    """Return what is asked, ``None`` when nothing is (a plain ``GET``, which wants the service's description).

    Raises an HTTP error: 400 for a request that the protocol does not know, 403 for an update, 415 for a body of an
    unknown kind.
    """
    fields = _fields(query_string.decode("ascii", "replace"))
    if method in {"GET", "HEAD"}:
        if not fields:
            return None
        return _asked(fields)
    kind, charset = _content_type(headers.get("content-type", ""))
    if headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise HTTPException(415, "compressed requests are not understood; send the query as it is")
    if kind == FORM:
        text = _decoded(body, "utf-8")
        return _asked(_fields(text))
    if kind == QUERY:
        if any(name == "query" for name, _ in fields):
            raise HTTPException(400, "the query is both in the address and in the body; send it once")
        return _asked([("query", _decoded(body, charset)), *fields])
    if kind == UPDATE:
        raise HTTPException(403, _UPDATE_REFUSED)
    raise HTTPException(
        415, f"send the query as {QUERY}, or as the field 'query' of {FORM}", {"Accept-Post": f"{QUERY}, {FORM}"}
    )


def _content_type(header: str) -> tuple[str, str]:
    kind, _, parameters = header.partition(";")
    charset = re.search(r"charset\s*=\s*\"?([A-Za-z0-9._-]+)", parameters, re.IGNORECASE)
    return kind.strip().lower(), charset[1].lower() if charset else "utf-8"


def _decoded(body: bytes, charset: str) -> str:
    if charset not in {"utf-8", "utf8", "us-ascii"}:
        raise HTTPException(415, "send the query in UTF-8")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise HTTPException(400, f"the body is not UTF-8 (byte {error.start}); send the query in UTF-8") from error


def _fields(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_FIELDS_MAX)
    except UnicodeDecodeError as error:
        raise HTTPException(
            400, "a parameter is not UTF-8; encode the query as UTF-8 before the percent signs"
        ) from error
    except ValueError as error:
        raise HTTPException(400, f"more than {_FIELDS_MAX} parameters; send fewer") from error


def _asked(fields: list[tuple[str, str]]) -> Asked:
    values: dict[str, list[str]] = {}
    for name, value in fields:
        values.setdefault(name, []).append(value)
    if "update" in values:
        raise HTTPException(403, _UPDATE_REFUSED)
    queries = values.get("query", [])
    if len(queries) != 1:
        amount = "no query" if not queries else f"{len(queries)} queries"
        raise HTTPException(400, f"the request has {amount}; send exactly one as the parameter 'query'")
    default, named = (_graphs(name, values.get(name, [])) for name in ("default-graph-uri", "named-graph-uri"))
    return Asked(queries[0], default, named)


def _graphs(name: str, values: list[str]) -> tuple[str, ...]:
    for value in values:
        if not _ABSOLUTE.fullmatch(value):
            raise HTTPException(400, f"{name}={value[:100]!a}: not an absolute IRI; give the IRI of an article")
    return tuple(dict.fromkeys(values))
