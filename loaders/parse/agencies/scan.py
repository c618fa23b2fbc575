"""Agencies in running text, one after another.

>>> [f.name for f in scan("Các Sở: Nội vụ, TN&MT; Công an tỉnh và UBND các huyện, thành phố", where("Bắc Kạn"))]
['Sở Nội vụ', 'Sở Tài nguyên và Môi trường', 'Công an tỉnh', 'Ủy ban nhân dân các huyện, thị xã, thành phố']
"""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import islice

from loaders.parse.agencies import committees, names
from loaders.parse.agencies.found import Found, joints
from loaders.parse.agencies.generic import name_end, place_after, several
from loaders.parse.agencies.levels import Places, read
from loaders.parse.agencies.lexicon import Entry, Lexicon, Token, lexicon, systems
from loaders.parse.agencies.names import Where, where
from loaders.text.fold import fold

SHARED_WORDS = 12  # the longest rest of a name that a list can share a head with
_SEPARATORS = (", và ", "; và ", " và ", ", ", "; ", ",", ";", " - ", ": ")
_WORD = re.compile(r"((?:[^\W_]+|&)*)[ ,&-]{0,3}")
_BESIDE = (", ", " và ", "; ", ", và ")


def scan(text: str, setting: Where | None = None, folded: str | None = None) -> list[Found]:
    """All agencies named in `text`, in order, none inside another."""
    return _Scan(text, fold(text) if folded is None else folded, setting or where(None)).run()


class _Scan:
    def __init__(self, text: str, folded: str, setting: Where) -> None:
        self.text, self.folded, self.setting = text, folded, setting
        self.lexicon: Lexicon = lexicon()
        self.found: list[Found] = []
        self.end = 0
        self.waiting: list[tuple[int, int, str]] = []  # committees whose place stands with the next one

    def run(self) -> list[Found]:
        folded = self.folded
        for start, end in self.lexicon.pattern.spans(folded):
            if not folded[start].isalnum():
                start += 1
            if start < self.end or (start and self._symbol(start, end)):
                continue
            if end < len(folded) and folded[end].isalnum() and folded[end - 1].isalnum():
                end = self._shorter(start, end, self.lexicon.names, self.lexicon.heads, self.lexicon.titles)
                if not end:
                    continue
            token = self.lexicon.token(" ".join(folded[start:end].split()))
            if token.kind == "not":
                self.end = end
            elif token.kind == "collective":
                self._collective(token, start, end)
            elif token.kind == "name" and token.entry:
                self._name(token, token.entry, start, end)
            elif token.kind == "plural":
                self._plural(token.head, start, end)
            elif token.kind == "head":
                self._unknown(token.head, start, end)
        return self.found

    def _symbol(self, start: int, end: int) -> bool:
        """Whether the words are a part of a document's symbol: "83/BKHCN-VP"."""
        text = self.text
        return text[start - 1] in "-/" and start > 1 and text[start - 2].isalnum() and text[start:end].isupper()

    def _shorter(self, start: int, end: int, *known: Container[str]) -> int:
        """The end of the longest beginning of the words, by whole words, that one of `known` holds; 0 if none does."""
        words = self.folded[start:end].split(" ")
        for size in range(len(words) - 1, 0, -1):
            short = " ".join(words[:size])
            if any(short in table for table in known):
                return start + len(short)
        return 0

    def _add(
        self, start: int, end: int, name: str, kind: str | None = None, group: bool = False, weak: bool = False
    ) -> None:
        if name:
            self.found.append(Found(start, end, name, kind, group, weak))
        self.end = max(self.end, end)

    def _follows(self, start: int) -> bool:
        """Whether `start` is next to the last body in a list."""
        return bool(self.found) and self.folded[self.found[-1].end : start] in _BESIDE

    # collectives ---------------------------------------------------------------------------------------------------

    def _collective(self, token: Token, start: int, end: int) -> None:
        name = token.collective or ""
        if token.printed and self.text[end + 1 : end + 2].isupper() and " thuộc " in self.folded[start:end]:
            end = name_end(self.text, self.folded, end)  # "các đơn vị thuộc Bộ Y tế"
        if token.local:
            if self.setting.province and self.setting.districts:
                name = self.lexicon.data.data["place"]["district_name"]
        elif token.printed:
            name = names.collective(self.text[start:end], name)
        elif token.central and self.setting.province is None:
            name = token.central
        head = self.lexicon.data.data["listing"].get(token.collective or "")
        if head and self.folded.startswith(": ", end):
            stop, entry = self._tail(self.lexicon.tails[head], end + 2)
            if entry:  # "các sở, ngành: Nội vụ, Tài chính"
                self._add(end + 2, stop, entry.name, names.kind(entry, None, self.setting))
                self._shared(head, stop)
                return
        the = self.folded.startswith(("các ", "mọi ", "từng "), start)
        self._add(start, end, name, None, True, token.weak or (token.local and not the))

    # known names ---------------------------------------------------------------------------------------------------

    def _name(self, token: Token, entry: Entry, start: int, end: int) -> None:
        printed = self.text[start:end]
        if entry.upper and any(c.islower() for c in printed):
            return
        if not printed[0].isupper() and token.head not in self.lexicon.small and not entry.group:
            return
        place = read(self.text, end, self.folded)
        if committees.is_one(entry):
            self._committee(entry, start, end, place)
            return
        head = names.low(entry.name)
        if not place and self._goes_on(head, end) and self._longer(entry, head, start, end):
            return
        stop = place_after(self.text, end)
        if entry.bare and not place and stop == end:
            known = self._shorter(start, end, self.lexicon.heads)
            if known:
                self._unknown(self.folded[start:known], start, known)
            return
        kind = names.kind(entry, place.levels[0] if place else None, self.setting)
        if place:
            self._placed(entry, head, kind, start, end, place)
        else:
            if stop == end:
                stop = self._numbered(head, end)
            self._add(start, stop, *self._plain(entry, head, kind, printed, end, stop))
        if head != "đảng ủy":  # "Đảng ủy, UBND các xã": two bodies
            self._shared("đảng ủy" if token.head == "đảng" else token.head, self.end)

    def _plain(
        self, entry: Entry, head: str, kind: str | None, printed: str, end: int, stop: int
    ) -> tuple[str, str | None, bool]:
        """Name, kind and group of a known name without a level word; `end`..`stop` a bare place or number."""
        local = self.text[end:stop].strip()
        known = names.known(entry, printed, self.setting, local)
        if not local or known.endswith(" " + local):
            return known, None if entry.group else kind, entry.group
        if names.own_department(head) and local == self.setting.province:
            return known, kind, False
        # "VNPT Bình Định" is the branch, not the group; an abbreviation else is expanded
        branch = entry.kinds[:1] and entry.kinds[0] in self.lexicon.branches
        base = names.written(printed) if branch or len(known) <= len(printed) else known
        return f"{base} {names.toned(local)}", kind, False

    def _goes_on(self, head: str, end: int) -> bool:
        """Whether a known name may be the beginning of a longer one: "Trung tâm Xúc tiến đầu tư và Du lịch"."""
        if head in self.lexicon.open:
            return True
        joined = self.folded.startswith(" và ", end) and self.text[end + 4 : end + 5].isupper()
        return joined and head.startswith(self.lexicon.joined)

    def _longer(self, entry: Entry, head: str, start: int, end: int) -> bool:
        """Take a known name that goes on: "Ban Chỉ đạo phòng thủ dân sự quốc gia", "Đảng ủy Bộ Tư pháp"."""
        within = joints()["within"].match(self.folded[end : end + 10])
        if head == "đảng ủy" and not within and not self.text[end + 1 : end + 2].isupper():
            return False
        begin = end + within.end() if within else end
        next_match = self.lexicon.pattern.match(self.folded[begin + 1 : begin + 80])
        if next_match and self.lexicon.token(next_match.group()).kind == "name":
            stop = begin + 1 + next_match.end()  # "Đảng ủy Bộ Tư pháp"
            place = read(self.text, stop, self.folded)
            stop = place.end if place else stop
        else:
            stop = self._owner(name_end(self.text, self.folded, begin))
        if stop == end:
            return False
        name = entry.name + names.written("x" + self.text[end:stop])[1:]
        self._add(start, stop, name, None if head == "đảng ủy" else names.kind(entry, None, self.setting))
        return True

    def _numbered(self, name: str, end: int) -> int:
        """The end of a number after a body that has one: "Ngân hàng Nhà nước khu vực 5", "Quân khu 7"."""
        match = joints()["area"].match(self.folded[end : end + 20]) if self.folded.startswith(" khu vực", end) else None
        if not match and name.endswith(self.lexicon.numbered):
            match = joints()["number"].match(self.folded[end : end + 12])
        return end + match.end("n") if match else end

    def _placed(self, entry: Entry, head: str, kind: str | None, start: int, end: int, place: Places) -> None:
        """A known name with level words or places after it."""
        base = names.known(entry, self.text[start:end], self.setting)
        own = names.own_department(head)
        single = place.levels[0] in ("tỉnh", "thành phố") and not place.named
        if single and (base != entry.name or (own and (place.plural or place.rank) and len(set(place.levels)) == 1)):
            self._add(start, place.end, base, kind)  # "Ban Chấp hành Đảng bộ tỉnh" has its place already
        elif place.plural or place.rank:
            words = names.toned(self.text[end : place.end]).strip()
            if not place.rank and not fold(words).startswith(("các ", "tất cả")):
                words = words[:1].lower() + words[1:]
            self._add(start, place.end, f"{base} {words}", kind, True)
        elif not place.named:
            own = own or base.startswith(("Tỉnh ", "Thành "))  # "Tỉnh đoàn" says its level
            self._add(start, place.end, base if own else f"{base} {place.levels[0]}", kind)
        else:
            for i, one in enumerate(place.named):
                local = f"{base} {one.level} {names.place_name(one.name)}"
                name = base if own and one.name == self.setting.province else local
                self._add(start if i == 0 else one.start, one.end, name, kind)

    def _committee(self, entry: Entry, start: int, end: int, place: Places | None) -> None:
        if not place:
            if joints()["and"].match(self.folded[end : end + 40]):
                self.waiting.append((start, end, entry.name))
                self.end = end
            return
        waiting, self.waiting = self.waiting, []
        for at, stop, name in waiting:  # "Hội đồng nhân dân, Ủy ban nhân dân tỉnh"
            if joints()["and"].match(self.folded[stop : start + 20]):
                first = committees.named(self.text, committees.by_name(name), at, stop, place, self.setting)[0]
                self._add(at, stop, first.name, first.kind, first.group)
        for one in committees.named(self.text, entry, start, end, place, self.setting):
            self._add(one.start, one.end, one.name, one.kind, one.group)
        self.end = max(self.end, place.end)

    # lists with a shared head ----------------------------------------------------------------------------------------

    def _shared(self, head: str, at: int, colon: bool = False) -> None:
        """Further names of a list whose head was said once: "Sở Nội vụ, Tài nguyên và Môi trường"; `colon`: said before
        the whole list ("các Đảng ủy: Chính phủ; Bộ Tư pháp")."""
        tails = self.lexicon.tails.get(head)
        while tails:
            separator = next((s for s in _SEPARATORS if self.folded.startswith(s, at)), None)
            if separator is None:
                return
            start = at + len(separator)
            end, entry = self._tail(tails, start)
            if entry is None and colon and head == "đảng ủy":
                end = self._ministry(start)
                self._add(start, end, "Đảng ủy " + names.written(self.text[start:end]) if end > start else "")
                if end > start:
                    at = end
                    continue
            if entry is None:
                return
            stop = end
            place = read(self.text, end, self.folded)
            if place and place.levels[0] in ("tỉnh", "thành phố") and not place.plural:
                if self.folded[start:end] in self.lexicon.names:
                    return  # ", Công an tỉnh" after a ministry is a body of its own
                stop = place.end
            self._add(start, stop, entry.name, names.kind(entry, None, self.setting))
            at = stop

    def _ministry(self, start: int) -> int:
        """The end of a known body that is none of the Party's and begins at `start`; `start` if none does."""
        match = self.lexicon.pattern.match(self.folded[start : start + 80])
        entry = self.lexicon.token(" ".join(match.group().split())).entry if match else None
        state = entry and entry.kinds and systems()[entry.kinds[0]] != "Đảng"
        return start + match.end() if match and state else start

    def _tail(self, tails: dict[str, Entry], start: int) -> tuple[int, Entry | None]:
        """The longest rest of a name that begins at `start`, and whose it is."""
        if not self.text[start : start + 1].isupper():
            return start, None
        folded = self.folded
        ends = []
        for match in islice(_WORD.finditer(folded, start), SHARED_WORDS):
            ends.append(match.end(1))
            if match.end() == match.end(1):
                break
        for end in reversed(ends):
            entry = tails.get(folded[start:end])
            if entry and (not entry.upper or self.text[start:end].replace(" và ", "&").isupper()):
                return end, entry
        return start, None

    # unknown names ---------------------------------------------------------------------------------------------------

    def _plural(self, head: str, start: int, end: int) -> None:
        """ "các Sở": a list of names that share the head, or a group."""
        colon = self.folded[end : end + 1] == ":"
        at = end + 1 if colon else end
        tails = self.lexicon.tails.get(head)
        if tails and self.folded[at : at + 1] == " ":
            stop, entry = self._tail(tails, at + 1)
            if entry:
                self._add(at + 1, stop, entry.name, names.kind(entry, None, self.setting))
                self._shared(head, stop, colon)
                return
        if (colon or head in self.lexicon.listed) and head in self.lexicon.plurals:
            for begin, stop in several(self.text, self.folded, head, at + 1):
                name = f"{head[:1].upper()}{head[1:]} {names.written(self.text[begin:stop])}"
                self._add(begin, stop, name)
            if self.end > at:
                return
        if colon or self.folded.startswith(self.lexicon.not_words, start + 4):
            return
        stop = self._owner(name_end(self.text, self.folded, end))
        alone = self.lexicon.data.data["alone"].get(head)
        if stop == end and alone:
            self._add(start, end, alone, None, True)
        elif stop > end or self._follows(start) or head not in self.lexicon.vague:
            printed = names.written(self.text[start:stop])
            self._add(start, stop, "Các " + printed[4:], None, True)

    def _owner(self, stop: int) -> int:
        """The end of a group's name with the known body it is of: "các đoàn kiểm tra của Bộ Chính trị"."""
        if not self.folded.endswith((" của", " thuộc"), 0, stop):
            return stop
        match = self.lexicon.pattern.match(self.folded[stop : stop + 80])
        if not match or self.lexicon.token(" ".join(match.group().split())).kind != "name":
            return self.folded.rindex(" ", 0, stop)
        both = ", ban bí thư"  # the two are named together
        return stop + match.end() + (len(both) if self.folded.startswith(both, stop + match.end()) else 0)

    def _unknown(self, head: str, start: int, end: int) -> None:
        """A name that no list holds, known by its head printed with a capital."""
        if head in self.lexicon.beside and self._beside(head, start, end):
            return
        text = self.text
        if not text[start].isupper() or text[end : end + 1] != " " or head in ("tổ chức", "ngành"):
            return
        after = text[end + 1 : end + 40].split(" ", 2)[:2]
        if not after or (start and text[start:end].isupper() and all(len(w) > 1 and w.isupper() for w in after)):
            return  # a heading in capitals: names and other words look alike
        first = fold(after[0]).strip(",.;:")
        follow = self.lexicon.data.data["heads"]["follow"].get(head)
        if follow and first not in follow and not after[0][1:].isupper() and place_after(text, end) == end:
            return
        if first == head or (first in ("cơ", "các") and head != "ban quản lý"):
            return
        stop = name_end(text, self.folded, end)
        if head in self.lexicon.proper and text[end:stop].islower() and not place_after(text, stop) > stop:
            if self._follows(start) and self.found[-1].group:  # "các doanh nghiệp nhà nước, Tổng công ty"
                self._add(start, end, f"Các {head}", None, True)
            return
        if stop == end or (head in self.lexicon.loose and after[0][:1].islower() and (head != "cơ quan" or start)):
            return
        name = names.written(text[start:stop])
        if head == "cơ quan thường trực":
            name = head[:1].upper() + head[1:] + name[len(head) :]
        known = scan(name, self.setting) if fold(name) != self.folded[start:stop] else []  # "Viện KSND tỉnh"
        one = known[0] if known and known[0].end - known[0].start == len(name) else Found(start, stop, name, None)
        self._add(start, stop, one.name, one.kind)

    def _beside(self, head: str, start: int, end: int) -> bool:
        """Take a common word next to a body in a list: "các Sở, ban, ngành, đơn vị"."""
        if not self._follows(start):
            return False
        last = self.found[-1]
        name = self.lexicon.data.data["heads"]["beside_name"]
        if head == "ngành" or last.name == name:
            name = last.name if last.group else ""
        tail = joints()["beside"].match(self.folded[end : end + 40])
        self._add(start, end + (tail.end() if tail else 0), name, None, True, True)
        return True
