"""What the graph is to a program in Python: the shape of what `kg.open` gives, which another room fills.

>>> rows = Rows.of(("label", "from"), [("Kế hoạch 5/KH-UBND", 1)])
>>> rows[0].label, rows[0].from_, len(rows)
('Kế hoạch 5/KH-UBND', 1, 1)
"""

from __future__ import annotations

import keyword
from collections import namedtuple
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Protocol, overload


@dataclass(frozen=True)
class Rows(Sequence[Any]):
    """The answer to a question: rows that cannot be changed, a field for each column.

    A column that is a word of Python has an underscore behind it (`from_`); one that is no name at all is read by its
    place. A cell is a str, int, bool, float, decimal.Decimal or datetime.date, None where nothing is known, and a tuple
    of str where a column has several values. `truncated`: there are more rows than the limit.
    """

    columns: tuple[str, ...]
    rows: tuple[Any, ...]
    truncated: bool = False

    @classmethod
    def of(cls, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, truncated: bool = False) -> Rows:
        """Rows of these cells; the fields have the names of the columns."""
        names = [f"{column}_" if keyword.iskeyword(column) else column for column in columns]
        row: Any = namedtuple("Row", names, rename=True)  # type: ignore[misc]  # its fields are known at run time
        return cls(tuple(columns), tuple(map(row._make, rows)), truncated)

    @overload
    def __getitem__(self, at: int) -> Any: ...

    @overload
    def __getitem__(self, at: slice) -> Rows: ...

    def __getitem__(self, at: int | slice) -> Any:
        return Rows(self.columns, self.rows[at], self.truncated) if isinstance(at, slice) else self.rows[at]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)

    def to_frame(self) -> Any:
        """A pandas.DataFrame with the columns of the answer; raises ImportError, in one line, without pandas.

        >>> Rows.of(("n", "label"), [(1, "A"), (2, "B")]).to_frame().shape
        (2, 2)
        """
        try:
            import pandas
        except ImportError:
            raise ImportError("to_frame needs pandas, which is not installed: pip install 'chidao[frames]'") from None
        return pandas.DataFrame([list(row) for row in self.rows], columns=list(self.columns))


class Asked(NamedTuple):
    """One question of the catalogue. A parameter in `needed` has to be given; `example` has a value for each."""

    name: str
    vi: str
    en: str
    needed: tuple[str, ...]
    optional: tuple[str, ...]
    example: dict[str, str]


class Found(NamedTuple):
    """One document: what names it, and whether it was read or is only cited."""

    iri: str
    number: str | None
    type: str | None
    issuer: str | None
    province: str | None
    date: date | None
    label: str
    read: bool


class Graph(Protocol):
    """One generation of the graph, open for questions; a context manager."""

    @property
    def generation(self) -> str:
        """Its number, such as `000007`."""

    def questions(self) -> tuple[Asked, ...]:
        """The questions that have a name."""

    def ask(self, question: str, /, *, limit: int | None = None, **given: str | int | float | bool | date) -> Rows:
        """The answer to one of them: all rows, or the first `limit`."""

    def document(self, text: str) -> Found:
        """The one document that a number in any spelling, words of a title, or an IRI means."""

    def sparql(self, query: str) -> Rows:
        """The rows of a SELECT of your own."""

    def close(self) -> None:
        """Let go of the generation."""

    def __enter__(self) -> Graph: ...

    def __exit__(self, *raised: object) -> None: ...
