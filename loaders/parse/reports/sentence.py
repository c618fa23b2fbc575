"""The steps of reporting that one provision's words state: verb, addressees, who collects, who reports.

>>> from loaders.parse.agencies.names import where
>>> text = "Các sở báo cáo UBND tỉnh (qua Sở Y tế) trước ngày 5/12"
>>> from loaders.text.fold import fold
>>> step, = steps(text, fold(text), where("Bạc Liêu"), None, False)
>>> [f.name for f in step.who], [f.name for f in step.to], [f.name for f in step.via]
(['Các sở, ban, ngành'], ['Ủy ban nhân dân tỉnh Bạc Liêu'], ['Sở Y tế'])
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from loaders.parse.agencies.found import Found, Run
from loaders.parse.agencies.lists import runs, scan
from loaders.parse.agencies.names import Where, written
from loaders.text.patterns import Match, Pattern, load

NEAR = 200  # code points before a verb in which its subject is looked for where a heading names one too
FAR = 500  # code points after a verb in which its addressees stand


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `who` reports (None: whom the provision tells to act), `to` and `via` as named, their places counted
    from `sentence`, where the sentence begins. `clause` is where its clause begins, `start` its verb, `end` where its
    words end; `onward` whether it is the second step of a chain."""

    who: tuple[Found, ...] | None
    to: tuple[Found, ...]
    via: tuple[Found, ...]
    sentence: int
    clause: int
    start: int
    end: int
    onward: bool = False


@cache
def _p() -> dict[str, Pattern]:
    data = load("reports")
    tables = ("verb", "to", "chain", "who", "arising")
    return {f"{table}.{name}": data[f"{table}.{name}"] for table in tables for name in data.data[table]}


def steps(text: str, folded: str, setting: Where, issuer: str | None, told: bool) -> list[Step]:
    """The steps of reporting in a provision's words, in order; `told`: it or a heading tells somebody to act."""
    out: list[Step] = []
    start = 0
    while start < len(folded):
        at = folded.find(". ", start)
        stop = at + 1 if at >= 0 else len(folded)
        if any(word in folded[start:stop] for word in ("báo cáo", "phản á", "phản ả", "gửi ")):
            verbs = _verbs(folded, start, stop)
            if verbs:
                begin = max(start, verbs[0][0] - NEAR) if told else start
                begin = folded.rfind(" ", start, begin) + 1 if begin > start else start
                end = min(stop, verbs[-1][1] + FAR)
                inside = [(verb - begin, after - begin) for verb, after in verbs]
                out += _Sentence(text[begin:end], folded[begin:end], begin, setting, told).run(inside)
        start = stop
    return out


def _verbs(folded: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Where a sentence says that somebody reports."""
    out = []
    for match in _p()["verb.any"].finditer(folded[start:stop]):
        verb, end = match.start("v") + start, match.end("v") + start
        if _reports(folded, start, stop, match.group("v"), verb, end):
            out.append((verb, end))
    return out


def _reports(folded: str, begin: int, stop: int, words: str, start: int, end: int) -> bool:
    """Whether a verb that may say that somebody reports does."""
    p = _p()
    before, after = folded[max(begin, start - 24) : start], folded[end:stop]
    if words.startswith("phản"):
        return p["arising.any"].search(folded[begin:stop]) is not None
    if words == "gửi":
        return p["verb.sent"].search(after) is not None and not p["verb.asks"].match(after)
    if words.startswith(("gửi", "nộp", "có ", "thực hiện", "chế độ")) and p["verb.noun_after"].match(after) is None:
        return True
    return not (p["verb.noun_before"].search(before) or p["verb.noun_after"].match(after))


class _Sentence:
    """A stretch of a provision's words that begins at `at`; all positions count in it, until steps are made."""

    def __init__(self, text: str, folded: str, at: int, setting: Where, told: bool) -> None:
        self.text, self.folded, self.at, self.told = text, folded, at, told
        self.stop = len(folded)
        found = scan(text, setting, folded)
        competent = self._competent(found)
        self.found = sorted([*found, *competent], key=lambda f: f.start) if competent else found
        self.lists = runs(text, self.found, folded)

    def run(self, verbs: list[tuple[int, int]]) -> list[Step]:
        """The steps of the verbs, each once."""
        out: list[Step] = []
        at = 0
        for verb, end in verbs:
            if verb < at:
                continue
            made = self._steps(verb, end)
            if made:
                out += made
                at = made[-1].end - self.at
        return out

    def _competent(self, found: list[Found]) -> list[Found]:
        """Bodies that no list names: "cấp có thẩm quyền"."""
        out = []
        for match in _p()["to.competent"].finditer(self.folded) if "thẩm quyền" in self.folded else ():
            start, end = match.span("who")
            if not any(f.start < end and start < f.end for f in found):
                out.append(Found(start, end, written(self.text[start:end]), None, True))
        return out

    def _steps(self, verb: int, end: int) -> list[Step]:
        clause = self.folded.rfind("; ", 0, verb) + 1
        semicolon = self.folded.find(";", end, self.stop)
        stop = semicolon if semicolon >= 0 else self.stop
        helped = self._helped(verb)
        to = self._to(end, stop)
        via = self._via(end, stop)
        if to is None:
            return self._without(verb, end, stop, clause, helped)
        chain = self._chain(to.end, stop)
        who = self._who(verb)
        if helped and not via:
            via = helped.found
        first_end = chain[0] if chain else stop
        first = self._step(who, to.found, via, clause, verb, first_end)
        if chain is None:
            return [first] if self._is_report(to, first) else []
        _, through, onward = chain
        if first_end == stop:
            semicolon = self.folded.find(";", stop + 1)
            stop = semicolon if semicolon >= 0 else self.stop
        collectors = via or through or to.found
        second = self._step(through or collectors, onward.found, (), first_end, first_end, stop, True)
        return [first, second] if self._is_report(onward, second) else []

    def _without(self, verb: int, end: int, stop: int, clause: int, helped: Run | None) -> list[Step]:
        """A verb without addressee: who is helped with it, or who asks for it."""
        asked = _p()["to.asked"].search(self.folded[end:stop])
        if asked:
            at, to = asked.span("who")
            body = Found(end + at, end + to, written(self.text[end + at : end + to]))
            via = helped.found if helped else ()
            return [self._step(self._who(verb, helped), (body,), via, clause, verb, stop)]
        directly = helped and not self.folded[helped.end : verb].strip()  # they report, and to whom is not said
        if helped and not directly and _p()["who.of"].match(self.folded[end:stop]):
            return [self._step(self._who(verb, helped), helped.found, (), clause, verb, stop)]
        return []

    def _step(
        self, who: tuple[Found, ...] | None, to: tuple[Found, ...], via: tuple[Found, ...],
        clause: int, start: int, end: int, onward: bool = False,
    ) -> Step:  # fmt: skip
        at = self.at
        return Step(who, to, via, at, at + clause, at + start, at + end, onward)

    # who -------------------------------------------------------------------------------------------------------------

    def _before(self, verb: int) -> Run | None:
        return next((run for run in reversed(self.lists) if run.end <= verb), None)

    def _helped(self, verb: int) -> Run | None:
        """For whom the report is made: "giúp / tham mưu UBND tỉnh theo dõi, tổng hợp báo cáo"."""
        run = self._before(verb)
        if run is None or not _p()["who.helps"].search(self.folded[max(0, run.start - 24) : run.start]):
            return None
        return run if _p()["who.acts"].match(self.folded[run.end : verb].rstrip() + " ") else None

    def _who(self, verb: int, without: Run | None = None) -> tuple[Found, ...] | None:
        """The subject of the clause; None where whoever the provision tells to act reports."""
        p = _p()
        for run in reversed([r for r in self.lists if r.end <= verb]):
            if run is without:
                continue
            before = self.folded[max(0, run.start - 24) : run.start]
            begins = not before.strip() or before.rstrip()[-1:] in ",;:."
            if p["who.other"].search(before) or (all(f.weak for f in run.found) and not begins):
                continue
            if p["who.acts"].match(self.folded[run.end : verb].rstrip() + " "):
                cut = self.told and self.at > 0 and run.start == 0  # the list may begin before the words that are read
                return None if cut else run.found
            if not self.told and (p["who.gives"].search(before) or begins):
                return run.found
            if self.told:
                break
        return None if self.told else ()

    # to whom ---------------------------------------------------------------------------------------------------------

    def _to(self, at: int, stop: int) -> Run | None:
        """The list of those whom it goes to."""
        p = _p()
        for run in self.lists:
            if run.start < at or run.start >= stop:
                continue
            begin = min(run.start, run.found[0].start)
            gap = self.folded[at:begin]
            if len(gap) < 60 and p["to.direct"].match(gap):
                return _until(run, stop)
            before = self.folded[max(at, begin - 24) : begin]
            if p["chain.begins"].search(gap) and not gap.lstrip().startswith("để "):
                return None
            if p["to.led"].search(before):
                return _until(run, stop)
        return None

    def _via(self, at: int, stop: int) -> tuple[Found, ...]:
        """Through whom it goes: "(qua Sở Y tế)"."""
        out: list[Found] = []
        for one in self.found:
            if at <= one.start < stop:
                goes_on = bool(out) and self.folded[out[-1].end : one.start] in (", ", " và ")
                if goes_on or _p()["to.through"].search(self.folded[max(at, one.start - 24) : one.start]):
                    out.append(one)
        return tuple(out)

    def _chain(self, at: int, stop: int) -> tuple[int, tuple[Found, ...], Run] | None:
        """The second step: where it begins, who takes it where one is named, to whom it goes."""
        p = _p()
        begins = p["chain.begins"].search(self.folded[at:stop])
        if begins is None:
            return self._named_again(stop)
        start = at + begins.start()
        words = self.folded[start:stop]
        collects = p["chain.collects"].match(words)
        if collects is None or p["chain.others"].search(collects.group()):
            return None
        named: tuple[Found, ...] = ()
        for run in self.lists:
            if run.start < start or run.start >= stop:
                continue
            before = self.folded[start : run.start]
            if p["chain.on"].search(before) and not self._again(run, stop):
                return start, named, run
            if before.strip() in ("để", "nhằm", "để các"):
                named = run.found
        return None

    def _named_again(self, stop: int) -> tuple[int, tuple[Found, ...], Run] | None:
        """A second step in a clause of its own: "…; Sở trình Bộ Y tế trước ngày …"."""
        if not _p()["chain.again"].match(self.folded[stop:]):
            return None
        for run in self.lists:
            if run.found[0].start > stop + 2 and _p()["chain.on"].search(self.folded[stop : run.found[0].start]):
                return stop, (), run
        return None

    def _again(self, run: Run, stop: int) -> bool:
        """Whether a body in a chain is only helped to report: "tham mưu UBND tỉnh báo cáo Bộ Y tế"."""
        before = self.folded[max(0, run.start - 16) : run.start]
        return "tham mưu" in before and self.folded.startswith((" báo cáo", " trình", " gửi"), run.end)

    def _is_report(self, to: Run, step: Step) -> bool:
        """Whether it is a report and no submission for a decision."""
        end = step.end - self.at
        if not _p()["to.submits"].match(self.folded[to.end : end]):
            return True
        return _p()["arising.any"].search(self.folded[:end]) is not None


def _until(run: Run, stop: int) -> Run:
    """A list without those of the next clause."""
    kept = tuple(one for one in run.found if one.start < stop)
    return run if len(kept) == len(run.found) else Run(run.start, kept[-1].end, kept)


def arising(folded: str, step: Step) -> Match | None:
    """The words that say that it is reported as it arises: of its clause, or a condition before them all."""
    own = _p()["arising.any"].search(folded[step.clause : step.end])
    if own or step.clause <= step.sentence:
        return own
    before = _p()["arising.any"].search(folded[step.sentence : step.clause])
    return before if before and _p()["arising.fronted"].match(before.group()) else None
