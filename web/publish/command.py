"""`chidao publish` as a command."""

from __future__ import annotations

import sys
from pathlib import Path

from kg.store.generations import Generation
from queries.run import QueryError
from queries.today import iso
from web.pages.notes import Notes
from web.pages.words import LANGUAGES
from web.publish.site import publish as write


def publish(generation: Generation, out: Path, language: str, as_of: str) -> str:
    """Write the site and say what was written; progress goes to the terminal's error stream.

    Raises QueryError for a language or a day that is none, SiteError and OSError where it cannot be written.
    """
    if language not in LANGUAGES:
        raise QueryError(f"--lang: {language!r} is none of {', '.join(LANGUAGES)}")
    with Notes():  # how names were understood is told on the pages
        made = write(generation, out, language, iso(as_of), _progress if sys.stderr.isatty() else lambda *_: None)
    return f"{out / 'index.html'}: {made.pages:,} pages, {made.size / 1e6:,.1f} MB"


def _progress(done: int, every: int) -> None:
    sys.stderr.write(f"\r{done:,} / {every:,} pages" + ("\n" if done == every else ""))
    sys.stderr.flush()
