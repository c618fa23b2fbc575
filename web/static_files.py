"""The files of web/static: ours, and in vendor/ the libraries that `make assets` builds. No other path is ever opened.

>>> shipped("base.css").media, shipped("../app.py") is None, shipped("no.css") is None
('text/css; charset=utf-8', True, True)
"""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from web.negotiate import takes_gzip
from web.problems import ProblemError

FOLDER = Path(__file__).parent / "static"
_MEDIA = {
    ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
    ".png": "image/png", ".woff2": "font/woff2", ".json": "application/json", ".ico": "image/x-icon",
    ".txt": "text/plain; charset=utf-8",
}  # fmt: skip
_YEAR = 31536000


@dataclass(frozen=True)
class StaticFile:
    """A file as it is sent; `tag` changes with it."""

    media: str
    body: bytes
    packed: bytes
    tag: str


def shipped(name: str) -> StaticFile | None:
    """A file by its path below web/static; None where there is none, or none of a kind that is served."""
    if name not in _names():
        # One that was built since is found; what is no path below the folder never is.
        _names.cache_clear()
        if name not in _names():
            return None
    file = FOLDER / name
    changed = file.stat()
    return _read(name, changed.st_mtime_ns, changed.st_size)


@cache
def _names() -> frozenset[str]:
    found = (file for file in FOLDER.rglob("*") if file.is_file() and file.suffix in _MEDIA)
    return frozenset(file.relative_to(FOLDER).as_posix() for file in found)


@cache
def _read(name: str, changed: int, size: int) -> StaticFile:
    del changed, size  # they make it a file of its own when it changes
    body = (FOLDER / name).read_bytes()
    tag = hashlib.sha256(body).hexdigest()[:16]
    return StaticFile(_MEDIA[Path(name).suffix], body, gzip.compress(body, 9, mtime=0), tag)


async def static(request: Request) -> Response:
    """A file; one that is asked for with its tag may be kept for ever."""
    found = shipped(request.path_params["name"])
    if found is None:
        raise ProblemError(404, f"{request.url.path[:200]}: no such file; libraries are built with: make assets")
    packed = takes_gzip(request.headers.get("accept-encoding", ""))
    tag = f'"{found.tag}{"-gz" if packed else ""}"'
    lasts = f"public, max-age={_YEAR}, immutable" if request.query_params.get("v") == found.tag else "no-cache"
    headers = {"ETag": tag, "Cache-Control": lasts, "Vary": "Accept-Encoding", "Content-Type": found.media}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    if packed:
        headers["Content-Encoding"] = "gzip"
    return Response(found.packed if packed else found.body, headers=headers)


def routes() -> list[Any]:
    """The routes of this module."""
    from starlette.routing import Route

    return [Route("/static/{name:path}", static)]
