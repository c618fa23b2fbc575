"""What several texts say alike: groups of near-duplicates, and where their words differ.

Two texts are alike where the longer one has at least BOUND of the shingles of the shorter (kg.link.similar), so that a
plan which adds to a task of another is seen. They are found by an inverted index whose lists hold no more than FIRST
texts each, so the work grows with the number of words, not of pairs: a text is compared with those that used its
shingles first, and a copy of many copies meets the first ones of them.

>>> texts = ["Rà soát, bổ sung quy hoạch mạng lưới trường học trên địa bàn tỉnh, hoàn thành trong năm 2025",
...          "Nuôi ong lấy mật ở các vườn cây ăn quả của tỉnh và bán mật ở chợ phiên của huyện mỗi tuần",
...          "Rà soát, bổ sung quy hoạch mạng lưới trường học trên địa bàn tỉnh, hoàn thành trong năm 2026"]
>>> groups(texts)
[[0, 2]]
>>> differences(texts[0], texts[2])
[('2025', '2026')]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import chain

from kg.link.similar import shingles
from loaders.text.fold import fold

BOUND = 0.6
"""Measured on the tasks of five plans of four provinces: of the pairs that share most, those with 0.66 and 0.60 say the
same with additions, those with 0.44 and less have formulas in common."""
LEAST = 10  # shingles: shorter texts are mostly formula
FIRST = 16  # texts that a shingle's list holds
MOST_WORDS = 400  # of a text that are compared word by word, which takes their square
_MARKS = ".,;:()\"'“”-–•*+"


def groups(texts: Sequence[str], bound: float = BOUND) -> list[list[int]]:
    """Indexes of texts that are alike, a list a group of two or more, in the order of their first ones."""
    sets = [shingles(text) for text in texts]
    lists: dict[int, list[int]] = {}
    leader: list[int] = []
    for i, own in enumerate(sets):
        leader.append(i)
        if len(own) < LEAST:
            continue
        shared = Counter(chain.from_iterable([lists[shingle] for shingle in own if shingle in lists]))
        best = max(((n / min(len(own), len(sets[j])), -j) for j, n in shared.items()), default=(0.0, 0))
        if best[0] >= bound:
            leader[i] = leader[-best[1]]
        for shingle in own:
            found = lists.setdefault(shingle, [])
            if len(found) < FIRST:
                found.append(i)
    members: dict[int, list[int]] = {}
    for i, first in enumerate(leader):
        members.setdefault(first, []).append(i)
    return [group for group in members.values() if len(group) > 1]


def likest(text: str, others: Sequence[str], bound: float = BOUND) -> list[int]:
    """Indexes of the texts that are alike to one, the nearest first.

    >>> text = "Rà soát, bổ sung quy hoạch mạng lưới trường học trên địa bàn tỉnh, hoàn thành trong năm {}"
    >>> likest(text.format(2025), [text.format("nay và báo cáo kết quả"), "Nuôi ong lấy mật", text.format(2025)])
    [2, 0]
    """
    own = shingles(text)
    found = []
    for i, other in enumerate(map(shingles, others)):
        least = min(len(own), len(other))
        if least >= LEAST and len(own & other) >= bound * least:
            found.append((-len(own & other) / len(own | other), i))
    return [i for _, i in sorted(found)]


def differences(one: str, other: str) -> list[tuple[str, str]]:
    """Where the words of two texts differ: those of one and those that stand for them in the other, either empty.

    Case, spelling of tones and marks beside words do not count. Of each the first MOST_WORDS words.
    """
    first, second = (text.split()[:MOST_WORDS] for text in (one, other))
    one_folded, other_folded = ([fold(word).strip(_MARKS) for word in words] for words in (first, second))
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, one_folded, other_folded, autojunk=False).get_opcodes():
        said = " ".join(first[a:b]).strip(_MARKS + " "), " ".join(second[c:d]).strip(_MARKS + " ")
        if kind != "equal" and any(said):
            found.append(said)
    return found
