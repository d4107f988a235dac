"""Query results in the formats of the SPARQL recommendations, written inside the query process and cut off at a limit.

Run by :mod:`kg.store.worker`, so it imports nothing of the package. Each writer takes the engine's result and gives
bytes, how many rows they hold, and which limit (``rows`` or ``bytes``) ended them.
"""

from __future__ import annotations

import re
from itertools import chain
from json.encoder import encode_basestring as quoted
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    Written: TypeAlias = tuple[bytes, int, str | None]

XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_XML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})
_CSV_SPECIAL = re.compile(r'[",\r\n]')
NOTICES = {"rows": "cut off at the row limit of the server", "bytes": "cut off at the size limit of the server"}
#: How graph results are written; the RDF 1.1 forms of them.
GRAPHS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}


class Limit:
    """Counts rows and their bytes; ``reached`` names the limit that a next row would break."""

    def __init__(self, max_rows: int, max_bytes: int) -> None:
        self.rows = 0
        self.reached: str | None = None
        self._max_rows = max_rows
        self._bytes_left = max_bytes

    def allows(self, size: int) -> bool:
        """Count a row of ``size``; ``False`` when it is one too many."""
        self._bytes_left -= size
        if self.rows == self._max_rows or self._bytes_left < 0:
            self.reached = "rows" if self.rows == self._max_rows else "bytes"
            return False
        self.rows += 1
        return True


def write(
    result: object, format_name: str, limit: Limit, prefixes: Mapping[str, str], *, link: str | None = None
) -> Written:
    """Return a result in a format; ``link`` leads to what a cut-off result means, where the format has room for it."""
    if isinstance(result, ox.QueryBoolean):
        return BOOLEANS[format_name](bool(result)).encode(), 1, None
    if isinstance(result, ox.QueryTriples):
        return _graph(result, format_name, limit, prefixes)
    if not isinstance(result, ox.QuerySolutions):
        raise TypeError(f"no such kind of result: {type(result).__name__}")
    names = [variable.value for variable in result.variables]
    head, row_text, between, tail = TABLES[format_name]
    rows: list[str] = []
    size = len(names)
    for solution in result:
        line = row_text(names, [solution[index] for index in range(size)])
        if not limit.allows(len(line.encode())):
            break
        rows.append(line)
    text = head(names, link if limit.reached else None) + between.join(rows) + tail
    return text.encode(), limit.rows, limit.reached


def _graph(result: Iterable[ox.Triple], format_name: str, limit: Limit, prefixes: Mapping[str, str]) -> Written:
    def limited() -> Iterator[ox.Triple]:
        seen: set[ox.Triple] = set()
        for triple in result:
            if triple in seen or isinstance(triple.object, ox.Triple):
                continue
            seen.add(triple)
            if not limit.allows(len(str(triple))):
                return
            yield _for_xml(triple) if format_name == "rdfxml" else triple

    content = ox.serialize(limited(), format=GRAPHS[format_name], prefixes=dict(prefixes)) or b""
    if format_name == "turtle":
        content = _sorted_prefixes(content)
    if limit.reached and format_name in {"turtle", "ntriples"}:
        content += f"# {NOTICES[limit.reached]}\n".encode()
    return content, limit.rows, limit.reached


def _sorted_prefixes(content: bytes) -> bytes:
    """Order the declarations, which the engine writes in a random order."""
    lines = content.split(b"\n")
    count = next((n for n, line in enumerate(lines) if not line.startswith(b"@prefix ")), len(lines))
    return b"\n".join(chain(sorted(lines[:count]), lines[count:]))


def _for_xml(triple: ox.Triple) -> ox.Triple:
    """Replace characters that no XML document can hold."""
    value = triple.object
    if not isinstance(value, ox.Literal) or not _NO_XML.search(value.value):
        return triple
    text = _NO_XML.sub("\ufffd", value.value)
    clean = ox.Literal(text, language=value.language) if value.language else ox.Literal(text, datatype=value.datatype)
    return ox.Triple(triple.subject, triple.predicate, clean)


# -- JSON --------------------------------------------------------------------------------------------------------------


def _json_head(names: list[str], link: str | None) -> str:
    more = f',"link":[{quoted(link)}]' if link else ""
    return f'{{"head":{{"vars":[{",".join(map(quoted, names))}]{more}}},"results":{{"bindings":[\n'


def _json_row(names: list[str], cells: list[object]) -> str:
    pairs = (f"{quoted(n)}:{_json_term(c)}" for n, c in zip(names, cells, strict=True) if c is not None)
    return f"{{{','.join(pairs)}}}"


def _json_term(term: object) -> str:
    match term:
        case ox.NamedNode():
            return f'{{"type":"uri","value":{quoted(term.value)}}}'
        case ox.Literal():
            extra = ""
            if term.language is not None:
                extra = f',"xml:lang":{quoted(term.language)}'
            elif term.datatype.value != XSD_STRING:
                extra = f',"datatype":{quoted(term.datatype.value)}'
            return f'{{"type":"literal","value":{quoted(term.value)}{extra}}}'
        case ox.BlankNode():
            return f'{{"type":"bnode","value":{quoted(term.value)}}}'
        case ox.Triple():
            parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
            return f'{{"type":"triple","value":{{{",".join(f"{quoted(n)}:{_json_term(t)}" for n, t in parts)}}}}}'
        case _:
            raise TypeError(f"no such kind of term: {type(term).__name__}")


# -- XML ---------------------------------------------------------------------------------------------------------------

_XML_START = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'


def _xml_text(text: str) -> str:
    return _NO_XML.sub("\ufffd", text).translate(_XML)


def _xml_head(names: list[str], link: str | None) -> str:
    more = f'<link href="{_xml_text(link)}"/>' if link else ""
    variables = "".join(f'<variable name="{_xml_text(name)}"/>' for name in names)
    return f"{_XML_START}<head>{variables}{more}</head><results>\n"


def _xml_row(names: list[str], cells: list[object]) -> str:
    pairs = (
        f'<binding name="{_xml_text(n)}">{_xml_term(c)}</binding>'
        for n, c in zip(names, cells, strict=True)
        if c is not None
    )
    return f"<result>{''.join(pairs)}</result>"


def _xml_term(term: object) -> str:
    match term:
        case ox.NamedNode():
            return f"<uri>{_xml_text(term.value)}</uri>"
        case ox.Literal():
            extra = ""
            if term.language is not None:
                extra = f' xml:lang="{_xml_text(term.language)}"'
            elif term.datatype.value != XSD_STRING:
                extra = f' datatype="{_xml_text(term.datatype.value)}"'
            return f"<literal{extra}>{_xml_text(term.value)}</literal>"
        case ox.BlankNode():
            return f"<bnode>{_xml_text(term.value)}</bnode>"
        case ox.Triple():
            parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
            return f"<triple>{''.join(f'<{n}>{_xml_term(t)}</{n}>' for n, t in parts)}</triple>"
        case _:
            raise TypeError(f"no such kind of term: {type(term).__name__}")


# -- CSV and TSV -------------------------------------------------------------------------------------------------------


def _csv_head(names: list[str], _: str | None) -> str:
    return ",".join(map(_csv_field, names)) + "\r\n"


def _csv_row(_: list[str], cells: list[object]) -> str:
    # A single column that is empty needs quotes, or its line would be no record at all.
    line = ",".join(_csv_field(_plain(cell)) for cell in cells)
    return ('""' if not line and len(cells) == 1 else line) + "\r\n"


def _csv_field(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _CSV_SPECIAL.search(text) else text


def _plain(term: object) -> str:
    if term is None:
        return ""
    return term.value if isinstance(term, (ox.NamedNode, ox.Literal)) else str(term)


def _tsv_head(names: list[str], _: str | None) -> str:
    return "\t".join(f"?{name}" for name in names) + "\n"


def _tsv_row(_: list[str], cells: list[object]) -> str:
    return "\t".join("" if cell is None else str(cell) for cell in cells) + "\n"


#: Format → head, row, what stands between rows, tail.
TABLES: dict[str, tuple[Callable[[list[str], str | None], str], Callable[[list[str], list[object]], str], str, str]] = {
    "json": (_json_head, _json_row, ",\n", "\n]}}\n"),
    "xml": (_xml_head, _xml_row, "\n", "\n</results></sparql>\n"),
    "csv": (_csv_head, _csv_row, "", ""),
    "tsv": (_tsv_head, _tsv_row, "", ""),
}


def _word(answer: bool) -> str:
    return "true" if answer else "false"


BOOLEANS: dict[str, Callable[[bool], str]] = {
    "json": lambda answer: f'{{"head":{{}},"boolean":{_word(answer)}}}\n',
    "xml": lambda answer: f"{_XML_START}<head/><boolean>{_word(answer)}</boolean></sparql>\n",
    "csv": lambda answer: f"{_word(answer)}\r\n",
    "tsv": lambda answer: f"{_word(answer)}\n",
}
