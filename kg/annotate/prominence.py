"""What an article is about: the entities that its title names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ids import fold

if TYPE_CHECKING:
    from kg.annotate.document import AnnotatedArticle

#: Shorter names may stand in a title by chance.
SHORTEST = 3


def in_title(annotated: AnnotatedArticle) -> frozenset[int]:
    """Return the entities that the title names, in full or by another of their names in the article."""
    title = _words(annotated.article.title)
    return frozenset(
        number
        for number, entity in enumerate(annotated.entities)
        if any(len(name) >= SHORTEST and _words(name) in title for name in (entity.name, *entity.aliases))
    )


def _words(text: str) -> str:
    """Return the folded words of a text, with a blank around each."""
    spaced = "".join(c if c.isalnum() or c == "+" else " " for c in fold(text))
    return f" {' '.join(spaced.split())} "
