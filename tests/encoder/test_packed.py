"""Packed weights: sizes, pieces and tensors come back as they were written."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from kg.encoder.packed import PackedModel, unpack
from kg.errors import DataError
from tests.encoder.packed_files import PIECES, WIDTH, pack, write_packed

WORDS = np.arange(len(PIECES) * WIDTH, dtype=np.float32).reshape(len(PIECES), WIDTH) % 7


@pytest.fixture
def model(tmp_path):
    return PackedModel(write_packed(tmp_path / "e5.bin", WORDS, {"emb.pos": np.linspace(0, 1, 64)}))


def test_sizes_and_pieces_are_read(model):
    assert (model.sizes.width, model.sizes.heads, model.sizes.begin, model.sizes.end) == (WIDTH, 2, 0, 2)
    assert tuple(model.pieces) == PIECES
    assert model.normal_forms == {"ﬁ": "fi"}


def test_tensors_are_found_by_name(model):
    assert model.tensor("emb.pos") == pytest.approx(np.linspace(0, 1, 64))
    with pytest.raises(DataError, match=r"no tensor 'emb\.none'"):
        model.tensor("emb.none")


def test_rows_are_those_of_the_whole_tensor(model):
    whole = model.tensor("emb.word").reshape(-1, WIDTH)
    assert np.array_equal(model.rows("emb.word", np.array([5, 2, 5])), whole[[5, 2, 5]])


@given(arrays(np.float32, 64, elements=st.floats(-5, 5, width=32)))
def test_four_bits_keep_numbers_to_half_a_step(numbers):
    steps = np.repeat(np.abs(numbers.reshape(2, 32)).max(axis=1) / 7, 32)
    found = unpack(np.frombuffer(pack(numbers), dtype=np.uint8))
    assert np.all(np.abs(found - numbers) <= 0.51 * steps + 0.01)


@pytest.mark.parametrize("content", [b"", b"E5S1", b"no encoder at all, but long enough for a head of some numbers"])
def test_another_file_is_refused_with_its_name(tmp_path, content):
    path = tmp_path / "e5.bin"
    path.write_bytes(content)
    with pytest.raises(DataError, match=r"e5\.bin"):
        PackedModel(path)


def test_a_file_cut_short_is_refused(tmp_path):
    path = write_packed(tmp_path / "e5.bin", WORDS, {})
    path.write_bytes(path.read_bytes()[:150])
    with pytest.raises(DataError, match="ends too early"):
        PackedModel(path)
