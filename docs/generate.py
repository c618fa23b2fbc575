"""Makes the generated parts of README.md, README.vi.md and docs/*.md again, or says which of them are out of date.

    python docs/generate.py            write
    python docs/generate.py --check    write nothing; exit 1 and name the blocks that differ

A part stands between `<!-- generated: COMMAND -->` and `<!-- end -->` and is what the command prints, as a console
block; with `<!-- generated markdown: COMMAND -->` it is the bare output. A command is `chidao …` or `python …`, run
without a shell, in the repository, on a store built from samples/ for the occasion. Commands that print times or
versions have no place in such a block: run twice, they differ.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROGRAMS = {"chidao": [sys.executable, "-m", "cli"], "python": [sys.executable]}
BLOCK = re.compile(r"(<!-- generated( markdown)?: (.+?) -->\n).*?(<!-- end -->)", re.S)


def pages() -> list[Path]:
    """README.md, README.vi.md and the pages of docs/."""
    return [ROOT / "README.md", ROOT / "README.vi.md", *sorted((ROOT / "docs").glob("*.md"))]


def run(command: str, environment: dict[str, str]) -> str:
    """What a command prints; SystemExit with its error where it fails."""
    program, *rest = shlex.split(command)
    if program not in PROGRAMS:
        sys.exit(f"docs/generate.py: {program}: only {' and '.join(PROGRAMS)} may stand in a generated block")
    words = [*PROGRAMS[program], *rest]
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"docs/generate.py: {command}: exit {done.returncode}: {done.stderr.strip()}")
    return "\n".join(line.rstrip() for line in done.stdout.strip("\n").split("\n"))


def renew(text: str, environment: dict[str, str]) -> str:
    """`text` with every generated block made again."""

    def block(found: re.Match[str]) -> str:
        head, bare, command, end = found.groups()
        printed = run(command, environment)
        return f"{head}{printed}\n{end}" if bare else f"{head}```console\n$ {command}\n{printed}\n```\n{end}"

    return BLOCK.sub(block, text)


def main() -> int:
    """Exit code: 0 all is up to date or was written, 1 with --check where something differs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing, fail where a block differs")
    check = parser.parse_args().check
    stale = []
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"CHIDAO_STORE": folder, "COLUMNS": "110", "NO_COLOR": "1", "TERM": "dumb"}
        run("chidao build samples", environment)
        for page in pages():
            old = page.read_text(encoding="utf-8")
            new = renew(old, environment)
            if new != old:
                stale.append(page.relative_to(ROOT).as_posix())
                if not check:
                    page.write_text(new, encoding="utf-8")
    if stale and check:
        print(f"out of date: {', '.join(stale)}; run: make docs")
        return 1
    print(f"{'wrote ' + ', '.join(stale) if stale else 'all up to date'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
