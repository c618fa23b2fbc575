"""What a generation was made of and with: all that changes from run to run stands here and not in the data.

>>> import tempfile
>>> folder = Path(tempfile.mkdtemp())
>>> report = BuildReport(documents=2)
>>> write_manifest(folder, base="urn:b", report=report, graphs={}, checkpoints=0, version="ab")
>>> json.loads((folder / MANIFEST).read_text())["documents"]
2
"""

from __future__ import annotations

import json
import platform
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from kg.build.report import BuildReport
from kg.store.durable import replace_file
from kg.store.generations import FORMAT, GRAPHS, MANIFEST
from kg.store.nquads import digest_of


def write_manifest(
    folder: Path, *, base: str, report: BuildReport, graphs: dict[str, tuple[int, str]], checkpoints: int, version: str
) -> None:
    """Write graphs.json and then manifest.json, the sign that a generation is whole, into its folder."""
    replace_file(folder / GRAPHS, json.dumps(graphs, ensure_ascii=False).encode())
    manifest = {
        "format": FORMAT,
        "generation": folder.name,
        "base": base,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "digest": digest_of(graphs),
        "checkpoints": checkpoints,
        "versions": {
            "extractor": version, "python": platform.python_version(),
            **{name: _version(name) for name in ("chidao", "pyoxigraph", "google-re2")},
        },
        **report.as_data(),
    }  # fmt: skip
    replace_file(folder / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1).encode())


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"
