"""Turtle files → plain dictionaries, safely: such files may come from strangers.

Nothing is fetched, ``owl:imports`` included. Size, number of triples and length of IRIs are bounded, since a short
file can stand for a long graph through its prefixes. The parser is Oxigraph's: fast, not recursive, knows its lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from kg.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyoxigraph as ox

MAX_BYTES = 10_000_000
MAX_TRIPLES = 500_000
MAX_IRI_CHARS = 2_000

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Text:
    """A literal; ``lang`` is lower-case and empty where there is none."""

    value: str
    lang: str = ""


#: An IRI, or a blank node as ``_:id``.
Node: TypeAlias = str
Triples: TypeAlias = dict[Node, dict[str, list[Node | Text]]]


def read_bytes(path: Path) -> bytes:
    """Return the content of a file of at most :data:`MAX_BYTES`; raises :class:`DataError`."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise DataError(f"{path}: cannot be read ({reason}); give the path of a Turtle file") from error
    if len(data) > MAX_BYTES:
        raise DataError(f"{path}: larger than {MAX_BYTES:,} bytes; keep instance data out of the ontology")
    return data.removeprefix(_BOM)


def statements(data: bytes, path: Path) -> Iterator[ox.Quad]:
    """Yield the statements in file order; ``path`` is for messages only. Raises :class:`DataError`."""
    import pyoxigraph as ox  # noqa: PLC0415 (kept out of the start of the command line)

    try:
        for count, quad in enumerate(ox.parse(input=data, format=ox.RdfFormat.TURTLE)):
            if count >= MAX_TRIPLES:
                raise DataError(f"{path}: more than {MAX_TRIPLES:,} triples; keep instance data out of the ontology")
            for term in (quad.subject, quad.predicate, quad.object):
                if isinstance(term, ox.NamedNode) and len(term.value) > MAX_IRI_CHARS:
                    raise DataError(
                        f"{path}: an IRI of more than {MAX_IRI_CHARS:,} characters; shorten it or its prefix"
                    )
            yield quad
    except SyntaxError as error:
        line = f":{error.lineno}" if error.lineno else ""
        raise DataError(f"{path}{line}: not valid Turtle ({_reason(error)}); correct that line") from error


def parse(data: bytes, path: Path) -> Triples:
    """Return subject → predicate → objects in file order; raises :class:`DataError`."""
    triples: Triples = {}
    for quad in statements(data, path):
        about = triples.setdefault(str(_node(quad.subject)), {})
        about.setdefault(str(_node(quad.predicate)), []).append(_node(quad.object))
    return triples


def _node(term: object) -> Node | Text:
    import pyoxigraph as ox  # noqa: PLC0415

    match term:
        case ox.NamedNode():
            return term.value
        case ox.BlankNode():
            return f"_:{term.value}"
        case ox.Literal():
            return Text(term.value, (term.language or "").lower())
        case _:  # a triple term of RDF 1.2
            return Text(str(term))


def _reason(error: SyntaxError) -> str:
    # "Parser error at line 3 column 5: Unexpected end" repeats the line that the message starts with.
    return str(error.msg).partition(": ")[2].strip() or str(error.msg)
