"""What a person says of a graph, in names: looked up, checked, written down, and brought into the graph at once."""

from __future__ import annotations

import getpass
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from kg.decisions import DECISIONS_NAME, new_decision, read_lines, record, take_back
from kg.decisions.lines import ON_ENTITIES
from kg.errors import StoreError, UsageError
from kg.ids import fold
from kg.ontology import load_schema
from kg.pipeline.relink import Relinked, relink
from kg.pipeline.settings import settings_of
from kg.resolve import JOURNAL_NAME, read_why
from kg.store import cards
from kg.store.open import folder_of, open_store

if TYPE_CHECKING:
    from collections.abc import Collection

    from kg.config import Config
    from kg.model import Decision, DecisionKind, Entity
    from kg.pipeline.progress import Progress
    from kg.store import GraphStore

#: What people may write for "it has no identifier".
NO_IDENTIFIER = frozenset({"", "-", "none"})
_SHORT = 480


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as it was written down, and what came of it.

    ``taken_back`` are the decisions it replaces; ``new`` is false when it held before. ``update`` is ``None`` when the
    graph was not brought up to date, and ``problem`` then says why.
    """

    decision: Decision
    taken_back: tuple[Decision, ...] = ()
    new: bool = True
    update: Relinked | None = None
    problem: str = ""


def decide(  # noqa: PLR0913 (each is one part of a decision)
    folder: str | Path,
    kind: DecisionKind,
    subject: str,
    object_: str = "",
    *,
    article: str = "",
    note: str = "",
    who: str | None = None,
    replace_others: bool = False,
    update: bool = True,
    config: Config | None = None,
    progress: Progress | None = None,
) -> Decided:
    """Decide something of the graph in ``folder`` and bring the graph up to date with it (unless ``update`` is false).

    Entities are given as in :meth:`kg.Graph.entity`; ``article`` makes ``subject`` what that article alone calls so, as
    does ``NAME@ARTICLE``. Claims are given by identifier. ``who`` is the login name unless given. With
    ``replace_others`` decisions that contradict the new one are taken back.

    Raises :class:`UsageError` for a name that means nothing or several things and for a decision that contradicts
    others, :class:`GraphFolderError` when the folder is no graph, :class:`StoreError` when a build holds it. While
    others read it the decision is kept all the same, and ``problem`` of the outcome says that the graph will follow.
    """
    config = config or settings_of(folder_of(folder))
    with open_store(folder, base=config.base) as store:
        names = _Names(store, config)
        given = new_decision(
            kind,
            *names.sides(kind, subject, object_, article),
            who=login() if who is None else who,
            when=now(),
            note=note,
        )
        given = replace(given, subject_name=names.told(given.subject), object_name=names.told(given.object))
        own = store.folder.path / DECISIONS_NAME
    written = record(own, [Path(path) for path in config.decisions], given, replace=replace_others)
    outcome = Decided(given, tuple(line for line in written if line.kind == "undo"), new=bool(written))
    return _updated(outcome, folder, config, progress) if update and written else outcome


def undo(
    folder: str | Path,
    decision: str | None = None,
    *,
    note: str = "",
    who: str | None = None,
    update: bool = True,
    config: Config | None = None,
    progress: Progress | None = None,
) -> Decided:
    """Take a decision back, by its id or the beginning of it; the last of the graph's own ones without.

    Raises :class:`UsageError` when there is no such decision.
    """
    config = config or settings_of(folder_of(folder))
    own = folder_of(folder, config.base) / DECISIONS_NAME
    about = {"who": login() if who is None else who, "when": now(), "note": note}
    line, undone = take_back(own, [Path(path) for path in config.decisions], decision, **about)
    outcome = Decided(line, (undone,))
    return _updated(outcome, folder, config, progress) if update else outcome


def now() -> str:
    """Return the time for the ``when`` of a decision; it is part of no identifier."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def login() -> str:
    """Return the login name for the ``who`` of a decision; empty where there is none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _updated(outcome: Decided, folder: str | Path, config: Config, progress: Progress | None) -> Decided:
    try:
        return replace(outcome, update=relink(folder, config, progress))
    except StoreError as error:
        return replace(outcome, problem=str(error))


class _Names:
    """Finds what people name in one open graph."""

    def __init__(self, store: GraphStore, config: Config) -> None:
        self.store = store
        self.config = config
        self.entities = store.entities()
        self._told: dict[str, str] = {}

    def sides(self, kind: DecisionKind, subject: str, object_: str, article: str) -> tuple[str, str]:
        """Return subject and object as a decision refers to them."""
        if kind not in ON_ENTITIES:
            if article:
                raise UsageError("an article can be given for entities only; a claim belongs to one anyway")
            return self.claim(subject), ""
        one = self.entity(subject, article)
        match kind:
            case "same" | "different":
                other = self.entity(object_)
                return self.parts(subject, object_, one) if one == other and kind == "different" else (one, other)
            case "identifier":
                value = object_.strip()
                return one, "" if value.casefold() in NO_IDENTIFIER else value.removeprefix(cards.WIKIDATA)
            case "type":
                return one, self.classes(object_)
            case _:
                return one, object_.strip()

    def told(self, reference: str) -> str:
        """Return the readable name of what was looked up."""
        return self._told.get(reference, "")

    def entity(self, wanted: str, article: str = "") -> str:
        """Return the reference to an entity given by name, identifier or IRI, all with or without ``@ARTICLE``."""
        if not article and not cards.find(self.entities, wanted, self.store.base):
            name, _, place = wanted.partition("@")
            while place and place not in self.store.article_states():
                more, _, place = place.partition("@")
                name = f"{name}@{more}"
            if place:
                wanted, article = name, place
        if article and article not in self.store.article_states():
            raise UsageError(f"the graph has no article {article!r}{_hint(article, self.store.article_states())}")
        iri, name = self._found(wanted)
        reference = f"{iri}@{article}" if article else iri
        self._told[reference] = f"{name} (in {article})" if article else name
        return reference

    def parts(self, one: str, other: str, merged: str) -> tuple[str, str]:
        """Return what two names stand for that mean one entity now: the parts of it that are called so."""
        why = read_why(self.store.folder.path / JOURNAL_NAME, merged)
        parts = why.parts if why is not None else ()
        sides = []
        for wanted in (one, other):
            called = [part for part in parts if wanted.strip() == part.iri or fold(wanted.strip()) == fold(part.name)]
            if len(called) == 1:
                self._told[called[0].iri] = called[0].name
                sides.append(called[0].iri)
        if len(set(sides)) == 2:
            return sides[0], sides[1]
        known = "; it was made of " + ", ".join(f"{p.name} <{p.iri}>" for p in parts) if len(parts) > 1 else ""
        raise UsageError(
            f"{one!r} and {other!r} are one entity{known}; give two of these,"
            " or with --in an article that means the other thing"
        )

    def _found(self, wanted: str) -> tuple[str, str]:
        chosen: Entity = cards.choose(self.entities, wanted, self.store.base)
        # an IRI that leads to another entity by now still says which part of that is meant
        return (wanted.strip() if wanted.strip() in chosen.replaces else chosen.iri), chosen.name

    def _lines(self) -> list[Decision]:
        files = [*map(Path, self.config.decisions), self.store.folder.path / DECISIONS_NAME]
        return [line for path in files for line in read_lines(path)[0]]

    def classes(self, wanted: str) -> str:
        """Return class names, checked; they may be separated by bars, commas or spaces and in any case."""
        path = Path(self.config.ontology) if self.config.ontology else None
        known = {name.casefold(): name for name in load_schema(path).classes}
        names = wanted.replace("|", " ").replace(",", " ").split()
        for name in names:
            if name.casefold() not in known:
                raise UsageError(f"the ontology has no class {name!r}{_hint(name, known.values())}")
        return "|".join(sorted({known[name.casefold()] for name in names}))

    def claim(self, wanted: str) -> str:
        """Return the identifier of a claim, also of one that was dropped."""
        card = self.store.claim(wanted)
        if card is not None:
            target = card.object_name or "figure"
            self._told[card.claim.id] = f"{card.subject_name} – {card.claim.predicate} – {target}"[:_SHORT]
            return card.claim.id
        short = wanted.rpartition("/")[2]
        for line in self._lines():
            if line.kind in {"drop", "keep"} and line.subject == short:
                self._told[short] = line.subject_name
                return short
        raise UsageError(f"the graph has no claim {wanted!r}; kg show prints the identifier of each claim")


def _hint(wanted: str, known: Collection[str]) -> str:
    close = get_close_matches(wanted, sorted(known), n=3, cutoff=0.5)
    return f"; did you mean {' or '.join(close)}?" if close else "; see the names with kg stats and kg query"
