"""Paths between two entities as text for people, sentence by sentence, and as JSON."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING, Any

from kg.analyse.vocabulary import vocabulary
from kg.store.tables import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.analyse.graph import GraphEdge
    from kg.analyse.paths import Connection, Hop, Meeting, Nearest, Path
    from kg.analyse.vocabulary import Vocabulary
    from kg.ontology import Schema


def connection_text(found: Connection, schema: Schema, *, lang: str = "en", width: int = 120) -> str:
    """Return the paths for a terminal: each hop is a statement with the sentence that says so."""
    words = vocabulary(found.nodes.values(), schema, lang)
    lines: list[str] = []
    for number, path in enumerate(found.paths, 1):
        if lines:
            lines.append("")
        lines += _path_lines(number, path, words, width)
    if found.nearest is not None:
        lines += _nearest_lines(found, found.nearest, words, width)
    return "\n".join(printable(line) for line in lines) + "\n"


def _path_lines(number: int, path: Path, words: Vocabulary, width: int) -> Iterator[str]:
    stations = [words.entity(path.hops[0].one), *(words.entity(hop.other) for hop in path.hops)]
    heading = f"{number}. {' – '.join(stations)} ({words.counted('hops', len(path.hops))})"
    yield from textwrap.wrap(heading, width, subsequent_indent="   ")
    for hop in path.hops:
        yield from _hop_lines(hop, words, width)


def _hop_lines(hop: Hop, words: Vocabulary, width: int) -> Iterator[str]:
    best = hop.best
    arrow = f"{words.entity(hop.one)} ─ {words.phrase(best.predicate)} → {words.entity(hop.other)}"
    if not hop.forward:
        arrow = f"{words.entity(hop.one)} ← {words.phrase(best.predicate)} ─ {words.entity(hop.other)}"
    statement = f"   {arrow}  [{', '.join(_details(best, words))}]"
    yield from textwrap.wrap(statement, width, subsequent_indent=" " * 7, break_on_hyphens=False)
    quote = " ".join(best.quote.split())
    source = ", ".join(part for part in (best.publisher, best.article_title, best.date) if part)
    indent = " " * 7
    yield from textwrap.wrap(f"“{quote}” {source}", width, initial_indent=indent, subsequent_indent=indent)
    others = len(hop.claims) - 1
    if others:
        more = sorted({_said(claim, words) for claim in hop.claims[1:]})
        yield f"{indent}{words.counted('more_claims', others)} ({', '.join(more)})"


def _said(claim: GraphEdge, words: Vocabulary) -> str:
    """Return the relation of a claim, with the mode when it is no plain statement."""
    relation = words.relation(claim.predicate)
    return relation if claim.mode == "asserted" else f"{relation} – {words.mode(claim.mode)}"


def _details(claim: GraphEdge, words: Vocabulary) -> Iterator[str]:
    yield words.mode(claim.mode)
    if claim.attributed_to:
        yield words.text("according_to", who=words.entity(claim.attributed_to))
    for name, value in claim.qualifiers:
        yield words.qualifier(name, value)
    yield f"{claim.confidence:.2f}"


def _nearest_lines(found: Connection, nearest: Nearest, words: Vocabulary, width: int) -> Iterator[str]:
    one, other = words.entity(found.one.iri), words.entity(found.other.iri)
    yield words.text("no_path", one=one, other=other)
    for what, hops in nearest.relaxed:
        yield "  " + words.text(f"with_{what}", hops=words.counted("hops", hops))
    if nearest.meeting is not None:
        yield from textwrap.wrap(_meeting(found, nearest.meeting, words), width, initial_indent="  ",
                                 subsequent_indent="  ")  # fmt: skip
    if not nearest.relaxed:
        text = words.text("apart", one=one, other=other, here=nearest.one_part - 1, there=nearest.other_part - 1)
        yield from textwrap.wrap(text, width, initial_indent="  ", subsequent_indent="  ")


def _meeting(found: Connection, meeting: Meeting, words: Vocabulary) -> str:
    sides = []
    for iri, hops, end in (
        (meeting.one, meeting.one_hops, found.one),
        (meeting.other, meeting.other_hops, found.other),
    ):
        name = words.entity(iri)
        away = words.text("away", name=name, hops=words.counted("hops", hops), end=words.entity(end.iri))
        sides.append(away if hops else name)
    title = found.titles.get(meeting.article) or meeting.article
    return words.text("meeting", one=sides[0], other=sides[1], article=title)


def connection_json(found: Connection, schema: Schema, *, lang: str = "en") -> str:
    """Return the connection as JSON."""
    words = vocabulary(found.nodes.values(), schema, lang)
    document: dict[str, Any] = {
        "from": {"iri": found.one.iri, "name": found.one.label},
        "to": {"iri": found.other.iri, "name": found.other.label},
        "paths": [
            {"cost": round(path.cost, 6), "hops": [_hop_dict(hop, words) for hop in path.hops]} for path in found.paths
        ],
    }
    if found.nearest is not None:
        document["nearest"] = {
            "relaxed": [{"allow": what, "hops": hops} for what, hops in found.nearest.relaxed],
            "meeting": _meeting_dict(found.nearest.meeting),
            "reached_from": found.nearest.one_part - 1,
            "reached_to": found.nearest.other_part - 1,
        }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _meeting_dict(meeting: Meeting | None) -> dict[str, Any] | None:
    if meeting is None:
        return None
    return {name: getattr(meeting, name) for name in ("article", "one", "one_hops", "other", "other_hops")}


def _hop_dict(hop: Hop, words: Vocabulary) -> dict[str, Any]:
    return {
        "from": {"iri": hop.one, "name": words.entity(hop.one)},
        "to": {"iri": hop.other, "name": words.entity(hop.other)},
        "forward": hop.forward,
        "claims": [_claim_dict(claim, words) for claim in hop.claims],
    }


def _claim_dict(claim: GraphEdge, words: Vocabulary) -> dict[str, Any]:
    return {
        "claim": claim.claim_iri,
        "subject": claim.subject,
        "predicate": claim.predicate,
        "phrase": words.phrase(claim.predicate),
        "object": claim.object,
        "mode": claim.mode,
        "attributed_to": claim.attributed_to,
        "confidence": claim.confidence,
        "quote": claim.quote,
        "article": claim.article_iri,
        "title": claim.article_title,
        "publisher": claim.publisher,
        "date": claim.date,
        "url": claim.url,
    }
