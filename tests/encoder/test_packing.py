"""Packing: as many sentences as the encoder reads at once, and none left out."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.encoder import load_weights, pack
from kg.encoder.packing import ALL, SENTENCES, groups
from kg.resources import ontologies_dir


@given(st.lists(st.integers(1, 500), max_size=30))
def test_every_sentence_is_in_a_window_and_windows_share_one(lengths):
    found = list(groups(lengths))
    assert sorted({n for first, end in found for n in range(first, end)}) == list(range(len(lengths)))
    for (first, end), (again, _) in itertools.pairwise(found):
        assert again == max(end - 1, first + 1)
    assert all(sum(lengths[a:b]) <= SENTENCES for a, b in found if b - a > 1)


@pytest.mark.models
def test_a_window_shows_where_its_pieces_stand():
    weights = load_weights(ontologies_dir())
    assert weights is not None
    text, title = "Canal+ rachète Lumio. L'accord est signé.", "Rachat de Lumio"
    (window,) = pack(text, title, [(0, 22), (22, len(text))], weights.pieces)
    assert len(window.numbers) == window.offset + len(window.shown) + 1 <= ALL
    assert [piece.number for piece, _ in window.shown] == list(window.numbers[window.offset : -1])
    assert {n for _, n in window.shown} == {0, 1}
    assert (window.start, window.end) == (0, len(text))
    assert all(text[piece.start : piece.end].strip() for piece, _ in window.shown)
