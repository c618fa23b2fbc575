"""The generated parts of the documentation are what the program prints today."""

from __future__ import annotations

import json
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
    pages = [root / "README.md", root / "README.vi.md", *(root / "docs").glob("*.md")]
    blocks = [
        found
        for page in pages
        for found in re.findall(
            r"<!-- generated(?: markdown)?: .+? -->\n(.*?)<!-- end -->", page.read_text(encoding="utf-8"), re.S
        )
    ]
    assert blocks
    assert all(len(block.strip().split("\n")) > 3 for block in blocks)


SECTIONS = {
    "Try it": "Chạy thử", "What you see": "Bạn thấy gì", "How it works": "Cách làm việc", "Limits": "Giới hạn",
    "Read on": "Đọc thêm", "Licence": "Giấy phép",
}  # fmt: skip
GENERATED = re.compile(r"<!-- generated(?: markdown)?: .+? -->\n.*?<!-- end -->", re.S)
LINK = re.compile(r"\]\(([^)]+)\)")


def readme(root: Path, name: str) -> dict[str, str]:
    """Heading -> the text below it, of a README."""
    text = (root / name).read_text(encoding="utf-8")
    parts = re.split(r"^#+ (.+)\n", GENERATED.sub("", text), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_both_readmes_have_the_same_sections(root: Path) -> None:
    english, vietnamese = readme(root, "README.md"), readme(root, "README.vi.md")
    assert [SECTIONS.get(each, each) for each in english] == list(vietnamese)
    assert list(english)[1:] == list(SECTIONS)


def test_both_readmes_show_the_same_answers_and_lead_to_the_same_pages(root: Path) -> None:
    one, other = ((root / name).read_text(encoding="utf-8") for name in ("README.md", "README.vi.md"))
    assert GENERATED.findall(one) == GENERATED.findall(other)
    assert len(GENERATED.findall(one)) > 4
    assert "(README.vi.md)" in one
    assert "(README.md)" in other
    own = {"README.md", "README.vi.md"}
    assert [each for each in LINK.findall(one) if each not in own] == [each for each in LINK.findall(other) if each not in own]


def test_both_readmes_say_as_much(root: Path) -> None:
    """Point by point, row by row, with the same commands: what one has the other has."""
    english, vietnamese = readme(root, "README.md"), readme(root, "README.vi.md")
    for name, text in english.items():
        other = vietnamese[SECTIONS.get(name, name)]
        for mark in (r"^\* ", r"^\| ", r"^```", r"^\$ (?:make|chidao) \w+", r"`(?:chidao|make|apt) [a-z]+"):
            assert len(re.findall(mark, text, re.M)) == len(re.findall(mark, other, re.M)), (name, mark)


def notebook(root: Path, file: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, root / "docs" / "notebook.py", "--check", file], capture_output=True, text=True, check=False)


def test_the_notebook_gives_what_it_shows(root: Path) -> None:
    """It is run; `make docs` keeps what its cells give."""
    done = notebook(root, root / "docs" / "notebook.ipynb")
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_cell_of_the_notebook_shows_something_or_says_nothing(root: Path) -> None:
    """All but the last, which closes the graph, have an answer; and none has an error."""
    cells = [c for c in json.loads((root / "docs" / "notebook.ipynb").read_text(encoding="utf-8"))["cells"] if c["cell_type"] == "code"]
    assert len(cells) > 5
    assert all(cell["outputs"] for cell in cells[:-1])
    assert {out["output_type"] for cell in cells for out in cell["outputs"]} <= {"execute_result", "display_data", "stream"}


@pytest.mark.slow
@pytest.mark.parametrize(("old", "new", "said"), [("7  ", "8  ", "give something else"), ("13-NQ/TW", "999-NQ/TW", "no such document")])
def test_a_notebook_that_shows_something_else_is_told(root: Path, tmp_path: Path, old: str, new: str, said: str) -> None:
    """An answer that is another today, and a cell that fails."""
    kept = json.loads((root / "docs" / "notebook.ipynb").read_text(encoding="utf-8"))
    for cell in kept["cells"]:
        if new[0] == "8" and cell["cell_type"] == "code":
            for out in cell["outputs"]:
                for words in (out.get("text", []), out.get("data", {}).get("text/plain", [])):
                    words[:] = [line.replace(old, new) for line in words]
        elif new[0] != "8" and cell["cell_type"] == "code":
            cell["source"] = [line.replace(old, new) for line in cell["source"]]
    (tmp_path / "a.ipynb").write_text(json.dumps(kept), encoding="utf-8")
    done = notebook(root, tmp_path / "a.ipynb")
    assert done.returncode == 1
    assert said in done.stdout + done.stderr
