"""The generated parts of the documentation are what the program prints today."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_generated_parts_are_up_to_date(root: Path) -> None:
    """`make docs` makes them again."""
    done = subprocess.run(
        [sys.executable, root / "docs" / "generate.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_generated_parts_are_filled(root: Path) -> None:
    """An empty block shows nothing."""
    pages = [root / "README.md", *(root / "docs").glob("*.md")]
    blocks = [
        found
        for page in pages
        for found in re.findall(
            r"<!-- generated(?: markdown)?: .+? -->\n(.*?)<!-- end -->", page.read_text(encoding="utf-8"), re.S
        )
    ]
    assert blocks
    assert all(len(block.strip().split("\n")) > 3 for block in blocks)
