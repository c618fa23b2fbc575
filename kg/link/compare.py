"""Whether two statements of one date or one subject agree, allowing for slips of the pen and shortened titles."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

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


_YEAR = re.compile(r"\A(?:19|20)[0-9]{2}\Z")
_FEWEST = 3  # pairs of words: of shorter subjects nothing can be told


def year_slip(one: str, other: str) -> bool:
    """Whether two ISO dates are of one day in two years, one of which may be a slip: off by one, or digits swapped.

    >>> [year_slip("2012-01-16", other) for other in ("2011-01-16", "2021-01-16", "2016-01-16")]
    [True, True, False]
    """
    if one[4:] != other[4:] or len(one) < 10 or one == other:
        return False
    return abs(int(one[:4]) - int(other[:4])) == 1 or sorted(one[:4]) == sorted(other[:4])


def last_day(date: str) -> str:
    """The last day that an ISO date may mean: of a bare year its end.

    >>> last_day("2024"), last_day("2024-05-07")
    ('2024-12-31', '2024-05-07')
    """
    return date if len(date) > 4 else f"{date}-12-31"


def shared(one: str | None, other: str | None) -> float | None:
    """The share (0 to 1) of the shorter subject's pairs of words that the other has; None where one is too short.

    Subjects that name different years share nothing: the budgets of two years have all other words in common.

    >>> shared("phát triển kết cấu hạ tầng giao thông", "Về phát triển đồng bộ kết cấu hạ tầng giao thông đến 2030")
    0.857...
    >>> shared("dự toán ngân sách tỉnh năm 2023", "dự toán ngân sách tỉnh năm 2024"), shared("nước sạch", "trồng rừng")
    (0.0, None)
    """
    a, b = _pairs(one or ""), _pairs(other or "")
    if min(len(a[0]), len(b[0])) < _FEWEST:
        return None
    if a[1] and b[1] and not a[1] & b[1]:
        return 0.0
    return len(a[0] & b[0]) / min(len(a[0]), len(b[0]))


@lru_cache(maxsize=16384)
def _pairs(text: str) -> tuple[frozenset[tuple[str, str]], frozenset[str]]:
    """Pairs of words that stand beside each other, and the years."""
    words = "".join(c if c.isalnum() else " " for c in key(text)).split()
    return frozenset(pairwise(words)), frozenset(w for w in words if _YEAR.match(w))
