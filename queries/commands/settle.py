"""What settles a doubt: lines of `chidao correct`, ready to be pasted.

Where nobody but the reader knows what is right (a date that the document does not give), the line has a blank in
pointed brackets, and says nothing that holds until it is filled in.

>>> line("date", BLANK_DATE, doc="5/KH-UBND")
"chidao correct date '<ngày ban hành / date>' --doc 5/KH-UBND --why 'đã đối chiếu / compared'"
"""

from __future__ import annotations

import shlex
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple, TypeVar
from urllib.parse import unquote

from queries.commands.context import local

BLANK_DATE = "<ngày ban hành / date>"
BLANK_PLACE = "<tỉnh, thành phố / province>"
BLANK_AGENCY = "<tên đầy đủ, có địa phương / full name with its place>"
BLANK_ISSUER = "<cơ quan ban hành / issuer>"
_WHY = "đã đối chiếu / compared"
_UNDATED = {"place-undated", "agency-undated"}
SHOWN = 3
"""Places of a doubt that are shown; JSON has them all."""

T = TypeVar("T")
Cells = Mapping[str, str]


def line(fact: str, value: str, *flags: str, **options: str) -> str:
    """A call of `chidao correct`, quoted for a shell; options without value are left out."""
    words = ["chidao", "correct", fact, value, *flags]
    for name, said in (options | {"why": _WHY}).items():
        words += [f"--{name}", said] if said else []
    return shlex.join(words)


def group(fact: Cells, reasons: Iterable[str]) -> tuple[Any, ...]:
    """What doubts have in common that one decision settles: a document and its missing day or place, else a document
    and what it is about."""
    said = tuple(sorted(reasons))
    whole = _UNDATED.issuperset(said) or (said == ("place-unknown",) and _nobody(fact))
    # Without a target nothing tells that two facts are about the same.
    return (fact["document"], said, "" if whole else fact["target"] or fact["fact"])


def _nobody(fact: Cells) -> bool:
    """Whether it is not known who issued the document."""
    return "/doc/-/" in fact["document"]


class Part(NamedTuple):
    """An agency's part in a task: the provision of the task, which need not be that of the words, and the role."""

    task: str
    role: str
    name: str


def part(fact: Cells) -> Part | None:
    """The part that a fact is; None where it is none.

    >>> plan = "http://a/doc/b/c/2022/5"
    >>> part({"fact": f"{plan}/II/1#lead-sở-y-tế", "document": plan, "said": "Sở Y tế"})
    Part(task='II/1', role='lead', name='Sở Y tế')
    """
    where, _, name = fact["fact"].partition("#")
    role = name.partition("-")[0]
    if role not in ("lead", "support") or not where.startswith(f"{fact['document']}/"):
        return None
    return Part(unquote(where.removeprefix(f"{fact['document']}/")), role, fact["said"] or fact["quote"])


def task_of(fact: Cells) -> str:
    """The IRI of the task that a part is of."""
    return fact["fact"].partition("#")[0] + "#task"


def lines(
    fact: Cells, reasons: list[str], places: Iterable[Cells], cited: Cells, candidates: Iterable[str],
    parts: Collection[Part] = (), *, dated: bool = False,
) -> list[str]:  # fmt: skip
    """The calls that settle a doubt, each once; of several candidates one call each, of which one is to be chosen.

    `fact` has document, target, fact; `reasons` are the ends of their IRIs; `places` are the facts of the same doubt;
    `cited` are number, date, name of a citation; `parts` are those that tasks of the document have (reports, too, have
    agencies, and nothing corrects them); `dated`: the document's day is known, so it settles nothing.
    """
    doc = fact["document"]
    if cited:
        return _citation(fact, cited, list(candidates))
    if reasons and _UNDATED.issuperset(reasons) and not dated:
        return [line("date", BLANK_DATE, doc=doc)]
    if reasons == ["place-unknown"] and _nobody(fact):
        return [line("province", BLANK_PLACE, doc=doc)]
    if part(fact) is not None:
        right = fact["name"] if "misspelt" in reasons and fact["name"] else BLANK_AGENCY
        calls = [
            call
            for place in places
            if (own := part(place)) is not None and own in parts
            for call in _role(own, place["quote"], right, doc)
        ]
        return list(dict.fromkeys(calls))
    if local(fact["fact"]) == "issuer":
        return [line("issuer", BLANK_ISSUER, doc=doc)]
    return []


def _citation(fact: Cells, cited: Cells, candidates: list[str]) -> list[str]:
    # With the stroke also without a date: it may cite the same number of a day, too.
    of = f"{cited['number']}|{cited['date']}" if cited["number"] else cited["name"]
    if not of:  # neither number nor name: nothing to call it by
        return []
    doc = fact["document"]
    targets = candidates or [fact["target"]]
    own = f"{doc}/cited/"  # known from this citation alone: that it is meant says nothing
    found = [line("target", target, doc=doc, of=of) for target in targets if target and not target.startswith(own)]
    if found:
        return found
    missing = [("issuer", BLANK_ISSUER)] * (not cited["issuer"]) + [("date", BLANK_DATE)] * (not cited["date"])
    return [line(name, blank, doc=doc, of=of) for name, blank in missing]


def _role(own: Part, words: str, right: str, doc: str) -> list[str]:
    return [
        line(own.role, right, doc=doc, path=own.task, words=words),
        line(own.role, own.name, "--no", doc=doc, path=own.task),
    ]


def short(several: list[T], most: int = SHOWN) -> tuple[list[T], int]:
    """The first of several, and how many more there are."""
    return several[:most], max(0, len(several) - most)
