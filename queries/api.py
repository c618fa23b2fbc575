"""The graph for programs in Python: what `kg.open` gives (kg.api.Graph), over the catalogue.

>>> from pathlib import Path
>>> from tempfile import mkdtemp
>>> from kg.build.build import build
>>> from kg.settings import Settings
>>> store, samples = mkdtemp(), Path(__file__).parents[1] / "samples"
>>> _ = build([samples / "34-kh-ubnd-bac-lieu.txt"], Settings.from_environment({}, store=Path(store)))
>>> import kg
>>> with kg.open(store) as graph:
...     tasks = graph.ask("tasks", lead="Sở GTVT")
...     plan = graph.document("34 kh ubnd")
...     later = graph.ask("agency-today", agency="Sở GTVT Bạc Liêu", date="1/11/2026")
>>> len(tasks), tasks[0].path, tasks[0].leads
(3, 'III/2/2.4/-1', ('Sở Giao thông vận tải',))
>>> plan.label, plan.date
('Kế hoạch 34/KH-UBND', datetime.date(2022, 3, 23))
>>> sorted({row.carrierLabel for row in later})
['Công an tỉnh Cà Mau', 'Sở Xây dựng tỉnh Cà Mau']
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from kg.api import Asked, Found, Graph, Rows
from kg.settings import Settings
from kg.store.generations import Generation, Generations, StoreError
from queries import lookup
from queries.catalogue import Catalogue
from queries.run import XSD, QueryError, free, moved, solved, terms, unknown

_SEVERAL = re.compile(r'SEPARATOR="\|"\) AS \?(\w+)\)')
_CASTS: dict[str, Callable[[str], Any]] = {
    "integer": int, "boolean": "true".__eq__, "date": date.fromisoformat, "decimal": Decimal, "double": float,
}  # fmt: skip


def opened(store: str | Path | None = None) -> Graph:
    """The current graph of a store; see `kg.open`. Raises StoreError."""
    settings = Settings.from_environment(store=Path(store) if store is not None else None)
    return OpenGraph(Generations(settings.store).open(), settings)


@dataclass
class OpenGraph:
    """One generation, held until it is closed. It is for one thread; other threads open their own."""

    _held: Generation
    _settings: Settings
    _closed: bool = False

    @property
    def generation(self) -> str:
        """Its number, such as `000007`."""
        return self._held.id

    def questions(self) -> tuple[Asked, ...]:
        """The questions that have a name, with their parameters."""
        return tuple(
            Asked(
                each.name, each.summary_vi, each.summary_en,
                tuple(p.name for p in each.parameters if p.required),
                tuple(p.name for p in each.parameters if not p.required),
                {p.name: p.example for p in each.parameters},
            )
            for each in Catalogue.shipped()
        )  # fmt: skip

    def ask(self, question: str, /, *, limit: int | None = None, **given: str | int | float | bool | date) -> Rows:
        """The answer to a question of the catalogue: all rows, or the first `limit`.

        Names of documents, agencies, provinces and days may be written as on the command line; a parameter that is a
        word of Python has an underscore behind it: `ask("due", from_="2025", to="2026")`. Raises QueryError for an
        unknown question or parameter, LookupFailedError (with `candidates`) for a name that means nothing or too much.
        """
        held = self._open()
        if limit is not None and limit < 1:
            raise QueryError(f"limit={limit}: give a number from 1, or leave it out for all rows")
        try:
            asked = Catalogue.shipped().get(question)
        except KeyError:
            raise unknown(question) from None
        typed = {name.removesuffix("_"): _typed(value) for name, value in given.items()}
        columns, rows, truncated = solved(held, asked, terms(held, asked, typed), limit or 0)
        several = set(_SEVERAL.findall(asked.text))
        cells = ([_cell(term, column in several) for term, column in zip(row, columns, strict=True)] for row in rows)
        return Rows.of(columns, cells, truncated=truncated)

    def document(self, text: str) -> Found:
        """The one document that a number in any spelling, words of a title, or an IRI means; raises
        LookupFailedError, whose `candidates` are those that fit."""
        entry = lookup.document(self._open().search, text)
        day = date.fromisoformat(entry.date) if entry.date else None
        return Found(**{**entry._asdict(), "date": day, "read": bool(entry.read)})

    def sparql(self, query: str) -> Rows:
        """The rows of a SELECT, in a process of its own with the limits of CHIDAO_QUERY_SECONDS and
        CHIDAO_QUERY_MEMORY_MB; raises QueryError for another form of query, or one that is malformed or beyond them."""
        held = self._open()
        said = free(held, moved(held, query), "json", self._settings.query_seconds, self._settings.query_memory_mb)
        data = json.loads(said) if said.lstrip().startswith(b"{") else {}
        if "results" not in data:
            raise QueryError("sparql gives the rows of a SELECT; write the query as one")
        columns: Sequence[str] = data["head"]["vars"]
        rows = data["results"]["bindings"]
        return Rows.of(columns, ([_value(row.get(column)) for column in columns] for row in rows))

    def close(self) -> None:
        """Let go of the generation, so that a build may delete it."""
        self._closed = True
        self._held.close()

    def __enter__(self) -> OpenGraph:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def _open(self) -> Generation:
        if self._closed:
            raise StoreError("this graph was closed; open it again with kg.open")
        return self._held


def _typed(value: str | int | float | bool | date) -> str:
    """A parameter as it is written on the command line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat()[:10] if isinstance(value, date) else str(value)


def _cell(term: Any, several: bool) -> Any:
    if several:
        return tuple(sorted(filter(None, term.value.split("|")))) if term is not None else ()
    return None if term is None else _cast(term.value, getattr(getattr(term, "datatype", None), "value", ""))


def _value(cell: dict[str, str] | None) -> Any:
    return None if cell is None else _cast(cell["value"], cell.get("datatype", ""))


def _cast(text: str, datatype: str) -> Any:
    """A value as Python has it; what is no value of its type stays text.

    >>> _cast("2025-12-31", XSD + "date"), _cast("3", XSD + "integer"), _cast("--12-05", XSD + "gMonthDay")
    (datetime.date(2025, 12, 31), 3, '--12-05')
    """
    cast = _CASTS.get(datatype.removeprefix(XSD)) if datatype.startswith(XSD) else None
    try:
        return cast(text) if cast else text
    except (ValueError, ArithmeticError):
        return text
