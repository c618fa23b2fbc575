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
import time
from collections.abc import Callable
from dataclasses import replace

from kg.build.cache import Cache
from kg.build.codec import CodecError, check, encode
from kg.build.pool import Lost
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


def extract_file(file: File, cache: Cache, extract: Extract) -> FileReport:
    """Put the documents of a file into the cache, unless they are there; raises what `extract` raises but ReadError.

    How many documents there are, and the reader's warnings, are known when the cache is read.
    """
    began = time.perf_counter()
    try:
        data = _bytes(file)
    except OSError as error:
        return FileReport.unreadable(file.place, error)
    except ReadError as error:
        return _refused(file, error, file.path.name)
    if len(data) > MAX_BYTES:
        return FileReport.refused(file.place, f"is larger than {MAX_BYTES >> 20} MiB", "split the file")
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
    cache.put(sha256, suffix, encode(documents))
    return replace(done, seconds=time.perf_counter() - began)


def _bytes(file: File) -> bytes:
    if file.member:
        from loaders.read.zips import expand

        return expand(file.path, file.member, file.path.name)
    with file.path.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)


def _refused(file: File, error: ReadError, name: str) -> FileReport:
    """The message says what, where and what to do; the place is the report's own."""
    why, _, advice = str(error).removeprefix(f"{name}: ").partition("; ")
    return FileReport.refused(file.place, why, advice or "save it as UTF-8 text")


def lost(file: File, result: Lost) -> FileReport:
    """The report on a file whose worker gave no result."""
    advice = {
        "time": "raise CHIDAO_FILE_SECONDS, or split the file",
        "memory": "raise CHIDAO_FILE_MEMORY_MB, or split the file",
        "died": "split the file, or leave it out; please report it",
        "error": "this is a defect of chidao: please report it with the file",
    }[result.reason]
    return FileReport.failed(file.place, result.detail, advice)
