"""Ranks that are to be reached: "thuộc nhóm 10 tỉnh dẫn đầu cả nước về trồng rừng": at most the tenth of all.

Several of one clause share what follows them ("nhóm 3 nước …, nhóm 50 nước … về …"). The words are data
(loaders/data/targets.toml, table `rank`).

>>> words = "Việt Nam vào nhóm 4 nước dẫn đầu châu Á, nhóm 40 nước đứng đầu thế giới về bến phà."
>>> [(r.indicator, r.amount.comparator, r.amount.value, r.place) for r in ranks(words, words.lower(), 0, len(words))]
[('Thứ hạng về bến phà (châu Á)', '<=', 4.0, 'châu Á'), ('Thứ hạng về bến phà (thế giới)', '<=', 40.0, 'thế giới')]
"""

from __future__ import annotations

from functools import cache

from loaders.parse.targets.amounts import Amount
from loaders.parse.targets.goal import Goal
from loaders.text.patterns import Match, Pattern, load

HINTS = ("nhóm ", "tốp ", "top ")  # one of which stands in every rank
AHEAD = 320  # code points behind a rank in which it is said among whom and in what
BEFORE = 40  # code points before a rank in which the words stand that make it a goal


@cache
def _p() -> dict[str, Pattern]:
    return load("targets").table("rank")


def ranks(text: str, folded: str, start: int, stop: int) -> list[Goal]:
    """The ranks that the sentence at `start`..`stop` of a provision's words sets as goals, in order."""
    out: list[Goal] = []
    at = start
    while at < stop:
        end = folded.find(";", at, stop)
        end = end if end >= 0 else stop
        every = _p()["any"].finditer(folded, at, end)
        found = [match for match in every if _is_goal(folded, at, match.start(), at > start)]
        made: list[Goal] = []
        name = ""
        for one in reversed(found):  # what stands behind the last is of those before it too
            name = _named(text, folded, one.end(), end) or name
            said = name or _measure(text, folded, at, found[0].start())
            if said:
                made.append(_goal(text, folded, one, said, start, end))
        out += reversed(made)
        at = end + 1
    return out


def _is_goal(folded: str, at: int, start: int, goes_on: bool) -> bool:
    """Whether what stands before a rank, from `at` on, says that it is to be reached, or `goes_on`."""
    before = folded[max(at, start - BEFORE) : start]
    return (goes_on and not before.strip()) or _p()["before"].search(before) is not None


def _named(text: str, folded: str, last: int, end: int) -> str:
    """In what somebody is ranked, where it is said behind the rank that ends at `last`."""
    on = _p()["on"].search(folded[last : min(end, last + AHEAD)])
    return f"Thứ hạng về {text[last + on.start('on') : last + on.end('on')].strip()}" if on else ""


def _measure(text: str, folded: str, at: int, first: int) -> str:
    """The measure of which ranks are, where it stands before the first of them, from `at` on: "Chỉ số PCI …"."""
    link = _p()["link"].search(folded[at:first].rstrip())
    lead = len(folded[at:first]) - len(folded[at:first].lstrip(" -+*"))
    subject = text[at + lead : at + (link.start("link") if link else 0)].strip(" ,:")
    if not subject or not _p()["measure"].match(folded[at + lead : first]):
        return ""
    return f"Thứ hạng {subject[0].lower() if subject[1:2].islower() else subject[0]}{subject[1:]}"


def _goal(text: str, folded: str, one: Match, name: str, sentence: int, end: int) -> Goal:
    after = folded[one.end() : min(end, one.end() + AHEAD)]
    among = _p()["place"].match(after) if not _p()["other"].match(after) else None
    stop = one.end() + (among.end("in") if among else 0)
    place = text[one.end() + among.start("in") : stop] if among else None
    figures = max(one.start("n"), one.start("m"))
    value = float(one.group("n") or one.group("m"))
    amount = Amount(one.start(), one.end(), figures, one.end(), "<=", value, None, True)
    name = f"{name} ({place})" if place else name
    return Goal(name, amount, one.start(), stop, sentence, stop, end, None, place)
