"""Which reader reads which bytes: told by the bytes themselves, by the name only where they leave it open.

Offices rename files: a portal's "van-ban.doc" is often HTML, a ".docx" a PDF. So the content decides.

>>> sniff(b"%PDF-1.7 ...", "a.docx").media_type
'application/pdf'
>>> sniff(b"K\\xe1\\xba\\xbf ho\\xe1\\xba\\xa1ch", "a.md").media_type
'text/markdown'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from loaders.model import Text


class Reader(Protocol):
    """The bytes of a file and its name to the canonical text; raises ReadError, nothing else."""

    def __call__(self, data: bytes, name: str) -> Text:
        """Read it."""


@dataclass(frozen=True)
class Format:
    """A kind of file. `module` holds its `read_bytes` and is imported when the first such file is met."""

    name: str
    media_type: str
    suffixes: tuple[str, ...]
    module: str
    binary: bool = True

    def reader(self) -> Reader:
        """The function that reads it."""
        return cast(Reader, import_module(self.module).read_bytes)


PLAIN = Format("text", "text/plain", (".txt",), "loaders.read.plain", binary=False)
MARKDOWN = Format("Markdown", "text/markdown", (".md", ".markdown"), "loaders.read.plain", binary=False)
HTML = Format(
    "HTML", "text/html", (".html", ".htm", ".xhtml", ".mhtml", ".mht", ".hocr"), "loaders.read.html", binary=False
)  # fmt: skip
PDF = Format("PDF", "application/pdf", (".pdf",), "loaders.read.pdf")
DOCX = Format(
    "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx", ".docm"),
    "loaders.read.docx",
)  # fmt: skip
DOC = Format("Word 97", "application/msword", (".doc",), "loaders.read.office")
RTF = Format("RTF", "application/rtf", (".rtf",), "loaders.read.office", binary=False)
ODT = Format("OpenDocument", "application/vnd.oasis.opendocument.text", (".odt",), "loaders.read.office")
FORMATS = (PLAIN, MARKDOWN, HTML, DOCX, PDF, DOC, RTF, ODT)
CONVERT = "convert it to .docx or .pdf"  # what to do with a file of another kind
SUFFIXES = frozenset(suffix for each in FORMATS for suffix in each.suffixes)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream that holds a DOCX with a password (MS-OFFCRYPTO)
_MAGIC = (
    (b"%PDF-", PDF),
    (_OLE, DOC),
    (b"{\\rtf", RTF),
)
_HTML = re.compile(rb"<(?:!doctype html|html|head|body|table|meta)[\s>]", re.IGNORECASE)
_MHTML = re.compile(rb"^content-type:\s{0,20}multipart/related", re.IGNORECASE | re.MULTILINE)
_LOOK = 1024


def by_suffix(name: str) -> Format | None:
    """The kind that a file's name says."""
    lower = name.lower()
    return next((each for each in FORMATS if lower.endswith(each.suffixes)), None)


def sniff(data: bytes, name: str) -> Format:
    """The kind of a file by its first bytes; by its name, or as plain text, where they say nothing."""
    head = data[:_LOOK]
    if head.startswith(_OLE) and _ENCRYPTED in data:
        return DOCX  # its reader says that it wants a password
    for magic, kind in _MAGIC:
        if magic in head:
            return kind
    if head.startswith(b"PK\x03\x04"):
        return ODT if b"opendocument.text" in head else DOCX
    named = by_suffix(name)
    if named is not MARKDOWN and (_HTML.search(head) or _MHTML.search(head)):
        return HTML
    return named if named in (PLAIN, MARKDOWN, HTML) else PLAIN
