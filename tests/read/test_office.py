"""Word 97, RTF and OpenDocument through LibreOffice: converted apart, bounded, and as their text is when not converted."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from loaders.extract import to_json
from loaders.model import Text
from loaders.parse import parse
from loaders.read import MAX_BYTES, ReadError, office, read, read_bytes
from loaders.read.formats import DOC, HTML, ODT, RTF, sniff

PARAGRAPHS = ["KẾ HOẠCH", "Trồng cây chắn sóng", "1. Giao Sở Y tế mua thuốc.", "- Lưu: VT."]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600

needs_office = pytest.mark.skipif(
    not (shutil.which("soffice") or shutil.which("libreoffice")),
    reason="LibreOffice is not installed (libreoffice-writer)",
)


def rtf(paragraphs: list[str]) -> bytes:
    letters = "\\par\n".join("".join(c if c.isascii() else f"\\u{ord(c)}?" for c in each) for each in paragraphs)
    return ("{\\rtf1\\ansi\\ansicpg1252\\uc1 {\\b " + letters + "}}").encode("ascii")


def odt(paragraphs: list[str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.text")
        made.writestr(
            zipfile.ZipInfo("META-INF/manifest.xml"),
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
            '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
        )
        body = "".join(f"<text:p>{each}</text:p>" for each in paragraphs)
        made.writestr(
            zipfile.ZipInfo("content.xml"),
            '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
    return packed.getvalue()


def words(text: Text) -> list[str]:
    return [text.text[b.start : b.end] for b in text.blocks]


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (OLE, "a.doc", DOC),
        (OLE, "a.txt", DOC),
        (rtf(PARAGRAPHS), "a.doc", RTF),
        (b"<html><body><p>x</p></body></html>", "a.doc", HTML),
        (odt(PARAGRAPHS), "a.doc", ODT),
    ],
)
def test_the_bytes_say_what_a_file_is(data: bytes, name: str, kind: object) -> None:
    assert sniff(data, name) is kind


def test_without_libreoffice_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    with pytest.raises(ReadError) as caught:
        read_bytes(OLE, "a.doc")
    assert str(caught.value) == "a.doc: Word 97 needs LibreOffice; install libreoffice-writer or save it as .docx"


@pytest.mark.parametrize(("data", "says"), [(b"", "empty"), (OLE + b"\0" * MAX_BYTES, "bound")])
def test_bounds_are_kept_before_anything_is_started(data: bytes, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    with pytest.raises(ReadError, match=says):
        office.read_bytes(data, "a.doc")


def program(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in for LibreOffice."""
    folder.mkdir()
    (folder / "soffice").write_text(f"#!/bin/sh\n{script}\n")
    (folder / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")


def test_one_that_hangs_is_killed_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "bin", f"sleep 600 & echo $! > {tmp_path}/child; wait", monkeypatch)
    monkeypatch.setattr(office, "OFFICE_SECONDS", 1)
    began = time.monotonic()
    with pytest.raises(ReadError, match=r"^a\.doc: LibreOffice did not convert this Word 97 file in 1 s; split it$"):
        read_bytes(OLE, "a.doc")
    assert time.monotonic() - began < 20
    child = int((tmp_path / "child").read_text())
    for _ in range(100):
        if not _runs(child):
            break
        time.sleep(0.05)
    assert not _runs(child)


def _runs(pid: int) -> bool:
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout.strip()
    return bool(state) and not state.startswith("Z")


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("exit 0", "cannot read this Word 97 file; open it and save it as .docx"),
        ("exit 77", "cannot read this Word 97 file"),
        ("for last; do :; done; d=$(dirname $last)/out; for e in docx html; do head -c 3000 /dev/zero > $d/in.$e; done", "more than 2,000 bytes"),
    ],
)  # fmt: skip
def test_one_that_fails_says_so(script: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "bin", script, monkeypatch)
    monkeypatch.setattr("loaders.read.programs._bound", lambda seconds, output_bytes: None)
    monkeypatch.setattr(office, "OFFICE_OUTPUT", 2_000)
    with pytest.raises(ReadError, match=says) as caught:
        read_bytes(OLE, "a.doc")
    assert "\n" not in str(caught.value)


def test_nothing_is_left_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "bin", "exit 0", monkeypatch)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(ReadError):
        read_bytes(OLE, "a.doc")
    assert [each.name for each in tmp_path.iterdir()] == ["bin"]


@needs_office
@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [(rtf(PARAGRAPHS), "a.rtf", "RTF"), (odt(PARAGRAPHS), "a.odt", "OpenDocument"), (rtf(PARAGRAPHS), "a.doc", "RTF")],
)
def test_the_text_of_a_converted_file(data: bytes, name: str, kind: str) -> None:
    text = read_bytes(data, name)
    assert words(text) == PARAGRAPHS
    assert [b.line for b in text.blocks] == sorted({b.line for b in text.blocks})
    assert text.runs == ()
    assert text.source.name == name
    assert text.warnings[0].startswith(f"{kind}, converted by LibreOffice")


@needs_office
def test_conversions_run_side_by_side() -> None:
    with ThreadPoolExecutor(3) as pool:
        texts = list(pool.map(lambda i: read_bytes(rtf([f"Việc {i}."]), "a.rtf").text, range(3)))
    assert texts == ["Việc 0.", "Việc 1.", "Việc 2."]


@needs_office
@pytest.mark.parametrize("data", [OLE, OLE + bytes(range(256)) * 40])
def test_a_broken_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"^a\.doc: "):
        read_bytes(data, "a.doc")


@needs_office
def test_real_word_97_with_a_letterhead(shared: Path) -> None:
    with (shared / "corpus" / "index.csv").open(encoding="utf-8", newline="") as stream:
        row = next(each for each in csv.DictReader(stream) if each["file"] == "qd-93-ttg-2007.doc")
    text = read(shared / "corpus" / row["file"])
    documents = parse(text)
    assert len(documents) == int(row["documents"])
    found = to_json([documents[0]])["document"]
    for key in ("number", "type", "issuer", "place", "date", "title"):
        assert (found[key] or "") == row[key], key
    assert words(text).count(row["signer_name"]) == 2
    articles = [p.ordinal for p in documents[1].provisions if p.kind == "dieu"]
    assert articles == list(range(1, 17))


@needs_office
def test_real_word_97_without_a_letterhead(shared: Path) -> None:
    text = read(shared / "corpus" / "ct-07-btttt-2008.doc")
    [document] = parse(text)
    found = to_json([document])["document"]
    assert found["type"] == "Chỉ thị"
    assert found["signer"]["name"] == "Lê Doãn Hợp"
    assert [p.ordinal for p in document.provisions if p.kind in ("arabic", "khoan")] == [1, 2, 3, 4]
    assert words(text)[1].endswith("07/2008/CT-BTTTT")
