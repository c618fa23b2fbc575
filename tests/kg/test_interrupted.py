"""A build of many files that is stopped in the middle, in whatever way, and goes on to the same graph."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.store.generations import Generations
from tests.kg.builds import chidao, nquads
from tests.kg.mixed import mixed
from tests.processes import children


def started(root: Path, source: Path, store: Path) -> subprocess.Popen[str]:
    """A build as a process of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CHIDAO_")}
    command = [sys.executable, str(root / "cli.py"), "build", str(source), "--store", str(store), "--workers", "2"]
    return subprocess.Popen(
        command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def kept(store: Path) -> int:
    """How many results the cache holds."""
    return sum(1 for _ in (store / "cache").rglob("[!.]*.z"))


def wait_for(build: subprocess.Popen[str], store: Path, count: int) -> None:
    """Until so many files are read."""
    until = time.monotonic() + 300
    while kept(store) < count:
        assert build.poll() is None, "it ended before it was stopped"
        assert time.monotonic() < until, f"only {kept(store)} files were read"
        time.sleep(0.02)


def ended(pids: list[int]) -> bool:
    """Whether none of them runs any more, within some seconds."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if not any(alive(pid) for pid in pids):
            return True
        time.sleep(0.05)
    return False


def alive(pid: int) -> bool:
    """Whether it runs: a dead one that nobody waited for has no memory left."""
    try:
        return not Path(f"/proc/{pid}/statm").read_text().startswith("0 ")
    except OSError:
        return False


def stop_and_go_on(
    root: Path, source: Path, store: Path, how: signal.Signals, after: int
) -> subprocess.CompletedProcess[str]:
    """Build, stop it after so many files, look at what it leaves behind; then the build that goes on."""
    build = started(root, source, store)
    wait_for(build, store, after)
    workers = list(children(build.pid)) if sys.platform == "linux" else []
    build.send_signal(how)
    out, err = build.communicate(timeout=60)
    assert ended(workers)
    assert Generations(store).current() is None
    if how is signal.SIGKILL:
        assert build.returncode == -signal.SIGKILL
    else:
        assert (build.returncode, out) == (130, "")
        assert err.splitlines() == [
            "chidao: stopped; the last graph stays as it was, and what was read is kept: run the same command to go on"
        ]
    before = kept(store)
    assert before >= after
    done = chidao(root, "build", source, "--store", store, "--workers", 2, timeout=900)
    assert done.returncode == 0, done.stdout + done.stderr
    unchanged = int(done.stdout.split(" files read (")[1].split(" ")[0])
    assert unchanged >= before
    return done


@pytest.mark.parametrize(
    "how", [signal.SIGKILL, *(pytest.param(each, marks=pytest.mark.slow) for each in (signal.SIGINT, signal.SIGTERM))]
)
def test_a_small_build_that_is_stopped_goes_on_to_the_same_graph(
    root: Path, tmp_path: Path, how: signal.Signals
) -> None:
    source = mixed(root, tmp_path / "in", 60)
    stop_and_go_on(root, source, tmp_path / "stopped", how, 8)
    done = chidao(root, "build", source, "--store", tmp_path / "whole", "--workers", 1)
    counts = done.stdout.splitlines()[-2]
    assert counts.startswith("60 files read (")  # a file that stands twice is read once
    assert counts.endswith("unchanged), 0 skipped, 0 refused, 0 failed")
    assert nquads(tmp_path / "stopped") == nquads(tmp_path / "whole")


@pytest.mark.slow
def test_a_thousand_files_stopped_at_random_go_on_to_the_same_graph(root: Path, tmp_path: Path) -> None:
    source = mixed(root, tmp_path / "in", 1000)
    moment = random.SystemRandom()  # another moment each time: the count is printed where it fails
    done = chidao(root, "build", source, "--store", tmp_path / "whole", "--workers", 2, timeout=900)
    assert done.stdout.splitlines()[-2].startswith("1000 files read (")
    whole = nquads(tmp_path / "whole")
    assert whole.count(b"\n") > 100_000
    for how in (signal.SIGKILL, signal.SIGINT):
        after = moment.randint(50, 900)
        store = tmp_path / how.name
        stop_and_go_on(root, source, store, how, after)
        assert nquads(store) == whole, f"stopped by {how.name} after {after} files"
