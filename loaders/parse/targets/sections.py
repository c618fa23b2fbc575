"""In which part of a document a provision stands (goals, what has come to pass, another) and until when its goals are.

Told by headings and by lines that lead to what follows ("Đến năm 2030:"); the words are data, tables `part` and `year`
of loaders/data/targets.toml.

>>> tuple(until("2. chỉ tiêu đến năm 2030, tầm nhìn đến năm 2045")), tuple(until("giai đoạn 2026 - 2030"))
((None, 2030), (2026, 2030))
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from loaders.model import Provision
from loaders.parse.tasks import parts
from loaders.text.patterns import load

Part = Literal["goal", "past", "other"]
_MARKED = frozenset(
    {"phan", "chuong", "muc", "tieu-muc", "roman", "letter", "arabic", "decimal", "dieu", "khoan", "diem"}
)
_HEADINGS = frozenset({"phan", "chuong", "muc", "tieu-muc", "roman", "letter", "dieu", "phu-luc"})
LONGEST = 260  # code points of a line that leads to what follows


class Years(NamedTuple):
    """The years of a goal: the first where a period is said, and by which it is to be reached."""

    since: int | None
    year: int | None


_NEVER = Years(None, None)


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for the provisions under a heading."""

    part: Part
    years: Years


def until(folded: str) -> Years:
    """The first time that words name; without one, none."""
    if "20" not in folded:
        return _NEVER
    match = load("targets")["year.any"].search(folded)
    while match is not None and match.start("pre") >= 0:
        rest = folded[match.end() - 1 :]
        folded, match = rest, load("targets")["year.any"].search(rest)
    if match is None:
        return Years(None, None)
    if match.group("b"):
        return Years(int(match.group("a")), int(match.group("b")))
    return Years(None, int(match.group("z") or match.group("y")))


def _says_until(words: str) -> bool:
    return load("targets")["part.until"].search(words) is not None


class Sections:
    """Goes through the provisions of a document in order and knows for each what holds."""

    def __init__(self, goals: bool) -> None:
        self.top = Setting("goal" if goals else "other", Years(None, None))
        self.under: dict[str | None, Setting] = {}
        self.titled: dict[str | None, Setting] = {}  # siblings below a heading on a line of its own
        self.led: dict[str | None, Setting] = {}  # bullets and paragraphs below a line that leads to them

    def setting(self, provision: Provision, folded: str, printed: str) -> Setting:
        """What holds for a provision's own words; its children and siblings are told later by them."""
        parent = provision.parent
        base = self.titled.get(parent) or self.under.get(parent, self.top)
        marked = provision.kind in _MARKED
        if marked:
            self.led.pop(parent, None)
        own = base if marked else self.led.get(parent, base)
        words = folded.strip(" *.:_")
        leads = len(folded) <= LONGEST and (
            not provision.leaf
            or provision.kind in _HEADINGS
            or folded.rstrip(" *_").endswith(":")
            or (provision.kind == "paragraph" and printed.isupper())
            or (len(folded) < 90 and "20" in folded and words[-1:] != "%" and _says_until(words))
        )
        if not leads:
            self.under[provision.path] = own
            return own
        below = self._below(words, folded.rstrip(" *_"), own)
        self.under[provision.path] = below
        if provision.kind == "paragraph" and provision.leaf:
            if printed.isupper():
                self.titled[parent] = below
                self.led.pop(parent, None)
            else:
                self.led[parent] = below
        return below if not provision.leaf or provision.kind in _HEADINGS else own if below.part == "other" else below

    def _below(self, words: str, folded: str, above: Setting) -> Setting:
        """What a heading or a leading line says of what stands under it."""
        data = load("targets")
        years = until(words.removeprefix("tầm nhìn "))
        if years.year is None:
            years = above.years
        if data["part.goal"].search(folded if folded.endswith(":") else words) and not data["part.not"].search(words):
            return Setting("goal", years)
        if data["part.past"].search(words):
            return Setting("past", years)
        if above.part == "goal":
            mode = parts.mode(words, "none")
            return Setting("other" if mode in ("task", "order", "funding") else "goal", years)
        if above.part == "past" and parts.mode(words, "none") in (None, "none"):
            return Setting("past", years)
        return Setting("other", years)
