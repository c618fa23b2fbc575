"""What each format costs: documents a second, peak memory, and that ten times as much takes about ten times as long.

The documents are the samples, put into each format by the makers of the tests; the large ones are made of them.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

from measure import ROOT, Figure, median_cpu_seconds, peak_memory_mb, top_of_profile

sys.path.insert(0, str(ROOT))  # the makers are those of the tests

from tests.read.make_html import make_html
from tests.read.makers import MAKERS
from tests.read.neutral import Doc, Para, TableCell, described, grid

Make = Callable[[Doc], bytes]
ROWS = 120
"""Rows of the smaller table; one of 1,200 stands in the annex of a five-year plan."""


def makers() -> dict[str, tuple[str, Make]]:
    """Name of each format -> suffix and maker."""
    return {"HTML": (".html", make_html), **{maker.name: (maker.suffix, maker.make) for maker in MAKERS}}


def extract(data: bytes, suffix: str) -> None:
    """Bytes to facts."""
    from loaders.parse import parse
    from loaders.read import read_bytes

    parse(read_bytes(data, f"a{suffix}"))


def samples() -> list[Doc]:
    """The samples without clothing."""
    from loaders.read import read

    return [described(read(path)) for path in sorted((ROOT / "samples").iterdir()) if path.name[0].isdigit()]


def longer(doc: Doc, times: int) -> Doc:
    """The document with its middle half `times` times over."""
    a, b = len(doc.blocks) // 4, 3 * len(doc.blocks) // 4
    return Doc((*doc.blocks[:a], *doc.blocks[a:b] * times, *doc.blocks[b:]))


def table(times: int) -> Doc:
    """A table of tasks with ROWS rows `times` times over."""
    rows = [
        (f"{i}", f"Sửa chữa cầu số {i} ở xã ven sông", "Sở Xây dựng", "Sở Tài chính; các xã", f"Quý {i % 4 + 1}/2026")
        for i in range(1, ROWS * times + 1)
    ]
    return Doc((Para("PHỤ LỤC"), grid(("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn"), *rows)))


def cell(times: int) -> Doc:
    """A table with one cell of very many paragraphs."""
    words = tuple(
        Para(f"- Sở Y tế chủ trì kiểm tra giếng số {i}, xong trước ngày 30/6/2026.") for i in range(100 * times)
    )
    return Doc((Para("PHỤ LỤC"), grid(("TT", "Nhiệm vụ"), ("1", TableCell(words)))))


def words(times: int) -> Doc:
    """One paragraph without end."""
    return Doc(
        (
            Para("KẾ HOẠCH"),
            Para("Sở Y tế chủ trì, phối hợp với Sở Tài chính rà soát theo Kế hoạch số 5/KH-UBND; " * (60 * times)),
        )
    )


SHAPES: dict[str, Callable[[int], Doc]] = {
    "paragraphs": lambda times: longer(samples()[0], 4 * times), "rows of a table": table, "a cell": cell,
    "a paragraph": words,
}  # fmt: skip


def speed(name: str) -> list[Figure]:
    """Documents a second of one format, and the memory of the process: for a process of its own."""
    suffix, make = makers()[name]
    made = [make(doc) for doc in samples()]

    def all_of_them() -> None:
        for data in made:
            extract(data, suffix)

    each = median_cpu_seconds(all_of_them, 2.0)
    size = sum(map(len, made)) / len(made) / 1024
    note = f"the digests of samples/ as {suffix}, {size:.0f} KiB each, read and parsed, CPU time"
    return [
        Figure(f"{name}, one core", len(made) / each, "documents/s", note=note),
        Figure(f"{name}, peak memory", peak_memory_mb(), "MiB"),
    ]


def memory(name: str) -> Figure:
    """Peak memory for one large file: for a process of its own."""
    suffix, make = makers()[name]
    data = make(longer(samples()[0], 400))
    extract(data, suffix)
    note = f"one document of {len(data) / 1e6:.1f} MB, the half of a sample 400 times"
    return Figure(f"{name}, peak memory for a large file", peak_memory_mb(), "MiB", note=note)


def growth(name: str) -> list[Figure]:
    """How much longer ten times as much of each shape takes."""
    suffix, make = makers()[name]
    found = []
    paged = any("pages" in maker.keeps for maker in MAKERS if maker.name == name)
    for shape, made in SHAPES.items():
        if paged and shape == "a cell":
            continue  # a page cannot hold it
        once, ten = make(made(1)), make(made(10))
        slower = median_cpu_seconds(lambda ten=ten: extract(ten, suffix), 1.0, 3)  # type: ignore[misc]
        slower /= median_cpu_seconds(lambda once=once: extract(once, suffix), 1.0, 3)  # type: ignore[misc]
        figure = Figure(f"ten times {shape} ({name}) takes", slower, "times as long", "<= 12")
        if not figure.met:
            figure = replace(figure, profile=top_of_profile(lambda ten=ten: extract(ten, suffix)))  # type: ignore[misc]
        found.append(figure)
    return found


def measure() -> list[Figure]:
    """All of it, each format in processes of its own; CHIDAO_BENCH_FORMATS chooses some (names, commas between)."""
    chosen = os.environ.get("CHIDAO_BENCH_FORMATS", "")
    names = [name for name in makers() if not chosen or name in chosen.split(",")]
    found: list[Figure] = []
    context = multiprocessing.get_context("spawn")
    for work in (speed, memory, growth):
        for name in names:
            with ProcessPoolExecutor(1, mp_context=context) as process:
                figures = process.submit(work, name).result()  # type: ignore[arg-type]
            found += figures if isinstance(figures, list) else [figures]
    return found


if __name__ == "__main__":
    for each in measure():
        print(
            f"{each.name:46} {each.value:10.2f} {each.unit:16} {each.aim:8} {each.met if each.aim else ''}", flush=True
        )
