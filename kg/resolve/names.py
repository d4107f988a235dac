"""Keys under which names of one thing meet: folded, without article, legal form and punctuation."""

from __future__ import annotations

import re

from kg.ids import fold

_ARTICLE = re.compile(r"^(?:(?:the|an?|les?|la|une?|des)\s+|l['’]\s*)(?=\S)", re.IGNORECASE)
#: Legal forms, which only close a name; ``groupe`` opens it as well.
_LEGAL = re.compile(
    r"^groupe (?=\w)|(?: (?:inc|corp|corporation|co|ltd|llc|plc|sa|sas|sarl|ag|gmbh|nv|group|groupe|company))+$"
)
_INITIALS = re.compile(r"(?<=\b\w)\.(?=\w\b)")
_SIGNS = re.compile(r"[^\w]+")


def name_key(name: str) -> str:
    """Return the form under which two spellings of a name are the same; never empty unless the name is blank."""
    text = fold(_ARTICLE.sub("", name.strip())).replace("+", " plus ").replace("&", " and ")
    plain = _SIGNS.sub(" ", _INITIALS.sub("", text)).strip()
    return _LEGAL.sub("", plain) or plain or fold(name.strip())
