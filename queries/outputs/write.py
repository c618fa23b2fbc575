"""A brief as a file of HTML, Markdown or Word: the name says which; the file is whole or not there.

>>> form(Path("brief.pdf"))
Traceback (most recent call last):
ValueError: brief.pdf: a brief is .html, .md or .docx; name it so
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kg.export.files import check, whole
from queries.outputs.content import Brief


def form(target: Path) -> Callable[[Brief], bytes]:
    """The writer for a file of this name; raises ValueError for another kind, or a folder that is not there."""
    if target.suffix.lower() not in _FORMS:
        raise ValueError(f"{target}: a brief is .html, .md or .docx; name it so")
    check(target)
    return _FORMS[target.suffix.lower()]


def save(target: Path, data: bytes) -> None:
    """Put the bytes there in one step, so that a reader sees the old file or the new one; OSError where it cannot."""
    with whole(target) as stream:
        stream.write(data)


def _html(brief: Brief) -> bytes:
    from queries.outputs.brief_html import html

    return html(brief).encode()


def _markdown(brief: Brief) -> bytes:
    from queries.outputs.brief_markdown import markdown

    return markdown(brief).encode()


def _docx(brief: Brief) -> bytes:
    from queries.outputs.brief_docx import docx

    return docx(brief)


_FORMS: dict[str, Callable[[Brief], bytes]] = {".html": _html, ".htm": _html, ".md": _markdown, ".docx": _docx}
