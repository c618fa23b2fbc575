"""Word files that this project did not write: by python-docx, and the real ones of ../shared."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import docx
import pytest

from loaders.model import Said, Text
from loaders.parse import parse
from loaders.read.docx import read_bytes

REAL = ("hd-36-vptw-2018.docx", "qd-1424-binh-thuan-2025.docx", "ttr-2114-snv-binh-thuan-2025.docx")


def lines(text: Text) -> list[str]:
    return [text.text[b.start : b.end] for b in text.blocks]


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_file_of_python_docx() -> None:
    document = docx.Document()
    document.add_heading("Kế hoạch trồng cây", 1)
    for words in ("Chọn giống", "Ươm cây"):
        document.add_paragraph(words, style="List Number")
    document.add_paragraph("Tưới nước", style="List Bullet")
    table = document.add_table(rows=3, cols=3, style="Table Grid")
    for row, words in enumerate((("TT", "Việc", "Hạn"), ("1", "Ươm", "Quý I"), ("2", "Trồng", "Quý II"))):
        for column, each in enumerate(words):
            table.cell(row, column).text = each
    table.cell(1, 2).merge(table.cell(2, 2))
    paragraph = document.add_paragraph("Hết ")
    paragraph.add_run("phần một").bold = True
    document.sections[0].header.paragraphs[0].text = "Bản nháp"
    text = read_bytes(saved(document), "a.docx")
    assert lines(text) == [
        "Bản nháp", "Kế hoạch trồng cây", "1. Chọn giống", "2. Ươm cây", "• Tưới nước",
        "TT", "Việc", "Hạn", "1", "Ươm", "Quý I", "Quý II", "2", "Trồng", "Hết phần một",
    ]  # fmt: skip
    kinds = [b.kind for b in text.blocks]
    assert kinds == ["furniture", "heading", "paragraph", "paragraph", "bullet", *["cell"] * 9, "paragraph"]
    merged = [b.cell for b in text.blocks if b.cell and b.cell.rows == 2]
    assert [cell[1:] for cell in merged] == [(1, 2, 2, 1)] * 2


def words(of: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", unicodedata.normalize("NFC", of)))


@pytest.mark.parametrize("name", REAL)
def test_no_word_of_a_real_file_is_lost_or_added(shared: Path, name: str) -> None:
    """python-docx finds the words of paragraphs and tables too; these three have nothing that it cannot see."""
    path = shared / "corpus" / name
    seen: list[str] = []

    def walk(container: Any) -> None:
        for block in container.iter_inner_content():
            if hasattr(block, "rows"):
                for row in block.rows:
                    for cell in dict.fromkeys(row.cells):
                        walk(cell)
            else:
                seen.append(block.text)

    walk(docx.Document(str(path)))
    assert words("\n".join(seen)) == words(read_bytes(path.read_bytes(), name).text)


# What the parser does not find yet: the last of the specimens of signatures that fill the body of 36-HD/VPTW is the real one.
NOT_YET = {"hd-36-vptw-2018.docx": ("signer_authority", "signer_position", "signer_name")}


@pytest.mark.parametrize("name", REAL)
def test_head_and_foot_of_a_real_file(shared: Path, name: str) -> None:
    path = shared / "corpus" / name
    with (shared / "corpus" / "index.csv").open(encoding="utf-8") as stream:
        [expected] = [row for row in csv.DictReader(stream) if row["file"] == name]
    [document] = parse(read_bytes(path.read_bytes(), name))
    header = document.header
    found = {
        "number": header.number, "type": header.type, "issuer": header.issuer, "province": header.province,
        "place": header.place, "date": header.date, "title": header.title, "signer_authority": header.signer.authority,
        "signer_position": header.signer.position, "signer_name": header.signer.name,
    }  # fmt: skip
    wrong = [key for key, said in found.items() if value(said) != expected[key]]
    assert set(wrong) <= set(NOT_YET.get(name, ()))


def value(said: Said | None) -> str:
    return said.value if said else ""
