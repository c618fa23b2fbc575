"""Names of bodies that a line break stands in: "… Mặt trận Tổ quốc Việt" on one line, "Nam tiếp tục …" on the next.

>>> broken("2. Mời Ủy ban Trung ương Mặt trận Tổ quốc Việt", "Nam dự họp")
True
>>> broken("1.4. Giao Sở Xây dựng", "Theo dõi việc cập nhật"), broken("2. Sở Y tế", "Bộ Y tế hướng dẫn")
(False, False)
"""

from __future__ import annotations

from functools import cache

from loaders.text.fold import fold
from ontology.tables import cell, rows

MOST = 10  # words of a name that are looked at on either side of the break
SIZE = 80  # code points in which they stand


@cache
def _names() -> frozenset[str]:
    """The names and other names of all kinds of bodies in the registry, of three words and more, folded."""
    said = (name for row in rows("agency_kinds") for name in (row["name"].split(" (")[0], *cell(row["alt_names"])))
    return frozenset(name for name in map(fold, said) if name.count(" ") > 1)


def broken(before: str, after: str) -> bool:
    """Whether a name of the registry begins in the line `before` and ends in `after`, and is none without that end."""
    left, right = fold(before[-SIZE:]).split()[-MOST:], fold(after[:SIZE]).split()[:MOST]
    for k in range(len(left)):
        begun = " ".join(left[k:])
        if begun in _names():
            return False
        for j in range(1, len(right) + 1):
            if f"{begun} {' '.join(right[:j]).rstrip(',;:.')}" in _names():
                return True
    return False
