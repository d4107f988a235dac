"""The query editor: YASGUI from its npm package when its files are there, else a plain one of our own."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from kg.serve.assets import files
from kg.serve.pages import language_of, page, strings
from kg.serve.service import service_of
from kg.store.library import LibraryQuery, read_library
from kg.store.terms import MKG, prefixes

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from kg.serve.live import Generation
    from kg.serve.settings import ServeSettings

#: What YASGUI needs beyond our own pages: a font inside its style sheet, and the one style that its script writes.
EDITOR_POLICY = (
    "default-src 'none'; script-src 'self'; "
    "style-src 'self' 'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_EMPTY = f"PREFIX mkg: <{MKG}>\n\nSELECT ?who ?what {{\n  ?who mkg:acquires ?what .\n}}\nLIMIT 20\n"


def queries_of(settings: ServeSettings) -> list[LibraryQuery]:
    """Return the shipped queries and those of the user's folders, by name."""
    return list(read_library(Path(folder) for folder in settings.queries).values())


def editor_text(query: LibraryQuery, lang: str) -> str:
    """Return a query with what it says of itself in one language."""
    header = [*wrap(query.description(lang), 100), *(f"?{p.name}: {p.description(lang)}" for p in query.parameters)]
    lines = query.text.splitlines()
    start = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return "\n".join([*(f"# {line}" for line in header), *lines[start:]]) + "\n"


def has_yasgui() -> bool:
    """Tell whether the files of the full editor are there."""
    return {"yasgui/yasgui.min.js", "yasgui/yasgui.min.css"} <= files().keys()


def _vocabulary(generation: Generation) -> dict[str, Any]:
    """Return the names that the editor completes."""
    schema = generation.schema
    return {
        "prefixes": prefixes(generation.base),
        "classes": sorted(info.iri for info in schema.classes.values()),
        "properties": sorted(info.iri for info in (*schema.relations.values(), *schema.terms.values())),
    }


async def editor_page(request: Request, query: str | None) -> Response:
    """Return the editor, with ``query`` in its first tab; ``?editor=plain`` gives our own."""
    full = has_yasgui() and request.query_params.get("editor") != "plain"
    lang, library = language_of(request), queries_of(service_of(request).settings)
    settings = await service_of(request).read(_vocabulary)
    settings |= {
        "query": query,
        "start": _EMPTY,
        "first": strings()["editor.query"][lang],
        "queries": [{"name": q.name, "title": q.title(lang), "query": editor_text(q, lang)} for q in library],
    }
    # The data is in an attribute, where it is escaped like any text: there is no script in the page itself.
    values: dict[str, Any] = {
        "title": "SPARQL",
        "settings": json.dumps(settings, ensure_ascii=False),
        "queries": [(q.name, q.title(lang)) for q in library],
    }
    values |= {"query": query or _EMPTY, "has_yasgui": has_yasgui()}
    if full:
        return page(request, "yasgui.html", values, headers={"Content-Security-Policy": EDITOR_POLICY})
    return page(request, "editor.html", values)
