"""From a request to a worker's answer and back: the parts that all routes share.

Entity tags are made of what the answer depends on (generation, question, format; of a question of the catalogue what
offices reported) and not of the answer, so that an unchanged one costs no query: RFC 9110, section 8.8.3. By the same
tags answers are kept (web.answers).
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response

from web.answers import Answers
from web.negotiate import takes_gzip
from web.problems import ProblemError
from web.served import Served
from web.workers import Pool, Reply

if TYPE_CHECKING:
    from web.elsewhere import Watched

BODY_SECONDS = 30
MOST_BODY = 2 << 20
"""Bytes of a request: a query, nothing else is taken in."""


@dataclass(frozen=True)
class Site:
    """What all routes work with: the workers, what is served, the limits of one answer, and those that are kept."""

    pool: Pool
    served: Served | Watched | None
    rows: int
    size: int
    answers: Answers = field(default_factory=lambda: Answers(0))

    @staticmethod
    def of(request: Request) -> Site:
        """That of the application a request came to."""
        site: Site = request.app.state.site
        return site


async def answered(request: Request, job: dict[str, Any], *, heavy: bool = False, lasting: bool = True) -> Response:
    """The answer of a worker to a job; 304 where the client has it already. `lasting`: the same until the next build.

    Raises ProblemError. A client that is gone ends its job.
    """
    site = Site.of(request)
    encoded = takes_gzip(request.headers.get("accept-encoding", ""))
    job = {"rows": site.rows, "size": site.size, "gzip": encoded, **job}
    headers = {"Vary": "Accept, Accept-Encoding", "Cache-Control": "no-cache" if lasting else "no-store"}
    tag = _tag(site.pool.source, job) if lasting else ""
    if lasting:
        headers["ETag"] = tag
        if request.method in ("GET", "HEAD") and _matches(request.headers.get("if-none-match", ""), tag):
            return Response(status_code=304, headers=headers)
    reply = await _run(request, site, job, heavy, tag)
    headers |= reply.header.get("headers", {})
    if reply.header["status"] >= 400:
        headers["Cache-Control"] = "no-store"
        headers.pop("ETag", None)
    response = Response(reply.body, reply.header["status"], headers)
    response.headers["Content-Type"] = reply.header["media"]
    if reply.header.get("more") and "next" in job:
        response.headers["Link"] = f'<{job["next"]}>; rel="next"'
    return response


async def _run(request: Request, site: Site, job: dict[str, Any], heavy: bool, tag: str) -> Reply:
    client = request.client.host if request.client else ""
    make = partial(site.pool.run, job, client, heavy=heavy)
    source = site.pool.source
    keep = tag and not source.get("endpoint")  # a store elsewhere may change between two looks at it
    answer = site.answers.of(tag, make, lambda: site.pool.source == source) if keep else make()
    run = asyncio.create_task(answer)
    gone = asyncio.create_task(_disconnected(request))
    try:
        await asyncio.wait({run, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not run.done():
            run.cancel()
            with contextlib.suppress(asyncio.CancelledError, ProblemError):
                await run
            raise ProblemError(408, "the client went away")
        return run.result()
    finally:
        gone.cancel()
        run.cancel()


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _tag(source: dict[str, Any], job: dict[str, Any]) -> str:
    said = json.dumps([source, job], sort_keys=True).encode()
    return f'"{hashlib.sha256(said).hexdigest()[:32]}"'


def _matches(asked: str, tag: str) -> bool:
    """If-None-Match compares weakly (RFC 9110, section 13.1.2)."""
    return asked.strip() == "*" or tag in (each.strip().removeprefix("W/") for each in asked.split(","))


async def body(request: Request, most: int = MOST_BODY) -> bytes:
    """The body of a request; raises ProblemError for one that is too long or too slow."""
    too_long = ProblemError(413, f"the request is longer than {most:,} bytes; this is no place to upload to")
    if int(request.headers.get("content-length") or 0) > most:
        raise too_long
    parts: list[bytes] = []
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for part in request.stream():
                parts.append(part)
                if sum(map(len, parts)) > most:
                    raise too_long
    except TimeoutError:
        raise ProblemError(408, f"the request did not end within {BODY_SECONDS} s; send it again") from None
    return b"".join(parts)
