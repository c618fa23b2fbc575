"""How far the name of a work goes, and whether it is one: from its head over the words that belong to it.

A name is a name by a proper noun ("Cầu Bến Mới"), a number of its own ("Quốc lộ 1A"), the level of what a province has
once ("Bệnh viện Đa khoa tỉnh") or, for centres and the like, a title with a capital ("Trung tâm Kiểm nghiệm dược
phẩm"); else it is a class of works. Where it ends is data (loaders/data/projects.toml, `stop`, `units` …).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.parse.projects import lexicon
from loaders.parse.projects.lexicon import Head, words
from loaders.text.phrases import holds

_TOKEN = re.compile(r"\S+")
_IDENTIFIER = re.compile(r"[^\W\d_]{1,5}[. -]?\d[\w.-]*")
_STAGE = re.compile(r"giai đoạn (\d{1,2}|[ivx]{1,4})")
_CONNECTS = re.compile(r" ?(?:-|–|đến|đi|với|tới) ")
_DIGIT = re.compile(r"\d")
_DATE = re.compile(r"\d{1,2}/\d|\d{4}-\d")
REACH = 260  # code points after its head in which a name ends
DASHES = ("-", "–", "—", "−")
CLOSING = ",;:.!?…)\"”“'»]"
BODIES = frozenset({"sở", "bộ", "ubnd", "hđnd", "ủy", "công", "tập", "tổng", "chi", "cục", "ban", "hội"})
BODY_NEXT = {"ủy": "ban", "công": "ty", "tập": "đoàn", "tổng": "công", "chi": "cục", "ban": "quản", "hội": "đồng"}
DESCRIPTORS = 6  # common words between a head and its proper noun
TIGHT = 2


@dataclass(slots=True)
class Reach:
    """What was read after a head: the name ends at `end`, what belongs to it in brackets at `after`; `place` is where
    a place behind it begins, `also` that another place of the same work follows, `stop` the mark that ended it."""

    end: int
    after: int
    proper: bool = False
    level: bool = False
    title: bool = False
    common: int = 0
    stage: tuple[int, int] | None = None
    place: int | None = None
    also: bool = False


class Walk:
    """One walk from a head (or from the first word of a proper name in a list) to the end of the name."""

    def __init__(self, line: str, folded: str, at: int, head: Head, *, capital: bool, bare: bool = False) -> None:
        self.line, self.folded, self.head, self.bare = line, folded, head, bare
        self.tables = lexicon.tables()
        self.rest = _TOKEN.finditer(line, at, min(len(line), at + REACH))
        self.tokens: list[re.Match[str]] = []
        self.out = Reach(at, at, title=head.own and capital)
        self.i = 0
        self.ways = False  # "từ … đến", "kết nối … với"
        self.loose = False  # "vào …"
        self.placed = False  # "tại …"
        self.brackets = False
        self.dash = False

    def run(self) -> Reach:
        """All tokens that belong to the name."""
        while self._has(self.i):
            if not self._step():
                break
            self.i += 1
        return self.out

    # -- one word --------------------------------------------------------------------------------------------------

    def _step(self) -> bool:
        token = self.tokens[self.i]
        words_, start = token.group(), token.start()
        if words_[0] == "(":
            return self._bracket(start)
        core = words_.rstrip(CLOSING)
        if words_[:1] in "\"“'" and len(core) > 1:
            return False
        if not core or core in DASHES:
            return bool(core) and self._dash()
        low = self.folded[start : start + len(core)]
        trail = words_[len(core) :]
        if trail[:1] == "." and self._abbreviates(core, trail):
            trail = trail[1:]
        if not self._word(core, low, start, trail):
            return False
        return not trail or self._goes_on(trail)

    def _word(self, core: str, low: str, start: int, trail: str) -> bool:
        """Whether a word belongs to the name; what it says of it."""
        out = self.out
        if low == "và":
            return self._and()
        t = self.tables
        if low in t.units and f"{low} {self._next()}" not in t.compounds:
            return self._unit(low, start, core)
        if (low == "thành" or low == "thị") and self._next() in ("phố", "xã", "trấn"):
            return self._unit(low, start, core)
        misprint = bool(trail) and self.out.proper and " " not in low  # "Long thành," and not "thành …"
        stop = None if core[0].isupper() or misprint else self._stop(low, start)
        if stop is not None:
            return stop
        if core[0].isupper() or (not core.isalpha() and _DIGIT.search(core)):
            return self._proper(core, low, start)
        free = out.title or self.ways or self.loose
        if out.proper and not (free or self.dash or misprint):
            return low in t.within or (not trail and self._capital(1))  # counts if a proper word follows
        if out.level:
            return False
        if not out.proper:
            out.common += low not in t.within
            if out.common > (TIGHT if self.head.tight else DESCRIPTORS) and not (free or self.placed):
                return False
        out.end = out.after = start + len(core)
        return True

    def _proper(self, core: str, low: str, start: int) -> bool:
        out = self.out
        if low in BODIES and (low not in BODY_NEXT or self._next() == BODY_NEXT[low]) and not self._within_name():
            return False
        for phrase in (low, f"{low} {self._next()}") if low in self.tables.capital_firsts else ():
            if phrase in self.tables.capitals:
                self.i += phrase.count(" ")
                return self._closes()
        before = self.folded[max(0, start - 12) : start].split()[-1:] if len(core) < 4 else []
        if before and before[0] in self.tables.classes:
            return False
        if core[0].isdigit():
            alone = len(self.tokens[self.i].group()) == len(core)
            if _DATE.match(core) or core == "4.0" or (alone and self._next() in self.tables.measures):
                return False
            if not (out.proper or self.head.line or self.bare or before == ["số"]) and len(core) < 3 and out.common:
                return False
        named = None
        if low in self.tables.head_firsts and not self.bare and (self.ways or not out.proper):
            named = lexicon.heads_at_start(self.folded[start : start + 60])
        if named is not None and not named.named:  # "Khu kinh tế" within a name: its capital says nothing
            self.i += named.words.count(" ")
            out.common += 1
            last = self.tokens[self.i if self._has(self.i) else -1]
            return not last.group().endswith(tuple(CLOSING))
        first = out.common == 0 and not out.proper
        out.proper = True
        self.dash = False
        if first and self.head.own:
            out.title = True
        out.end = out.after = start + len(core)
        return True

    def _closes(self) -> bool:
        """The name goes to the end of this word; whether it may go on."""
        token = self.tokens[self.i]
        self.out.end = self.out.after = token.start() + len(token.group().rstrip(CLOSING))
        return not token.group().endswith(tuple(CLOSING))

    def _unit(self, low: str, start: int, core: str) -> bool:
        """A word for a place: part of the name, or where it lies."""
        out = self.out
        two = low in ("thành", "thị")
        end = start + len(core)
        if two:
            self.i += 1
            token = self.tokens[self.i]
            end = token.start() + len(token.group().rstrip(CLOSING))
        ends = self.tokens[self.i].group()[-1:] in CLOSING
        settled = out.proper and not (self.ways or self.placed or self.dash)
        if settled and not (self.head.level or out.title):
            out.place = start
            return False
        if self.head.level and self.folded[start:end] in self.tables.levels and not self.ways:
            out.level = True
            out.end = out.after = end
            return not ends and self._capital(1)
        if ends and not self.ways:
            return False
        if low in ("huyện", "xã", "phường") and not self._capital(1) and not self._next()[:1].isdigit():
            return False
        out.end = out.after = end
        return True

    def _stop(self, low: str, start: int) -> bool | None:
        """Whether a word that may end the name does (False) or goes on (True); None for any other word."""
        out, head = self.out, self.head
        begun = self.tables.stops.get(low)
        if begun is None or not any(
            self.folded.startswith(stop, start) and self._whole(start + len(stop)) for stop in begun
        ):
            return None
        if low == "nối" and self._next() == "dài" and out.proper:  # "đường Lê Lợi nối dài"
            self.i += 1
            return self._closes()
        if low == "kết" and not out.proper and self._next() == "hợp":  # "khu neo đậu kết hợp cảng cá Bãi Dài"
            self.i += 1
            return self._has(self.i + 1) and bool(lexicon.heads_at_start(self._rest()))
        if head.line:
            if low == "từ" and not out.proper:
                self.ways = True
                return True
            if low in ("đến", "đi", "tới") and (self.ways or (out.proper and self._capital(1))):
                self.dash = True
                return True
            if low == "kết" and not out.proper and self._next() == "nối":
                self.ways = True
                self.i += 1
                return True
            if low == "nối" and not out.proper:
                self.ways = True
                return True
            if low == "với" and self.ways:
                self.dash = True
                return True
            if low == "vào" and not out.proper:
                self.loose = True
                return True
            if low == "đoạn" and not out.proper and self._capital(1) and not self.placed:
                out.after = out.end
                return True
        if low in ("tại", "ở") and not out.proper and self._next() not in self.tables.plural:
            self.placed = True
            out.place = start
            return True
        if low == "giai":
            self._stage(start)
        return low == "của" and not out.proper and head.level and self._next() in ("tỉnh", "thành")

    def _and(self) -> bool:
        """ "và": within a title or before the proper noun it goes on; else something else begins."""
        out = self.out
        nxt = self.i + 1
        if not self._has(nxt):
            return False
        start = self.tokens[nxt].start()
        if self.placed and self._next() in ("thị", "xã", "huyện", "tỉnh", "thành", "phường"):
            out.also = True
            return False
        named = lexicon.heads_at_start(self.folded[start : start + 60])
        if self.ways and out.proper and named is not None and named.line and named.national:
            self.dash = True
            return True  # both are where the way leads to
        if named or lexicon.asks().at_start(self.folded[start : start + 40]):
            return False
        if self._next() in self.tables.plural or out.level:
            return False
        return out.title or not out.proper

    def _dash(self) -> bool:
        out = self.out
        far = self.head.line and self._next() in ("thành", "tp", "tỉnh")
        if self._next() in ("huyện", "xã", "thị", "thành", "tp", "tỉnh", "phường") and not (self.ways or far):
            return False  # "- huyện …" says where it lies
        if not out.proper:
            return self.head.own or self.head.level
        self.dash = True
        return True

    # -- brackets and marks -------------------------------------------------------------------------------------------

    def _bracket(self, start: int) -> bool:
        out = self.out
        close = self.line.find(")", start, start + 160)
        if close < 0:
            return False
        inner, low = self.line[start + 1 : close].strip(), self.folded[start + 1 : close].strip()
        after = self.folded[close + 1 : close + 8]
        stage = _STAGE.match(low)
        keep = _IDENTIFIER.fullmatch(inner) is not None and out.proper
        if stage:
            out.stage = (start + 1, start + 1 + stage.end())
            keep = stage.group(1) not in ("1", "i")
        elif self.head.line and low.startswith("đoạn ") and " - " in low:
            keep = out.proper and not low.startswith(("đoạn qua", "đoạn trên"))
        elif self.head.line and out.proper and _CONNECTS.match(after) and len(inner) < 60:
            keep = self.brackets = True
        elif self.brackets and inner[:1].isupper():
            keep = True
        if not out.proper and after.startswith(" tại "):
            keep = True
        if keep:
            out.end = close + 1
        out.after = close + 1
        while self._has(self.i + 1) and self.tokens[self.i + 1].start() < close:
            self.i += 1
        return keep and not stage and after[:1] == " "

    def _stage(self, start: int) -> None:
        match = lexicon.patterns()["facts.stage"].match(self.folded[start : start + 24])
        if match:
            self.out.stage = (start + match.start("s"), start + match.end("s"))
            self.out.after = max(self.out.after, start + match.end("s"))

    def _goes_on(self, trail: str) -> bool:
        """Whether the name goes on after a mark: a comma before a further place of a way."""
        if trail != ",":
            return False
        nxt = self._next()
        if (self.ways or self.placed) and nxt in ("huyện", "xã", "thị", "thành", "tỉnh", "phường", "quận"):
            return self._capital(2) or nxt in ("thị", "thành")
        if self.brackets and self._capital(1):
            rest = self.line[self.tokens[self.i].end() : self.tokens[self.i].end() + 40]
            return "(" in rest.split(",")[0]
        return False

    def _abbreviates(self, core: str, trail: str) -> bool:
        return core.isupper() and len(core) < 4 and trail == "." and self._capital(1)

    # -- looking ahead ---------------------------------------------------------------------------------------------

    def _has(self, i: int) -> bool:
        """Whether there is a word `i`: they are parted as they are asked for."""
        while len(self.tokens) <= i:
            token = next(self.rest, None)
            if token is None:
                return False
            self.tokens.append(token)
        return True

    def _next(self) -> str:
        if not self._has(self.i + 1):
            return ""
        token = self.tokens[self.i + 1]
        return self.folded[token.start() : token.end()].rstrip(CLOSING).lstrip("(")

    def _rest(self) -> str:
        """The folded words after this one."""
        return self.folded[self.tokens[self.i].end() + 1 : self.tokens[self.i].end() + 60]

    def _within_name(self) -> bool:
        """Whether the word before is one of the name with a capital: "Hải Phòng", "Kẻ Sở"."""
        before = self.tokens[self.i - 1].group() if self.i else ""
        return before.isalpha() and before[0].isupper()

    def _capital(self, ahead: int) -> bool:
        i = self.i + ahead
        return self._has(i) and self.tokens[i].group()[:1].isupper()

    def _whole(self, at: int) -> bool:
        return at >= len(self.folded) or not self.folded[at].isalnum()


def is_name(reach: Reach, head: Head, line: str, folded: str, start: int, *, plural: bool, province: bool) -> bool:
    """Whether what was read after a head that begins at `start` names one work."""
    rest = folded[start + len(head.words) : reach.end].strip(" -,")
    if head.named:
        return True
    if holds(folded[start : reach.end + 24], load_systems()):
        return False
    if head.unique and not plural and not rest:
        return True
    if reach.proper:
        if not plural or not head.own:
            return not (plural and reach.level) and not _vague(rest)
        return not reach.title and not _vague(rest)
    if plural:
        return False
    if reach.level and province:
        return True
    return reach.title and len(rest.split()) > 1 and rest not in words("generic") and not _vague(rest)


def _vague(rest: str) -> bool:
    """Whether it ends in words that make it one of many: "cấp huyện", "các xã"."""
    return rest.endswith(("cấp huyện", "cấp xã", "các xã", "các huyện", "huyện", "xã"))


def load_systems() -> frozenset[str]:
    """Names of digital systems, which are no works."""
    return words("systems")
