"""What every page has: the head with its policy, the switches of language and theme, the links to other pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from markupsafe import Markup

from kg.errors import UsageError
from kg.view.bundle import content_policy
from kg.view.labels import ASSETS, LANGUAGES, ViewLabels, families, family_of, primary_classes
from kg.view.links import Links
from kg.view.pages import words
from kg.view.pages.marks import marked_quote
from kg.view.payload import safe_url

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment

    from kg.analyse.graph import GraphNode

SCRIPT, STYLES = "pages.js", ("base.css", "pages.css")


@dataclass(frozen=True, slots=True)
class Context:
    """What all renderers need: names of classes and relations, the entities by IRI, and where links lead."""

    nodes: Mapping[str, GraphNode] = field(default_factory=dict)
    labels: ViewLabels = field(default_factory=ViewLabels)
    links: Links = field(default_factory=Links)

    def name(self, iri: str) -> str:
        """Return the name of an entity; the end of its IRI when it is not described."""
        node = self.nodes.get(iri)
        return node.label if node and node.label else iri.rstrip("/").rsplit("/", 1)[-1]

    def icon(self, iri: str) -> Markup:
        """Return the shape of the entity's family, as in the graph."""
        node = self.nodes.get(iri)
        class_ = primary_classes([node.types])[0] if node else ""
        family = family_of(class_, self.labels)
        return Markup('<svg class="icon f-{}" viewBox="-12 -12 24 24" aria-hidden="true">{}</svg>').format(
            family["key"], _SHAPES[family["shape"]]
        )

    def entity(self, iri: str) -> Markup:
        """Return the name of an entity with its icon, as a link where it has a page."""
        text = Markup("{}<bdi>{}</bdi>").format(self.icon(iri), shorten(self.name(iri), 160))
        address = self.links.entity(iri)
        if address is None:
            return Markup('<span class="entity">{}</span>').format(text)
        return Markup('<a class="entity" href="{}">{}</a>').format(address, text)


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its title, its content as safe HTML, and what the menu marks as current."""

    title: str
    main: Markup
    links: Links = field(default_factory=Links)
    current: str = ""

    def html(self, lang: str = "en") -> str:
        """Return the page as one file that needs no other and asks for nothing, opening in ``lang``."""
        if lang not in LANGUAGES:
            raise UsageError(f"the page speaks {' and '.join(LANGUAGES)}, not {lang!r}; choose one of these")
        script, style = page_script(), page_style()
        return (
            environment()
            .get_template("page.html")
            .render(
                page=self,
                lang=lang,
                csp=content_policy((script,), (style,)),
                script=Markup(script),  # noqa: S704 (own files)
                style=Markup(style),  # noqa: S704 (own files)
            )
        )


@cache
def page_style() -> str:
    """Return the style of the pages: that of the graph page's colours and type, and their own."""
    colours = "\n".join(
        f".f-{family['key']} {{ color: light-dark({family['light']}, {family['dark']}); }}"
        for family in (*families()["families"], families()["other"])
    )
    return "\n".join([*((ASSETS / name).read_text(encoding="utf-8") for name in STYLES), colours])


@cache
def page_script() -> str:
    """Return the script of the pages: switches, and which words belong to which claim."""
    return (ASSETS / SCRIPT).read_text(encoding="utf-8")


@cache
def environment() -> Environment:
    """Return the templates' environment: everything is escaped that is not marked as safe here."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 (heavy)

    made = Environment(
        loader=FileSystemLoader(ASSETS.parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "say": words.say, "date": words.date, "period": words.period, "quantity": words.quantity,
        "number": words.number,
        "change": words.change, "share": words.share, "safe_url": safe_url, "quote": marked_quote,
        "is_date": words.is_date, "site": site_name,
    }  # fmt: skip
    made.filters["short"] = shorten
    return made


def render(template: str, context: Context, title: str, current: str = "", **values: Any) -> Page:  # noqa: ANN401
    """Return a page of one of the templates; ``context`` and ``names`` are what the macros need."""
    names = words.Names(context.labels)
    content = environment().get_template(template).render(context=context, names=names, title=title, **values)
    return Page(title, Markup(content), context.links, current)  # noqa: S704 (the template escapes)


def shorten(text: str, length: int) -> str:
    """Return at most ``length`` characters of a text."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


_SITES = (
    ("wikidata.org", "Wikidata"),
    ("wikipedia.org", "Wikipedia"),
    ("musicbrainz.org", "MusicBrainz"),
    ("imdb.com", "IMDb"),
)


def site_name(address: str) -> str:
    """Return what a link out is called: the site and the identifier, or the address itself."""
    name = next((name for host, name in _SITES if host in urlsplit(address).netloc), None)
    return f"{name} {address.rstrip('/').rsplit('/', 1)[-1]}" if name else shorten(address, 60)


_SHAPES = {
    "dot": Markup('<circle r="9" fill="currentColor"/>'),
    "square": Markup('<path d="M-8-8H8V8H-8z" fill="currentColor"/>'),
    "diamond": Markup('<path d="M0-11L11 0 0 11-11 0z" fill="currentColor"/>'),
    "triangle": Markup('<path d="M0-10L10 8H-10z" fill="currentColor"/>'),
    "triangleDown": Markup('<path d="M0 10L-10-8H10z" fill="currentColor"/>'),
    "hexagon": Markup('<path d="M10 0L5 9H-5L-10 0-5-9H5z" fill="currentColor"/>'),
    "star": Markup('<path d="M0-11L3-4 11-3 5 2 7 10 0 6-7 10-5 2-11-3-3-4z" fill="currentColor"/>'),
}
