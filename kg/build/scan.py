"""Which files a build reads: the paths given, folders recursively, archives of documents too.

>>> import tempfile
>>> folder = Path(tempfile.mkdtemp())
>>> for name in ("b.md", "a.txt", "sheet.xlsx", ".hidden.txt"):
...     _ = (folder / name).write_text("x")
>>> found = scan([folder])
>>> [file.shown for file in found.files], [str(each.path.name) for each in found.left]
(['a.txt', 'b.md'], ['sheet.xlsx'])
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from kg.build.pool import Limits, Lost, run
from kg.build.printable import printable
from kg.build.report import FileReport
from loaders.read import CONVERT, SUFFIXES, ReadError
from loaders.read.zips import Member, is_archive, members


@dataclass(frozen=True, order=True)
class File:
    """A file to read. `shown` is its name below the folder that was given, or as given; `member` its path inside the
    archive `path`, empty for a file of the disk; `size` is what it has, in bytes, when it is found."""

    shown: str
    path: Path
    member: str = ""
    size: int = field(default=0, compare=False)

    @property
    def place(self) -> Path:
        """Where it stands, for people: of a member "archive.zip/inside/name.docx"."""
        # not `path / member`: a member may be called "/etc/passwd", and is shown under its archive all the same
        return Path(f"{self.path}/{self.member}") if self.member else self.path

    @property
    def name(self) -> str:
        """What its document is called: the file's name without folder, of a member with its path in the archive."""
        return printable(f"{self.path.name}/{self.member}" if self.member else self.path.name)


@dataclass
class Scan:
    """What was found: files to read, and files that are not, each with the reason."""

    files: list[File] = field(default_factory=list)
    left: list[FileReport] = field(default_factory=list)


class ScanError(ValueError):
    """A path that was asked for is not there; the message is one line."""


ABOUT = "readme"
_ABOUT = ("tells of the files beside it", "name it itself to have it read as a document")


def scan(paths: Iterable[Path], limits: Limits = Limits()) -> Scan:  # noqa: B008  (it cannot be changed)
    """All files under `paths`, sorted by name, each once however often it was named.

    A folder gives its files of the kinds that are read (`loaders.read.SUFFIXES`); others are listed as `skipped`, and
    so is its README. A file that is named itself is `refused` if it is of another kind. The members of an archive
    (.zip) are files like those of a folder (`loaders.read.zips`: nothing is written to a disk); an archive that cannot
    be read is `refused`, one that is too much for a worker within `limits` has `failed`. Names that begin with a dot
    are left out, links to folders are not followed. Raises ScanError for a path that does not exist.
    """
    found = Scan()
    archives: list[File] = []
    seen: set[tuple[int, int]] = set()
    for path in paths:
        if not path.exists():
            raise ScanError(f"{path}: no such file or folder; check the path")
        inside = path.is_dir()
        for file in _below(path, found.left) if inside else [path]:
            shown = file.relative_to(path).as_posix() if inside else file.name
            try:
                status = file.stat()
            except OSError as error:
                found.left.append(FileReport.unreadable(file, error))
                continue
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            if not stat.S_ISREG(status.st_mode):
                found.left.append(FileReport.refused(file, "is no regular file", "give a file with text"))
            elif inside and file.stem.casefold() == ABOUT:
                found.left.append(FileReport.skipped(file, *_ABOUT))
            elif file.suffix.lower() in SUFFIXES:
                found.files.append(File(shown, file, size=status.st_size))
            elif is_archive(file.name):
                archives.append(File(shown, file))
            else:
                report = FileReport.skipped if inside else FileReport.refused
                found.left.append(report(file, *_unread(file)))
    for archive, listed in run(archives, _members, limits):
        _unpack(archive, listed, found)
    found.files.sort()
    found.left.sort(key=lambda each: str(each.path))
    return found


def _unread(file: PurePath) -> tuple[str, str]:
    return f"{file.suffix or 'a name without suffix'} is not read", CONVERT


def _members(archive: File) -> list[Member] | FileReport:
    """What is in an archive, or why that cannot be told; in a worker."""
    try:
        return members(archive.path, archive.name)
    except OSError as error:
        return FileReport.unreadable(archive.path, error)
    except ReadError as error:
        why, _, advice = str(error).removeprefix(f"{archive.name}: ").partition("; ")
        return FileReport.refused(archive.path, why, advice)


def _unpack(archive: File, inside: list[Member] | FileReport | Lost, found: Scan) -> None:
    """The members of an archive, as files or reports."""
    if isinstance(inside, Lost):
        inside = FileReport.failed(archive.path, inside.detail, "split the archive, or unpack it")
    if isinstance(inside, FileReport):
        found.left.append(inside)
        return
    if not inside:
        found.left.append(FileReport.skipped(archive.path, "holds no file", "leave it out"))
    for each in inside:
        member = File(f"{archive.shown}/{each.name}", archive.path, each.name, each.size)
        if each.why:
            found.left.append(FileReport.refused(member.place, each.why, each.advice))
        elif member.place.stem.casefold() == ABOUT:
            found.left.append(FileReport.skipped(member.place, *_ABOUT))
        elif member.place.suffix.lower() in SUFFIXES:
            found.files.append(member)
        else:
            found.left.append(FileReport.skipped(member.place, *_unread(member.place)))


def _below(folder: Path, left: list[FileReport]) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        left.append(FileReport.unreadable(Path(error.filename), error))

    for at, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(at) / name
