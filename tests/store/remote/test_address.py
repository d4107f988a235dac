"""Addresses of servers, and who to be there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.errors import StoreError, UsageError
from kg.store.open import open_store
from kg.store.remote.address import StoreAddress, is_address, parse_address
from kg.store.remote.credentials import Credentials, find_credentials

if TYPE_CHECKING:
    from pathlib import Path

    from .servers import Server

SECRET = "correct-horse"  # noqa: S105 (of this test)


def test_without_a_path_the_layout_is_that_of_oxigraph() -> None:
    address = parse_address("sparql+https://me@kg.example:8443")
    assert address == StoreAddress(
        "https://kg.example:8443/query", "https://kg.example:8443/update", "https://kg.example:8443/store", "me"
    )


def test_settings_say_what_is_elsewhere() -> None:
    address = parse_address(
        "sparql+http://kg.example/repositories/media?update=media/statements&graphs=media/rdf-graphs/service&union=urn:x"
    )
    assert address.query == "http://kg.example/repositories/media"
    assert address.update == "http://kg.example/repositories/media/statements"
    assert address.graphs == "http://kg.example/repositories/media/rdf-graphs/service"
    assert address.union == "urn:x"
    assert parse_address("sparql+http://kg.example/sparql") == StoreAddress(
        "http://kg.example/sparql", "http://kg.example/sparql"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("https://kg.example/", "is no address of a server"),
        ("sparql+https:///query", "names no host"),
        ("sparql+https://kg.example:port/", "no valid port"),
        (f"sparql+https://me:{SECRET}@kg.example/", "must not hold a password"),
        ("sparql+https://kg.example/sparql?update=https://evil.example/", "names another server"),
        ("sparql+https://kg.example/sparql?updates=x", "unknown setting 'updates'; known: update"),
        ("sparql+https://kg.example/#x", "after '#'"),
    ],
)
def test_addresses_that_cannot_be_are_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        parse_address(text)
    assert SECRET not in str(caught.value)


def test_folders_are_no_addresses() -> None:
    assert not is_address("graphs/mine")
    assert is_address("sparql+http://x")


def test_a_password_comes_from_the_environment_a_file_or_netrc(tmp_path: Path) -> None:
    address = parse_address("sparql+https://me@kg.example/")
    (tmp_path / "secret").write_text(f"{SECRET}\n")
    (tmp_path / "netrc").write_text(f"machine kg.example login me password {SECRET}\n")
    for environment in (
        {"KG_STORE_PASSWORD": SECRET},
        {"KG_STORE_PASSWORD_FILE": str(tmp_path / "secret")},
        {"NETRC": str(tmp_path / "netrc")},
    ):
        found = find_credentials(address, environment)
        assert (found.user, found.password) == ("me", SECRET)
        assert SECRET not in repr(found)
    assert find_credentials(address, {"KG_STORE_TOKEN": SECRET}).token == SECRET
    nobody = parse_address("sparql+https://kg.example/")
    assert find_credentials(nobody, {"NETRC": str(tmp_path / "netrc")}).user == "me"
    assert find_credentials(nobody, {}) == Credentials()


def test_a_missing_password_is_told_before_anything_is_sent(tmp_path: Path) -> None:
    address = parse_address("sparql+https://me@kg.example/")
    with pytest.raises(UsageError, match="no password for me; set KG_STORE_PASSWORD"):
        find_credentials(address, {"NETRC": str(tmp_path / "none")})
    with pytest.raises(UsageError, match=r"KG_STORE_PASSWORD_FILE: .* cannot be read"):
        find_credentials(address, {"KG_STORE_PASSWORD_FILE": str(tmp_path / "none")})
    (tmp_path / "bad").write_text(f"machine kg.example login me passwd {SECRET}\n")
    with pytest.raises(UsageError, match="cannot be read") as caught:
        find_credentials(address, {"NETRC": str(tmp_path / "bad")})
    assert SECRET not in str(caught.value)


def test_a_wrong_password_is_told_without_it(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    if server.name != "virtuoso":
        return  # the other asks for none
    monkeypatch.setenv("KG_STORE_PASSWORD", SECRET)
    with pytest.raises(StoreError, match="does not let dba do this") as caught:
        open_store(server.address)
    assert SECRET not in str(caught.value)
