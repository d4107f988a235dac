"""Every error this package raises on purpose.

::

    KGError                 whatever went wrong, with what to do next in the message
    ├── UsageError          the request itself is off (exit code 2)
    │   ├── SourceError     a source that does not exist or holds nothing readable
    │   ├── QueryError      a SPARQL query that cannot be parsed or is not allowed
    │   │   └── QueryLimitError  one that was stopped because it takes too much time or memory
    │   └── GraphFolderError  a folder that is not a graph, or holds one of another version
    ├── ArticleError        one article cannot be used; the rest of the corpus goes on
    ├── DataError           an ontology, lexicon, knowledge-base or configuration file is broken
    ├── ModelError          a language pipeline is missing or unusable
    ├── ServiceError        a service on the network does not answer, or not as its protocol says
    └── StoreError          the store cannot be opened, is held by another process, or the disk is full
"""

from __future__ import annotations


class KGError(Exception):
    """Base of all errors of this package; ``str(error)`` is a one-line message for the user."""

    exit_code = 1


class UsageError(KGError):
    """The request itself is off."""

    exit_code = 2


class SourceError(UsageError):
    """A source that does not exist or holds nothing readable."""


class QueryError(UsageError):
    """A SPARQL query that cannot be parsed or is not allowed.

    ``excerpt`` is the line of the query with a caret below the place, where there is one.
    """

    excerpt: str = ""


class QueryLimitError(QueryError):
    """A SPARQL query that was stopped because it takes too much time or memory."""


class GraphFolderError(UsageError):
    """A folder that is not a graph, or holds one of another version."""


class ArticleError(KGError):
    """One article cannot be used; a build reports it and goes on."""


class DataError(KGError):
    """An ontology, lexicon, knowledge-base or configuration file is broken."""


class ModelError(KGError):
    """A language pipeline is missing or unusable."""


class StoreError(KGError):
    """The store cannot be opened, is held by another process, or the disk is full."""


class ServiceError(KGError):
    """A service on the network does not answer, or not as its protocol says."""
