"""The transformer: what its parts compute, and that the whole does not depend on chance."""

from __future__ import annotations

import math

import numpy as np
import pytest

from kg.encoder.network import Encoder, Layer, Linear, Norm, gelu

WIDTH, WIDE, HEADS = 8, 16, 2


class Table:
    """A vector for each number, made by its sine."""

    def rows(self, numbers):
        return np.sin(np.outer(np.array(numbers) + 1, np.arange(1, WIDTH + 1))).astype(np.float32)


def linear(seed, inputs, outputs):
    random = np.random.default_rng(seed)
    return Linear(random.normal(size=(inputs, outputs)).astype(np.float32) / 3, np.zeros(outputs, np.float32))


def encoder():
    norm = Norm(np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32), 1e-6)
    parts = [linear(seed, WIDTH, WIDTH) for seed in range(4)]
    layer = Layer(*parts, norm, linear(5, WIDTH, WIDE), linear(6, WIDE, WIDTH), norm)
    return Encoder(Table(), np.zeros((16, WIDTH), np.float32), norm, (layer, layer), HEADS)


def test_a_norm_leaves_mean_0_and_variance_1():
    out = Norm(np.ones(4, np.float32), np.zeros(4, np.float32), 0.0)(np.array([[1.0, 2.0, 3.0, 6.0]], np.float32))
    assert (out.mean(), out.var()) == pytest.approx((0, 1), abs=1e-5)


def test_the_bend_is_close_to_its_definition():
    x = np.linspace(-4, 4, 33, dtype=np.float32)
    assert gelu(x) == pytest.approx([v * 0.5 * (1 + math.erf(v / math.sqrt(2))) for v in x], abs=2e-3)


def test_every_piece_gets_a_vector_that_depends_on_the_others():
    read = encoder()
    alone, beside = read([3]), read([3, 4])
    assert alone.shape == (1, WIDTH)
    assert beside.shape == (2, WIDTH)
    assert np.abs(alone[0] - beside[0]).max() > 1e-3


def test_without_places_the_order_of_the_others_does_not_matter():
    read = encoder()
    assert read([1, 2, 3])[0] == pytest.approx(read([1, 3, 2])[0], abs=1e-5)


def test_the_same_pieces_give_the_same_bytes():
    assert encoder()([1, 2, 3]).tobytes() == encoder()([1, 2, 3]).tobytes()
