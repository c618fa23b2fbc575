"""Small plans of provinces, read by the product's own parser."""

from __future__ import annotations

from loaders.model import Document, Text
from loaders.parse import parse


def plan(name: str, number: str, *lines: str, date: str = "01 tháng 3 năm 2022") -> Document:
    """A plan of a province with these lines as its tasks."""
    issuer, subject = f"ỦY BAN NHÂN DÂN TỈNH {name.upper()}", f"Về hạ tầng năm {number}"
    head = [issuer, f"Số: {number}/KH-UBND", f"{name}, ngày {date}", "KẾ HOẠCH", subject]
    (document,) = parse(Text.of_paragraphs([*head, "I. NHIỆM VỤ", *lines], f"{name}-{number}.txt"))
    return document
