"""Questions as text: what may be so, why it is asked, and sentences of both sides next to each other."""

from __future__ import annotations

import json
import textwrap
from itertools import zip_longest
from typing import TYPE_CHECKING

import click

from kg.cli.decision_text import one_line
from kg.cli.output import width
from kg.review import ANSWERS, item_to_dict

if TYPE_CHECKING:
    from kg.review import Quote, ReviewItem, Side

#: The key of each answer.
KEYS = {"same": "s", "different": "d", "keep": "k", "drop": "x", "yes": "y", "no": "z"}
_GAP = "   "
#: A line longer than this is hard to read.
_WIDEST = 160


def item_line(item: ReviewItem) -> str:
    """Return a question as one line of JSON."""
    return json.dumps(item_to_dict(item), ensure_ascii=False) + "\n"


def item_text(item: ReviewItem) -> str:
    """Return a question to read: on the left one side, on the right the other."""
    room = min(width(), _WIDEST)
    lines = [
        click.style(f"{one_line(item.statement)}?", bold=True),
        *textwrap.wrap(f"{one_line(item.reason)} (likely {item.score:.0%})", room, initial_indent="  ",
                       subsequent_indent="  "),
        "",
    ]  # fmt: skip
    if item.kind == "pair" and len(item.sides) == 2:
        lines += _columns(item.sides[0], item.sides[1], room)
    elif item.kind == "identifier":
        lines += _side(item.sides[0], room)
    else:
        lines += [line for side in item.sides[:1] for quote in side.quotes for line in _quote(quote, room)]
    return "\n".join(lines) + "\n\n"


def _columns(one: Side, other: Side, room: int) -> list[str]:
    half = (room - len(_GAP)) // 2
    pairs = zip_longest(_side(one, half), _side(other, half), fillvalue="")
    return [f"{left:<{half}}{_GAP}{right}".rstrip() for left, right in pairs]


def _side(side: Side, room: int) -> list[str]:
    claims = f"{side.claims} claim{'s' if side.claims != 1 else ''}"
    lines = textwrap.wrap(f"{one_line(side.name)} ({'/'.join(side.types) or 'of no known class'}; {claims})", room)
    aliases = [one_line(alias) for alias in side.aliases if alias != side.name]
    if aliases:
        lines += textwrap.wrap(f"also {', '.join(aliases)}", room, max_lines=2, placeholder=" …")
    for quote in side.quotes:
        lines += ["", *_quote(quote, room)]
    return lines


def _quote(quote: Quote, room: int) -> list[str]:
    place = ", ".join(part for part in (quote.publisher, quote.date, quote.article) if part)
    before = textwrap.wrap(one_line(quote.before), room)
    return [*before, *textwrap.wrap(f"“{one_line(quote.text)}”", room), *textwrap.wrap(one_line(place), room)]


def keys_text(item: ReviewItem) -> str:
    """Return which keys answer a question."""
    answers = [f"{click.style(KEYS[answer], bold=True)} {answer}" for answer in ANSWERS[item.kind]]
    others = [f"{click.style(key, bold=True)} {what}" for key, what in (("n", "next"), ("u", "undo"), ("q", "quit"))]
    return "  ".join([*answers, *others])
