"""Turns stories that are annotated in plain text into the gold files that ``kg evaluate`` reads.

    python bench/stories.py mine/*.txt -o mine.en --lang en      # writes mine.en.articles.jsonl, mine.en.gold.jsonl

A file holds any number of stories, each like this::

    # en-07 | 2025-03-04 | The Evening Ledger | Lumio buys Harbour Films
    Lumio said on Tuesday it would buy the London studio Harbour Films.

    Lumio had revenue of €1.2bn in 2024, up 8%. Its boss, Ada Quist, founded it. Quist ...

    @ Lumio : StreamingService, Company
    @ Ada Quist (Quist) : Person
    @ Harbour Films : ProductionStudio
    @ United Kingdom (British; UK) : Country
    + Lumio | acquires | Harbour Films | planned | Lumio
    + Ada Quist | chiefExecutiveOf | Lumio
    = Lumio | revenue | 1200000000 | EUR | 2024 | 8

``@`` declares an entity with its other names and classes; ``+`` a relation with mode (asserted if empty) and source;
``=`` a figure with value, unit, period, change, mode, source and bound. A name stands in the text, or one of its
others does. What does not hold is reported with its line, and the story is left out.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kg.model import MODES
from kg.ontology import load_schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.ontology import Schema

DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
PERIOD = re.compile(r"\d{4}(-(Q[1-4]|H[12]|\d\d(-\d\d)?))?(/\d{4}(-\d\d(-\d\d)?)?)?")
UNIT = re.compile(r"[A-Z]{3}|hour|person|percent|copy")
BOUNDS = ("", "atLeast", "atMost", "about")


@dataclass(slots=True)
class Story:
    """A story while it is read, and what is wrong with it."""

    row: dict[str, Any]
    entities: dict[str, dict[str, Any]] = field(default_factory=dict)
    claims: list[dict[str, Any]] = field(default_factory=list)
    figures: list[dict[str, Any]] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


class Reader:
    """Reads stories of one language with the names of ``schema``."""

    def __init__(self, schema: Schema, lang: str) -> None:
        self.schema, self.lang = schema, lang

    def read(self, path: Path) -> Iterator[Story]:
        """Yield the stories of a file, those with faults too."""
        story = None
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("# "):
                if story:
                    yield self._whole(story)
                story = self._begun(line, f"{path}:{number}")
            elif story:
                self._line(story, line, f"{path}:{number}")
        if story:
            yield self._whole(story)

    def _begun(self, line: str, where: str) -> Story:
        parts = [part.strip() for part in line[2:].split("|", 3)]
        story = Story({})
        if len(parts) != 4 or not DATE.fullmatch(parts[1]):
            story.faults.append(f"{where}: expected '# id | date | publisher | title'")
        story.row = dict(zip(("id", "date", "publisher", "title"), parts, strict=False)) | {"lang": self.lang}
        return story

    def _line(self, story: Story, line: str, where: str) -> None:
        reads = {"@ ": self._entity, "+ ": self._claim, "= ": self._figure}.get(line[:2])
        if reads is None:
            story.text.append(line.strip())
            return
        try:
            reads(story, line[2:])
        except ValueError as error:
            story.faults.append(f"{where}: {error}")

    def _entity(self, story: Story, line: str) -> None:
        match = re.fullmatch(r"(.+?)(?:\s+\(([^()]*)\))?\s+:\s+([\w, ]+)", line.strip())
        if not match:
            raise ValueError("expected '@ name (other name; other name) : Class, Class'")
        types = [name.strip() for name in match[3].split(",")]
        if unknown := [name for name in types if name not in self.schema.classes]:
            raise ValueError(f"unknown class {unknown[0]!r}")
        aliases = [name.strip() for name in (match[2] or "").split(";") if name.strip()]
        if match[1] in story.entities:
            raise ValueError(f"{match[1]!r} is declared twice")
        story.entities[match[1]] = {"id": match[1], "name": match[1], "aliases": aliases, "types": types}

    def _claim(self, story: Story, line: str) -> None:
        subject, predicate, target, mode, source, *_ = [*(part.strip() for part in line.split("|")), *[""] * 3]
        info = self.schema.relations.get(predicate)
        if info is None or info.kind != "relation":
            raise ValueError(f"unknown relation {predicate!r}")
        literal = bool(DATE.fullmatch(target)) and target not in story.entities
        self._known(story, subject, source, *([] if literal else [target]))
        self._mode(mode)
        for side, classes in ((subject, info.domain), (target, info.range)):
            if side in story.entities and not self._fits(story.entities[side]["types"], classes):
                raise ValueError(f"{side!r} has a class that {predicate} does not take")
        story.claims.append(
            {"subject": subject, "predicate": predicate, "object": target, "mode": mode or "asserted"}
            | {"attributedTo": source or None, "quote": ""}
        )

    def _figure(self, story: Story, line: str) -> None:
        parts = [part.strip() for part in line.split("|")]
        subject, metric, value, unit, period, change, mode, source, bound, *_ = [*parts, *[""] * 9]
        info = self.schema.relations.get(metric)
        if info is None or info.kind != "metric":
            raise ValueError(f"unknown metric {metric!r}")
        self._known(story, subject, source)
        self._mode(mode)
        if unit and not UNIT.fullmatch(unit):
            raise ValueError(f"unknown unit {unit!r}")
        if period and not PERIOD.fullmatch(period):
            raise ValueError(f"unreadable period {period!r}")
        if bound not in BOUNDS:
            raise ValueError(f"unknown bound {bound!r}")
        numbers = {"value": float(value) if value else None, "change": float(change) if change else None}
        story.figures.append(
            {"subject": subject, "metric": metric, **numbers, "unit": unit or None, "period": period or None}
            | {"bound": bound or None, "mode": mode or "asserted", "attributedTo": source or None, "quote": ""}
        )

    def _fits(self, types: Sequence[str], classes: frozenset[str]) -> bool:
        return not classes or any(not classes.isdisjoint(self.schema.expand(name)) for name in types)

    @staticmethod
    def _known(story: Story, *names: str) -> None:
        for name in filter(None, names):
            if name not in story.entities:
                raise ValueError(f"{name!r} is not declared with '@'")

    @staticmethod
    def _mode(mode: str) -> None:
        if mode and mode not in MODES:
            raise ValueError(f"unknown mode {mode!r}")

    @staticmethod
    def _whole(story: Story) -> Story:
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(story.text)).strip()
        story.row["text"] = text
        everything = f"{story.row.get('title', '')}\n{text}".casefold().replace("’", "'")
        for name, entity in story.entities.items():
            forms = [form.casefold().replace("’", "'") for form in (name, *entity["aliases"])]
            if not any(form in everything for form in forms):
                story.faults.append(f"{story.row.get('id')}: {name!r} does not stand in the text")
        if not text:
            story.faults.append(f"{story.row.get('id')}: no text")
        return story


def main() -> int:
    """Read stories, write gold; exit with 1 where stories were left out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("stories", nargs="+", type=Path)
    parser.add_argument("--lang", required=True, choices=("en", "fr"))
    parser.add_argument("-o", "--output", help="what the names of the two files begin with; without it, only check")
    args = parser.parse_args()
    reader = Reader(load_schema(), args.lang)
    stories = [story for path in sorted(args.stories) for story in reader.read(path)]
    sound = [story for story in stories if not story.faults]
    for story in stories:
        print(*story.faults, sep="\n", end="\n" if story.faults else "", file=sys.stderr)
    claims, figures = (sum(len(getattr(s, name)) for s in sound) for name in ("claims", "figures"))
    print(f"{len(sound)} of {len(stories)} stories are sound: {claims} relations, {figures} figures")
    if args.output:
        rows = [
            {"id": s.row["id"], "lang": args.lang, "entities": list(s.entities.values())}
            | {"claims": s.claims, "figures": s.figures}
            for s in sound
        ]
        for name, lines in (("articles", [s.row for s in sound]), ("gold", rows)):
            text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
            Path(f"{args.output}.{name}.jsonl").write_text(text, encoding="utf-8")
    return int(len(sound) < len(stories))


if __name__ == "__main__":
    sys.exit(main())
