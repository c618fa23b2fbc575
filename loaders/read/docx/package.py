"""The parts of a Word file and the relationships that lead from one to the next (ISO/IEC 29500-2, OPC).

Parts are found by their relationships, not by their usual names; the "strict" variant of the format is read as the
usual one.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from loaders.read.archive import open_zip, parse_xml, read_part
from loaders.read.bounds import ReadError

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M[1:-1].encode()),
)
_OTHERS = (("xl/", "an Excel workbook"), ("ppt/", "a PowerPoint presentation"), ("content.xml", "an OpenDocument file"))
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream that holds a file with a password (MS-OFFCRYPTO)


class Relationship(NamedTuple):
    """`kind` is the last part of the type ("footnotes"), `target` a path in the archive."""

    kind: str
    target: str


class Package:
    """A Word file: its main part and what that leads to. `warnings` says what is missing."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises ReadError if the bytes are no Word file."""
        if data.startswith(_OLE):
            if ENCRYPTED in data:
                raise ReadError(f"{name}: protected by a password; open it in Word and save it without one")
            raise ReadError(f"{name}: an old Word file (.doc) under another name; give it the suffix .doc")
        self.name = name
        self.warnings: list[str] = []
        self._archive = open_zip(data, name)
        self._paths = {path.lower(): path for path in self._archive.namelist()}
        main = [r.target for r in self.relationships("").values() if r.kind == "officeDocument"]
        self.main = next((path for path in (*main, "word/document.xml") if path.lower() in self._paths), "")
        if not self.main:
            what = next((what for start, what in _OTHERS if any(p.startswith(start) for p in self._paths)), "")
            raise ReadError(f"{name}: {what or 'an archive'}, not a Word document; convert it to .docx or .txt")
        self.document = self._root(self.main)
        body = self.document.find(f"{W}body")
        if body is None:
            raise ReadError(f"{name}: {self.main} is not a Word document; convert it to .docx or .txt")
        self.body: _Element = body
        self.links = self.relationships(self.main)

    def _root(self, path: str) -> _Element:
        data = read_part(self._archive, self._paths[path.lower()], self.name)
        if b"purl.oclc.org/ooxml" in data:
            for strict, usual in _STRICT:
                data = data.replace(strict, usual)
        return parse_xml(data, path, self.name)

    def relationships(self, path: str) -> dict[str, Relationship]:
        """Those of a part, by id; "" is the package. Links out of the file are left out."""
        folder, file = posixpath.split(path)
        rels = posixpath.join(folder, "_rels", f"{file}.rels")
        if rels.lower() not in self._paths:
            return {}
        found = {}
        for each in self._root(rels):
            if each.get("TargetMode") != "External" and each.get("Id") and each.get("Target"):
                target = unquote(each.get("Target", ""))
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found[each.get("Id", "")] = Relationship(each.get("Type", "").rsplit("/", 1)[-1], target)
        return found

    def part(self, kind: str) -> _Element | None:
        """The root of the part of this kind that the main part leads to ("styles", "numbering"), None without one."""
        for link in self.links.values():
            if link.kind == kind:
                return self.target(link)
        return None

    def target(self, link: Relationship) -> _Element | None:
        """The root of the part that a relationship leads to, None (and a warning) where it is missing."""
        if link.target.lower() in self._paths:
            return self._root(link.target)
        self.warnings.append(f"the part {link.kind} is missing in the file")
        return None


def value(parent: _Element | None, tag: str, attribute: str = "val") -> str | None:
    """An attribute of a child ("pStyle"), None without one."""
    child = parent.find(W + tag) if parent is not None else None
    return child.get(W + attribute) if child is not None else None


def whole(words: str | None, default: int = 0) -> int:
    """A number of the file, `default` where it is none; Word writes no larger one than 31 bits hold.

    >>> whole("12"), whole("x", 1), whole("9" * 5000), whole("-3")
    (12, 1, 0, -3)
    """
    if words is None or len(words) > 11 or not words.lstrip("-").isdecimal():
        return default
    return int(words)


def on(element: _Element | None) -> bool | None:
    """Whether a switch ("b", "vanish") is on; None where it is not there."""
    if element is None:
        return None
    return element.get(W + "val", "true").lower() not in ("0", "false", "off", "none")
