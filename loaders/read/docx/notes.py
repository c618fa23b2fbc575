"""Footnotes and endnotes: the mark that a reference prints, and the words of the note.

Marks are printed as a text file has them: superscript figures, "[1]" for endnotes beside footnotes. Word's own letters
for endnotes (i, ii) have no superscripts and become figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.read.docx.inline import SUPERSCRIPTS, Token
from loaders.read.docx.package import W, value, whole

if TYPE_CHECKING:
    from lxml.etree import _Element

_RULES = ("separator", "continuationSeparator", "continuationNotice")


class Notes:
    """The notes of a file. `missing` counts references to notes that are not there."""

    def __init__(self, footnotes: _Element | None, endnotes: _Element | None, settings: _Element | None) -> None:
        self._notes: dict[tuple[str, str], _Element] = {}
        self._count: dict[str, int] = {}
        self._marks: dict[tuple[str, str], str] = {}
        self._taken: set[tuple[str, str]] = set()
        self.missing = 0
        self.restarted = False
        for kind, root in (("footnote", footnotes), ("endnote", endnotes)):
            for each in root.iterchildren(W + kind) if root is not None else ():
                if each.get(W + "type") not in _RULES:
                    self._notes.setdefault((kind, each.get(W + "id", "")), each)
            form = settings.find(f"{W}{kind}Pr") if settings is not None else None
            self._count[kind] = whole(value(form, "numStart"), 1) - 1
            self.restarted |= value(form, "numRestart") in ("eachPage", "eachSect")
        self._both = {kind for kind, _ in self._notes} == {"footnote", "endnote"}

    def refer(self, token: Token) -> str:
        """The mark that a reference prints; "" where it is typed out."""
        key = (token.kind, token.words)
        if token.own:
            self._marks[key] = ""
            return ""
        if key not in self._marks:
            self._count[token.kind] += 1
            figures = str(self._count[token.kind])
            plain = self._both and token.kind == "endnote"
            self._marks[key] = f"[{figures}]" if plain else figures.translate(SUPERSCRIPTS)
        return self._marks[key]

    def take(self, token: Token) -> tuple[_Element, str] | None:
        """The note and its mark, the first time it is asked for."""
        key = (token.kind, token.words)
        if key in self._taken:
            return None
        self._taken.add(key)
        if key not in self._notes:
            self.missing += 1
            return None
        return self._notes[key], self._marks.get(key, "")
