"""From what people call a class, relation or mode to what the graph calls it, with a hint when nothing fits."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.ids import fold
from kg.model import MODES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.model import Mode
    from kg.ontology import ClassInfo, RelationInfo, Schema


def classes_below(schema: Schema, names: Iterable[str]) -> tuple[str, ...]:
    """Return the classes of these names with all their sub-classes, sorted.

    A name is a local name or a label in any language, without regard to case. Raises :class:`UsageError` for others.
    """
    return _below(schema.classes, names, "class")


def relations_below(schema: Schema, names: Iterable[str]) -> tuple[str, ...]:
    """Return the relations and metrics of these names with all their sub-relations; see :func:`classes_below`."""
    return _below({k: info for k, info in schema.relations.items() if info.kind != "qualifier"}, names, "relation")


def modes_of(names: Iterable[str]) -> tuple[Mode, ...]:
    """Return the modes of these names; raises :class:`UsageError` for another name."""
    wanted = [_find(dict.fromkeys(MODES, ()), name, "mode") for name in names]
    return tuple(mode for mode in MODES if mode in wanted)


def _below(
    table: Mapping[str, ClassInfo] | Mapping[str, RelationInfo], names: Iterable[str], kind: str
) -> tuple[str, ...]:
    spoken = {name: tuple(info.labels.values()) for name, info in table.items()}
    wanted = {_find(spoken, name, kind) for name in names}
    return tuple(sorted(name for name, info in table.items() if name in wanted or wanted & info.ancestors))


def _find(spoken: Mapping[str, tuple[str, ...]], name: str, kind: str) -> str:
    """Return the entry whose name or label this is."""
    bare = name.removeprefix("mkg:")
    if bare in spoken:
        return bare
    known = {fold(word): entry for entry, labels in sorted(spoken.items()) for word in (*labels, entry)}
    if fold(bare) in known:
        return known[fold(bare)]
    raise UsageError(f"there is no {kind} {name!r}; {did_you_mean(bare, known.values(), known)}")


def did_you_mean(wanted: str, names: Iterable[str], folded: Mapping[str, str] | None = None, most: int = 3) -> str:
    """Return "did you mean A or B?", or what there is where nothing is close; ``folded`` adds other spellings."""
    known = dict(folded or {}) | {fold(name): name for name in names}
    inside = sorted(word for word in known if len(fold(wanted)) > 2 and fold(wanted) in word)
    close = [*get_close_matches(fold(wanted), sorted(known), n=most, cutoff=0.55), *inside]
    found = list(dict.fromkeys(known[word] for word in close))[:most]
    if found:
        return f"did you mean {' or '.join(found)}?"
    listed = sorted(set(known.values()))
    return f"choose among {', '.join(listed[:40])}{' …' if len(listed) > 40 else ''}"
