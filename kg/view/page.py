"""A graph as one HTML file that needs nothing else: no network, no server, no other file."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.analyse.scope import Scope, ScopeReport, apply_scope, left_out
from kg.errors import UsageError
from kg.view.bundle import content_policy, own_script, own_style, vis_network
from kg.view.labels import ASSETS, LANGUAGES, ViewLabels
from kg.view.network import draw
from kg.view.payload import payload, to_json

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kg.analyse.graph import GraphData
    from kg.view.links import Links

MAX_NODES = 300


@dataclass(frozen=True, slots=True)
class Explore:
    """Where a page that a server serves finds more: addresses for neighbours of an entity and for names.

    ``start`` is the page without any entity chosen; ``counts`` tells how many claims the whole graph has of an entity.
    """

    neighbours: str
    names: str
    start: str
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ViewSummary:
    """What a page shows, and what its scope left out."""

    path: Path
    size: int
    scope: ScopeReport


def write_view(
    data: GraphData,
    out: Path,
    *,
    labels: ViewLabels | None = None,
    title: str | None = None,
    lang: str = "en",
    max_nodes: int | None = MAX_NODES,
    scope: Scope | None = None,
) -> ViewSummary:
    """Write the graph as one HTML file.

    ``labels`` names classes and relations; ``lang`` is the language the page opens in (``en`` or ``fr``; readers can
    switch). ``scope`` chooses a part of the graph; of that, the ``max_nodes`` best connected entities are drawn
    (``None``: all). Raises :class:`UsageError` for an unknown language, an unwritable file, a scope that finds nothing.
    """
    text, report = render_view(data, labels=labels, title=title, lang=lang, max_nodes=max_nodes, scope=scope)
    content = text.encode("utf-8")
    try:
        out.write_bytes(content)
    except OSError as error:
        raise UsageError(f"{out}: cannot be written ({error.strerror}); choose another file") from error
    return ViewSummary(out, len(content), report)


def render_view(  # noqa: PLR0913 (each may be left out)
    data: GraphData,
    *,
    labels: ViewLabels | None = None,
    title: str | None = None,
    lang: str = "en",
    max_nodes: int | None = MAX_NODES,
    scope: Scope | None = None,
    links: Links | None = None,
    explore: Explore | None = None,
) -> tuple[str, ScopeReport]:
    """Return the page as text, and what its scope left out; see :func:`write_view`.

    ``links`` tells where other pages are: of entities, of articles, and those of the menu; ``explore`` where the page
    finds more of the graph than it holds.
    """
    if lang not in LANGUAGES:
        raise UsageError(f"the page speaks {' and '.join(LANGUAGES)}, not {lang!r}; choose one of these")
    labels = labels or ViewLabels()
    scope = scope or Scope()
    if scope.top is None:
        scope = replace(scope, top=max_nodes)
    part, report = apply_scope(data, scope)
    if data.nodes and not part.nodes:
        raise UsageError(f"nothing of the graph is left to show (left out: {left_out(report)}); loosen the options")
    names = {node.iri: node.label for node in data.nodes}
    content = payload(part, draw(part, labels), labels, names, report, links)
    content |= {"lang": lang, "strings": _strings(), "explore": None}
    if explore:
        addresses = {"neighbours": explore.neighbours, "names": explore.names, "start": explore.start}
        content |= {"explore": addresses, "totals": [explore.counts.get(node.iri, 0) for node in part.nodes]}
    words = {key: text[lang] for key, text in _strings().items()}
    library, script, style = _bundle(explore=explore is not None)
    page = _template().render(
        title=title or words["title"],
        lang=lang,
        t=words,
        csp=page_policy(connect=explore is not None),
        library=_own(library),
        script=_own(script),
        style=_own(style),
        data=_own(to_json(content)),
        menu=links.menu if links else (),
    )
    return page, report


def page_policy(*, connect: bool = False) -> str:
    """Return the content-security policy of the page; with ``connect`` it may ask its own server."""
    library, script, style = _bundle(explore=connect)
    return content_policy((library, script), (style,), connect=connect)


@cache
def _bundle(*, explore: bool) -> tuple[str, str, str]:
    """Return the library, the own script and the style of the page."""
    return _line_ends(vis_network()), _line_ends(own_script(explore=explore)), _line_ends(own_style())


@cache
def _strings() -> dict[str, dict[str, str]]:
    strings: dict[str, dict[str, str]] = json.loads((ASSETS / "strings.json").read_text(encoding="utf-8"))
    return strings


@cache
def _template() -> Any:  # noqa: ANN401 (jinja2 is imported lazily)
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 (heavy)

    environment = Environment(
        loader=FileSystemLoader(ASSETS.parent / "templates"), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("view.html")


def _own(text: str) -> Any:  # noqa: ANN401 (markupsafe is imported lazily)
    """Mark as safe what is this package's own code, or JSON already free of anything that could be markup."""
    from markupsafe import Markup  # noqa: PLC0415 (comes with jinja2)

    return Markup(text)  # noqa: S704 (see above)


def _line_ends(text: str) -> str:
    """Return the text with the line ends a browser sees, so that its hash is the one the browser computes."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
