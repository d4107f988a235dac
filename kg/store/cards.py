"""Finding an entity by what people call it, and everything the graph says of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import chain, islice
from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox

from kg.errors import UsageError
from kg.ids import spoken
from kg.model import EntityRef
from kg.store import mapping, reading, terms
from kg.store.withheld import read_withheld

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from kg.model import Article, Claim, Entity
    from kg.store.engine import Engine

#: Starts the IRIs of Wikidata.
WIKIDATA = terms.WD
#: A Wikidata identifier.
WIKIDATA_ID = re.compile(r"Q[1-9][0-9]*\Z")
#: A name with the class that tells it from its namesakes.
OF_CLASS = re.compile(r"(.+?)\s*\(([A-Za-z]+)\)")
_SUGGESTIONS = 3
#: Properties of a claim node that lead out of the claim.
_LINKS = frozenset(
    {mapping.TYPE, mapping.DERIVED, *(terms.mkg(name) for name in ("subject", "predicate", "mode", "attributedTo"))}
)


class EntityNames(Protocol):
    """The names of entities by their IRIs, as a dictionary has them."""

    def get(self, iri: str, default: str, /) -> str:
        """Return the name of an entity, ``default`` when there is none."""


@dataclass(frozen=True, slots=True)
class CardClaim:
    """A claim with the names of its sides and the article it stands in (without that article's text).

    ``object_name`` is the name of an entity or the written form of a date; it is empty for a quantity.
    """

    claim: Claim
    subject_name: str
    object_name: str
    attributed_to: str | None
    article: Article


@dataclass(frozen=True, slots=True, repr=False)
class EntityCard:
    """An entity, the claims it is the subject of, the object of, and the source of; newest article first."""

    entity: Entity
    outgoing: tuple[CardClaim, ...]
    incoming: tuple[CardClaim, ...]
    said: tuple[CardClaim, ...]

    def __repr__(self) -> str:
        counts = f"{len(self.outgoing)} claims about it, {len(self.incoming)} in which it comes in"
        return f"<EntityCard {self.entity.name} ({', '.join(self.entity.types)}): {counts}>"

    def _repr_html_(self) -> str:
        from kg.store.markup import card_html  # noqa: PLC0415 (for notebooks only)

        return card_html(self)


def find(entities: Collection[Entity], wanted: str, base: str) -> list[Entity]:
    """Return the entities that ``wanted`` may mean, by the best kind of match only.

    In this order: its IRI (also as ``e:…``, or one that it replaces), a Wikidata identifier, the name with case and
    accents, the name without, another name without; any of them followed by a class in brackets.
    """
    wanted = wanted.strip()
    iris = {wanted, f"{base}entity/{wanted.removeprefix('e:')}"}
    linked = {wanted, terms.WD + wanted} if WIKIDATA_ID.match(wanted) else {wanted}
    folded = spoken(wanted)
    tiers: list[list[Entity]] = [[], [], [], [], []]
    for entity in entities:
        if entity.iri in iris or not iris.isdisjoint(entity.replaces):
            tiers[0].append(entity)
        elif linked.intersection(entity.same_as):
            tiers[1].append(entity)
        elif entity.name == wanted:
            tiers[2].append(entity)
        elif spoken(entity.name) == folded:
            tiers[3].append(entity)
        elif any(spoken(name) == folded for name in _other_names(entity)):
            tiers[4].append(entity)
    best = next((tier for tier in tiers if tier), [])
    if not best and (of_class := OF_CLASS.fullmatch(wanted)):
        best = [entity for entity in find(entities, of_class[1], base) if of_class[2] in entity.types]
    return sorted(best, key=lambda entity: entity.iri)


def _other_names(entity: Entity) -> Iterator[str]:
    return chain(entity.aliases, (name for _, name in entity.labels))


def choose(entities: list[Entity], wanted: str, base: str) -> Entity:
    """Return the one entity meant; raises :class:`UsageError` that lists the candidates or similar names."""
    found = find(entities, wanted, base)
    if len(found) == 1:
        return found[0]
    if found:
        candidates = "; ".join(f"{e.name} ({', '.join(e.types)}) <{e.iri}>" for e in found)
        how = "add the class in brackets, or give the IRI of one"
        raise UsageError(f"{wanted!r} may mean {len(found)} entities: {candidates}; {how}")
    similar = _similar(entities, wanted)
    hint = f"did you mean {' or '.join(similar)}?" if similar else "look for names with kg query"
    raise UsageError(f"no entity is called {wanted!r}; {hint}")


def _similar(entities: list[Entity], wanted: str) -> list[str]:
    folded = spoken(wanted)
    names: dict[str, str] = {}
    for entity in entities:
        for name in (entity.name, *_other_names(entity)):
            names.setdefault(spoken(name), entity.name)
    holding = sorted((key for key in names if folded and folded in key), key=lambda key: (len(key), key))
    close = get_close_matches(folded, sorted(names), n=_SUGGESTIONS)
    return list(dict.fromkeys(names[key] for key in [*holding[:_SUGGESTIONS], *close]))[:_SUGGESTIONS]


def card(engine: Engine, entity: Entity, names: EntityNames, limit: int | None = None) -> EntityCard:
    """Return the card of ``entity``; ``names`` has the names of others.

    With ``limit``, at most so many claims are read for each side.
    """
    node = terms.iri(entity.iri)
    articles: dict[str, Article] = {}

    def side(role: str) -> tuple[CardClaim, ...]:
        found = engine.quads_for_pattern(None, terms.mkg(role), node, None)
        return tuple(_claims(engine, islice(found, limit), names, articles))

    return EntityCard(entity, side("subject"), side("object"), side("attributedTo"))


def article_cards(engine: Engine, iri: str, names: EntityNames) -> tuple[Article, list[CardClaim], list[str]] | None:
    """Return the article with this IRI, its claims in the order of its text, and the entities it speaks of."""
    graph = terms.iri(iri)
    quads = list(engine.quads_for_pattern(None, None, None, graph))
    if ox.Quad(graph, mapping.TYPE, mapping.ARTICLE, graph) not in quads:
        return None
    article = reading.read_article(quads)
    claims = sorted(reading.read_claims(quads), key=lambda claim: (claim.evidence.start, claim.evidence.end, claim.id))
    mentioned = {terms.text_value(quad.object) for quad in quads if quad.predicate == mapping.MENTIONS}
    return article, [_named(claim, names, article) for claim in claims], sorted(mentioned)


def find_claim(engine: Engine, wanted: str, names: EntityNames, base: str) -> CardClaim | None:
    """Return the claim with an identifier or IRI, also one that waits for a person; ``None`` when there is none."""
    wanted = wanted.strip().removeprefix(f"{base}claim/").removeprefix(f"{base}withheld/")
    if not mapping.CLAIM_ID.match(wanted):
        return None
    for kind in ("claim", "withheld"):
        for found in engine.quads_for_pattern(terms.iri(f"{base}{kind}/{wanted}"), mapping.TYPE, None, None):
            quads = list(engine.quads_for_pattern(None, None, None, found.graph_name))
            article = replace(reading.read_article(quads), text="")
            waiting = (item.claim for item in read_withheld(quads, article.id))
            claims = reading.read_claims(quads) if kind == "claim" else waiting
            return next((_named(claim, names, article) for claim in claims if claim.id == wanted), None)
    return None


@dataclass(frozen=True, slots=True)
class ClaimLink:
    """Where a claim with an entity on one side is found, and the entity on the other (``None``: a date, a figure)."""

    found: ox.Quad
    other: str | None


def links_of(engine: Engine, iri: str, limit: int) -> list[ClaimLink]:
    """Return at most ``limit`` claims for each side that an entity may be; far cheaper than reading them."""
    entity = terms.iri(iri)
    links = []
    for role, facing in (("subject", "object"), ("object", "subject")):
        for quad in islice(engine.quads_for_pattern(None, terms.mkg(role), entity, None), limit):
            sides = engine.quads_for_pattern(quad.subject, terms.mkg(facing), None, quad.graph_name)
            others = [side.object.value for side in sides if isinstance(side.object, ox.NamedNode)]
            links.append(ClaimLink(quad, next((other for other in others if "/quantity/" not in other), None)))
    return links


def read_links(engine: Engine, links: Iterable[ClaimLink], names: EntityNames) -> list[CardClaim]:
    """Return the claims of links, each once."""
    found = {link.found.subject: link.found for link in links}
    return _claims(engine, found.values(), names, {})


def _claims(
    engine: Engine, nodes: Iterable[ox.Quad], names: EntityNames, articles: dict[str, Article]
) -> list[CardClaim]:
    """Return the claims that are the subjects of ``nodes``, newest article first."""
    quads: list[ox.Quad] = []
    for found in nodes:
        about = list(engine.quads_for_pattern(found.subject, None, None, found.graph_name))
        quads += about
        for quad in about:
            if not isinstance(quad.object, ox.Literal) and quad.predicate not in _LINKS:
                quads += engine.quads_for_pattern(quad.object, None, None, found.graph_name)
        graph = terms.iri(terms.text_value(found.graph_name))
        if graph.value not in articles:
            about_article = engine.quads_for_pattern(graph, None, None, graph)
            article = reading.read_article(quad for quad in about_article if quad.predicate != mapping.TEXT)
            articles[graph.value] = article
        quads += engine.quads_for_pattern(graph, mapping.IDENTIFIER, None, graph)
    by_id = {article.id: article for article in articles.values()}
    cards = [_named(claim, names, by_id[claim.article_id]) for claim in reading.read_claims(quads)]
    cards.sort(key=lambda found: (found.claim.predicate, found.claim.id))
    return sorted(cards, key=lambda found: found.article.date or "", reverse=True)


def _named(claim: Claim, names: EntityNames, article: Article) -> CardClaim:
    value = claim.object
    target = names.get(value.key, value.key) if isinstance(value, EntityRef) else getattr(value, "value", "")
    speaker = claim.attributed_to
    return CardClaim(
        claim=claim,
        subject_name=names.get(claim.subject.key, claim.subject.key),
        object_name=target if isinstance(target, str) else "",
        attributed_to=names.get(speaker.key, speaker.key) if speaker else None,
        article=article,
    )
