"""The issuing body: the letterhead's lines to one full name, by what they are and by where the document comes from.

>>> name, place = named(["ỦY BAN NHÂN DÂN", "TỈNH BẠC LIÊU"])
>>> name, place.name
('Ủy ban nhân dân tỉnh Bạc Liêu', 'Bạc Liêu')
>>> named(["UBND TỈNH BÌNH THUẬN", "SỞ NỘI VỤ"])[0], named(["BAN CHẤP HÀNH TRUNG ƯƠNG", "VĂN PHÒNG"])[0]
('Sở Nội vụ tỉnh Bình Thuận', 'Văn phòng Trung ương Đảng')
"""

from __future__ import annotations

from functools import cache

from loaders.parse.places import Place, place
from loaders.text.fold import fold, key
from loaders.text.patterns import load
from ontology.tables import cell, rows

_LEVEL_WORDS = {"tp": "thành phố", "tp.": "thành phố"}
# the Party's own bodies at the centre, named under "BAN CHẤP HÀNH TRUNG ƯƠNG" by their bare word
_CENTRE = {"văn phòng": "Văn phòng Trung ương Đảng", "bộ chính trị": "Bộ Chính trị", "ban bí thư": "Ban Bí thư"}


@cache
def _kinds() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows("agency_kinds"):
        name = row["name"].split(" (")[0]
        for said in (name, *cell(row["alt_names"])):
            short = any(word.isupper() and len(word) > 1 for word in said.split())
            found.setdefault(key(said), name if short else said)
    return found


@cache
def _symbols() -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for row in rows("agency_kinds"):
        if row["level"] != "trung ương":
            continue
        for code in cell(row["symbol_code"]):
            found[code] = None if found.get(code, row["name"]) != row["name"] else row["name"]
    return found


def by_symbol(code: str) -> str | None:
    """The one central body with this code in its symbols; None if none or several have it.

    >>> by_symbol("TTg"), by_symbol("UBND")
    ('Thủ tướng Chính phủ', None)
    """
    return _symbols().get(code)


def sentence_case(words: str) -> str:
    """A name set in capitals as running text writes it, where the registry knows it; else its first letter alone.

    >>> sentence_case("SỞ NỘI VỤ"), sentence_case("BAN CHỈ ĐẠO TỈNH ĐẮK LẮK")
    ('Sở Nội vụ', 'Ban Chỉ đạo tỉnh Đắk Lắk')
    """
    words = " ".join(words.split())
    if not words.isupper():
        return words
    known = _kinds().get(key(words))
    if known:
        return known
    parts = words.lower().split()
    for size in (5, 4, 3, 2):  # the longest place at the end
        if len(parts) > size - 1:
            found = place(" ".join(parts[-size + 1 :]))
            if found:
                head = " ".join(parts[: -size + 1])
                known = _kinds().get(key(head)) or _kinds().get(key(head + " tỉnh"), "").removesuffix(" tỉnh")
                said = found.full if parts[-size + 1] in ("tỉnh", "thành", "tp", "tp.") else found.name
                return f"{known or _proper(head[:1].upper() + head[1:])} {said}".strip()
    match = load("issuers")["head.place"].search(fold(words))
    if match:  # a district or commune, of which no list is at hand: its name has capitals
        head = words[: match.start()].lower()
        name = " ".join(w.capitalize() for w in words[match.start("name") :].split())
        return f"{head[:1].upper()}{head[1:]}{words[match.start() : match.start('name')].lower()}{name}"
    return _proper(words[:1] + words[1:].lower())


def _proper(words: str) -> str:
    """Names within a name get their capitals back."""
    folded = fold(words)
    for name in load("issuers").words("proper.names"):
        at = folded.find(fold(name))
        if (
            at >= 0
            and (at == 0 or folded[at - 1] == " ")
            and (at + len(name) == len(words) or folded[at + len(name)] == " ")
        ):
            words = words[:at] + name + words[at + len(name) :]
    return words


def named(lines: list[str]) -> tuple[str | None, Place | None]:
    """The full name that a letterhead's lines give, and the province where they tell it; (None, None) if nothing.

    The last body named is the issuer; those above it say whose it is (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II,
    mục 2). A committee is left without its place where the letterhead does not name one.

    >>> named(["TỈNH ỦY SƠN LA", "BAN TỔ CHỨC"])[0], named(["UBND HUYỆN YÊN SƠN", "PHÒNG NỘI VỤ"])[0]
    ('Ban Tổ chức Tỉnh ủy Sơn La', 'Phòng Nội vụ huyện Yên Sơn')
    """
    patterns = load("issuers").table("head")
    lines = [" ".join(line.split()) for line in lines if line.strip(" *-_|")]
    lines = [line for line in lines if not patterns["session"].search(key(line))]
    lines = [line for i, line in enumerate(lines) if not i or not patterns["organ"].fullmatch(key(line))]
    if not lines:
        return None, None
    joint = _joint(lines)
    if joint:
        return joint, None
    for i in range(1, len(lines)):
        lower = patterns["committee"].match(key(lines[i])) or patterns["council"].match(key(lines[i]))
        if patterns["unit"].match(key(lines[i])) and not patterns["no-unit"].match(key(lines[i])):
            above, found = _body(" ".join(lines[:i]), lines[:i])
            if above and _whole(above):
                return _unit(" ".join(lines[i:]), above, found)
        elif lower and (patterns["committee"].match(key(lines[0])) or patterns["council"].match(key(lines[0]))):
            # a district's committee under its province's
            name, own = _body(" ".join(lines[i:]), lines[i:])
            return name, own or _body(" ".join(lines[:i]), lines[:i])[1]
    return _body(" ".join(lines), lines)


def _joint(lines: list[str]) -> str | None:
    """Bodies that issue together: "BỘ TÀI CHÍNH - BỘ Y TẾ", each known; None for one body."""
    parts = [part.strip() for part in " ".join(lines).replace(" – ", " - ").split(" - ")]
    if len(parts) == 1 and 2 <= len(lines) <= 4 and all(key(line).startswith("bộ ") for line in lines):
        parts = lines
    names = [_kinds().get(key(part)) for part in parts]
    return ", ".join(name for name in names if name) if len(parts) > 1 and all(names) else None


def known(name: str) -> bool:
    """Whether the registry has a name, or the kind it begins with ("Sở Nội vụ tỉnh Bình Thuận")."""
    folded = key(name)
    if folded in _kinds():
        return True
    words = folded.split()
    sizes = range(3, min(len(words), _longest() + 1))  # a letterhead may be a megabyte of capitals
    return any(" ".join(words[:size]) in _kinds() for size in sizes)


@cache
def _longest() -> int:
    """How many words the longest name of the registry has."""
    return max(len(name.split()) for name in _kinds())


def _whole(name: str) -> bool:
    """Whether a body above another is named in full: "Bộ Nông nghiệp" before "và Môi trường" is not."""
    return " " in name and name not in (
        "Ủy ban nhân dân",
        "Hội đồng nhân dân",
        "Tỉnh ủy",
        "Thành ủy",
        "Huyện ủy",
        "Đảng ủy",
        "Ban Chỉ đạo",
        "Ban Cán sự đảng",
        "Ban cán sự đảng",
    )


def _unit(words: str, parent: str, found: Place | None) -> tuple[str, Place | None]:
    """A unit under a body: with its place, or with the body where the unit's name alone says too little."""
    folded, above = key(words), key(parent)
    if above.startswith("ban chấp hành trung ương"):
        return _centre(words), None
    if above == "mặt trận tổ quốc việt nam":
        return f"{_body(words, [words])[0]} {parent}", found
    own, place_own = _body(words, [words])
    party = _kinds().get(f"{folded} tỉnh ủy", "").removesuffix(" Tỉnh ủy") if " ủy " in f"{above} " else ""
    own = party or own or words
    if found and folded.startswith("ban chấp hành") and above.startswith("đảng bộ"):
        return _committee_of_party(found), found
    if place_own or load("issuers")["head.party"].match(folded):
        return own, place_own or found
    if above.startswith(("tỉnh ủy", "thành ủy", "huyện ủy", "quận ủy", "thị ủy", "đảng ủy")):
        return f"{own} {parent}", found
    if above.startswith(("ủy ban nhân dân", "hội đồng nhân dân")):
        if folded == "văn phòng":
            return f"{own} {parent}", found
        return f"{own} {found.full if found else parent.split(' nhân dân ', 1)[-1]}", found
    return own, found


def _body(whole: str, lines: list[str]) -> tuple[str | None, Place | None]:
    """One body by its whole name."""
    patterns = load("issuers").table("head")
    joined = key(whole)
    centre = patterns["centre"].match(joined)
    if centre:
        return (
            "Ban Chấp hành Trung ương Đảng" if centre.end() == len(joined) else _centre(whole[centre.end() :])
        ), None
    committee = patterns["committee"].match(joined) or patterns["council"].match(joined)
    if committee:
        council = joined.startswith(("hội đồng", "hđnd"))
        words = whole.split()[len(joined[: committee.end()].split()) :]
        return _committee("Hội đồng nhân dân" if council else "Ủy ban nhân dân", words, lines)
    caucus = patterns["caucus"].match(joined)
    if caucus:
        rest = " ".join(whole.split()[len(caucus.group("head").split()) :])
        name, found = _body(rest, [rest])
        return f"Ban Cán sự đảng {name}", found
    branch = patterns["branch"].match(joined)
    if branch:
        found = place(joined[branch.end() :])
        if found:
            name = _committee_of_party(found) if joined.startswith("ban chấp hành") else f"Đảng bộ {found.full}"
            return name, found
    party = patterns["party"].match(joined)
    if party and (party.end() == len(joined) or place(whole[party.end() :]) or not joined.startswith("đảng ủy")):
        head, tail = whole[: party.end()].strip(), whole[party.end() :].strip()
        head = head[:1].upper() + head[1:].lower()
        found = place(tail) if tail else None
        return (f"{head} {found.name}" if found else f"{head} {_titled(tail)}".strip()), found
    return sentence_case(whole), _trailing(whole)


def _committee_of_party(found: Place) -> str:
    """The Party committee of a province: Tỉnh ủy, in a city Thành ủy."""
    return f"{'Thành ủy' if found.full.startswith('thành phố') else 'Tỉnh ủy'} {found.name}"


def _trailing(words: str) -> Place | None:
    parts = words.split()
    for size in (4, 3, 2):
        if len(parts) > size and parts[-size].lower() in ("tỉnh", "thành", "tp", "tp."):
            found = place(" ".join(parts[-size:]))
            if found:
                return found
    return None


def _centre(rest: str) -> str:
    known = _CENTRE.get(key(rest))
    if known:
        return known
    name = sentence_case(" ".join(rest.split()))
    full = _kinds().get(key(name + " Trung ương"))
    return full or (name if name.startswith("Đảng") else f"{name} Trung ương")


def _titled(words: str) -> str:
    return " ".join(w.capitalize() for w in words.split()) if words.isupper() else words


def _committee(head: str, rest: list[str], lines: list[str]) -> tuple[str, Place | None]:
    """A committee or council with its place."""
    words = " ".join(rest)
    if not words:
        return head, None
    found = place(words)
    if found:
        return f"{head} {found.full}", found
    match = load("issuers")["head.place"].match(key(words))
    if match:
        level = _LEVEL_WORDS.get(match.group("level"), match.group("level"))
        return f"{head} {level} {_titled(' '.join(rest[len(match.group('level').split()) :]))}", None
    return f"{head} {sentence_case(words)}", None
