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
            found.setdefault(key(said), said if said != name else name)
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
                known = _kinds().get(key(head))
                said = found.full if parts[-size + 1] in ("tỉnh", "thành", "tp", "tp.") else found.name
                return f"{known or head[:1].upper() + head[1:]} {said}".strip()
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
        at = folded.find(fold(name), 1)
        if at > 0 and folded[at - 1] == " " and (at + len(name) == len(words) or folded[at + len(name)] == " "):
            words = words[:at] + name + words[at + len(name) :]
    return words


def named(lines: list[str]) -> tuple[str | None, Place | None]:
    """The full name that a letterhead's lines give, and the province where they tell it; (None, None) if nothing.

    A committee is left without its place where the letterhead does not name one (see `completed`).
    """
    lines = [" ".join(line.split()) for line in lines if line.strip(" *-_|")]
    if not lines:
        return None, None
    patterns = load("issuers").table("head")
    folded = [key(line) for line in lines]
    joined = " ".join(folded)
    whole = " ".join(lines)
    if folded[0].startswith("ban chấp hành") and joined.startswith("ban chấp hành trung ương"):
        rest = " ".join(w for w in whole.split()[5:])
        if key(rest).startswith("đảng ") and key(rest).split()[1] not in ("đoàn", "ủy", "bộ"):
            rest = " ".join(rest.split()[1:])
        return (_centre(rest) if rest and key(rest) != "đảng" else "Ban Chấp hành Trung ương Đảng"), None
    committee = patterns["committee"].match(joined) or patterns["council"].match(joined)
    if committee:
        head = (
            "Ủy ban nhân dân"
            if joined[committee.start() : committee.end()] in ("ủy ban nhân dân", "ubnd")
            else "Hội đồng nhân dân"
        )
        return _committee(head, whole.split()[len(joined[: committee.end()].split()) :], lines)
    if patterns["party"].match(joined):
        size = 2
        head = " ".join(whole.split()[:size])
        tail = " ".join(whole.split()[size:])
        found = place(tail)
        head = head[:1].upper() + head[1:].lower()
        if found:
            return f"{head} {found.name}", found
        return (f"{head} {_titled(tail)}" if tail else head), None
    if folded[0].startswith(("tỉnh ", "thành phố ", "đảng bộ ")) or folded[0] == "bộ chính trị":
        found = place(lines[0].split(" ", 2)[-1]) if folded[0].startswith("đảng bộ") else place(lines[0])
        if found and len(lines) > 1:
            own, _ = named(lines[1:])
            return own, found
    if (
        len(lines) > 1
        and folded[0].startswith(("bộ ", "ngân hàng", "tập đoàn", "tổng cục"))
        and not folded[1].startswith(("và ", "phát "))
    ):
        joint = _kinds().get(joined)
        if joint:
            return joint, None
        if _kinds().get(folded[0]):
            return sentence_case(" ".join(lines[1:])), None
    return sentence_case(whole), _trailing(whole)


def _trailing(words: str) -> Place | None:
    parts = words.split()
    for size in (4, 3, 2):
        if len(parts) > size:
            found = place(" ".join(parts[-size:]))
            if found and parts[-size].lower() in ("tỉnh", "thành", "tp", "tp."):
                return found
    return None


def _centre(rest: str) -> str:
    known = _CENTRE.get(key(rest))
    if known:
        return known
    name = sentence_case(rest)
    full = _kinds().get(key(name + " Trung ương"))
    return full or (name if name.startswith("Đảng") else f"{name} Trung ương")


def _titled(words: str) -> str:
    return " ".join(w.capitalize() for w in words.split()) if words.isupper() else words


def _committee(head: str, rest: list[str], lines: list[str]) -> tuple[str, Place | None]:
    """A committee or council with its place; a department under it, where one more line names it."""
    words = " ".join(rest)
    if not words:
        return head, None
    first = key(rest[0])
    for size in range(min(6, len(rest)), 0, -1):
        found = place(" ".join(rest[:size]))
        if found and (first in ("tỉnh", "thành", "tp", "tp.", "thủ") or size == len(rest)):
            own = " ".join(rest[size:])
            if own:
                name = sentence_case(own)
                return (f"{name} {found.full}" if not key(name).endswith(key(found.name)) else name), found
            return f"{head} {found.full}", found
    match = load("issuers")["head.place"].match(key(words))
    if match:
        # the place of a district or commune ends with the letterhead's line; what follows is a unit of the committee
        line_words = next((line for line in lines if key(line).endswith(key(words)) or key(words) in key(line)), words)
        level = _LEVEL_WORDS.get(match.group("level"), match.group("level"))
        name = " ".join(line_words.split()[-len(words.split()) :][len(match.group("level").split()) :])
        return f"{head} {level} {_titled(name)}", None
    return f"{head} {sentence_case(words)}", None
