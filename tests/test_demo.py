"""`make demo`: from the samples to the browser in one command."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from pathlib import Path

import httpx
import pytest


@pytest.fixture
def command(root: Path, tmp_path: Path) -> list[str]:
    """The target with what is set up taken as it is, so that nothing is installed by a test."""
    if shutil.which("make") is None:
        pytest.skip("make is not installed: apt install make")
    if not (root / ".venv" / "bin" / "chidao").exists():
        pytest.skip("the project is not set up here: make setup")
    ready = [each for name in (".venv/.ready", "web/static/vendor/.ready") for each in ("-o", name)]
    return ["make", "-C", str(root), *ready, "demo", f"STORE={tmp_path}/kg"]


@pytest.mark.slow
def test_it_builds_asks_and_serves_until_it_is_stopped(command: list[str]) -> None:
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True)
    try:
        assert process.stdout is not None
        said, address = [], None
        for line in process.stdout:
            said.append(line)
            if found := re.match(r"(http://127\.0\.0\.1:[0-9]+)/ ", line):
                address = found[1]
                break
        assert address, "".join(said)
        assert any(line.startswith("$ chidao tasks --lead") for line in said)
        page = httpx.get(f"{address}/tasks", params={"lead": "so gtvt"}, headers={"Accept": "text/html"}, timeout=30)
        assert page.status_code == 200
        assert "Sở Giao thông vận tải" in page.text
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(30)
    with pytest.raises(httpx.ConnectError):
        httpx.get(address, timeout=5)


@pytest.mark.slow
def test_without_a_server_it_ends_by_itself(command: list[str]) -> None:
    done = subprocess.run([*command, "SERVE="], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert "http://" not in done.stdout
    assert "3 nhiệm vụ / tasks" in done.stdout
