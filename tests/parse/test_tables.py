"""Annex tables in several clothings: the tasks of every row, the provisions they are, what else tables hold."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from loaders.extract import to_json
from loaders.model import Document, Span, Text
from loaders.parse import parse, structure
from loaders.parse.agencies.names import where
from loaders.parse.tables.bodies import named
from loaders.read import read, read_bytes
from loaders.read.grid import text_of
from tests.parse.table_layouts import ANNEX, LAYOUTS, Expected, Layout
from tests.parse.test_structure import check_whole

# -- clothings --------------------------------------------------------------------------------------------------------


def in_memory(layout: Layout) -> Text:
    """As a reader of a format with real tables gives it."""
    return text_of(layout.rows, layout.before)


def flattened(layout: Layout) -> Text:
    """As portals hand it out: a cell a paragraph, `|` alone between cells, merged cells gone."""
    parts = ["\n\n".join(layout.before), ""]
    for row in layout.rows:
        parts.append("|")
        for cell in row:
            if cell not in ("^", "<"):
                parts += [cell, "|"] if cell else ["|"]
    return read_bytes("\n".join(parts).encode(), "a.md")


def markdown(layout: Layout) -> Text:
    """Rows of pipes with a rule below the head; a cell merged over columns is one with empty ones after it."""
    lines = ["\n\n".join(layout.before), ""]
    for i, row in enumerate(layout.rows):
        cells = ["" if cell == "<" else cell.replace("\n", "<br>") for cell in row]
        lines.append("| " + " | ".join(cells) + " |")
        if i == 0:
            lines.append("|" + "---|" * len(row))
    return read_bytes("\n".join(lines).encode(), "a.md")


def tabbed(layout: Layout) -> Text:
    """Cells parted by tabs, as text copied out of a table has them."""
    lines = ["\n\n".join(layout.before), ""]
    lines += [
        "\t".join("" if cell == "<" else cell.replace("\n", " ").strip("*") for cell in row) for row in layout.rows
    ]
    return read_bytes("\n".join(lines).encode(), "a.txt")


def drawn(layout: Layout) -> Text:
    """A table drawn with lines, a rule between rows, cells wrapped at 24 letters."""
    width = 26
    rule = "+" + ("-" * width + "+") * len(layout.rows[0])
    lines = ["\n\n".join(layout.before), "", rule]
    for row in layout.rows:
        cells = [_wrapped("" if cell == "<" else cell.replace("\n", " ").strip("*"), width - 2) for cell in row]
        for k in range(max(map(len, cells))):
            lines.append("|" + "|".join(f" {cell[k] if k < len(cell) else '':<{width - 2}} " for cell in cells) + "|")
        lines.append(rule)
    return read_bytes("\n".join(lines).encode(), "a.txt")


def _wrapped(words: str, width: int) -> list[str]:
    out = [""]
    for word in words.split():
        if len(out[-1]) + len(word) + 1 > width and out[-1]:
            out.append(word)
        else:
            out[-1] = f"{out[-1]} {word}".strip()
    return out


Clothing = Callable[[Layout], Text]
PLAIN = [layout for layout in LAYOUTS if not layout.merged]
FORMS = {
    in_memory: LAYOUTS,
    flattened: [layout for layout in LAYOUTS if not layout.lossy],
    markdown: PLAIN,
    tabbed: [layout for layout in PLAIN if "<" not in str(layout.rows) and "\\n" not in str(layout.rows)],
    drawn: [layout for layout in PLAIN if "<" not in str(layout.rows) and "\\n" not in str(layout.rows)],
}
CASES = [(clothing, layout) for clothing, layouts in FORMS.items() for layout in layouts]


# -- tasks ------------------------------------------------------------------------------------------------------------


def found(document: Document) -> list[Expected]:
    """The tasks of rows, in the form of what is expected."""
    out = []
    for task in document.tasks or ():
        if document.provision(task.provision).kind != "row":
            continue
        of = {role: tuple(a.agency for a in task.assignments if a.role == role) for role in ("lead", "support")}
        due = tuple(deadline.date for deadline in task.deadlines if deadline.kind != "continuous")
        path = task.provision.rpartition("/t1/")[2]
        out.append(Expected(path, of["lead"], of["support"], due, task.output.value if task.output else None))
    return out


def facts(tasks: list[Expected]) -> set[tuple[object, ...]]:
    """Every single thing said of tasks, for counting."""
    return {
        (i, kind, value)
        for i, task in enumerate(tasks)
        for kind, values in (("lead", task.lead), ("support", task.support), ("due", task.due))
        for value in values
    }


@pytest.mark.parametrize(
    ("clothing", "layout"), CASES, ids=[f"{clothing.__name__}: {layout.name}" for clothing, layout in CASES]
)
def test_every_row_of_data_is_one_task_with_its_cells(clothing: Clothing, layout: Layout) -> None:
    text = clothing(layout)
    documents = parse(text)
    check_whole(documents, text)
    assert [task for document in documents for task in found(document)] == [
        Expected(task.path, task.lead, task.support, task.due, task.output) for task in layout.tasks
    ]


def test_layouts_together_are_right() -> None:
    """The measure of the task: at least 0.97 of lead, support and deadline over all layouts and clothings."""
    hit = wrong = 0
    for clothing, layout in CASES:
        right = facts(list(layout.tasks))
        said = facts([task for document in parse(clothing(layout)) for task in found(document)])
        hit += len(right & said)
        wrong += len(right ^ said)
    assert 2 * hit / (2 * hit + wrong) >= 0.97


def test_a_name_broken_within_its_cell_and_a_reason_in_brackets() -> None:
    rows = [
        ["TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn"],
        ["1", "Rà soát quy chế", "Bộ Khoa học và\nCông nghệ", "Bộ Nội vụ\nBộ Y tế", "Quý I/2026 (theo biên chế giai đoạn 2026 - 2030)"],
        ["2", "Sửa quy chế", "Bộ Y tế", "Bộ Nội vụ", "(theo biên chế giai đoạn 2026 - 2030)"],
    ]  # fmt: skip
    (document,) = parse(text_of(rows, ["Số: 1/QĐ-TTg", "QUYẾT ĐỊNH", "Nước sạch", "1. Nhiệm vụ:"]))
    said = [
        ([a.agency for a in t.assignments if a.role == "lead"], [d.date for d in t.deadlines])
        for t in document.tasks or ()
    ]
    assert said == [(["Bộ Khoa học và Công nghệ"], ["2026-03-31"]), (["Bộ Y tế"], ["2030"])]


def test_spans_stand_at_the_words_of_the_cells() -> None:
    layout = next(each for each in LAYOUTS if each.name == "bodies merged over rows")
    (document,) = parse(in_memory(layout))
    tasks = document.tasks or []
    row = {task.provision.rpartition("/")[2]: task for task in tasks if "/t1/" in task.provision}
    lead = row["3"].assignments[0]
    assert (document.words(lead.span), lead.inherited) == ("Sở Nông nghiệp và Môi trường", True)
    assert lead.provision == row["1"].provision  # where the merged cell stands
    assert not row["1"].assignments[0].inherited
    assert document.words(row["3"].deadlines[0].span) == "Quý II/2026"


def test_a_task_of_a_row_is_the_words_of_its_cell() -> None:
    """Without number, bodies and day; and of the field of these words, else of what is to be delivered."""
    rows = [
        ["TT", "Nhiệm vụ", "Chủ trì", "Sản phẩm"],
        ["1", "Ghi sổ bến phà", "Sở Y tế", "Nghị định"],
        ["2", "Cải tạo trạm y tế", "Sở Y tế", "Nghị định"],
        ["3", "Đếm khách qua phà", "Trường Đại học Phà", ""],
    ]
    (document,) = parse(text_of(rows, ["Số: 1/KH-UBND", "KẾ HOẠCH", "Nước sạch", "1. Nhiệm vụ:"]))
    assert [document.words(t.span) for t in document.tasks or ()] == [row[1] for row in rows[1:]]
    found = [[tag.field for tag in t.fields] for t in document.tasks or ()]
    assert found == [["general/tu-phap"], ["infrastructure/y-te"], []]


def test_a_heading_that_names_who_leads_assigns() -> None:
    layout = next(each for each in LAYOUTS if each.name == "headings that name who leads")
    (document,) = parse(in_memory(layout))
    (first, *_) = [task for task in document.tasks or [] if "/t1/" in task.provision]
    (lead,) = first.assignments
    assert (lead.basis, lead.inherited, document.words(lead.span)) == ("assigned", True, "SỞ TÀI CHÍNH")
    assert lead.provision.endswith("/t1/I")


# (the heading over the rows, the body that leads, whether it is a request)
ASKED = [
    ("Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", True),
    ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", False),
    ("Đề nghị Sở Y tế", False),
]


@pytest.mark.parametrize(("words", "requested"), ASKED)
def test_only_a_body_outside_the_hierarchy_is_asked(words: str, requested: bool) -> None:
    rows = [
        ["TT", "Nhiệm vụ", "Thời hạn"],
        [f"**I. {words}**", "<", "<"],
        ["1", "Vận động hiến đất đặt bể", "Quý I/2026"],
    ]
    (document,) = parse(text_of(rows, ANNEX))
    (task,) = [task for task in document.tasks or [] if "/t1/" in task.provision]
    assert (bool(task.assignments), task.requested) == (True, requested)


# -- provisions -------------------------------------------------------------------------------------------------------

# (what is special, the rows, the paths below the table, with a dot before those that others stand under)
TREES = [
    ("numbers under numbers", [["TT", "Việc"], ["1", "A"], ["1.1", "B"], ["1.1.1", "C"], ["2", "D"]], [".1", ".1/1.1", "1/1.1/1.1.1", "2"]),
    ("letters, Roman, Arabic", [["TT", "Việc"], ["A", "**X**"], ["I", "**Y**"], ["1", "Z"], ["B", "**V**"], ["I", "**W**"], ["1", "U"]],
     [".A", ".A/I", "A/I/1", ".B", ".B/I", "B/I/1"]),
    ("C after B is a letter", [["TT", "Việc"], ["B", "**X**"], ["1", "Y"], ["C", "**Z**"], ["1", "W"]], [".B", "B/1", ".C", "C/1"]),
    ("points of a row", [["TT", "Việc"], ["1", "A"], ["a", "B"], ["b)", "C"], ["2", "D"]], [".1", "1/a", "1/b", "2"]),
    ("a number that comes again", [["TT", "Việc"], ["1", "A"], ["1", "B"], ["2", "C"]], ["1", "1.2", "2"]),
    ("rows without number", [["Công việc", "Chủ trì"], ["A a", "Sở Y tế"], ["B b", "Sở Xây dựng"]], ["-1", "-2"]),
]  # fmt: skip


@pytest.mark.parametrize(("special", "rows", "paths"), TREES, ids=[case[0] for case in TREES])
def test_rows_stand_under_each_other_by_their_numbers(special: str, rows: list[list[str]], paths: list[str]) -> None:
    filled = [[*row, "Thời hạn" if i == 0 else "" if row[1].startswith("**") else "2026"] for i, row in enumerate(rows)]
    text = text_of(filled, ANNEX)
    documents = structure(text)
    check_whole(documents, text)
    provisions = [p for p in documents[0].provisions if "/t1/" in p.path]
    assert [("" if p.leaf else ".") + p.path.partition("/t1/")[2] for p in provisions] == paths
    assert {p.kind for p in provisions} == {"row"}


def test_a_head_that_comes_again_is_set_aside_and_numbers_are_checked() -> None:
    rows = [
        ["TT", "Nhiệm vụ", "Chủ trì"],
        ["1", "A a", "Sở Y tế"],
        ["TT", "Nhiệm vụ", "Chủ trì"],
        ["3", "B b", "Sở Y tế"],
    ]
    text = text_of(rows, ANNEX)
    (document,) = structure(text)
    assert [document.words(Span(a.start, a.end)) for a in document.set_aside if a.reason == "repeat"] == [
        "TT", "Nhiệm vụ", "Chủ trì",
    ]  # fmt: skip
    assert [p.flags for p in document.provisions if p.kind == "row"] == [(), ("ordinal-gap",)]
    table = next(p for p in document.provisions if p.kind == "table")
    assert document.words(table.span) == "TT\nNhiệm vụ\nChủ trì"


def test_no_citation_goes_over_the_border_of_a_cell() -> None:
    rows = [
        ["TT", "Nhiệm vụ", "Chủ trì", "Sản phẩm"],
        ["1", "Thực hiện Đề án cấp nước vùng cao", "Sở Xây dựng", "Quyết định"],
        ["2", "Thực hiện Nghị định số 5/2025/NĐ-CP", "ngày 01/02/2025", "Kế hoạch"],
    ]
    (document,) = parse(text_of(rows, ANNEX))
    cited = {document.words(m.span) for c in document.citations or () for m in c.mentions}
    assert "Nghị định số 5/2025/NĐ-CP" in cited
    assert not any("\n" in words or "Sở Xây dựng" in words for words in cited)


# -- projects and targets ---------------------------------------------------------------------------------------------


def test_a_table_of_projects() -> None:
    rows = [
        ["STT", "Tên dự án", "Địa điểm xây dựng", "Quy mô", "Tổng mức đầu tư", "Thời gian thực hiện", "Chủ đầu tư"],
        ["1", "Dự án đầu tư xây dựng cầu treo bản Lả", "Xã Mường La", "Dài 60 m", "12,5 tỷ đồng", "2026 - 2027", "Ban Quản lý dự án tỉnh"],
        ["2", "Nâng cấp trạm bơm Nà Sản, kiên cố hóa kênh chính", "", "", "-", "2026", "Sở Xây dựng"],
    ]  # fmt: skip
    (document,) = parse(text_of(rows, ANNEX))
    first, second = document.projects or []
    assert (first.name, second.name) == ("Cầu treo bản Lả", "Nâng cấp trạm bơm Nà Sản, kiên cố hóa kênh chính")
    told = [
        said.value if said else None for said in (first.place, first.scale, first.capital, first.period, first.investor)
    ]
    assert told == ["Xã Mường La", "Dài 60 m", "12,5 tỷ đồng", "2026 - 2027", "Ban Quản lý dự án tỉnh"]
    assert (second.place, second.capital, second.kind) == (None, None, None)
    assert not [task for task in document.tasks or [] if "/t1/" in task.provision]
    assert document.targets == []
    assert to_json([document])["projects"][0]["quote"] == "Dự án đầu tư xây dựng cầu treo bản Lả"


# (the cell of the value, comparator and figure)
VALUES = [("≥ 95", [(">=", 95)]), ("Trên 40%", [(">", 40)]), ("khoảng 1.250", [("~", 1250)]), ("12 - 14", [(">=", 12), ("<=", 14)]),
          ("dưới 0,7", [("<", 0.7)]), ("tối đa 3", [("<=", 3)]), ("80 trở lên", [(">=", 80)]), ("Tiên tiến, hiện đại", []), ("≤ 3; ≤ 50", [("<=", 3), ("<=", 50)])]  # fmt: skip


@pytest.mark.parametrize(("cell", "expected"), VALUES, ids=[case[0] for case in VALUES])
def test_the_values_of_indicators(cell: str, expected: list[tuple[str, float]]) -> None:
    rows = [
        ["TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2027", "Cơ quan theo dõi"],
        ["1", "Hộ có nước máy", "%", cell, "Sở Y tế"],
        ["2", "Bể chứa", "cái", "5", "Sở Y tế"],
    ]
    (document,) = parse(text_of(rows, ANNEX))
    *found, last = document.targets or []
    assert [(target.comparator, target.value) for target in found] == expected
    assert all((t.indicator, t.unit, t.year) == ("Hộ có nước máy", "%", 2027) for t in found)
    assert (last.value, last.unit, document.words(last.span)) == (5, "cái", "5")
    assert not [task for task in document.tasks or [] if "/t1/" in task.provision]


# -- any table --------------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    ["", "^", "<", "1", "1.1", "I", "II.", "A", "a)", "-", "TT", "STT", "Nhiệm vụ", "Chủ trì", "Cơ quan phối hợp", "Thời gian",
     "Sản phẩm", "Chỉ tiêu", "Tên dự án", "Chủ đầu tư", "Tổng cộng", "nt", "(1)", "**I. THỂ CHẾ**", "**NHIỆM VỤ**", "Sở Y tế",
     "Sở Y tế; UBND các xã", "Quý I/2026", "2026", "≥ 95%", "Rà soát quy hoạch cấp nước", "Nghị định số 5/2025/NĐ-CP",
     "- Một\n- Hai", "Ghi chú: không", "Phụ lục", "|", "…"]
)  # fmt: skip
GRIDS = st.lists(st.lists(WORDS, min_size=1, max_size=7), min_size=1, max_size=12)


@given(GRIDS)
@example([["", "", "TT", "^"], ["", "1", "1"]])  # the number is the last of its row
def test_any_grid_is_parsed_and_every_word_is_kept(rows: list[list[str]]) -> None:
    text = text_of(rows, ANNEX, ["Ghi chú ở cuối."])
    documents = parse(text)
    check_whole(documents, text)
    for document in documents:
        for task in document.tasks or ():
            own = document.provision(task.provision)
            assert own.start <= task.span.start < task.span.end <= own.end
            for part in (*task.assignments, *task.deadlines):
                assert any(p.start <= part.span.start and part.span.end <= p.end for p in document.provisions)
            for part in task.assignments:
                held = document.provision(part.provision)
                assert held.start <= part.span.start < part.span.end <= held.end
    to_json(documents)


@given(GRIDS)
def test_any_flattened_grid_keeps_every_word(rows: list[list[str]]) -> None:
    layout = Layout("any", tuple(tuple(row) for row in rows), ())
    text = flattened(layout)
    check_whole(parse(text), text)
    said = "".join("\n".join(cell for row in rows for cell in row if cell not in ("^", "<")).split())
    letters = [c for c in said if c.isalnum()]
    assert [c for c in text.text if c.isalnum()][-len(letters) or None :] == letters if letters else True


@pytest.mark.parametrize(
    "clothing", [pytest.param(in_memory, id="memory"), pytest.param(flattened, id="flattened", marks=pytest.mark.slow)]
)
def test_a_table_of_100_000_cells_takes_time_in_proportion(clothing: Clothing) -> None:
    """Anything quadratic would take hours."""
    head = ("TT", "Nhiệm vụ", "CQ chủ trì", "CQ phối hợp", "Thời hạn")
    rows = [
        (str(i), f"Thay van số {i}", "Sở Xây dựng", "Sở Tài chính; UBND các xã, phường", "Quý I/2026")
        for i in range(1, 20_000)
    ]
    began = time.process_time()
    (document,) = parse(clothing(Layout("long", (head, *rows), ())))
    assert len([task for task in document.tasks or [] if "/t1/" in task.provision]) == len(rows)
    assert time.process_time() - began < 240


# -- the corpus -------------------------------------------------------------------------------------------------------

# (file, rows of data in its tables of tasks, counted by hand)
COUNTED = [("kh-179-dong-nai-2025.md", 94), ("kh-552-dong-thap-2025.md", 19), ("kh-617-dong-thap-2025.md", 11),
           ("kh-980-nghe-an-2025.md", 18), ("qd-2820-hcm-2025.md", 28), ("nq-03-cp-2025.md", 140), ("kh-144-bac-ninh-2025.md", 0),
           ("kh-235-thanh-hoa-2025.md", 0), ("qd-2581-ttg-2025.md", 0)]  # fmt: skip


@pytest.mark.parametrize(("name", "count"), COUNTED, ids=[case[0] for case in COUNTED])
def test_every_row_of_the_corpus_is_one_task(shared: Path, name: str, count: int) -> None:
    documents = parse(read(shared / "corpus" / name))
    assert sum(len(found(document)) for document in documents) == count
    assert all(task.lead for document in documents for task in found(document))


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Sở Y tế, cơ sở khám bệnh, chữa bệnh", ["Sở Y tế", "Cơ sở khám bệnh, chữa bệnh"]),
        ("Cơ sở khám bệnh, chữa bệnh trình cấp có thẩm quyền", ["Cơ sở khám bệnh, chữa bệnh"]),
        ("Tổ đo độ mặn chủ trì", ["Tổ đo độ mặn"]),
    ],
)
def test_bodies_of_a_cell_that_no_list_knows(words: str, names: list[str]) -> None:
    assert [found.name for found in named(words, where("Bạc Liêu"))] == names
