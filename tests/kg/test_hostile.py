"""Files made to harm: bounded in time and memory, named in one line, and the build goes on. The table: hostile.py."""

from __future__ import annotations

import errno
import json
import os
import resource
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from kg.build.printable import printable
from tests.kg.builds import chidao, finds, put
from tests.kg.hostile import Row, hostile

MEMORY_MB = 2048
SECONDS = 100
STAGES = tuple(f"chidao: {words} " for words in ("linking", "writing", "indexing"))  # how far it is, after 30 s


def built(
    root: Path, tmp_path: Path, rows: list[Row], seconds: int = SECONDS, memory_mb: int = MEMORY_MB
) -> tuple[subprocess.CompletedProcess[str], dict[str, list[str]]]:
    """A build of all rows and one good file; what its report says of each name, `status why; advice`."""
    source = tmp_path / "in"
    put(source, "good.txt", "cây cầu")
    for row in rows:
        row.make(source / row.name)
    bounds = {"CHIDAO_FILE_SECONDS": str(seconds), "CHIDAO_FILE_MEMORY_MB": str(memory_mb)}
    done = chidao(root, "build", source, "--store", tmp_path / "store", "--workers", 2,
                  "--report", tmp_path / "r.json", timeout=1200, environment=bounds)  # fmt: skip
    said: dict[str, list[str]] = {}
    for file in json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["files"]:
        name = Path(file["path"]).relative_to(printable(str(source))).parts[0]
        said.setdefault(name, []).append(f"{file['status']} {'; '.join(x for x in (file['why'], file['advice']) if x)}")
    return done, said


def compare(rows: list[Row], done: subprocess.CompletedProcess[str], said: dict[str, list[str]]) -> None:
    """Every row is named, and as the table says."""
    wrong = {}
    for row in rows:
        found = said.get(printable(row.name), [])
        expected = row.said or "read "
        if row.name == "loop-of-folders":
            continue  # a folder that holds itself is not followed, so there is nothing to say
        if not found or not all(each.startswith(expected) for each in found):
            wrong[printable(row.name)] = found
        lines = [line for line in done.stdout.splitlines() if f"/{printable(row.name)}" in line]
        assert bool(lines) == any(not each.startswith("read") for each in found)
    assert not wrong
    assert all(line.startswith("chidao: reading ") or line.startswith(STAGES) for line in done.stderr.splitlines())
    assert done.returncode == (1 if any(row.said for row in rows) else 0)


def test_hostile_files_are_named_and_the_rest_goes_in(root: Path, tmp_path: Path) -> None:
    rows = [row for row in hostile() if not row.slow]
    began = time.monotonic()
    done, said = built(root, tmp_path, rows)
    compare(rows, done, said)
    assert said["good.txt"] == ["read "]
    assert finds(tmp_path / "store", "cây cầu")
    assert not (tmp_path / "a.txt").exists()
    assert time.monotonic() - began < SECONDS  # none of them came near its bound
    assert peak_mb() < MEMORY_MB


@pytest.mark.slow
@pytest.mark.parametrize("row", [row for row in hostile() if row.slow], ids=lambda row: row.name)
def test_large_hostile_files_stay_within_bounds(root: Path, tmp_path: Path, row: Row) -> None:
    done, said = built(root, tmp_path, [row], seconds=600, memory_mb=4096)
    compare([row], done, said)
    assert finds(tmp_path / "store", "cây cầu")


def peak_mb() -> float:
    """Most resident memory of any process that was waited for, in MiB."""
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return peak / (1024 if sys.platform != "darwin" else 1024 * 1024)


def test_a_file_without_permission_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.build.build import build
    from kg.settings import Settings

    file = put(tmp_path / "in", "locked.txt", "bến phà")
    put(tmp_path / "in", "good.txt", "cây cầu")
    file.chmod(0)
    if os.geteuid() == 0:  # whom the system lets read every file: let it answer as it answers others
        let = os.open

        def refusing(path: Any, *given: Any, **named: Any) -> int:
            if path == file:
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
            return let(path, *given, **named)

        monkeypatch.setattr(os, "open", refusing)
    report = build([tmp_path / "in"], Settings(store=tmp_path / "store"))
    file.chmod(stat.S_IRUSR | stat.S_IWUSR)
    assert f"refused  {file}: cannot be read (Permission denied); check its permissions" in list(report.lines())
    assert report.exit_code == 1


@pytest.mark.parametrize("what", ["vanishes", "is replaced by a pipe", "grows", "changes"])
def test_a_file_that_changes_while_the_build_runs(tmp_path: Path, what: str) -> None:
    from kg.build.build import build
    from kg.build.progress import Step
    from kg.settings import Settings
    from loaders.read import MAX_BYTES

    put(tmp_path / "in", "good.txt", "cây cầu")
    file = put(tmp_path / "in", "other.txt", "bến phà", 6)

    def meanwhile(step: Step) -> None:
        if (step.stage, step.done) != ("extract", 0):
            return
        if what == "grows":
            with file.open("r+b") as stream:
                stream.truncate(MAX_BYTES + 1)
        elif what == "changes":
            put(tmp_path / "in", "other.txt", "chợ huyện", 6)
        else:
            file.unlink()
            if what == "is replaced by a pipe":
                os.mkfifo(file)

    report = build([tmp_path / "in"], Settings(tmp_path / "store", workers=1), progress=meanwhile)
    lines = [each.line() for each in report.troubled]
    assert (
        lines
        == {
            "vanishes": [
                f"refused  {file}: cannot be read (No such file or directory); check whether it is still there"
            ],
            "is replaced by a pipe": [f"refused  {file}: is no regular file; give a file with text"],
            "grows": [f"refused  {file}: is larger than {MAX_BYTES >> 20} MiB; split the file"],
            "changes": [],
        }[what]
    )
    assert finds(tmp_path / "store", "cây cầu")
    assert finds(tmp_path / "store", "chợ huyện") == (what == "changes")
    assert not finds(tmp_path / "store", "bến phà")
