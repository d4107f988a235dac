"""The shipped ontology and knowledge base, loaded once, and resolution with them."""

from __future__ import annotations

import pytest

from kg.knowledge import load_knowledge
from kg.ontology import load_schema
from kg.resolve import resolve

BASE = "https://example.org/"


@pytest.fixture(scope="session")
def knowledge():
    return load_knowledge()


@pytest.fixture(scope="session")
def resolved(knowledge):
    schema = load_schema()

    def resolved(*extractions):
        return resolve(extractions, BASE, schema, knowledge)

    return resolved
