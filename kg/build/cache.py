"""What was extracted from a file, kept by the SHA-256 of its bytes and the version of the extractor.

    DIR/cache/<version>/<first two digits>/<sha256><suffix>.z

The version is a digest of all that extraction depends on, code and data files alike, so an analyst who corrects a
pattern gets fresh results and nobody has to remember to raise a number. A build that is stopped goes on from here.

>>> import tempfile
>>> cache = Cache(Path(tempfile.mkdtemp()), "v1")
>>> cache.get("ab12", ".txt") is None
True
>>> cache.put("ab12", ".txt", b"bytes"); cache.get("ab12", ".txt")
b'bytes'
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
from functools import cache as memo
from importlib import metadata, resources
from pathlib import Path

from kg.store.steps import reached

_DATA = {".py", ".toml", ".csv"}


@memo
def extractor_version() -> str:
    """Sixteen hexadecimal digits that change with anything extraction depends on."""
    versions = (platform.python_version(), *(metadata.version(name) for name in ("google-re2", "selectolax")))
    digest = hashlib.sha256(" ".join(versions).encode())
    digest.update(Path(__file__).with_name("codec.py").read_bytes())
    for package in ("loaders", "ontology"):
        top = Path(str(resources.files(package)))
        for file in sorted(top.rglob("*")):
            if file.suffix in _DATA:
                name = f"{package}/{file.relative_to(top).as_posix()}"
                digest.update(name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


class Cache:
    """Results of one version of the extractor under the folder `root`."""

    def __init__(self, root: Path, version: str) -> None:
        self.root = root
        self.version = version

    def _file(self, sha256: str, suffix: str) -> Path:
        return self.root / self.version / sha256[:2] / f"{sha256}{suffix}.z"

    def get(self, sha256: str, suffix: str) -> bytes | None:
        """What was kept for these bytes and this kind of file, None if nothing."""
        try:
            return self._file(sha256, suffix).read_bytes()
        except OSError:
            return None

    def count(self) -> int:
        """How many results of this version there are."""
        return sum(1 for _ in (self.root / self.version).glob("*/[!.]*.z"))

    def put(self, sha256: str, suffix: str, data: bytes) -> None:
        """Keep a result. Not synced: after a power cut a broken one is no more than a miss."""
        file = self._file(sha256, suffix)
        file.parent.mkdir(parents=True, exist_ok=True)
        aside = file.with_name(f".{file.name}.{os.getpid()}.tmp")
        reached("cache: before write")
        aside.write_bytes(data)
        reached("cache: before rename")
        aside.replace(file)
        reached("cache: after rename")

    def drop_others(self) -> None:
        """Remove the results of other versions, which no build will ask for again, and half-written ones."""
        for folder in self.root.iterdir() if self.root.is_dir() else ():
            if folder.name != self.version:
                shutil.rmtree(folder, ignore_errors=True)
        for left in self.root.rglob(".*.tmp"):
            left.unlink(missing_ok=True)
