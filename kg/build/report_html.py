"""The report of a build as a page: one file, no script, nothing loaded from elsewhere.

The page and its pieces stand in report.html, each after a line `<!-- piece: NAME -->`; `$name` is where a value goes.
Every value is escaped here, whatever it is.

>>> "&lt;b&gt;" in _fill("warning", words="<b>")
True
"""

from __future__ import annotations

import html
import re
from functools import cache
from importlib import resources
from string import Template
from typing import Any

_PIECE = re.compile(r"^<!-- piece: (\w+) -->\n", re.M)
_SUMS = (
    ("documents", "văn bản", "documents"), ("copies", "bản trùng", "copies"),
    ("provisions", "điểm, đoạn", "provisions"),
    ("citations", "văn bản được dẫn", "cited documents"), ("relations", "quan hệ", "relations"),
    ("tasks", "nhiệm vụ", "tasks"), ("with_lead", "có cơ quan chủ trì", "with a lead"),
    ("with_deadline", "có thời hạn", "with a deadline"), ("tables", "bảng", "tables"),
    ("rows", "dòng của bảng", "rows"),
    ("ambiguous", "dẫn chiếu khớp nhiều văn bản", "ambiguous citations"),
    ("unresolved", "dẫn chiếu không xác định được", "unresolved citations"),
    ("uncertain", "dẫn chiếu chưa chắc", "uncertain citations"), ("flagged", "số thứ tự cần xem", "flagged numbers"),
    ("triples", "bộ ba", "triples"),
)  # fmt: skip
_DOCUMENT = ("provisions", "citations", "relations", "tasks", "with_lead", "with_deadline", "tables", "rows")
_STATUS = {"skipped": "bỏ qua / skipped", "refused": "từ chối / refused", "failed": "lỗi / failed"}


class _Raw(str):
    """HTML made by a piece: not to be escaped again."""

    __slots__ = ()


@cache
def _pieces() -> dict[str, Template]:
    text = (resources.files("kg.build") / "report.html").read_text(encoding="utf-8")
    parts = _PIECE.split(text)
    return {name: Template(body.rstrip("\n")) for name, body in zip(parts[1::2], parts[2::2], strict=True)}


def _fill(piece: str, **values: Any) -> _Raw:
    shown = {name: v if isinstance(v, _Raw) else html.escape(_words(v)) for name, v in values.items()}
    return _Raw(_pieces()[piece].substitute(shown))


def _words(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int) else str(value)


def _joined(pieces: list[_Raw]) -> _Raw:
    return _Raw("\n".join(pieces))


def page(data: dict[str, Any]) -> str:
    """The page of what `kg.build.report_file.as_data` gives."""
    files, sums = data["files"], data["sums"]
    failed = [each for each in files if each["status"] in ("failed", "refused")]
    skipped = [each for each in files if each["status"] == "skipped"]
    read = [each for each in files if each["status"] == "read"]
    return _fill(
        "page",
        generation=data["generation"] or "—",
        seconds=f"{sum(data['seconds'].values()):.1f}",
        size=f"{sums['bytes'] / 1e6:,.1f}",
        **{name: sums[name] for name in ("files", "read", "unchanged", "skipped", "refused", "failed")},
        sums=_joined([_fill("sum", vi=vi, en=en, value=sums[name]) for name, vi, en in _SUMS]),
        troubles=_section("troubles", len(failed), [_trouble(each) for each in failed]),
        doubts=_section("doubts", sum(map(_doubtful, read)), [_doubt(each) for each in read if _doubtful(each)]),
        warnings=_section("warnings", len(data["warnings"]), [_fill("warning", words=w) for w in data["warnings"]]),
        left=_section("left", len(skipped), [_trouble(each) for each in skipped]),
        rows=_joined([_file(each) for each in read]),
    )


def _section(piece: str, count: int, rows: list[_Raw]) -> _Raw:
    return _fill(piece, count=count, rows=_joined(rows)) if rows else _Raw("")


def _trouble(file: dict[str, Any]) -> _Raw:
    return _fill("trouble", status=_STATUS[file["status"]], path=file["path"], why=file["why"], advice=file["advice"])


def _doubtful(file: dict[str, Any]) -> int:
    return len(file["warnings"]) + sum(len(each["doubts"]) for each in file["documents"])


def _doubt(file: dict[str, Any]) -> _Raw:
    several = len(file["documents"]) > 1
    lines = [_fill("line", words=words) for words in file["warnings"]]
    for number, each in enumerate(file["documents"], start=1):
        name = f"{_name(each, number)}: " if several else ""
        lines += [_fill("line", words=name + words) for words in each["doubts"]]
    return _fill("doubt", path=file["path"], count=len(lines), lines=_joined(lines))


def _file(file: dict[str, Any]) -> _Raw:
    rows = [
        _fill("document", path=file["path"] if number == 1 else "″", name=_name(each, number), title=each["title"],
              issuer=each["issuer"], date=each["date"], **{name: each[name] for name in _DOCUMENT})
        for number, each in enumerate(file["documents"], start=1)
    ]  # fmt: skip
    return _joined(rows)


def _name(document: dict[str, Any], number: int) -> str:
    said = " ".join(part for part in (document["type"], document["number"]) if part)
    return said or f"văn bản {number}"
