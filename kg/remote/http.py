"""One HTTP request to a store, within a time and a size; what goes wrong is one line.

>>> Address.of("http://lan:secret@h/ds/").url, Address.of("http://lan:secret@h/ds").headers()
('http://h/ds', {'Authorization': 'Basic bGFuOnNlY3JldA=='})
>>> Address.of("file:///etc/passwd")
Traceback (most recent call last):
kg.remote.http.RemoteError: 'file:///etc/passwd': is no address of a store; give one such as http://127.0.0.1:7878
"""

from __future__ import annotations

import base64
import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

from kg.store.generations import StoreError

_PART = 1 << 16


class RemoteError(StoreError):
    """A store cannot be asked or filled; the message is one line. `status` is that of HTTP, 0 where there was none."""

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


class RemoteTimeoutError(RemoteError):
    """A store did not answer in time."""


@dataclass(frozen=True)
class Address:
    """A URL without the user and password that stood in it."""

    url: str
    user: str = ""
    password: str = ""

    @staticmethod
    def of(url: str) -> Address:
        """Raises RemoteError where it is no URL of HTTP."""
        parts = urlsplit(url.strip())
        try:
            usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
        except ValueError:
            usable = False
        if not usable:
            raise RemoteError(f"{url!r}: is no address of a store; give one such as http://127.0.0.1:7878")
        host = parts.netloc.rpartition("@")[2]
        bare = urlunsplit((parts.scheme, host, parts.path.rstrip("/"), parts.query, ""))
        return Address(bare, unquote(parts.username or ""), unquote(parts.password or ""))

    def headers(self) -> dict[str, str]:
        """What tells the store who asks (RFC 7617)."""
        if not self.user:
            return {}
        said = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        return {"Authorization": f"Basic {said}"}

    def at(self, url: str) -> Address:
        """Another URL for the same user."""
        return Address(url, self.user, self.password)


def send(
    method: str, address: Address, body: bytes | None, media: str, seconds: float, most: int = 1 << 20
) -> tuple[int, bytes]:
    """Send a request; the status (below 400) and the body. Raises RemoteError."""
    headers = address.headers() | ({"Content-Type": media} if media else {})
    request = urllib.request.Request(address.url, body, headers, method=method)  # noqa: S310 - Address lets HTTP alone pass
    with explained(address.url, seconds), urllib.request.urlopen(request, timeout=seconds) as response:  # noqa: S310
        return int(response.status), read(response.read, most, seconds)


def read(part: Callable[[int], bytes], most: int, seconds: float) -> bytes:
    """The body of an answer; raises RemoteError for one that is longer or takes longer."""
    end = time.monotonic() + seconds
    parts: list[bytes] = []
    size = 0
    while said := part(_PART):
        size += len(said)
        if size > most:
            raise RemoteError(f"the answer has more than {most >> 20} MiB; ask for less, or set CHIDAO_QUERY_RESULT_MB")
        if time.monotonic() > end:
            raise TimeoutError
        parts.append(said)
    return b"".join(parts)


@contextmanager
def explained(url: str, seconds: float) -> Iterator[None]:
    """Raises all that HTTP meets as RemoteError."""
    try:
        yield
    except RemoteError:
        raise
    except urllib.error.HTTPError as error:
        raise RemoteError(f"{url}: {error.code} {error.reason}{_said(_body(error))}", error.code) from None
    except TimeoutError:
        raise RemoteTimeoutError(
            f"{url}: no answer within {seconds:g} s; narrow it, or set CHIDAO_QUERY_SECONDS"
        ) from None
    except urllib.error.URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise RemoteTimeoutError(f"{url}: no answer within {seconds:g} s; is it the right address?") from None
        why = getattr(error.reason, "strerror", None) or str(error.reason)
        raise RemoteError(f"{url}: cannot be reached ({why}); is the store running?") from None
    except (OSError, http.client.HTTPException) as error:
        raise RemoteError(f"{url}: the connection broke ({error or type(error).__name__}); try again") from None


def _body(error: urllib.error.HTTPError) -> bytes:
    try:
        return error.read(_PART)
    except OSError:
        return b""


def _said(body: bytes) -> str:
    """What the body of an error says: the detail of RFC 9457, else its beginning.

    >>> _said(b'{"title": "x", "detail": "too long"}'), _said(b"")
    (': too long', '')
    """
    text = body.decode("utf-8", "replace")
    try:
        found: Any = json.loads(text)
        text = str(found["detail"])
    except (ValueError, KeyError, TypeError):
        pass
    words = " ".join(text.split())[:200]
    return f": {words}" if words else ""
