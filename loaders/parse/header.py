"""The header: what head and foot of a document state (Nghị định 30/2020/NĐ-CP, Điều 8; 36-HD/VPTW for the Party).

Reads the zones of `loaders.parse.outline`; writes provisions of the head and the preamble, and `Header`.
"""

from __future__ import annotations

from loaders.model import Header, Provision, ProvisionKind, Said, Span
from loaders.parse.heading import day_line, heading
from loaders.parse.issuing import issue
from loaders.parse.outline import Outline
from loaders.parse.piece import Piece, enacts, type_line, type_line_rest
from loaders.parse.values import closed, iso, period, type_of_symbol
from loaders.text.fold import fold
from loaders.text.patterns import Match, load


class HeadReader:
    """Reads head and preamble of one document, piece by piece, once."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.header = Header()
        self.provisions: list[Provision] = []
        self._taken: dict[str, int] = {}
        self._head = load("header").table("head")
        self._letterhead: list[tuple[str, Span]] = []
        self._title: list[Piece | tuple[str, Span]] = []
        self._addressee: tuple[list[Piece], int] | None = None  # the head, and where its first addressee stands

    def add(self, piece: Piece, kind: ProvisionKind) -> None:
        """One provision of the head for a piece; repeated kinds get `.2`, `.3`."""
        count = self._taken[kind] = self._taken.get(kind, 0) + 1
        path = f"head/{kind}" + (f".{count}" if count > 1 else "")
        block = piece.block
        self.provisions.append(Provision(path, kind, block.start, block.end, block.start))

    def read(self) -> None:
        """Fill `header` and `provisions`."""
        head = self.outline.zone("head")
        preamble = self.outline.zone("preamble")
        i = 0
        titled = False
        while i < len(head):
            piece = head[i]
            kind = self._head_piece(head, i, titled)
            if kind == "type":
                titled = True
            self.add(piece, kind)
            i += 1
        for piece in preamble:
            self.add(piece, self._preamble_kind(piece))
        self._finish(head, preamble)

    # -- the head ------------------------------------------------------------------------------------------------

    def _head_piece(self, head: list[Piece], i: int, titled: bool) -> ProvisionKind:
        piece = head[i]
        patterns = self._head
        if not titled:
            typed = type_line(piece)
            if typed and not (self._is_letter(head) and patterns["about"].match(piece.folded)):
                self._typed(piece, typed)
                return "type"
            return self._letterhead_piece(head, i)
        if patterns["attachment"].search(piece.folded):
            self._attached(piece, head[i + 1 : i + 3])
            return "attachment"
        if self._in_note(head, i):
            return "attachment"
        if self.header.number is None and not self._letterhead and self._heading(piece):
            return "number"
        if self.header.date is None and (day := day_line(piece)):
            self.header.date = day
            return "place-date"
        if patterns["addressee"].match(piece.folded) or self._after_addressee(head, i):
            return "addressee"
        if self._place_date(piece):
            return "place-date"
        if self._number(head, i):
            return "number"
        if enacts(piece) or patterns["enacting"].match(piece.folded):
            return "enacting"
        self._title.append(piece)
        return "title"

    def _is_letter(self, head: list[Piece]) -> bool:
        return any(self._head["addressee"].match(p.folded) for p in head)

    def _after_addressee(self, head: list[Piece], i: int) -> bool:
        if self._addressee is None or self._addressee[0] is not head:  # once a head: it may be a long table
            found = (k for k, p in enumerate(head) if self._head["addressee"].match(p.folded))
            self._addressee = (head, next(found, len(head)))
        return i > self._addressee[1]

    def _typed(self, piece: Piece, name: str) -> None:
        start = piece.block.start
        if self.header.type is None:
            self.header.type = Said(name, (Span(start, start + len(name)),))
        rest = type_line_rest(piece)
        bare = rest and not self._letterhead and self.header.number is None
        if bare and self._heading(piece, len(piece.words) - len(rest)):
            return
        if rest and not fold(rest).startswith("của chính phủ"):
            end = piece.block.end
            self._title.append((rest, Span(end - len(rest), end)))

    def _letterhead_piece(self, head: list[Piece], i: int) -> ProvisionKind:
        piece = head[i]
        patterns = self._head
        if patterns["addressee"].match(piece.folded) or self._after_addressee(head, i):
            return "addressee"
        slogan = patterns["slogan"].search(piece.folded)
        if slogan:
            rest = piece.words[: slogan.start()].strip()
            if rest and rest.isupper() and self._letterhead and self.header.number is None:  # both columns on one line
                self._letterhead.append((rest, Span(piece.block.start, piece.block.start + len(rest))))
                return "issuer"
            return "motto"
        motto = patterns["motto"].search(piece.folded)
        if motto and (piece.caps or piece.block.level):
            rest = piece.words[: motto.start()].strip()
            if rest and patterns["motto-whole"].search(piece.folded):
                self._letterhead.append((rest, Span(piece.block.start, piece.block.start + len(rest))))
                return "issuer"
            if motto.start() == 0:
                return "motto"
        if self._number(head, i):
            self._place_date(piece)  # both columns on one line
            return "number"
        if self._place_date(piece) or self._place_date_joined(head, i):
            return "place-date"
        if patterns["about"].match(piece.folded):
            self._title.append(piece)
            return "title"
        if self._title and not piece.caps and piece.block.kind != "cell":
            self._title.append(piece)
            return "title"
        if self.header.number is None and (piece.caps or i == 0 or not self._letterhead) and not piece.mark:
            self._letterhead.append((piece.words, Span(piece.block.start, piece.block.end)))
            return "issuer"
        if patterns["attachment"].search(piece.folded):
            self._attached(piece)
            return "attachment"
        return "issuer" if piece.caps else "place-date" if self._place_part(head, i) else "motto"

    def _number(self, head: list[Piece], i: int) -> bool:
        """ "Số: 34/KH-UBND"; the number may stand on the next line; a blank one is none."""
        piece = head[i]
        if self.header.number is not None or not self._says_number(piece):
            return (
                self.header.number is None
                and bool(i)
                and fold(head[i - 1].words).strip(" :") == "số"
                and self._numeral(piece, 0)
            )
        match = self._head["number"].match(piece.folded)
        if not match or len(piece.words) > 300:
            return False
        start = match.start("n")
        end = match.end("n")
        words = piece.words[start:end]
        stop = len(words)
        # what follows the symbol on the same line: the place and date, or V/v
        for at in range(len(words)):
            if words[at] == " " and "/" in words[:at] and closed(words, at):
                stop = at
                break
        return self._numeral(piece, start, start + stop)

    def _says_number(self, piece: Piece) -> bool:
        """Whether a line begins with "Số", or with "Luật số:" in capitals' place."""
        return piece.folded.startswith("số") or (
            "số:" in piece.folded[:20] and bool(self._head["number"].match(piece.folded))
        )

    def _numeral(self, piece: Piece, start: int, stop: int | None = None) -> bool:
        words = piece.words[start : stop if stop is not None else len(piece.words)]
        stripped = words.strip(" .…_")
        if "/" not in stripped and "-" not in stripped:
            return not any(c.isdigit() for c in stripped) and start > 0
        lead = stripped.lstrip(" .…_")
        if not lead[:1].isdigit():
            return True  # "/KH-UBND", "...-NQ/TU": the blank stays blank
        at = piece.block.start + start + words.index(lead[0])
        value = lead.rstrip(" .,;")
        self.header.number = Said(value.replace(" ", ""), (Span(at, at + len(value)),))
        return True

    def _place_date(self, piece: Piece) -> bool:
        match = self._head["place-date"].search(piece.folded)
        if not match or len(piece.words) > 160 or piece.mark:
            return False
        self._dated(piece, match)
        return True

    def _place_date_joined(self, head: list[Piece], i: int) -> bool:
        """The place and date broken over two lines of a cell."""
        if i + 1 >= len(head) or len(head[i].words) > 40:
            return False
        joined = f"{head[i].folded} {head[i + 1].folded}"
        match = self._head["place-date"].search(joined)
        if not match or self.header.date or match.start("place") > 0 or self._head["about"].match(joined):
            return False
        first, second = head[i].block, head[i + 1].block
        shift = second.start - len(head[i].folded) - 1
        words = f"{head[i].words} {head[i + 1].words}"[match.start("place") : match.end("place")]
        self._said_place(
            words, Span(first.start + match.start("place"), min(first.end, first.start + match.end("place")))
        )
        self._said_date(match, Span(match.end("place") + shift, match.end() + shift))
        return True

    def _place_part(self, head: list[Piece], i: int) -> bool:
        return i > 0 and "ngày" in head[i].folded

    def _dated(self, piece: Piece, match: Match) -> None:
        if self.header.place is None:
            start = piece.block.start
            words = piece.words[match.start("place") : match.end("place")]
            lead = len(words) - len(words.lstrip())
            self._said_place(words.strip(), Span(start + match.start("place") + lead, start + match.end("place")))
            self._said_date(match, Span(start + piece.folded.index("ngày", match.end("place")), start + match.end()))

    def _said_place(self, words: str, span: Span) -> None:
        self.header.place = Said(words.strip(), (span,))

    def _said_date(self, match: Match, span: Span) -> None:
        value = iso(match.group("y"), match.group("m"), match.group("d"))
        if value:
            self.header.date = Said(value, (span,))

    def _in_note(self, head: list[Piece], i: int) -> bool:
        """Whether a line goes on with "(Kèm theo …", which the one before opens and does not close."""
        for k in range(i - 1, max(i - 3, -1), -1):
            if ")" in head[k].words:
                return False
            if self._head["attachment"].search(head[k].folded):
                return "(" in head[k].words
        return False

    def _attached(self, piece: Piece, following: list[Piece] | None = None) -> None:
        folded = piece.folded
        if "(" in folded and ")" not in folded:
            folded = " ".join([folded, *(p.folded for p in following or ())])
        match = self._head["attached"].search(folded)
        if not match:
            return
        printed = piece.words[match.start("n") : match.end("n")].strip(" .…_")  # never broken over lines
        number = "".join(printed.split())
        day = iso(match.group("y"), match.group("m"), match.group("d"))
        if not number and not match.group("y"):
            return
        value = f"{number}|{day or match.group('y') or ''}"
        start = piece.block.start
        end = min(start + match.end("y" if match.group("y") else "n"), piece.block.end)
        self.header.attached_to = Said(value, (Span(start + match.start("type"), end),))

    def _heading(self, piece: Piece, shift: int = 0) -> bool:
        """Number, date and issuer of a copy without letterhead, between the type word and the title."""
        found = heading(piece, shift)
        if found is None:
            return False
        self.header.number = found.number
        self.header.date = found.date or self.header.date
        self._letterhead += found.issuers
        self._title += found.title
        return True

    # -- the preamble --------------------------------------------------------------------------------------------

    def _preamble_kind(self, piece: Piece) -> ProvisionKind:
        if self._head["basis"].match(piece.folded):
            return "basis"
        if (
            enacts(piece)
            or self._head["enacting"].match(piece.folded)
            or (piece.caps and piece.folded.rstrip(" :") in ("quyết định", "quyết nghị"))
        ):
            return "enacting"
        if self._head["attachment"].search(piece.folded):
            self._attached(piece)
            return "attachment"
        return "opening"

    # -- what the pieces say together ----------------------------------------------------------------------------

    def _finish(self, head: list[Piece], preamble: list[Piece]) -> None:
        header = self.header
        self._said_title()
        issue(self.header, self._letterhead, self.outline)
        typed = next((i for i, piece in enumerate(head) if type_line(piece)), len(head))
        if not any(enacts(piece) for piece in head[typed:] + preamble):
            self._part_enacting(preamble)
        if header.type is None and self._is_letter(head):
            header.type = self._letter_type()
        if header.type is None and header.number is not None:
            name = type_of_symbol(header.number.value)
            header.type = Said(name, header.number.spans) if name else None
        header.period = period(header.title) if header.title else None

    def said_in_body(self, pieces: list[Piece]) -> None:
        """The type of a copy that has lost its head, from "Kết luận này phổ biến …" in its last paragraphs."""
        if self.header.type is not None:
            return
        pattern = load("header")["head.names-itself"]
        for piece in pieces[-6:]:
            match = pattern.match(piece.folded)
            if match:
                words = match.group("type")
                start = piece.block.start
                self.header.type = Said(words[:1].upper() + words[1:], (Span(start, start + len(words)),))
                return
        if self.header.number is None and not self._letterhead:
            self.header.type = self._called(pieces)

    def _called(self, pieces: list[Piece]) -> Said | None:
        """What a copy without head calls itself most often: "tổ chức thực hiện Kết luận này"."""
        found: dict[str, list[Span]] = {}
        for piece in pieces:
            for match in self._head["this"].finditer(piece.folded):
                if piece.words[match.start("type")].isupper():
                    start = piece.block.start
                    span = Span(start + match.start("type"), start + match.end("type"))
                    found.setdefault(match.group("type"), []).append(span)
        if not found:
            return None
        words = min(found, key=lambda name: (-len(found[name]), found[name][0]))
        return Said(words[:1].upper() + words[1:], (found[words][0],))

    def _letter_type(self) -> Said | None:
        number = self.header.number
        return Said("Công văn", number.spans) if number else None

    def _said_title(self) -> None:
        words: list[str] = []
        spans: list[Span] = []
        for part in self._title:
            if isinstance(part, Piece):
                words.append(part.words)
                spans.append(Span(part.block.start, part.block.end))
            else:
                words.append(part[0])
                spans.append(part[1])
        if words:
            self.header.title = Said(" ".join(words).strip(), tuple(spans))

    def _part_enacting(self, preamble: list[Piece]) -> None:
        """Take the enacting body off a title that it was run on to: "… TIẾP TỤC CÓ HIỆU LỰC CHÍNH PHỦ"."""
        title, issuer = self.header.title, self.header.issuer
        if title is None or issuer is None or not preamble or not self._head["basis"].match(preamble[0].folded):
            return
        words, last = title.value, title.spans[-1]
        name = issuer.value
        rest = words[: -len(name)].rstrip()
        if not words.isupper() or not rest or fold(words[-len(name) :]) != fold(name):
            return
        if fold(rest).rpartition(" ")[2] not in load("marks").words("wrap.open") and last.end - last.start > len(name):
            end = last.end - (len(words) - len(rest))
            self.header.title = Said(rest, (*title.spans[:-1], Span(last.start, end)))
