"""Text in pieces: the likeliest cut of each word, and where each piece stands."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.encoder.packed import PackedModel
from kg.encoder.pieces import Pieces
from tests.encoder.packed_files import PIECES, WIDTH, write_packed


@pytest.fixture(scope="module")
def pieces(tmp_path_factory):
    path = tmp_path_factory.mktemp("encoder") / "e5.bin"
    return Pieces(PackedModel(write_packed(path, np.zeros((len(PIECES), WIDTH), np.float32), {})))


def shown(pieces, text):
    return [(PIECES[p.number], text[p.start : p.end]) for p in pieces.cut(text, 0, len(text))]


def test_a_word_is_cut_where_its_pieces_are_likeliest(pieces):
    assert shown(pieces, "the films") == [("▁the", "the"), ("▁film", "film"), ("s", "s")]


def test_unknown_characters_stay_one_piece_each(pieces):
    assert [number for number, _ in shown(pieces, "the Ж")][-1] == "<unk>"


def test_what_french_elides_is_a_word_of_its_own(pieces):
    assert shown(pieces, "l’a") == [("▁l", "l"), ("'", "’"), ("▁a", "a")]


def test_characters_in_another_form_are_those_of_the_text(pieces):
    text = "the ﬁlms"
    assert shown(pieces, text)[1:] == [("▁film", "ﬁlm"), ("s", "s")]


def test_offsets_are_those_of_the_whole_text(pieces):
    assert [(p.start, p.end) for p in pieces.cut("… the films", 2, 11)] == [(2, 5), (6, 10), (10, 11)]


@given(st.text(alphabet="thefilmsé'’ «»–\u202fЖ\t", max_size=40))
def test_pieces_stand_in_order_and_leave_no_letter_out(pieces, text):
    found = pieces.cut(text, 0, len(text))
    assert all(a.end <= b.end and a.start <= b.start for a, b in itertools.pairwise(found))
    covered = {i for p in found for i in range(p.start, p.end)}
    assert all(i in covered for i, c in enumerate(text) if not c.isspace())
