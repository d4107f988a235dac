"""Which of several representations a client wants (RFC 9110, sections 12.4 and 12.5)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_RANGE = re.compile(r"\s*([!#$%&'*+.^_`|~\w-]+)/([!#$%&'*+.^_`|~\w-]+)\s*((?:;[^,]*)?)$")
_QUALITY = re.compile(r";\s*q\s*=\s*(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)\s*(?:;|$)", re.IGNORECASE)
_LANGUAGE = re.compile(r"\s*([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*|\*)\s*((?:;[^,]*)?)$")
#: Parts of one header that are looked at.
_PARTS_MAX = 100


@dataclass(frozen=True, slots=True)
class MediaRange:
    """One entry of an ``Accept`` header; the more specific, the higher ``rank``."""

    main: str
    sub: str
    quality: float

    @property
    def rank(self) -> int:
        """2 for a full media type, 1 for ``text/*``, 0 for ``*/*``."""
        return (self.main != "*") + (self.sub != "*")

    def matches(self, media_type: str) -> bool:
        """Tell whether a media type (without parameters) is meant."""
        main, _, sub = media_type.partition("/")
        return self.main in {"*", main} and self.sub in {"*", sub}


def media_ranges(accept: str | None) -> list[MediaRange]:
    """Return the entries of an ``Accept`` header; ``*/*`` for none. Entries that are none are passed over."""
    if accept is None or not accept.strip():
        return [MediaRange("*", "*", 1.0)]
    found = []
    for part in accept.split(",")[:_PARTS_MAX]:
        match = _RANGE.match(part)
        if match:
            found.append(MediaRange(match[1].lower(), match[2].lower(), _quality(match[3])))
    return found


def _quality(parameters: str) -> float:
    match = _QUALITY.search(parameters)
    return float(match[1]) if match else 1.0


def quality_of(media_type: str, ranges: Iterable[MediaRange]) -> float:
    """Return how much a media type is wanted: what the most specific entry that means it says."""
    fitting = [entry for entry in ranges if entry.matches(media_type)]
    return max(fitting, key=lambda entry: (entry.rank, entry.quality)).quality if fitting else 0.0


def best(accept: str | None, offered: Sequence[str]) -> str | None:
    """Return the media type of ``offered`` that is wanted most, the first of equals; ``None`` when none is."""
    ranges = media_ranges(accept)
    qualities = [quality_of(media_type, ranges) for media_type in offered]
    top = max(qualities, default=0.0)
    return offered[qualities.index(top)] if top > 0 else None


def names_html(accept: str | None) -> bool:
    """Tell whether the client is one that shows pages: it asks for HTML by name, and for nothing more than that."""
    ranges = media_ranges(accept)
    html = max((r.quality for r in ranges if (r.main, r.sub) == ("text", "html")), default=0.0)
    return html > 0 and all(r.quality <= html for r in ranges)


def language(accept: str | None, offered: Sequence[str]) -> str:
    """Return the language of ``offered`` that an ``Accept-Language`` header wants most, the first without one."""
    wanted: list[tuple[float, str]] = []
    for part in (accept or "").split(",")[:_PARTS_MAX]:
        match = _LANGUAGE.match(part)
        if match:
            wanted.append((_quality(match[2]), match[1].lower().split("-")[0]))
    for quality, name in sorted(wanted, key=lambda entry: -entry[0]):
        if quality > 0 and name in offered:
            return name
    return offered[0]
