"""Pages for people: templates that escape everything, in English and French."""

from __future__ import annotations

import json
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse

from kg.serve import negotiate
from kg.serve.assets import version
from kg.serve.protocol import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment
    from starlette.requests import Request

LANGUAGES = ("en", "fr")
#: The cookie that remembers the language somebody chose; it says nothing else.
LANGUAGE_COOKIE = "kg-lang"
_HERE = Path(__file__).resolve().parent


def language_of(request: Request) -> str:
    """Return the language to answer in: chosen in the address, chosen before, or wanted by the browser."""
    for chosen in (request.query_params.get("lang"), request.cookies.get(LANGUAGE_COOKIE)):
        if chosen in LANGUAGES:
            return chosen
    return negotiate.language(request.headers.get("accept-language"), LANGUAGES)


@cache
def strings() -> dict[str, dict[str, str]]:
    """Return key → language → words of the pages."""
    texts: dict[str, dict[str, str]] = json.loads((_HERE / "strings.json").read_text(encoding="utf-8"))
    return texts


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 (heavy)

    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["version"] = version
    environment.globals["formats"] = list(SUFFIXES.items())
    environment.globals["formats_names"] = {"ttl": "Turtle", "nt": "N-Triples", "jsonld": "JSON-LD", "rdf": "RDF/XML"}
    return environment


def render(name: str, values: Mapping[str, Any], lang: str, path: str = "/") -> str:
    """Return a template filled in; ``path`` is the address of the page, for the switch of languages."""
    words = {key: text[lang] for key, text in strings().items()}
    others = [other for other in LANGUAGES if other != lang]
    shared = {"t": words, "lang": lang, "languages": others, "path": path, "number": partial(_number, lang=lang)}
    return _environment().get_template(name).render({**shared, **values})


def _number(value: float, lang: str) -> str:
    from babel.numbers import format_decimal  # noqa: PLC0415 (heavy)

    return format_decimal(value, locale=lang)


def page(
    request: Request, name: str, values: Mapping[str, Any], status: int = 200, headers: Mapping[str, str] | None = None
) -> HTMLResponse:
    """Return a page in the language of the reader."""
    lang = language_of(request)
    content = render(name, values, lang, request.url.path)
    response = HTMLResponse(
        content, status, {"Vary": "Accept, Accept-Language, Cookie", "Content-Language": lang, **(headers or {})}
    )
    if request.query_params.get("lang") == lang:
        response.set_cookie(LANGUAGE_COOKIE, lang, max_age=31_536_000, httponly=True, samesite="lax")
    return response
