"""A sample as a scan: its pages as pictures alone, read by Tesseract itself, up to the graph.

The scan among the samples was read by OCR when it was made, so that their graph is the same where Tesseract is not
installed; this one is read here.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from kg.assemble import assemble
from kg.rdf import terms as t
from loaders.parse import parse
from loaders.read import read
from loaders.read.pdf import ocr
from loaders.text.fold import key

DOTS = 200  # an inch


@pytest.fixture(scope="module")
def scan(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first page of the sample that is a PDF, as a picture in a PDF."""
    if ocr.tesseract() is None:
        pytest.skip("Tesseract with Vietnamese data is not installed")
    import pypdfium2

    file = tmp_path_factory.mktemp("scan") / "ke-hoach-xa-vi-du-quet.pdf"
    with pypdfium2.PdfDocument(root / "samples" / "ke-hoach-xa-vi-du.pdf") as pdf:
        page = pdf[0].render(scale=DOTS / 72).to_pil().convert("L")
    page.save(file, "PDF", resolution=DOTS)
    return file


def test_a_scan_of_a_sample_has_the_confidence_of_its_letters_in_the_graph(scan: Path) -> None:
    text = read(scan)
    assert [page.confidence is not None for page in text.pages] == [True]
    documents = parse(text)
    assert len(documents) == 1
    assert documents[0].header.number is not None
    assert documents[0].header.number.value == "15/KH-UBND"
    quads = assemble(documents).quads
    found = [Decimal(q.object.value) for q in quads if q.predicate == t.OCR_CONFIDENCE]  # type: ignore[union-attr]
    assert len(found) > 3
    assert all(Decimal("0.5") < each <= 1 for each in found)
    assert any("suối gạo" in key(q.object.value) for q in quads if q.predicate == t.TEXT)  # type: ignore[union-attr]
