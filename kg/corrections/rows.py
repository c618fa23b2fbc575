"""A file of corrections: CSV (RFC 4180, UTF-8), one decision a row, read whole or refused with file and line.

Columns, in any order; `fact`, `who`, `when` and `why` must be there, cells of the others may be empty:

* `document`: its IRI (with or without the base) or its number in any spelling; `file`: the name of the file it was read
  from, or the first digits of its SHA-256. One of the two is enough where it fits one document.
* `path`: the provision (`III/2/2.4/-1`); `words`: words as printed there. Never offsets: both outlive a rebuild.
* `of`: the cited document, by number, `number|date` or name, that a fact is about; empty: the document itself.
* `fact`, `is` (`yes`, which is also what an empty cell means, or `no`), `value`: the decision; see `FACTS`.
* `who`, `when` (a day: 2026-03-01 or 1/3/2026), `why`: whose decision it is.

Days, months, quarters and years may be written as people in Viet Nam write them (kg.dates); they are kept in ISO form.

>>> head = "document,path,fact,is,value,who,when,why"
>>> plan = "34/KH-UBND,II/1,lead,no,Sở Y tế,Lan,2026-03-01,only asked"
>>> row, = parse(f"{head}\\n{plan}\\n", "fixes.csv")
>>> row.fact, row.yes, row.value, row.place
('lead', False, 'Sở Y tế', 'fixes.csv:2')
>>> parse(f"{head}\\n{plan.replace('lead', 'leader')}\\n", "fixes.csv")
Traceback (most recent call last):
kg.corrections.rows.CorrectionError: fixes.csv:2: fact 'leader' is unknown; it is one of amends, approves, ...
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from kg.dates import typed
from kg.iri import digest
from ontology.dates import is_date

MOST_BYTES = 32 << 20
"""Longest file that is read: some hundred thousand decisions."""
MOST_LETTERS = 20_000
"""Longest cell: no provision is longer."""
STORED = "corrections.csv"
"""The file in the folder of the store that every build reads and `chidao correct` writes."""

Group = Literal["head", "cited", "citation", "relation", "task", "role", "link", "agency"]


class CorrectionError(ValueError):
    """A file of corrections cannot be used; the message is one line: file, line, what, what to do."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What may be decided: the cells it needs, what `value` is, whether several values hold at a time (`many`), whether
    it may be denied (`is` no)."""

    needs: tuple[str, ...]
    value: str
    many: bool = False
    denied: bool = True


_HEAD = Fact(("value",), "what the head says")
_DATE = Fact(("value",), "a day: 2026-03-01 or 1/3/2026")
_EDGE = Fact(("value",), "the other document: `this`, or one that is cited, as in `of`", many=True)
_ROLE = Fact(("path", "value"), "the agency's full name", many=True)
HEAD_FACTS = ("number", "type", "issuer", "province", "place", "date", "title", "signer", "signer-position",
              "signer-authority", "attached-to", "recipient")  # fmt: skip
CITED_FACTS = ("number", "date", "type", "issuer", "subject", "name", "term")
RELATION_FACTS = ("implements", "based-on", "continues", "approves", "promulgates", "amends", "replaces", "proposed-by",
                  "cites")  # fmt: skip
FACTS: dict[str, Fact] = {
    **dict.fromkeys(HEAD_FACTS, _HEAD),
    **dict.fromkeys(CITED_FACTS, _HEAD),
    "date": _DATE,
    "recipient": Fact(("value",), "a line of the recipients", many=True),
    "citation": Fact(("value",), "the cited document: `number|date`, or its name", many=True),
    **dict.fromkeys(RELATION_FACTS, _EDGE),
    "task": Fact(("path",), "empty"),
    "requested": Fact(("path",), "empty"),
    "basis": Fact(("path", "value"), "`explicit`, `assigned` or `implied`", denied=False),
    "lead": _ROLE,
    "support": _ROLE,
    "deadline": Fact(("path",), "2026-06-30, 2026-06, 2026-Q2, 2026; each year --06-30; each month P1M", many=True),
    "field": Fact(("path", "value"), "id (infrastructure/giao-thong) or Vietnamese name of a field", many=True),
    "target": Fact(("of", "value"), "IRI or number of the document that is meant", denied=False),
    "same-agency": Fact(("of", "value"), "IRI of the agency that the one in `of` is", denied=False),
}
"""Every fact a row may be about."""

_GROUPS: dict[str, Group] = {
    "citation": "citation", "task": "task", "requested": "role", "basis": "role", "lead": "role", "support": "role",
    "deadline": "role", "field": "role", "target": "link", "same-agency": "agency",
    **dict.fromkeys(RELATION_FACTS, "relation"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One decision; `place` (file and line) is no part of it."""

    fact: str
    value: str = ""
    yes: bool = True
    document: str = ""
    file: str = ""
    path: str = ""
    words: str = ""
    of: str = ""
    who: str = ""
    when: str = ""
    why: str = ""
    place: str = field(default="", compare=False)

    @property
    def group(self) -> Group:
        """What part of the model it is about."""
        return _GROUPS.get(self.fact) or ("cited" if self.of else "head")

    @property
    def subject(self) -> tuple[str, ...]:
        """What two rows of which the later one holds have in common."""
        fact = FACTS[self.fact]
        own = (self.document, self.file, self.path, self.of, self.fact)
        return (*own, self.value, self.words) if fact.many else own

    @property
    def id(self) -> str:
        """Twelve hexadecimal digits that stand for the decision, wherever its row is kept."""
        return digest(*self.cells().values())

    def cells(self) -> dict[str, str]:
        """Column to cell, in the order in which files are written."""
        return {name: ("yes" if self.yes else "no") if name == "is" else getattr(self, name) for name in COLUMNS}

    def said(self) -> str:
        """The decision in a few words.

        >>> Row("lead", "Sở Y tế", False).said(), Row("date", "2022-01-02", of="5/KH-UBND").said()
        ('lead: not Sở Y tế', 'date of 5/KH-UBND: 2022-01-02')
        """
        about = f"{self.fact} of {self.of}" if self.of else self.fact
        return f"{about}: {'' if self.yes else 'not '}{self.value or ('yes' if self.yes else self.words)}".rstrip()


COLUMNS = ("document", "file", "path", "words", "of", "fact", "is", "value", "who", "when", "why")
_REQUIRED = ("fact", "who", "when", "why")



def read(path: Path) -> list[Row]:
    """The decisions of a file, in its order; raises CorrectionError for a row that cannot be understood, OSError."""
    with path.open("rb") as stream:
        data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise CorrectionError(f"{path}: is larger than {MOST_BYTES >> 20} MiB; split the file")
    try:
        return parse(data.decode("utf-8-sig"), str(path))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CorrectionError(f"{path}:{line}: is not UTF-8; save it as CSV UTF-8") from None


def parse(text: str, name: str) -> list[Row]:
    """The decisions of a text in CSV; as `read`."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: list[Row] = []
    columns: Sequence[str] = ()
    line = 1
    try:
        for cells in reader:
            place, line = f"{name}:{line}", reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not columns:
                columns = _columns([cell.strip() for cell in cells], place)
            elif len(cells) != len(columns):
                wrong = f"has {len(cells)} cells and not {len(columns)}"
                raise CorrectionError(f"{place}: {wrong}; put cells with commas in quotes")
            else:
                found.append(made(dict(zip(columns, cells, strict=True)), place))
    except csv.Error as error:
        raise CorrectionError(f"{name}:{max(line, reader.line_num)}: is no CSV ({error}); look at its quotes") from None
    return found


def _columns(cells: Sequence[str], place: str) -> Sequence[str]:
    unknown = [cell for cell in cells if cell not in COLUMNS]
    missing = [name for name in _REQUIRED if name not in cells]
    if unknown or missing or len(set(cells)) < len(cells):
        what = f"column {unknown[0]!r} is unknown" if unknown else f"column {missing[0]!r} is missing" if missing else \
            "a column stands twice"  # fmt: skip
        raise CorrectionError(f"{place}: {what}; the first line names the columns: {','.join(COLUMNS)}")
    return cells


def made(cells: Mapping[str, str], place: str) -> Row:
    """The decision of a row's cells, checked; CorrectionError says at `place` what is wrong with it."""
    clean = {name: unicodedata.normalize("NFC", " ".join(cells.get(name, "").split())) for name in COLUMNS}
    long = next((name for name, cell in clean.items() if len(cell) > MOST_LETTERS), None)
    if long:
        raise CorrectionError(f"{place}: {long} is longer than {MOST_LETTERS} letters; give the words that matter")
    stated = clean.pop("is").casefold()
    clean["fact"] = clean["fact"].replace("_", "-")
    clean["when"] = typed(clean["when"])
    if clean["fact"] in ("date", "deadline"):
        clean["value"] = typed(clean["value"])
    row = Row(yes=stated != "no", place=place, **clean)
    wrong = _wrong(row, stated)
    if wrong:
        raise CorrectionError(f"{place}: {wrong}")
    return replace(row, value=_fields(row.value)[0]) if row.fact == "field" else row


def _wrong(row: Row, stated: str) -> str | None:
    """What is the matter with a row and what to do about it; None if all is well."""
    fact = FACTS.get(row.fact)
    if fact is None:
        return f"fact {row.fact!r} is unknown; it is one of {', '.join(sorted(FACTS))}"
    if stated not in ("", "yes", "no"):
        return f"is {stated!r} is neither yes nor no; say one of the two"
    if not row.yes and not fact.denied:
        return f"{row.fact} cannot be denied; say what it is"
    for name in ("who", "when", "why", *(n for n in fact.needs if row.yes or n != "value" or fact.many)):
        if not getattr(row, name):
            return f"{name} is empty; a row about {row.fact} needs it"
    if row.group == "cited" and row.fact not in CITED_FACTS:
        return f"{row.fact} is told of the document itself; leave `of` empty"
    if row.group == "head" and row.fact not in HEAD_FACTS:
        return f"{row.fact} is told of a cited document; name it in `of`"
    if row.group != "agency" and not row.document and not row.file:
        return "document and file are empty; name the document, or the file it was read from"
    if not is_date(row.when):
        return f"when {row.when!r} is no day of the calendar; write it as 2026-03-01 or 1/3/2026"
    return _wrong_value(row)


def _wrong_value(row: Row) -> str | None:
    if row.fact == "date" and row.value and not is_date(row.value):
        return f"date {row.value!r} is no day of the calendar; write it as 2026-03-01 or 1/3/2026"
    if row.fact == "basis" and row.value not in ("explicit", "assigned", "implied"):
        return f"basis {row.value!r} is unknown; it is explicit, assigned or implied"
    if row.fact == "field" and len(found := _fields(row.value)) != 1:
        what = f"means {' and '.join(found)}; give one of these ids" if found else \
            "is unknown; give an id or a name, from: chidao query run fields"  # fmt: skip
        return f"field {row.value!r} {what}"
    if row.fact == "citation" and row.yes and not (row.path and row.words):
        return "path or words are empty; say where the document is named, and in which words"
    if row.fact == "deadline":
        if not row.value and (row.yes or not row.words):
            return "value is empty; say when, or for a deadline that is none, in which words it stands"
        if row.value and when(row.value) is None:
            return f"deadline {row.value!r} is not understood; {_DEADLINES}"
    return None


def _fields(said: str) -> list[str]:
    """The ids of the fields that are meant: by the id itself, or by a name.

    >>> _fields("infrastructure/giao-thong"), _fields("Hạ tầng giao thông"), _fields("bánh kẹo")
    (['infrastructure/giao-thong'], ['infrastructure/giao-thong'], [])
    """
    from loaders.parse.fields.lexicon import SCHEMES
    from loaders.text.fold import key
    from ontology.tables import rows

    found = []
    for scheme, table in SCHEMES.items():
        for row in rows(table):
            names = {key(name) for name in (row.get("short_name"), row["name_vi"]) if name}
            if said == f"{scheme}/{row['id']}" or key(said) in names:
                found.append(f"{scheme}/{row['id']}")
    return found


_DEADLINES = ("write a day as 2026-06-30, a month as 2026-06, a quarter as 2026-Q2, a year as 2026, a day of each year "
              "as --06-30 or 30/6 hằng năm, each year as P1Y, each month as P1M")  # fmt: skip


_WHEN = re.compile(r"(?P<year>[0-9]{4})(?:-Q(?P<quarter>[1-4])|-(?P<month>[0-9]{2}))?|--(?P<yearly>[0-9]{2}-[0-9]{2})|"
                   r"P[0-9]{1,3}(?P<unit>[DWMY])", re.ASCII)  # fmt: skip
Due = tuple[str | None, Literal["by", "annual", "quarter", "year"], str | None, str | None, str | None]


def when(said: str) -> Due | None:
    """Date, kind, first day, last day and recurrence of a deadline, as `loaders.model.Deadline` has them; None where
    the words are none.

    >>> when("2026-Q1"), when("--12-05")
    (('2026-03-31', 'quarter', '2026-01-01', '2026-03-31', None), ('--12-05', 'annual', None, None, '--12-05'))
    >>> when("2026-02-30") is None, when("2026-02"), when("P1Y")
    (True, ('2026-02-28', 'by', '2026-02-01', '2026-02-28', None), (None, 'annual', None, None, 'P1Y'))
    """
    if is_date(said):
        return said, "by", None, said, None
    match = _WHEN.fullmatch(said)
    if match is None:
        return None
    if match["yearly"]:
        return (said, "annual", None, None, said) if is_date(f"2024-{match['yearly']}") else None
    if match["unit"]:
        return None, "annual" if match["unit"] == "Y" else "by", None, None, said
    year = match["year"]
    if year == "0000":
        return None
    if match["quarter"]:
        first, last = int(match["quarter"]) * 3 - 2, int(match["quarter"]) * 3
        return _last(year, last), "quarter", f"{year}-{first:02}-01", _last(year, last), None
    if match["month"]:
        if not is_date(f"{said}-01"):
            return None
        return _last(year, int(match["month"])), "by", f"{said}-01", _last(year, int(match["month"])), None
    return year, "year", f"{year}-01-01", f"{year}-12-31", None


def _last(year: str, month: int) -> str:
    days = next(day for day in (31, 30, 29, 28) if is_date(f"{year}-{month:02}-{day}"))
    return f"{year}-{month:02}-{days}"


def holding(rows: Iterable[Row]) -> list[Row]:
    """The rows that hold, in their order: of several about one thing the last."""
    last = {row.subject: row for row in rows}
    return list(last.values())
