"""Is a graph as it should be? SHACL shapes – the shipped ones and the user's own – in a process that can be stopped."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import re
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import DataError, StoreError, UsageError
from kg.ontology.turtle import read_bytes, statements
from kg.resources import ontologies_dir
from kg.store import mapping, terms
from kg.store.guard import ASCII_ESCAPE
from kg.store.sparql import hidden_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from kg.store.dataset import GraphStore

SHACL = "http://www.w3.org/ns/shacl#"
MAX_MEMORY = 4 << 30
MAX_FINDINGS = 10_000
DEFAULT_TIMEOUT = 1800.0
#: Words that would make a query of a shape leave the graph.
FORBIDDEN = ("service", "from")
_QUERIES = {terms.iri(SHACL + name) for name in ("select", "ask", "construct", "update")}
_PREFIX, _NAMESPACE = (terms.iri(SHACL + name) for name in ("prefix", "namespace"))
_PREFIX_NAME = re.compile(r"[A-Za-z][\w-]{0,63}\Z|\Z")
_SCRIPTS = {terms.iri(SHACL + name) for name in ("jsLibrary", "jsFunctionName", "js")}
_MKG_SHAPES = "https://w3id.org/mediakg/shapes#"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a shape finds wrong.

    ``focus`` is the IRI it is about and ``name`` what people call that; ``rule`` the shape, ``path`` the property and
    ``value`` the value that is meant, where there is one. ``severity`` is ``Violation``, ``Warning`` or ``Info``. For
    a claim there is its ``quote``; ``article`` is where it stands. ``advice`` says what to do.
    """

    severity: str
    focus: str
    name: str
    rule: str
    message: str
    path: str | None = None
    value: str | None = None
    quote: str | None = None
    article: str | None = None
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Validation:
    """The result: findings in a fixed order, and whether there are more than could be kept."""

    findings: tuple[Finding, ...]
    complete: bool = True

    @property
    def conforms(self) -> bool:
        """Tell whether nothing is wrong; warnings and information do not count."""
        return not any(finding.severity == "Violation" for finding in self.findings)


def check_shapes(path: Path) -> None:
    """Raise :class:`DataError` when a file holds no shapes that may be run.

    Nothing is imported. Queries in shapes may not call other servers or read files; scripts do not run.
    """
    found = list(statements(read_bytes(path), path))
    if not any(quad.predicate.value.startswith(SHACL) for quad in found):
        raise DataError(f"{path}: holds no SHACL shape; write one as in docs/validation.md")
    for quad in found:
        if quad.predicate in _SCRIPTS:
            raise DataError(f"{path}: {quad.subject} runs a script, which is not allowed; write it as SHACL or SPARQL")
        text = terms.text_value(quad.object)
        if quad.predicate in _QUERIES:
            if ASCII_ESCAPE.search(text):
                raise DataError(f"{path}: a query of a shape hides characters behind \\u; write them themselves")
            for word in FORBIDDEN:
                if next(hidden_words(text, word), None) is not None:
                    raise DataError(f"{path}: a query of a shape uses {word.upper()}, which is not allowed; remove it")
        # The processor pastes these two into the queries.
        if quad.predicate == _PREFIX and not _PREFIX_NAME.match(text):
            raise DataError(f"{path}: {text[:60]!r} is no prefix; use letters, digits, '-' and '_' only")
        if quad.predicate == _NAMESPACE:
            terms.iri(text)


def validate(
    store: GraphStore,
    own: Sequence[Path] = (),
    *,
    timeout: float = DEFAULT_TIMEOUT,
    progress: Callable[[int, int], None] | None = None,
) -> Validation:
    """Check a store that is open for reading against the shipped shapes and those in ``own``.

    ``progress`` is told of articles done, of how many. Raises :class:`DataError` for a file of shapes that cannot be
    read or may not run, :class:`UsageError` when it takes longer than ``timeout`` seconds, :class:`StoreError` when the
    process fails.
    """
    _ = store.engine  # A graph on a server has none here, and says so.
    for path in own:
        check_shapes(path)
    request = {
        "store": str(store.folder.engine_path),
        "base": store.base,
        "shipped": str(ontologies_dir() / "shapes.ttl"),
        "own": [str(path) for path in own],
        "memory": MAX_MEMORY,
    }
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    complete = True
    for kind, content in _messages(request, timeout):
        if kind == "progress" and progress is not None:
            progress(*content)
        elif kind == "finding":
            key = tuple(
                str(content.get(name) or "") for name in ("severity", "shape", "focus", "message", "value", "path")
            )
            if len(found) < MAX_FINDINGS:
                found[key] = content
            else:
                complete = False
        elif kind == "failed":
            raise StoreError(f"the validation failed ({content}); check the shapes, or rebuild the graph")
    return Validation(tuple(_finding(store, found[key]) for key in sorted(found)), complete)


def _messages(request: dict[str, Any], timeout: float) -> Iterator[tuple[str, Any]]:
    """Run the process and yield its messages until the last."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kg.store.shacl_worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)},
        start_new_session=True,
        text=True,
    )
    lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    reader = threading.Thread(target=_read, args=(process, lines), daemon=True)
    reader.start()
    deadline = time.monotonic() + timeout
    try:
        if process.stdin is not None:
            with contextlib.suppress(BrokenPipeError):
                process.stdin.write(json.dumps(request) + "\n")
                process.stdin.flush()
        while True:
            try:
                line = lines.get(timeout=max(deadline - time.monotonic(), 0))
            except queue.Empty:
                raise UsageError(f"the validation was stopped after {timeout:g} seconds; allow more time") from None
            if line is None:
                raise StoreError("the validation process ended without an answer; it may lack memory")
            kind, content = json.loads(line)
            if kind == "end":
                return
            yield kind, content
    finally:
        process.kill()
        process.wait()
        reader.join()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


def _read(process: subprocess.Popen[str], lines: queue.SimpleQueue[str | None]) -> None:
    if process.stdout is not None:
        with contextlib.suppress(ValueError):
            for line in process.stdout:
                lines.put(line)
    lines.put(None)


def _finding(store: GraphStore, content: dict[str, Any]) -> Finding:
    """Return a finding with the names and the sentence that a reader needs."""
    focus = content["focus"] or ""
    about = _About(store, focus)
    shape = content["shape"] or content["own"]
    own = bool(content["own"])
    value = content.get("value")
    return Finding(
        severity=content["severity"],
        focus=focus,
        name=about.name(),
        rule=shape.removeprefix(_MKG_SHAPES) if not own else shape,
        message=content["message"] or "does not fit the shape",
        path=_short(content.get("path")),
        value=about.label(value) or value if value else None,
        quote=about.quote(),
        article=about.article(),
        advice=about.advice(own=own),
    )


def _short(iri: str | None) -> str | None:
    return terms.local_name(ox.Literal(iri)) if iri else None


@dataclass(frozen=True, slots=True)
class _About:
    """What the store says of one node, looked up as needed."""

    store: GraphStore
    iri: str

    def values(self, iri: str, predicate: ox.NamedNode) -> list[str]:
        """Return the values of a property, sorted."""
        try:
            node = terms.iri(iri)
        except DataError:
            return []
        return sorted({terms.text_value(quad.object) for quad in self.store.matching(node, predicate)})

    def first(self, iri: str, predicate: ox.NamedNode) -> str | None:
        return next(iter(self.values(iri, predicate)), None)

    def label(self, iri: str) -> str | None:
        return self.first(iri, mapping.LABEL)

    def claim(self) -> str | None:
        """Return the claim that the node is, or is the evidence or a quantity of."""
        base = self.store.base
        if self.iri.startswith(f"{base}claim/"):
            return self.iri
        for kind in ("evidence", "quantity"):
            if self.iri.startswith(f"{base}{kind}/"):
                return f"{base}claim/{self.iri.removeprefix(f'{base}{kind}/').partition('/')[0]}"
        return None

    def name(self) -> str:
        claim = self.claim()
        if claim is None:
            return (
                self.label(self.iri) or self.first(self.iri, mapping.HEADLINE) or terms.local_name(ox.Literal(self.iri))
            )
        subject, relation, target = (self.first(claim, terms.mkg(name)) for name in ("subject", "predicate", "object"))
        number = self.first(target, terms.mkg("value")) if target else None
        return " – ".join((self.named(subject), _short(relation) or "?", number or self.named(target)))

    def named(self, iri: str | None) -> str:
        """Return what people call a node, or the end of its IRI."""
        return (self.label(iri) or _short(iri) or "?") if iri else "?"

    def quote(self) -> str | None:
        claim = self.claim()
        evidence = self.first(claim, terms.mkg("evidence")) if claim else None
        return self.first(evidence, mapping.EXACT) if evidence else None

    def article(self) -> str | None:
        claim = self.claim()
        article = self.first(claim, mapping.DERIVED) if claim else None
        return self.first(article, mapping.IDENTIFIER) if article else None

    def advice(self, *, own: bool) -> str:
        """Say what to do about it."""
        claim = self.claim()
        if claim is not None:
            return f"look at the sentence; if the claim is wrong: kg drop {claim.rpartition('/')[2]}"
        if self.iri.startswith(f"{self.store.base}entity/"):
            return "look at it with kg show; a wrong class is put right with kg retype, a wrong claim with kg drop"
        return "check the shape, or the articles it is about" if own else "rebuild the graph with kg build"
