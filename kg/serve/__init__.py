"""The graph over HTTP: the SPARQL protocol, linked-data pages, an editor.

:func:`kg.serve.app.create_app` puts the routes of the modules together, :func:`kg.serve.server.serve` runs them.
"""

from __future__ import annotations

from kg.serve.settings import ServeSettings

__all__ = ["ServeSettings"]
