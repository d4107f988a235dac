"""A gold file of two short articles, and the lines that an extraction of them might print."""

from __future__ import annotations

import json

import pytest

from kg.evaluate import load_gold
from kg.ontology import load_schema

GOLD = [
    {
        "id": "a",
        "lang": "en",
        "entities": [
            {"id": "n", "name": "Netflix", "aliases": ["the streaming giant"], "types": ["Company"]},
            {"id": "l", "name": "Lumio Films", "aliases": ["Lumio"], "types": ["ProductionStudio"]},
            {"id": "h", "name": "Ada Holm", "aliases": ["Holm"], "types": ["Person"]},
        ],
        "claims": [
            {
                "subject": "n", "predicate": "acquires", "object": "l", "mode": "planned", "attributedTo": "h",
                "quote": "Netflix will buy Lumio Films",
            },
            {"subject": "h", "predicate": "presidentOf", "object": "l", "quote": "Holm, its president"},
            {"subject": "l", "predicate": "foundingDate", "object": "1999", "quote": "founded in 1999"},
        ],
        "figures": [
            {
                "subject": "l", "metric": "revenue", "value": 12_000_000, "unit": "USD", "period": "2024", "change": 5,
                "mode": "asserted", "quote": "sales of $12 million",
            }
        ],
    },
    {
        "id": "b",
        "lang": "fr",
        "entities": [
            {"id": "x", "name": "Groupe Brume", "aliases": [], "types": ["Company"]},
            {"id": "y", "name": "Phare", "aliases": [], "types": ["Company"]},
        ],
        "claims": [{"subject": "x", "predicate": "mergesWith", "object": "y", "quote": "fusionnent"}],
    },
]  # fmt: skip


@pytest.fixture(scope="session")
def schema():
    return load_schema()


@pytest.fixture
def write(tmp_path):
    def write(*rows, name="own.gold.jsonl"):
        path = tmp_path / name
        path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in rows), encoding="utf-8")
        return path

    return write


@pytest.fixture
def golds(write, schema):
    return load_gold(write(*GOLD), schema)


def side(label, *aliases):
    return {"label": label, "types": [], "aliases": list(aliases)}


def line(subject, predicate, target, article="a", **more):
    return {
        "article": article,
        "id": f"{article}-{subject['label']}-{predicate}",
        "subject": subject,
        "predicate": predicate,
        "object": target,
        "mode": "asserted",
        "attributedTo": None,
        "confidence": 0.9,
        "evidence": {"quote": "…", "start": 0, "end": 1},
        "rule": "verb/x:y",
    } | more
