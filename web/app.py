"""The application: routes, the headers that all answers have, and the workers and generations behind them.

>>> policy = dict(HEADERS)["Content-Security-Policy"]
>>> "unsafe" in policy, "http" in policy
(False, False)
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from kg.store.generations import StoreError
from web import api, sparql, static_files
from web.exchange import Site
from web.graph import api as graph_api
from web.pages import routes as pages
from web.pages.errors import http_error, problem, unexpected
from web.problems import ProblemError
from web.work import CUT

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOG = logging.getLogger("chidao.web")
WATCH_SECONDS = 0.5
HEADERS = (
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Frame-Options", "DENY"),
)
"""What browsers are told with each answer: nothing runs or loads but files of this server."""


LINGER_SECONDS, LINGER_BYTES = 2.0, 16 << 20
"""So long, and so much, of what a client still sends is thrown away before it gets the answer that refuses it: closed
at once, the kernel would reset the connection, and most clients would never see the answer."""


class Protected:
    """Middleware that adds HEADERS, and lets clients see the answer to a body that is not wanted; the connection of one
    that would go on sending is closed after it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI says."""

        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        said = Headers(scope=scope)
        sending = said.get("content-length", "0") != "0" or "transfer-encoding" in said

        async def noted() -> Message:
            nonlocal sending
            message = await receive()
            sending = sending and bool(message.get("more_body"))
            return message

        async def thrown_away() -> None:
            size = 0
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LINGER_SECONDS):
                    while sending and size < LINGER_BYTES:
                        size += len((await noted()).get("body", b""))

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                if sending and "expect" not in said:  # who asks first sends nothing more after a refusal
                    await thrown_away()
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS:
                    headers[name] = value
                if sending:
                    headers["Connection"] = "close"
            await send(message)

        await self.app(scope, noted, with_headers)


def application(
    site: Site, origins: Sequence[str] = ("*",), ready: Callable[[], None] = lambda: None
) -> Starlette:
    """The application; `origins` are the sites whose pages may read answers (CORS), `*` for all. `ready` is called
    when the first request can be answered."""

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.site = site
        if site.served is not None:
            await site.served.renew()
            site.pool.source = site.served.source
        try:
            await site.pool.start()
            async with _watching(site):
                ready()
                yield
        finally:
            await site.pool.close()
            if site.served is not None:
                site.served.close()

    exposed = [CUT, "Link", "ETag", "Retry-After"]
    cors = Middleware(
        CORSMiddleware, allow_origins=list(origins), allow_methods=["GET", "HEAD", "POST"], allow_headers=["*"],
        expose_headers=exposed, max_age=86400, allow_private_network=True,
    )  # fmt: skip
    handlers: dict[Any, Any] = {ProblemError: problem, HTTPException: http_error, Exception: unexpected}
    return Starlette(
        routes=[*sparql.routes(), *api.routes(), *graph_api.routes(), *static_files.routes(), *pages.routes()],
        middleware=[Middleware(Protected), cors], exception_handlers=handlers, lifespan=lifespan,
    )  # fmt: skip


@contextlib.asynccontextmanager
async def _watching(site: Site) -> AsyncIterator[None]:
    watch = asyncio.create_task(_watch(site)) if site.served is not None else None
    try:
        yield
    finally:
        if watch is not None:
            watch.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await watch


async def _watch(site: Site) -> None:
    """Move to each new generation; the old one serves until the new one is ready."""
    assert site.served is not None  # noqa: S101 - it is watched only then
    while True:
        try:
            if await site.served.renew():
                await site.pool.move(site.served.source)
                site.served.release()
        except (StoreError, OSError) as error:
            _LOG.warning("the new generation cannot be served, the last one goes on: %s", error)
            await asyncio.sleep(10)
        await asyncio.sleep(WATCH_SECONDS)
