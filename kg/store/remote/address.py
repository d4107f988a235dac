"""Where a SPARQL server is: one address for the places of its three protocols."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urljoin, urlsplit, urlunsplit

from kg.errors import UsageError
from kg.ids import digest

_START = re.compile(r"sparql\+https?://", re.IGNORECASE)
#: What the part after ``?`` may set.
_SETTINGS = ("update", "graphs", "union")


@dataclass(frozen=True, slots=True)
class StoreAddress:
    """A server: where it takes queries, updates and, if it does, whole graphs (Graph Store Protocol).

    ``user`` is who to log in as. ``union`` is the graph IRI by which the server calls the union of all graphs, for the
    few servers whose queries do not see it anyway.
    """

    query: str
    update: str
    graphs: str | None = None
    user: str | None = None
    union: str | None = None

    def __str__(self) -> str:
        scheme, place, path, _, _ = urlsplit(self.query)
        who = f"{quote(self.user)}@" if self.user else ""
        return urlunsplit((f"sparql+{scheme}", who + place, path, "", ""))

    @property
    def host(self) -> str:
        """The server's name without port."""
        return urlsplit(self.query).hostname or ""

    def key_of(self, base: str | None) -> str:
        """Return a name for files that belong to the graph of this server whose IRIs start with ``base``."""
        server = re.sub("[^A-Za-z0-9.-]", "-", urlsplit(self.query).netloc)
        return f"{server}-{digest(self.query, base or '', size=10)}"


def is_address(text: str) -> bool:
    """Tell whether ``text`` is meant as the address of a server, and not as a folder."""
    return bool(_START.match(text))


def parse_address(text: str) -> StoreAddress:
    """Return the server at ``sparql+https://user@host/path?update=…&graphs=…&union=…``.

    Without a path, the layout is that of Oxigraph: ``/query``, ``/update``, ``/store``. With one, queries and updates
    go there, and the settings, which may be relative to it, say what is elsewhere. Raises :class:`UsageError`.
    """
    shown = text.split("?", maxsplit=1)[0].rsplit("@", maxsplit=1)[-1][:100]
    if not is_address(text):
        raise UsageError(f"{shown}: is no address of a server; write sparql+https://host/path")
    parts = urlsplit(text.partition("+")[2])
    try:
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise UsageError(f"{shown}: has no valid port; write sparql+https://host:port/path") from error
    if not host:
        raise UsageError(f"{shown}: names no host; write sparql+https://host/path")
    if parts.password is not None:
        raise UsageError(
            f"{shown}: must not hold a password, which others could read; keep it in netrc, or in the environment as"
            " KG_STORE_PASSWORD"
        )
    if parts.fragment:
        raise UsageError(f"{shown}: must not have a part after '#'; remove it")
    settings = dict(parse_qsl(parts.query, keep_blank_values=True))
    unknown = sorted(set(settings) - set(_SETTINGS))
    if unknown:
        raise UsageError(f"{shown}: unknown setting {unknown[0]!r}; known: {', '.join(_SETTINGS)}")
    place = f"[{host}]" if ":" in host else host
    root = urlunsplit((parts.scheme, f"{place}:{port}" if port else place, parts.path or "/", "", ""))
    user = unquote(parts.username) if parts.username else None
    if parts.path in {"", "/"} and "update" not in settings:
        query, update, graphs = (urljoin(root, name) for name in ("query", "update", "store"))
        return StoreAddress(query, update, graphs, user, settings.get("union"))
    updates = _beside(shown, root, settings.get("update", ""))
    whole = _beside(shown, root, settings["graphs"]) if settings.get("graphs") else None
    return StoreAddress(root, updates, whole, user, settings.get("union"))


def _beside(shown: str, root: str, target: str) -> str:
    """Return a place given relative to ``root``, which must be on the same server."""
    found = urljoin(root, target)
    if urlsplit(found)[:2] != urlsplit(root)[:2]:
        raise UsageError(f"{shown}: names another server in its settings; all places must be on one")
    return found
