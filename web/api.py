"""The catalogue of questions as data.

    /api                                what there is
    /api/query                          the questions, each with its parameters
    /api/query/NAME?doc=13-NQ/TW        an answer; .json and .csv, or by Accept; limit= and offset= choose the page
    /api/search?q=words                 provisions in which words stand

An answer has the envelope of `chidao query run --json`: columns, count, truncated, rows. Once an office reported of a
task, answers with a column of tasks have status, statusDate, statusNote and statusProof too. Where more rows follow,
the header `Link` has the next page and `Chidao-Truncated` says `rows`.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import Response

from queries.bind import page
from queries.catalogue import Catalogue, Question
from queries.commands.questions import as_data as described
from queries.run import unknown
from web.exchange import Site, answered
from web.negotiate import TABLES, choose
from web.problems import ProblemError
from web.reported import state
from web.sparql import accept, pairs

SEARCH_PAGE = 20


async def index(request: Request) -> Response:
    """What there is, for programs."""
    generation = Site.of(request).pool.source.get("folder") or ""
    found = {
        "generation": generation.rsplit("/", 1)[-1] or None,
        "sparql": "/sparql", "graphs": "/graphs?default", "void": "/.well-known/void",
        "questions": "/api/query", "search": "/api/search?q=",
    }  # fmt: skip
    return data(found)


async def questions(request: Request) -> Response:
    """All questions of the catalogue."""
    rows = [{**described(each), "href": f"/api/query/{each.name}"} for each in catalogue().values()]
    return data({"columns": list(rows[0]), "count": len(rows), "truncated": False, "rows": rows})


async def question(request: Request) -> Response:
    """The answer to one question."""
    name, form = _form(request, request.path_params["name"])
    found = catalogue().get(name)
    if found is None:
        raise ProblemError(404, str(unknown(name[:100])))
    given = dict(_once(request))
    limit, offset = _whole(given, "limit"), _whole(given, "offset") or 0
    most = Site.of(request).rows
    own = page(found.text)
    limit = own if limit is None else min(limit or most, most)  # 0: all, which is what a worker may give
    job = {"kind": "ask", "name": name, "given": given, "form": form, "limit": limit, "offset": offset}
    job["progress"] = state(Site.of(request).pool.source)  # nothing but the entity tag needs it
    following = {**given, "limit": limit or most, "offset": offset + (limit or most)}
    return await answered(request, {**job, "next": f"{quote(request.url.path)}?{urlencode(following)}"})


async def search(request: Request) -> Response:
    """Provisions in which words stand."""
    _, form = _form(request, request.url.path)
    given = dict(_once(request))
    words = given.pop("q", "")
    limit = _whole(given, "limit")
    if given or not words.strip():
        raise ProblemError(400, "ask with ?q=words, and limit= where 20 are too few")
    job = {"kind": "search", "words": words, "limit": min(limit or SEARCH_PAGE, 1000), "form": form}
    return await answered(request, job)


def data(found: Any) -> Response:
    """Plain data as JSON."""
    body = json.dumps(found, ensure_ascii=False).encode("utf-8", "replace")
    return Response(body, headers={"Cache-Control": "no-cache"}, media_type="application/json")


@cache
def catalogue() -> dict[str, Question]:
    """The questions by name; read once, since each is checked by parsing it."""
    return {each.name: each for each in Catalogue.shipped()}


def _form(request: Request, name: str) -> tuple[str, str]:
    """The name without its ending, and the format: that of the ending, or by Accept."""
    stem, dot, ending = name.rpartition(".")
    if dot and ending in ("json", "csv"):
        return stem, ending
    form = choose(accept(request), TABLES)
    if form is None:
        raise ProblemError(406, "this is to be had as: application/json, text/csv")
    return name, form.name


def _once(request: Request) -> list[tuple[str, str]]:
    """The parameters of the URL that have a value; raises ProblemError where one stands twice."""
    given = [(name, value) for name, value in pairs(request.url.query) if value]
    twice = next((name for name, _ in given if [each for each, _ in given].count(name) > 1), None)
    if twice is not None:
        raise ProblemError(400, f"{twice[:100]}: stands twice; give it once")
    return given


def _whole(given: dict[str, str], name: str) -> int | None:
    """A whole number out of the parameters, taken out of them; raises ProblemError where it is none."""
    said = given.pop(name, None)
    if said is None:
        return None
    if not (said.isascii() and said.isdecimal() and len(said) < 10):
        raise ProblemError(400, f"{name}: {said[:40]!r} is no whole number")
    return int(said)


def routes() -> list[Any]:
    """The routes of this module."""
    from starlette.routing import Route

    return [
        Route("/api", index), Route("/api/", index),
        Route("/api/query", questions), Route("/api/query.json", questions),
        Route("/api/query/{name}", question),
        Route("/api/search", search), Route("/api/search.json", search), Route("/api/search.csv", search),
    ]  # fmt: skip
