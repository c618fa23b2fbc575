"""Many small files of all kinds that are read without another program: the samples, each with a number, a date and
figures of its own."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path

from loaders.read import read
from tests.read.make_html import make_html
from tests.read.makers import markdown, text
from tests.read.neutral import Doc, Para, Table, described
from tests.read.word import make as make_docx

MAKERS = ((".txt", text), (".md", markdown), (".html", make_html), (".docx", make_docx))
_NUMBER = re.compile(r"^(Số: )\d*(?=/KH-UBND)", re.M)
_DATE = re.compile(r"ngày \d{1,2} tháng \d{1,2} (năm \d{4})")


def described_samples(root: Path) -> list[Doc]:
    """The samples as descriptions that can be put into any clothing."""
    files = sorted(file for file in (root / "samples").iterdir() if file.name[0].isdigit())
    return [described(read(file)) for file in files]


def mixed(root: Path, folder: Path, count: int, seed: int = 1) -> Path:
    """`count` files in `folder` (made), a quarter of each kind; some in folders of their own, some twice."""
    chance = random.Random(seed)  # noqa: S311
    samples = described_samples(root)
    folder.mkdir()
    (folder / "xã").mkdir()
    before = b""
    for i in range(count):
        suffix, make = MAKERS[i % len(MAKERS)]
        made = make(_varied(samples[i % len(samples)], i + 1, chance))
        data = before if i % 40 == 39 and suffix == MAKERS[(i - 4) % len(MAKERS)][0] else made
        before = made if i % 40 == 35 else before
        place = folder / "xã" if i % 7 == 0 else folder
        (place / f"{i:04}{suffix}").write_bytes(data)
    return folder


def _varied(doc: Doc, number: int, chance: random.Random) -> Doc:
    def other(words: str) -> str:
        words = _NUMBER.sub(rf"\g<1>{number}", words)
        return _DATE.sub(lambda m: f"ngày {chance.randint(10, 28)} tháng {chance.randint(1, 9)} {m[1]}", words)

    blocks: list[Para | Table] = []
    for k, block in enumerate(doc.blocks):
        if isinstance(block, Para):
            more = f" Việc này tính cho {number} xã." if k % 9 == number % 9 and len(block.words) > 80 else ""
            block = replace(block, words=other(block.words) + more)
        blocks.append(block)
    return Doc(tuple(blocks))
