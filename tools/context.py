"""Writes ``ontologies/context.jsonld``, the JSON-LD context of the ontology.

python -m tools.context
"""

from __future__ import annotations

import json

from kg.ontology import load_schema
from kg.resources import ontologies_dir
from kg.store.jsonld import CONTEXT_NAME, make_context


def text() -> str:
    """Return what the file should hold."""
    return json.dumps({"@context": make_context(load_schema())}, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    (ontologies_dir() / CONTEXT_NAME).write_text(text(), encoding="utf-8")
