"""Names of persons, taken apart: first names, family name, particles, generation, whatever the order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.resolve.names import fold_letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.resolve.words import NameWords

#: A nickname in quotes or brackets: Robert "Bob" Iger.
_ASIDE = re.compile(r'["“«(][^"”»()]*["”»)]')
_LETTERS = re.compile(r"(?:\w\.){2,}\w?\.?\Z")
_NOT_NAME = re.compile(r"[^\w-]+")
_GENERATION_MAX = 8
#: A longer name is hardly a person's.
WORDS_MAX = 10


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name of at least two words, folded; single letters are initials.

    ``family`` has no particles; ``sure_order`` says that signs or capitals tell which is the family name.
    """

    given: tuple[str, ...]
    family: str
    particles: str = ""
    generation: int | None = None
    sure_order: bool = False

    @property
    def first(self) -> str:
        """The first of the first names."""
        return self.given[0]

    @property
    def families(self) -> tuple[str, ...]:
        """The forms under which the family name is looked for: with particles written as one word, too."""
        return (self.family, self.particles + self.family) if self.particles else (self.family,)


def parse_person(name: str, words: NameWords) -> PersonName | None:
    """Return the parts of a name, or nothing when it is a single word."""
    text = _ASIDE.sub(" ", name)
    head, comma, tail = text.partition(",")
    sure = False
    generation: int | None = None
    if comma:
        rest = _tokens(tail)
        if rest and all(_plain(word) in words.generations for word in rest):
            generation, text = words.generations[_plain(rest[0])], head
        elif rest and "," not in tail:
            text, sure = f"{tail} {head}", True
    raw = _tokens(text)
    while len(raw) > 2 and _plain(raw[0]) in words.honorifics:
        raw = raw[1:]
    if len(raw) == 2 and _plain(raw[0]) in words.honorifics and len(_plain(raw[0])) > 1:
        return None
    if len(raw) > 2 and len(raw[-1]) < _GENERATION_MAX and _plain(raw[-1]) in words.generations:
        generation, raw = words.generations[_plain(raw[-1])], raw[:-1]
    if not 2 <= len(raw) <= WORDS_MAX:
        return None
    if not sure:
        raw, sure = _by_capitals(raw)
    return _parts([_plain(word) for word in raw], words, generation, sure=sure)


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    for token in text.split():
        if _LETTERS.match(token):
            tokens += [letter for letter in token if letter != "."]
        elif any(c.isalnum() for c in token):
            tokens.append(token)
    return tokens


def _plain(token: str) -> str:
    return _NOT_NAME.sub("", fold_letters(token)).strip("-")


def _by_capitals(raw: Sequence[str]) -> tuple[list[str], bool]:
    """Put a family name in capitals behind the first names ("IGER Robert"); tell whether capitals say which it is."""
    shouted = [len(word) > 1 and word.isupper() and "." not in word for word in raw]
    if not any(shouted) or all(shouted):
        return list(raw), False
    count = shouted.index(False)
    if count and not any(shouted[count:]):
        return [*raw[count:], *raw[:count]], True
    return list(raw), False


def _parts(plain: list[str], words: NameWords, generation: int | None, *, sure: bool) -> PersonName | None:
    plain = [word for word in plain if word]
    if len(plain) < 2:
        return None
    start = len(plain) - 1
    while start > 1 and plain[start - 1] in words.particles and len(plain[start - 1]) > 1:
        start -= 1
    # what comes before all particles are first names; a particle at the very front belongs to the family name as well
    return PersonName(
        given=tuple(plain[:start]),
        family=plain[-1],
        particles="".join(plain[start:-1]),
        generation=generation,
        sure_order=sure,
    )


def is_initial(word: str) -> bool:
    """Tell whether a first name is an initial, or several joined by hyphens ("j-p")."""
    return all(len(part) == 1 for part in word.split("-"))


def stands_for(short: str, full: str) -> bool:
    """Tell whether ``short`` is ``full`` or its initials: "j" and "j-p" for "jean-pierre"."""
    if short == full:
        return True
    if not is_initial(short):
        return False
    parts = full.split("-")
    letters = short.split("-")
    return len(letters) <= len(parts) and all(p.startswith(s) for s, p in zip(letters, parts, strict=False))


def compatible(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two rows of further first names can be one person's: one may leave some out or write initials."""
    short, full = (one, other) if len(one) <= len(other) else (other, one)
    at = 0
    for word in short:
        while at < len(full) and not (stands_for(word, full[at]) or stands_for(full[at], word)):
            at += 1
        if at == len(full):
            return False
        at += 1
    return True
