"""What of a document is searched for citations, as one string for the patterns.

Positions within this package count from the beginning of the document, `View.base` in `Text.text`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from loaders.model import Document, Provision, Span
from loaders.text.fold import fold_whole

# Parts of head and foot in which a name is the document's own, or an addressee's.
_SKIPPED = frozenset({"issuer", "motto", "number", "place-date", "type", "recipients", "recipient", "signature"})


class Place(NamedTuple):
    """A stretch that is searched at `start`..`end`, its words from `content` on: a provision's own text, a cell of a
    row, or the lines of the title, over which a name may go."""

    start: int
    end: int
    content: int
    provision: Provision
    more: tuple[Provision, ...] = ()

    @property
    def part(self) -> str:
        """`title`, `attachment`, `basis`, `opening` … for the head, `body` for the rest."""
        path = self.provision.path
        return path[5:].split(".")[0].split("/")[0] if path.startswith("head/") else "body"


@dataclass(frozen=True, slots=True)
class View:
    """`folded` is as long as `text`; a line break within a provision is a blank in it: names may go over it."""

    document: Document
    base: int
    text: str
    folded: str
    places: tuple[Place, ...]
    starts: tuple[int, ...]

    def place(self, at: int) -> Place | None:
        """The searched provision that holds position `at`."""
        i = bisect_right(self.starts, at) - 1
        return self.places[i] if i >= 0 and at < self.places[i].end else None

    def span(self, start: int, end: int) -> Span:
        """A stretch of the view as a span of `Text.text`."""
        return Span(self.base + start, self.base + end)

    def within(self, place: Place, start: int, end: int, anchor: int | None = None) -> tuple[Span, str]:
        """A stretch of a place as a span inside one provision, and that one's path.

        Where it goes over several lines of a title, it is cut to the line that holds `anchor`, else to the longest.
        """
        span = self.span(start, end)
        if not place.more:
            return span, place.provision.path
        best: tuple[tuple[bool, int], Span, str] | None = None
        for provision in (place.provision, *place.more):
            cut = Span(max(span.start, provision.start), min(span.end, provision.end))
            held = anchor is not None and provision.start <= self.base + anchor < provision.end
            rank = (held, cut.end - cut.start)
            if cut.start < cut.end and (best is None or rank > best[0]):
                best = rank, cut, provision.path
        assert best is not None  # noqa: S101 - a place covers its provisions
        return best[1], best[2]


def view_of(document: Document) -> View:
    """The view of a document whose provisions are filled."""
    base, end = document.span
    whole = document.text.text
    text = whole[base:end]
    folded = fold_whole(whole)[base:end]
    blocks = document.text.blocks
    places: list[Place] = []
    for p in document.provisions:
        if p.kind in _SKIPPED or p.path.startswith("foot/") or not base <= p.start < p.end <= end:
            continue
        if p.kind in ("row", "table"):  # a cell a place: no name goes over the border of one
            k = bisect_left(blocks, p.start, key=lambda block: block.start)
            while k < len(blocks) and blocks[k].start < p.end:
                places.append(Place(blocks[k].start - base, blocks[k].end - base, blocks[k].start - base, p))
                k += 1
        else:
            places.append(Place(max(p.start - base, 0), min(p.end - base, len(text)), max(p.content - base, 0), p))
    places.sort(key=lambda place: (place.start, place.end))
    places = _title(places)
    pieces: list[str] = []
    done = 0
    for place in places:
        if text.find("\n", place.start, place.end) >= 0 and place.start >= done:
            pieces += [folded[done : place.start], folded[place.start : place.end].replace("\n", " ")]
            done = place.end
    if pieces:
        folded = "".join([*pieces, folded[done:]])
    return View(document, base, text, folded, tuple(places), tuple(place.start for place in places))


def _title(places: list[Place]) -> list[Place]:
    """The lines of a title that follow each other, as one place."""
    joined: list[Place] = []
    for place in places:
        last = joined[-1] if joined else None
        if last is not None and place.part == last.part == "title" and place.start - last.end <= 2:
            joined[-1] = Place(last.start, place.end, last.content, last.provision, (*last.more, place.provision))
        else:
            joined.append(place)
    return joined
