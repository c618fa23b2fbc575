"""Documents of one file, and one document in several files: identities, links, which copy is kept, and its report."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import permutations

import pytest
from pyoxigraph import NamedNode

from kg.assemble import Assembly, assemble
from kg.iri import DEFAULT_BASE, ONTOLOGY
from kg.link.similar import BOUND, alike, shingles
from loaders.model import Document, Page, Source, Text
from loaders.parse import parse

HEAD = ["ỦY BAN NHÂN DÂN", "TỈNH SƠN LA", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
FOOT = ["Nơi nhận:", "- Như Điều 3;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lò Văn An"]
DECISION = [
    *HEAD, "Số: 15/QĐ-UBND", "Sơn La, ngày 4 tháng 5 năm 2022", "QUYẾT ĐỊNH", "Ban hành Kế hoạch cấp nước sạch bản xa",
    "Căn cứ Luật Tổ chức chính quyền địa phương;", "QUYẾT ĐỊNH:",
    "Điều 1. Nay ban hành kèm theo Quyết định này Kế hoạch cấp nước sạch bản xa.",
    "Điều 2. Quyết định này có hiệu lực từ ngày ký.", "Điều 3. Các sở chịu trách nhiệm thi hành./.", *FOOT,
]  # fmt: skip
PLAN = ["KẾ HOẠCH", "Cấp nước sạch bản xa", "(Kèm theo Quyết định số 15/QĐ-UBND ngày 4/5/2022 của UBND tỉnh Sơn La)",
        "I. NHIỆM VỤ", "1. Giao Sở Y tế kiểm tra nguồn nước ở các bản.", "2. Giao Sở Tài chính bố trí vốn."]  # fmt: skip
BLANK = [*PLAN[:2], "(Kèm theo Quyết định số      /QĐ-UBND ngày    tháng   năm 2022)", *PLAN[3:]]

LONG = [
    "I. MỤC TIÊU", "1. Đến năm 2025 mọi bản vùng cao có ít nhất một bể nước chung và đường ống dẫn từ khe suối đầu nguồn.",
    "2. Người dân tự quản công trình, đóng góp công sửa chữa, thu tiền theo đồng hồ và công khai sổ sách mỗi quý.",
    "II. NHIỆM VỤ", "1. Sở Nông nghiệp và Môi trường khảo sát nguồn nước, lập danh sách bản thiếu nước, trình phê duyệt.",
    "2. Sở Y tế lấy mẫu nước ở từng bể, thông báo kết quả cho trưởng bản và hướng dẫn cách lọc phèn, khử trùng.",
    "3. Sở Tài chính cân đối vốn sự nghiệp, giao dự toán cho xã trước khi mùa khô bắt đầu ở các huyện biên giới.",
]  # fmt: skip
OTHER = [
    "I. MỤC TIÊU", "1. Trong ba năm trồng mới rừng phòng hộ dọc hai bên hồ thủy điện, khoanh nuôi rừng nghèo tái sinh.",
    "2. Hộ nhận khoán được trả tiền theo diện tích nghiệm thu và được lấy củi khô, măng, cây thuốc dưới tán rừng.",
    "II. NHIỆM VỤ", "1. Chi cục Kiểm lâm giao đất trên bản đồ, cắm mốc ngoài thực địa cùng với đại diện từng hộ gia đình.",
    "2. Ban Quản lý rừng gieo ươm lim, lát, trám tại vườn ươm của xã và cấp cây giống đúng thời vụ trồng rừng.",
    "3. Công an tỉnh phối hợp tuần tra, xử lý người phá rừng, vận chuyển gỗ lậu qua đường sông vào ban đêm.",
]  # fmt: skip


def plan(body: list[str], title: str = "Cấp nước cho bản vùng cao", date: str = "ngày 2 tháng 3 năm 2023") -> list[str]:
    return [*HEAD, "Số: 34/KH-UBND", f"Sơn La, {date}", "KẾ HOẠCH", title, *body, "Trên đây là Kế hoạch./.", *FOOT]


def read(lines: list[str], name: str, media: str = "text/plain", ocr: float | None = None) -> list[Document]:
    text = Text.of_paragraphs(lines, name)
    source = Source(name, sha256=name.replace(".", "").ljust(8, "0"), media_type=media, raw_length=len(text.text))
    pages = (Page(1, 595, 842, ocr),) if media == "application/pdf" else ()
    return parse(replace(text, source=source, pages=pages))


def values(made: Assembly, iri: str, name: str) -> set[str]:
    found = (q.object for q in made.quads if q.subject.value == iri and q.predicate.value == ONTOLOGY + name)  # type: ignore[union-attr]
    return {o.value for o in found}


def iris(made: Assembly) -> set[str]:
    return {d.iri.removeprefix(DEFAULT_BASE) for d in made.documents}


SON_LA = "doc/ủy-ban-nhân-dân-tỉnh-sơn-la"


@pytest.mark.parametrize("attached", [PLAN, BLANK], ids=["note with the number", "note left blank"])
def test_a_decision_promulgates_the_very_plan_of_its_file(attached: list[str]) -> None:
    made = assemble(read([*DECISION, *attached], "a.txt"))
    decision, below = f"{SON_LA}/quyết-định/2022/15-qđ-ubnd", f"{SON_LA}/kế-hoạch/2022/15-qđ-ubnd"
    assert iris(made) == {decision, below}
    assert values(made, DEFAULT_BASE + decision, "promulgates") == {DEFAULT_BASE + below}
    assert values(made, DEFAULT_BASE + below, "promulgates") == set()
    # what the decision says in Điều 1 means the plan itself, not a stub of that name
    named = [q.subject for q in made.quads if q.predicate.value == ONTOLOGY + "citedName"]
    meant = {q.object for q in made.quads if q.subject in named and q.predicate.value == ONTOLOGY + "refersTo"}
    assert NamedNode(DEFAULT_BASE + below) in meant
    assert not made.warnings


def test_the_plan_alone_has_the_identity_it_has_with_its_decision() -> None:
    alone = assemble(read(PLAN, "plan.txt"))
    assert iris(alone) == {f"{SON_LA}/kế-hoạch/2022/15-qđ-ubnd"}
    both = assemble([*read([*DECISION, *PLAN], "a.txt"), *read(PLAN, "plan.txt")])
    assert iris(both) == {f"{SON_LA}/quyết-định/2022/15-qđ-ubnd", f"{SON_LA}/kế-hoạch/2022/15-qđ-ubnd"}
    assert [(d.file, d.kept_file) for d in both.duplicates] in ([("plan.txt", "a.txt")], [("a.txt", "plan.txt")])


def test_two_plans_of_one_decision_are_told_apart_by_their_titles() -> None:
    second = ["KẾ HOẠCH", "Sửa đường vào bản", PLAN[2], "I. NHIỆM VỤ", "1. Giao Sở Xây dựng khảo sát tuyến đường."]
    made = iris(assemble(read([*DECISION, *PLAN, *second], "a.txt")))
    assert len(made) == 3
    plans = {iri for iri in made if "/kế-hoạch/" in iri}
    assert all(iri.startswith(f"{SON_LA}/kế-hoạch/2022/15-qđ-ubnd-") for iri in plans)


FILES = {
    "scan.pdf": ("application/pdf", 0.9),
    "printed.pdf": ("application/pdf", None),
    "plan.docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", None),
}


@pytest.mark.parametrize("order", list(permutations(FILES)))
def test_one_document_in_three_files_is_one_and_the_typed_one_is_kept(order: tuple[str, ...]) -> None:
    lines = {"scan.pdf": plan([line.replace("nước", "nươc") for line in LONG]), "printed.pdf": plan(LONG),
             "plan.docx": plan(LONG[:-1])}  # fmt: skip
    made = assemble([d for name in order for d in read(lines[name], name, *FILES[name])])
    iri = f"{DEFAULT_BASE}{SON_LA}/kế-hoạch/2023/34-kh-ubnd"
    assert [d.file for d in made.documents] == ["plan.docx"]
    names = {q.subject.value: q.object.value for q in made.quads if q.predicate.value == ONTOLOGY + "fileName"}  # type: ignore[union-attr]
    assert [names[f"{iri}#file{n}"] for n in ("", ".2", ".3")] == ["plan.docx", "printed.pdf", "scan.pdf"]
    assert values(made, iri, "sourceFile") == {f"{iri}#file"}
    assert values(made, iri, "otherFile") == {f"{iri}#file.2", f"{iri}#file.3"}
    assert [w.partition(":")[0] for w in made.warnings] == ["printed.pdf", "scan.pdf"]
    assert all("plan.docx" in w and "34/KH-UBND" in w for w in made.warnings)


def test_different_documents_of_one_number_stay_apart_and_are_reported() -> None:
    """The same number, day and title on two texts: a number given twice, or a slip."""
    made = assemble([*read(plan(LONG), "one.txt"), *read(plan(OTHER), "two.txt")])
    assert len(made.documents) == 2
    assert not made.duplicates
    [warning] = made.warnings
    assert "one.txt" in warning
    assert "two.txt" in warning
    assert "34/KH-UBND" in warning


def test_a_misread_date_does_not_make_a_copy_another_document() -> None:
    made = assemble([*read(plan(LONG), "one.txt"), *read(plan(LONG, "Câp nưóc", "ngày 2 tháng 8 năm 2023"), "two.txt")])
    assert [d.kept_file for d in made.duplicates] in (["one.txt"], ["two.txt"])


def test_copies_do_not_depend_on_the_order_of_files() -> None:
    documents = [
        *read(plan(LONG), "one.txt"), *read(plan(OTHER), "two.txt"), *read(plan(LONG[:5]), "three.txt"),
        *read([*DECISION, *PLAN], "a.txt"), *read(PLAN, "b.txt"), *read([*DECISION, *BLANK], "c.txt"),
    ]  # fmt: skip
    quads = {str(q) for q in assemble(documents).quads}
    for seed in range(4):
        mixed = random.Random(seed).sample(documents, len(documents))  # noqa: S311 - no secret
        assert {str(q) for q in assemble(mixed).quads} == quads


def test_likeness_of_texts() -> None:
    one, other = (shingles(" ".join(lines)) for lines in (LONG, OTHER))
    assert alike(one, one) == 1
    assert (alike(one, shingles(" ".join(LONG[:4]))) or 0) > 0.9  # a part of it
    assert (alike(one, other) or 0) < BOUND / 2
    assert alike(one, shingles("quá ngắn")) is None
