"""A small corpus that uses everything the store can hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.ids import entity_iri
from kg.model import Article, Claim, DateValue, Entity, EntityRef, Evidence, Quantity
from kg.store import GraphStore, article_quads, entities_quads

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://example.org/media/"
SYMMETRIC = frozenset({"partnersWith"})
KEYS = {"netflix": "Netflix", "studio": "Studio Ciné-Mâché", "reed": "Reed Hastings", "film": "L'Été « noir »"}
IRI_OF = {key: entity_iri(BASE, key, name) for key, name in KEYS.items()}
ENTITIES = (
    Entity(
        IRI_OF["netflix"],
        "Netflix",
        ("Company", "StreamingService"),
        aliases=("Netflix Inc.", "NFLX"),
        labels=(("en", "Netflix"), ("fr", "Netflix")),
        same_as=("http://www.wikidata.org/entity/Q907311",),
    ),
    Entity(IRI_OF["studio"], "Studio Ciné-Mâché", ("ProductionStudio",), aliases=("SCM",)),
    Entity(IRI_OF["reed"], "Reed Hastings", ("Person",)),
    Entity(IRI_OF["film"], "L'Été « noir »", ("Film",)),
)
TEXT = (
    "Netflix a racheté SCM pour 1,5 milliard de dollars, selon Reed Hastings. Il sort L'Été « noir » en juillet 2025."
)
SENTENCE = (0, TEXT.index(".") + 1)


def evidence(subject: tuple[int, int] | None = (0, 7), target: tuple[int, int] | None = (18, 21)) -> Evidence:
    start, end = SENTENCE
    return Evidence(start, end, TEXT[start:end], subject, target)


def article(name: str = "le-monde-1", date: str | None = "2025-07-18", text: str = TEXT, lang: str = "fr") -> Article:
    return Article(name, text, lang, "Netflix rachète SCM", date, "Le Monde", "https://example.org/é?a=1&b=2", "A. Nom")


def claims(article_id: str = "le-monde-1", suffix: str = "") -> tuple[Claim, ...]:
    netflix, studio, reed, film = (EntityRef(key) for key in KEYS)
    price = Quantity(1_500_000_000, "USD", bound="about")
    revenue = Quantity(11.08e9, "USD", "2025-Q2", 16, "atLeast")
    qualifiers = (("date", "2025-07"), ("former", True), ("price", price))
    stated = (
        Claim(
            "a1", "", netflix, "acquires", studio, evidence(), "attributed", reed, qualifiers, 0.87, "lexicon:acquires"
        ),
        Claim("a2", "", studio, "partnersWith", netflix, evidence((18, 21), (0, 7))),
        Claim("a3", "", film, "releaseDate", DateValue("2025-07"), evidence(target=None), confidence=0.7),
        Claim("a4", "", netflix, "revenue", revenue, evidence()),
        Claim("a5", "", reed, "founderOf", netflix, evidence(), "hedged"),
        Claim("a6", "", film, "awardReceived", studio, evidence(), "planned", None, (("forWork", film),)),
    )
    return tuple(
        replace(claim, id=claim.id + suffix, article_id=article_id, rule=claim.rule or "sample") for claim in stated
    )


def fill(store: GraphStore, names: tuple[str, ...] = ("le-monde-1",)) -> None:
    """Store the articles ``names`` and the entities."""
    for number, name in enumerate(names):
        found = article(name, date=f"2025-07-{number + 1:02}")
        quads = article_quads(found, claims(name, f"-{name}"), IRI_OF, base=BASE, symmetric=SYMMETRIC)
        store.replace_article(name, quads, content_hash=f"hash-{name}", fingerprint="fp")
    store.replace_entities(entities_quads(ENTITIES, BASE))


def build(folder: Path, names: tuple[str, ...] = ("le-monde-1",)) -> Path:
    """Make a filled graph folder."""
    with GraphStore.create_or_open(folder, base=BASE) as store:
        fill(store, names)
    return folder
