"""Keys under which names of one thing meet: folded, without article, legal form and punctuation."""

from __future__ import annotations

import re

from kg.ids import fold

_ARTICLE = re.compile(r"^(?:(?:the|an?|les?|la|une?|des)\s+|l['’]\s*)(?=\S)", re.IGNORECASE)
_LEGAL = re.compile(r"\b(?:inc|corp|corporation|co|ltd|llc|plc|sa|sas|sarl|ag|gmbh|nv|group|groupe|company)\b\.?")
_SIGNS = re.compile(r"[^\w]+")


def name_key(name: str) -> str:
    """Return the form under which two spellings of a name are the same; never empty for a name with letters."""
    text = fold(_ARTICLE.sub("", name.strip())).replace("+", " plus ").replace("&", " and ")
    plain = _SIGNS.sub(" ", text).strip()
    short = " ".join(_LEGAL.sub(" ", plain).split())
    return short or plain or fold(name.strip())
