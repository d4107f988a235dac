"""Style sheets and scripts of the pages, and the editor's files when they are there."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from kg.ids import digest
from kg.view.labels import ASSETS as VIEW_ASSETS

if TYPE_CHECKING:
    from starlette.requests import Request

OWN = Path(__file__).resolve().parent / "static"
EDITOR = OWN / "yasgui"
_KINDS = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


@cache
def files() -> dict[str, Path]:
    """Return every file that may be asked for: its name, where it is."""
    own = {path.name: path for path in sorted(OWN.glob("*")) if path.suffix in _KINDS}
    editor = {f"yasgui/{path.name}": path for path in sorted(EDITOR.glob("*")) if path.suffix in _KINDS}
    return {"base.css": VIEW_ASSETS / "base.css", **own, **editor}


@cache
def _content(name: str) -> tuple[bytes, str]:
    content = files()[name].read_bytes()
    return content, digest("static", content.decode("utf-8", "replace"))


def version(name: str) -> str:
    """Return the address of a file, which changes when the file does, so that browsers may keep it."""
    return f"/static/{name}?{_content(name)[1]}"


async def static(request: Request) -> Response:
    """Answer one of the files."""
    name = request.path_params["name"]
    if name not in files():
        raise HTTPException(404, "there is no such file")
    content, tag = _content(name)
    headers = {
        "ETag": f'"{tag}"',
        "Cache-Control": "public, max-age=31536000, immutable" if request.url.query == tag else "no-cache",
    }
    if f'"{tag}"' == request.headers.get("if-none-match"):
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers | {"Content-Type": _KINDS[files()[name].suffix]})


routes = [Route("/static/{name:path}", static)]
