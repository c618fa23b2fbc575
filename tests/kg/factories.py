"""Documents for tests, made by hand: paragraphs with paths, and facts found by their words.

>>> plan = Maker("Kế hoạch", "5/KH-UBND", "2022-03-01", "Ủy ban nhân dân tỉnh Bạc Liêu", "Bạc Liêu", "về nước sạch")
>>> plan.document().header.title.value
'về nước sạch'
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from loaders.model import (
    Assignment,
    CitedDocument,
    Deadline,
    Document,
    Frequency,
    Header,
    Mention,
    Period,
    Provision,
    ProvisionKind,
    Relation,
    RelationType,
    Report,
    Role,
    Said,
    Signer,
    Span,
    Target,
    Task,
    Text,
)


def vietnamese_date(date: str) -> str:
    """An ISO date as letterheads print it."""
    year, month, day = date.split("-")
    return f"ngày {day} tháng {month} năm {year}"


class Maker:
    """One document in the making; each method adds a part or a fact, `document()` gives the whole."""

    def __init__(
        self,
        type_name: str | None,
        number: str | None,
        date: str | None,
        issuer: str | None,
        province: str | None,
        title: str | None,
        file: str | None = None,
    ) -> None:
        self.lines: list[str] = []
        self.parts: list[Provision] = []
        self.cited: list[CitedDocument] = []
        self.relations: list[Relation] = []
        self.tasks: list[Task] = []
        self.targets: list[Target] = []
        self.reports: list[Report] = []
        self.header = Header()
        self.file = file
        if issuer:
            self.part("head/issuer", "issuer", issuer.upper())
            # The letterhead in two columns: the words of one fact may stand in two places.
            first, _, last = issuer.upper().rpartition(" tỉnh ".upper())
            words = [issuer.upper()] if not first else [first, last]
            self.header.issuer = Said(issuer, tuple(self.span("head/issuer", w) for w in words))
        if province and issuer:
            self.header.province = Said(province, (self.span("head/issuer", province.upper()),))
        if number:
            self.part("head/number", "number", f"Số: {number}")
            self.header.number = self.said("head/number", number)
        if date:
            self.part("head/place-date", "place-date", f"{province or 'Hà Nội'}, {vietnamese_date(date)}")
            self.header.date = Said(date, (self.span("head/place-date", vietnamese_date(date)),))
            self.header.place = self.said("head/place-date", province or "Hà Nội")
        if type_name:
            self.part("head/type", "type", type_name.upper())
            self.header.type = Said(type_name, (self.span("head/type", type_name.upper()),))
        if title:
            self.part("head/title", "title", title)
            self.header.title = self.said("head/title", title)

    def part(self, path: str, kind: ProvisionKind, text: str, parent: str | None = None, label: str = "") -> Maker:
        """A paragraph that is a provision."""
        start = sum(len(line) + 1 for line in self.lines)
        self.lines.append(text)
        self.parts.append(Provision(path, kind, start, start + len(text), start + len(label), label, None, parent))
        if parent:
            self.at(parent).leaf = False
        return self

    def at(self, path: str) -> Provision:
        """The part with this path."""
        return next(p for p in self.parts if p.path == path)

    def span(self, path: str, words: str) -> Span:
        """Where words stand in a part."""
        part = self.at(path)
        text = "\n".join(self.lines)[part.start : part.end]
        start = part.start + text.index(words)
        return Span(start, start + len(words))

    def said(self, path: str, words: str, value: str | None = None) -> Said:
        """A fact by its words."""
        return Said(value or words, (self.span(path, words),))

    def cite(
        self,
        path: str | Sequence[str],
        words: str,
        key: str,
        type_name: str | None = None,
        issuer: str | None = None,
        **more: object,
    ) -> Maker:
        """A citation by its words, in one part or several; `key` is number and date, or name and null."""
        head, _, date = key.rpartition("|")
        numbered = any(c.isdigit() for c in head) and "/" in head
        paths = [path] if isinstance(path, str) else path
        made = CitedDocument(
            key=key,
            type=type_name,
            number=head if numbered else None,
            date=date if len(date) == 10 else None,
            issuer=issuer,
            subject=None,
            mentions=tuple(Mention(self.span(p, words), p) for p in paths),
            symbol=head if numbered else None,
            name=None if numbered or head.startswith("/") else head,
            issuer_basis="stated" if issuer else None,
        )
        self.cited.append(replace(made, **more))  # type: ignore[arg-type]
        return self

    def relate(self, path: str, words: str, source: str, relation: RelationType, target: str) -> Maker:
        """A relation by the words that state it."""
        self.relations.append(Relation(source, relation, target, self.span(path, words), path))
        return self

    def task(
        self,
        path: str,
        *assignments: Assignment,
        deadlines: Sequence[Deadline] = (),
        requested: bool = False,
        output: Said | None = None,
    ) -> Maker:
        """The whole part is a task."""
        self.tasks.append(Task(path, self.at(path).span, tuple(assignments), requested, tuple(deadlines), output))
        return self

    def target(self, path: str, words: str, indicator: str, value: float, unit: str | None, **more: Any) -> Maker:
        """A target by its words; more: comparator, year, key, quantity, base, since, subject, place."""
        made = Target(indicator, "=", value, unit, None, path, self.span(path, words))
        self.targets.append(replace(made, **more))
        return self

    def report(self, path: str, words: str, *bodies: Assignment, frequency: Frequency, deadline: Deadline) -> Maker:
        """A duty to report by its words."""
        self.reports.append(Report(path, self.span(path, words), tuple(bodies), frequency, deadline))
        return self

    def who(self, path: str, words: str, role: Role, **more: object) -> Assignment:
        """An agency's part in a task, by its words; more: agency, basis, inherited, group, kind."""
        made = Assignment(words, role, "assigned" if role == "lead" else None, self.span(path, words), path)
        return replace(made, **more)  # type: ignore[arg-type]

    def document(self) -> Document:
        """The document; its hash is that of its text."""
        text = Text.of_paragraphs(self.lines, self.file or "memory.txt")
        digest = hashlib.sha256(text.text.encode()).hexdigest()
        text = replace(text, source=replace(text.source, name=self.file or f"{digest[:8]}.txt", sha256=digest))
        whole = Span(0, len(text.text))
        document = Document(text, whole, self.header, self.parts, [], self.cited, self.relations, self.tasks)
        document.targets, document.reports = self.targets, self.reports
        return document


def full(file: str = "plan.txt") -> Document:
    """A plan that has one of everything the graph knows."""
    made = Maker(
        "Kế hoạch",
        "5/KH-UBND",
        "2022-03-01",
        "Ủy ban nhân dân tỉnh Bạc Liêu",
        "Bạc Liêu",
        "Thực hiện Nghị quyết số 11-NQ/TU ngày 12/11/2021 của Tỉnh ủy về trạm y tế giai đoạn 2021-2025, tầm nhìn đến năm 2030",
        file,
    )
    resolution = "11-NQ/TU|2021-11-12"
    title = "head/title"
    made.part("head/basis", "basis", "Căn cứ Quyết định số 99/QĐ-TTg ngày 02/02/2022 của Thủ tướng Chính phủ;")
    made.part("I", "roman", "I. NHIỆM VỤ", label="I.")
    made.part("I/1", "arabic", "1. Sở Y tế:", "I", "1.")
    made.part(
        "I/1/-1",
        "dash",
        "- Nâng cấp bốn trạm y tế, phối hợp với Sở Tài chính và các sở, ban, ngành, xong trước ngày 30/6/2023.",
        "I/1",
        "-",
    )
    made.part("I/1/-2", "dash", "- Báo cáo hằng năm việc thực hiện Nghị quyết số 11-NQ/TU.", "I/1", "-")
    made.part(
        "I/2", "arabic", "2. Đề nghị Ủy ban nhân dân thị xã Giá Rai dành đất cho trạm y tế trong năm 2024.", "I", "2."
    )
    made.part("II", "roman", "II. MỤC TIÊU", label="II.")
    made.part(
        "II/-1", "dash", "- Tỷ lệ trẻ em huyện Phước Long được tiêm chủng đạt ít nhất 95% giai đoạn 2021-2025.", "II", "-"
    )
    made.part("III", "roman", "III. BÁO CÁO", label="III.")
    reporting = "- Sở Y tế báo cáo Ủy ban nhân dân tỉnh qua Văn phòng Ủy ban nhân dân tỉnh trước ngày 05/12 hằng năm."
    made.part("III/-1", "dash", reporting, "III", "-")
    made.part("foot/signature", "signature", "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Trần Văn Mẫu")
    made.part("foot/recipients", "recipients", "Nơi nhận:")
    made.part("foot/recipients/-1", "recipient", "- Sở Y tế;", "foot/recipients", "-")
    made.cite(
        [title, "I/1/-2"], "Nghị quyết số 11-NQ/TU", resolution, "Nghị quyết", "Tỉnh ủy Bạc Liêu",
        issuer_span=made.span(title, "Tỉnh ủy"), issuer_basis="context",
        subject="trạm y tế", subject_span=made.span(title, "trạm y tế"),
    )  # fmt: skip
    made.cite("head/basis", "Quyết định số 99/QĐ-TTg ngày 02/02/2022", "99/QĐ-TTg|2022-02-02", "Quyết định",
              "Thủ tướng Chính phủ")  # fmt: skip
    made.relate(title, "Thực hiện Nghị quyết số 11-NQ/TU ngày 12/11/2021", "this", "implements", resolution)
    basis = made.lines[made.parts.index(made.at("head/basis"))]
    made.relate("head/basis", basis, "this", "based_on", "99/QĐ-TTg|2022-02-02")
    health = made.who("I/1", "Sở Y tế", "lead", inherited=True, kind="so-y-te")
    made.task(
        "I/1/-1",
        health,
        made.who("I/1/-1", "Sở Tài chính", "support", kind="so-tai-chinh"),
        made.who("I/1/-1", "các sở, ban, ngành", "support", agency="Các sở, ban, ngành", group=True),
        deadlines=[
            Deadline(made.span("I/1/-1", "trước ngày 30/6/2023"), "2023-06-30", "by", None, "2023-06-30"),
        ],
    )
    yearly = Deadline(made.span("I/1/-2", "hằng năm"), None, "annual", None, None, "P1Y")
    made.task("I/1/-2", health, deadlines=[yearly], output=made.said("I/1/-2", "Báo cáo"))
    made.task(
        "I/2",
        made.who("I/2", "Ủy ban nhân dân thị xã Giá Rai", "lead", kind="ubnd-huyen"),
        deadlines=[Deadline(made.span("I/2", "năm 2024"), "2024", "year", "2024-01-01", "2024-12-31")],
        requested=True,
    )
    made.target(
        "II/-1", "Tỷ lệ trẻ em huyện Phước Long được tiêm chủng đạt ít nhất 95%",
        "Tỷ lệ trẻ em huyện Phước Long được tiêm chủng", 95, "%", comparator=">=", year=2025, since=2021,
        key="tỷ lệ trẻ em được tiêm chủng", quantity=95, base="%", subject="trẻ em", place="huyện Phước Long",
    )  # fmt: skip
    made.report(
        "III/-1", reporting[2:],
        made.who("III/-1", "Sở Y tế", "lead", kind="so-y-te"),
        made.who("III/-1", "Ủy ban nhân dân tỉnh", "recipient", agency="Ủy ban nhân dân tỉnh Bạc Liêu", kind="ubnd-tinh"),
        made.who("III/-1", "Văn phòng Ủy ban nhân dân tỉnh", "channel"),
        frequency="annual",
        deadline=Deadline(
            made.span("III/-1", "trước ngày 05/12 hằng năm"), "--12-05", "annual", None, None, "--12-05"
        ),
    )  # fmt: skip
    made.header.period = Period(2021, 2025, 2030, made.span(title, "giai đoạn 2021-2025, tầm nhìn đến năm 2030"))
    made.header.signer = Signer(
        made.said("foot/signature", "TM. ỦY BAN NHÂN DÂN"),
        made.said("foot/signature", "CHỦ TỊCH"),
        made.said("foot/signature", "Trần Văn Mẫu"),
    )
    made.header.recipients = (made.said("foot/recipients/-1", "Sở Y tế"),)
    return made.document()
