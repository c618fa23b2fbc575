"""Twenty seconds of fuzzing: by coverage where atheris is installed, else the same target by Hypothesis."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.target import one_input

SECONDS = 20


@pytest.mark.slow
def test_whatever_comes_is_read_or_refused(root: Path, tmp_path: Path) -> None:
    if find_spec("atheris") is None:
        by_hypothesis()
        return
    command = [sys.executable, "-m", "tests.fuzz.atheris_read", f"-max_total_time={SECONDS}", "-timeout=60", "-len_control=0", "-max_len=1000",
               f"-artifact_prefix={tmp_path}/", str(tmp_path)]  # fmt: skip
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    assert "DONE" in done.stderr or "Done" in done.stderr, done.stderr[-2000:]  # it did run to its end


@settings(max_examples=1500)
@given(data=st.binary(min_size=2, max_size=400))
def by_hypothesis(data: bytes) -> None:
    one_input(data)


@given(data=st.binary(max_size=200))
def test_the_target_takes_any_bytes(data: bytes) -> None:
    one_input(data)
