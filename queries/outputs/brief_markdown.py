"""A brief in Markdown (CommonMark): words of documents are escaped, so that none of them becomes a mark.

>>> plain("1. *Sở* [Y](tế) <b> a_b")
'1\\\\. \\\\*Sở\\\\* \\\\[Y\\\\](tế) \\\\<b\\\\> a\\\\_b'
"""

from __future__ import annotations

import re

from kg.export.xml import held
from queries.outputs.content import Brief, Item

_MARKS = re.compile(r"([\\`*_\[\]<>&|~])")
_FIRST = re.compile(r"^(\s*)([-+#=]|[0-9]{1,9}(?=[.)]))")


def markdown(brief: Brief) -> str:
    """The whole text."""
    lines = [f"# {plain(brief.title)}", ""]
    for line in brief.lines:
        lines += [plain(line), ""]
    for section in brief.sections:
        lines += [f"## {plain(section.title)}", ""]
        for group in section.groups:
            lines += [f"### {plain(group.title)}", ""] if group.title else []
            for item in group.items:
                lines += _item(item)
            lines.append("")
        lines += [] if section.groups else [plain(section.none), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _item(item: Item) -> list[str]:
    place = f" ({plain(item.place)})" if item.place else ""
    indent = "  " * item.depth
    if not item.quote:
        lines = [f"{indent}- {plain(item.text)}{place}"]
    else:
        lines = [f"{indent}- {plain(item.text)}", f"{indent}  - « {plain(item.quote)} »{place}"]
    return lines + [f"{indent}  - {plain(note)}" for note in item.notes]


def plain(text: str) -> str:
    """One line in which nothing is a mark."""
    said = _MARKS.sub(r"\\\1", " ".join(held(text).split()))
    return _FIRST.sub(lambda m: f"{m[1]}{m[2]}\\" if m[2].isdigit() else f"{m[1]}\\{m[2]}", said)
