"""The SPARQL 1.1 Protocol (query operation) and the read side of the Graph Store HTTP Protocol.

    /sparql                 GET without query: service description, in a browser the editor;
                            GET and both POSTs: query operation
    /graphs                 GET, HEAD ?graph=IRI or ?default
    /.well-known/void       the description of the data set (VoID)

Updates are refused with 403 (they are understood and forbidden), other methods with 405, other bodies with 415.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from web.exchange import Site, answered, body
from web.guard import volatile
from web.negotiate import GRAPHS, Format, choose
from web.problems import ProblemError
from web.work import READ_ONLY

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
# RFC 3987, section 2.2: a scheme, then none of the characters that no IRI holds.
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]*")
Pairs = list[tuple[str, str]]


async def sparql(request: Request) -> Response:
    """The endpoint."""
    given = pairs(request.url.query)
    text: str | None = None
    if request.method == "POST":
        media, _, parameters = request.headers.get("content-type", "").partition(";")
        kind = media.strip().lower()
        if kind == UPDATE:
            raise ProblemError(403, READ_ONLY)
        if kind not in (FORM, QUERY):
            said = {"Accept-Post": f"{QUERY}, {FORM}"}
            raise ProblemError(415, f"a query is posted as {QUERY} or {FORM}", headers=said)
        posted = utf8(await body(request), parameters)
        if kind == FORM:
            given += pairs(posted)
        else:
            text = posted
    if any(name in ("update", "using-graph-uri", "using-named-graph-uri") for name, _ in given):
        raise ProblemError(403 if request.method == "POST" else 400, READ_ONLY)
    queries = [value for name, value in given if name == "query"]
    if text is None and not queries and request.method != "POST":
        if _by_a_person(request):
            return RedirectResponse("/editor", 303, {"Vary": "Accept"})
        return await description(request)
    if len(queries) + (text is not None) != 1:
        raise ProblemError(400, f"there must be one query, not {len(queries) + (text is not None)}")
    text = text if text is not None else queries[0]
    job = {
        "kind": "sparql", "query": text, "accept": accept(request), "base": endpoint(request),
        "default": iris(given, "default-graph-uri"), "named": iris(given, "named-graph-uri"),
    }  # fmt: skip
    return await answered(request, job, heavy=True, lasting=not volatile(text))


def _by_a_person(request: Request) -> bool:
    """Whether a browser came to look: it wants a page more than any syntax of RDF."""
    chosen = choose(accept(request), (*GRAPHS, Format("html", "text/html", ("text/html",))))
    return chosen is not None and chosen.name == "html"


async def description(request: Request) -> Response:
    """SPARQL 1.1 Service Description, section 2: what GET gives at the endpoint itself."""
    return await answered(request, {"kind": "describe", "accept": accept(request), "endpoint": endpoint(request)})


async def void(request: Request) -> Response:
    """Describing Linked Datasets with the VoID Vocabulary, section 7.2."""
    described = Site.of(request).pool.source["description"]
    if not described:
        raise ProblemError(404, "this store has no description; its service description is at /sparql")
    return await answered(request, {"kind": "void", "accept": accept(request)})


async def graphs(request: Request) -> Response:
    """SPARQL 1.1 Graph Store HTTP Protocol, sections 4.2 and 5.2."""
    given = pairs(request.url.query)
    named, default = [v for n, v in given if n == "graph"], [v for n, v in given if n == "default"]
    if len(named) + len(default) != 1 or any(default):
        raise ProblemError(400, "ask for one graph: ?graph=IRI, or ?default for the union of all")
    wanted = iris(given, "graph")[0] if named else None
    return await answered(request, {"kind": "graph", "graph": wanted, "accept": accept(request)}, heavy=True)


def accept(request: Request) -> str:
    """The Accept header, all of them where there are several."""
    return ", ".join(request.headers.getlist("accept"))


def endpoint(request: Request) -> str:
    """The URL of the endpoint as the client knows it."""
    return str(request.url.replace(query="", fragment="", path=request.url.path.rstrip("/")))


def utf8(said: bytes, parameters: str) -> str:
    """A body as text; raises ProblemError where it is or says it is no UTF-8 (SPARQL 1.1 Protocol, section 2.1.3)."""
    found = re.search(r"charset\s*=\s*\"?([^\s;\"]+)", parameters, re.IGNORECASE)
    if found and found[1].lower() not in ("utf-8", "utf8"):
        raise ProblemError(415, f"charset {found[1][:40]}: send UTF-8")
    try:
        return said.decode("utf-8")
    except UnicodeDecodeError:
        raise ProblemError(400, "the body is no UTF-8; send it as UTF-8") from None


def pairs(text: str) -> Pairs:
    """The parameters of a query string or a form; raises ProblemError where they are no UTF-8 or too many.

    >>> pairs("query=ASK%20%7B%7D&default-graph-uri=urn:a")
    [('query', 'ASK {}'), ('default-graph-uri', 'urn:a')]
    """
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except UnicodeDecodeError:
        raise ProblemError(400, "the parameters are no UTF-8; send them as UTF-8") from None
    except ValueError:
        raise ProblemError(400, "these are more than 1000 parameters; send fewer") from None


def iris(given: Pairs, name: str) -> list[str]:
    """The values of a parameter that holds IRIs; raises ProblemError for one that is none."""
    found = [value for key, value in given if key == name]
    for each in found:
        if not _IRI.fullmatch(each):
            raise ProblemError(400, f"{name}: {each[:200]!r} is no absolute IRI")
    return found


def routes() -> list[Any]:
    """The routes of this module."""
    from starlette.routing import Route

    return [
        Route("/sparql", sparql, methods=["GET", "POST"]),
        Route("/sparql/", sparql, methods=["GET", "POST"]),
        Route("/graphs", graphs, methods=["GET"]),
        Route("/.well-known/void", void, methods=["GET"]),
    ]
