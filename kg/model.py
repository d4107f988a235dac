"""What flows between the stages: frozen records without behaviour beyond derived properties.

Offsets are character positions in :attr:`Article.text` (Python code points), end exclusive.
Class and relation names are local names of the ontology (``Person``, ``acquires``), never IRIs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Mode: TypeAlias = Literal["asserted", "attributed", "planned", "hedged", "negated"]
MODES: tuple[Mode, ...] = ("asserted", "attributed", "planned", "hedged", "negated")
#: Modes whose claims are also written as direct triples.
FACTUAL_MODES: frozenset[Mode] = frozenset({"asserted", "attributed"})

MentionKind: TypeAlias = Literal["name", "nominal", "pronoun"]


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read: the text is stored verbatim and all offsets point into it."""

    id: str
    text: str
    lang: str = ""
    title: str = ""
    date: str | None = None
    publisher: str | None = None
    url: str | None = None
    author: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that refers to an entity."""

    start: int
    end: int
    text: str
    kind: MentionKind = "name"


@dataclass(frozen=True, slots=True)
class LocalEntity:
    """An entity as one article knows it; ``key`` is unique in the article and stable for the same text."""

    key: str
    name: str
    types: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    kb_id: str | None = None
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """The object of a figure.

    ``value`` is a plain number or ``None`` when only the change is known; ``unit`` an ISO 4217 code or one of
    ``hour person percent copy``; ``period`` ISO 8601 or ``2025-Q2``/``2025-H1``; ``change`` in percent, signed;
    ``bound`` one of ``atLeast atMost about`` or ``None`` for exact.
    """

    value: float | int | None
    unit: str | None = None
    period: str | None = None
    change: float | int | None = None
    bound: str | None = None


@dataclass(frozen=True, slots=True)
class DateValue:
    """An ISO 8601 date as precise as the text gives it (``2025``, ``2025-07``, ``2025-07-18``)."""

    value: str


@dataclass(frozen=True, slots=True)
class EntityRef:
    """Points from a claim to a :class:`LocalEntity` of the same article by its key."""

    key: str


ClaimObject: TypeAlias = EntityRef | DateValue | Quantity
QualifierValue: TypeAlias = str | bool | Quantity | EntityRef


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a claim stands in its article: ``text[start:end] == quote``.

    ``subject`` and ``object`` are the offsets of the words that stand for the two sides, inside or outside the quote
    (coreference), or ``None`` where the text leaves them out.
    """

    start: int
    end: int
    quote: str
    subject: tuple[int, int] | None = None
    object: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of one article; never merged away.

    ``id`` is minted from article, predicate, evidence and mentions, so it survives a merge of entities.
    """

    id: str
    article_id: str
    subject: EntityRef
    predicate: str
    object: ClaimObject
    evidence: Evidence
    mode: Mode = "asserted"
    attributed_to: EntityRef | None = None
    qualifiers: tuple[tuple[str, QualifierValue], ...] = ()
    confidence: float = 0.5
    rule: str = ""


WithheldReason: TypeAlias = Literal["same", "subject", "object", "relation"]


@dataclass(frozen=True, slots=True)
class Withheld:
    """A claim that waits for a person instead of standing in the graph.

    ``reason`` is ``same`` (its two sides turned out to be one entity), ``subject`` or ``object`` (that side is of no
    class that the relation joins) or ``relation`` (the ontology has no such relation); ``detail`` says it in words.
    """

    claim: Claim
    reason: WithheldReason
    detail: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything the first half of the pipeline finds in one article."""

    article_id: str
    lang: str
    entities: tuple[LocalEntity, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """One real-world thing of the whole corpus, one node of the graph.

    ``iri`` is absolute; ``members`` are the (article id, local key) pairs that were resolved to it; ``same_as`` holds
    identifiers of other knowledge bases as absolute IRIs; ``labels`` are (language, name) pairs. ``replaces`` are the
    IRIs that parts of it have or would have as things of their own; they lead here.
    """

    iri: str
    name: str
    types: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    same_as: tuple[str, ...] = ()
    members: tuple[tuple[str, str], ...] = ()
    replaces: tuple[str, ...] = ()


DecisionKind: TypeAlias = Literal["same", "different", "identifier", "type", "name", "drop", "keep", "undo"]
DECISION_KINDS: tuple[DecisionKind, ...] = (
    "same", "different", "identifier", "type", "name", "drop", "keep", "undo",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NodeRef:
    """An entity of the graph, by any IRI that it has or once had; with ``article_id`` only what that article calls so.

    Written ``IRI`` or ``IRI@ARTICLE_ID``.
    """

    iri: str
    article_id: str = ""

    def __str__(self) -> str:
        return f"{self.iri}@{self.article_id}" if self.article_id else self.iri


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about the graph.

    ========== ============================ =============================================================
    kind       subject                      object
    ========== ============================ =============================================================
    same       entity (:class:`NodeRef`)    the entity that is the same thing
    different  entity                       the entity that is another thing
    identifier entity                       Wikidata identifier, IRI elsewhere, or empty: it has none
    type       entity                       classes, separated by a bar
    name       entity                       the name it shall have
    drop       claim id                     empty
    keep       claim id                     empty
    undo       decision id                  empty
    ========== ============================ =============================================================

    ``id`` is minted from kind, subject and object. The names are for people who read the file. ``when`` is ISO 8601;
    ``place`` says where the line stands ("FILE, line N").
    """

    id: str
    kind: DecisionKind
    subject: str
    object: str = ""
    subject_name: str = field(default="", compare=False)
    object_name: str = field(default="", compare=False)
    who: str = ""
    when: str = ""
    note: str = ""
    place: str = field(default="", compare=False)

    @property
    def subject_ref(self) -> NodeRef:
        """The entity that a decision on entities is about."""
        return node_ref(self.subject)

    @property
    def object_ref(self) -> NodeRef:
        """The other entity of ``same`` and ``different``."""
        return node_ref(self.object)


_ENTITY_IRI = re.compile(r"(?s)(.+?/entity/[^@/]+)(?:@(.+))?")


def node_ref(text: str) -> NodeRef:
    """Return the reference that ``text`` writes; what has no article is taken as an IRI as it is."""
    found = _ENTITY_IRI.fullmatch(text)
    return NodeRef(found[1], found[2] or "") if found else NodeRef(text)


@dataclass(frozen=True, slots=True)
class Rejected:
    """An article or source that could not be used, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did; counts are of articles unless their name says otherwise.

    ``withheld`` counts claims that went to review because their sides, known over the whole corpus, do not fit the
    relation; ``decisions`` those of people that hold, and ``notices`` tell what is wrong with others, one line each.
    """

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    removed: int = 0
    duplicates: int = 0
    rejected: tuple[Rejected, ...] = ()
    entities: int = 0
    claims: int = 0
    withheld: int = 0
    decisions: int = 0
    notices: tuple[str, ...] = ()
    seconds: float = field(default=0.0, compare=False)
