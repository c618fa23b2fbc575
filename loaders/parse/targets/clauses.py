"""The indicator of an amount: what the words around it say is to be reached.

Either the value stands last ("tỷ lệ che phủ rừng đạt trên 70%") or the figures first ("trên 80% trường đạt chuẩn quốc
gia"); a list may share what follows it ("ít nhất 70 xã và 03 huyện đạt chuẩn"). The words are data
(loaders/data/targets.toml).

>>> words = "Tỷ lệ che phủ rừng trên 70%; 100% trường có cây xanh."
>>> [(g.indicator, g.amount.value, g.amount.unit) for g in goals(words)]
[('Tỷ lệ che phủ rừng', 70.0, '%'), ('Tỷ lệ trường có cây xanh', 100.0, '%')]
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from loaders.parse.targets import units
from loaders.parse.targets.amounts import Amount, amounts
from loaders.parse.targets.goal import Goal, each_year, subject
from loaders.parse.targets.ranks import HINTS, ranks
from loaders.text.fold import fold
from loaders.text.patterns import Pattern, load
from loaders.text.phrases import holds

LONGEST = 300  # code points of an indicator
LEAST = 3


@cache
def _p() -> dict[str, Pattern]:
    data = load("targets")
    names = [f"{table}.{name}" for table in ("left", "right", "goal") for name in data.data[table]]
    return {name: data[name] for name in (*names, "amount.beside")}


def goals(text: str, folded: str | None = None, strict: bool = False) -> list[Goal]:
    """The goals that `text` (the words of a provision) states, in order. `strict`: the part of the document is not one
    of goals, and only sentences that say they are goals count."""
    folded = fold(text) if folded is None else folded
    found = amounts(text, folded)
    ranked = holds(folded, HINTS)
    if not found and not ranked:
        return []
    ends = _sentences(folded)
    out: list[Goal] = []
    for start, stop in ends:
        inside = [a for a in found if start <= a.figures < stop]
        if (inside or ranked) and _meant(folded[start:stop], strict):
            out += _Sentence(text, folded, start, stop, inside).run() if inside else []
            out += ranks(text, folded, start, stop) if ranked else []
    return out


def _meant(sentence: str, strict: bool) -> bool:
    p = _p()
    if p["goal.done"].search(sentence):
        return False
    if strict and "100%" in sentence and p["goal.money"].search(sentence):
        return False
    return not strict or (p["goal.word"].search(sentence) is not None and not p["goal.rule"].search(sentence))


def _sentences(folded: str) -> list[tuple[int, int]]:
    """Where the sentences stand; a stop within a number or after one letter ends none."""
    out = []
    start = 0
    at = folded.find(". ")
    while at >= 0:
        word = folded[max(start, at - 4) : at].rsplit(" ", 1)[-1]
        if len(word) > 1 or not word.isalpha():
            out.append((start, at + 1))
            start = at + 1
        at = folded.find(". ", at + 1)
    out.append((start, len(folded)))
    return out


class _Sentence:
    """One sentence: its amounts one after the other; `at` is up to where its words are spoken for."""

    def __init__(self, text: str, folded: str, start: int, stop: int, found: list[Amount]) -> None:
        self.text, self.folded, self.start, self.stop = text, folded, start, stop
        self.found = [a for a in found if not self._beside(a)]
        self.at = start
        self.next = 0
        self.verb = ""  # what is done for what was counted last
        self.topic: tuple[int, int] | None = None
        self.out: list[Goal] = []

    def run(self) -> list[Goal]:
        while self.next < len(self.found):
            group = self._group(self.next)
            self.next += len(group)
            made = [each_year(goal, self.folded) for goal in self._goals(group)]
            self._share(made)
            self.out += made
        return self.out

    @property
    def _after(self) -> Amount | None:
        """The next amount."""
        return self.found[self.next] if self.next < len(self.found) else None

    def _share(self, made: list[Goal]) -> None:
        """What is said after a list holds for all of it: "80% số xã và 100% số trường có điểm truy cập"."""
        if not made or not self.out or self.folded[self.out[-1].stop : made[0].start].strip() not in ("và", ","):
            return
        before, verb = self.out[-1], _p()["right.verb"].search(fold(made[0].indicator))
        name = fold(before.indicator)
        first = before.stop > before.amount.end and name.startswith("tỷ lệ ")  # its figures stood first
        if verb and first and not _p()["right.verb"].search(name):
            indicator = before.indicator + made[0].indicator[verb.start() :]
            self.out[-1] = replace(before, indicator=indicator, subject=subject(indicator))

    def _group(self, i: int) -> list[Amount]:
        """Amounts with nothing but "và" or a comma between them, and the ends of a range: one list."""
        group = [self.found[i]]
        for one in self.found[i + 1 :]:
            gap = self.folded[group[-1].end : one.start].strip(" ")
            if one.upper or (gap in ("và", ",", ", và") and one.start >= group[-1].end):
                group.append(one)
            else:
                break
        return group

    def _goals(self, group: list[Amount]) -> list[Goal]:
        first, last = group[0], group[-1]
        lo = self._clause(first.start)
        hi = self._end(last.end)
        p = _p()
        before = self.folded[lo : first.start]
        bracket = before.count("(") > before.count(")")
        left, name_at = self._left(lo, first.start)
        link = p["left.link"].search(left)
        name = left[: link.start("link")].rstrip(" ,:(") if link else left.rstrip(" ,:(")
        words = link.group("link") if link else ""
        words += " lên" if first.lifted else ""
        name = "" if p["left.empty"].match(name) else name
        change = p["left.change"].match(name + " ")
        if change and any(word in words for word in ("còn", "xuống", "lên", "đạt")):
            name, name_at = name[change.end("w") + 1 :], name_at + change.end("w") + 1
        name_end = name_at + len(name)
        action = p["left.action"].search(name) if name else None
        if name and action is None and not link:
            action = p["left.given"].match(name)
        rest = self.folded[last.end : hi]
        if name and action is None and (link or p["left.head"].search(name) or self._closed(rest)):
            return self._value_last(group, name_at, name_end, words, rest)
        if bracket or (name and action is None):
            self.at = last.end
            return []
        again = not name and self.out and self.out[-1].amount.unit == first.unit and self._closed(rest)
        if again and (link or left != before.strip()):
            return self._again(group, first.start)
        verb = self.text[name_at : name_at + action.end("verb")] if action else _changes(words)
        while (after := self._after) and hi == after.start and not any(mark in rest for mark in (", ", " và ", " (")):
            self.next += 1  # "60 doanh nghiệp có doanh thu đạt 20 triệu USD": it says which
            hi = self._end(after.end)
            rest = self.folded[last.end : hi]
        shared = after is not None and hi == after.start
        return self._figures_first(group, name_at if action else first.start, verb, rest, shared)

    def _beside(self, a: Amount) -> bool:
        """Whether an amount is no value but says of what one is: "dân số từ 15 tuổi", "với tốc độ 1 Gb/s"."""
        before = self.folded[max(self.start, a.start - 48) : a.start]
        if a.unit == "tuổi" and "tuổi thọ" not in before:
            return True
        return _p()["amount.beside"].search(before) is not None

    # where the words of an amount begin and end ----------------------------------------------------------------------

    def _clause(self, at: int) -> int:
        """Where the clause of an amount begins: after what is spoken for, a semicolon, a colon."""
        lo = max(self.at, self.folded.rfind("; ", self.at, at) + 1)
        colon = self.folded.rfind(": ", lo, at)
        if colon >= 0:
            self.topic = (lo, colon)
            lo = colon + 1
        elif self.at <= self.start:
            self.topic = None
        return lo

    def _end(self, at: int) -> int:
        """Where what is said of an amount ends at the latest: the end of clause or sentence, the next amount."""
        hi = self._after.start if self._after else self.stop
        semicolon = self.folded.find(";", at, hi)
        return semicolon if semicolon >= 0 else hi

    def _left(self, lo: int, start: int) -> tuple[str, int]:
        """The words before an amount without those that lead to them, and where they begin."""
        left = self.folded[lo:start].rstrip()
        aims = list(_p()["left.aim"].finditer(left))
        begin = aims[-1].start("aim") if aims else 0
        lead = _p()["left.lead"].match(left[begin:])
        cut = begin + (lead.end() if lead else 0)
        if cut and cut < len(left) and left[cut - 1].isalnum() and left[cut].isalnum():
            cut = left.rfind(" ", 0, cut) + 1
        while cut < len(left) and left[cut] in " ,.;:(-+*":
            cut += 1
        return left[cut:], lo + cut

    def _closed(self, rest: str) -> bool:
        """Whether nothing of what an amount is of follows it: then what it is of stands before it."""
        return not rest.strip(" .*/") or rest.lstrip()[:1] in ",;)(" or _p()["right.bare"].match(rest) is not None

    # the two forms ---------------------------------------------------------------------------------------------------

    def _value_last(self, group: list[Amount], at: int, end: int, link: str, rest: str) -> list[Goal]:
        last = group[-1]
        name = self.text[at:end].strip(" ,;:*\"")
        whole = _p()["right.whole"].match(rest.lstrip(" ")) if group[0].unit == "%" else None
        stop = last.end
        if whole and not _p()["right.bare"].match(rest):
            of = whole.group("of").strip()
            of = of[: _cut(of)].strip()
            blank = len(rest) - len(rest.lstrip(" "))
            stop = last.end + blank + len(of)
            joint = "" if of.startswith(("trong ", "của ", "trên ", "so ")) else "trong "
            name = f"{name} {joint}{self.text[last.end + blank : stop]}"
        elif group[0].unit == "lần":
            times = _p()["right.times"].match(rest)
            if times and (rest.startswith(" so với ") or not _p()["right.bare"].match(rest)):
                of = times.group("of")[: _cut(times.group("of"))].strip()
                stop = last.end + times.start("of") + len(of)
                name = f"{name} so với {self.text[last.end + times.start('of') : stop]}"
        note = _p()["right.note"].match(self.folded[stop : self.stop])
        if note:
            name += " " + self.text[stop + note.start("note") : stop + note.end("note")]
            stop += note.end()
        self.at = stop
        name = self._named(name, link, group[0].unit)
        if not self._fit(name):
            return []
        said = self._per(name, group)
        limit = self._end(stop)
        return [Goal(name, a, at, max(stop, a.end), self.start, stop, limit, subject(name)) for a in said]

    def _again(self, group: list[Amount], at: int) -> list[Goal]:
        """A further value of the indicator before: "đến năm 2025 đạt 50%, đến năm 2030 đạt 70%"."""
        before = self.out[-1]
        self.at = group[-1].end
        limit = self._end(self.at)
        return [replace(before, amount=a, end=a.end, stop=a.end, limit=limit) for a in group]

    def _named(self, name: str, link: str, unit: str | None) -> str:
        """The indicator in full: of what topic it is, whether it says how something grows or what share it is."""
        p = _p()
        folded = fold(name)
        topic = self._topic(link)
        percent = unit is not None and unit.startswith("%")
        if percent and not p["left.named"].search(folded):
            change = self._change(link, unit)
            if change:
                return f"{change} {_low(name)}"
            if p["left.change"].match(folded + " "):
                return f"Mức {_low(name)}"
            kind = "tỷ trọng" if "chiếm" in link or (topic and fold(topic).startswith("cơ cấu")) else "tỷ lệ"
            return f"{topic}: {kind} {_low(name)}" if topic else f"{kind.capitalize()} {_low(name)}"
        change = self._change(link, unit) if percent and not folded.startswith(("tốc độ", "mức", "tăng trưởng")) else ""
        if change:
            return f"{change} {_low(name)}"
        if topic and fold(topic).startswith("cơ cấu"):
            return f"{topic}: {_low(name)}"
        return name[:1].upper() + name[1:]

    def _topic(self, link: str) -> str:
        """What stands before the colon of the sentence, where it is one of indicators: "Cơ cấu kinh tế: …"."""
        if self.topic is None:
            return ""
        words = self.text[self.topic[0] : self.topic[1]].strip(" -+*.")
        return words if len(words) < 80 and _p()["left.topic"].search(fold(words)) else ""

    def _change(self, link: str, unit: str | None) -> str:
        """How an indicator changes, where the link says that and not what it comes to: "giảm bình quân 2%/năm"."""
        if any(word in link for word in ("còn", "lên", "xuống", "đến", "đạt")) and "/năm" not in (unit or ""):
            return ""
        mean = " bình quân" if "bình quân" in link else ""
        if "giảm" in link:
            return f"Mức giảm{mean}"
        if "tăng" in link:
            growth = _p()["left.growth"].search(self.folded[self.start : self.stop])
            return "Tốc độ tăng trưởng" if growth else f"Mức tăng{mean}"
        return ""

    def _per(self, name: str, group: list[Amount]) -> list[Amount]:
        """Units take what the indicator says they are per: "số giường bệnh/vạn dân đạt 35 giường"."""
        head, stroke, per = fold(name).partition("/")
        if not stroke or not head:
            return group
        match = units.per().match(per.strip())
        per, fits = match.group() if match else "", match is not None
        bare = [bool(a.unit) and not any(word in (a.unit or "") for word in ("/", "%", "đồng")) for a in group]
        return [replace(a, unit=f"{a.unit}/{per}") if fits and b else a for a, b in zip(group, bare, strict=True)]

    def _figures_first(self, group: list[Amount], at: int, verb: str, rest: str, shared: bool) -> list[Goal]:
        """ "trên 80% trường đạt chuẩn": what follows is what is counted."""
        last = group[-1]
        end = self._rest_end(rest, shared, verb.endswith(("giảm", "tăng")))
        words = rest[:end].rstrip(" ,.;:*/")
        self.at = last.end + len(words)
        tail = self.text[last.end : last.end + len(words)].strip(" ,.")
        if not tail and not verb and group[0].unit in (None, "%"):
            return []
        if not verb and self.out and self.folded[self.out[-1].stop : group[0].start].strip() == "và":
            verb = "" if _p()["right.verb"].search(fold(tail)) else self.verb
        self.verb = verb
        out = []
        for a in group:
            name = self._counted(a, tail, verb)
            if name and self._fit(name):
                limit = self._end(self.at)
                out.append(Goal(name, a, min(at, a.start), self.at, self.start, self.at, limit, subject(name)))
        return out

    def _rest_end(self, rest: str, shared: bool, changes: bool) -> int:
        """Where what is counted ends: before the clause of the next amount, where it is of the same clause."""
        bracket = rest.find(" (")
        first = _p()["right.stop"].search(rest)
        other = _p()["right.other"].search(rest) if changes else None
        ends = [first.start("stop")] if first and first.start("stop") > 0 else []
        ends += [other.start()] if other and other.start() > 0 else []
        if shared and not ends:
            cut = max(rest.rfind(", "), rest.rfind(" và "), rest.rfind(" ("))
            ends.append(cut if cut > 0 else len(rest))
        if bracket > 0 and rest.find(")", bracket) < 0:
            ends.append(bracket)
        return min(ends, default=len(rest))

    def _counted(self, a: Amount, tail: str, verb: str) -> str:
        folded = fold(tail)
        if a.unit is not None and a.unit.startswith("%"):
            if not tail:
                return ""
            if folded.startswith(("được ", "có ", "đạt ", "là ", "tham gia ", "sử dụng ", "biết ")) and self.out:
                before = self.out[-1]
                if before.subject:  # "tỷ lệ hộ … đạt 100%, trong đó 80% được dùng nước sạch"
                    return f"Tỷ lệ {before.subject} {tail}"
            what = tail[4:] if folded.startswith("các ") else tail
            if verb.endswith(("giảm", "tăng")):
                return f"Mức {_low(verb)} {_low(what)}"
            return f"Tỷ lệ {_low(what)} được {_low(verb)}" if verb else f"Tỷ lệ {_low(what)}"
        unit = a.unit or ""
        bare = " ".join(word for word in unit.split() if word not in load("units").data["multipliers"])
        if "đồng" in unit or "usd" in unit.lower() or not bare[:1].isalpha():
            return f"{verb} {tail}".strip() if verb and tail else ""
        if "/" in bare and not verb:
            return f"Số {bare}" + (f" {tail}" if tail and not _p()["right.bare"].match(folded) else "")
        if not tail and not verb:
            return ""
        what = f"Số {bare} {tail}".strip()
        return f"{what} được {_low(verb)}" if verb else what

    def _fit(self, name: str) -> bool:
        return LEAST <= len(name) <= LONGEST and sum(c.isalpha() for c in name) >= LEAST


def _changes(link: str) -> str:
    """The verb of a change whose value stands before what is changed: "cắt giảm 30% thời gian"."""
    words = " ".join(link.split())
    return next((verb for verb in ("cắt giảm", "giảm", "tăng") if words.endswith(verb)), "")


def _low(words: str) -> str:
    """Words with a small first letter, unless they begin with an abbreviation.

    >>> _low("Ngành dịch vụ"), _low("GRDP bình quân")
    ('ngành dịch vụ', 'GRDP bình quân')
    """
    first = words.split(" ", 1)[0]
    return words if len(first) > 1 and any(c.isupper() for c in first[1:]) else words[:1].lower() + words[1:]


def _cut(of: str) -> int:
    """Where a whole ends that goes on with something else."""
    ends = [i for mark in (" và ", " vào ", " theo ", " đến ", " (") if (i := of.find(mark)) > 0]
    return min(ends, default=len(of))
