"""The graph on disk: opened by one writer or many readers, changed one article at a time.

Oxigraph keeps the quads; rdflib sees them through :meth:`GraphStore.dataset`. Every change is one SPARQL update, which
the engine applies as a whole or not at all, even when the process is killed.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal, Self

import pyoxigraph as ox

from kg.errors import GraphFolderError, StoreError, UsageError
from kg.ids import article_iri, digest, inferred_iri
from kg.store import bulk, cards, lookup, mapping, reading, terms
from kg.store.disk import disk_advice
from kg.store.folder import ENGINE_NAME, GraphFolder, create_folder, open_folder, settle, tidy
from kg.store.locks import FolderLock
from kg.store.measures import analysis_graph
from kg.store.query import DEFAULT_LIMITS, QueryLimits, QueryResult, QueryRunner
from kg.store.summary import Counts, claims_by_entity, count
from kg.store.updates import difference, replacement, split, statements
from kg.store.withheld import CLASS as WITHHELD
from kg.store.withheld import WithheldCard, read_withheld, withheld_card

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from types import TracebackType

    from rdflib import Dataset

    from kg.model import Article, Claim, Entity, Withheld
    from kg.store.engine import Engine, Runner

CONTENT_HASH = terms.mkg("contentHash")
FINGERPRINT = terms.mkg("pipelineFingerprint")
QUADS_HASH = terms.mkg("quadsHash")
MARKERS = (CONTENT_HASH, FINGERPRINT, QUADS_HASH)
#: Seconds that opening waits for whoever holds the folder.
DEFAULT_WAIT = 5.0

ArticleState = tuple[str, str, str]


class GraphStore:
    """One open graph folder; use it as a context manager, or call :meth:`close`.

    Methods raise :class:`StoreError` when the engine or the disk fails or the store is closed or read-only, and
    :class:`GraphFolderError` when the folder is no graph.
    """

    def __init__(self, folder: GraphFolder, *, read_only: bool, wait: float = DEFAULT_WAIT) -> None:
        self.folder = folder
        self.read_only = read_only
        self._lock = FolderLock(folder.lock_path, exclusive=not read_only, wait=wait)
        self._engine: Engine | None = None
        self._datasets: list[Dataset] = []
        self._states: dict[str, ArticleState] | None = None
        try:
            self.folder = _locked_folder(folder, read_only=read_only)
            self._runner: Runner = QueryRunner(self.folder.engine_path, folder.base, self._lock.descriptor)
            self._engine = _open_engine(self.folder, read_only=read_only)
        except BaseException:
            self._lock.release()
            raise

    @classmethod
    def create_or_open(cls, folder: str | Path, *, base: str | None = None, wait: float = DEFAULT_WAIT) -> GraphStore:
        """Open the graph in ``folder`` for writing; a missing or empty folder becomes a new graph with ``base``."""
        return cls(create_folder(Path(folder), base), read_only=False, wait=wait)

    @classmethod
    def open(cls, folder: str | Path, *, read_only: bool = True, wait: float = DEFAULT_WAIT) -> GraphStore:
        """Open the graph that is in ``folder``; several readers may do so at once."""
        found = open_folder(Path(folder))
        if read_only and not found.engine_path.is_dir():
            raise GraphFolderError(f"{folder}: the graph is empty; build it first")
        return cls(found, read_only=read_only, wait=wait)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> Literal[False]:
        self.close()
        return False

    @property
    def base(self) -> str:
        """What all IRIs of the graph start with."""
        return self.folder.base

    @property
    def queries(self) -> QueryRunner:
        """What runs queries on a folder, for who needs more of it than :meth:`query`."""
        if not isinstance(self._runner, QueryRunner):
            raise _needs_folder()
        return self._runner

    @property
    def engine(self) -> ox.Store:
        """The engine's store, for other modules of this stage; raises :class:`StoreError` when closed."""
        engine = self._opened()
        if not isinstance(engine, ox.Store):
            raise _needs_folder()
        return engine

    def close(self) -> None:
        """Write everything to disk and let others in; harmless when done twice.

        A dataset got from :meth:`dataset` cannot be used afterwards.
        """
        engine, self._engine = self._engine, None
        try:
            self._runner.close()
            for dataset in self._datasets:
                dataset.close()
            self._datasets.clear()
            if engine is not None and not self.read_only:
                self._run(engine.flush)
        finally:
            # The engine closes its files when the last reference goes; only then may another process come in.
            del engine
            self._lock.release()

    # -- writing ---------------------------------------------------------------------------------------------------

    def replace_article(
        self, article_id: str, quads: Iterable[ox.Quad], *, content_hash: str = "", fingerprint: str = ""
    ) -> bool:
        """Put ``quads`` in place of whatever is stored of the article, atomically; ``False`` when it is so already.

        ``quads`` must all be in the article's graph or the graph of what follows from it
        (:func:`kg.store.mapping.article_quads`); both are replaced in one update. ``content_hash`` and
        ``fingerprint`` say from which text and by which pipeline they were made (:meth:`article_states`).
        """
        graph, inferred = self._article_graphs(article_id)
        stated, followed = split(quads, inferred)
        lines, more = statements(stated, graph), statements(followed, inferred)
        state = (content_hash, fingerprint, digest(*lines, *more, size=32))
        states = self._known_states()
        if states.get(article_id) == state:
            return False
        markers = [f"{graph} {name} {terms.text_literal(value)}" for name, value in zip(MARKERS, state, strict=True)]
        self._write_article(graph, inferred, lines, more, markers)
        states[article_id] = state
        return True

    @property
    def waiting(self) -> int:
        """How many articles were taken but may still be lost: none, each is on disk when it was taken."""
        return 0

    def sync(self) -> None:
        """Wait until no article is waiting."""

    def _write_article(
        self, graph: ox.NamedNode, inferred: ox.NamedNode, lines: list[str], more: list[str], markers: list[str]
    ) -> None:
        self._change(f"{replacement(graph, [*lines, *markers])};\n{replacement(inferred, more)}")

    def remove_article(self, article_id: str) -> bool:
        """Remove the article with all its claims, atomically; ``False`` when it is not stored."""
        states = self._known_states()
        if article_id not in states:
            return False
        self._change(";\n".join(replacement(graph, ()) for graph in self._article_graphs(article_id)))
        del states[article_id]
        return True

    def replace_entities(self, quads: Iterable[ox.Quad]) -> int:
        """Make ``quads`` the descriptions of all entities, atomically; returns how many quads changed."""
        return self.replace_graph(mapping.entities_graph(self.base), quads)

    def replace_graph(self, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> int:
        """Make ``quads`` the content of ``graph``, atomically and writing differences only; returns their number.

        The graph of measures goes when another one changes.
        """
        new = set(statements(quads, graph))
        old = set(statements(self._engine_quads(graph), graph))
        update = difference(graph, sorted(old - new), sorted(new - old))
        if update and graph == analysis_graph(self.base):
            self._update(update)
        elif update:
            self._change(update)
        return len(old ^ new)

    def optimize(self) -> None:
        """Let the engine tidy its files after many changes."""
        self._run(self._writable().optimize)

    # -- reading ---------------------------------------------------------------------------------------------------

    def article_states(self) -> dict[str, ArticleState]:
        """Return article id → (content hash, pipeline fingerprint, hash of its quads), sorted by id."""
        return dict(sorted(self._known_states().items()))

    def article_state(self, article_id: str) -> ArticleState:
        """Return what :meth:`article_states` says of one article; empty texts when it is not stored."""
        return self._known_states().get(article_id, ("", "", ""))

    def article(self, article_id: str) -> Article:
        """Return one stored article; raises :class:`StoreError` when it is not stored."""
        return reading.read_article(self._engine_quads(self._article_graph(article_id)))

    def articles(self) -> Iterator[Article]:
        """Return the stored articles in the order of their ids."""
        for article_id in self.article_states():
            yield reading.read_article(self._engine_quads(self._article_graph(article_id)))

    def claims(self, article_id: str) -> list[Claim]:
        """Return the claims of one article; entities are referred to by their IRI."""
        return reading.read_claims(self._engine_quads(self._article_graph(article_id)))

    def withheld(self, article_id: str) -> list[Withheld]:
        """Return the claims of one article that wait for a person; entities are referred to by their IRI."""
        return read_withheld(self._engine_quads(self._article_graph(article_id)), article_id)

    def review(self) -> list[WithheldCard]:
        """Return all claims that wait for a person, by article and identifier."""
        engine = self._opened()
        graphs = {terms.text_value(q.graph_name) for q in engine.quads_for_pattern(None, mapping.TYPE, WITHHELD, None)}
        names = {entity.iri: entity.name for entity in self.entities()} if graphs else {}
        found = []
        for graph in sorted(graphs):
            quads = list(self._engine_quads(terms.iri(graph)))
            article = reading.read_article(quad for quad in quads if quad.predicate != mapping.TEXT)
            found += [withheld_card(item, article, names) for item in read_withheld(quads, article.id)]
        return found

    def all_claims(self) -> Iterator[tuple[Article, Claim]]:
        """Yield all claims, each with its article without the text, sorted by identifier; quicker than one by one."""
        return bulk.claims_with_articles(self._opened())

    def mentions(self) -> dict[str, tuple[str, ...]]:
        """Return the IRIs of the entities that each article speaks of, by the IRI of the article."""
        return bulk.read_mentions(self._opened())

    def entities(self) -> list[Entity]:
        """Return all entities, sorted by IRI."""
        return reading.read_entities(self._engine_quads(mapping.entities_graph(self.base)))

    def quads(self) -> Iterator[ox.Quad]:
        """Return everything stored, in no order."""
        return self._engine_quads(None)

    def damaged(self) -> list[str]:
        """Return the ids of articles whose content is not what was written; none, unless the disk or a bug did it."""
        states = self.article_states()
        return [name for name, state in states.items() if self.content_hash(name) != state[2]]

    def content_hash(self, article_id: str) -> str:
        """Return the hash of the quads that are stored of an article, as :meth:`article_states` should have it."""
        stated, followed = self._content(article_id)
        graph, inferred = self._article_graphs(article_id)
        return digest(*statements(stated, graph), *statements(followed, inferred), size=32)

    def article_quads(self, article_id: str) -> list[ox.Quad]:
        """Return what :meth:`replace_article` was given for an article."""
        stated, followed = self._content(article_id)
        return [*stated, *followed]

    def _content(self, article_id: str) -> tuple[Iterator[ox.Quad], Iterator[ox.Quad]]:
        graph, inferred = self._article_graphs(article_id)
        stated = (q for q in self._engine_quads(graph) if q.subject != graph or q.predicate not in MARKERS)
        return stated, self._engine_quads(inferred)

    def forget_states(self) -> None:
        """Read the states of the articles again when they are needed next."""
        self._states = None

    def graphs(self) -> list[str]:
        """Return the IRIs of all named graphs, sorted: one an article, the entities, and what else is stored."""
        return sorted(terms.text_value(graph) for graph in self._opened().named_graphs())

    def graph_quads(self, graph: str) -> Iterator[ox.Quad]:
        """Return the quads of one named graph, in no order."""
        return self._engine_quads(terms.iri(graph))

    def matching(self, subject: ox.NamedNode | None, predicate: ox.NamedNode | None) -> Iterator[ox.Quad]:
        """Return what is stored with this subject and this predicate, in any graph."""
        return self._opened().quads_for_pattern(subject, predicate, None, None)

    def counts(self) -> Counts:
        """Return how much of what is stored."""
        return count(self._opened(), self.base)

    def claims_by_entity(self) -> dict[str, int]:
        """Return the number of claims that each entity is a side of, by its IRI."""
        return claims_by_entity(self._opened())

    def find(self, name: str) -> list[Entity]:
        """Return the entities that ``name`` may mean: an IRI, a Wikidata identifier, or a name in any case."""
        return lookup.find(self._opened(), name, self.base)

    def entity(self, name: str) -> cards.EntityCard:
        """Return everything said of the one entity that ``name`` means (as in :meth:`find`).

        Raises :class:`UsageError` when there is none or more than one; the message lists the candidates.
        """
        engine, found = self._opened(), self.find(name)
        # Several are told apart, and for none something similar is looked for: among all entities.
        chosen = found[0] if len(found) == 1 else cards.choose(self.entities(), name, self.base)
        return cards.card(engine, chosen, lookup.StoredNames(engine, self.base))

    def claim(self, wanted: str) -> cards.CardClaim | None:
        """Return a claim by its identifier or IRI, also one that waits for a person; ``None`` when there is none."""
        engine = self._opened()
        return cards.find_claim(engine, wanted, lookup.StoredNames(engine, self.base), self.base)

    def has_article(self, article_id: str) -> bool:
        """Tell whether an article is stored."""
        graph = self._article_graph(article_id)
        return any(self._opened().quads_for_pattern(graph, mapping.TYPE, mapping.ARTICLE, graph))

    def export(self, format_name: str, out: IO[bytes], *, inferred: bool | None = None, rdf12: bool = False) -> None:
        """Write the graph to ``out`` in one of :data:`kg.store.export.FORMATS`, sorted, always the same bytes.

        ``inferred`` says whether what follows from the ontology is written too: by default in formats that keep graphs
        apart. With ``rdf12``, Turtle, TriG and N-Quads say what each claim states with a triple term.
        """
        from kg.store.export import export  # noqa: PLC0415 (export knows this class)
        from kg.store.rdf_export import RdfOptions  # noqa: PLC0415

        export(self, format_name, out, RdfOptions(inferred, rdf12))

    def dataset(self) -> Dataset:
        """Return the store as an :class:`rdflib.Dataset` whose default graph is the union of all graphs.

        Its queries have neither the limits nor the safety of :meth:`query`: give it trusted queries only.
        """
        from oxrdflib import OxigraphStore  # noqa: PLC0415 (rdflib takes long to load and most commands need none)
        from rdflib import Dataset  # noqa: PLC0415

        dataset = Dataset(OxigraphStore(store=self.engine), default_union=True)
        for prefix, namespace in terms.prefixes(self.base).items():
            dataset.bind(prefix, namespace, replace=True)
        self._datasets.append(dataset)
        return dataset

    def query(
        self,
        text: str,
        *,
        timeout: float | None = None,
        max_rows: int | None = None,
        limits: QueryLimits = DEFAULT_LIMITS,
        names: Collection[str] = (),
        inferred: bool = True,
    ) -> QueryResult:
        """Return the result of a reading query over the union of all graphs.

        Without ``inferred``, what only follows from claims is left out (slower with thousands of articles).
        ``timeout`` (seconds) and ``max_rows`` override those of ``limits``. ``names`` are the local names of the
        ontology; when given, any other ``mkg:`` name is an error. Raises :class:`QueryError` when the query is not
        allowed, cannot be parsed or exceeds its time or memory. Needs a store opened for reading.
        """
        self._opened()
        if not self.read_only:
            raise StoreError(f"{self.folder.path}: is open for writing; close it and open it for reading to query it")
        if timeout is not None:
            limits = replace(limits, timeout=timeout)
        if max_rows is not None:
            limits = replace(limits, max_rows=max_rows)
        return self._runner.run(text, limits, names, inferred=inferred)

    # -- the engine ------------------------------------------------------------------------------------------------

    def _known_states(self) -> dict[str, ArticleState]:
        if self._states is None or self.read_only:
            self._states = self._read_states()
        return self._states

    def _read_states(self) -> dict[str, ArticleState]:
        engine = self._opened()
        columns: list[dict[object, str]] = []
        for predicate in (mapping.IDENTIFIER, *MARKERS):
            found = engine.quads_for_pattern(None, predicate, None, None)
            columns.append({q.graph_name: terms.text_value(q.object) for q in found if q.subject == q.graph_name})
        ids, *markers = columns
        return {
            name: (markers[0].get(graph, ""), markers[1].get(graph, ""), markers[2].get(graph, ""))
            for graph, name in ids.items()
        }

    def _article_graph(self, article_id: str) -> ox.NamedNode:
        return terms.iri(article_iri(self.base, article_id))

    def _article_graphs(self, article_id: str) -> tuple[ox.NamedNode, ox.NamedNode]:
        """Return the names of an article's graph and of the graph of what follows from it."""
        return self._article_graph(article_id), terms.iri(inferred_iri(self.base, article_id))

    def _engine_quads(self, graph: ox.NamedNode | None) -> Iterator[ox.Quad]:
        return self._opened().quads_for_pattern(None, None, None, graph)

    def _opened(self) -> Engine:
        if self._engine is None:
            raise StoreError(f"{self.folder.path}: the graph was closed; open it again")
        return self._engine

    def _writable(self) -> Engine:
        if self.read_only:
            raise StoreError(f"{self.folder.path}: opened for reading only; open it with create_or_open to change it")
        return self._opened()

    def _change(self, text: str) -> None:
        """Change what is known, and drop the measures of what was known before, in one update."""
        self._update(f"{text};\n{replacement(analysis_graph(self.base), ())}")

    def _update(self, text: str) -> None:
        engine = self._writable()
        self._run(lambda: engine.update(text))

    def _run(self, action: Callable[[], None]) -> None:
        """Do something that writes; after a failure the engine's handle is unusable, so the store is closed."""
        try:
            action()
        except (OSError, RuntimeError) as error:
            self._engine = None
            raise StoreError(f"{self.folder.path}: writing failed ({disk_advice(error)})") from error


def _needs_folder() -> UsageError:
    return UsageError("this works on a graph in a folder only; copy it from the server with kg pull first")


def _locked_folder(folder: GraphFolder, *, read_only: bool) -> GraphFolder:
    """Return the folder as it is now that nobody can restore it unnoticed, with what killed runs left cleared away."""
    found = open_folder(folder.path)
    if found.base != folder.base:
        raise GraphFolderError(f"{folder.path}: another graph was restored there just now; run the command again")
    if read_only:
        settle(found)
        return found
    try:
        tidy(found)
    except OSError as error:
        raise StoreError(f"{folder.path}: cannot be written ({disk_advice(error)})") from error
    return found


def _open_engine(folder: GraphFolder, *, read_only: bool) -> ox.Store:
    path = folder.engine_path
    try:
        if read_only:
            return ox.Store.read_only(str(path))
        if not path.exists():
            _make_engine(path)
        return ox.Store(str(path))
    except (OSError, RuntimeError) as error:
        raise StoreError(f"{path}: the store cannot be opened ({disk_advice(error)})") from error


def _make_engine(path: Path) -> None:
    """Make an empty engine folder, which is whole or not there: a reader cannot open one that is half made."""
    draft = path.with_name(f"{ENGINE_NAME}-new")
    ox.Store(str(draft)).flush()
    draft.replace(path)
