"""What all tests share: where the real documents are, how thorough property tests are, and no silent skips."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]

# No deadline: on a busy machine it fails good code. The same examples every time: a change is to blame for what fails
# after it. `make test-all` uses the second profile.
settings.register_profile("quick", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", settings.get_profile("quick"), max_examples=400)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents and their annotations, which is no part of the repository.

    `../shared`, or what CHIDAO_SHARED says; the test skips where there is none.
    """
    folder = Path(os.environ.get("CHIDAO_SHARED") or ROOT.parent / "shared")
    if not (folder / "seeds").is_dir():
        pytest.skip("no ../shared (or CHIDAO_SHARED): the real documents are not here")
    return folder


@pytest.fixture(scope="session")
def project_files(root: Path) -> list[Path]:
    """The text files that are or would be committed; outside a clone all that stand in no hidden folder."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, capture_output=True, check=False)
    if listed.returncode == 0:
        paths = [root / name for name in listed.stdout.decode().split("\0") if name]
    else:
        paths = [p for p in root.rglob("*") if not any(part.startswith(".") for part in p.relative_to(root).parts)]
    return sorted(p for p in paths if p.is_file() and b"\0" not in p.read_bytes()[:4096])


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where CI is set, a skipped test is a failure: nothing counts as tested that did not run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter is not None and reporter.stats.get("skipped"):
        reporter.write_line(f"CI: {len(reporter.stats['skipped'])} skipped, which is a failure here", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
