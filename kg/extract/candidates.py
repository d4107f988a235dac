"""What the rules yield: possible claims with everything needed to judge and to word them."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import Mode, QualifierValue, Quantity

Literal = str | Quantity


@dataclass(slots=True)
class Candidate:
    """A possible claim.

    ``subject`` and ``object`` are entity indexes (``object`` may be a literal); the ``*_token`` are the tokens of the
    block that stand for them (-1 when nothing does); ``anchor`` is the token that makes the statement; ``own_clause``
    tells that the anchor's mode is independent of the main verb; ``post`` that it is a post which one
    person has after another; ``above`` that the anchor stands above the words that make the statement.
    """

    relation: str
    subject: int
    object: int | Literal
    block: int
    anchor: int
    subject_token: int = -1
    object_token: int = -1
    own_clause: bool = False
    confidence: float = 0.7
    rule: str = ""
    mode: Mode | None = None
    classes: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    qualifiers: dict[str, QualifierValue | int] = field(default_factory=dict)
    implied: bool = False
    above: bool = False
    post: bool = False
