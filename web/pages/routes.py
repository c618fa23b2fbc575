"""The addresses of the pages: `/tasks`, and for a thing of the graph the path of its IRI (`/agency/…`, `/doc/…`).

Each is a page, or data: with `.json`, `.csv` or (things) `.ttl`, `.jsonld`, `.nt`, `.rdf` behind the path, or by
Accept.
The language is chosen by `?lang=`, which a cookie keeps; Vietnamese without it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from web.exchange import Site, answered
from web.negotiate import GRAPHS, Format, choose
from web.pages.assets import version
from web.pages.table import BELOW, CALENDARS, ENTITIES, FIXED, NESTED
from web.pages.words import LANGUAGES
from web.problems import ProblemError
from web.reported import state
from web.sparql import accept, pairs

_PAGES = (
    Format("html", "text/html; charset=utf-8", ("text/html", "application/xhtml+xml")),
    Format("json", "application/json", ("application/json",)),
    Format("csv", "text/csv; charset=utf-8", ("text/csv",)),
)
_CALENDAR = Format("ics", "text/calendar; charset=utf-8", ("text/calendar",))
_RDF = tuple(each for each in GRAPHS if each.name in ("turtle", "ntriples", "jsonld", "rdfxml"))
_ENDINGS = {
    "json": "json", "csv": "csv", "html": "html", "ttl": "turtle", "nt": "ntriples", "jsonld": "jsonld",
    "rdf": "rdfxml", "ics": "ics",
}  # fmt: skip
_COOKIE_SECONDS = 365 * 24 * 3600


async def fixed(request: Request) -> Response:
    """A page with an address of its own."""
    path, form = _ending(request.url.path.strip("/"))
    return await _page(request, path or "home", "", form, (*_PAGES, _CALENDAR) if path in CALENDARS else _PAGES)


async def entity(request: Request) -> Response:
    """The page of a thing of the graph, at the path of its IRI."""
    path, form = _ending(request.url.path.removeprefix("/"))
    first = path.partition("/")[0]
    return await _page(request, BELOW[first][0] if first in BELOW else first, path, form, (*_PAGES, *_RDF))


async def nested(request: Request) -> Response:
    """A page with an address of its own, or one below it."""
    path, form = _ending(request.url.path.strip("/"))
    name, _, rest = path.partition("/")
    return await _page(request, name, rest, form, _PAGES)


async def home_data(request: Request) -> Response:
    """The home page as data."""
    return await _page(request, "home", "", _ending(request.url.path)[1], _PAGES)


async def _page(request: Request, name: str, path: str, form: str, offered: tuple[Format, ...]) -> Response:
    if form and form not in {each.name for each in offered}:
        raise ProblemError(404, f"{request.url.path[:200]}: not in this form; take .json")
    if not form:
        chosen = choose(accept(request), offered)
        if chosen is None:
            raise ProblemError(406, f"this is to be had as: {', '.join(each.types[0] for each in offered)}")
        form = chosen.name
    given = {key: value for key, value in pairs(request.url.query) if value}
    language, wanted = _language(request, given.pop("lang", ""))
    if wanted and form == "html" and request.method == "GET":
        # The choice is kept, and the address stays one that can be passed on.
        response: Response = RedirectResponse(str(request.url.remove_query_params("lang")), 303)
        response.set_cookie("lang", language, max_age=_COOKIE_SECONDS, samesite="lax", httponly=True)
        return response
    if form in {each.name for each in _RDF}:
        return await answered(request, {"kind": "entity", "path": path, "form": form, "accept": accept(request)})
    address = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    job = {"kind": "page", "name": name, "path": path, "given": given, "lang": language, "form": form,
           "today": date.today().isoformat(), "address": address, "version": version(),
           "origin": str(request.base_url).rstrip("/"), "reported": state(Site.of(request).pool.source)}  # fmt: skip
    response = await answered(request, job)
    response.headers["Vary"] = "Accept, Accept-Encoding, Cookie"
    response.headers["Content-Language"] = language
    return response


def _language(request: Request, said: str) -> tuple[str, bool]:
    """The language of a page, and whether the address chooses it."""
    if said in LANGUAGES:
        return said, True
    kept = request.cookies.get("lang", "")
    return (kept if kept in LANGUAGES else LANGUAGES[0]), False


def _ending(path: str) -> tuple[str, str]:
    """A path without its ending, and the form that names.

    >>> _ending("tasks.csv"), _ending("doc/x/II/2.4")
    (('tasks', 'csv'), ('doc/x/II/2.4', ''))
    """
    head, dot, ending = path.rpartition(".")
    return (head, _ENDINGS[ending]) if dot and ending in _ENDINGS else (path, "")


def asks_for_page(request: Request) -> bool:
    """Whether who asks wants to read a page rather than data: so is an error shown then."""
    chosen = choose(accept(request), (*_PAGES[1:], _PAGES[0])) if accept(request) else None
    return chosen is not None and chosen.name == "html"


def routes() -> list[Any]:
    """The routes of this module."""
    from starlette.routing import Route

    names = [f"/{name}" for name in FIXED if name != "home"]
    endings = [f".{each}" for each in ("json", "csv")]
    return [
        Route("/", fixed),
        *(Route(f"/home{ending}", home_data) for ending in endings),
        *(Route(name + ending, fixed) for name in names for ending in ("", *endings)),
        *(Route(f"/{name}{rest}", nested) for name in NESTED for rest in ("", ".json", ".csv", "/{path:path}")),
        *(Route(f"/{name}.ics", fixed) for name in CALENDARS),
        *(Route(f"/{first}{rest}", entity) for first in ENTITIES for rest in ("/{path:path}", "")),
        *(Route(f"/{first}/{{path:path}}", entity) for first in BELOW),
        *(Route(f"/ont.{ending}", entity) for ending in _ENDINGS),
    ]
