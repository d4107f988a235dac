"""The page's scripts and styles, put together from readable files, and the policy that lets only them run."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from kg.errors import DataError
from kg.view.labels import ASSETS

#: The order of the files; each may import only from those before it. Of alone.js and explore.js a page has one.
SCRIPTS = (
    "dom.js", "words.js", "data.js", "state.js", "walk.js", "visible.js", "theme.js", "edges.js", "regions.js",
    "names.js", "glide.js", "canvas.js", "alone.js", "explore.js", "search.js", "legend.js", "filters.js",
    "timeline.js", "chips.js", "evidence.js", "card.js", "pathway.js", "table.js", "download.js", "picture.js",
    "keys.js", "main.js",
)  # fmt: skip
STYLES = ("base.css", "layout.css", "controls.css", "panel.css", "print.css")
_IMPORT = re.compile(r"^import [^;]*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|let|class) )", re.MULTILINE)
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


@cache
def own_script(*, explore: bool = False) -> str:
    """Return the page's modules as one strict script: imports dropped, because all names live in one function.

    Only with ``explore`` it can ask a server.
    """
    parts = []
    for name in SCRIPTS:
        if name == ("alone.js" if explore else "explore.js"):
            continue
        source = (ASSETS / name).read_text(encoding="utf-8")
        parts.append(f"// {name}\n" + _EXPORT.sub("", _IMPORT.sub("", source)))
    return '"use strict";\n(() => {\n' + "\n".join(parts) + "})();\n"


@cache
def own_style() -> str:
    """Return the page's style sheets as one."""
    return "\n".join((ASSETS / name).read_text(encoding="utf-8") for name in STYLES)


@cache
def vis_network() -> str:
    """Return the vis-network library that pyvis ships (Apache-2.0 or MIT; its licence notice is kept).

    Raises :class:`DataError` when the installed pyvis does not hold it.
    """
    spec = find_spec("pyvis")
    folders = sorted((Path(spec.origin).parent / "lib").glob("vis-*")) if spec and spec.origin else []
    files = [folder / "vis-network.min.js" for folder in folders if (folder / "vis-network.min.js").is_file()]
    if not files:
        raise DataError("pyvis holds no vis-network library; reinstall pyvis")
    newest = max(files, key=lambda path: [int(part) for part in re.findall(r"\d+", path.parent.name)])
    source = _SOURCE_MAP.sub("", newest.read_text(encoding="utf-8"))
    if "</script" in source.lower():
        raise DataError(f"{newest}: cannot be inlined, it holds a closing script tag; install another pyvis")
    return source


def content_policy(scripts: tuple[str, ...], styles: tuple[str, ...], *, connect: bool = False) -> str:
    """Return a content-security policy that lets exactly these scripts and styles apply, and nothing be loaded.

    With ``connect`` the scripts may ask the server that the page comes from.
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(_source, scripts))}",
            f"style-src {' '.join(map(_source, styles))}",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
            *(["connect-src 'self'"] if connect else []),
        )
    )


def _source(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"
