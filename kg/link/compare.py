"""Whether two statements of one date or one subject agree, allowing for slips of the pen and shortened titles."""

from __future__ import annotations

from kg.data import toml
from loaders.text.fold import key


def slight(one: str, other: str) -> bool:
    """Whether two ISO dates differ by a slip: one of day, month and year, or two digits changed round.

    >>> slight("2024-05-07", "2024-05-01"), slight("2012-01-16", "2021-01-16"), slight("2022-03-23", "2022-08-15")
    (True, True, False)
    """
    if one == other:
        return True
    differing = sum(a != b for a, b in zip(one.split("-"), other.split("-"), strict=False))
    return differing == 1 or sorted(one) == sorted(other)


def same_subject(one: str | None, other: str | None) -> bool | None:
    """Whether two texts state one subject: equal, or one is the other cut short. None where one states none.

    >>> same_subject("xây dựng kết cấu hạ tầng đồng bộ nhằm đưa nước ta", "XÂY DỰNG KẾT CẤU HẠ TẦNG ĐỒNG BỘ")
    True
    """
    if not one or not other:
        return None
    a, b = letters(one), letters(other)
    short, long = sorted((a, b), key=len)
    return a == b or (len(short) >= toml("documents")["names"]["shortest_prefix"] and long.startswith(short))


def letters(text: str) -> str:
    """The letters and figures of a title, folded, without "về việc" at its head."""
    folded = "".join(c for c in key(text) if c.isalnum())
    return folded.removeprefix("vềviệc").removeprefix("về")
