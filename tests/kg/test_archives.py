"""Archives of documents: their members are files of a build, nothing hostile in one does harm."""

from __future__ import annotations

import io
import struct
import unicodedata
import zipfile
from pathlib import Path

import pytest

from kg.build.scan import scan
from loaders.read import ReadError, read, zips
from loaders.read.zips import expand, members
from tests.kg.builds import PLAN, chidao, finds, put, run


def packed(*files: tuple[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in files:
            made.writestr(zipfile.ZipInfo(name), data, compression)  # of 1980: the same bytes each time
    return out.getvalue()


def words_only(value: object) -> str:
    """Names of tests: bytes make none."""
    return value if isinstance(value, str) and value.isprintable() else ""


def named(name: bytes, data: bytes = b"x") -> bytes:
    """An archive of one member whose name is these bytes, without the flag that says UTF-8."""
    plain = "n" * len(name)
    return packed((plain, data)).replace(plain.encode(), name)


def plan(number: int, what: str) -> str:
    return PLAN.format(number=number, what=what)


def test_members_are_files_of_the_build(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    put(folder, "a.txt", "cây cầu", 1)
    inner = packed(("c.md", plan(3, "giếng nước")), ("d.xlsx", "x"))
    (folder / "lô 1.zip").write_bytes(
        packed(
            ("kế hoạch/b.txt", plan(2, "đập nước")),
            ("trong.zip", inner),
            ("anh.jpg", "x"),
            ("__MACOSX/._b.txt", "x"),
            (".b.txt", "x"),
        )
    )
    done = chidao(root, "build", folder, "--store", tmp_path / "store")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert [line for line in lines if line.startswith("skipped")] == [
        f"skipped  {folder}/lô 1.zip/anh.jpg: .jpg is not read; convert it to .docx or .pdf",
        f"skipped  {folder}/lô 1.zip/trong.zip/d.xlsx: .xlsx is not read; convert it to .docx or .pdf",
    ]
    assert any(line.startswith("3 files read (0 unchanged), 2 skipped, 0 refused") for line in lines)
    for words in ("cây cầu", "đập nước", "giếng nước"):
        assert finds(tmp_path / "store", words)
    again = chidao(root, "build", folder, "--store", tmp_path / "store")
    assert "3 files read (3 unchanged)" in again.stdout


def test_names_of_documents_and_one_cache_for_the_same_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    put(folder, "a.txt", "cây cầu")
    (folder / "z.zip").write_bytes(packed(("x/a.txt", (folder / "a.txt").read_bytes())))
    names: list[str] = []

    def keep(documents: list, base: str):  # type: ignore[no-untyped-def, type-arg]
        from tests.kg.builds import listing

        names.extend(document.text.source.name for document in documents)
        return listing(documents, base)

    report = run(tmp_path / "store", folder, assemble=keep)
    assert sorted(names) == ["a.txt", "z.zip/x/a.txt"]
    assert len({file.sha256 for file in report.files}) == 1
    assert sum(file.cached for file in report.files) == 1


def test_an_archive_given_by_itself(tmp_path: Path) -> None:
    (tmp_path / "z.ZIP").write_bytes(packed(("b.txt", "x"), ("a.txt", "x")))
    found = scan([tmp_path / "z.ZIP"])
    assert [(file.shown, file.member) for file in found.files] == [("z.ZIP/a.txt", "a.txt"), ("z.ZIP/b.txt", "b.txt")]


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("kế hoạch.txt".encode(), "kế hoạch.txt"),
        (unicodedata.normalize("NFD", "kế hoạch.txt").encode(), "kế hoạch.txt"),
        ("kê\u0301 hoa\u0323ch.txt".encode("cp1258"), "kế hoạch.txt"),
        (b"\x81.txt", "ü.txt"),
        (b"a\\b.txt", "a/b.txt"),
        (b"../../etc/passwd.txt", "../../etc/passwd.txt"),
        (b"a\nb\x1b.txt", "a�b�.txt"),
    ],
    ids=words_only,
)
def test_names(raw: bytes, shown: str) -> None:
    data = named(raw)
    [member] = members(data, "z.zip")
    assert (member.name, member.why) == (shown, "")
    assert expand(data, shown, "z.zip") == b"x"


def test_nothing_is_written_outside(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "in"
    folder.mkdir(parents=True)
    (folder / "z.zip").write_bytes(named(b"../../evil.txt", plan(4, "cây cầu").encode()))
    before = set(tmp_path.rglob("*"))
    report = run(tmp_path / "store", folder)
    assert [(file.status, str(file.path)) for file in report.files] == [("read", f"{folder}/z.zip/../../evil.txt")]
    assert {path for path in tmp_path.rglob("*") if tmp_path / "store" not in [path, *path.parents]} == before


# -- what is refused ---------------------------------------------------------------------------------------------------


def encrypted() -> bytes:
    data = bytearray(packed(("a.txt", "x")))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    return bytes(data)


def lying(size: int) -> bytes:
    """A member that says it is smaller than it is."""
    data = bytearray(packed(("a.txt", b"a" * 100_000)))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", size)
    return bytes(data)


def nested(depth: int) -> bytes:
    data = packed(("a.txt", "x"))
    for _ in range(depth):
        data = packed(("z.zip", data))
    return data


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (encrypted(), "is encrypted; unpack it with its password"),
        (packed(("a.txt", b"\0" * (30 << 20))), "expands more than 200 times, as a bomb does; leave it out"),
        (packed(("a.txt", b"\0" * (33 << 20))), "expands more than 200 times"),
        (
            packed(("a.txt", b"\0" * (33 << 20)), compression=zipfile.ZIP_STORED),
            "is larger than 32 MiB; split the file",
        ),
        (packed(("a.txt", "x"), compression=zipfile.ZIP_BZIP2), "is packed in a way that is not read; unpack it"),
        (nested(3), "is an archive 4 deep; unpack it"),
        (packed(("z.zip", b"PK\x03\x04" + b"x" * 99)), "is no ZIP archive, or cut off; get it again"),
    ],
    ids=words_only,
)
def test_members_that_are_not_read(data: bytes, why: str, tmp_path: Path) -> None:
    (tmp_path / "z.zip").write_bytes(data)
    found = scan([tmp_path])
    assert found.files == []
    [left] = found.left
    assert left.status == "refused"
    assert why in left.line()


def test_a_name_that_stands_twice_is_read_once() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = packed(("a.txt", "x"), ("a.txt", "y"))
    assert [each.why for each in members(data, "z.zip")] == ["", "stands twice in the archive"]
    assert expand(data, "a.txt", "z.zip") == b"x"


def test_a_member_expands_to_no_more_than_it_says() -> None:
    with pytest.raises(ReadError, match=r"z\.zip: a\.txt is broken"):
        expand(lying(10), "a.txt", "z.zip")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is no ZIP archive, or cut off"),
        (b"x" * 500, "is no ZIP archive, or cut off"),
        (packed(("a.txt", "x" * 500))[:60], "is no ZIP archive, or cut off"),
        (packed(*((f"{i}.txt", "") for i in range(51))), "more than 50 files inside"),
        (packed(("z.zip", packed(*((f"{i}.txt", "") for i in range(51))))), "more than 50 files inside"),
        (packed(*((f"{i}.txt", b"a" * 400) for i in range(30))), "expands to more than 0 MiB"),
        (packed(*((f"{i}.zip", packed(("a.txt", b"ab" * 200))) for i in range(40))), "expands to more than 0 MiB"),
    ],
    ids=words_only,
)
def test_archives_that_are_refused_whole(
    data: bytes, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zips, "MAX_ARCHIVE_MEMBERS", 50)
    monkeypatch.setattr(zips, "MAX_ARCHIVE_EXPANDED", 10_000)
    (tmp_path / "z.zip").write_bytes(data)
    put(tmp_path, "good.txt", "cây cầu")
    found = scan([tmp_path])
    assert [file.shown for file in found.files] == ["good.txt"]
    [left] = found.left
    assert left.line().startswith(f"refused  {tmp_path / 'z.zip'}: ")
    assert why in left.line()


def test_an_archive_without_files_is_said(tmp_path: Path) -> None:
    (tmp_path / "z.zip").write_bytes(packed(("folder/", ""), ("__MACOSX/x.txt", "x")))
    assert scan([tmp_path]).left[0].line() == f"skipped  {tmp_path / 'z.zip'}: holds no file; leave it out"


def test_one_member_that_changed_between_scan_and_reading(tmp_path: Path) -> None:
    (tmp_path / "z.zip").write_bytes(packed(("a.txt", "x")))
    with pytest.raises(ReadError, match="no longer in it; build again"):
        expand(tmp_path / "z.zip", "b.txt", "z.zip")


def test_reading_one_document_of_an_archive_is_not_asked_for(tmp_path: Path) -> None:
    (tmp_path / "z.zip").write_bytes(packed(("a.txt", "x")))
    with pytest.raises(ReadError, match="an archive of documents"):
        read(tmp_path / "z.zip")


def test_an_office_file_is_one_document(tmp_path: Path) -> None:
    (tmp_path / "a.odt").write_bytes(packed(("mimetype", "application/vnd.oasis.opendocument.text")))
    assert [file.shown for file in scan([tmp_path]).files] == ["a.odt"]
