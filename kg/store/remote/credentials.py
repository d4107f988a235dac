"""Who to be on a server: from the environment, a file, or netrc; never from a command line, never in a message."""

from __future__ import annotations

import ipaddress
import netrc
import os
import re
from base64 import b64encode
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from kg.errors import StoreError, UsageError

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from kg.store.remote.address import StoreAddress

TOKEN, PASSWORD, PASSWORD_FILE = "KG_STORE_TOKEN", "KG_STORE_PASSWORD", "KG_STORE_PASSWORD_FILE"


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user with a password, or a token; neither is ever shown."""

    user: str | None = None
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)


def find_credentials(address: StoreAddress, environment: Mapping[str, str] | None = None) -> Credentials:
    """Return what to log in with: a token, else a password from the environment, a file, or netrc; or nothing.

    Raises :class:`UsageError` when a file that was named cannot be read, or a user has no password anywhere.
    """
    environment = os.environ if environment is None else environment
    if environment.get(TOKEN):
        return Credentials(token=environment[TOKEN])
    user, password = address.user, environment.get(PASSWORD)
    if not password and environment.get(PASSWORD_FILE):
        password = _first_line(Path(environment[PASSWORD_FILE]))
    if not password:
        known = _netrc(address.host, environment)
        if known and user in {None, known[0]}:
            user, password = known
    if user and not password:
        raise UsageError(
            f"{address}: no password for {user}; set {PASSWORD} or {PASSWORD_FILE}, or add the host to ~/.netrc"
        )
    return Credentials(user, password) if user else Credentials()


def _first_line(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").partition("\n")[0].strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        raise UsageError(f"{PASSWORD_FILE}: {path} cannot be read ({reason}); correct the path") from None


def _netrc(host: str, environment: Mapping[str, str]) -> tuple[str, str] | None:
    path = Path(environment.get("NETRC") or Path.home() / ".netrc")
    try:
        found = netrc.netrc(str(path)).authenticators(host)
    except FileNotFoundError:
        return None
    except (OSError, netrc.NetrcParseError) as error:
        # The parser's message may repeat what stands in the file.
        raise UsageError(f"{path}: cannot be read ({type(error).__name__}); correct it") from None
    return (found[0], found[2]) if found and found[2] else None


class ServerAuth(httpx.Auth):
    """Logs in the way the server asks for: a token at once, else Digest or Basic after it was refused.

    A password in clear (Basic, or a token) only travels encrypted or to this very machine.
    """

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._digest = httpx.DigestAuth(credentials.user or "", credentials.password or "")
        self._scheme = "bearer" if credentials.token else ""

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Send the request as often as the server's way of logging in needs."""
        if self._scheme == "digest":
            yield from self._digest.auth_flow(request)
            return
        if self._scheme:
            self._in_clear(request)
        response = yield request
        if response.status_code != httpx.codes.UNAUTHORIZED or not self._credentials.user or self._scheme:
            return
        offered = response.headers.get("www-authenticate", "").casefold()
        self._scheme = "digest" if re.search(r"\bdigest\b", offered) else "basic"
        yield from self.auth_flow(request)

    def _in_clear(self, request: httpx.Request) -> None:
        if request.url.scheme != "https" and not _is_this_machine(request.url.host):
            self._scheme = self._scheme if self._scheme == "bearer" else ""
            raise StoreError(
                f"{request.url.host}: wants a password in clear over a connection that others can read;"
                " use sparql+https, or log in by Digest"
            )
        user, password = self._credentials.user or "", self._credentials.password or ""
        basic = b64encode(f"{user}:{password}".encode()).decode()
        request.headers["Authorization"] = (
            f"Bearer {self._credentials.token}" if self._scheme == "bearer" else f"Basic {basic}"
        )


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
