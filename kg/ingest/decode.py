"""Bytes of a file as text, or a clear reason why they are none."""

from __future__ import annotations

import codecs
import re
import unicodedata

from kg.errors import ArticleError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: How much of a text may be control characters before it counts as binary.
_CONTROL_SHARE = 0.01
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_META_WINDOW = 4096
_NOT_TEXT = "is not text; give .txt, .md, .html, .json or .jsonl files"


def decode(data: bytes, *, html: bool = False) -> str:
    r"""Return the text of ``data``: UTF-8, UTF-16/32 with byte-order mark, what an HTML page declares, or Windows-1252.

    Line ends become ``\\n`` and a byte-order mark is dropped; nothing else is changed. Raises :class:`ArticleError`
    for what is no text.
    """
    text = _decode(data, html=html)
    return check_text(text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"))


def check_text(text: str) -> str:
    """Return ``text`` if it can be stored; raises :class:`ArticleError` for NUL, lone surrogates and binary data."""
    if "\0" in text:
        raise ArticleError(f"has a NUL character at offset {text.index(chr(0))}, so it {_NOT_TEXT}")
    surrogate = re.search("[\ud800-\udfff]", text)
    if surrogate:
        raise ArticleError(f"has half a character (lone surrogate) at offset {surrogate.start()}; save it as UTF-8")
    controls = sum(unicodedata.category(c) == "Cc" and c not in "\n\t\f\v\x85" for c in text)
    if controls > _CONTROL_SHARE * len(text) + 1:
        raise ArticleError(_NOT_TEXT)
    return text


def _decode(data: bytes, *, html: bool) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise ArticleError(f"is broken {encoding} text ({error.reason}); save it as UTF-8") from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _CHARSET.search(data[:_META_WINDOW]) if html else None
    for encoding in ([declared[1].decode("ascii")] if declared else []) + ["cp1252"]:
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise ArticleError(f"is neither UTF-8 nor Windows-1252, so it {_NOT_TEXT}, or save it as UTF-8")
