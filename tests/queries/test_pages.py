"""The pages on the command line and the catalogue leave nothing out and are what the program says today."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import typer

from cli import app
from queries import pages


def block(page: Path, command: str) -> str:
    """What stands in a generated block."""
    _, begin, rest = page.read_text(encoding="utf-8").partition(f": {command} -->\n")
    assert begin, f"{page.name} has no block {command!r}"
    return rest.partition("<!-- end -->")[0].strip()


def verbs() -> list[str]:
    group = typer.main.get_command(app)
    found = []
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        found += [name, *(f"{name} {below}" for below in getattr(command, "commands", {}))]
    return found


def test_every_verb_has_its_help(root: Path) -> None:
    page = root / "docs" / "cli.md"
    assert len(verbs()) > 12
    for verb in verbs():
        assert f"Usage: chidao {verb} " in block(page, f"chidao {verb} --help")


def test_the_pages_are_up_to_date(root: Path) -> None:
    assert block(root / "docs" / "queries.md", "python -m queries.pages questions") == pages.questions()
    assert block(root / "docs" / "cli.md", "python -m queries.pages settings") == pages.settings()


def test_another_part_is_refused(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "queries.pages", "all"], cwd=root, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "usage: python -m queries.pages questions|settings\n"
