"""Bad, hostile and large files: reported, bounded, and the rest goes in."""

from __future__ import annotations

import faulthandler
import os
import signal
import time
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from kg.build.build import NothingReadError, build
from kg.build.extract import documents_of
from kg.build.scan import ScanError
from kg.settings import Settings
from kg.store.generations import Generations
from loaders.model import Document
from loaders.read import MAX_BYTES
from tests.kg.builds import PLAN, G, Listing, chidao, finds, listing, put, run


def bad_files(folder: Path) -> dict[str, str]:
    """Files that cannot be read, each with a part of what is said about it."""
    folder.mkdir(exist_ok=True)
    text = PLAN.format(number=9, what="đập nước").encode()
    for name, data in {
        "empty.txt": b"",
        "blank.txt": b" \r\n\t\n",
        "binary.txt": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)),
        "nul.txt": text[:200] + b"\0" + text[200:],
        "late-nul.txt": text * 20 + b"\0",
        "broken.txt": text[:300] + b"\xc3\x28" * 40 + text[300:],
        "cut.txt": "ỦY BAN".encode()[:1],
        "mixed.md": b"K\xca HO\xc1CH c\xfea t\xd3nh",
        "utf16.txt": b"\xff\xfe" + "KẾ HOẠCH".encode("utf-16-le") + b"\x41",
    }.items():
        (folder / name).write_bytes(data)
    with (folder / "large.txt").open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    (folder / "dangling.txt").symlink_to(folder / "nowhere.txt")
    os.mkfifo(folder / "pipe.txt")  # opening it would wait for ever
    return {
        "empty.txt": "is empty; remove it", "blank.txt": "is empty; remove it",
        "binary.txt": "a binary file, not text; convert it", "nul.txt": "a binary file, not text; convert it",
        "late-nul.txt": "a binary file, not text; convert it", "broken.txt": "not UTF-8 (byte 300) nor an encoding",
        "cut.txt": "not UTF-8 (byte 0) nor an encoding", "mixed.md": "not UTF-8 (byte 1) nor an encoding",
        "utf16.txt": "marked as utf-16-le but broken at byte 18; save it as UTF-8",
        "large.txt": f"is larger than {MAX_BYTES >> 20} MiB; split the file",
        "dangling.txt": "cannot be read (No such file or directory); check", "pipe.txt": "is no regular file; give",
    }  # fmt: skip


def test_bad_files_are_reported_and_the_rest_goes_in(root: Path, tmp_path: Path) -> None:
    said = bad_files(tmp_path / "in")
    put(tmp_path / "in", "good.txt", "cây cầu")
    (tmp_path / "in" / "one-line.txt").write_text("Sở Y tế chủ trì dọn kênh mương.", encoding="utf-8")
    (tmp_path / "in" / "long-line.md").write_text("Sở Y tế dọn ao. " * 20_000, encoding="utf-8")
    (tmp_path / "in" / "bang.xlsx").write_bytes(b"PK\x03\x04")
    done = chidao(root, "build", tmp_path / "in", "--store", tmp_path / "store", "--workers", 2)
    assert (done.returncode, done.stderr) == (1, "")
    lines = done.stdout.splitlines()
    for name, why in said.items():
        (line,) = (line for line in lines if f"/{name}:" in line)
        assert line.startswith(f"refused  {tmp_path / 'in' / name}: ")
        assert why in line
    assert [line for line in lines if line.startswith("skipped")] == [
        f"skipped  {tmp_path / 'in' / 'bang.xlsx'}: .xlsx is not read; convert it to .docx or .pdf"
    ]
    assert f"3 files read (0 unchanged), 1 skipped, {len(said)} refused, 0 failed" in lines
    for words in ("cây cầu", "dọn kênh mương", "dọn ao"):
        assert finds(tmp_path / "store", words)
    assert not finds(tmp_path / "store", "đập nước")


def test_where_all_are_bad_the_last_generation_stays(root: Path, tmp_path: Path) -> None:
    put(tmp_path / "good", "good.txt", "cây cầu")
    assert run(tmp_path / "store", tmp_path / "good").exit_code == 0
    bad_files(tmp_path / "in")
    done = chidao(root, "build", tmp_path / "in", "--store", tmp_path / "store")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("chidao: nothing to build (refused ")
    assert done.stderr.endswith("; the last generation stays as it was\n")
    assert done.stderr.count("\n") == 1
    assert Generations(tmp_path / "store").current() == "000001"
    assert finds(tmp_path / "store", "cây cầu")


@pytest.mark.parametrize("what", ["folder", "nowhere"])
def test_nothing_to_read(what: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(NothingReadError if what == "folder" else ScanError) as error:
        run(tmp_path / "store", tmp_path / what)
    assert "\n" not in str(error.value)
    assert Generations(tmp_path / "store").current() is None


def misbehave(data: bytes, name: str) -> list[Document]:
    """What the reader of a hostile file might do."""
    if name == "hangs.txt":
        time.sleep(600)
    if name == "aborts.txt":
        faulthandler.disable()  # pytest's, which would print a traceback for each
        os.abort()
    if name == "killed.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    if name == "exits.txt":
        os._exit(3)
    if name == "grows.txt":
        return [bytearray(64 << 30)]  # type: ignore[list-item]
    if name == "raises.txt":
        raise KeyError("two\nlines")
    if name == "recurs.txt":
        return misbehave(data, name)
    return documents_of(data, name)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_worker_that_hangs_or_dies_is_reported_and_the_rest_goes_in(tmp_path: Path, workers: int) -> None:
    said = {
        "hangs.txt": "not done after 2 s; raise CHIDAO_FILE_SECONDS",
        "aborts.txt": "the process that read it ended (signal SIGABRT); split",
        "killed.txt": "the process that read it ended (signal SIGKILL); split",
        "exits.txt": "the process that read it ended (exit code 3); split",
        "grows.txt": "it needs more than 4096 MiB of memory; raise CHIDAO_FILE_MEMORY_MB",
        "raises.txt": "KeyError: 'two\\nlines'",
        "recurs.txt": "RecursionError: ",
    }
    for number, name in enumerate([*said, "a.txt", "m.txt", "z.txt"], start=1):
        put(tmp_path / "in", name, f"cây cầu số {number}", number)
    began = time.monotonic()
    report = build(
        [tmp_path / "in"], Settings(tmp_path / "store", workers=workers, file_seconds=2),
        extract=misbehave, assemble=listing,
    )  # fmt: skip
    assert time.monotonic() - began < 30
    assert report.exit_code == 1
    troubled = {file.path.name: file.line() for file in report.troubled}
    assert set(troubled) == set(said)
    for name, why in said.items():
        assert troubled[name].startswith(f"failed   {tmp_path / 'in' / name}: {why}")
        assert "\n" not in troubled[name]
    with Generations(tmp_path / "store").open() as generation:
        found = generation.store.quads_for_pattern(None, None, None, NamedNode(G))
        assert sorted(quad.object.value for quad in found) == ["a.txt", "m.txt", "z.txt"]  # type: ignore[union-attr]


# -- bounds ----------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_ten_megabytes_are_read_within_the_limits(tmp_path: Path) -> None:
    parts, size, count = [PLAN.format(number=5, what="cây cầu")], 0, 2
    while size < 10 << 20:
        count += 1
        more = " Việc này nối tiếp phần việc nêu ở mục trên và tính vào kế hoạch chung của ngành." * (count % 4)
        parts.append(f"{count}. Sở Y tế chủ trì, phối hợp với Sở Tài chính sửa chữa cây cầu số {count}.{more}")
        size += len(parts[-1].encode()) + 2
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "large.txt").write_text("\n\n".join(parts), encoding="utf-8")
    read: list[Document] = []

    def keep(documents: list[Document], base: str) -> Listing:
        read.extend(documents)
        return listing(documents, base)

    report = run(tmp_path / "store", tmp_path / "in", assemble=keep)
    assert [file.status for file in report.files] == ["read"]
    assert report.files[0].size > 10 << 20
    numbered = [part for part in read[0].provisions if part.path.startswith("I/")]
    assert len(read) == 1
    assert len(numbered) == count
    assert len(read[0].tasks) >= count - 2


def test_a_readme_of_a_folder_is_no_document(tmp_path: Path) -> None:
    """Named itself it is read: who names it means it."""
    from kg.build.scan import scan

    for name in ("README.md", "readme.txt", "1.txt"):
        put(tmp_path / "in", name, "cây cầu")
    found = scan([tmp_path / "in"])
    assert [file.shown for file in found.files] == ["1.txt"]
    assert [(each.status, each.path.name) for each in found.left] == [("skipped", "README.md"), ("skipped", "readme.txt")]
    assert [file.shown for file in scan([tmp_path / "in" / "README.md"]).files] == ["README.md"]
