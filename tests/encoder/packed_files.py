"""Small encoders in the packed format, written for tests."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

WIDTH = 32
PIECES = ("<s>", "<pad>", "</s>", "<unk>", "▁", "▁the", "▁film", "s", "▁l", "'", "é", "▁a")
SCORES = (0.0, 0.0, 0.0, 0.0, -3.0, -1.0, -1.5, -2.0, -2.0, -2.0, -4.0, -2.5)


def pack(numbers: np.ndarray) -> bytes:
    """Return blocks of 32 four-bit numbers, each with its scale."""
    out = b""
    for block in numbers.reshape(-1, 32):
        scale = np.float16(max(float(np.abs(block).max()) / 7, 1e-4))
        four = np.clip(np.round(block / np.float32(scale)), -8, 7).astype(int) + 8
        out += scale.tobytes() + bytes((four[:16] | (four[16:] << 4)).astype(np.uint8))
    return out


def write_packed(path: Path, words: np.ndarray, floats: dict[str, np.ndarray]) -> Path:
    """Write a packed file with these vectors of pieces and other tensors."""
    texts = [piece.encode() for piece in PIECES]
    starts = np.cumsum([0, *map(len, texts)]).astype("<u4")
    normal = struct.pack("<IB2I", ord("ﬁ"), 2, ord("f"), ord("i"))
    head = b"E5S1" + struct.pack("<8i", 1, WIDTH, 1, 2, 64, len(PIECES), 16, 2) + struct.pack("<fi", 1e-12, 32)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, int(starts[-1])) + starts.tobytes()
    head += np.array(SCORES, dtype="<f4").tobytes() + b"".join(texts) + struct.pack("<iI", 1, len(normal)) + normal
    tensors = {"emb.word": (1, words.size, pack(words))}
    tensors |= {name: (0, value.size, value.astype("<f4").tobytes()) for name, value in floats.items()}
    at = len(head) + 4 + sum(2 + len(name) + 21 for name in tensors)
    directory = struct.pack("<i", len(tensors))
    for name, (kind, count, data) in tensors.items():
        directory += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", kind, count, at, len(data))
        at += len(data)
    path.write_bytes(head + directory + b"".join(data for _, _, data in tensors.values()))
    return path
