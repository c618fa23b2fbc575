"""What style attributes, style sheets and old presentational attributes say that matters for text.

Only single classes and element names with a class are followed (`.c3`, `p.c3`), which is what Word and Google Docs
write; a browser's cascade is not imitated.

>>> sheet = Sheet("p.t1, .x {font-weight: 700} .gone{display:none}")
>>> sheet.of(Node("p", {"class": "t1"}))["font-weight"], sheet.hides(Node("div", {"class": "gone"}))
('700', True)
"""

from __future__ import annotations

import re

from loaders.read.html.tree import Node

_SELECTOR = re.compile(r"([a-zA-Z][a-zA-Z0-9]*)?\.([a-zA-Z_][\w-]*)\Z")
_DECLARATION = re.compile(r"([a-zA-Z-]+)\s*:\s*([^;]*)")
_WANTED = frozenset((
    "display", "visibility", "font-weight", "list-style-type", "list-style", "white-space", "mso-hide", "font-family",
    "vertical-align", "border", "border-top", "border-left", "border-bottom", "border-right", "border-style", "font",
))  # fmt: skip
_DRAWN = re.compile(r"\b(?:solid|double|dotted|dashed|groove|ridge|inset|outset)\b")
MAX_SHEET = 4_000_000

Style = dict[str, str]
_NOTHING: Style = {}


def declarations(words: str) -> Style:
    """The properties that matter in `a: b; c: d`, names and values in lower case."""
    if not words:
        return {}
    out: Style = {}
    for match in _DECLARATION.finditer(words[:20_000].lower()):
        if match[1] in _WANTED:
            out[match[1]] = match[2].replace("!important", "").strip()
    return out


class Sheet:
    """The rules of all style sheets of a page."""

    def __init__(self, css: str) -> None:
        self.rules: dict[tuple[str, str], Style] = {}
        self._known: dict[tuple[str, str, str], Style] = {}
        for rule in _uncommented(css[:MAX_SHEET]).split("}"):
            selectors, opened, body = rule.rpartition("{")  # of "@media … { .a { … }" what is inside
            style = declarations(body) if opened else {}
            for selector in selectors.rpartition("{")[2].split(",") if style else ():
                found = _SELECTOR.match(selector.strip())
                if found:
                    key = ((found[1] or "").lower(), found[2])
                    self.rules[key] = self.rules.get(key, {}) | style

    def of(self, node: Node) -> Style:
        """The properties of an element: its classes', then its own."""
        if not node.attributes:
            return _NOTHING
        key = (node.tag, node.get("class"), node.get("style"))
        known = self._known.get(key)
        if known is None:
            known = {}
            if self.rules:
                for name in key[1].split()[:20]:
                    known |= self.rules.get(("", name), {}) | self.rules.get((node.tag, name), {})
            known |= declarations(key[2])
            if len(self._known) < 50_000:
                self._known[key] = known
        return known

    def hides(self, node: Node) -> bool:
        """Whether a browser shows nothing of an element, or says so to those who listen to it."""
        attributes = node.attributes
        if not attributes:
            return False
        if "hidden" in attributes or attributes.get("aria-hidden", "").lower() == "true":
            return True
        style = self.of(node)
        return (
            style.get("display") == "none"
            or style.get("visibility") in ("hidden", "collapse")
            or style.get("mso-hide", "").startswith("all")
        )

    def bold(self, node: Node, inherited: bool) -> bool:
        """Whether its text is bold."""
        style = self.of(node)
        weight = style.get("font-weight") or _shorthand(style.get("font", ""))
        if weight:
            if weight.startswith("bold") or (weight.isdigit() and int(weight[:4]) >= 600):
                return True
            if weight in ("normal", "lighter") or weight.isdigit():
                return False
        return inherited or node.tag in ("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6")

    def draws_border(self, node: Node) -> bool | None:
        """Whether a table or cell has lines around it; None where nothing is said."""
        said = [value for name, value in self.of(node).items() if name.startswith("border")]
        if any(_DRAWN.search(value) for value in said):
            return True
        return False if said else None


def _uncommented(css: str) -> str:
    parts = css.replace("<!--", " ").replace("-->", " ").split("/*")
    return " ".join([parts[0], *(part.partition("*/")[2] for part in parts[1:])])


def _shorthand(font: str) -> str:
    return "bold" if font.startswith("bold ") or " bold " in f" {font} " else ""
