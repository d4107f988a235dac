"""IRIs and content hashes: pure functions of content, never of a clock, a counter or an order."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
SLUG_MAX = 60


def digest(*parts: str, size: int = 16) -> str:
    """Return ``size`` hex digits of the BLAKE2b hash of the parts, NUL-separated so that no two splits collide."""
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=32).hexdigest()[:size]


def fold(text: str) -> str:
    """Return ``text`` without case and accents, for comparing names."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def spoken(name: str) -> str:
    """Return a name as people type it to find something: folded, with plain apostrophes and single blanks."""
    return fold(" ".join(name.replace("’", "'").split()))


def slug(text: str) -> str:
    """Return a readable ASCII IRI part of at most :data:`SLUG_MAX` characters; may be empty for other scripts."""
    return _NOT_SLUG.sub("-", fold(text)).strip("-")[:SLUG_MAX].rstrip("-")


def entity_iri(base: str, key: str, name: str) -> str:
    """Mint the IRI of an entity from the key that identifies it (a knowledge-base id or a folded name and class)."""
    readable = slug(name)
    short = digest("entity", key, size=10)
    return f"{base}entity/{readable}-{short}" if readable else f"{base}entity/{short}"


def article_iri(base: str, article_id: str) -> str:
    """Mint the IRI of an article, which also names its graph."""
    readable = slug(article_id)
    short = digest("article", article_id, size=10)
    return f"{base}article/{readable}-{short}" if readable else f"{base}article/{short}"


def inferred_iri(base: str, article_id: str) -> str:
    """Mint the IRI of the graph that holds what follows from the claims of an article."""
    return article_iri(base, article_id).replace(f"{base}article/", f"{base}inferred/", 1)


def claim_iri(base: str, claim_id: str) -> str:
    """Return the IRI of a claim."""
    return f"{base}claim/{claim_id}"
