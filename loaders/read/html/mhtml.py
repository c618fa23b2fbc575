"""MHTML (RFC 2557): a page saved as one file, by a browser or as Word's "single file web page".

>>> page_of(b'MIME-Version: 1.0\\r\\nContent-Type: multipart/related; boundary="b"\\r\\n\\r\\n'
...         b'--b\\r\\nContent-Type: text/html; charset="utf-8"\\r\\n\\r\\n<p>x\\r\\n--b--\\r\\n', "a.mhtml")
(b'<p>x', 'utf-8')
"""

from __future__ import annotations

import re

from loaders.read.decode import MAX_BYTES, ReadError

_HEAD = re.compile(rb"^content-type:\s{0,20}multipart/related", re.IGNORECASE | re.MULTILINE)
_LOOK = 4096


def is_mhtml(data: bytes) -> bool:
    """Whether these are the bytes of an MHTML file."""
    head = data[:_LOOK]
    said = _HEAD.search(head)
    return (
        said is not None
        and b"<" not in head[: said.start()].replace(b"<Saved by", b"")
        and b"mime-version:" in head.lower()
    )


def page_of(data: bytes, name: str) -> tuple[bytes, str]:
    """The bytes of the first HTML part and the character set it declares; raises ReadError."""
    from email import message_from_bytes, policy

    if len(data) > MAX_BYTES:
        raise ReadError(f"{name}: {len(data):,} bytes, the bound is {MAX_BYTES:,}; split the file")
    try:
        message = message_from_bytes(data.lstrip(), policy=policy.compat32)
        for count, part in enumerate(message.walk()):
            if count > 1_000:
                break
            if part.get_content_type() == "text/html":
                found = part.get_payload(decode=True)
                if isinstance(found, bytes):
                    return found, part.get_content_charset() or ""
    except (ValueError, LookupError, RecursionError, AttributeError, TypeError) as error:
        raise ReadError(f"{name}: broken MHTML ({type(error).__name__}); save the page as HTML") from error
    raise ReadError(f"{name}: MHTML without a page of HTML; save the page as HTML")
