"""The verb that answers over HTTP: ``serve``."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from kg.cli import options
from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.serve.live import LiveGraph
    from kg.serve.settings import ServeSettings

#: Where the token may stand instead of in a file.
TOKEN_VARIABLE = "KG_SERVE_TOKEN"  # noqa: S105 (a name, not a token)
_TOKEN_MIN = 16
_THIS_MACHINE = frozenset({"127.0.0.1", "::1", "localhost"})


@click.command(short_help="Serve a graph over HTTP.", epilog="Example: kg serve -g graphs/mine --open")
@options.graph
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for all.")
@click.option("--open", "open_browser", is_flag=True, help="Open the first page in a browser.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="A host name to answer under; may be repeated.")
@click.option("--cors", multiple=True, metavar="ORIGIN", help="Let pages of ORIGIN (* for all) read; may be repeated.")
@click.option("--token-file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help=f"Ask clients for the bearer token in FILE (or in ${TOKEN_VARIABLE}).")  # fmt: skip
@click.option("--trusted-proxy", "proxies", multiple=True, metavar="ADDRESS",
              help="Believe what the proxy at ADDRESS says about its clients.")  # fmt: skip
@click.option("--access-log", "log_path", default="-", show_default=True, metavar="FILE",
              help="Where a JSON line for each request goes: FILE, - for standard error, or none.")  # fmt: skip
@click.option("--timeout", type=click.FloatRange(0.1, 3600), help="Seconds a query may take. [default: 10]")
@click.option("--max-rows", type=click.IntRange(1), help="Rows after which a result is cut off. [default: 10000]")
@click.option("--workers", type=click.IntRange(1, 256), help="Queries that run at once. [default: processors, up to 4]")
@click.option("--client-queries", type=click.IntRange(1), help="Queries of one client that run at once. [default: 4]")
@click.option("--client-rate", type=click.FloatRange(0.1), help="Requests a second of one client. [default: 50]")
@click.option("--request-time", type=click.FloatRange(0.1), help="Seconds a request may take to arrive. [default: 15]")
@click.option("--answer-time", type=click.FloatRange(0.1), help="Seconds a client may stop reading. [default: 60]")
@options.config
def serve(  # noqa: PLR0913, PLR0917 (one parameter an option)
    folder: str, port: int, host: str, open_browser: bool, names: tuple[str, ...], cors: tuple[str, ...],
    token_file: Path | None, proxies: tuple[str, ...], log_path: str, timeout: float | None, max_rows: int | None,
    workers: int | None, client_queries: int | None, client_rate: float | None, request_time: float | None,
    answer_time: float | None,
    config_path: Path | None,
) -> None:  # fmt: skip
    """Serve a graph over HTTP: SPARQL endpoint, query editor, and a page for every entity, claim and article.

    Only reads, and only this machine can reach it unless --host says otherwise. A build may go on meanwhile: the
    server keeps answering from the last complete state and takes up the new one by itself.
    """
    from kg.ontology import load_schema  # noqa: PLC0415 (what follows loads heavy libraries)
    from kg.serve.log import AccessLog  # noqa: PLC0415
    from kg.serve.server import serve as run  # noqa: PLC0415

    config = options.read_graph_config(folder, config_path)
    schema = load_schema(Path(config.ontology) if config.ontology else None)
    settings = _settings(
        queries=config.queries or None, names=names or None, cors=cors or None, token=_token(token_file),
        trusted_proxies=proxies or None,
        workers=workers, client_queries=client_queries, client_rate=client_rate, request_time=request_time,
        answer_time=answer_time,
        timeout=timeout, max_rows=max_rows,
    )  # fmt: skip

    def ready(address: str, live: LiveGraph) -> None:
        click.echo(f"{folder}: {address} (Ctrl+C to stop)")
        with live.use() as generation:
            if generation.shared:
                click.echo("note: no snapshot can be made here, so builds have to wait for this server", err=True)
        if not settings.token and host not in _THIS_MACHINE:
            click.echo(
                "note: whoever can reach this address can read the graph; --token-file asks for a token", err=True
            )
        if open_browser:
            click.launch(address)

    with _log_stream(log_path) as stream:
        run(Path(folder), schema, settings, host, port, AccessLog(stream), ready)


def _settings(**values: object) -> ServeSettings:
    """Return the settings with the values that are not ``None``."""
    from dataclasses import replace  # noqa: PLC0415

    from kg.serve.settings import ServeSettings  # noqa: PLC0415 (heavy)

    given = {name: value for name, value in values.items() if value is not None}
    settings = ServeSettings()
    query = {name: given.pop(name) for name in ("timeout", "max_rows") if name in given}
    return replace(settings, query=replace(settings.query, **query), **given)  # type: ignore[arg-type]


def _token(path: Path | None) -> str | None:
    if path is None:
        token = os.environ.get(TOKEN_VARIABLE, "").strip() or None
        where = f"${TOKEN_VARIABLE}"
    else:
        where = str(path)
        try:
            token = path.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{path}: the token cannot be read ({error}); check the file") from error
    if token is not None and (len(token) < _TOKEN_MIN or not token.isascii() or len(token.split()) != 1):
        raise UsageError(
            f"{where}: a token has at least {_TOKEN_MIN} ASCII characters and no blanks; make a longer one"
        )
    return token


@contextmanager
def _log_stream(path: str) -> Iterator[IO[str] | None]:
    if path in {"none", "-"}:
        yield None if path == "none" else sys.stderr
        return
    try:
        stream = Path(path).open("a", encoding="utf-8")  # noqa: SIM115 (closed below)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}); choose another file") from error
    with stream:
        yield stream
