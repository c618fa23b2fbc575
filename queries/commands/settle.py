"""What settles a doubt: lines of `chidao correct`, ready to be pasted.

Where nobody but the reader knows what is right (a date that the document does not give), the line has a blank in
pointed brackets, and says nothing that holds until it is filled in.

>>> line("date", BLANK_DATE, doc="5/KH-UBND")
"chidao correct date '<ngày ban hành / date>' --doc 5/KH-UBND --why 'đã đối chiếu / compared'"
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

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


def lines(
    fact: Cells, reasons: list[str], places: Iterable[Cells], cited: Cells, candidates: Iterable[str]
) -> list[str]:
    """The calls that settle a doubt; of several candidates one call each, of which one is to be chosen.

    `fact` has document, target, fact; `reasons` are the ends of their IRIs; `places` are the facts of the same doubt;
    `cited` are number, date, name of a citation.
    """
    doc = fact["document"]
    if cited:
        return _citation(fact, cited, list(candidates))
    if reasons and _UNDATED.issuperset(reasons):
        return [line("date", BLANK_DATE, doc=doc)]
    if reasons == ["place-unknown"] and _nobody(fact):
        return [line("province", BLANK_PLACE, doc=doc)]
    role = local(fact["fact"]).partition("-")[0]
    if role in ("lead", "support"):
        right = fact["name"] if "misspelt" in reasons and fact["name"] else BLANK_AGENCY
        return [each for place in places for each in _role(role, place, right, doc)]
    if local(fact["fact"]) == "issuer":
        return [line("issuer", BLANK_ISSUER, doc=doc)]
    return []


def _citation(fact: Cells, cited: Cells, candidates: list[str]) -> list[str]:
    of = "|".join(filter(None, (cited["number"], cited["date"]))) if cited["number"] else cited["name"]
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


def _role(role: str, place: Cells, right: str, doc: str) -> list[str]:
    said = place["quote"]
    return [
        line(role, right, doc=doc, path=place["path"], words=said),
        line(role, place["said"] or said, "--no", doc=doc, path=place["path"]),
    ]


def short(several: list[T], most: int = SHOWN) -> tuple[list[T], int]:
    """The first of several, and how many more there are."""
    return several[:most], max(0, len(several) - most)
