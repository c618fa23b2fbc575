"""Errors as a page, for those who read pages; programs get Problem Details (web.problems)."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from web.pages.routes import asks_for_page
from web.pages.words import LANGUAGES
from web.problems import ProblemError, defect, refused

PROGRAMS = ("/sparql", "/graphs", "/api", "/.well-known")
"""Addresses that are for programs: their errors are Problem Details whatever is asked for."""

EXPLORER = "/api/graph/"
"""What a page of ours asks for by itself, and shows to people: its errors are said in Vietnamese too (`detailVi`)."""


def shown(request: Request, error: ProblemError) -> Response:
    """An error in the form that who asked reads."""
    if request.url.path.startswith(EXPLORER):
        from web.pages.spoken import spoken

        error.more.setdefault("detailVi", spoken("vi")(error.detail))
    if request.url.path.startswith(PROGRAMS) or not asks_for_page(request):
        return error.response()
    from web.pages.links import Links
    from web.pages.render import render

    language = request.cookies.get("lang", "")
    language = language if language in LANGUAGES else LANGUAGES[0]
    data = {"title": str(error.status), "status": error.status, "detail": error.detail, "address": request.url.path,
            "candidates": error.more.get("candidates", []), "generation": "", "today": "", "tabular": False,
            "active": "error", "query": request.query_params.get("q", "")}  # fmt: skip
    said = render("error.html", data, language, Links(""))
    headers = {"Cache-Control": "no-store", **error.headers, "Content-Language": language}
    return Response(said.encode("utf-8", "replace"), error.status, headers, media_type="text/html; charset=utf-8")


async def problem(request: Request, error: Exception) -> Response:
    """Starlette's handler for ProblemError."""
    assert isinstance(error, ProblemError)  # noqa: S101 - it is registered for this class alone
    return shown(request, error)


async def http_error(request: Request, error: Exception) -> Response:
    """Starlette's handler for what it refuses itself."""
    assert isinstance(error, HTTPException)  # noqa: S101 - it is registered for this class alone
    return shown(request, refused(request, error))


async def unexpected(request: Request, error: Exception) -> Response:
    """Starlette's handler for a defect."""
    return shown(request, defect())
