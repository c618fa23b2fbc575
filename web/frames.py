"""Messages between the server and its workers: a header in JSON, then bytes, each after its length.

>>> import io
>>> next_frame(io.BytesIO(frame({"kind": "hello"}, b"abc")))
({'kind': 'hello'}, b'abc')
>>> next_frame(io.BytesIO(b"")) is None
True
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import IO, Any

LENGTHS = struct.Struct(">II")


def frame(header: Mapping[str, Any], body: bytes = b"") -> bytes:
    """A message as bytes."""
    said = json.dumps(header).encode("ascii")
    return LENGTHS.pack(len(said), len(body)) + said + body


def next_frame(stream: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """The next message of a stream, None at its end; raises EOFError if it ends within a message."""
    lengths = stream.read(LENGTHS.size)
    if not lengths:
        return None
    if len(lengths) < LENGTHS.size:
        raise EOFError
    head, rest = LENGTHS.unpack(lengths)
    said, body = stream.read(head), stream.read(rest)
    if len(said) < head or len(body) < rest:
        raise EOFError
    return json.loads(said), body
