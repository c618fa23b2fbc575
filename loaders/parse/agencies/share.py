"""What the members of a list lend one another: a place said once for a Party committee and a people's committee, the
word "liên quan" at the end of a list of groups.

>>> committees = Found(9, 24, "Ủy ban nhân dân tỉnh Gia Lai"), Found(26, 34, "Ủy ban nhân dân tỉnh Lâm Đồng")
>>> [f.name for f in share("", [Found(0, 7, "Tỉnh ủy"), *committees])][:2]
['Tỉnh ủy Gia Lai', 'Tỉnh ủy Lâm Đồng']
"""

from __future__ import annotations

from loaders.parse.agencies.found import Found
from loaders.parse.agencies.names import low
from loaders.text.patterns import load

COMMITTEES = ("Ủy ban nhân dân ", "Hội đồng nhân dân ")
PROVINCES = {"tỉnh": "Tỉnh ủy", "thành phố": "Thành ủy"}


def share(folded: str, found: list[Found]) -> tuple[Found, ...]:
    """The list with what its members lend one another made whole; `folded` is the text it stands in."""
    if len(found) < 2:
        return tuple(found)
    return tuple(_concerned(folded, _placed(found)))


def _placed(found: list[Found]) -> list[Found]:
    """Party committees without a place have that of the committees next to them: "Tỉnh ủy, UBND tỉnh Gia Lai"."""
    bare = load("agencies").words("place.party")
    out: list[Found] = []
    for i, one in enumerate(found):
        if low(one.name) not in bare:
            out.append(one)
            continue
        after = next((k for k in range(i + 1, len(found)) if low(found[k].name) not in bare), len(found))
        places: list[tuple[Found, str]] = []
        for other in found[after:]:
            head = next((head for head in COMMITTEES if other.name.startswith(head)), None)
            if head is None or (places and not other.name.startswith(places[0][1])):
                break
            places.append((other, head))
        made = [_with(one, other, other.name.removeprefix(head), k) for k, (other, head) in enumerate(places)]
        out += [m for m in made if m] or [one]
    return out


def _with(party: Found, other: Found, place: str, nth: int) -> Found | None:
    """The Party committee of the place of another body; the second one's words are those of that place."""
    level = next((word for word in PROVINCES if place.startswith(word + " ") and not other.group), None)
    head = party.name
    if level and "đảng ủy" not in low(head):
        head, place = PROVINCES[level], place[len(level) + 1 :]
    elif "đảng ủy" not in low(head):
        return None
    start, end = (party.start, party.end) if nth == 0 else (other.start, other.end)
    return Found(start, end, f"{head} {place}", party.kind if head == party.name else None, other.group)


def _concerned(folded: str, found: list[Found]) -> list[Found]:
    """Groups in a list that ends with "liên quan" are those concerned: "các sở, ngành, địa phương liên quan"."""
    related: dict[str, str] = load("agencies").data["related"]
    out = list(found)
    on = False
    for i in range(len(out) - 1, -1, -1):
        one = out[i]
        if not one.group:
            on = False
            continue
        if on and one.name in related:
            out[i] = Found(one.start, one.end, related[one.name], one.kind, True, one.weak)
        words = folded[one.start : one.end]
        on = (on or words.endswith("liên quan")) and not words.startswith(("các ", "tất cả "))
    return out
