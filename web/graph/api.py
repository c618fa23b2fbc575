"""The explorer's data as JSON; every answer is bounded, and says `truncated` where there is more.

    /api/graph/terms                                    classes and relations with their labels, the base of IRIs
    /api/graph/start                                    an overview: documents and the relations between them
    /api/graph/focus?iri=                               a thing with what lies beside it, and counts of all of that
    /api/graph/expand?iri=&relation=&outward=&limit=&offset=   what one relation leads to, or comes from
    /api/graph/view                                     POST {"iris": [...]}: a view that is opened again
    /api/graph/node?iri=                                what the graph says of a thing, and on which words
    /api/graph/edge?source=&relation=&target=           the words that state an edge
    /api/graph/path?from=&to=&common=                   a shortest way between two things
    /api/graph/search?q=                                things by a name, in any spelling
    /api/graph/large                                    the whole graph, column by column, with places to draw it at

A node is {iri, class, label, place, date, level}, an edge {source, relation, target, confidence, inferred}.
"""

from __future__ import annotations

import json
import re
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from web.exchange import answered, body
from web.graph.explore import MOST_PAGE, MOST_VIEW
from web.problems import ProblemError
from web.sparql import pairs

# RFC 3987, section 2.2: a scheme, then none of the characters that no IRI holds.
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]{1,2000}")
_NAME = re.compile(r"[A-Za-z]{1,40}")
_YES = {"true": True, "1": True, "false": False, "0": False, "": False}


class _Given:
    """The parameters of a URL, each once, each checked; raises ProblemError."""

    def __init__(self, request: Request, *known: str) -> None:
        self.values: dict[str, str] = {}
        for name, value in pairs(request.url.query):
            if name not in known:
                raise ProblemError(400, f"{name[:40]}: no such parameter; known are: {', '.join(known) or 'none'}")
            if name in self.values:
                raise ProblemError(400, f"{name}: stands twice; give it once")
            self.values[name] = value

    def iri(self, name: str) -> str:
        """An IRI, which must be given."""
        value = self.values.get(name, "").strip().strip("<>")
        if not _IRI.fullmatch(value):
            raise ProblemError(400, f"{name}: {value[:100]!r} is no IRI; give that of a thing of the graph")
        return value

    def name(self, name: str) -> str:
        """The name of a relation, which must be given."""
        value = self.values.get(name, "")
        if not _NAME.fullmatch(value):
            raise ProblemError(400, f"{name}: {value[:40]!r} is no relation; see /api/graph/terms")
        return value

    def yes(self, name: str) -> bool:
        """Whether a thing is wanted."""
        value = self.values.get(name, "").lower()
        if value not in _YES:
            raise ProblemError(400, f"{name}: {value[:40]!r} is neither true nor false")
        return _YES[value]

    def whole(self, name: str, most: int) -> int:
        """A whole number, 0 where none is given, `most` where it is more."""
        value = self.values.get(name) or "0"
        if not (value.isascii() and value.isdecimal() and len(value) < 10):
            raise ProblemError(400, f"{name}: {value[:40]!r} is no whole number")
        return min(int(value), most)


async def _asked(request: Request, what: str, given: dict[str, Any], *, heavy: bool = False) -> Response:
    return await answered(request, {"kind": "explore", "what": what, "given": given}, heavy=heavy)


async def plain(request: Request) -> Response:
    """What needs no parameter: terms, start, large."""
    what = request.url.path.rpartition("/")[2]
    _Given(request)
    return await _asked(request, what, {}, heavy=what == "large")


async def thing(request: Request) -> Response:
    """What is asked of one thing: focus, node."""
    given = _Given(request, "iri")
    return await _asked(request, request.url.path.rpartition("/")[2], {"iri": given.iri("iri")})


async def expand(request: Request) -> Response:
    """One relation of a thing."""
    given = _Given(request, "iri", "relation", "outward", "limit", "offset")
    asked = {
        "iri": given.iri("iri"), "relation": given.name("relation"), "outward": given.yes("outward"),
        "limit": given.whole("limit", MOST_PAGE), "offset": given.whole("offset", 10**6),
    }  # fmt: skip
    return await _asked(request, "expand", asked)


async def edge(request: Request) -> Response:
    """The words that state an edge."""
    given = _Given(request, "source", "relation", "target")
    asked = {"source": given.iri("source"), "relation": given.name("relation"), "target": given.iri("target")}
    return await _asked(request, "edge", asked)


async def path(request: Request) -> Response:
    """A shortest way."""
    given = _Given(request, "from", "to", "common")
    asked = {"from": given.iri("from"), "to": given.iri("to"), "common": given.yes("common")}
    return await _asked(request, "path", asked, heavy=True)


async def search(request: Request) -> Response:
    """Things by a name."""
    words = _Given(request, "q").values.get("q", "").strip()
    if not words:
        raise ProblemError(400, "ask with ?q=words: the number of a document, the name of an agency, words of a task")
    return await _asked(request, "search", {"words": words})


async def view(request: Request) -> Response:
    """A view that is opened again: more IRIs than an address holds, so they are posted."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise ProblemError(415, 'a view is posted as application/json: {"iris": [...]}')
    try:
        iris = json.loads(await body(request))["iris"]
        good = isinstance(iris, list) and all(isinstance(iri, str) and _IRI.fullmatch(iri) for iri in iris)
    except (ValueError, KeyError, TypeError, RecursionError):
        good = False
    if not good:
        raise ProblemError(400, 'a view is {"iris": [...]}, each the IRI of a thing')
    if len(iris) > MOST_VIEW:
        raise ProblemError(413, f"{len(iris):,} things are more than {MOST_VIEW:,}; open the large view")
    return await _asked(request, "view", {"iris": iris})


def routes() -> list[Any]:
    """The routes of this module."""
    from starlette.routing import Route

    at = "/api/graph/"
    return [
        *(Route(at + name, plain) for name in ("terms", "start", "large")),
        *(Route(at + name, thing) for name in ("focus", "node")),
        Route(at + "expand", expand), Route(at + "edge", edge), Route(at + "path", path), Route(at + "search", search),
        Route(at + "view", view, methods=["POST"]),
    ]  # fmt: skip
