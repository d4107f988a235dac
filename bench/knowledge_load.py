"""How fast the knowledge base loads, indexes and matches.

    python bench/knowledge_load.py [--words 200000]

Times are CPU seconds of this process, the best of three.
"""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

from kg.knowledge import load_knowledge

if TYPE_CHECKING:
    from collections.abc import Callable

SENTENCE = (
    "Le groupe Canal+ et Warner Bros. Discovery ont annoncé à Cannes que la réalisatrice américaine tournera un drame "
    "psychologique pour Netflix , avec la capture de mouvement et l' IA générative , selon Le Monde ."
)


def best(action: Callable[[], object], times: int = 3) -> float:
    """Return the least CPU time of several runs."""
    found = []
    for _ in range(times):
        start = time.process_time()
        action()
        found.append(time.process_time() - start)
    return min(found)


def main() -> None:
    """Print one line a measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=200_000)
    words = parser.parse_args().words
    kb = load_knowledge()
    sentence = SENTENCE.split(" ")
    tokens = sentence * (words // len(sentence))
    print(f"entries          {len(kb)}")
    print(f"first names      {len(kb.first_names)}")
    print(f"load             {best(load_knowledge):.2f} s")
    print(f"load and index   {best(lambda: load_knowledge().lookup('Netflix')):.2f} s")
    seconds = best(lambda: kb.longest_matches(tokens, "fr"))
    print(f"match            {len(tokens) / seconds:,.0f} tokens/s")


if __name__ == "__main__":
    main()
