"""Archives of documents (.zip): which files are in one, and the bytes of each, within bounds.

Nothing is ever extracted to a disk: a member is expanded in memory, read like a file, and forgotten. So its name does
no harm whatever it says (`../../etc`, a device): it is shown, never opened. A member expands to no more than it says,
and what it says is checked first. A .docx or .odt is one document, not an archive of some (`loaders.read.formats`).

>>> import io
>>> packed = io.BytesIO()
>>> with zipfile.ZipFile(packed, "w") as made:
...     made.writestr("kế hoạch/a.txt", "Kế hoạch"); made.writestr("__MACOSX/._a.txt", "x")
>>> [(each.name, each.why) for each in members(packed.getvalue(), "a.zip")]
[('kế hoạch/a.txt', '')]
>>> expand(packed.getvalue(), "kế hoạch/a.txt", "a.zip").decode()
'Kế hoạch'
"""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from loaders.read.bounds import (
    ARCHIVE_RATIO_FROM,
    MAX_ARCHIVE_BYTES,
    MAX_ARCHIVE_DEPTH,
    MAX_ARCHIVE_EXPANDED,
    MAX_ARCHIVE_MEMBERS,
    MAX_ARCHIVE_RATIO,
)
from loaders.read.compose import nfc
from loaders.read.decode import MAX_BYTES, ReadError

SUFFIXES = (".zip",)
_Opened = tuple[zipfile.ZipFile, dict[str, zipfile.ZipInfo]]
_UTF8 = 0x800
_ENTRY = b"PK\x01\x02"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, KeyError)


@dataclass(frozen=True)
class Member:
    """A file of an archive. `name` is its path in it, through archives inside; `why` and `advice` say why it cannot
    be read, both empty where it can."""

    name: str
    size: int = 0
    why: str = ""
    advice: str = ""


def is_archive(name: str) -> bool:
    """Whether a file's name says that it is an archive of documents."""
    return name.lower().endswith(SUFFIXES)


def members(source: Path | bytes, name: str) -> list[Member]:
    """All files in an archive, those of archives inside it too, in the order of their names.

    Folders, dot files and what macOS adds are left out. Raises ReadError where the archive itself cannot be read,
    OSError where its file cannot.
    """
    return sorted(_Walk(name).of(source, "", 1), key=lambda each: each.name)


class _Walk:
    """Counts over an archive and those inside it, so that many small ones are bounded like one."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.count = 0
        self.expanded = 0

    def of(self, source: Path | bytes, inside: str, depth: int) -> Iterator[Member]:
        archive = _open(source, self.name)
        seen: set[str] = set()
        for info in archive.infolist():
            path = inside + _name(info)
            if info.is_dir() or _hidden(path):
                continue
            self.count += 1
            if self.count > MAX_ARCHIVE_MEMBERS:
                raise ReadError(f"{self.name}: more than {MAX_ARCHIVE_MEMBERS:,} files inside; split it")
            if path in seen:
                yield Member(path, info.file_size, "stands twice in the archive", "pack it anew")
                continue
            seen.add(path)
            said = _trouble(info)
            if said:
                yield Member(path, info.file_size, *said)
                continue
            self.expanded += info.file_size
            if self.expanded > MAX_ARCHIVE_EXPANDED:
                raise ReadError(f"{self.name}: expands to more than {MAX_ARCHIVE_EXPANDED >> 20:,} MiB; split it")
            if not is_archive(path):
                yield Member(path, info.file_size)
            elif depth >= MAX_ARCHIVE_DEPTH:
                yield Member(path, info.file_size, f"is an archive {depth + 1} deep", "unpack it")
            else:
                try:
                    yield from self.of(_bytes(archive, info, self.name), path + "/", depth + 1)
                except ReadError as error:
                    if self.count > MAX_ARCHIVE_MEMBERS or self.expanded > MAX_ARCHIVE_EXPANDED:
                        raise
                    why = str(error).removeprefix(f"{self.name}: ").partition("; ")
                    yield Member(path, info.file_size, why[0], why[2])


def expand(source: Path | bytes, member: str, name: str) -> bytes:
    """The bytes of one member, named as `members` names it; raises ReadError."""
    if isinstance(source, Path):
        status = source.stat()
        mark = (source, status.st_size, status.st_mtime_ns, os.getpid())
        return _expand(_kept(*mark), (), member, name, partial(_inner, *mark))
    opened = _indexed(source, name)
    return _expand(opened, (), member, name, partial(_within, opened, name))


def _expand(
    opened: _Opened, way: tuple[str, ...], member: str, name: str, inner: Callable[[tuple[str, ...]], _Opened]
) -> bytes:
    """`way` are the archives inside archives that led to `opened`; `inner` opens the one at the end of a way."""
    archive, infos = opened
    info = infos.get(member)
    if info is not None:
        return _checked(archive, info, member, name)
    parts = member.split("/")
    for i in range(1, len(parts)):
        outer = "/".join(parts[:i])
        if is_archive(outer) and outer in infos and len(way) < MAX_ARCHIVE_DEPTH:
            return _expand(inner((*way, outer)), (*way, outer), "/".join(parts[i:]), name, inner)
    raise ReadError(f"{name}: {member} is no longer in it; build again")


def _checked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, member: str, name: str) -> bytes:
    if said := _trouble(info):
        raise ReadError(f"{name}: {member} {said[0]}; {said[1]}")
    return _bytes(archive, info, name)


def _within(opened: _Opened, name: str, way: tuple[str, ...]) -> _Opened:
    """The archive at the end of a way of archives inside `opened`."""
    for outer in way:
        archive, infos = opened
        if outer not in infos:
            raise ReadError(f"{name}: {outer} is no longer in it; build again")
        opened = _indexed(_checked(archive, infos[outer], outer, name), name)
    return opened


@lru_cache(maxsize=MAX_ARCHIVE_DEPTH - 1)
def _inner(path: Path, size: int, changed: int, process: int, way: tuple[str, ...]) -> _Opened:
    """An archive inside one: expanded once for all its members that are read one after the other."""
    mark = (path, size, changed, process)
    around = _inner(*mark, way[:-1]) if len(way) > 1 else _kept(*mark)
    return _within(around, path.name, way[-1:])


def _indexed(source: Path | bytes, name: str) -> _Opened:
    archive = _open(source, name)
    infos: dict[str, zipfile.ZipInfo] = {}
    for info in archive.infolist():
        infos.setdefault(_name(info), info)
    return archive, infos


@lru_cache(maxsize=1)
def _kept(path: Path, size: int, changed: int, process: int) -> _Opened:
    """An archive stays open while its members are read one by one; `process`, since a fork shares the place in it."""
    return _indexed(path, path.name)


def _open(source: Path | bytes, name: str) -> zipfile.ZipFile:
    size = source.stat().st_size if isinstance(source, Path) else len(source)
    if size > MAX_ARCHIVE_BYTES:
        raise ReadError(f"{name}: is larger than {MAX_ARCHIVE_BYTES >> 20} MiB; split it")
    # zipfile takes in the whole directory at once, so it is counted before
    if _entries(source) > 2 * MAX_ARCHIVE_MEMBERS:
        raise ReadError(f"{name}: more than {MAX_ARCHIVE_MEMBERS:,} files inside; split it")
    try:
        return zipfile.ZipFile(source if isinstance(source, Path) else io.BytesIO(source))
    except _BROKEN as error:
        raise ReadError(f"{name}: is no ZIP archive, or cut off; get it again") from error


def _entries(source: Path | bytes) -> int:
    if isinstance(source, bytes):
        return source.count(_ENTRY)
    count, before = 0, b""
    with source.open("rb") as stream:
        while block := stream.read(1 << 20):
            count += (before + block).count(_ENTRY)
            before = block[-3:]
    return count


def _bytes(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes:
    """Expanded: no more than the directory said, since zipfile reads no further and checks the sum."""
    try:
        return archive.read(info)
    except _BROKEN as error:
        raise ReadError(f"{name}: {_name(info)} is broken; get it again") from error


def _trouble(info: zipfile.ZipInfo) -> tuple[str, str] | None:
    """Why a member is not expanded, and what to do."""
    if info.flag_bits & 1:
        return "is encrypted", "unpack it with its password"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "is packed in a way that is not read", "unpack it"
    if info.file_size > ARCHIVE_RATIO_FROM and info.file_size > MAX_ARCHIVE_RATIO * max(info.compress_size, 1):
        return f"expands more than {MAX_ARCHIVE_RATIO} times, as a bomb does", "leave it out"
    bound = MAX_ARCHIVE_BYTES if is_archive(info.filename) else MAX_BYTES
    if info.file_size > bound:
        return f"is larger than {bound >> 20} MiB", "split the file"
    return None


def _hidden(path: str) -> bool:
    parts = path.replace("\\", "/").split("/")
    return any(part.startswith(".") and part.strip(".") for part in parts) or "__MACOSX" in parts or parts[-1] == ""


def _name(info: zipfile.ZipInfo) -> str:
    """The name as its writer meant it, NFC: UTF-8 where the flag says so or the bytes are, else Windows-1258, since a
    Vietnamese Windows packs so, else cp437, which zipfile has decoded it as."""
    name = info.filename
    if not info.flag_bits & _UTF8 and not name.isascii():
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "cp1258"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    clean = "".join(c if c.isprintable() else "�" for c in _composed(name))
    return clean.replace("\\", "/")


def _composed(name: str) -> str:
    try:
        return nfc(name)
    except ReadError:  # a name of thousands of accents
        return "�"
