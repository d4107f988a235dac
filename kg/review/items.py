"""The questions that a graph has for people, the most valuable first.

The value of a question is how connected what it is about is, times how doubtful: the answer to an even chance about two
much-linked entities changes most.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import combinations, product
from typing import TYPE_CHECKING, Literal, TypeAlias

from kg.decisions import identifier_iri, mint
from kg.ids import article_iri, fold
from kg.model import DateValue, DecisionKind, EntityRef, Quantity, node_ref
from kg.reconcile.proposals import PROPOSALS_NAME, read_proposals
from kg.resolve import JOURNAL_NAME, read_doubts, read_namesakes
from kg.review.quotes import Quotes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from kg.decisions import Decisions
    from kg.model import Article, Claim, ClaimObject, Entity, NodeRef
    from kg.review.quotes import Quote
    from kg.store import GraphStore

ItemKind: TypeAlias = Literal["pair", "claim", "withheld", "identifier"]
#: What may be answered to a kind of question, and the kind of decision that makes it so.
ANSWERS: dict[ItemKind, dict[str, DecisionKind]] = {
    "pair": {"same": "same", "different": "different"},
    "claim": {"keep": "keep", "drop": "drop"},
    "withheld": {"keep": "keep", "drop": "drop"},
    "identifier": {"yes": "identifier", "no": "different"},
}
#: Claims less sure than this are asked about.
MAX_CONFIDENCE = 0.5
#: How doubtful a claim is that contradicts the ontology: as likely right as wrong.
WITHHELD_DOUBT = 0.75
#: How likely entities of one name but other classes are one thing, when nothing else is known.
NAMESAKES = 0.3
MOST_NAMESAKES = 5


@dataclass(frozen=True, slots=True)
class Side:
    """An entity that a question is about: ``claims`` counts those it takes part in, ``quotes`` are some sentences."""

    iri: str
    name: str
    types: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    claims: int = 0
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """A question. ``subject`` and ``object`` are those of the decision that answers it.

    ``statement`` says in words what may be so, ``reason`` why it is asked, ``score`` how likely it is so.
    """

    id: str
    kind: ItemKind
    subject: str
    object: str
    statement: str
    reason: str
    score: float
    value: float
    sides: tuple[Side, ...] = ()


def collect(
    store: GraphStore, decisions: Decisions, *, limit: int | None = None, below: float = MAX_CONFIDENCE
) -> list[ReviewItem]:
    """Return the questions of an open graph, the most valuable first, without those that ``decisions`` answer.

    ``limit`` is how many at most; claims with a confidence of ``below`` and more are not asked about.
    """
    asking = _Asking(store, below, decisions)
    done = {decision.id for decision in decisions}
    items = [item for item in asking.items() if done.isdisjoint(answer_ids(item)) and item.value > 0]
    items.sort(key=lambda item: (-item.value, item.id))
    return [asking.with_quotes(item) for item in items[:limit]]


def answer_ids(item: ReviewItem) -> set[str]:
    """Return the ids of the decisions that would answer a question."""
    sides = ((kind, item.subject, decided_object(item, answer)) for answer, kind in ANSWERS[item.kind].items())
    return {mint(*parts) for parts in sides}


def decided_object(item: ReviewItem, answer: str) -> str:
    """Return the object of the decision that an answer makes: what is not an identifier is another thing than it."""
    return identifier_iri(item.object) if item.kind == "identifier" and answer == "no" else item.object


class _Asking:
    """The questions of one graph."""

    def __init__(self, store: GraphStore, below: float, decisions: Decisions) -> None:
        self.store = store
        self.decisions = decisions
        self.below = below
        self.entities: Mapping[str, Entity] = {entity.iri: entity for entity in store.entities()}
        self.degree: Counter[str] = Counter()
        self.unsure: list[tuple[Article, Claim]] = []
        self.claims_of: dict[str, list[str]] = defaultdict(list)
        for article, claim in store.all_claims():
            for iri in _entities_of(claim):
                self.degree[iri] += 1
            if claim.confidence < below:
                self.unsure.append((article, claim))
        self.quotes = Quotes(store, self.entities)
        #: claim → article and offsets of its evidence.
        self.places: dict[str, tuple[str, int, int]] = {}

    def items(self) -> Iterator[ReviewItem]:
        yield from self._pairs()
        yield from self._two_in_one()
        yield from self._claims()
        yield from self._withheld()
        yield from self._identifiers()

    def _pairs(self) -> Iterator[ReviewItem]:
        asked: set[tuple[str, str]] = set()
        for link in read_doubts(self.store.folder.path / JOURNAL_NAME):
            one, other = self.entities.get(link.one), self.entities.get(link.other)
            if one is not None and other is not None:
                asked.add((one.iri, other.iri))
                yield self._pair(one, other, link.text, link.score)
        for one, other in self._namesakes():
            if not asked & {(one.iri, other.iri), (other.iri, one.iri)}:
                kinds = " and ".join("/".join(e.types) or "of no known class" for e in (one, other))
                yield self._pair(one, other, f"they have one name, but are {kinds}", NAMESAKES)

    def _pair(self, one: Entity, other: Entity, reason: str, score: float) -> ReviewItem:
        return ReviewItem(
            id=mint("same", one.iri, other.iri),
            kind="pair",
            subject=one.iri,
            object=other.iri,
            statement=f"{_called(one, other)} is {_called(other, one)}",
            reason=reason,
            score=score,
            value=self._value((one.iri, other.iri), 4 * score * (1 - score)),
            sides=(self._side(one), self._side(other)),
        )

    def _namesakes(self) -> Iterator[tuple[Entity, Entity]]:
        """Yield pairs of one name that nothing else in doubt speaks of: one of them may be misread as to its class."""
        parted = self._parted()
        by_name: dict[str, list[Entity]] = defaultdict(list)
        for entity in self.entities.values():
            by_name[fold(entity.name)].append(entity)
        for found in by_name.values():
            for one, other in combinations(found[:MOST_NAMESAKES], 2):
                if not (one.same_as and other.same_as) and frozenset((one.iri, other.iri)) not in parted:
                    yield one, other

    def _parted(self) -> set[frozenset[str]]:
        """Return the pairs that decisions on what one article calls so tell apart: the other side is a node since."""
        told = [(node_ref(d.subject), node_ref(d.object)) for d in self.decisions if d.kind == "different"]
        if not any(one.article_id or other.article_id for one, other in told):
            return set()
        mentioned = self.store.mentions()

        def meant(node: NodeRef) -> tuple[str, ...]:
            return mentioned.get(article_iri(self.store.base, node.article_id), ()) if node.article_id else (node.iri,)

        return {frozenset(pair) for one, other in told for pair in product(meant(one), meant(other))}

    def _two_in_one(self) -> Iterator[ReviewItem]:
        """Yield entities that may be two things, one of them in the article that tells other things of it."""
        for link in read_namesakes(self.store.folder.path / JOURNAL_NAME):
            entity = self.entities.get(link.one)
            if entity is None:
                continue
            article = link.other.removeprefix(f"{link.one}@")
            yield ReviewItem(
                id=mint("same", link.one, link.other),
                kind="pair",
                subject=link.one,
                object=link.other,
                statement=f"{entity.name} in the article {article} is the {entity.name} of the other articles",
                reason=link.text,
                score=link.score,
                value=self._value((link.one,), 4 * link.score * (1 - link.score)),
                sides=(self._side(entity),),
            )

    def _claims(self) -> Iterator[ReviewItem]:
        for article, claim in self.unsure:
            reason = f"found with confidence {claim.confidence:.2f} by {claim.rule or 'an unnamed rule'}"
            yield self._about_claim("claim", claim, article, reason, 1 - claim.confidence)

    def _withheld(self) -> Iterator[ReviewItem]:
        for card in self.store.review():
            reason = f"kept out of the graph: {card.detail}"
            yield self._about_claim("withheld", card.claim, card.article, reason, WITHHELD_DOUBT)

    def _about_claim(self, kind: ItemKind, claim: Claim, article: Article, reason: str, doubt: float) -> ReviewItem:
        iris = _entities_of(claim)
        self.places[claim.id] = article.id, claim.evidence.start, claim.evidence.end
        sides = [self._side(self.entities[iri]) for iri in iris if iri in self.entities]
        mode = f" ({claim.mode})" if claim.mode != "asserted" else ""
        return ReviewItem(
            id=claim.id,
            kind=kind,
            subject=claim.id,
            object="",
            statement=f"{self._name(claim.subject.key)} – {claim.predicate} – {self._value_of(claim.object)}{mode}",
            reason=reason,
            score=claim.confidence,
            value=self._value(iris, doubt),
            sides=tuple(sides),
        )

    def _identifiers(self) -> Iterator[ReviewItem]:
        for proposal in read_proposals(self.store.folder.path / PROPOSALS_NAME):
            entity = self.entities.get(proposal.iri)
            if entity is None or entity.same_as:
                continue
            described = f" ({proposal.description})" if proposal.description else ""
            yield ReviewItem(
                id=mint("identifier", proposal.iri, proposal.identifier),
                kind="identifier",
                subject=proposal.iri,
                object=proposal.identifier,
                statement=f"{entity.name} is {proposal.identifier}: {proposal.name}{described}",
                reason=f"proposed by {proposal.service} with a score of {proposal.score:g}",
                score=proposal.likelihood,
                value=self._value((proposal.iri,), 0.25 + 0.75 * proposal.likelihood),
                sides=(self._side(entity),),
            )

    def with_quotes(self, item: ReviewItem) -> ReviewItem:
        """Return the question with sentences that speak of its sides."""
        if item.kind in {"claim", "withheld"}:
            place = self.places[item.subject]
            return replace(item, sides=tuple(replace(s, quotes=(self.quotes.in_context(*place),)) for s in item.sides))
        return replace(item, sides=tuple(replace(s, quotes=self.quotes.of(s.iri)) for s in item.sides))

    def _value(self, iris: Collection[str], doubt: float) -> float:
        connected = sum(math.log2(2 + self.degree[iri]) for iri in iris)
        return round(connected * doubt, 4)

    def _side(self, entity: Entity) -> Side:
        return Side(entity.iri, entity.name, entity.types, entity.aliases, self.degree[entity.iri])

    def _name(self, iri: str) -> str:
        return self.entities[iri].name if iri in self.entities else iri

    def _value_of(self, value: ClaimObject) -> str:
        match value:
            case EntityRef(iri):
                return self._name(iri)
            case DateValue(text):
                return text
            case Quantity():
                parts = (value.bound, value.value, value.unit, value.period, value.change and f"{value.change:+} %")
                return " ".join(f"{part:,}" if isinstance(part, int | float) else str(part) for part in parts if part)


def _called(entity: Entity, other: Entity) -> str:
    """Return the name of one of two entities, with its class where the names are alike."""
    alike = fold(entity.name) == fold(other.name) and entity.types
    return f"{entity.name} ({'/'.join(entity.types)})" if alike else entity.name


def _entities_of(claim: Claim) -> list[str]:
    return [claim.subject.key, *([claim.object.key] if isinstance(claim.object, EntityRef) else [])]
