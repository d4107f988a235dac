"""Measures who is who on annotated entities and prints the tables of docs/quality.md.

    python bench/entities.py "own=tests/gold/who.tsv,tests/gold/en.gold.jsonl,…,tests/gold/planted.jsonl"

Each argument names a set, the table of which of its entities are one thing, and its files of annotated entities, taken
as one corpus. The annotated entities (names, aliases, types, claims) are resolved, so this measures the resolution and
not the extraction; ``--extract`` reads the articles instead, where there are any, and measures what was found of the
annotated entities. ``--errors`` lists what was put together wrongly and what was not put together. ``--page
docs/quality.md`` puts the table into the page, between its two marks.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from typing import TYPE_CHECKING, Any

from kg.config import Config
from kg.evaluate import Agreement, annotated_extractions, articles_beside, b_cubed, pairwise, read_things
from kg.evaluate.gold import GOLD_SUFFIX
from kg.evaluate.names import name_forms
from kg.knowledge import load_knowledge
from kg.ontology import load_schema
from kg.pipeline import read_claims
from kg.resolve import Resolution, resolve

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.model import Extraction, LocalEntity

BASE = "https://example.org/"
BEGIN, END = "<!-- who is who: begin -->", "<!-- who is who: end -->"
Member = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Measured:
    """A set, what it holds, and how well it was told apart: by names alone and by everything."""

    name: str
    articles: int
    things: int
    expected: Mapping[Member, str]
    by_key: Mapping[Member, str]
    resolution: Resolution

    @property
    def found(self) -> dict[Member, str]:
        """Each entity of an article with the IRI that it was given."""
        return {member: self.resolution.iris[member] for member in self.expected}


def measure(name: str, table: Path, files: Sequence[Path]) -> Measured:
    """Resolve the annotated entities of some files as one corpus."""
    extractions = [extraction for path in files for extraction in annotated_extractions(path)]
    members = [(e.article_id, local.key) for e in extractions for local in e.entities]
    expected = read_things(table, members)
    resolution = resolve(extractions, BASE, load_schema(), load_knowledge())
    by_key = {member: part.iri for parts in resolution.parts.values() for part in parts for member in part.members}
    return Measured(name, len(extractions), len(set(expected.values())), expected, by_key, resolution)


def measure_extracted(name: str, table: Path, files: Sequence[Path]) -> Measured:
    """Extract and resolve the articles of some files; what is measured is each annotated entity that was found."""
    gold_files = [path for path in files if path.name.endswith(GOLD_SUFFIX)]
    extractions, _ = read_claims([str(articles_beside(path)) for path in gold_files], Config())
    resolution = resolve(extractions, BASE, load_schema(), load_knowledge())
    gold = [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines() if line]
    found = {extraction.article_id: extraction for extraction in extractions}
    things = read_things(table, [(row["id"], entity["id"]) for row in gold for entity in row["entities"]])
    expected: dict[Member, str] = {}
    for row in gold:
        taken: set[str] = set()
        for entity in row["entities"] if row["id"] in found else ():
            local = _matching(entity, found[row["id"]], taken)
            if local is not None:
                taken.add(local.key)
                expected[row["id"], local.key] = things[row["id"], entity["id"]]
    parts = [part for some in resolution.parts.values() for part in some]
    by_key = {member: part.iri for part in parts for member in part.members if member in expected}
    return Measured(name, len(extractions), len(set(expected.values())), expected, by_key, resolution)


def _matching(entity: Mapping[str, Any], extraction: Extraction, taken: set[str]) -> LocalEntity | None:
    """Return the extracted entity that goes by a name of the annotated one."""
    for names in ([entity["name"]], entity.get("aliases", ())):
        wanted = name_forms(names)
        for local in extraction.entities:
            written = [local.name, *(m.text for m in local.mentions if m.kind == "name")]
            if local.key not in taken and not wanted.isdisjoint(name_forms(written)):
                return local
    return None


def table(sets: Sequence[Measured]) -> str:
    """Return the figures as a table of Markdown."""
    rows: list[list[str]] = [
        ["", *(measured.name for measured in sets)],
        ["---", *("---:" for _ in sets)],
        ["articles / annotated entities / things", *(_size(m) for m in sets)],
        ["name and kind alone: B-cubed", *(_cell(b_cubed(m.expected, m.by_key)) for m in sets)],
        ["name and kind alone: pairwise", *(_cell(pairwise(m.expected, m.by_key)) for m in sets)],
        ["**resolved: B-cubed**", *(_cell(b_cubed(m.expected, m.found)) for m in sets)],
        ["**resolved: pairwise**", *(_cell(pairwise(m.expected, m.found)) for m in sets)],
        ["nodes / doubtful pairs left to people", *(_nodes(m) for m in sets)],
    ]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows) + "\n"


def _size(measured: Measured) -> str:
    return f"{measured.articles} / {len(measured.expected)} / {measured.things}"


def _nodes(measured: Measured) -> str:
    return f"{len(measured.resolution.entities)} / {len(measured.resolution.doubts)}"


def _cell(agreement: Agreement) -> str:
    return f"{agreement.precision:.3f} / {agreement.recall:.3f} / **{agreement.f1:.3f}**"


def errors(measured: Measured) -> str:
    """Return what was put together wrongly and what was left apart, one a line."""
    found = measured.found
    names = {iri: parts[0].name for iri, parts in measured.resolution.parts.items()}
    clusters: dict[str, dict[str, list[Member]]] = defaultdict(lambda: defaultdict(list))
    nodes: dict[str, dict[str, list[Member]]] = defaultdict(lambda: defaultdict(list))
    for member, thing in sorted(measured.expected.items()):
        clusters[thing][found[member]].append(member)
        nodes[found[member]][thing].append(member)
    lines = [f"{measured.name}: one node for several things"]
    lines += [f"  {names[iri]}: {dict(things)}" for iri, things in sorted(nodes.items()) if len(things) > 1]
    lines.append(f"{measured.name}: several nodes for one thing")
    for thing, parts in sorted(clusters.items()):
        if len(parts) > 1:
            lines.append(f"  {thing}: " + "; ".join(f"{names[iri]} {members}" for iri, members in parts.items()))
    lines.append(f"{measured.name}: merges")
    lines += [f"  {link.text}" for links in measured.resolution.merges.values() for link in links]
    lines.append(f"{measured.name}: doubtful")
    lines += [f"  {link.score:.2f} {link.text}" for link in measured.resolution.doubts]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure the sets that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", metavar="NAME=TABLE,FILE…")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--extract", action="store_true")
    parser.add_argument("--page", type=Path)
    arguments = parser.parse_args()
    measured = []
    for text in arguments.sets:
        name, _, paths = text.partition("=")
        first, *rest = (Path(path) for path in paths.split(","))
        measured.append((measure_extracted if arguments.extract else measure)(name, first, rest))
    result = table(measured)
    print(result)
    if arguments.errors:
        print("\n".join(errors(m) for m in measured))
    if arguments.page:
        page = arguments.page.read_text(encoding="utf-8")
        before, _, rest = page.partition(BEGIN)
        arguments.page.write_text(f"{before}{BEGIN}\n\n{result}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
