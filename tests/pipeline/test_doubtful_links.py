"""A name that may mean something else links to the knowledge base only with evidence from its context."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.pipeline import build
from kg.store import GraphStore

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.models

TEXTS = {
    "plain.txt": "A quiet week\n\nNetflix has bought Brume Media. Her brother said that it was Free for all in Leeds. "
    "Auntie Anne Morel gave a party, and Elle Morel came.\n",
    "clair.txt": "Une semaine calme\n\nNetflix a racheté Brume Media. Elle a déclaré que l’entrée était libre. "
    "Free, un chien, aboie. Marianne Morel est venue à la fête.\n",
}


def test_ordinary_words_and_nicknames_are_the_same_as_nothing(tmp_path: Path, extractor):
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    build([str(tmp_path / name) for name in TEXTS], tmp_path / "graph", extractor=extractor)
    with GraphStore.open(tmp_path / "graph") as store:
        linked = {entity.name for entity in store.entities() if entity.same_as}
    assert "Netflix" in linked
    assert linked <= {"Netflix", "Leeds"}
