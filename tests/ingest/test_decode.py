"""Bytes become text as their encoding says, and binary data is turned away."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ArticleError
from kg.ingest.decode import decode

TEXT = "L’été à Orléans : « déjà » vu, 12 €"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_common_encodings_are_recognised(encoding):
    assert decode(TEXT.encode(encoding)) == TEXT


def test_utf_16_of_either_byte_order_is_recognised():
    assert decode(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")) == TEXT


def test_a_page_may_declare_another_encoding():
    html = '<html><head><meta charset="iso-8859-15"></head><body>12 €</body></html>'
    assert decode(html.encode("iso-8859-15"), html=True) == html


def test_an_unknown_declared_encoding_falls_back():
    assert decode(b'<meta charset="klingon"> caf\xe9', html=True).endswith("café")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"text\0text", "NUL character at offset 4"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(1, 32)) * 20, "is not text"),
        (b"\xff\xfe\x00", "broken utf-16"),
        (b"\x81\x8d\x8f\x90", "neither UTF-8 nor Windows-1252"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data, message):
    with pytest.raises(ArticleError, match=message):
        decode(data)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=200))
def test_utf_8_text_comes_back_verbatim(text):
    assert decode(text.encode()) == text.removeprefix("\ufeff")


def test_line_ends_become_newlines():
    assert decode(b"a\r\nb\rc\nd") == "a\nb\nc\nd"
