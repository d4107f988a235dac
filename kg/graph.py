"""A graph on disk, opened for reading: one object for queries, RDF, networks, pages and exports."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self

from kg.config import Config
from kg.errors import StoreError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import TracebackType

    import networkx as nx
    import pandas as pd
    from rdflib import Dataset

    from kg.analyse.analysis import Analysis, AnalysisOptions
    from kg.analyse.graph import GraphData
    from kg.analyse.measures import AnalysisReport
    from kg.analyse.paths import Connection, PathOptions
    from kg.analyse.scope import Scope, Selection
    from kg.model import Entity
    from kg.ontology import Schema
    from kg.resolve import Why
    from kg.store import GraphStore, QueryResult
    from kg.store.cards import EntityCard
    from kg.store.library import LibraryQuery
    from kg.store.summary import Counts
    from kg.store.validation import Validation
    from kg.store.withheld import WithheldCard
    from kg.view.page import ViewSummary
    from kg.view.pages.corpus import Corpus
    from kg.view.pages.site import SiteSummary


class Graph:
    """A graph folder opened with :func:`open_graph`; use it as a context manager, or call :meth:`close`."""

    def __init__(self, folder: str | Path, config: Config | None = None) -> None:
        from kg.store.open import open_store  # noqa: PLC0415 (kept out of the start of the command line)

        self._config = config or Config()
        self._store = open_store(folder, base=self._config.base)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let a build write to the folder again."""
        self._store.close()

    def __repr__(self) -> str:
        try:
            counts = self.counts()
        except StoreError:
            return f"<Graph {self.folder}, closed>"
        return f"<Graph {self.folder}: {counts.articles} articles, {counts.entities} entities, {counts.claims} claims>"

    def _repr_html_(self) -> str:
        from kg.store.markup import counts_html  # noqa: PLC0415 (for notebooks only)

        return counts_html(str(self.folder), self.counts())

    @property
    def folder(self) -> Path:
        """Where the graph is."""
        return self._store.folder.path

    def schema(self) -> Schema:
        """Return the ontology: classes, relations, and what they are called."""
        from kg.ontology import load_schema  # noqa: PLC0415

        return load_schema(Path(self._config.ontology) if self._config.ontology else None)

    def dataset(self) -> Dataset:
        """Return the store as an :class:`rdflib.Dataset` whose default graph is the union of all graphs.

        Its queries know neither limits nor safety: for queries from strangers use :meth:`query`.
        """
        return self._store.dataset()

    def query(
        self, text: str, *, timeout: float | None = None, max_rows: int | None = None, inferred: bool = True
    ) -> QueryResult:
        """Return the result of a reading SPARQL query; the graph's prefixes are declared.

        ``timeout`` (seconds) and ``max_rows`` override the limits. Without ``inferred``, only what articles say is
        read, not what follows from it by the ontology. Raises :class:`QueryError` when the query cannot be
        parsed, is not allowed, uses a name that the ontology does not have, or takes too long.
        """
        schema = self.schema()
        names = {*schema.classes, *schema.relations, *schema.terms, *schema.qualifiers}
        return self._store.query(text, timeout=timeout, max_rows=max_rows, names=names, inferred=inferred)

    def library(self, folders: Sequence[str | Path] = ()) -> dict[str, LibraryQuery]:
        """Return the shipped queries, those of the configuration and those in ``folders``, by name."""
        from kg.store.library import read_library  # noqa: PLC0415

        return read_library([Path(folder) for folder in (*self._config.queries, *folders)])

    def prepare(self, query: LibraryQuery | str, settings: Mapping[str, str | Sequence[str]] | None = None) -> str:
        """Return the SPARQL of a query of the library, given itself or by name, with values for its parameters.

        Entities may be named as people name them; a name of several stands for all of them. Raises :class:`UsageError`
        for an unknown query, parameter or value, with what may have been meant.
        """
        from kg.store.library import choose_query  # noqa: PLC0415
        from kg.store.parameters import with_values  # noqa: PLC0415

        found = choose_query(self.library(), query) if isinstance(query, str) else query
        values = {name: [v] if isinstance(v, str) else v for name, v in (settings or {}).items()}
        return with_values(found.text, found.parameters, values, _Names(self._store, self.schema()))

    def data(self) -> GraphData:
        """Return the whole graph as plain records: entities, links, figures and facts with their evidence."""
        from kg.analyse.load import load_graph  # noqa: PLC0415

        return load_graph(self._store)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Return entities as nodes and claims between them as edges of a :class:`networkx.MultiDiGraph`."""
        from kg.analyse.graph import to_networkx  # noqa: PLC0415

        return to_networkx(self.data())

    def scope(  # noqa: PLR0913 (each may be left out)
        self,
        *,
        around: Sequence[str] = (),
        depth: int = 1,
        query: str | None = None,
        articles: Sequence[str] = (),
        classes: Sequence[str] = (),
        relations: Sequence[str] = (),
        since: str | None = None,
        until: str | None = None,
        min_confidence: float = 0.0,
        modes: Sequence[str] = (),
        top: int | None = None,
    ) -> Scope:
        """Return what to look at, for :meth:`write_view` and :func:`kg.analyse.scope.apply_scope`.

        ``around`` are entities (names or IRIs), with what is linked to them over at most ``depth`` links; ``query`` is
        SPARQL whose result names entities, claims or articles, or holds triples (``CONSTRUCT``); ``classes`` and
        ``relations`` include what is below them; ``since`` and ``until`` are dates of articles; ``top`` keeps that many
        entities by PageRank. Raises :class:`UsageError` for a name that the graph or the ontology does not know,
        :class:`QueryError` for the query.
        """
        from kg.analyse.naming import classes_below, modes_of, relations_below  # noqa: PLC0415
        from kg.analyse.scope import Scope  # noqa: PLC0415

        schema = self.schema()
        return Scope(
            around=tuple(around), depth=depth, articles=tuple(articles), since=since, until=until, top=top,
            min_confidence=min_confidence, classes=classes_below(schema, classes), modes=modes_of(modes),
            relations=relations_below(schema, relations), selection=self._selection(query) if query else None,
        )  # fmt: skip

    def _selection(self, query: str) -> Selection:
        """Return what the result of a query names."""
        from kg.analyse.scope import Selection  # noqa: PLC0415

        result = self.query(query)
        if result.kind == "ask":
            raise UsageError("the query only answers yes or no; use SELECT or CONSTRUCT to choose what is shown")
        iris = frozenset(term.value for row in result.rows for term in row if term and term.kind == "iri")
        triples: set[tuple[str, str, str]] = set()
        if result.kind == "graph":
            namespace = self.schema().namespace
            for row in result.rows:
                subject, predicate, object_ = (term.value if term else "" for term in row)
                if predicate.startswith(namespace):
                    triples.add((subject, predicate.removeprefix(namespace), object_))
        return Selection(iris, frozenset(triples))

    def analyse(self, measures: Sequence[str] = (), options: AnalysisOptions | None = None) -> AnalysisReport:
        """Return measures of the graph as tables; without names all of :data:`kg.analyse.measures.MEASURES`.

        Raises :class:`UsageError` for a measure that does not exist or a scope that names nothing.
        """
        from kg.analyse.measures import measure  # noqa: PLC0415

        return measure(self.analysis(options), measures)

    def analysis(self, options: AnalysisOptions | None = None) -> Analysis:
        """Return the measures as objects, each computed when first asked for."""
        from kg.analyse.analysis import Analysis  # noqa: PLC0415

        return Analysis(self.data(), self.schema(), options, self._store.mentions())

    def claims_frame(self) -> pd.DataFrame:
        """Return one row a claim as a pandas data frame; raises :class:`UsageError` when pandas is not installed."""
        from kg.store.frames import claims_frame  # noqa: PLC0415 (pandas is optional)

        return claims_frame(self._store.all_claims(), {entity.iri: entity.name for entity in self._store.entities()})

    def paths(self, one: str, other: str, options: PathOptions | None = None) -> Connection:
        """Return how two entities (names or IRIs) hang together: the best few paths, each hop with its claims.

        Raises :class:`UsageError` when a name means nothing or several things.
        """
        from kg.analyse.paths import connect  # noqa: PLC0415

        return connect(self.data(), one, other, self.schema(), options, self._store.mentions())

    def replaced(self) -> dict[str, str]:
        """Return which entity took the place of which older one, by IRI."""
        return {old: entity.iri for entity in self._store.entities() for old in entity.replaces}

    def write_view(
        self,
        out: str | Path,
        *,
        title: str | None = None,
        lang: str = "en",
        max_nodes: int | None = 300,
        scope: Scope | None = None,
    ) -> ViewSummary:
        """Write the graph as one interactive HTML file that needs nothing else.

        ``lang`` is the language the page opens in. ``scope`` chooses a part of the graph; of that, the ``max_nodes``
        best connected entities are drawn (``None``: all). Raises :class:`UsageError` for a file that cannot be written
        or a scope that finds nothing.
        """
        from kg.view.labels import labels_of  # noqa: PLC0415
        from kg.view.page import write_view  # noqa: PLC0415

        labels = labels_of(self.schema())
        return write_view(
            self.data(), Path(out), labels=labels, title=title, lang=lang, max_nodes=max_nodes, scope=scope
        )

    def corpus(self) -> Corpus:
        """Return the graph with its articles, ready to be turned into pages; see :class:`kg.view.pages.corpus.Corpus`.

        ``graph.corpus().entity("Netflix", graph.corpus().context()).html()`` is the page of an entity.
        """
        from collections import Counter  # noqa: PLC0415

        from kg.analyse.naming import relations_below  # noqa: PLC0415
        from kg.view.labels import labels_of  # noqa: PLC0415
        from kg.view.pages.corpus import corpus  # noqa: PLC0415

        schema = self.schema()
        articles = list(self._store.articles())
        return corpus(
            self.data(), articles, self._store.base, labels=labels_of(schema),
            post_relations=relations_below(schema, {"holdsPositionAt"} & set(schema.relations)),
            withheld=Counter(one.reason for article in articles for one in self._store.withheld(article.id)),
        )  # fmt: skip

    def write_site(
        self, folder: str | Path, *, title: str | None = None, lang: str = "en", scope: Scope | None = None
    ) -> SiteSummary:
        """Write a folder of linked pages: overview, graph, posts over time, every entity, every article.

        ``scope`` chooses what the page of the graph draws. Raises :class:`UsageError` when a file cannot be written.
        """
        from kg.view.pages.site import write_site  # noqa: PLC0415

        return write_site(self.corpus(), Path(folder), title=title, lang=lang, scope=scope)

    def export(self, format_name: str, out: IO[bytes], *, inferred: bool | None = None, rdf12: bool = False) -> None:
        """Write the graph, sorted, always the same bytes.

        ``format_name`` is ``turtle``, ``trig``, ``nquads``, ``jsonld``, ``csv``, ``parquet``, ``graphml``, ``gexf`` or
        ``neo4j``. ``inferred`` says whether what follows from the ontology is written too: by default in formats that
        keep graphs apart. With ``rdf12``, Turtle, TriG and N-Quads say what each claim states with a triple term.
        Raises :class:`UsageError` for another format, or an option that the format does not have.
        """
        self._store.export(format_name, out, inferred=inferred, rdf12=rdf12)

    def counts(self) -> Counts:
        """Return how much of what the graph holds."""
        return self._store.counts()

    def review(self) -> list[WithheldCard]:
        """Return the claims that a build withheld from the graph because they contradict the ontology."""
        return self._store.review()

    def validate(
        self,
        shapes: Sequence[str | Path] = (),
        *,
        timeout: float = 1800.0,
        progress: Callable[[int, int], None] | None = None,
    ) -> Validation:
        """Check the graph against its SHACL shapes and files of ``shapes`` of your own (Turtle).

        ``progress`` is told how many articles are done, of how many. Raises :class:`DataError` for a file that holds no
        shapes or shapes that may not run, :class:`UsageError` when it takes longer than ``timeout`` seconds.
        """
        from kg.store.validation import validate  # noqa: PLC0415

        return validate(self._store, [Path(path) for path in shapes], timeout=timeout, progress=progress)

    def find(self, name: str) -> list[Entity]:
        """Return the entities that a name, a Wikidata identifier or an IRI may mean."""
        return self._store.find(name)

    def entity(self, name: str) -> EntityCard:
        """Return everything said of the one entity that ``name`` means; raises :class:`UsageError` when unclear."""
        return self._store.entity(name)

    def why(self, name: str) -> Why:
        """Return what the one entity that ``name`` means consists of, why that is one thing, and what is in doubt.

        Raises :class:`UsageError` when it is unclear which entity is meant or the folder does not tell.
        """
        from kg.resolve import JOURNAL_NAME, read_why  # noqa: PLC0415

        path = self._store.folder.path / JOURNAL_NAME
        entity = self.entity(name).entity
        found = read_why(path, entity.iri)
        if found is None:
            raise UsageError(f"{path}: does not tell why {entity.name!r} is one thing; build the graph again")
        return found


@dataclass(frozen=True, slots=True)
class _Names:
    """What the values of parameters are looked up in: the graph's entities and articles, the ontology's words."""

    store: GraphStore
    schema: Schema

    @property
    def base(self) -> str:
        return self.store.base

    def entities_named(self, name: str) -> list[Entity]:
        return self.store.find(name) or [self.store.entity(name).entity]

    def has_article(self, article_id: str) -> bool:
        return self.store.has_article(article_id)

    def words(self, kind: str) -> frozenset[str]:
        relations = self.schema.relations
        match kind:
            case "class":
                return frozenset(self.schema.classes)
            case "metric":
                return self.schema.metrics
            case _:
                return frozenset(name for name, info in relations.items() if info.kind != "qualifier")


def open_graph(folder: str | Path, config: Config | None = None) -> Graph:
    """Open the graph in ``folder`` for reading; ``config`` matters when it was built with another ontology.

    Raises :class:`GraphFolderError` when the folder is no graph and :class:`StoreError` when a build holds it.
    """
    return Graph(folder, config)
