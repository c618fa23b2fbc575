"""Targets: the quantified goals of a document, of its sentences and of its tables of indicators.

What counts is ruled by the gold guidelines ("targets"). In a part of goals every sentence with an amount states one,
elsewhere only a sentence that says it is a goal; what has come to pass, blanks, rates of grants and estimates of need
are none. Tables: `loaders.parse.tables.facts`.

>>> from loaders.model import Text
>>> from loaders.parse import parse
>>> document, = parse(Text.of_paragraphs(["Số: 1/KH-UBND", "KẾ HOẠCH", "Nước sạch", "I. MỤC TIÊU ĐẾN NĂM 2030",
...     "- Tỷ lệ hộ dùng nước sạch đạt ít nhất 95%; thu ngân sách trên 105 nghìn tỷ đồng."]))
>>> [(t.indicator, t.comparator, t.value, t.unit, t.year, t.quantity) for t in document.targets][1]
('Thu ngân sách', '>', 105.0, 'nghìn tỷ đồng', 2030, 105000000000000.0)
"""

from __future__ import annotations

import re
from dataclasses import replace

from loaders.model import Document, Span, Target
from loaders.parse.targets import names, units
from loaders.parse.targets.clauses import goals
from loaders.parse.targets.goal import Goal
from loaders.parse.targets.sections import Sections, Setting, Years, until
from loaders.text.fold import fold, fold_whole
from loaders.text.patterns import load
from loaders.text.phrases import holds

__all__ = ["extract", "normalised"]

_BESIDE = frozenset({"footnote", "note", "cell", "table", "row", "recipients", "recipient", "signature"})
_DIGIT = re.compile("[0-9]")
# What must stand in words outside a part of goals for a goal to be there: looked for before any pattern.
_HINTS = (
    "phấn đấu", "mục tiêu", "chỉ tiêu", "tối thiểu", "ít nhất", "đạt trên", "đạt từ", "bảo đảm đạt", "chiếm trên",
    "cắt giảm trên", "đưa tỷ lệ", "đưa tỷ trọng", "nâng tỷ lệ", "nâng tỷ trọng", "tăng tỷ lệ", "tăng tỷ trọng",
    "giảm tỷ lệ", "giảm tỷ trọng", "hạ tỷ lệ", "100%",
)  # fmt: skip


def extract(document: Document) -> None:
    """Set `document.targets`, in document order; those of tables that are there already stay. Never raises."""
    header = document.header
    folded = _without_titles(document, fold_whole(document.text.text))
    text = document.text.text
    title = fold(header.title.value) if header.title else ""
    sections = Sections(False)
    today = int(header.date.value[:4]) if header.date and header.date.value[:4].isdigit() else None
    period = header.period
    horizon = Years(period.start, period.end) if period and period.end else until(title)
    province = header.province.value if header.province else None
    found: list[Target] = []
    for provision in document.provisions:
        if provision.kind in _BESIDE or provision.path.startswith(("head/", "foot/")):
            continue
        start = min(max(provision.content, provision.start), provision.end)
        words = folded[start : provision.end]
        printed = text[start : provision.end]
        setting = sections.setting(provision, words, printed)
        if setting.part == "past" or _DIGIT.search(words) is None:
            continue
        strict = setting.part != "goal"
        if strict and not holds(words, _HINTS):
            continue
        for goal in goals(printed, words, strict):
            years = _years(words, goal, setting, horizon)
            if today is None or years.year is None or years.year >= today:
                found.append(_target(goal, years, provision.path, start, province))
    tables = [normalised(target, province) for target in document.targets or []]
    document.targets = sorted([*tables, *found], key=lambda t: (t.span, t.value))


def _without_titles(document: Document, folded: str) -> str:
    """The folded text with blanks for the figures in names and subjects of cited documents, which set no goal and no
    year: "Chương trình … năm 2025"."""
    cited = [mention.span for one in document.citations or () for mention in one.mentions]
    cited += [one.subject_span for one in document.citations or () if one.subject_span is not None]
    parts, at = [], 0
    for start, end in sorted(cited):
        if end > at:
            parts += [folded[at : max(start, at)], _DIGIT.sub(" ", folded[max(start, at) : end])]
            at = end
    return "".join((*parts, folded[at:])) if parts else folded


def _target(goal: Goal, years: Years, path: str, at: int, province: str | None) -> Target:
    one = goal.amount
    span = Span(at + goal.start, at + goal.end)
    since = years.since if years.since != years.year else None
    quantity, base = _measured(one.value, one.unit)
    name = goal.indicator
    return Target(
        name, one.comparator, one.value, one.unit, years.year, path, span, names.key(name, province), quantity, base,
        since, goal.subject, goal.place or names.place(name),
    )  # fmt: skip


def normalised(target: Target, province: str | None) -> Target:
    """A target with what compares it: key of the indicator, value in its base unit, the place it names."""
    quantity, base = _measured(target.value, target.unit)
    name, place = target.indicator, target.place or names.place(target.indicator)
    return replace(target, key=names.key(name, province), quantity=quantity, base=base, place=place)


def _measured(value: float, printed: str | None) -> tuple[float | None, str | None]:
    """A value in its base unit, and that; without a unit it is what it is, in a unit that is not known nothing."""
    if printed is None:
        return value, None
    unit = units.normal(printed)
    return (unit.quantity(value), unit.base) if unit else (None, None)


def _years(folded: str, goal: Goal, setting: Setting, horizon: Years) -> Years:
    """When a goal is to be reached: said after its amount, before it in the sentence, before it in the provision, by
    the headings, by the title of the document."""
    end = goal.amount.unit_end
    late = load("targets")["year.late"].match(folded[end : max(goal.limit, end)] + " ")
    if late:
        return Years(None, int(late.group("y")))
    sentence = _last(folded[goal.sentence : goal.amount.start + 1])
    if sentence.year is not None:
        return sentence
    before = until(folded[: goal.sentence][:LEAD])
    begins = folded[: goal.sentence].lstrip(" -+*")
    if before.year is not None and begins.startswith(("đến", "phấn đấu đến", "giai đoạn", "mục tiêu")):
        return before
    return setting.years if setting.years.year is not None else horizon


LEAD = 80  # code points at the beginning of a provision in which it says until when all of it is


def _last(folded: str) -> Years:
    """The last time that words name before an amount."""
    found = Years(None, None)
    for match in load("targets")["year.any"].finditer(folded):
        if match.start("pre") >= 0:
            continue
        if match.group("b"):
            found = Years(int(match.group("a")), int(match.group("b")))
        else:
            found = Years(None, int(match.group("z") or match.group("y")))
    return found
