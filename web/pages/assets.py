"""What pages are made of, as one mark: an entity tag must change when a template, a word or a script does."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_WEB = Path(__file__).parent.parent


@cache
def version() -> str:
    """A mark of the templates, words, scripts and code of the pages, as they were when it was first asked for.

    >>> len(version())
    16
    """
    mark = hashlib.sha256()
    for folder in ("templates", "data", "pages", "static"):
        for file in sorted((_WEB / folder).rglob("*")):
            if file.is_file() and file.suffix not in (".pyc", ".map") and "vendor" not in file.parts:
                mark.update(file.relative_to(_WEB).as_posix().encode() + b"\0" + file.read_bytes())
    return mark.hexdigest()[:16]
