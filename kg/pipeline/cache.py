"""What was extracted from which text, kept beside the graph so that no article is read twice.

It is nothing but a cache: when it is lost or damaged, articles are read again from the text in the graph.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Self

from kg.errors import StoreError
from kg.ids import digest
from kg.model import Article, Extraction
from kg.records import extraction_from_dict, extraction_to_dict
from kg.store.disk import disk_advice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import TracebackType

CACHE_NAME = "extractions.sqlite"
_TABLES = """
CREATE TABLE IF NOT EXISTS extraction (
    article TEXT PRIMARY KEY, content TEXT NOT NULL, fingerprint TEXT NOT NULL, record TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS linked (
    article TEXT PRIMARY KEY, signature TEXT NOT NULL, quads TEXT NOT NULL, claims INTEGER NOT NULL,
    withheld INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TEMP TABLE staged (
    article TEXT PRIMARY KEY, content TEXT NOT NULL, text TEXT NOT NULL, source TEXT NOT NULL, given INTEGER NOT NULL,
    record TEXT NOT NULL
) WITHOUT ROWID;
"""


def content_hash(article: Article) -> str:
    """Return the hash of everything of an article that is stored or decides what is extracted."""
    fields = asdict(article)
    del fields["source"]
    return digest(json.dumps(fields, ensure_ascii=False, sort_keys=True), size=32)


class ExtractionCache:
    """The extractions of a graph folder, and the articles of the build at work (these are gone when it closes).

    Methods raise :class:`StoreError` when the file cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._database = _open(path)
        except sqlite3.DatabaseError:
            for suffix in ("", "-journal", "-wal", "-shm"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
            try:
                self._database = _open(path)
            except sqlite3.Error as error:
                raise self._error(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    # -- articles of this build --------------------------------------------------------------------------------------

    def stage(self, article: Article, content: str, *, given: bool) -> None:
        """Note an article that the graph shall hold; ``given`` tells one of the sources from one kept in the graph."""
        text = digest(article.text, size=32)
        record = json.dumps(asdict(article), ensure_ascii=False)
        row = (article.id, content, text, article.source, given, record)
        self._run("INSERT OR REPLACE INTO staged VALUES (?, ?, ?, ?, ?, ?)", row)

    def unstage(self, article_id: str) -> None:
        """Forget an article of this build."""
        self._run("DELETE FROM staged WHERE article = ?", (article_id,))

    def staged(self) -> dict[str, str]:
        """Return article id → content hash of the staged articles that the sources gave, sorted by id."""
        rows = self._run("SELECT article, content FROM staged WHERE given ORDER BY article")
        return {article: content for article, content in rows}  # noqa: C416 (dict() would not know the row's length)

    def repeated(self) -> list[str]:
        """Return the given articles whose text the graph keeps under another id."""
        query = """SELECT DISTINCT new.article FROM staged AS new JOIN staged AS old ON new.text = old.text
                   WHERE new.given AND NOT old.given ORDER BY new.article"""
        return [article for (article,) in self._run(query)]

    def versions(self) -> list[tuple[str, str]]:
        """Return the staged articles' ids and content hashes, sorted by id."""
        return [(article, content) for article, content in self._run("SELECT article, content FROM staged ORDER BY 1")]

    def articles(self) -> Iterator[tuple[Article, str]]:
        """Return the staged articles with their content hashes, sorted by id."""
        for (article_id,) in self._run("SELECT article FROM staged ORDER BY article"):
            ((record, content),) = self._run("SELECT record, content FROM staged WHERE article = ?", (article_id,))
            yield Article(**json.loads(record)), content

    # -- extractions -------------------------------------------------------------------------------------------------

    def missing(self, fingerprint: str) -> list[str]:
        """Return the ids of staged articles without extraction by this pipeline, sorted."""
        query = """SELECT article FROM staged AS s WHERE NOT EXISTS (SELECT 1 FROM extraction AS e
                   WHERE e.article = s.article AND e.content = s.content AND e.fingerprint = ?) ORDER BY article"""
        return [article for (article,) in self._run(query, (fingerprint,))]

    def article(self, article_id: str) -> Article:
        """Return a staged article."""
        ((record,),) = self._run("SELECT record FROM staged WHERE article = ?", (article_id,))
        return Article(**json.loads(record))

    def put(self, extraction: Extraction, fingerprint: str) -> None:
        """Keep the extraction of a staged article at once, so that an interrupted build goes on after it."""
        record = json.dumps(extraction_to_dict(extraction), ensure_ascii=False)
        self._run(
            "INSERT OR REPLACE INTO extraction SELECT article, content, ?, ? FROM staged WHERE article = ?",
            (fingerprint, record, extraction.article_id),
        )

    def discard(self, article_id: str) -> None:
        """Forget an extraction."""
        self._run("DELETE FROM extraction WHERE article = ?", (article_id,))

    def extraction(self, article_id: str, content: str | None = None) -> Extraction | None:
        """Return the extraction of an article, ``None`` when there is none or its record is damaged.

        With ``content``, the hash of the text that is meant, one of another text is none.
        """
        query = "SELECT record FROM extraction WHERE article = ? AND content = coalesce(?, content)"
        rows = self._run(query, (article_id, content))
        try:
            return extraction_from_dict(json.loads(rows[0][0])) if rows else None
        except (ValueError, KeyError, TypeError, IndexError):
            return None

    def restore(self, rows: Iterable[tuple[str, ...]]) -> None:
        """Put back what :func:`cached_rows` gave."""
        try:
            with self._database:
                self._database.execute("BEGIN")
                self._database.executemany("INSERT OR REPLACE INTO extraction VALUES (?, ?, ?, ?)", rows)
        except sqlite3.Error as error:
            raise self._error(error) from error

    # -- what was linked ---------------------------------------------------------------------------------------------

    def linked(self) -> dict[str, tuple[str, str, int, int]]:
        """Return article id → (signature of what its statements depend on, their hash, claims, claims in review)."""
        rows: list[tuple[Any, ...]] = [*self._run("SELECT article, signature, quads, claims, withheld FROM linked")]
        return {row[0]: (row[1], row[2], row[3], row[4]) for row in rows}

    def note_linked(self, article_id: str, signature: str, quads: str, claims: int, withheld: int) -> None:
        """Keep what the statements of an article depend on, so that linking again can leave them as they are."""
        row = (article_id, signature, quads, claims, withheld)
        self._run("INSERT OR REPLACE INTO linked VALUES (?, ?, ?, ?, ?)", row)

    def tidy(self) -> None:
        """Drop what is known of articles that are not staged."""
        self._run("DELETE FROM extraction WHERE article NOT IN (SELECT article FROM staged)")
        self._run("DELETE FROM linked WHERE article NOT IN (SELECT article FROM staged)")

    def _run(self, statement: str, values: tuple[object, ...] = ()) -> list[tuple[str, ...]]:
        try:
            return self._database.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise self._error(error) from error

    def _error(self, error: Exception) -> StoreError:
        return StoreError(f"{self.path}: cannot be used ({disk_advice(error)})")


def cached_rows(path: Path) -> Iterator[tuple[str, ...]]:
    """Yield all rows of the cache at ``path`` by article; none when there is no cache or it cannot be read."""
    if not path.is_file():
        return
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            yield from database.execute("SELECT article, content, fingerprint, record FROM extraction ORDER BY article")
    except sqlite3.Error:
        # It is nothing but a cache: a graph is complete without it.
        return


def _open(path: Path) -> sqlite3.Connection:
    """Open the database; raises ``sqlite3.DatabaseError`` when the file is damaged or not one."""
    database = sqlite3.connect(path, isolation_level=None)
    try:
        database.execute("PRAGMA synchronous = OFF")  # losing the file costs time only
        sound = database.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
        if sound:
            database.executescript(_TABLES)
    except BaseException:
        database.close()
        raise
    if not sound:
        database.close()
        raise sqlite3.DatabaseError("damaged")
    return database
