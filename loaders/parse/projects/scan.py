"""The named works of one line of text that are asked for, in order.

A head ("cầu", "khu công nghiệp") counts where the words before it ask for the work: a verb ("nâng cấp"), "dự án", a
list that a colon opened, or a work before it in the same list. What only says where something is, what it leads to or
what it serves is not asked for.

>>> [(w.name, w.kind, w.asks) for w in works_of("Xây dựng cầu Bến Mới, kè Sông Trong; kết nối với Quốc lộ 9.")]
[('Cầu Bến Mới', 'cầu', ('build',)), ('Kè Sông Trong', 'thủy lợi, đê, kè', ('build',))]
>>> [w.name for w in works_of("Thu hút đầu tư các khu công nghiệp: Bãi Vàng, Gò Xanh - Gò Đỏ (đợt đầu), Đồi Thông.")]
['Khu công nghiệp Bãi Vàng', 'Khu công nghiệp Gò Xanh - Gò Đỏ', 'Khu công nghiệp Đồi Thông']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from loaders.parse.projects import lexicon
from loaders.parse.projects.lexicon import Head, words
from loaders.parse.projects.names import DASHES, Reach, Walk, is_name
from loaders.text.fold import fold
from loaders.text.phrases import plain

LEFT = 150  # code points before a head that say whether it is asked for
WHOLE = 240  # code points of the longest title of several works
_FALSE = ("yêu", "nhu", "toàn", "khai", "thị", "môi", "chủ", "hiện", "nhà", "đoạn", "đấu")  # yêu cầu, thị trường …
_PAST = ("đã ", "vừa ", "đã được ", "đã cơ bản ")
_LIKE = ("như", "gồm", " là", "trong đó có")
_DIGIT = re.compile("[\\d¹²³⁰⁴-⁹]")
_LINK = re.compile(r" ?(?:[,;)]+| ?…;?| ?và| ?hoặc| ?cùng với) ?(?:[,;] ?)?(?:và |hoặc |cùng với )?")
_BEGINS = (": ", "; ", "dự án ", "công trình ")
_OPENS = (":", "(", "như", "gồm", "bao gồm")


@dataclass(frozen=True, slots=True)
class Work:
    """A named work of a line: `start`..`end` are the words of its name (of an item of a list its own alone), `after`
    where what follows it begins; `stage` and `place` spans of words; `asks` what is asked."""

    name: str
    kind: str
    start: int
    end: int
    after: int
    asks: tuple[str, ...] = ()
    stage: tuple[int, int] | None = None
    place: tuple[int, int] | None = None


class _Line:
    def __init__(self, line: str, folded: str, *, opened: bool, province: bool) -> None:
        self.line, self.folded, self.province = line, folded, province
        self.alive: int | None = 0 if opened else None  # where the list of works that is being read has come to
        self.strong = opened  # a colon opened it: its items are parted by semicolons
        self.covered = 0
        self.said: tuple[str, ...] = ()
        self.classes = (-99, -99)  # the last heads without a name, "đường, trường": where they begin and end

    def run(self, found: Iterable[tuple[int, int, Head]]) -> Iterator[Work]:
        """The works of the heads that were found."""
        for start, end, head in found:
            if start < self.covered or not head.kind or self._false(start, head):
                continue
            if self.alive is None and not self._may_be_named(start, end, head):
                if start - self.classes[1] > 12 or not _LINK.fullmatch(self.folded[self.classes[1] : start]):
                    self.classes = (start, end)
                self.classes = (self.classes[0], end)
                continue
            verbs = self._asked(start)
            if verbs is None and start - self.classes[1] < 12 and _LINK.fullmatch(self.folded[self.classes[1] : start]):
                verbs = self._asked(self.classes[0])  # "xây dựng đường, cầu Bến Mới"
            if verbs is None:
                continue
            if verbs:
                self.said = verbs
            yield from self._read(start, end, head, verbs or self.said)

    def _may_be_named(self, start: int, end: int, head: Head) -> bool:
        """Whether a name can follow a head: a capital, a figure or a level; spares most heads the rest."""
        after = self.line[end : end + 70]
        if not after.islower() or self.line[start].isupper() or head.named or head.unique:
            return True
        return _DIGIT.search(after) is not None or (head.level and "tỉnh" in after)

    def _false(self, start: int, head: Head) -> bool:
        before = self.folded[max(0, start - 10) : start].split(" ")[-2:-1]
        return bool(before) and before[0] in _FALSE and " " not in head.words

    # -- asked for or not ------------------------------------------------------------------------------------------

    def _asked(self, start: int) -> tuple[str, ...] | None:
        """What the words before a head ask; None if the work is not asked for."""
        left = self.folded[max(0, start - LEFT) : start]
        if self.alive is not None:  # words of the name before are none of this one
            since = self.folded[max(self.alive, start - LEFT) : start]
            own = lexicon.before(since)
            if self._listed(start, start - len(since) + own.at):
                return own.asks
        found = lexicon.before(left)
        rest = left[: found.at].rstrip()
        opened = rest.endswith(":") or (left.rstrip().endswith(":") and found.work)
        verb = found.verb
        if verb is None:
            if not (self._opened(rest) or (found.topic and (not rest or rest[-1] in ".;-+"))):
                return None
            verb = found.at
        before = left[:verb]
        p = lexicon.patterns()
        if before.endswith(_PAST) or p["left.body"].search(left[-84:]) or (found.work and self._serves(before)):
            return None
        self.strong = opened or rest.endswith(_LIKE)
        return tuple(dict.fromkeys((*found.asks, *self._clause(start - len(left) + verb))))

    def _listed(self, start: int, at: int) -> bool:
        """Whether a head goes on the list that is being read; at `at` begin the words that belong to it alone."""
        assert self.alive is not None  # noqa: S101 - asked before
        if start - self.alive > 300:
            self.alive = None
            return False
        gap = self.folded[self.alive : max(at, self.alive)]
        if _LINK.fullmatch(gap) or (self.alive == 0 and not gap.strip()):  # the first words under a lead-in
            return True
        if "." in gap.replace("...", "").strip(" ."):
            return False
        p = lexicon.patterns()
        return p["left.parted"].match(gap) is not None or (self.strong and p["left.listed"].match(gap) is not None)

    @staticmethod
    def _opened(rest: str) -> bool:
        """Whether words open a list of works: "các dự án sau:", "công trình trọng điểm như"."""
        p = lexicon.patterns()
        if rest.endswith(":"):
            return p["opens.colon"].search(rest) is not None
        return rest.endswith(_LIKE) and p["opens.like"].search(rest) is not None

    @staticmethod
    def _serves(before: str) -> bool:
        """Whether "dự án …" stands behind words that make it a purpose or a place of something else."""
        p = lexicon.patterns()
        return p["left.serves"].search(before) is not None and p["left.land"].search(before) is None

    def _clause(self, end: int) -> tuple[str, ...]:
        """What the sentence asks before the words next to the head: to study, to propose, to attract, to clear."""
        near = max(0, end - 200)
        find = self.folded.rfind
        begin = max(find(". ", near, end), find("; ", near, end), find("\n", near, end)) + 1
        words_ = self.folded[max(begin, near) : end]
        if " xây dựng" in words_:
            words_ = words_.replace("bộ xây dựng", "").replace("sở xây dựng", "")
        found = _asks(words_)
        return tuple(ask for ask in found if ask not in ("build", "upgrade")) or found[-1:]

    # -- names -----------------------------------------------------------------------------------------------------

    def _read(self, start: int, end: int, head: Head, asks: tuple[str, ...]) -> Iterator[Work]:
        plural = self._plural(start)
        self.alive = end
        if head.whole:
            yield from self._whole(start, head, asks)
            return
        opened = self._opens(end) if plural or self.line[end : end + 1] == ":" else None
        if opened is not None:
            yield from self._bare(opened, start, end, head, asks)
            return
        reach = Walk(self.line, self.folded, end, head, capital=self._titled(start)).run()
        if not is_name(reach, head, self.line, self.folded, start, plural=plural, province=self.province):
            self.alive = self.covered = max(end, reach.end)
            return
        self.alive = self.covered = max(reach.after, reach.end)
        if not self._is_built(head, start, reach.end):
            return
        yield self._work(self._name(start, reach.end), start, reach, head, asks)
        if reach.also and reach.place is not None:
            yield from self._also(start, reach, head, asks)
        elif self._shares(reach, head, plural=plural):
            yield from self._bare(reach.after, start, end, head, asks, follows=True)

    def _is_built(self, head: Head, start: int, end: int) -> bool:
        """Whether a work is meant and not the organisation that has its name: "nâng cấp Viện …", "… thành trường …"."""
        p = lexicon.patterns()
        if head.body and not p["left.built"].search(self.folded[max(0, start - LEFT) : start]):
            return False
        return not (head.level and p["left.raised"].match(self.folded[end : end + 40]))

    def _work(self, name: str, start: int, reach: Reach, head: Head, asks: tuple[str, ...]) -> Work:
        place = (reach.place, min(len(self.line), reach.place + 80)) if reach.place is not None else None
        return Work(name, head.kind, start, reach.end, max(reach.after, reach.end), asks, reach.stage, place)

    def _name(self, start: int, end: int) -> str:
        words_ = " ".join(self.line[start:end].split()).strip(" ,;")
        low = self.folded[start : start + 60]
        if low.startswith("tuyến ") and not low.startswith("tuyến tránh") and lexicon.heads_at_start(low[6:]):
            words_ = words_[6:]
        return words_[:1].upper() + words_[1:]

    def _plural(self, start: int) -> bool:
        before = self.folded[max(0, start - 24) : start].replace(",", " , ").split()
        while before and before[-1] in ("tuyến", "án", "dự", "khu"):
            before.pop()
        if not before:
            return False
        last = before[-1]
        return last in words("plural") or " ".join(before[-2:]) in words("plural") or (last.isdigit() and len(last) < 3)

    def _titled(self, start: int) -> bool:
        """Whether the head has a capital that no beginning of a sentence or list gives it."""
        if not self.line[start].isupper():
            return False
        before = self.line[max(0, start - 8) : start].rstrip()
        return bool(before) and before[-1] not in ".:;•-+(“\""

    def _opens(self, end: int) -> int | None:
        """Where a list of names behind a head in the plural begins: "các khu công nghiệp: …", "… (A, B)"."""
        rest = self.folded[end : end + 16].lstrip()
        at = end + len(self.folded[end : end + 16]) - len(rest)
        for mark in _OPENS:
            if rest.startswith(mark):
                at += len(mark)
                at += len(self.line[at : at + 4]) - len(self.line[at : at + 4].lstrip(" :"))
                return at if self.line[at : at + 1].isupper() else None
        return None

    def _shares(self, reach: Reach, head: Head, *, plural: bool) -> bool:
        """Whether further names follow that have the head in common: "cửa biển Bãi Rùa, Hòn Cau"."""
        own = self.line[max(0, reach.end - 60) : reach.end]
        pair = head.line and any(f" {dash} " in own for dash in DASHES)
        return (plural or pair) and reach.proper and not reach.title

    def _bare(
        self, at: int, start: int, end: int, head: Head, asks: tuple[str, ...], *, follows: bool = False
    ) -> Iterator[Work]:
        """The names of a list whose head is said once, from `at` on; `follows`: the first of them was read."""
        printed = self._name(start, end)
        while True:
            if follows:
                gap = self.folded[at : at + 6]
                step = 2 if gap.startswith(", ") else 4 if gap.startswith(" và ") else 0
                step = 5 if gap.startswith(", và ") else step
                if not step:
                    return
                at += step
            follows = True
            own = self.folded[at : at + 60]
            if not self.line[at : at + 1].isupper() or lexicon.heads_at_start(own) or lexicon.begins(own):
                return
            pairs = any(f" {dash} " in self.line[at : at + 60].split(",")[0] for dash in DASHES)
            plain = replace(head, level=False, own=False)
            reach = Walk(self.line, self.folded, at, plain, capital=False, bare=True).run()
            if not reach.proper or (self._place(at) and not (head.line and pairs)):
                return
            name, begin = f"{printed} {' '.join(self.line[at : reach.end].split())}", at
            at = max(reach.after, reach.end)
            self.alive = self.covered = at
            yield self._work(name, begin, reach, head, asks)

    def _place(self, at: int) -> bool:
        """Whether a place and no work begins: "…, tỉnh Bình An"."""
        first = self.folded[at : at + 10].split(" ")[0]
        return first in ("tỉnh", "thành", "tp", "tp.", "thị")

    def _also(self, start: int, reach: Reach, head: Head, asks: tuple[str, ...]) -> Iterator[Work]:
        """The same work in a second place: "chợ đầu mối tại xã Một và xã Hai"."""
        at = reach.end + 4
        other = Walk(self.line, self.folded, at, head, capital=False, bare=True)
        other.placed = True
        found = other.run()
        if found.proper:
            name = f"{self._name(start, reach.place or start)} tại {self.line[at : found.end]}"
            self.alive = self.covered = found.end
            yield Work(name, head.kind, at, found.end, found.after, asks, None, (at, found.end))

    def _whole(self, start: int, head: Head, asks: tuple[str, ...]) -> Iterator[Work]:
        """A title made of several works: all of the item of the list, with the verbs it begins with."""
        left = self.folded[max(0, start - 100) : start]
        cuts = [start - len(left) + left.rfind(mark) + len(mark) for mark in _BEGINS if mark in left]
        begin = max(cuts, default=0)
        lead = self.folded[begin:start]
        if not cuts or len(lead) > 90 or ". " in lead:
            return
        if self.folded[max(0, begin - 8) : begin].startswith(("công trình", "ệ thống")):
            begin = start
        far = min(len(self.line), start + WHOLE + 2)
        ends = [i for mark in (";", ". ", "\n", "…") if (i := self.folded.find(mark, start, far)) >= 0]
        end = min([*ends, far])
        title = self.line[begin:end].strip(" .,;")
        rest = self.line[start + len(head.words) : end]
        if not title or end - start > WHOLE or not any(w[:1].isupper() for w in rest.split()):
            return
        several = "," in lead or "," in self.line[start:end]
        begin = begin if several and lead else start
        begin += len(self.line[begin:end]) - len(self.line[begin:end].lstrip(" ,"))
        title = self.line[begin:end].rstrip(" .,;")
        self.alive = self.covered = begin + len(title)
        reach = Reach(begin + len(title), begin + len(title), proper=True)
        yield self._work(self._name(begin, begin + len(title)), begin, reach, head, asks)


def _asks(words_: str | None) -> tuple[str, ...]:
    if not words_ or not words_.strip():
        return ()
    return tuple(dict.fromkeys(ask for _, _, ask in lexicon.asks().find(plain(words_))))


def works_of(
    line: str,
    folded: str | None = None,
    found: Iterable[tuple[int, int, Head]] | None = None,
    *,
    opened: bool = False,
    province: bool = True,
) -> list[Work]:
    """The works of a line without line breaks; `found` are its heads, where they are at hand; `opened`: what stands
    above it opens a list of works; `province`: the document is of a province, so that "Bệnh viện tỉnh" is one."""
    folded = fold(line) if folded is None else folded
    found = lexicon.heads().find(plain(folded)) if found is None else found
    return list(_Line(line, folded, opened=opened, province=province).run(found))
