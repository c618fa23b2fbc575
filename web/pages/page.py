"""What a view works with, and what it gives: a page is asked of one generation, in one language, on one day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.store.generations import Generation
from queries.catalogue import question
from queries.run import Answer, answer
from web.pages.links import Links
from web.pages.words import Words, words

PAGE = 40
"""Rows of a list on a page."""
MOST_ROWS = 10_000
"""Rows of a list that is downloaded as a whole."""


class NotHereError(LookupError):
    """What was asked for is not in the graph; the message is one line."""


class MovedError(LookupError):
    """It stands under another address now: `iri`."""

    def __init__(self, iri: str) -> None:
        super().__init__(iri)
        self.iri = iri


@dataclass(frozen=True)
class View:
    """What a view found: `data` is what the page is as JSON and what its template is given, `table` what it is as CSV.

    `template` is a file of web/templates; `title` the words of the browser's tab; `status` that of HTTP, another than
    200 where the page says why there is no answer."""

    template: str
    title: str
    data: Mapping[str, Any]
    table: Answer | None = None
    status: int = 200
    forms: Mapping[str, tuple[str, Callable[[], bytes]]] = field(default_factory=dict)
    """Further forms of the page by their ending: the media type, and what makes it."""
    all_rows: Callable[[], Answer] | None = None
    """What makes the table in full, where `table` is only the page of it that is shown; MOST_ROWS rows at most."""


@dataclass(frozen=True)
class Page:
    """One request for a page. `path` is what stands behind the page's own name in the address, `given` its parameters,
    `today` an ISO date, `address` the whole address as it was asked for, `origin` the server as clients know it.
    `sparql` is the endpoint: from a query and what is accepted to a header and a body, as web.work.sparql gives."""

    generation: Generation
    language: str
    path: str
    given: Mapping[str, str]
    today: str
    address: str = "/"
    links: Links = field(default_factory=lambda: Links(""))
    origin: str = ""
    sparql: Callable[[str, str], tuple[dict[str, Any], bytes]] = lambda query, accept: ({}, b"")
    whole: bool = False
    """Lists are wanted in full: there is nobody to ask for the next page."""

    @property
    def base(self) -> str:
        """The base of the graph's IRIs."""
        return str(self.generation.manifest["base"])

    @property
    def words(self) -> Words:
        """The words of the page's language."""
        return words(self.language)

    def answer(self, name: str, limit: int | None = 0, offset: int = 0, /, **given: str) -> Answer:
        """The answer to a question of the catalogue: `limit` rows, 0 for all, None for the question's own page.

        Raises what queries.run.answer raises."""
        return answer(self.generation, question(name), given, limit, offset)

    def ask(self, name: str, limit: int | None = 0, offset: int = 0, /, **given: str) -> list[dict[str, str]]:
        """The same as rows by column, unbound cells empty."""
        return self.answer(name, limit, offset, **given).dicts()

    def most(self, rows: int) -> int:
        """How many rows of a list to take: `rows`, or all (0) where lists are wanted in full."""
        return 0 if self.whole else rows

    def number(self, name: str, default: int = 0) -> int:
        """A whole number out of the parameters; `default` where none is given, ValueError where it is none."""
        said = self.given.get(name, "")
        if not said:
            return default
        if not (said.isascii() and said.isdecimal() and len(said) < 10):
            raise ValueError(f"{name}: {said[:40]!r} is no whole number")
        return int(said)

