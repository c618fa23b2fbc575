"""Header metadata of the corpus, scored against what a reader sees (index.csv): every kind of document and every format
that has a reader. White space, case and markup do not count.

Files whose letters come from OCR are measured apart, since what is wrong there is mostly the letters. The index says what
the first document of a file states and how many there are.
"""

from __future__ import annotations

import csv
import sys
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from loaders.model import Document, Said
from loaders.parse import parse, structure
from loaders.read import SUFFIXES, read
from loaders.read.pdf import ocr

FIELDS = ("number", "type", "issuer", "province", "place", "date", "title", "signer_authority", "signer_position",
          "signer_name", "documents")  # fmt: skip
LEAST = 0.97


@dataclass
class Count:
    """Values that agree, that are missing or wrong, that are stated where the index has none or another."""

    hit: int = 0
    miss: int = 0
    extra: int = 0

    def add(self, got: str, expected: str) -> bool:
        """Count one value; whether it is right."""
        if got == expected:
            self.hit += bool(expected)
            return True
        self.miss += bool(expected)
        self.extra += bool(got)
        return False

    @property
    def f1(self) -> float:
        """2·hit / (2·hit + miss + extra); 1 where there is nothing to find and nothing was found."""
        whole = 2 * self.hit + self.miss + self.extra
        return 2 * self.hit / whole if whole else 1.0


@dataclass
class Table:
    """A count a field, and the values that are wrong."""

    counts: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in FIELDS})
    wrong: list[str] = field(default_factory=list)
    files: int = 0

    @property
    def whole(self) -> Count:
        """All fields together."""
        each = self.counts.values()
        return Count(sum(c.hit for c in each), sum(c.miss for c in each), sum(c.extra for c in each))

    def lines(self) -> list[str]:
        """The table for people."""
        rows = [*self.counts.items(), ("all", self.whole)]
        return [
            f"{self.files} files",
            *(f"{name:18} {c.hit:4} right {c.miss:4} missed {c.extra:4} invented   F1 {c.f1:.3f}" for name, c in rows),
            *self.wrong,
        ]


def norm(value: str | None) -> str:
    """Without what the index does not count: blanks, case, composed or decomposed letters."""
    return "".join(unicodedata.normalize("NFC", value or "").split()).casefold()


def stated(documents: list[Document], name: str) -> str:
    """What was found for a field of the index."""
    header = documents[0].header
    if name == "documents":
        return str(len(documents))
    owner = header.signer if name.startswith("signer_") else header
    said: Said | None = getattr(owner, name.removeprefix("signer_"))
    return said.value if said else ""


def table(shared: Path, *, scans: bool) -> Table:
    """The files that are scans as the index says, which take OCR, or those with letters of their own."""
    made = Table()
    with (shared / "corpus" / "index.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        if Path(row["file"]).suffix not in SUFFIXES or row["note"].startswith("scan") != scans:
            continue
        text = read(shared / "corpus" / row["file"])
        assert any(page.confidence is not None for page in text.pages) == scans, row["file"]
        made.files += 1
        documents = structure(text)
        for name in FIELDS:
            got, expected = stated(documents, name), row[name]
            if not made.counts[name].add(norm(got), norm(expected)):
                made.wrong.append(f"{row['file']}: {name}: {got!r} instead of {expected!r}")
    return made


@pytest.fixture(scope="module")
def typed(shared: Path) -> Table:
    """Read once for all tests here."""
    return table(shared, scans=False)


def test_headers_of_all_files_with_letters(typed: Table, capsys: pytest.CaptureFixture[str]) -> None:
    """F1 over all fields; the table is printed, with what is wrong where it falls short."""
    assert typed.files >= 38, "the Markdown files alone are 38"
    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(typed.lines()[: 2 + len(FIELDS)]) + "\n")
    assert typed.whole.f1 >= LEAST, "\n".join(typed.lines())


@pytest.mark.slow
def test_headers_of_scans(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The table is printed; there is no bound, since their numbers and days are written by hand."""
    if ocr.tesseract() is None:
        pytest.skip("Tesseract with Vietnamese data is not installed: apt install tesseract-ocr tesseract-ocr-vie")
    scanned = table(shared, scans=True)
    with capsys.disabled():
        sys.stdout.write("\nread by OCR, no bound:\n" + "\n".join(scanned.lines()) + "\n")
    assert scanned.files >= 2
    assert scanned.counts["province"].miss == 0


@pytest.mark.parametrize("name", FIELDS)
def test_no_field_is_neglected(typed: Table, name: str) -> None:
    """No field may hide behind the others."""
    assert typed.counts[name].f1 >= 0.9, "\n".join(w for w in typed.wrong if f": {name}: " in w)


def test_files_with_an_attached_document(shared: Path) -> None:
    """In every file of a decision and what it promulgates, each knows the other, and the second has what it lacks."""
    with (shared / "corpus" / "index.csv").open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["documents"] == "2"]
    seen = 0
    for row in rows:
        if Path(row["file"]).suffix not in SUFFIXES:
            continue
        decision, attached = parse(read(shared / "corpus" / row["file"]))
        seen += 1
        header = attached.header
        assert header.attached_to is not None, row["file"]
        assert header.attached_to.value == f"{row['number']}|{row['date']}", row["file"]
        got = [said.value if said else "" for said in (header.issuer, header.province, header.date)]
        assert [norm(value) for value in got] == [norm(row[name]) for name in ("issuer", "province", "date")], row[
            "file"
        ]
        kinds = {cited.key: cited.type for cited in decision.citations or ()}
        promulgated = [
            kinds[r.target] for r in decision.relations or () if r.type == "promulgates" and r.source == "this"
        ]
        assert promulgated == [header.type.value if header.type else None], row["file"]
    assert seen >= 6, "the Markdown files alone are 6"
