"""What illustrates a plural noun stands for it: ``bought four dailies, including X``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.cues import classes_of_phrase
from kg.annotate.example_names import first_example

if TYPE_CHECKING:
    from kg.extract.context import BlockContext
    from kg.extract.records import Filler


def examples(context: BlockContext, number: int) -> list[Filler]:
    """Return the names that a plural noun is illustrated with and that it may stand for."""
    grammar, schema = context.language.grammar, context.language.schema
    k = first_example(context.doc, context.phrases, number, grammar)
    if k < 0:
        return []
    found = context.phrase_fillers(k)
    classes = classes_of_phrase(context.doc, context.phrases[number], grammar)
    if not classes:
        return found
    # a "dailies" owner may call a site a paper: any organisation fits a noun for organisations
    groups = frozenset(context.language.kinds.classes["group"])
    grouped = any(schema.expand(cls) & groups for cls in classes)
    return [f for f in found if context.fits(f.entity, classes) or (grouped and context.fits(f.entity, groups))]
