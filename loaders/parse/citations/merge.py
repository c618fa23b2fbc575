"""From mentions to distinct cited documents (gold guidelines, `citations`).

A number with its date is one document; a mention without date is the dated one of that number where there is just one.
Names are one document under small differences: blanks and dashes, "đến (năm) 2050", the province in its own planning.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from loaders.model import CitedDocument, Document, Mention, Span
from loaders.parse.citations import issuer, laws, numbers
from loaders.parse.citations.issuer import Context, Told
from loaders.parse.citations.sheet import Found
from loaders.parse.citations.view import View
from loaders.text.fold import fold
from loaders.text.patterns import load
from ontology.tables import rows


@dataclass(slots=True)
class Group:
    """The mentions of one document, in order."""

    found: list[Found] = field(default_factory=list)
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alias:
    """A short form that the text defines in brackets at `start`..`end`; `called` where it says "gọi tắt là"."""

    start: int
    end: int
    words: str
    called: bool


def aliases(view: View) -> list[Alias]:
    """The short forms that brackets define."""
    data = load("citations")
    if "(" not in view.folded:
        return []
    found: list[Alias] = []
    for match in data["after.alias"].finditer(view.folded):
        called = match.group("called")
        found.append(Alias(*match.span(), called or match.group("bare"), called is not None))
    return found


@lru_cache(maxsize=1024)
def norm(name: str, province: str | None = None) -> str:
    """The form of a name for comparison.

    >>> norm("Quy hoạch tỉnh Bình Định thời kỳ 2021 - 2030, tầm nhìn đến năm 2050", "Bình Định") == norm(
    ...     "Quy hoạch tỉnh thời kỳ 2021-2030, tầm nhìn đến 2050")
    True
    """
    words = " ".join(fold(name).replace('"', " ").replace(",", " ").split())
    words = _DASH.sub("-", words).replace("đến năm ", "đến ").replace("thời kì", "thời kỳ").rstrip(" .;:")
    for verb in ("triển khai ", "tổ chức "):
        words = words.replace(verb + "thực hiện", "thực hiện").replace(verb + "thi hành", "thi hành")
    if province:
        own = fold(province)
        words = words.replace(f" tỉnh {own}", " tỉnh").replace(f" thành phố {own}", " thành phố")
    return words


_NEAR = 20  # mentions before a bracket among which its owner is sought
# A body approves them by a decision; "của" after their name does not make it their issuer.
_APPROVED = ("Quy hoạch", "Chiến lược")
_DASH = re.compile(r" ?- ?")
_PERIOD = (" giai đoạn", " thời kỳ", " đến ", " năm ", " nhiệm kỳ", " trên địa bàn", "/cp")


class Merger:
    """Builds the cited documents of one document."""

    def __init__(self, document: Document, view: View, context: Context) -> None:
        self.document = document
        self.view = view
        self.context = context
        number = document.header.number
        self.symbol = numbers.symbol(number.value) if number else None
        self.names: dict[str, str] = {}  # alias -> norm of the name it stands for ("" for a numbered document)

    def run(self, found: Sequence[Found]) -> list[CitedDocument]:
        """The cited documents in the order of their first mention."""
        found = [one for one in self._unaliased(found) if not self._own(one)]
        by_number = self._numbered(one for one in found if one.parts)
        groups = [*by_number, *self._named(found, by_number)]
        groups = [group for group in groups if group.found]
        for group in groups:
            group.found.sort(key=lambda one: (one.start, one.end))
        groups.sort(key=lambda group: (group.found[0].start, -group.found[0].end))
        cited: dict[str, CitedDocument] = {}
        for group in groups:
            built = self._build(group, cited)
            cited.setdefault(built.key, built)
        return sorted(cited.values(), key=lambda one: (one.mentions[0].span.start, -one.mentions[0].span.end))

    # what is no mention ----------------------------------------------------------------------------------------

    def _unaliased(self, found: Sequence[Found]) -> list[Found]:
        """Without what stands in a bracket that only defines a short form; learns the short forms of names."""
        starts = [one.start for one in found]
        dropped: set[int] = set()
        for alias in aliases(self.view):
            first, last = bisect_left(starts, alias.start), bisect_left(starts, alias.end)
            owner = self._owner(found, first, alias)
            right_after = owner is not None and owner.end >= alias.start - 1
            if not alias.called and (not right_after or any(one.parts for one in found[first:last])):
                continue
            dropped.update(range(first, last))
            if owner is not None:
                own = norm(owner.name, self.context.province) if owner.name and not owner.parts else ""
                self.names.setdefault(norm(alias.words, self.context.province), own)
        return [one for i, one in enumerate(found) if i not in dropped]

    def _owner(self, found: Sequence[Found], stop: int, alias: Alias) -> Found | None:
        """What a short form is short for: the nearest mention before it, of its own kind if there is one."""
        place = self.view.place(alias.start)
        near = [one for one in found[max(0, stop - _NEAR) : stop] if one.place is place and one.end <= alias.start]
        same = [one for one in near if one.type and alias.words.startswith(fold(one.type))]
        return max(same or near, key=lambda one: one.end, default=None)

    def _own(self, one: Found) -> bool:
        """Whether a mention is of this document itself."""
        header = self.document.header
        if one.parts is not None:
            if one.parts.symbol is None or self.symbol != one.parts.symbol:
                return False
            return not (one.date and header.date and one.date != header.date.value)
        if one.name and header.title and header.type:
            return norm(one.name) == norm(f"{header.type.value} {header.title.value}")
        return False

    # groups ----------------------------------------------------------------------------------------------------

    def _numbered(self, found: Iterable[Found]) -> list[Group]:
        symbols: dict[str, dict[str | None, Group]] = {}
        for one in found:
            assert one.parts is not None  # noqa: S101 - the caller's filter, for the type checker
            symbol = one.parts.symbol or f"{one.parts.printed}|{one.year or ''}"
            symbols.setdefault(symbol, {}).setdefault(one.date, Group()).found.append(one)
        groups: list[Group] = []
        for dated in symbols.values():
            _misprints(dated)
            bare = dated.get(None)
            if bare is not None and len(dated) == 2:
                dated.pop(None)
                next(iter(dated.values())).found += bare.found
            elif bare is not None and len(dated) > 2:
                printed = bare.found[0].parts
                bare.candidates = tuple(sorted(f"{printed.number}|{date}" for date in dated if date)) if printed else ()
            groups += dated.values()
        return groups

    def _named(self, found: Sequence[Found], by_number: Sequence[Group]) -> list[Group]:
        """Groups of unnumbered documents; mentions of a law by its name alone join its group in `by_number`."""
        groups: dict[tuple[str, str | None], Group] = {}
        order = [one for one in found if one.parts is None and one.name]
        forms = {id(one): self._form(one) for one in order}
        order = [one for one in order if forms[id(one)]]
        dates: dict[str, set[str]] = {}
        for one in order:
            if one.date:
                dates.setdefault(forms[id(one)], set()).add(one.date)
        for one in order:
            form = forms[id(one)]
            date = one.date if len(dates.get(form, ())) > 1 else None
            groups.setdefault((form, date), Group()).found.append(one)
        self._absorb(groups)
        self._laws(groups, by_number)
        return list(groups.values())

    def _form(self, one: Found) -> str:
        """The name for comparison with short forms made whole; empty for a mention that is but a short form."""
        form = norm(one.name or "", self.context.province)
        if form in self.names:
            return ""
        if self.names:
            at = form.find(" ")
            while at >= 0:  # "Kế hoạch thực hiện Quy hoạch điện VIII" ends in a short form
                whole = self.names.get(form[at + 1 :])
                if whole:
                    return form[: at + 1] + whole
                at = form.find(" ", at + 1)
        return form

    def _absorb(self, groups: dict[tuple[str, str | None], Group]) -> None:
        """A name without its period is the one with it, where there is just one."""
        order = sorted(groups, key=lambda key: key[0])
        for i, key in enumerate(order):
            longer: list[tuple[str, str | None]] = []
            for other in order[i + 1 :]:  # what begins with it stands right behind it
                if not other[0].startswith(key[0]) or len(longer) > 1:
                    break
                if other[0][len(key[0]) :].startswith(_PERIOD):
                    longer.append(other)
            if len(longer) == 1:
                short = groups.pop(key)
                if key[0] != "quy hoạch tỉnh":
                    groups[longer[0]].found += short.found

    def _laws(self, groups: dict[tuple[str, str | None], Group], by_number: Sequence[Group]) -> None:
        """A law named without its number is the numbered one of that name, where there is just one."""
        numbered: dict[str, list[Group]] = {}
        for group in by_number:
            for form in {norm(one.name) for one in group.found if one.name}:
                numbered.setdefault(form, []).append(group)
        for key in list(groups):
            same = numbered.get(key[0], [])
            if len(same) == 1:
                same[0].found += groups.pop(key).found

    # one document ----------------------------------------------------------------------------------------------

    def _build(self, group: Group, before: Container[str]) -> CitedDocument:
        view = self.view
        first = next((one for one in group.found if one.parts), group.found[0])
        parts = first.parts
        dates = [one.date for one in group.found if one.date]
        right = [each for each in dates if parts and parts.year and each.startswith(str(parts.year))]
        date = next(iter([*right, *dates]), None)
        name = self._name(group)
        if parts is None:
            key = f"{name}|null"
            if key in before and date:  # two laws of one name: the date tells them apart
                year = f"{name} năm {date[:4]}"
                name = year if f"{year}|null" not in before else f"{name} ngày {date[8:]}/{date[5:7]}/{date[:4]}"
                key = f"{name}|null"
        elif parts.number is None:
            key = f"{parts.printed}|{first.year or ''}"
        else:
            key = f"{parts.number}|{date or ''}"
        told, span = self._issuer(group)
        subject, subject_span = self._subject(group)
        other = date if parts else None  # of what has no number, the name holds the date
        places = (
            (*view.within(one.place, one.start, one.end, one.anchor), one.date if other and one.date != date else None)
            for one in group.found
        )
        terms = [one.term for one in group.found if one.term]
        types = [one.type for one in group.found if one.type]
        return CitedDocument(
            key=key,
            type=types[0] if types else None,
            number=parts.number if parts else None,
            date=date,
            issuer=told.name,
            subject=subject,
            mentions=tuple(Mention(*place) for place in sorted(places, key=lambda place: place[:2])),
            symbol=parts.symbol if parts else None,
            name=name,
            issuer_basis=told.basis,
            issuer_span=span,
            subject_span=subject_span,
            term=terms[0] if terms else None,
            candidates=group.candidates or told.candidates,
        )

    def _issuer(self, group: Group) -> tuple[Told, Span | None]:
        """The issuer that words state, else the one that symbol, kind or context tell."""
        for one in group.found:
            if one.own_issuer:
                if one.before:
                    reading, at = one.before
                    return Told(one.own_issuer, "stated"), self._span(one, at, at + reading.end)
                return Told(one.own_issuer, "context"), None
        for one in group.found:
            if one.tail is not None and one.tail.issuer is not None and one.type not in _APPROVED:
                at = one.end + one.tail.issuer_at
                return Told(one.tail.issuer.name, "stated"), self._span(one, at, at + one.tail.issuer.end)
            if one.before is not None:
                reading, at = one.before
                return Told(reading.name, "stated"), self._span(one, at, at + reading.end)
        first = next((one for one in group.found if one.parts), group.found[0])
        told = issuer.by_symbol(first.parts, self.context) if first.parts else Told(None, None)
        if told.name or told.candidates:
            return told, None
        return issuer.by_type(first.type), None

    def _subject(self, group: Group) -> tuple[str | None, Span | None]:
        """What it is about, from the first mention that says so - not from a title in capitals if another says it."""
        spoken = [one for one in group.found if one.subject is not None and one.subject_end > one.subject]
        if not spoken:
            return None, None
        text = self.view.text
        plain = [one for one in spoken if not text[one.subject : one.subject_end].isupper() and not one.place.more]
        one = (plain or spoken)[0]
        assert one.subject is not None  # noqa: S101
        words = " ".join(self.view.text[one.subject : one.subject_end].split())
        return words, self._span(one, one.subject, one.subject_end)

    def _span(self, one: Found, start: int, end: int) -> Span:
        return self.view.within(one.place, start, end)[0]

    def _name(self, group: Group) -> str | None:
        """The fullest name printed, quotation marks left out, capitals made plain."""
        names = [one.name for one in group.found if one.name]
        if not names:
            return None
        return plain_name(max(names, key=lambda name: (not name.isupper(), len(norm(name)))))


def _misprints(dated: dict[str | None, Group]) -> None:
    """A date of another year than the one within the symbol is misprinted, where another mention has the right one."""
    parts = next(iter(dated.values())).found[0].parts
    if parts is None or parts.year is None or len(dated) < 2:
        return
    right = [date for date in dated if date and date.startswith(str(parts.year))]
    for date in [date for date in dated if date and date not in right]:
        if len(right) == 1:
            dated[right[0]].found += dated.pop(date).found


def plain_name(name: str) -> str:
    """A printed name as the guidelines write it.

    >>> plain_name("đề án “Phát triển du lịch”"), plain_name("QUY HOẠCH TỈNH BẮC KẠN ĐẾN NĂM 2030")
    ('Đề án Phát triển du lịch', 'Quy hoạch tỉnh Bắc Kạn đến năm 2030')
    """
    folded = fold(name)
    if '"' in folded:
        name = "".join(" " if f == '"' else c for c, f in zip(name, folded, strict=True))
    name = " ".join(name.split()).strip(" .,;:")
    if name.isupper():
        name = _sentence_case(name)
    return name[:1].upper() + name[1:]


def _sentence_case(name: str) -> str:
    """Capitals to small letters, save what is known to be a name: provinces, laws."""
    lower = name.lower()
    folded = fold(lower)
    for row in rows("provinces"):
        at = folded.find(fold(row["name"]))
        if at >= 0:
            lower = lower[:at] + row["name"] + lower[at + len(row["name"]) :]
    for kind in ("bộ luật ", "pháp lệnh ", "luật "):
        if folded.startswith(kind):
            known = laws.canonical().get(folded[len(kind) :])
            if known:
                lower = kind + known
    return lower.replace("việt nam", "Việt Nam")
