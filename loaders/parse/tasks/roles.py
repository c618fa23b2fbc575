"""Who has to act in one provision, as its own words say: subject, lead, support (gold guidelines, Roles).

Inheritance from headings is the business of `inherit`; here one provision is read for itself. The words of role are
data (loaders/data/roles.toml).

>>> here = where("Tuyên Quang")
>>> r = read("Sở Y tế chủ trì, phối hợp với Sở Tài chính xây dựng kế hoạch", here)
>>> [f.name for f in r.subject], r.word, [f.name for f in r.partners]
(['Sở Y tế'], 'lead', ['Sở Tài chính'])
>>> r = read("Giao Công an tỉnh phối hợp với Sở Xây dựng và các địa phương kiểm tra", here)
>>> [f.name for f in r.subject], r.word, [f.name for f in r.partners][:1]
(['Công an tỉnh'], 'support', ['Sở Xây dựng'])
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from loaders.parse.agencies.found import joints
from loaders.parse.agencies.lexicon import lexicon
from loaders.parse.agencies.lists import Found, Run, runs, scan
from loaders.parse.agencies.names import Where, where
from loaders.parse.tasks.localities import acting
from loaders.parse.tasks.subject import asks, find, follows, patterns, sentence_end
from loaders.text.fold import fold
from loaders.text.phrases import holds

__all__ = ["Reading", "read", "where"]

Word = Literal["lead", "support"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one provision says of roles. All offsets count in its words.

    `subject` who is told to act, () where nobody is named; `word` the word of role said of them (or, where there is
    no subject, of whoever the heading names); `partners` those whom the opening clause says they act with, `others`
    those of later clauses; `asked` whether it is a request; `ordered` whether an order's verb gives it; `rest` where
    the words after subject, role and partners begin; `late` what a later clause says of others, which counts where
    nobody else is told to act; `joint` who leads together with whoever is told ("đồng chủ trì với …"); `initiative`
    whether the word of role is "phối hợp" on one's own initiative ("chủ động phối hợp với …").
    """

    subject: tuple[Found, ...] = ()
    word: Word | None = None
    partners: tuple[Found, ...] = ()
    others: tuple[Found, ...] = ()
    asked: bool = False
    ordered: bool = False
    rest: int = 0
    late: Reading | None = None
    joint: tuple[Found, ...] = ()
    initiative: bool = False


def read(text: str, setting: Where, folded: str | None = None, issuer: str | None = None) -> Reading:
    """The roles that `text` (the words of a provision after its mark) states; `issuer` is who speaks."""
    folded = fold(text) if folded is None else folded
    end = _extent(text, folded, setting)
    lists = _lists(text[:end], folded[:end], setting) if end else []
    subject, asked, ordered = find(text, folded, lists, issuer)
    if subject is None:
        reading = _without(folded, lists, issuer)
        if reading.late or "chủ trì" not in folded or "(" not in folded:
            return reading
        return replace(reading, late=_bracketed(text, folded, setting))
    return _with(folded, lists, subject, asked, ordered)


def _of_its_own(words: str) -> bool:
    """Whether the words up to "phối hợp" say that somebody takes the first step: "chủ động phối hợp với …"."""
    return patterns()["support.initiative"].search(words) is not None


_NOTHING = Reading()
ROLES = ("chủ trì", "phối hợp", "đầu mối")  # words without which nothing is said of who leads or supports
LATER = ("phối hợp", "chủ trì", "giao ")  # what may say who acts, though a later sentence does
FRONT = 400  # code points in which a place that acts stands after an adverbial
BEFORE = ' *"(:'  # marks before the subject
HEAD = 120  # code points in which the subject of a sentence that begins with it begins


def _extent(text: str, folded: str, setting: Where) -> int:
    """How much of a provision can bear on roles: all of it where a later sentence speaks of coordination, its first
    sentence where that may have a subject, else nothing. (Most provisions begin with what is to be done.)"""
    stop = sentence_end(folded)
    if stop < len(folded) and holds(folded[stop:], LATER):
        return len(folded)
    first = folded[:stop]
    p = patterns()
    if (
        "phối hợp" in first
        or "chủ trì" in first
        or "giao " in first
        or p["subject.order"].match(first[:80])
        or p["subject.fronted"].search(first[:24])
        or p["subject.place"].match(first[:40])
    ):
        return stop
    head = folded[:HEAD]
    if not _may_begin(head):
        return 0
    found = scan(text[:HEAD], setting, head)
    lists = runs(text[:HEAD], found, head) if found else []
    if not lists:
        return 0
    before = head[: lists[0].start]
    return stop if not before.strip(BEFORE) or p["subject.prefix"].search(before) else 0


def _may_begin(head: str) -> bool:
    """Whether a provision may begin with a body, with its title or with words before it; spares most of them the look
    for bodies."""
    first = head.lstrip(BEFORE)
    return (
        lexicon().pattern.match(first) is not None
        or joints()["opens"].match(first) is not None
        or patterns()["subject.heading"].match(head) is not None
    )


def _lists(text: str, folded: str, setting: Where) -> list[Run]:
    """The lists of bodies, and of places where these act: first of all, after an order, after "phối hợp với"."""
    p = patterns()
    found = scan(text, setting, folded)
    order = p["subject.order"].match(folded[:90])
    starts = [len(folded) - len(folded.lstrip(' *"(')), order.end() if order else 0]
    if setting.province is None:
        starts += [match.end() for match in p["support.any"].finditer(folded)] if "phối hợp" in folded else []
        starts += [match.start("place") for match in p["subject.acts"].finditer(folded[:FRONT])]
    starts = sorted({*starts})
    if any(p["subject.place"].match(folded[at : at + 24]) for at in starts):
        taken = [one.start for one in found]
        places = [f for f in acting(text, folded, starts) if f.start not in taken]
        found = sorted([*found, *places], key=lambda one: one.start) if places else found
    return runs(text, found, folded)


def _with(folded: str, lists: list[Run], subject: Run, asked: bool, ordered: bool) -> Reading:
    p = patterns()
    after = folded[subject.end : subject.end + 420]
    rest = subject.end
    word: Word | None = None
    initiative = False
    lead = p["lead.opening"].match(after) if "chủ trì" in after or "đầu mối" in after else None
    if (
        lead
        and not p["lead.not"].search(after[: lead.start("role")][-24:])
        and not _clause_break(after[: lead.start("role")])
    ):
        word, rest = "lead", subject.end + lead.end("role")
    joint = _joint(folded, lists, rest) if word else ()
    opening, others, last = _partners(folded, lists, subject)
    if word is None:
        support = p["support.opening"].match(after) if opening else None
        if support and opening[0][0] - subject.end <= support.end() + 12:
            word, initiative = "support", _of_its_own(support.group())
    clause = _clause_end(folded, rest) if opening else 0
    partners = [f for at, found in opening if at <= clause or word == "support" for f in found]
    later = [f for at, found in opening if not (at <= clause or word == "support") for f in found] + others
    if last and last <= clause + 1:
        rest = max(rest, last)
    named = (*subject.found, *joint)
    return Reading(named, word, tuple(partners), tuple(later), asked, ordered, rest, initiative=initiative)


def _without(folded: str, lists: list[Run], issuer: str | None) -> Reading:
    """A provision that names nobody as its subject: what it says of whom its heading names."""
    if not lists and not holds(folded, ROLES):
        return _NOTHING
    p = patterns()
    word: Word | None = None
    initiative = False
    rest = 0
    joint: tuple[Found, ...] = ()
    lead = p["lead.inherited"].match(folded[:260]) if "chủ trì" in folded or "đầu mối" in folded else None
    opening, others, last = _partners(folded, lists, None)
    if lead:
        word, rest = "lead", lead.end("role")
        joint = _joint(folded, lists, rest)
    else:
        support = p["support.inherited"].match(folded[:260]) if opening else None
        if support and opening and opening[0][0] <= support.end() + 12:
            word, initiative = "support", _of_its_own(support.group())
    clause = _clause_end(folded, rest) if opening else 0
    partners = [f for at, found in opening if word and at <= clause for f in found]
    later = [f for at, found in opening if not (word and at <= clause) for f in found] + others
    if word and last and last <= clause + 1:
        rest = max(rest, last)
    late = _late(folded, lists, issuer)
    return Reading(
        (), word, tuple(partners), tuple(later), rest=rest, late=late, joint=joint, initiative=initiative
    )


def _joint(folded: str, lists: list[Run], at: int) -> tuple[Found, ...]:
    """Who leads together with whom a provision tells to: "… đồng chủ trì với Sở Y tế", `at` where "chủ trì" ends."""
    for run in lists:
        if at < run.start <= at + 16 and patterns()["lead.joint"].search(folded[: run.start][-40:]):
            return run.found
    return ()


def _late(folded: str, lists: list[Run], issuer: str | None) -> Reading | None:
    """Who is told to act in the middle of a provision or in brackets: "… do Sở Y tế chủ trì", "… (Sở Y tế chủ trì)",
    "…. Giao Sở Y tế chủ trì, phối hợp với …"."""
    p = patterns()
    for run in lists:
        before, after = folded[: run.start][-60:], folded[run.end : run.end + 60]
        gives = p["late.gives"].search(before)
        given = gives and not p["subject.noun"].search(before[: gives.start("verb")]) and follows(folded, run)
        if gives and given and run.found[0].name != issuer and not all(f.weak for f in run.found):
            return _with(folded, lists, run, asks(gives.group("verb")), True)
        leads = p["lead.after"].match(after)
        if leads and (p["lead.by"].search(before[-24:]) or p["late.before"].search(before)):
            made = _with(folded, lists, run, False, False)
            return made if made.word else replace(made, word="lead")
    return None


def _bracketed(text: str, folded: str, setting: Where) -> Reading | None:
    """What brackets say of who acts: "Mở lớp tập huấn (Sở Y tế chủ trì, Sở Tài chính phối hợp)"."""
    match = patterns()["late.bracket"].search(folded)
    if not match:
        return None
    start, end = match.start("words"), match.end("words")
    inner = read(text[start:end], setting, folded[start:end])
    inner = inner.late or inner
    if not inner.subject or inner.word != "lead":
        return None
    subject, partners, others = (
        tuple(replace(f, start=f.start + start, end=f.end + start) for f in group)
        for group in (inner.subject, inner.partners, inner.others)
    )
    return Reading(subject, "lead", partners, others)


def _partners(
    folded: str, lists: list[Run], subject: Run | None
) -> tuple[list[tuple[int, tuple[Found, ...]]], list[Found], int]:
    """Lists after "phối hợp với", with where they begin; those said to coordinate ("…, Sở B phối hợp"); the end of the
    first of the former."""
    if "phối hợp" not in folded:
        return [], [], 0
    p = patterns()
    starts = {run.start: run for run in lists} | {run.found[0].start: run for run in lists}
    named: list[tuple[int, tuple[Found, ...]]] = []
    taken: set[int] = set()
    end = 0
    for match in p["support.any"].finditer(folded):
        run = starts.get(match.end())
        if run is None:  # "phối hợp với các Sở: Nội vụ": the list begins behind its head
            run = next(
                (
                    r
                    for r in lists
                    if match.end() < r.start <= match.end() + 12
                    and not folded[match.end() : r.start].strip(" :").replace("các", "").strip(" :sởbộancụ")
                ),
                None,
            )
        if run is None or run is subject or run.start in taken:
            continue
        taken.add(run.start)
        named.append((match.start(), run.found))
        end = end or run.end
    others: list[Found] = []
    for run in lists:
        if run is subject or run.start in taken:
            continue
        if p["support.after"].match(folded[run.end : run.end + 60]) and p["support.before"].search(
            folded[: run.start][-12:]
        ):
            others += run.found
    return named, others, end


def _clause_end(folded: str, at: int) -> int:
    """Where the opening clause ends: its first semicolon or full stop."""
    ends = [i for mark in (";", ". ") if (i := folded.find(mark, at)) >= 0]
    return min(ends, default=len(folded.rstrip(" .")))


def _clause_break(words: str) -> bool:
    return ";" in words or ". " in words


def introduces(folded: str, rest: int) -> bool:
    """Whether what is left of a provision after its roles only introduces children, or is nothing."""
    words = folded[rest:].strip()
    return len(words) < 240 and patterns()["parts.introduces"].match(words) is not None
