"""One file to documents, in a worker process; the result goes into the cache, the report goes back.

>>> import tempfile
>>> from pathlib import Path
>>> folder = Path(tempfile.mkdtemp())
>>> _ = (folder / "a.txt").write_text("KẾ HOẠCH", encoding="utf-8")
>>> report = extract_file(File("a.txt", folder / "a.txt"), Cache(folder / "cache", "v1"), lambda data, name: [])
>>> report.status, report.size, report.cached
('read', 12, False)
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Callable
from dataclasses import replace

from kg.build.cache import Cache
from kg.build.codec import CodecError, SizeError, check, encode
from kg.build.pool import Lost, OutputError
from kg.build.report import FileReport
from kg.build.scan import File
from loaders.model import Document
from loaders.read import MAX_BYTES, ReadError

Extract = Callable[[bytes, str], list[Document]]
"""The bytes of a file and its name to its documents; raises ReadError for bytes that are no text."""


def documents_of(data: bytes, name: str) -> list[Document]:
    """Reading and parsing as the product does it."""
    from loaders.parse import parse
    from loaders.read import read_bytes

    return list(parse(read_bytes(data, name)))


def warm() -> None:
    """Load what reading and parsing need, half a second, so that workers forked after this have it from the start."""
    documents_of("KẾ HOẠCH\n\n1. Sở Y tế chủ trì, xong trước ngày 30/6/2026.".encode(), "a.txt")


def extract_file(file: File, cache: Cache, extract: Extract, output_mb: int = 512) -> FileReport:
    """Put the documents of a file into the cache, unless they are there; raises what `extract` raises but ReadError,
    and OutputError where they take more than `output_mb` MiB.

    How many documents there are, and the reader's warnings, are known when the cache is read.
    """
    began = time.perf_counter()
    try:
        data = _bytes(file)
    except OSError as error:
        return FileReport.unreadable(file.place, error)
    except ReadError as error:
        return _refused(file, error, file.path.name)
    if not data.strip():
        return FileReport.refused(file.place, "is empty", "remove it, or fetch it again")
    sha256, suffix = hashlib.sha256(data).hexdigest(), file.place.suffix.lower()
    done = FileReport(file.place, "read", sha256=sha256, size=len(data))
    kept = cache.get(sha256, suffix)
    if kept is not None:
        try:
            check(kept)
            return replace(done, cached=True, seconds=time.perf_counter() - began)
        except CodecError:  # a result that was cut short by a power cut: make it again
            pass
    try:
        documents = extract(data, file.name)
    except ReadError as error:
        return _refused(file, error, file.name)
    try:
        cache.put(sha256, suffix, encode(documents, output_mb << 20))
    except SizeError:
        raise OutputError(f"what is found in it takes more than {output_mb} MiB") from None
    return replace(done, seconds=time.perf_counter() - began)


def _bytes(file: File) -> bytes:
    if file.member:
        from loaders.read.zips import expand

        return expand(file.path, file.member, file.path.name)
    # Not blocking: what was a file when it was found may be a pipe by now, which nobody ever writes to.
    with open(os.open(file.path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as stream:  # noqa: PTH123
        status = os.fstat(stream.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise ReadError(f"{file.path.name}: is no regular file; give a file with text")
        data = stream.read(MAX_BYTES + 1) if status.st_size <= MAX_BYTES else b""
        if status.st_size > MAX_BYTES or len(data) > MAX_BYTES:
            raise ReadError(f"{file.path.name}: is larger than {MAX_BYTES >> 20} MiB; split the file")
    return data


def _refused(file: File, error: ReadError, name: str) -> FileReport:
    """The message says what, where and what to do; the place is the report's own."""
    why, _, advice = str(error).removeprefix(f"{name}: ").partition("; ")
    return FileReport.refused(file.place, why, advice or "save it as UTF-8 text")


def lost(file: File, result: Lost) -> FileReport:
    """The report on a file whose worker gave no result."""
    advice = {
        "time": "raise CHIDAO_FILE_SECONDS, or split the file",
        "memory": "raise CHIDAO_FILE_MEMORY_MB, or split the file",
        "output": "raise CHIDAO_FILE_OUTPUT_MB, or split the file",
        "died": "split the file, leave it out, or use fewer --workers where the machine has little memory",
        "error": "this is a defect of chidao: please report it with the file",
    }[result.reason]
    return FileReport.failed(file.place, result.detail, advice)
