"""Runs docs/notebook.ipynb and keeps what its cells give, or says whether that is still so.

    python docs/notebook.py            run it and write what its cells give
    python docs/notebook.py --check    write nothing; exit 1 where a cell gives something else

Compared are words: how a table is dressed may differ between versions of pandas.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

DOCS = Path(__file__).parent


def run(notebook: Any) -> Any:
    """The notebook with what its cells give now; raises nbclient.exceptions.CellExecutionError where one fails."""
    done = NotebookClient(notebook, timeout=240, resources={"metadata": {"path": str(DOCS)}}).execute()
    for cell in done.cells:
        cell.metadata = {}  # when each cell ran
    done.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    nbformat.validate(done)
    return done


def said(notebook: Any) -> list[list[str]]:
    """Of each cell the words that it gives."""
    found = []
    for cell in notebook.cells:
        outputs = cell.get("outputs", [])
        found.append([str(each.get("text") or each.get("data", {}).get("text/plain", "")) for each in outputs])
    return found


def main() -> int:
    """Exit code: 0 as it was or written, 1 with --check where a cell gives something else."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing, fail where a cell gives something else")
    parser.add_argument("file", nargs="?", type=Path, default=DOCS / "notebook.ipynb")
    given = parser.parse_args()
    before = said(nbformat.read(given.file, as_version=4))
    done = run(nbformat.read(given.file, as_version=4))
    stale = [number for number, (old, new) in enumerate(zip(before, said(done), strict=True), start=1) if old != new]
    if given.check:
        print(f"{given.file}: cells {stale} give something else; run: make docs" if stale else "up to date")
        return int(bool(stale))
    if stale:
        nbformat.write(done, given.file)
    print(f"{'wrote' if stale else 'up to date:'} {given.file.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
