"""Extraction in this process or in several; the results come in the order of the articles either way."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TYPE_CHECKING

from kg.errors import ArticleError, KGError, ModelError
from kg.model import Article, Extraction, Rejected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.config import Config
    from kg.extract import Extractor

Result = Extraction | Rejected
#: Articles a process gets at once, and how many such parcels wait for each process.
PARCEL = 4
WAITING = 3
#: From ``linux/prctl.h``.
PR_SET_PDEATHSIG = 1

_extractors: list[Extractor] = []


def new_extractor(config: Config) -> Extractor:
    """Return an extractor; its libraries take a second to load, which those who only link again need not wait for."""
    from kg.extract import Extractor  # noqa: PLC0415

    return Extractor(config)


def extract_articles(
    articles: Iterable[Article], config: Config, extractor: Extractor
) -> Iterator[tuple[Article, Result]]:
    """Yield each article with what was found in it, or why it could not be read.

    ``config.workers`` processes share the work. Raises :class:`ModelError` when one of them dies.
    """
    if config.workers <= 1:
        for article in articles:
            yield article, extract_one(extractor, article)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(config.workers, context, _start, (config, os.getpid())) as pool:
        try:
            yield from _in_parallel(iter(articles), pool, config.workers)
        except BrokenProcessPool as error:
            raise ModelError(
                "a worker process died, perhaps for lack of memory; run again with fewer workers (it will go on)"
            ) from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def extract_one(extractor: Extractor, article: Article) -> Result:
    """Return what is in one article; whatever goes wrong with it alone is no reason to stop the others."""
    try:
        (extraction,) = extractor.extract([article])
    except ArticleError as error:
        return Rejected(article.source or article.id, str(error))
    except (KGError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 (the quarantine: one strange article must not stop a corpus)
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        return Rejected(article.source or article.id, f"extraction failed ({reason}); please report this article")
    return extraction


def _in_parallel(
    articles: Iterator[Article], pool: ProcessPoolExecutor, workers: int
) -> Iterator[tuple[Article, Result]]:
    pending: deque[tuple[list[Article], Future[list[Result]]]] = deque()
    while True:
        while len(pending) < workers * WAITING and (parcel := list(islice(articles, PARCEL))):
            pending.append((parcel, pool.submit(_extract_parcel, parcel)))
        if not pending:
            return
        parcel, future = pending.popleft()
        yield from zip(parcel, future.result(), strict=True)


def _start(config: Config, parent: int) -> None:
    """Load the pipelines once in a worker process."""
    _end_with(parent)
    _extractors.append(new_extractor(config))


def _end_with(parent: int) -> None:
    """Let the kernel end this process with the build, also when that is killed; elsewhere than on Linux do nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it was killed before the line above
            os.kill(os.getpid(), signal.SIGKILL)


def _extract_parcel(articles: list[Article]) -> list[Result]:
    return [extract_one(_extractors[0], article) for article in articles]
