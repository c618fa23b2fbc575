"""The digests of samples/ state the same facts as the documents they are of: what a newcomer sees is what is so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.samples import invented, recognised

SO_GTVT = "Sở Giao thông vận tải"
MARK = "Bản tóm lược do dự án Chỉ Đạo viết lại để chạy thử, không phải văn bản gốc"
EXAMPLE, SCAN = invented.FILE.name, recognised.FILE.name  # the two that are no digests

# file -> number, issuer, date
HEADS = {
    "34-kh-ubnd-bac-lieu.txt": ("34/KH-UBND", "Ủy ban nhân dân tỉnh Bạc Liêu", "2022-03-23"),
    "56-kh-ubnd-bac-kan.txt": ("56/KH-UBND", "Ủy ban nhân dân tỉnh Bắc Kạn", "2024-01-29"),
    "ke-hoach-ubnd-binh-dinh.md": (None, "Ủy ban nhân dân tỉnh Bình Định", None),
    "208-kh-ubnd-tuyen-quang.txt": ("208/KH-UBND", "Ủy ban nhân dân tỉnh Tuyên Quang", "2024-11-20"),
    "6408-kh-ubnd-binh-duong.md": ("6408/KH-UBND", "Ủy ban nhân dân tỉnh Bình Dương", "2024-11-12"),
    "06-ct-ubnd-quang-tri.txt": ("06/CT-UBND", "Ủy ban nhân dân tỉnh Quảng Trị", "2025-11-25"),
    "230-cd-ttg.txt": ("230/CĐ-TTg", "Thủ tướng Chính phủ", "2025-11-26"),
    "4085-ubnd-ho-chi-minh.txt": ("4085/UBND-ĐT", "Ủy ban nhân dân thành phố Hồ Chí Minh", "2025-11-25"),
    "634-tb-vpcp.md": ("634/TB-VPCP", "Văn phòng Chính phủ", "2025-11-22"),
    "57-nq-tw.md": ("57-NQ/TW", "Bộ Chính trị", "2024-12-22"),
    "37-hd-btgdvtw.txt": ("37-HD/BTGDVTW", "Ban Tuyên giáo và Dân vận Trung ương", "2025-11-19"),
    "308-kh-ubnd-ha-noi.txt": ("308/KH-UBND", "Ủy ban nhân dân thành phố Hà Nội", "2025-11-17"),
    "980-kh-ubnd-nghe-an.txt": ("980/KH-UBND", "Ủy ban nhân dân tỉnh Nghệ An", "2025-11-18"),
    "03-nq-cp.md": ("03/NQ-CP", "Chính phủ", "2025-01-09"),
    "93-2007-qd-ttg.txt": ("93/2007/QĐ-TTg", "Thủ tướng Chính phủ", "2007-06-22"),
    "93-2007-qd-ttg.md": ("93/2007/QĐ-TTg", "Thủ tướng Chính phủ", "2007-06-22"),
    "153-kh-ubnd-can-tho.txt": ("153/KH-UBND", "Ủy ban nhân dân thành phố Cần Thơ", "2025-11-17"),
    "179-kh-ubnd-dong-nai.txt": ("179/KH-UBND", "Ủy ban nhân dân tỉnh Đồng Nai", "2025-11-18"),
    "2820-qd-ubnd-ho-chi-minh.md": ("2820/QĐ-UBND", "Ủy ban nhân dân thành phố Hồ Chí Minh", "2025-11-19"),
    EXAMPLE: ("15/KH-UBND", "Ủy ban nhân dân xã Suối Gạo", "2025-12-05"),
    SCAN: ("22/TB-UBND", "Ủy ban nhân dân xã Suối Gạo", "2026-01-09"),
}
# file -> kinds of the documents in it
KINDS = {
    "06-ct-ubnd-quang-tri.txt": ["Chỉ thị"],
    "230-cd-ttg.txt": ["Công điện"],
    "4085-ubnd-ho-chi-minh.txt": ["Công văn"],
    "634-tb-vpcp.md": ["Thông báo"],
    "57-nq-tw.md": ["Nghị quyết"],
    "37-hd-btgdvtw.txt": ["Hướng dẫn"],
    "03-nq-cp.md": ["Nghị quyết", "Chương trình hành động"],
    "93-2007-qd-ttg.txt": ["Quyết định"],
    "2820-qd-ubnd-ho-chi-minh.md": ["Quyết định", "Kế hoạch"],
    EXAMPLE: ["Kế hoạch"],
    SCAN: ["Thông báo"],
}
# file -> edges that must be among those found
EDGES = {
    "34-kh-ubnd-bac-lieu.txt": {("this", "implements", "11-NQ/TU|2021-11-12")},
    "56-kh-ubnd-bac-kan.txt": {
        ("this", "based_on", "37/2019/NĐ-CP|2019-05-07"),
        ("this", "based_on", "1288/QĐ-TTg|2023-11-03"),
        ("58/2023/NĐ-CP|2023-08-12", "amends", "37/2019/NĐ-CP|2019-05-07"),
        (
            "1288/QĐ-TTg|2023-11-03",
            "approves",
            "Quy hoạch tỉnh Bắc Kạn thời kỳ 2021 - 2030, tầm nhìn đến năm 2050|null",
        ),
    },
    "ke-hoach-ubnd-binh-dinh.md": {
        ("this", "implements", "94-KH/TU|2024-05-07"),
        ("94-KH/TU|2024-05-07", "implements", "72-KL/TW|2024-02-23"),
        ("72-KL/TW|2024-02-23", "continues", "13-NQ/TW|2012-01-16"),
        ("/QĐ-UBND|2024", "promulgates", "this"),
    },
    "208-kh-ubnd-tuyen-quang.txt": {
        ("this", "implements", "500-KH/TU|2024-07-22"),
        ("500-KH/TU|2024-07-22", "implements", "72-KL/TW|2024-02-23"),
        ("72-KL/TW|2024-02-23", "continues", "13-NQ/TW|2012-01-16"),
    },
    "6408-kh-ubnd-binh-duong.md": {
        ("this", "implements", "693/QĐ-TTg|2024-07-17"),
        ("693/QĐ-TTg|2024-07-17", "implements", "72-KL/TW|2024-02-23"),
        ("72-KL/TW|2024-02-23", "continues", "13-NQ/TW|2012-01-16"),
        ("this", "proposed_by", "2299/SKHĐT-TH|2024-08-20"),
        ("43/CTr-TU|2012-07-13", "implements", "13-NQ/TW|2012-01-16"),
        ("3001/KH-UBND|2012-10-17", "implements", "43/CTr-TU|2012-07-13"),
    },
    "06-ct-ubnd-quang-tri.txt": {("this", "cites", "05/CT-TTg|2022-05-18"), ("this", "cites", "134-KH/TU|2023-12-29")},
    "230-cd-ttg.txt": {("this", "cites", "1505/KH-TTCP|2025-07-22"), ("this", "cites", "170/2024/QH15|2024-11-30")},
    "4085-ubnd-ho-chi-minh.txt": {("this", "cites", "15972/SXD-QLN&TTBĐS|2025-11-14")},
    "634-tb-vpcp.md": {("this", "cites", "37/2021/QH15|2021-11-13")},
    "57-nq-tw.md": set(),
    "37-hd-btgdvtw.txt": {
        ("this", "implements", "50-CT/TW|2025-07-23"),
        ("this", "implements", "339-QĐ/TW|2025-07-10"),
    },
    "308-kh-ubnd-ha-noi.txt": {("this", "implements", "214/NQ-CP|2025-07-23")},
    "980-kh-ubnd-nghe-an.txt": {
        ("this", "implements", "1899/QĐ-TTg|2025-09-04"),
        ("1899/QĐ-TTg|2025-09-04", "implements", "200/2025/NĐ-CP|2025-07-09"),
    },
    "93-2007-qd-ttg.txt": {("this", "replaces", "181/2003/QĐ-TTg|2003-09-04"), ("this", "based_on", "94/2006/QĐ-TTg|2006-04-27")},
    "153-kh-ubnd-can-tho.txt": {("this", "implements", "7619/QĐ-BCA|2025-09-08")},
    "179-kh-ubnd-dong-nai.txt": {("this", "based_on", "71/NQ-CP|2025-04-01")},
    "03-nq-cp.md": {
        ("this", "implements", "57-NQ/TW|2024-12-22"),
        ("this", "proposed_by", "04/TTr-BKHCN-BTTTT|2025-01-02"),
        ("03/NQ-CP|2025-01-09", "promulgates", "this"),
    },
    "2820-qd-ubnd-ho-chi-minh.md": {
        ("this", "implements", "06/QĐ-TTg|2025-01-02"),
        ("this", "implements", "3103/QĐ-BTC|2025-09-05"),
        ("this", "based_on", "03/NQ-CP|2025-01-09"),
        ("71/NQ-CP|2025-04-01", "amends", "03/NQ-CP|2025-01-09"),
        ("2820/QĐ-UBND|2025-11-19", "promulgates", "this"),
    },
    EXAMPLE: {("this", "based_on", "Luật Đầu tư công|null")},
    SCAN: {("this", "cites", "15/KH-UBND|2025-12-05")},
}
# file -> dates by which work is due
DUE = {
    "34-kh-ubnd-bac-lieu.txt": {"--12-05", None},  # the yearly conference has no date
    "56-kh-ubnd-bac-kan.txt": {"2024-03-31", "--10-20", "--10-31"},
    "ke-hoach-ubnd-binh-dinh.md": {"--12-10"},
    "208-kh-ubnd-tuyen-quang.txt": {"2030"},
    "6408-kh-ubnd-binh-duong.md": set(),
    "06-ct-ubnd-quang-tri.txt": {"--12-25"},
    "230-cd-ttg.txt": {"2025-11-26", "2025-11-30"},
    "4085-ubnd-ho-chi-minh.txt": {"2025-12-05", "2025-12-31"},
    "634-tb-vpcp.md": {"2025-11-30", "2025-12-01", "2025-12-25", "2025-12-31", "2026-03-31"},
    "57-nq-tw.md": {"2025"},
    "37-hd-btgdvtw.txt": set(),
    "308-kh-ubnd-ha-noi.txt": {"2025", None},  # reports are due every month
    "980-kh-ubnd-nghe-an.txt": {"2025", "2025-11-30", "--12-31"},
    "93-2007-qd-ttg.txt": set(),
    "153-kh-ubnd-can-tho.txt": {"--12-15"},
    "179-kh-ubnd-dong-nai.txt": set(),
    "03-nq-cp.md": {"2025", "2025-02-28", "2025-06-30", "2026"},
    "2820-qd-ubnd-ho-chi-minh.md": {"2025-12-31", "2026-12-31", "2027-06-30", "2030"},
    EXAMPLE: {"--12-20"},
    SCAN: {"2026-03-15", None},  # on the 25th of each month
}
# file -> tasks led by the department of transport
LED = {"34-kh-ubnd-bac-lieu.txt": 3, "208-kh-ubnd-tuyen-quang.txt": 2, "6408-kh-ubnd-binh-duong.md": 2}
# file -> some tasks: who leads, who supports, by when
TASKS = {
    "230-cd-ttg.txt": [
        (
            ["Các bộ, cơ quan ngang bộ", "Ủy ban nhân dân các tỉnh, thành phố"],
            ["Cơ quan thanh tra"],
            ["2025-11-30"],
        ),
    ],
    "153-kh-ubnd-can-tho.txt": [(["Công an thành phố"], ["Sở Y tế", "Sở Tài chính"], [])],
    "179-kh-ubnd-dong-nai.txt": [(["Sở Khoa học và Công nghệ"], ["Sở Tài chính", "Các sở, ban, ngành"], [])],
    "634-tb-vpcp.md": [(["Bộ Tài chính"], ["Bộ Xây dựng"], ["2025-12-25"])],
    "308-kh-ubnd-ha-noi.txt": [
        (["Sở Khoa học và Công nghệ"], ["Các sở, ban, ngành"], ["2025"]),
        (["Công an thành phố"], ["Các sở, ban, ngành", "Ủy ban nhân dân xã, phường"], []),
    ],
    "980-kh-ubnd-nghe-an.txt": [
        (["Bộ Chỉ huy Quân sự tỉnh", "Ủy ban nhân dân cấp xã"], ["Các sở, ban, ngành"], ["2025-11-30"]),
        (["Sở Y tế"], ["Sở Tài chính"], ["2025"]),
    ],
    "03-nq-cp.md": [
        (["Bộ Nội vụ"], ["Các bộ, ngành", "Các địa phương"], ["2025-06-30"]),
        (
            ["Bộ Khoa học và Công nghệ", "Bộ Thông tin và Truyền thông"],
            ["Bộ Tài chính", "Bộ Kế hoạch và Đầu tư"],
            ["2026"],
        ),
    ],
    "2820-qd-ubnd-ho-chi-minh.md": [
        (["Các sở, ban, ngành", "Ủy ban nhân dân cấp xã"], ["Sở Tài chính"], ["2027-06-30"]),
        (["Sở Khoa học và Công nghệ", "Công an thành phố"], ["Sở Tài chính", "Sở Nội vụ"], ["2030"]),
    ],
    EXAMPLE: [(["Phòng Kinh tế"], ["Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã"], ["--12-20"])],
    SCAN: [(["Phòng Kinh tế"], ["Ban Quản lý dự án khu vực"], ["2026-03-15"])],
}


@pytest.fixture(scope="module")
def found(root: Path) -> dict[str, dict[str, Any]]:
    """file -> extracted facts; of a file of two documents the head of the first and the facts of both."""
    from loaders.extract import to_json
    from loaders.parse import parse
    from loaders.read import read

    def facts(name: str) -> dict[str, Any]:
        whole = to_json(parse(read(root / "samples" / name)))
        parts = whole.get("documents") or [whole]
        joined = {k: [each for part in parts for each in part[k]] for k in ("relations", "tasks", "provisions")}
        kinds = [part["document"]["type"] for part in parts]
        return {"document": parts[0]["document"], "text": whole["text"], "kinds": kinds, **joined}

    return {name: facts(name) for name in HEADS}


def test_the_table_names_every_sample(root: Path) -> None:
    """A sample that no row checks may say anything."""
    files = {p.name for p in (root / "samples").iterdir() if p.is_file()}
    assert files == set(HEADS) | {"README.md"}


@pytest.mark.parametrize("name", HEADS)
def test_a_sample_says_that_it_is_a_digest(root: Path, found: dict[str, dict[str, Any]], name: str) -> None:
    """On its first line, and the reader does not take that line for a part of the document; the example says what it is."""
    text, provisions = found[name]["text"], found[name]["provisions"]
    made_up = name in (EXAMPLE, SCAN)
    mark = invented.MARK if made_up else MARK
    first = text if made_up else (root / "samples" / name).read_text(encoding="utf-8")
    assert mark in first.split("\n")[0]
    assert provisions
    assert not any("để chạy thử" in text[p["span"][0] : p["span"][1]] for p in provisions)


def test_the_example_is_made_from_the_words_that_stand_here(root: Path) -> None:
    """Its file can be made again, the same each time; the words in it are those that other tests look at."""
    from loaders.read import read, read_bytes

    made = invented.made()
    assert made == invented.made()
    lying, again = read(root / "samples" / EXAMPLE), read_bytes(made, EXAMPLE)
    assert (lying.text, lying.blocks, lying.pages) == (again.text, again.blocks, again.pages)
    assert len(lying.pages) == 2


def test_the_scan_has_the_words_that_stand_here_and_how_sure_of_them_ocr_was(root: Path) -> None:
    """Whoever makes its file again changes nothing but how sure OCR was."""
    from loaders.read import read

    text = read(root / "samples" / SCAN)
    found = [text.text[b.start : b.end] for b in text.blocks if b.kind != "furniture"]
    assert found == [para.line for para in recognised.paragraphs() if para.line.strip("-")]
    assert [page.confidence is not None and 0.9 < page.confidence <= 1 for page in text.pages] == [True]


def test_the_list_of_works_of_the_example(root: Path) -> None:
    """Each work of the annex, which goes on on a second page, with all that its row tells."""
    from loaders.parse import parse
    from loaders.read import read

    (document,) = parse(read(root / "samples" / EXAMPLE))
    told = [
        tuple(said.value if said else None for said in (work.place, work.scale, work.capital, work.period, work.investor))
        for work in document.projects or []
    ]
    assert told == [row[2:] for row in invented.WORKS[1:]]
    assert [work.name for work in document.projects or []] == [
        "Cầu Nà Mít", "Đường vào thôn Khe Vải", "Trạm bơm Đồng Dâu", "Kè suối Gạo đoạn qua chợ",
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "head"), HEADS.items())
def test_head(found: dict[str, dict[str, Any]], name: str, head: tuple[str | None, str, str | None]) -> None:
    """Number, issuer, date."""
    stated = found[name]["document"]
    assert (stated["number"], stated["issuer"], stated["date"]) == head


@pytest.mark.parametrize(("name", "edges"), EDGES.items())
def test_relations(found: dict[str, dict[str, Any]], name: str, edges: set[tuple[str, str, str]]) -> None:
    """The chain from the Party's resolution down to the province."""
    stated = {(edge["from"], edge["type"], edge["to"]) for edge in found[name]["relations"]}
    assert edges <= stated


@pytest.mark.parametrize(("name", "due"), DUE.items())
def test_deadlines(found: dict[str, dict[str, Any]], name: str, due: set[str | None]) -> None:
    """Every date by which something is due, and no other."""
    assert {deadline["date"] for task in found[name]["tasks"] for deadline in task["deadline"]} == due


@pytest.mark.parametrize("name", HEADS)
def test_tasks_of_the_department_of_transport(found: dict[str, dict[str, Any]], name: str) -> None:
    """In three provinces, and with those who support it."""
    led = [task for task in found[name]["tasks"] if SO_GTVT in task["lead"]]
    assert len(led) == LED.get(name, 0)
    assert not led or any(task["support"] for task in led)


@pytest.mark.parametrize(("name", "kinds"), KINDS.items())
def test_kinds(found: dict[str, dict[str, Any]], name: str, kinds: list[str]) -> None:
    """One of each kind, and two files that hold a document and what it promulgates."""
    assert found[name]["kinds"] == kinds


@pytest.mark.parametrize(("name", "tasks"), TASKS.items())
def test_tasks(
    found: dict[str, dict[str, Any]], name: str, tasks: list[tuple[list[str], list[str], list[str]]]
) -> None:
    """Of sentences, of lines with labels, of rows of annexes."""
    stated = [
        (task["lead"], task["support"], [each["date"] for each in task["deadline"]]) for task in found[name]["tasks"]
    ]
    assert [task for task in tasks if task not in stated] == []


@pytest.fixture(scope="module")
def graph(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The graph of the samples, to ask in SPARQL."""
    from kg.build.build import build
    from kg.settings import Settings
    from kg.store.generations import Generations

    store = tmp_path_factory.mktemp("store")
    build([root / "samples"], Settings(store))
    with Generations(store).open() as generation:
        yield lambda query: [
            tuple(value.value for value in row)
            for row in generation.store.query(
                f"PREFIX cd: <https://w3id.org/chidao/ont#> {query}", use_default_graph_as_union=True
            )
        ]


def test_one_sample_breaks_off_as_its_original_does(graph: Any) -> None:
    found = graph('SELECT ?number { ?p cd:flag "cut-off" ; cd:document/cd:number ?number }')
    assert found == [("6408/KH-UBND",)]


def test_where_on_its_page_a_provision_stands(graph: Any) -> None:
    """Of the two samples that have pages."""
    found = graph("SELECT DISTINCT ?file ?page { ?p cd:page ?page ; cd:document/cd:sourceFile/cd:fileName ?file }")
    assert set(found) == {(EXAMPLE, "1"), (EXAMPLE, "2"), (SCAN, "1")}
    [(fragment,)] = graph('SELECT ?f { ?p cd:pageFragment ?f ; cd:label "4" ; cd:page 2 }')
    assert fragment.startswith("page=2&viewrect=")


def test_what_documents_really_do_is_in_the_samples(graph: Any) -> None:
    """A misprinted year, a law of which two fit, points out of order, one document in two files, a replaced decision: each as
    the original has it. Nobody who leads has ended without successor: the Fatherland Front, the one that was taken to, goes on."""
    why = "https://w3id.org/chidao/voc/why#"
    doubts = graph("SELECT ?number ?reason { ?c cd:citedNumber ?number ; cd:reason ?reason }")
    assert ("163/2024/QH15", f"{why}year-differs") in doubts
    assert graph('SELECT ?date { ?d cd:number "163/2024/QH15" ; cd:date ?date }') == [("2024-11-27",)]
    [law] = graph("SELECT DISTINCT ?law { ?law cd:candidate ?any }")
    assert law[0].endswith("/cited/luật-tổ-chức-chính-phủ")
    fitting = graph("SELECT ?date ?score { ?law cd:match ?m . ?m cd:matches ?d ; cd:confidence ?score . ?d cd:date ?date } ORDER BY ?date")
    assert fitting == [("2001-12-25", "0.9"), ("2015-06-19", "0.9")]
    assert graph('SELECT ?label { ?p cd:flag "ordinal-gap" ; cd:label ?label }') == [("k)",)]
    files = graph("SELECT ?one ?other { ?d cd:sourceFile/cd:fileName ?one ; cd:otherFile/cd:fileName ?other }")
    assert files == [("93-2007-qd-ttg.txt", "93-2007-qd-ttg.md")]
    assert graph("SELECT ?old { ?new cd:replaces ?d . ?d cd:number ?old }") == [("181/2003/QĐ-TTg",)]
    ended = graph("SELECT DISTINCT ?who { ?t cd:ledBy ?who . ?who cd:validTo ?day FILTER NOT EXISTS { ?who cd:continuation ?c } }")
    assert ended == []


def test_there_is_one_of_every_kind() -> None:
    """Thirteen digests at least, of nine kinds of document."""
    assert len(HEADS) >= 13
    assert len({kinds[0] for kinds in KINDS.values()} | {"Kế hoạch"}) >= 8
