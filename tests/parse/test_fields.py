"""Fields of headings and tasks: by the heading, by the works that the words are about, by the projects; and why."""

from __future__ import annotations

import pytest

from loaders.model import Document, Text
from loaders.parse import parse
from loaders.parse.fields.lexicon import fields, known


def plan(*lines: str) -> Document:
    head = ["ỦY BAN NHÂN DÂN TỈNH BẠC LIÊU", "Số: 5/KH-UBND", "Bạc Liêu, ngày 01 tháng 3 năm 2022", "KẾ HOẠCH", "Việc năm tới"]
    (document,) = parse(Text.of_paragraphs([*head, "I. NHIỆM VỤ", *lines]))
    return document


def of(document: Document, scheme: str = "infrastructure") -> list[list[str]]:
    """The names of the fields of each task."""
    return [[known(t.field).name for t in task.fields if known(t.field).scheme == scheme] for task in document.tasks or ()]


WORDS = [
    ("1. Nâng cấp các tuyến quốc lộ và lưới điện của tỉnh.", ["giao thông", "điện"]),
    ("1. Xây dựng trạm y tế, trường mầm non ở các xã.", ["giáo dục và đào tạo, khoa học và công nghệ", "y tế"]),
    ("1. Đẩy mạnh chuyển đổi số trong cơ quan nhà nước.", ["thông tin"]),
    ("1. Cải tạo hệ thống thoát nước, thu gom chất thải rắn.", ["đô thị"]),
    ("1. Nạo vét kênh mương, gia cố đê sông.", ["thủy lợi và ứng phó biến đổi khí hậu"]),
    # a purpose and a body are no objects
    ("1. Lập danh mục dự án nhằm phát triển du lịch.", []),
    ("1. Bố trí vốn đúng tiến độ, góp phần phát triển giao thông và cấp nước.", []),
    ("1. Sở Giao thông vận tải tổng hợp kết quả, báo cáo theo quy định.", []),
    # other work
    ("1. Khen thưởng tập thể có thành tích.", []),
    ("1. Tăng cường thu ngân sách, chống thất thu.", []),
]


@pytest.mark.parametrize(("line", "names"), WORDS)
def test_fields_by_the_words_of_a_task(line: str, names: list[str]) -> None:
    assert of(plan(line)) == [names]


def test_a_heading_that_names_one_field_gives_it_and_no_other() -> None:
    document = plan(
        "1. Phát triển hạ tầng đô thị", "- Đầu tư giao thông trong các khu dân cư.", "- Rà soát quy chế quản lý.",
        "2. Hạ tầng y tế, giáo dục", "- Xây dựng phòng học bộ môn, trường học.", "- Nâng cấp bệnh viện.",
        "3. Sở Y tế", "- Theo dõi, tổng hợp kết quả thực hiện.",
    )  # fmt: skip
    urban, school, health = ["đô thị"], ["giáo dục và đào tạo, khoa học và công nghệ"], ["y tế"]
    assert of(document) == [urban, urban, school, health, []]
    first = (document.tasks or [])[0].fields[0]
    assert (first.basis, first.provision, document.words(first.span)) == ("heading", "I/1", "hạ tầng đô thị")


@pytest.mark.parametrize(
    ("heading", "named"),
    [
        ("Hoàn thiện cơ chế gắn với xây dựng công nghiệp hiện đại", []),
        ("Thống kê bến phà nhằm phát triển du lịch", []),
        ("Huy động ngân sách theo quy định của pháp luật", ["Tài chính, ngân sách và ngân hàng"]),
        ("Phát triển hạ tầng giao thông phục vụ công nghiệp", ["giao thông"]),
        ("Chuyển đổi số trong lĩnh vực y tế", ["y tế", "thông tin"]),
    ],
)
def test_a_heading_is_of_what_it_is_about(heading: str, named: list[str]) -> None:
    """Not of what that goes with, of its purpose, or of what it is done by."""
    document = plan(f"1. {heading}", "- Theo dõi, tổng hợp kết quả ở các xã.")
    assert sorted(known(tag.field).name for tag in document.fields or ()) == sorted(named)


def test_a_project_gives_its_field_and_says_so() -> None:
    document = plan("1. Hoàn thành cầu Mây đúng tiến độ.", "2. Sớm khởi công Bệnh viện Sản Nhi.")
    assert of(document) == [["giao thông"], ["y tế"]]
    tags = [task.fields[0] for task in document.tasks or ()]
    assert [(t.basis, document.words(t.span)) for t in tags] == [("project", "cầu Mây"), ("project", "Bệnh viện Sản Nhi")]


GENERAL = [
    ("1. Sắp xếp tổ chức bộ máy, tinh giản biên chế.", "Hành chính, tổ chức và cán bộ"),
    ("1. Tăng cường phòng cháy, chữa cháy ở cơ sở.", "Quốc phòng, an ninh và trật tự"),
    ("1. Hỗ trợ hộ nghèo vay vốn, tạo việc làm.", "Lao động, việc làm và an sinh xã hội"),
    ("1. Phát triển chăn nuôi, trồng trọt an toàn.", "Nông nghiệp, lâm nghiệp, thủy sản và nông thôn"),
    ("1. Rà soát văn bản quy phạm pháp luật.", "Tư pháp và xây dựng pháp luật"),
    ("1. Giải ngân vốn đầu tư công.", "Tài chính, ngân sách và ngân hàng"),
    ("1. Kết nạp đảng viên mới, nâng chất lượng chi bộ.", "Xây dựng Đảng, dân vận và tuyên giáo"),
    ("1. Thu gom nước thải, giảm ô nhiễm.", "Tài nguyên và môi trường"),
]


@pytest.mark.parametrize(("line", "name"), GENERAL)
def test_the_general_scheme_tells_other_subjects(line: str, name: str) -> None:
    assert name in of(plan(line), "general")[0]


@pytest.mark.parametrize("line", [line for line, _ in (*WORDS, *GENERAL)])
def test_every_field_has_words_in_the_provision_it_names(line: str) -> None:
    document = plan(line)
    for task in document.tasks or ():
        for tag in task.fields:
            part = document.provision(tag.provision)
            assert part.start <= tag.span.start < tag.span.end <= part.end


def test_the_schemes_are_those_of_the_tables() -> None:
    assert [f.scheme for f in fields().values()].count("infrastructure") == 10
    assert len({f.name for f in fields().values()}) == len(fields())
