"""Where things stand, for templates: every link of a page is made here, so that the same templates serve a site of
files too.

>>> links = Links("https://w3id.org/chidao/")
>>> links.entity("https://w3id.org/chidao/doc/bộ-chính-trị/13-nq-tw/II/1#task")
'/doc/b%E1%BB%99-ch%C3%ADnh-tr%E1%BB%8B/13-nq-tw/II/1#task'
>>> links.to("tasks", lead="Sở Y tế", due=None)
'/tasks?lead=S%E1%BB%9F+Y+t%E1%BA%BF'
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from urllib.parse import quote, urlencode

from web.static_files import shipped

PATH = "/:@!$&'()*+,;=~-._"
"""What stands in a path as it is (RFC 3986, section 3.3)."""


class Links:
    """Links of a server. `base` is the base of the graph's IRIs; `live`: there is a server that can be asked."""

    live = True

    def __init__(self, base: str) -> None:
        self.base = base

    def entity(self, iri: str) -> str:
        """The page of a thing of the graph; the IRI itself for what lies elsewhere."""
        if not iri.startswith(self.base):
            return iri if iri.startswith(("http://", "https://")) else ""
        path, _, fragment = iri.removeprefix(self.base).partition("#")
        return f"/{'/'.join(map(_quoted, path.split('/')))}" + (f"#{_quoted(fragment)}" if fragment else "")

    def to(self, page: str, given: Mapping[str, object] | None = None, /, **more: object) -> str:
        """A page by its path, with the parameters that are not empty."""
        said = {k: str(v) for k, v in {**(given or {}), **more}.items() if v not in (None, "", False)}
        return f"/{page}" + (f"?{urlencode(said)}" if said else "")

    def form(self, address: str, form: str) -> str:
        """The same page in another form: json, csv, ttl.

        >>> Links("urn:x").form("/tasks?lead=a", "csv"), Links("urn:x").form("/", "json")
        ('/tasks.csv?lead=a', '/home.json')
        """
        path, _, given = address.partition("#")[0].partition("?")
        return f"{path if path != '/' else '/home'}.{form}" + (f"?{given}" if given else "")

    def static(self, file: str) -> str:
        """A file of web/static, by an address that changes when the file does."""
        return _static(file)


@lru_cache(maxsize=8192)
def _quoted(part: str) -> str:
    """A part of a path, or a fragment: most addresses of a page have most of their parts in common."""
    return quote(part, safe=PATH)


@cache
def _static(file: str) -> str:
    found = shipped(file)
    return f"/static/{quote(file)}" + (f"?v={found.tag}" if found else "")
