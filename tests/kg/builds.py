"""Small builds: what several tests make and ask."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from kg.build.build import build
from kg.build.report import BuildReport
from kg.commands.export import export
from kg.link.outcome import Outcome
from kg.search import search
from kg.settings import Settings
from kg.store.generations import Generations
from loaders.model import Document

PLAN = """ỦY BAN NHÂN DÂN
TỈNH BẠC LIÊU

Số: {number}/KH-UBND

Bạc Liêu, ngày 01 tháng 3 năm 2022

KẾ HOẠCH

Sửa chữa {what} trong tỉnh

I. NHIỆM VỤ

1. Sở Y tế chủ trì, phối hợp với Sở Tài chính sửa chữa {what}, xong trước ngày 30/6/2023.

2. Sở Nội vụ báo cáo hằng năm.
"""
G = "urn:example:graph"


def put(folder: Path, name: str, what: str, number: int = 5) -> Path:
    """A small plan of our own."""
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(PLAN.format(number=number, what=what), encoding="utf-8")
    return file


def run(store: Path, *paths: Path, workers: int = 1, **more: object) -> BuildReport:
    return build(list(paths), Settings(store, workers=workers), **more)  # type: ignore[arg-type]


def nquads(store: Path) -> bytes:
    with Generations(store).open() as generation:
        out = io.BytesIO()
        export(generation, "nquads", None, out)
        return out.getvalue()


def finds(store: Path, words: str) -> bool:
    with Generations(store).open() as generation:
        return bool(search(generation.search, f'"{words}"'))


def chidao(
    root: Path, *arguments: object, timeout: float = 120, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """The command line, as a process."""
    environment = {n: v for n, v in os.environ.items() if not n.startswith("CHIDAO_")} | dict(environment or {})
    command = [sys.executable, str(root / "cli.py"), *map(str, arguments)]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False, timeout=timeout)


@dataclass
class Listing:
    """An assembly that only lists the texts it got: enough where a test is about files."""

    quads: list[Quad]
    warnings: list[str] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    unmatched: list[str] = field(default_factory=list)


def listing(documents: list[Document], base: str) -> Listing:
    name = NamedNode("urn:example:file")
    return Listing([
        Quad(NamedNode(f"urn:example:{i}"), name, Literal(document.text.source.name), NamedNode(G))
        for i, document in enumerate(documents)
    ])  # fmt: skip
