"""Measures the resolver on synthetic mentions: time and memory for 10,000, 100,000 and 1,000,000 of them.

    nice python bench/resolve_scale.py                  # all three sizes, each in a process of its own
    nice python bench/resolve_scale.py --mentions 10000

Names of persons, firms and works are made of syllables, so that none is known. How often a thing is spoken of follows
Zipf's law. One mention in five is noisy: a slip, initials, capitals, lost accents, "Name, First name", a legal form. An
article has twenty mentions and claims between them. The same numbers always give the same mentions.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from bisect import bisect
from itertools import accumulate
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from typing import TYPE_CHECKING

from kg.evaluate import b_cubed, pairwise
from kg.ids import fold
from kg.knowledge import load_knowledge
from kg.model import Claim, EntityRef, Evidence, Extraction, LocalEntity, Mention
from kg.ontology import load_schema
from kg.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SIZES = (10_000, 100_000, 1_000_000)
PER_ARTICLE = 20
NOISY = 0.2
ONSETS = [
    "b",
    "br",
    "c",
    "ch",
    "d",
    "f",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "qu",
    "r",
    "s",
    "st",
    "t",
    "tr",
    "v",
    "z",
]
VOWELS = ["a", "e", "i", "o", "u", "é", "ai", "ou", "eau", "ia"]
CODAS = ["", "", "", "n", "r", "l", "s", "t", "nd", "rt"]
LEGAL = [" SA", ", Inc.", " Ltd", " S.A.S.", " GmbH"]
TRADES = ["Films", "Media", "Records", "Studios", "Presse", "Pictures", "Télévision"]
Thing = tuple[str, tuple[str, ...]]


def word(rng: random.Random, syllables: int) -> str:
    """Return an invented word with a capital."""
    text = "".join(rng.choice(ONSETS) + rng.choice(VOWELS) + rng.choice(CODAS) for _ in range(syllables))
    return text.capitalize()


def make_things(rng: random.Random, count: int) -> list[Thing]:
    """Return names and classes of different things: persons, firms and works, no two with one name."""
    first_names = [word(rng, rng.choice((1, 2, 2))) for _ in range(1200)]
    things: dict[str, Thing] = {}
    while len(things) < count:
        draw = rng.random()
        if draw < 0.5:
            name, types = f"{rng.choice(first_names)} {word(rng, rng.choice((2, 2, 3)))}", ("Person",)
        elif draw < 0.8:
            name, types = f"{word(rng, rng.choice((2, 3)))} {rng.choice(TRADES)}", ("Company",)
        else:
            name = " ".join(word(rng, rng.choice((1, 2))) for _ in range(rng.choice((2, 3))))
            types = (rng.choice(("Film", "Series", "Album")),)
        things.setdefault(fold(name), (name, types))
    return list(things.values())


def noisy(rng: random.Random, name: str, types: Sequence[str]) -> str:
    """Return a name as somebody may also write it."""
    kinds = ["slip", "capitals", "accents"]
    if types[0] == "Person":
        kinds += ["initials", "comma"]
    elif types[0] == "Company":
        kinds += ["legal", "legal"]
    match rng.choice(kinds):
        case "slip":
            at = rng.randrange(2, len(name) - 1)
            other = rng.choice(["", name[at] * 2, rng.choice("aeilnrst")])
            return name[:at] + other + name[at + 1 :] if name[at] != " " else name
        case "capitals":
            return name.upper()
        case "accents":
            return "".join(fold(c) if c.islower() else c for c in name)
        case "initials":
            return f"{name[0]}. {name.split(' ', 1)[1]}"
        case "comma":
            first, last = name.split(" ", 1)
            return f"{last}, {first}"
        case _:
            return name + rng.choice(LEGAL)


def make_corpus(mentions: int) -> tuple[list[Extraction], dict[tuple[str, str], int]]:
    """Return articles with so many mentions, and the thing of each."""
    rng = random.Random(mentions)  # noqa: S311 (the same numbers each time are the point)
    things = make_things(rng, max(100, mentions // 8))
    weights = list(accumulate(1 / rank for rank in range(1, len(things) + 1)))
    corpus, truth = [], {}
    for number in range(mentions // PER_ARTICLE):
        article = f"article-{number:07}"
        chosen = dict.fromkeys(bisect(weights, rng.random() * weights[-1]) for _ in range(PER_ARTICLE * 3))
        locals_ = []
        for key, thing in enumerate(list(chosen)[:PER_ARTICLE]):
            name, types = things[thing]
            written = noisy(rng, name, types) if rng.random() < NOISY else name
            locals_.append(LocalEntity(f"e{key}", written, types, (), None, (Mention(0, len(written), written),)))
            truth[article, f"e{key}"] = thing
        corpus.append(Extraction(article, "en", tuple(locals_), tuple(claims(article, locals_, truth))))
    return corpus, truth


def claims(article: str, locals_: Sequence[LocalEntity], truth: dict[tuple[str, str], int]) -> Iterator[Claim]:
    """Yield claims of an article: things whose ranks are near are often connected."""
    ranked = sorted(locals_, key=lambda local: truth[article, local.key])
    for number, (one, other) in enumerate(zip(ranked[::2], ranked[1::2], strict=False)):
        subject, target = EntityRef(one.key), EntityRef(other.key)
        yield Claim(f"{article}-{number}", article, subject, "partnersWith", target, Evidence(0, 0, ""))


def run(mentions: int) -> dict[str, float]:
    """Resolve so many mentions in this process and return the figures."""
    corpus, truth = make_corpus(mentions)
    schema, knowledge = load_schema(), load_knowledge()
    knowledge.lookup("")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started, worked = time.perf_counter(), time.process_time()
    resolution = resolve(corpus, "https://example.org/", schema, knowledge)
    seconds, worked = time.perf_counter() - started, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    cubed, pairs = b_cubed(truth, dict(resolution.iris)), pairwise(truth, dict(resolution.iris))
    return {
        "mentions": len(truth),
        "things": len(set(truth.values())),
        "names": sum(len(parts) for parts in resolution.parts.values()),
        "nodes": len(resolution.entities),
        "doubts": len(resolution.doubts),
        "seconds": round(seconds, 1),
        "CPU seconds": round(worked, 1),
        "input MB": round(before / 1024),
        "peak MB": round(peak / 1024),
        "precision": round(cubed.precision, 3),
        "recall": round(cubed.recall, 3),
        "pairwise precision": round(pairs.precision, 3),
    }


def main() -> None:
    """Print one row for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mentions", type=int, help="One size only, in this process.")
    arguments = parser.parse_args()
    if arguments.mentions:
        print(json.dumps(run(arguments.mentions)))
        return
    for size in SIZES:
        command = [sys.executable, __file__, "--mentions", str(size)]
        found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        if size == SIZES[0]:
            print("| " + " | ".join(found) + " |\n|" + " ---: |" * len(found))
        print("| " + " | ".join(f"{value:,}" for value in found.values()) + " |", flush=True)


if __name__ == "__main__":
    main()
