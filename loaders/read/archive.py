"""Zip archives and the XML in them (DOCX, ODT), read with bounds and without entities.

>>> import io, zipfile
>>> packed = io.BytesIO()
>>> with zipfile.ZipFile(packed, "w") as made:
...     made.writestr("a.xml", "<a>Kế hoạch</a>")
>>> archive = open_zip(packed.getvalue(), "a.docx")
>>> parse_xml(read_part(archive, "a.xml", "a.docx"), "a.xml", "a.docx").text
'Kế hoạch'
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from loaders.read.bounds import (
    MAX_BYTES,
    MAX_DEPTH,
    MAX_EXPANDED,
    MAX_MEMBERS,
    MAX_PART,
    MAX_RATIO,
    RATIO_FROM,
    ReadError,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the two that ISO/IEC 29500-2 and OpenDocument allow
_DOCTYPE = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def open_zip(data: bytes, name: str) -> zipfile.ZipFile:
    """The archive in `data`, the bytes of the file `name`, with nothing expanded yet.

    Raises ReadError if it is empty, too large, cut off, encrypted, or says that it expands beyond the bounds. A member
    that lies about its size is caught by `read_part`: no more is expanded than it says.
    """
    if len(data) > MAX_BYTES:
        raise ReadError(f"{name}: {len(data):,} bytes, the bound is {MAX_BYTES:,}; split the file")
    if not data.strip():
        raise ReadError(f"{name}: the file is empty")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise ReadError(f"{name}: broken or cut off ({_line(error)}); get the file again") from error
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise ReadError(
            f"{name}: {len(members):,} files inside, the bound is {MAX_MEMBERS:,}; not an office's document"
        )
    if sum(member.file_size for member in members) > MAX_EXPANDED:
        raise ReadError(f"{name}: expands to more than {MAX_EXPANDED:,} bytes; split the file or take pictures out")
    for member in members:
        if member.flag_bits & 1:
            raise ReadError(f"{name}: encrypted; save it without a password")
        if member.file_size > RATIO_FROM and member.file_size > MAX_RATIO * member.compress_size:
            raise ReadError(
                f"{name}: expands more than {MAX_RATIO} times, as a zip bomb does; save it anew in an office"
            )
    return archive


def read_part(archive: zipfile.ZipFile, path: str, name: str) -> bytes:
    """One file of the archive of the file `name`; KeyError if there is none, ReadError if it is broken or too large."""
    member = archive.getinfo(path)
    if member.file_size > MAX_PART:
        raise ReadError(
            f"{name}: {_line(path)} expands to {member.file_size:,} bytes, the bound is {MAX_PART:,}; split the file"
        )
    if member.compress_type not in _METHODS:
        raise ReadError(f"{name}: {_line(path)} is compressed in a way no office uses; save it anew in an office")
    try:
        return archive.read(member)
    except _BROKEN as error:
        raise ReadError(f"{name}: broken or cut off ({_line(error)}); get the file again") from error


def parse_xml(data: bytes, part: str, name: str) -> _Element:
    """The root of the XML in `data`, `part` of the file `name`.

    No document type, no entities, no network, no more than MAX_DEPTH elements inside one another; ReadError otherwise
    and where it is not well-formed.
    """
    from lxml import etree

    if any(mark in data for mark in _DOCTYPE):  # before parsing: entities in attributes are expanded while parsing
        raise ReadError(f"{name}: {_line(part)} declares a document type, which no office writes; not read")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error):
            raise ReadError(
                f"{name}: {_line(part)} nests more than {MAX_DEPTH} deep; not an office's document"
            ) from error
        raise ReadError(f"{name}: {_line(part)} is broken ({_line(error)}); get the file again") from error
    if root.getroottree().docinfo.internalDTD is not None:  # in an encoding that was not looked for above
        raise ReadError(f"{name}: {_line(part)} declares a document type, which no office writes; not read")
    return root


def _line(words: object) -> str:
    """On one line and short, since it goes into a message and comes from the file."""
    return " ".join("".join(c if c.isprintable() else " " for c in str(words)).split())[:120]
