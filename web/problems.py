"""The one shape of all errors: Problem Details for HTTP APIs (RFC 9457), one line of detail that says what to do.

>>> error = ProblemError(503, "busy", headers={"Retry-After": "2"})
>>> error.response().status_code, error.response().headers["retry-after"]
(503, '2')
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

MEDIA = "application/problem+json"


class ProblemError(Exception):
    """An answer that is an error: status, one line of detail, further members of the body (`more`) and headers."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        headers: Mapping[str, str] | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail
        self.headers, self.more = dict(headers or {}), dict(more or {})

    def response(self) -> Response:
        """As it is sent."""
        said = {"title": HTTPStatus(self.status).phrase, "status": self.status, "detail": self.detail, **self.more}
        headers = {"Cache-Control": "no-store", **self.headers}
        body = json.dumps(said, ensure_ascii=False).encode("utf-8", "replace")
        return Response(body, self.status, headers, media_type=MEDIA)


def refused(request: Request, error: HTTPException) -> ProblemError:
    """What Starlette itself refuses (404, 405) in the same shape."""
    where = request.url.path[:200]
    said = {404: f"{where}: there is nothing here; see /", 405: f"{request.method} is not allowed here"}
    headers = {key: value for key, value in (error.headers or {}).items() if key.lower() == "allow"}
    return ProblemError(error.status_code, said.get(error.status_code, error.detail), headers=headers)


def defect() -> ProblemError:
    """What is said of a defect: its traceback goes to the log, not to the client."""
    return ProblemError(500, "the server made a mistake; its log says which")
