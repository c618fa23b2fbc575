"""Which document a form means: one, or those from which to choose."""

from __future__ import annotations

from typing import Any

from queries import lookup
from web.pages.notes import Notes
from web.pages.page import Page


class Chosen:
    """What was typed for a document: `entry` where it means one, else `candidates`, or `message` where none fits."""

    def __init__(self, page: Page, name: str) -> None:
        self.text = page.given.get(name, "").strip()
        self.entry: lookup.Entry | None = None
        self.candidates: tuple[lookup.Entry, ...] = ()
        self.message = ""
        self.notes: list[str] = []
        if not self.text:
            return
        with Notes() as notes:
            try:
                self.entry = lookup.document(page.generation.search, self.text)
            except lookup.LookupFailedError as error:
                self.candidates = error.candidates
                self.message = str(error)
        self.notes = notes.said

    def as_data(self) -> dict[str, Any]:
        """For JSON and templates."""
        return {"text": self.text, "document": self.entry._asdict() if self.entry else None, "message": self.message,
                "candidates": [each._asdict() for each in self.candidates], "notes": self.notes}  # fmt: skip
