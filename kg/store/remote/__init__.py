"""A graph on a SPARQL server: read and written like one in a folder, over the SPARQL 1.1 protocols."""

from __future__ import annotations

from kg.store.remote.address import StoreAddress, is_address, parse_address
from kg.store.remote.store import RemoteStore

__all__ = ["RemoteStore", "StoreAddress", "is_address", "parse_address"]
