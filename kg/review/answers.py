"""Answers to questions: which there are, how other programs read the questions and give answers back."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.decisions import DECISIONS_NAME, new_decision, record
from kg.errors import KGError, UsageError
from kg.model import node_ref
from kg.pipeline.decide import login, now
from kg.pipeline.settings import settings_of
from kg.review.items import ANSWERS, ReviewItem, Side, decided_object
from kg.store.open import folder_of, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kg.config import Config
    from kg.model import Decision

_NOBODY = Side("", "")


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of a file of answers: decisions written, answers that held before, lines without one, problems."""

    decided: tuple[Decision, ...] = ()
    held: int = 0
    unanswered: int = 0
    problems: tuple[str, ...] = ()


def item_to_dict(item: ReviewItem) -> dict[str, Any]:
    """Return a question as JSON; whoever answers adds ``answer`` (one of ``answers``), and maybe ``note``, ``who``."""
    fields = asdict(item)
    return {"answers": list(ANSWERS[item.kind]), **fields}


def answer_of(item: ReviewItem, answer: str, **about: str) -> Decision:
    """Return the decision that an answer to a question makes; raises :class:`UsageError` for one that there is not."""
    possible = ANSWERS[item.kind]
    if answer not in possible:
        raise UsageError(f"{answer!r} is no answer: say {' or '.join(possible)}")
    match item.kind:
        case "claim" | "withheld":
            names = [item.statement, ""]
        case "identifier":
            names = [*(side.name for side in item.sides), item.object]
        case _:
            names = [side.name for side in item.sides]
    told = {"subject_name": names[0][:500], "object_name": names[-1][:500]}
    return new_decision(possible[answer], item.subject, decided_object(item, answer), **told, **about)


def apply_file(folder: str | Path, path: str, config: Config | None = None) -> Applied:
    """Take answers to questions about the graph in ``folder`` from a file (``-``: standard input).

    The graph itself is not brought up to date: :func:`kg.relink` does that. Raises :class:`UsageError` when the file
    cannot be read and what :func:`kg.decide` raises for a folder.
    """
    config = config or settings_of(folder_of(folder))
    with open_store(folder, base=config.base) as store:
        entities = store.entities()
        known = {entity.iri for entity in entities}.union(*(entity.replaces for entity in entities))
        own = store.folder.path / DECISIONS_NAME
        try:
            text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{path}: the answers cannot be read ({error}); check the path") from error
        return apply_answers(
            text.split("\n"),
            own,
            [Path(shared) for shared in config.decisions],
            lambda name: name in known or store.claim(name) is not None,
        )


def apply_answers(lines: Iterable[str], own: Path, shared: Sequence[Path], known: Callable[[str], bool]) -> Applied:
    """Write the decisions of answered questions (lines of :func:`item_to_dict` with ``answer``) into the file ``own``.

    A line that cannot be used or contradicts what stands is a problem and stops no other one. ``known`` tells whether
    the graph has the entity or claim that a subject or object names.
    """
    decided: list[Decision] = []
    problems: list[str] = []
    held = unanswered = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            decision = _read(line, known)
            if decision is None:
                unanswered += 1
            elif record(own, shared, decision):
                decided.append(decision)
            else:
                held += 1
        except KGError as error:
            problems.append(f"line {number}: {error}")
    return Applied(tuple(decided), held, unanswered, tuple(problems))


def _read(line: str, known: Callable[[str], bool]) -> Decision | None:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        raise UsageError("is not one JSON object") from None
    if not isinstance(fields, dict):
        raise UsageError("is not one JSON object")
    kind = next((kind for kind in ANSWERS if kind == fields.get("kind")), None)
    if kind is None:
        raise UsageError(f"the kind {fields.get('kind')!r} is none of {', '.join(ANSWERS)}")
    answer, note, who = (_text(fields, name) for name in ("answer", "note", "who"))
    if not answer:
        return None
    names = fields.get("sides")
    item = ReviewItem(
        id="",
        kind=kind,
        subject=_text(fields, "subject"),
        object=_text(fields, "object"),
        statement=_text(fields, "statement"),
        reason="",
        score=0,
        value=0,
        sides=tuple(Side("", _text(side, "name")) for side in (names if isinstance(names, list) else ())) or (_NOBODY,),
    )
    for reference in [item.subject, *([item.object] if kind == "pair" else [])]:
        if not known(node_ref(reference).iri):
            raise UsageError(f"the graph has no {reference!r}")
    return answer_of(item, answer, note=note, who=who or login(), when=now())


def _text(fields: object, name: str) -> str:
    value = fields.get(name) if isinstance(fields, dict) else None
    if value is not None and not isinstance(value, str):
        raise UsageError(f"the field {name!r} must be a text")
    return value or ""
