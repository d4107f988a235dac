"""What kind of work an article is about: its class nouns, the classes of its names, its prizes and festivals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.cues import classes_of_phrase

if TYPE_CHECKING:
    from kg.annotate.document import AnnotatedEntity
    from kg.extract.context import BlockContext

#: Kinds of entity whose names tell a topic: the Palme d'or is for films.
_TELLING = ("award", "event")


def topic(context: BlockContext) -> str:
    """Return the class of work that the article speaks of most; empty without a clear one."""
    if context.annotated.topic is None:
        counts: dict[str, int] = {}
        for cls in (*_of_nouns(context), *_of_names(context)):
            counts[cls] = counts.get(cls, 0) + 1
        total = sum(counts.values())
        best = max(sorted(counts), key=lambda c: counts[c], default="")
        clear = counts.get(best, 0) >= max(2, 0.5 * total) or total == 1
        context.annotated.topic = best if clear else ""
    return context.annotated.topic


def likely(context: BlockContext) -> str:
    """Return the topic, or the kind of work that a title most often is where nothing speaks of another kind."""
    found = topic(context)
    if found:
        return found
    spoken = {*_of_nouns(context), *_of_names(context)}
    usual = context.language.grammar.topic_names.get("", "")
    return usual if usual and spoken <= {usual, "Series"} else ""


def _of_nouns(context: BlockContext) -> list[str]:
    grammar = context.language.grammar
    titled = frozenset(context.language.kinds.classes["titled"])
    found = []
    for number, block in enumerate(context.annotated.blocks):
        for phrase in context.annotated.phrases[number]:
            classes = classes_of_phrase(block.doc, phrase, grammar)
            if len(classes) == 1 and classes <= titled:
                found.append(min(classes))
            elif not classes and phrase.noun >= 0 and grammar.topic_names:
                cls = grammar.topic_nouns.get(block.doc[phrase.noun].lower_, "")
                found.extend([cls] * bool(cls))
    return found


def _of_names(context: BlockContext) -> list[str]:
    titled = frozenset(context.language.kinds.classes["titled"])
    found = []
    for number, entity in enumerate(context.annotated.entities):
        if any(context.is_kind(number, kind) for kind in _TELLING):
            found.extend(_told(entity, context))
        elif not entity.soft:
            found.extend(cls for cls in entity.types if cls in titled)
    return found


def _told(entity: AnnotatedEntity, context: BlockContext) -> list[str]:
    """Return the class that the words of a prize's or festival's name tell, if any."""
    names = context.language.grammar.topic_names
    words = entity.name.lower().replace("'", " ").split()
    return next(([names[word]] for word in words if word in names), [])
