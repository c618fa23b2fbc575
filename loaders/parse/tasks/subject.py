"""Whom a provision tells to act, as its first sentence says: at the beginning, after the verb of an order, or after an
adverbial (gold guidelines, Roles). The words are data (loaders/data/roles.toml).

>>> from loaders.parse.agencies.lists import runs, scan
>>> text = "Trên cơ sở đề xuất của Sở Y tế, Sở Tài chính cấp kinh phí"
>>> run, asked, ordered = find(text, text.lower(), runs(text, scan(text)), None)
>>> [f.name for f in run.found], asked, ordered
(['Sở Tài chính'], False, False)
"""

from __future__ import annotations

from functools import cache

from loaders.parse.agencies.lists import Found, Run
from loaders.parse.agencies.names import written
from loaders.text.patterns import Match, Pattern, load


@cache
def patterns() -> dict[str, Pattern]:
    """The patterns that tell roles, by table and name: "subject.order"."""
    data = load("roles")
    tables = ("subject", "lead", "support", "late")
    found = {f"{table}.{name}": data[f"{table}.{name}"] for table in tables for name in data.data[table]}
    return found | {"parts.introduces": load("parts")["introduces.filler"]}


def find(text: str, folded: str, lists: list[Run], issuer: str | None) -> tuple[Run | None, bool, bool]:
    """The list of those told to act; whether asked; whether by the verb of an order."""
    if not lists:
        return None, False, False
    p = patterns()
    order = p["subject.order"].match(folded[:90])
    first = lists[0]
    if order and first.start <= order.end() + 1 and follows(folded, first):
        return first, asks(order.group("verb")), True
    head = folded[: first.start]
    if not head.strip(' *"(:') or (len(head) < 90 and p["subject.prefix"].search(head)):
        if len(lists) > 1 and _is_issuer(first, issuer):
            gives = p["subject.gives_next"].match(folded[first.end : lists[1].start])
            if gives:
                return lists[1], asks(gives.group("verb")), True
            unknown = p["subject.gives_unknown"].match(folded[first.end : lists[1].start])
            if unknown:
                return _with_unknown(text, unknown, first.end, lists[1]), asks(unknown.group("verb")), True
        if not head.strip(' *"(:') and not follows(folded, first):
            return _longer(folded, lists), False, False
        return first, asks(head), False
    if p["subject.fronted"].search(folded[:24]) and not p["subject.plain"].search(folded[:24]):
        return _fronted(folded, lists, issuer)
    return None, False, False


def _with_unknown(text: str, match: Match, at: int, run: Run) -> Run:
    """A list before which a body stands that no list knows, as printed."""
    start, end = at + match.start("body"), at + match.end("body")
    name = written(text[start:end])
    body = Found(start, end, name, None, name.startswith("Các "))
    return Run(start, run.end, (body, *run.found))


@cache
def _verbs() -> tuple[str, ...]:
    return load("agencies").words("names.pairs")


def _longer(folded: str, lists: list[Run]) -> Run | None:
    """A list at the beginning that goes on with bodies no list knows: "Sở Y tế, Tổ trưởng Tổ công tác, Sở Nội vụ …"."""
    found = list(lists[0].found)
    end = lists[0].end
    for run in lists[1:]:
        gap = folded[end : run.start]
        if len(gap) > 90 or any(c in gap for c in ".;:") or any(f" {pair} " in gap for pair in _verbs()):
            break
        found += run.found
        end = run.end
    after = folded[end : end + 2]
    if after[:1] != "," or (len(lists) == 1 and not folded[end:].strip(" ,.;")):
        return Run(lists[0].start, end, tuple(found)) if end > lists[0].end else None
    return Run(lists[0].start, end, tuple(found))


def asks(words: str) -> bool:
    """Whether the words of an order are those of a request."""
    return patterns()["subject.asks"].search(words) is not None


def _is_issuer(run: Run, issuer: str | None) -> bool:
    """Whether a list is the one body that speaks: the issuer, or a body that gives orders in its name."""
    if len(run.found) != 1 or run.found[0].group:
        return len(run.found) == 2 and run.found[0].kind == "bo-chinh-tri"
    name, kind = run.found[0].name, run.found[0].kind
    return name == issuer or kind in load("roles").data["speakers"]["kinds"]


def follows(folded: str, run: Run) -> bool:
    """Whether what follows a list lets it be a subject."""
    after = folded[run.end : run.end + 24]
    p = patterns()
    if not after.strip() or (after.lstrip()[:1] in ":.;" and not after[2:].strip()):
        return True
    return not p["subject.after"].match(after) or p["subject.aside"].match(after) is not None


def _fronted(folded: str, lists: list[Run], issuer: str | None) -> tuple[Run | None, bool, bool]:
    """The subject of a sentence that begins with an adverbial: after its comma, or after an order's verb."""
    p = patterns()
    verbal = p["subject.verbal"].search(folded[:24]) is not None
    stop = sentence_end(folded)
    for i, run in enumerate(lists):
        if run.start > stop or (verbal and ";" in folded[: run.start]):
            break
        before = folded[max(0, run.start - 60) : run.start]
        gives = p["subject.gives"].search(before)
        if gives and p["subject.noun"].search(before[: gives.start("verb")]):
            gives = None
        if not folded[run.end :].strip(" .;*/"):
            return None, False, False
        if gives and follows(folded, run):
            return run, asks(gives.group("verb")), True
        if not p["subject.before"].search(before):
            owner = i < 2 and not verbal and p["subject.owner"].search(before)
            last = _last(folded, run) if owner else None
            if last and follows(folded, last) and not _next_is_list(folded, last):
                return last, False, False
            continue
        if not follows(folded, run):
            continue
        if run.found[0].group and run.found[0].kind is None and p["subject.units"].search(before):
            continue
        if i + 1 < len(lists) and _is_issuer(run, issuer):
            gives = p["subject.gives_next"].match(folded[run.end : lists[i + 1].start])
            if gives:
                return lists[i + 1], asks(gives.group("verb")), True
        modal = verbal and "," in before and p["subject.modal"].match(folded[run.end : run.end + 80])
        if (modal or not verbal) and not _next_is_list(folded, run):
            return run, False, False
    return None, False, False


def _last(folded: str, run: Run) -> Run | None:
    """What of a list after "của" is a subject: "Trên cơ sở đề xuất của Sở Y tế, Sở Tài chính cấp …". It begins after
    the comma where groups follow single bodies or single bodies groups, else after the last comma."""
    found = run.found
    comma = patterns()["subject.comma"]
    starts = [
        i for i in range(1, len(found)) if not found[i].weak and comma.match(folded[found[i - 1].end : found[i].start])
    ]
    if not starts:
        return None
    first = next((i for i in starts if found[i].group != found[i - 1].group), starts[-1])
    return Run(found[first].start, run.end, found[first:])


def _next_is_list(folded: str, run: Run) -> bool:
    """Whether a list goes on after bodies with something that is none, and so was no subject."""
    return folded[run.end : run.end + 2] in (", ", "; ") and not patterns()["lead.opening"].match(
        folded[run.end : run.end + 260]
    )


def sentence_end(folded: str) -> int:
    """Where the first sentence ends."""
    at = folded.find(". ")
    return at if at > 0 else len(folded)
