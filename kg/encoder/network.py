"""The transformer itself: pieces in, one vector for each out.

Attention is that of Vaswani et al. (2017), the layers are those of BERT (Devlin et al. 2019). Plain numpy, one
window at a time: what comes out does not depend on what else is read.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.encoder.packed import Floats


@dataclass(frozen=True, slots=True)
class Norm:
    """A layer normalisation: what vectors are multiplied with and what is added to them."""

    scale: Floats
    shift: Floats
    epsilon: float

    def __call__(self, x: Floats) -> Floats:
        """Return the vectors with mean 0 and variance 1, scaled and shifted."""
        centred = x - x.mean(axis=-1, keepdims=True)
        variance = np.square(centred).mean(axis=-1, keepdims=True)
        return np.asarray(centred / np.sqrt(variance + self.epsilon) * self.scale + self.shift, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Linear:
    """A matrix (inputs × outputs) and what is added."""

    matrix: Floats
    shift: Floats

    def __call__(self, x: Floats) -> Floats:
        """Return the product with every vector."""
        return x @ self.matrix + self.shift


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: attention to the other pieces, then two products with a bend between."""

    query: Linear
    key: Linear
    value: Linear
    out: Linear
    after_attention: Norm
    widen: Linear
    narrow: Linear
    after: Norm

    def __call__(self, x: Floats, heads: int) -> Floats:
        """Return the vectors after this layer; ``x`` is (pieces × width)."""
        x = self.after_attention(x + self.out(self._attend(x, heads)))
        return self.after(x + self.narrow(gelu(self.widen(x))))

    def _attend(self, x: Floats, heads: int) -> Floats:
        count, width = x.shape
        query, key, value = (
            part(x).reshape(count, heads, width // heads).transpose(1, 0, 2)
            for part in (self.query, self.key, self.value)
        )
        scores = query @ key.transpose(0, 2, 1) * np.float32((width // heads) ** -0.5)
        weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
        weights /= weights.sum(axis=-1, keepdims=True)
        return np.asarray((weights @ value).transpose(1, 0, 2).reshape(count, width), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Encoder:
    """The network: how pieces and places are turned to vectors, and the layers."""

    words: WordTable
    places: Floats
    first: Norm
    layers: Sequence[Layer]
    heads: int

    def __call__(self, numbers: Sequence[int]) -> Floats:
        """Return the vectors (pieces × width) of pieces that stand one after the other."""
        x = self.first(self.words.rows(numbers) + self.places[: len(numbers)])
        for layer in self.layers:
            x = layer(x, self.heads)
        return x


class WordTable(Protocol):
    """Where the vectors of pieces come from."""

    def rows(self, numbers: Sequence[int]) -> Floats:
        """Return the vectors (pieces × width) of pieces."""
        ...


def gelu(x: Floats) -> Floats:
    """Return the bend between two products (Hendrycks and Gimpel 2016, in its approximation by tanh)."""
    inner = np.float32(math.sqrt(2 / math.pi)) * (x + np.float32(0.044715) * x * x * x)
    return np.asarray(np.float32(0.5) * x * (1 + np.tanh(inner)))
