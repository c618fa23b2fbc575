"""Who issued a cited document: as the words after it state, as its symbol or its kind tell, as the context gives.

Names are those of the gold guidelines: `Tỉnh ủy Bạc Liêu` also for its BCH and Ban Thường vụ, `Ủy ban nhân dân tỉnh
Bình Định`, `Bộ Tài chính` also for its minister. What cannot be told stays None, with candidates where there are some.

>>> here = Context("Bạc Liêu", None, "2022-03-23")
>>> read("Ban Chấp hành Đảng bộ tỉnh (khóa XVI)", here)
Reading(name='Tỉnh ủy Bạc Liêu', end=26)
>>> read("UBND thành phố Hà Nội về", here).name, read("Bộ trưởng Bộ Y tế quy định", here).name, read("các ngành", here)
('Ủy ban nhân dân thành phố Hà Nội', 'Bộ Y tế', None)
"""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from loaders.model import Document
from loaders.parse.citations.numbers import Parts
from loaders.text.fold import fold
from loaders.text.patterns import Patterns, load
from ontology.tables import cell, rows

LONGEST = 120  # code points of a body's name with its place


class Context(NamedTuple):
    """The document that cites: its province (bare name), its issuer, its date; None where its head does not say."""

    province: str | None
    issuer: str | None
    date: str | None

    @staticmethod
    def of(document: Document) -> Context:
        """From a document's header."""
        header = document.header
        return Context(*(said.value if said else None for said in (header.province, header.issuer, header.date)))


class Reading(NamedTuple):
    """A body named in the text: canonical name, and where its words end."""

    name: str
    end: int


@cache
def _data() -> Patterns:
    return load("citations_issuers")


@cache
def _provinces() -> dict[str, str]:
    """Folded names of provinces, other spellings included -> the bare name; longest first."""
    found: dict[str, str] = {}
    for row in rows("provinces"):
        found[fold(row["name"])] = row["name"]
        for other in (*cell(row["abbreviations"]), *cell(row["alt_names"])):
            bare = fold(other).removeprefix("tp.").removeprefix("tp").strip()
            if len(bare) > 3 and not bare.startswith("thủ đô"):
                found.setdefault(bare, row["name"])
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


@cache
def is_city(province: str, date: str | None) -> bool:
    """Whether the province was a city under the centre at that date (now, where there is none)."""
    kinds = [r for r in rows("provinces") if r["name"] == province and r["set"] != "historic"]
    at = [r for r in kinds if (r["valid_from"] or "0") <= (date or "9") <= (r["valid_to"] or "9")] or kinds[-1:]
    return any(r["unit_type"].startswith("thành phố") for r in at)


@cache
def _tries() -> dict[str, list[tuple[str, str, str]]]:
    """First two words -> (folded words, table, canonical name), longest words first."""
    entries: dict[str, tuple[str, str]] = {}
    known: dict[str, set[str]] = {}
    for row in rows("agency_kinds"):
        name = row["name"].partition(" (")[0]
        for words in (name, *cell(row["alt_names"]), *cell(row["abbreviations"])):
            if len(words) > 3:
                known.setdefault(fold(words), set()).add(name)
    placed = tuple(words for words, _ in _data().data["places"])
    for words, names in known.items():
        if not words.startswith(placed):
            entries[words] = ("agency", names.pop() if len(names) == 1 else "")
    for table in ("places", "names"):
        for words, name in _data().data[table]:
            entries[words] = (table, name)
    tries: dict[str, list[tuple[str, str, str]]] = {}
    for words, (table, name) in sorted(entries.items(), key=lambda item: -len(item[0])):
        tries.setdefault(_first(words), []).append((words, table, name))
    return tries


def _first(words: str) -> str:
    """The first two words."""
    return " ".join(word.rstrip(',;.:)"') for word in words.split(" ", 2)[:2]).rstrip()


def read(text: str, context: Context, folded: str | None = None) -> Reading | None:
    """The body that `text` begins with; None if it begins with none. `folded` is `fold(text)`."""
    folded = fold(text) if folded is None else folded
    skipped = 0
    for head in _data().words("heads"):
        if folded.startswith(head + " "):
            skipped = len(head) + 1
            break
    if folded.startswith(("hội nghị", "phiên họp", "kỳ họp")):
        meeting = _data()["meeting"].match(folded[:90])
        skipped = meeting.start("body") if meeting is not None else 0
    reading = _known(folded[skipped:], text[skipped:], context) or _unknown(folded[skipped:], text[skipped:])
    return Reading(reading.name, reading.end + skipped) if reading else None


def _known(folded: str, text: str, context: Context) -> Reading | None:
    tries = _tries()
    two = _first(folded)
    for words, table, name in (*tries.get(two, ()), *tries.get(two.partition(" ")[0], ())):
        end = len(words)
        if folded.startswith(words) and not (end < len(folded) and folded[end].isalnum()):
            if table == "places":
                return _placed(name, folded, text, end, context)
            if table == "names":
                return Reading(name, end) if name else None
            return _agency(name or text[:end], folded, text, end, context)
    return None


def _agency(name: str, folded: str, text: str, end: int, context: Context) -> Reading:
    """A department takes the name of its province where that is not the document's own."""
    if not text[0].isupper():
        return Reading(name, end)
    level, after = _level(folded, end)
    if level in ("tỉnh", "thành phố") and not name.endswith((" tỉnh", " thành phố")):
        place, last = _place(folded, text, after, level)
        if place and place in _provinces().values():
            return Reading(name if place == context.province else f"{name} {level} {place}", last)
    return Reading(name, end)


def _placed(name: str, folded: str, text: str, end: int, context: Context) -> Reading | None:
    """Committees and councils: the place that follows, or the document's own."""
    level, after = _level(folded, end)
    place, last = _place(folded, text, after if level else end + 1, level)
    end = last if place else (after - 1 if level else end)
    if name in ("Ủy ban nhân dân", "Hội đồng nhân dân"):
        return Reading(committee(name, level, place, context), end)
    return Reading(_party(name, level, place, context), end)


def committee(name: str, level: str | None, place: str | None, context: Context) -> str:
    """`Ủy ban nhân dân tỉnh X` and the like; without its place where the context has none."""
    own = context.province
    if level in (None, "tỉnh", "thành phố") and place is None and own:
        city = is_city(own, context.date)
        if level is None or (level == "thành phố") == city:
            level, place = "thành phố" if city else "tỉnh", own
        elif level == "tỉnh":
            place = own
    if level is None and place:
        level = "thành phố" if is_city(place, context.date) else "tỉnh"
    if place is None and level and context.issuer and fold(context.issuer).startswith(fold(f"{name} {level} ")):
        return context.issuer
    return " ".join(part for part in (name, level, place) if part)


def _party(name: str, level: str | None, place: str | None, context: Context) -> str:
    if place is None and name in ("Tỉnh ủy", "Thành ủy") and context.province:
        city = is_city(context.province, context.date)
        if city == (name == "Thành ủy") or name == "Tỉnh ủy":
            return f"{'Thành ủy' if city else 'Tỉnh ủy'} {context.province}"
    return f"{name} {place}" if place else name


def _level(folded: str, end: int) -> tuple[str | None, int]:
    """The level word after a committee's name, and where what follows it begins."""
    rest = folded[end : end + 14]
    for level in _data().words("levels"):
        if rest.startswith(" " + level) and (len(rest) <= len(level) + 1 or not rest[len(level) + 1].isalnum()):
            return "thành phố" if level.startswith("tp") else level, end + len(level) + 2
    return None, end


def _place(folded: str, text: str, at: int, level: str | None) -> tuple[str | None, int]:
    """The place's name at `at` and its end: a province, else (below the province) a run of capitalised words."""
    rest = folded[at : at + 40]
    while rest.startswith(" "):
        at, rest = at + 1, rest[1:]
    for level in ("tỉnh ", "thành phố "):
        if rest.startswith(level):
            at, rest = at + len(level), rest[len(level) :]
    if not rest or not text[at].isupper():
        return None, at
    for words, name in _provinces().items():
        if rest.startswith(words) and (len(rest) == len(words) or not rest[len(words)].isalnum()):
            return name, at + len(words)
    if level == "tỉnh" or rest.startswith(_data().words("end.clause")):
        return None, at
    run: list[str] = []
    end = at
    for word in text[at : at + 40].split(" ")[:4]:
        plain = word.rstrip(',;.:()"”')
        if not (plain.istitle() and plain[0].isalpha()):
            break
        run.append(plain)
        end += len(plain) + (1 if len(run) > 1 else 0)
        if plain != word:
            break
    return (" ".join(run), end) if run else (None, at)


def _unknown(folded: str, text: str) -> Reading | None:
    """A body of no table: its words, from a capital to the end of the phrase."""
    if not text or not text[0].isupper() or folded.split(" ", 1)[0].rstrip(",;.") not in _data().words("body"):
        return None
    match = _data()["end.name"].search(folded)
    end = match.start() if match else len(folded)
    words = " ".join(text[:end].split())
    if words.count(" ") < 1 or end > 100 or words.isupper():
        return None
    return Reading(words, end)


@cache
def _codes() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in rows("agency_kinds"):
        name = row["name"].partition(" (")[0]
        for code in cell(row["symbol_code"]):
            names = found.setdefault(fold(code).rstrip("0123456789"), [])
            if name not in names:
                names.append(name)
    found |= _data().data["ambiguous"]
    return {code: tuple(names) for code, names in found.items()}


class Told(NamedTuple):
    """An issuer that no words state: its name or the candidates for it, and whether symbol or context tells it."""

    name: str | None
    basis: Literal["stated", "symbol", "context"] | None
    candidates: tuple[str, ...] = ()


def by_symbol(parts: Parts, context: Context) -> Told:
    """What the codes of a symbol say, in a document of this context."""
    if not parts.bodies:
        return Told(None, None)
    if parts.kind and fold(parts.kind) in _data().words("joint.kinds"):
        names = [_one(body, context) for body in parts.bodies]
        if all(told.name for told in names):
            return Told(", ".join(str(told.name) for told in names), "symbol")
        return Told(None, None)
    if len(parts.bodies) > 1:
        told = _one("-".join(parts.bodies[:2]), context)
        if told.name:
            return told
    return _one(parts.bodies[0], context)


def _one(body: str, context: Context) -> Told:
    code = fold(body).rstrip("0123456789").replace("t.ư", "tw")
    own = _data().data["symbols"].get(code)
    if own == "Tỉnh ủy":
        name = _party(own, None, None, context)
        return Told(name, "context") if context.province else Told(None, None)
    if own:
        return _own(own, context)
    names = _codes().get(code, ())
    if len(names) == 1:
        return Told(names[0], "symbol")
    return Told(None, None, names)


def _own(name: str, context: Context) -> Told:
    """The committee of the document's own place: the province's, unless the document is one of a lower level."""
    if not context.province:
        return Told(None, None)
    province = committee(name, None, None, context)
    issuer = context.issuer or ""
    level, _ = _level(fold(issuer), len(name)) if fold(issuer).startswith(fold(name)) else (None, 0)
    lower = level in ("huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu")
    if lower or (level == "thành phố" and not is_city(context.province, context.date)):
        return Told(None, None, (issuer, province))
    return Told(province, "context")


def by_type(kind: str | None) -> Told:
    """What the kind of a document says: a law is the National Assembly's."""
    name = _data().data["types"].get(kind)
    return Told(name, "context") if name else Told(None, None)
