"""Links between pages that are files: relative, so that a site works from any folder of a file share.

>>> files = {"doc/a": "doc/a-1.html", "agency/b": "agency/b-2.html", "/tasks": "tasks.html"}
>>> links = SiteLinks("urn:", files, "agency/b-2.html")
>>> links.entity("urn:doc/a/II/1#task"), links.entity("urn:agency/b"), links.to("tasks"), links.entity("urn:place/c")
('../doc/a-1.html#II/1', 'b-2.html', '../tasks.html', '')
>>> links.to("tasks", doc="urn:doc/a"), links.to("tasks", lead="urn:agency/b"), links.to("lineage", doc="urn:doc/a")
('../doc/a-1.html', '', '')
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import quote

from web.pages.links import PATH, Links

NARROWED = ("tasks", "projects")
"""Lists of which the page of a document, an agency or a field has what they would show, narrowed to it."""


class SiteLinks(Links):
    """Links out of the file `here`. `files`: the file of each thing by the path of its IRI, and of each page by `/` and
    its address. What has no file has no link."""

    live = False

    def __init__(self, base: str, files: Mapping[str, str], here: str) -> None:
        super().__init__(base)
        self._files, self._here = files, here

    @property
    def root(self) -> str:
        """What leads from this file to the folder of the site."""
        return "../" * self._here.count("/")

    def entity(self, iri: str) -> str:
        """The file of a thing; of a part of a document the place in the document's file."""
        if not iri.startswith(self.base):
            return super().entity(iri)
        path, _, fragment = iri.removeprefix(self.base).partition("#")
        if path in self._files:
            return self._relative(self._files[path], fragment if path.startswith("doc/") else "")
        whole = path
        while "/" in whole:
            whole = whole.rpartition("/")[0]
            if whole in self._files:
                return self._relative(self._files[whole], path[len(whole) + 1 :])
        return ""

    def to(self, page: str, given: Mapping[str, object] | None = None, /, **more: object) -> str:
        """The file of a page; empty where there is none for these parameters. A list narrowed to one thing is that
        thing's own page, which has the same."""
        address = super().to(page, given, **more)
        if address in self._files:
            return self._relative(self._files[address], "")
        said = [str(value) for value in {**(given or {}), **more}.values() if value not in (None, "", False)]
        if page not in NARROWED or len(said) != 1 or not said[0].startswith(self.base):
            return ""
        path = said[0].removeprefix(self.base)
        return self._relative(self._files[path], "") if self._files.get(path, self._here) != self._here else ""

    def form(self, address: str, form: str) -> str:
        """There is no other form of a file."""
        return ""

    def static(self, file: str) -> str:
        """A file of web/static."""
        return self._relative(f"static/{file}", "")

    def _relative(self, file: str, fragment: str) -> str:
        path = quote(posixpath.relpath(file, posixpath.dirname(self._here) or "."), safe=PATH)
        return path + (f"#{quote(fragment, safe=PATH)}" if fragment else "")


_DEAD = re.compile(r'<a\b(?=[^<>]*\shref="")[^<>]*>(.*?)</a>', re.DOTALL)


def without_dead_links(page: str) -> str:
    """A page in which what leads nowhere is plain text. Attributes hold no `<` or `>`: the templates escape them.

    >>> without_dead_links('<p><a class="x" href="">all</a> <a href="b.html">b</a></p>')
    '<p><span>all</span> <a href="b.html">b</a></p>'
    """
    return _DEAD.sub(r"<span>\1</span>", page)
