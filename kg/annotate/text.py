"""Article text as blocks of normalised characters; every mapping is one to one, so offsets hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Typographic variants and the plain character that stands for each: one character for one character.
_VARIANTS = {
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "′": "'",
    "«": '"', "»": '"', "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"',
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u200a": " ", "\u2007": " ", "\u3000": " ", "\t": " ",
    "\u200b": " ", "\ufeff": " ", "\u00ad": " ",
    "‑": "-", "‐": "-", "−": "-",
}  # fmt: skip
_TABLE = str.maketrans(_VARIANTS)
_BREAK = re.compile(r"\n")
_LIST_MARK = re.compile(r"^\s*(?:[-*•–—]\s+|\d{1,2}[.)]\s+)")
_WRAPPED_LINE = 50
#: ``"X,"`` and ``'X'``: quotes around a few words, with the comma or stop that American style puts before the second.
_INNER_STOP = re.compile(r'"([^"\n]{1,80}?)([,.;])"')
_SINGLE = re.compile(r"(?<![\w'\"])'(?=\w)([^'\"\n]{1,80}(?:'s [^'\"\n]{1,60})?)'(?![\w'])")
_MAX_TITLE_WORDS = 9
#: Longer words have a capital in an English title.
_SMALL_WORD = 4


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A paragraph of the article before parsing: its normalised text and where it starts."""

    text: str
    start: int
    heading: bool


def normalise(text: str) -> str:
    """Return ``text`` with typographic variants replaced one to one; same length, same offsets."""
    out = text.translate(_TABLE)
    assert len(out) == len(text)  # noqa: S101 (the invariant everything else rests on)
    return out


def split_blocks(text: str, skip: Sequence[tuple[int, int]] = ()) -> Iterator[RawBlock]:
    """Split an article at line breaks, leaving out the ``skip`` spans; hard-wrapped lines are kept together.

    A line that ends without closing punctuation and is shorter than a sentence counts as a heading.
    """
    plain = _mark_titles(normalise(text))
    for start, end in _lines(plain):
        if any(a <= start and end <= b for a, b in skip):
            continue
        mark = _LIST_MARK.match(plain[start:end])
        if mark and end - start > mark.end():
            start += mark.end()  # noqa: PLW2901 (a list mark is no part of the sentence)
        body = plain[start:end]
        lead = len(body) - len(body.lstrip())
        body = body.strip()
        if body:
            yield RawBlock(body, start + lead, _is_heading(body))


def _mark_titles(plain: str) -> str:
    """Write ``"Title,"`` as ``"Title",`` and ``'Title'`` as ``"Title"``: as long as before, so that offsets hold."""

    def outside(match: re.Match[str]) -> str:
        return f'"{match[1]}"{match[2]}' if _like_title(match[1]) else match[0]

    def double(match: re.Match[str]) -> str:
        inner, stop = match[1], ""
        if inner[-1] in ",.;":
            inner, stop = inner[:-1], inner[-1]
        return f'"{inner}"{stop}' if inner and _like_title(inner) else match[0]

    return _INNER_STOP.sub(outside, _SINGLE.sub(double, plain))


def _like_title(text: str) -> bool:
    """Tell whether words are written like an English title: all but the small ones with a capital."""
    words = text.split()
    return (
        0 < len(words) <= _MAX_TITLE_WORDS
        and (text[0].isupper() or text[0].isdigit())
        and not any(word[0].islower() for word in words if len(word) > _SMALL_WORD)
        and not any(word[-1] in ".?!" for word in words[:-1])
    )


def _lines(plain: str) -> Iterator[tuple[int, int]]:
    """Yield line spans, joining lines that a mail program or terminal has wrapped."""
    spans: list[tuple[int, int]] = []
    position = 0
    for match in [*_BREAK.finditer(plain), None]:
        end = match.start() if match else len(plain)
        if spans and _goes_on(plain[spans[-1][0] : spans[-1][1]], plain[position:end]):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((position, end))
        position = match.end() if match else end
    yield from (span for span in spans if plain[span[0] : span[1]].strip())


def _goes_on(previous: str, line: str) -> bool:
    """Tell whether a line continues the sentence of the line before.

    After a comma or inside brackets any line does, a name at its beginning included; otherwise a lower-case one.
    """
    previous, line = previous.rstrip(), line.lstrip()
    if not line or len(previous) < _WRAPPED_LINE or previous[-1] in ".!?:;…":
        return False
    return line[0].islower() or previous[-1] in ",("


def _is_heading(body: str) -> bool:
    return len(body) < 140 and body[-1] not in '.!?…:;"'
