"""What a look-up found, and what is said where it found nothing, too much, or something else than was typed.

>>> LookupFailedError("none fits", near=("Sở Y tế",)).near
('Sở Y tế',)
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

LISTED = 12
"""Candidates that are listed to people."""


class Entry(NamedTuple):
    """One document that a look-up can find. `read` is False for one that is only cited."""

    iri: str
    number: str | None
    type: str | None
    issuer: str | None
    province: str | None
    date: str | None
    label: str
    read: bool

    def line(self) -> str:
        """What tells it from others, on one line."""
        said = [self.label, self.issuer or "issuer unknown", self.date or "no date"]
        return " · ".join(said if self.read else [*said, "only cited"]) + f"\n    {self.iri}"


class LookupFailedError(ValueError):
    """Nothing or too much fits what was typed; the message says what to do. `candidates` are those that fit, `choices`
    what to type for each of them, empty where only its IRI tells it from the others, `near` names that may be meant
    where nothing fits."""

    def __init__(
        self,
        message: str,
        candidates: tuple[Entry, ...] = (),
        choices: tuple[str, ...] = (),
        near: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message)
        self.near = near
        self.candidates = candidates
        self.choices = choices

    def lines(self) -> list[str]:
        """The candidates for people, each with how to choose it."""
        said = []
        for n, entry in enumerate(self.candidates[:LISTED]):
            choice = self.choices[n] if n < len(self.choices) else ""
            said.append(f"  {entry.line()}" + (f"\n    chọn / choose it with: {choice!r}" if choice else ""))
        more = len(self.candidates) - LISTED
        return [*said, f"  … and {more} more"] if more > 0 else said


_NOTES: ContextVar[list[str] | None] = ContextVar("notes", default=None)
_UNHEARD: ContextVar[bool] = ContextVar("unheard", default=False)


def warn(said: str) -> None:
    """Say how what was typed was understood: on standard error, unless the program sets up logging otherwise. Within
    `noted` each is said once."""
    if _UNHEARD.get():
        return
    import logging  # costs every look-up 3 ms otherwise

    notes = _NOTES.get()
    if notes is not None:
        if said in notes:
            return
        notes.append(said)
    logging.getLogger("chidao").warning("chidao: %s", said)


def notes() -> list[str]:
    """What was said so far of how what was typed was understood."""
    return list(_NOTES.get() or ())


@contextmanager
def noted() -> Iterator[None]:
    """Within it `warn` is kept for `notes`."""
    token = _NOTES.set([])
    try:
        yield
    finally:
        _NOTES.reset(token)


@contextmanager
def unheard() -> Iterator[None]:
    """Within it, how a name was understood is not said: by what runs in it, not by what other threads ask meanwhile."""
    token = _UNHEARD.set(True)
    try:
        yield
    finally:
        _UNHEARD.reset(token)
