"""Workers: what each may take, what becomes of those that take more, and of the programs they start."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.build.confine import group_memory_mb
from kg.build.pool import Limits, Lost, run
from tests.kg.test_interrupted import alive, ended

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the memory of other processes")


def answers(pieces: list[str], work: object, limits: Limits) -> dict[str, object]:
    return dict(run(pieces, work, limits))  # type: ignore[arg-type]


def who(piece: str) -> int:
    return os.getpid()


def test_a_worker_is_replaced_after_so_many_pieces() -> None:
    pids = [pid for _, pid in run([str(i) for i in range(7)], who, Limits(workers=1, pieces=3))]
    assert [pids.count(pid) for pid in dict.fromkeys(pids)] == [3, 3, 1]


@linux
def test_a_worker_that_stays_large_is_replaced() -> None:
    kept: list[bytearray] = []

    def work(piece: str) -> int:
        if piece == "large":
            kept.append(bytearray(b"x") * (200 << 20))
        return os.getpid()

    found = list(run(["a", "large", "b", "c"], work, Limits(workers=1, keep_mb=100)))
    (a, large), (b, c) = [pid for _, pid in found[:2]], [pid for _, pid in found[2:]]
    assert a == large
    assert b == c != a


@linux
def test_what_a_worker_shares_with_a_large_process_is_not_its_own() -> None:
    held = bytearray(b"x") * (150 << 20)
    pids = [pid for _, pid in run(["a", "b", "c"], who, Limits(workers=1, keep_mb=100))]
    assert len(held) > 0
    assert len(set(pids)) == 1


@linux
def test_memory_of_a_program_counts_for_its_worker() -> None:
    from loaders.read import programs

    code = "x = bytearray(b'x') * (400 << 20); import time; time.sleep(60)"

    def work(piece: str) -> str:
        if piece == "grows":
            programs.run([sys.executable, "-c", code], seconds=50)
        return piece

    began = time.monotonic()
    found = answers(["grows", "a"], work, Limits(workers=1, memory_mb=300, seconds=50))
    assert found == {"grows": Lost("memory", "it needs more than 300 MiB of memory"), "a": "a"}
    assert time.monotonic() - began < 40


def test_a_file_that_a_worker_writes_is_bounded(tmp_path: Path) -> None:
    def work(piece: str) -> str:
        (tmp_path / piece).write_bytes(b"x" * (3 << 20))
        return piece

    lost = answers(["a"], work, Limits(output_mb=2))["a"]
    assert isinstance(lost, Lost)
    assert lost.detail.startswith("OSError: [Errno 27] File too large")


def pid_in(file: Path) -> int:
    """The number that a program writes into a file, once it is there."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if file.exists() and file.read_text().endswith("\n"):
            return int(file.read_text())
        time.sleep(0.02)
    raise AssertionError(f"{file.name} was not written")


SLEEPS = 'echo $$ > "$0.new"; mv "$0.new" "$0"; sleep 600; true'


@linux
@pytest.mark.parametrize("how", ["time", "crash", "killed from outside"])
def test_programs_end_with_their_worker(tmp_path: Path, how: str) -> None:
    from loaders.read import programs

    def work(piece: str) -> None:
        if how == "crash":
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_REAL, 1)  # as if a library had crashed
        if how == "killed from outside":
            code = f"import os, time; time.sleep(1); os.kill({os.getpid()}, 9)"
            subprocess.Popen([sys.executable, "-c", code], start_new_session=True)
        programs.run(["/bin/sh", "-c", SLEEPS, str(tmp_path / "pid")], seconds=500)

    lost = answers(["a"], work, Limits(seconds=2 if how == "time" else 60))["a"]
    assert isinstance(lost, Lost)
    assert lost.reason == ("time" if how == "time" else "died")
    assert ended([pid_in(tmp_path / "pid")])


@linux
def test_programs_and_workers_end_with_a_build_that_is_killed(root: Path, tmp_path: Path) -> None:
    code = f"""
import os, sys
from kg.build.pool import Limits, run
from loaders.read import programs
def work(piece):
    open({str(tmp_path / "worker")!r}, "w").write(str(os.getpid()) + chr(10))
    programs.run(["/bin/sh", "-c", {SLEEPS!r}, {str(tmp_path / "program")!r}], seconds=500)
list(run(["a"], work, Limits()))
"""
    build = subprocess.Popen([sys.executable, "-c", code], cwd=root)
    pids = [pid_in(tmp_path / "program"), pid_in(tmp_path / "worker")]
    assert all(map(alive, pids))
    build.kill()
    build.wait()
    assert ended(pids)


@linux
def test_memory_of_a_process_that_is_gone_is_none() -> None:
    process = subprocess.Popen(["/bin/true"])
    process.wait()
    assert group_memory_mb(process.pid) == 0
