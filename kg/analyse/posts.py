"""Who held which post when, as far as the articles tell: what is stated, and between which dates it was true."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.analyse.graph import GraphData, GraphEdge

#: Modes in which a post was really held; a planned start is shown, too, but as a plan.
HELD = ("asserted", "attributed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One person in one post at one organisation.

    ``start`` and ``end`` are stated dates (``None``: unknown). ``seen_first`` and ``seen_last`` are the dates of the
    first and last article in which the person holds the post, ``over_by`` that of the first article which calls it
    former (or denies it). ``planned`` when no article says that it was taken up yet. ``titles`` are the words used.
    """

    person: str
    organization: str
    relation: str
    titles: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    seen_first: str | None = None
    seen_last: str | None = None
    over_by: str | None = None
    planned: bool = False
    contested: bool = False
    claims: tuple[GraphEdge, ...] = ()

    @property
    def former(self) -> bool:
        """Whether the post is over, as far as the articles tell."""
        return self.end is not None or self.over_by is not None

    @property
    def first(self) -> str | None:
        """The earliest date at which the post is known to be held, for sorting."""
        return self.start or self.seen_first or self.over_by or self.end


def posts(data: GraphData, relations: Iterable[str]) -> list[Post]:
    """Return the posts under ``relations`` (``holdsPositionAt`` and what is below it), by organisation and date."""
    wanted = set(relations)
    groups: dict[tuple[str, str, str], list[GraphEdge]] = defaultdict(list)
    for edge in data.edges:
        if edge.predicate in wanted and edge.mode != "hedged":
            groups[edge.object, edge.subject, edge.predicate].append(edge)
    found = [post for claims in groups.values() if (post := _post(claims)) is not None]
    return sorted(found, key=lambda p: (p.organization, p.first or "9999", p.person, p.relation))


def _post(claims: list[GraphEdge]) -> Post | None:
    """Return what claims about the same person, post and organisation add up to; ``None`` when all deny it."""
    claims = sorted(claims, key=lambda claim: (claim.date or "", claim.claim_id))
    held = [claim for claim in claims if claim.mode in HELD]
    planned = [claim for claim in claims if claim.mode == "planned"]
    if not held and not planned:
        return None
    former = [claim for claim in held if ("former", True) in claim.qualifiers]
    current = [claim for claim in held if claim not in former]
    seen = [claim.date for claim in current if claim.date]
    over = [claim.date for claim in former if claim.date and claim.date >= (seen[-1] if seen else "")]
    return Post(
        person=claims[0].subject,
        organization=claims[0].object,
        relation=claims[0].predicate,
        titles=_given(claims, "roleTitle"),
        start=min(_given(claims, "startDate"), default=None),
        end=max(_given(held, "endDate"), default=None),
        seen_first=seen[0] if seen else None,
        seen_last=seen[-1] if seen else None,
        over_by=over[0] if over else ("" if former and not seen else None),
        planned=not held,
        contested=any(claim.mode == "negated" for claim in claims),
        claims=tuple(claims),
    )


def _given(claims: Iterable[GraphEdge], qualifier: str) -> tuple[str, ...]:
    values = [value for claim in claims for name, value in claim.qualifiers if name == qualifier]
    return tuple(dict.fromkeys(value for value in values if isinstance(value, str)))
