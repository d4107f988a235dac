"""What an article is about: the entities that its title names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ids import fold

if TYPE_CHECKING:
    from kg.annotate.document import AnnotatedArticle, AnnotatedEntity

#: Shorter names may stand in a title by chance.
SHORTEST = 3


def in_title(annotated: AnnotatedArticle) -> tuple[int, ...]:
    """Return the entities that the title names, in full or by another of their names in the article, in its order."""
    title = _words(annotated.article.title)
    places = {
        number: min((title.find(_words(n)) for n in _names(entity) if _words(n) in title), default=-1)
        for number, entity in enumerate(annotated.entities)
    }
    return tuple(sorted((n for n, place in places.items() if place >= 0), key=lambda n: (places[n], n)))


def _names(entity: AnnotatedEntity) -> list[str]:
    return [name for name in (entity.name, *entity.aliases) if len(name) >= SHORTEST]


def _words(text: str) -> str:
    """Return the folded words of a text, with a blank around each."""
    spaced = "".join(c if c.isalnum() or c == "+" else " " for c in fold(text))
    return f" {' '.join(spaced.split())} "
