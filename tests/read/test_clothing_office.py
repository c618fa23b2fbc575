"""The same document through a word processor gives the same graph: PDF, OpenDocument, RTF and Word 97 of LibreOffice.

All samples are turned into each format by one run of LibreOffice. Word 97 is made from OpenDocument: from Word files of today
LibreOffice 7.4 writes it without their tables (it finds none in it itself). Numbers are typed, since it writes the first numbers
of lists wrongly into RTF and Word 97; files with counted numbers have tests/read/test_clothing.py.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from loaders.read import read_bytes
from tests.read.dress import typed
from tests.read.neutral import described
from tests.read.test_clothing import SAMPLES, differences, graph, sample
from tests.read.test_office import needs_office

SECONDS = 300  # of LibreOffice for all samples, on a busy machine
FROM = {"pdf": "docx", "odt": "docx", "rtf": "docx", "doc": "odt"}

pytestmark = [pytest.mark.slow, needs_office, pytest.mark.xdist_group("office")]


@pytest.fixture(scope="module")
def wardrobe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of all samples in all formats."""
    folder = tmp_path_factory.mktemp("wardrobe")
    for stem in SAMPLES:
        (folder / f"{stem}.docx").write_bytes(typed(described(sample(stem))))
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program
    for made, source in FROM.items():
        files = sorted(folder.glob(f"*.{source}"))
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        words = [program, "--headless", profile, "--convert-to", made, "--outdir", str(folder), *map(str, files)]
        subprocess.run(words, check=True, capture_output=True, timeout=SECONDS)
    return folder


@pytest.mark.parametrize("form", ["docx", *FROM])
@pytest.mark.parametrize("stem", SAMPLES)
def test_the_same_graph_through_a_word_processor(wardrobe: Path, stem: str, form: str) -> None:
    found = read_bytes((wardrobe / f"{stem}.{form}").read_bytes(), f"van-ban.{form}")
    assert differences(graph(sample(stem)), graph(found)) == []
