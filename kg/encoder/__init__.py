"""The encoder: what the pieces of words mean where they stand, as vectors (a multilingual transformer on the CPU)."""

from kg.encoder.network import Encoder, Linear, Norm, gelu
from kg.encoder.packed import Floats
from kg.encoder.packing import PackedWindow, pack
from kg.encoder.pieces import Piece, Pieces
from kg.encoder.weights import FILE_NAME as WEIGHTS
from kg.encoder.weights import Weights, load_weights, weights_version

__all__ = [
    "WEIGHTS",
    "Encoder",
    "Floats",
    "Linear",
    "Norm",
    "PackedWindow",
    "Piece",
    "Pieces",
    "Weights",
    "gelu",
    "load_weights",
    "pack",
    "weights_version",
]
