"""What schemathesis has to be told: how a query is sent as a body."""

from __future__ import annotations

from typing import Any

import schemathesis


@schemathesis.serializer("application/sparql-query")
def as_text(_: Any, value: Any) -> bytes:
    return str(value).encode("utf-8", "replace")
