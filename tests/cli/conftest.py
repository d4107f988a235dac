"""A small graph on disk, made without language pipelines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.cli import run
from kg.ids import entity_iri
from kg.model import Article, Claim, Entity, EntityRef, Evidence, Quantity
from kg.store import GraphStore, article_quads, entities_quads

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://w3id.org/mediakg/"
TEXT = "Brume rachète Phare pour 12 millions d’euros. Son chiffre d’affaires est de 3 millions."
BRUME = entity_iri(BASE, "brume", "Brume")
PHARE = entity_iri(BASE, "phare", "Phare")


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "graph"
    article = Article("a1", TEXT, "fr", "Brume rachète Phare", "2025-03-01", "Le Phare")
    entities = [
        Entity(BRUME, "Brume", ("Company",), ("Brume Média",), same_as=("http://www.wikidata.org/entity/Q1",)),
        Entity(PHARE, "Phare", ("ProductionStudio",)),
    ]
    bought = Evidence(0, 45, TEXT[0:45], (0, 5), (14, 19))
    earned = Evidence(46, len(TEXT), TEXT[46:], None, None)
    claims = [
        Claim("c1", "a1", EntityRef("e0"), "acquires", EntityRef("e1"), bought, "attributed", EntityRef("e1"),
              (("price", Quantity(12_000_000, "EUR")),), 0.9, "lexicon:acquires"),
        Claim("c2", "a1", EntityRef("e0"), "revenue", Quantity(3_000_000, "EUR", "2024", 5, "about"), earned),
    ]  # fmt: skip
    with GraphStore.create_or_open(folder, base=BASE) as store:
        store.replace_entities(entities_quads(entities, BASE))
        store.replace_article("a1", article_quads(article, claims, {"e0": BRUME, "e1": PHARE}, base=BASE))
    return folder


@pytest.fixture
def kg(capfd):
    """Run a command line; returns exit code, output and errors."""

    def call(*arguments):
        code = run([str(argument) for argument in arguments])
        printed = capfd.readouterr()
        return code, printed.out, printed.err

    return call
