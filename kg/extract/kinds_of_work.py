"""Which kind of work a title is that only its quotation marks tell to be one: all its claims must allow it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.annotate.document import AnnotatedArticle
    from kg.extract.candidates import Candidate
    from kg.extract.context import Language


def settle_works(annotated: AnnotatedArticle, candidates: Sequence[Candidate], language: Language) -> None:
    """Give a work of unknown kind the one kind that every claim about it asks for, or that of the article's topic."""
    work = language.kinds.first("work")
    titled = frozenset(language.kinds.classes["titled"])
    asked: dict[int, frozenset[str]] = {}
    for candidate in candidates:
        relation = language.schema.relations.get(candidate.relation)
        if relation is None:
            continue
        sides = (candidate.classes[0] or relation.domain, candidate.classes[1] or relation.range)
        for entity, classes in zip((candidate.subject, candidate.object), sides, strict=True):
            if isinstance(entity, int) and annotated.entities[entity].types == (work,):
                wanted = titled.intersection(classes)
                if wanted and work not in classes:
                    asked[entity] = asked.get(entity, titled) & wanted
    for entity, classes in asked.items():
        if len(classes) == 1:
            annotated.entities[entity].types = (min(classes),)
        elif annotated.topic in classes:
            annotated.entities[entity].types = (annotated.topic,)
