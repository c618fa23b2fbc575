"""Which provisions are tasks (gold guidelines, "tasks"), and what must hold of the tasks of any document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.model import Document, Text
from loaders.parse import parse
from loaders.parse.agencies import find
from loaders.parse.tasks import extract
from tests.parse.task_factory import made, roles, tasks, told

# parts of a plan ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "holds"),
    [
        ("MỤC ĐÍCH, YÊU CẦU", False),
        ("QUAN ĐIỂM, MỤC TIÊU", False),
        ("MỤC TIÊU, CHỈ TIÊU CHỦ YẾU", False),
        ("ĐÁNH GIÁ KẾT QUẢ NĂM 2023", False),
        ("TÌNH HÌNH VÀ NGUYÊN NHÂN", False),
        ("PHẠM VI, ĐỐI TƯỢNG", False),
        ("CĂN CỨ PHÁP LÝ", False),
        ("NHIỆM VỤ, GIẢI PHÁP", True),
        ("CÁC NHIỆM VỤ TRỌNG TÂM", True),
        ("NỘI DUNG THỰC HIỆN", True),
        ("PHÂN CÔNG TRÁCH NHIỆM", True),
        ("TỔ CHỨC THỰC HIỆN", True),
        ("MỤC TIÊU, NHIỆM VỤ VÀ GIẢI PHÁP", True),
        ("HẠ TẦNG CẤP NƯỚC", True),
    ],
)
def test_parts(heading: str, holds: bool) -> None:
    assert tasks(f"""
        I. {heading}
          1. Rà soát các trạm bơm cấp nước sinh hoạt.
          2. Nạo vét kênh dẫn nước ngọt về vùng mặn.
    """) == (["I/1", "I/2"] if holds else [])


def test_a_part_inside_a_part_speaks_for_itself() -> None:
    assert tasks("""
        II. NỘI DUNG
          1. Mục tiêu
            a) Mọi hộ dân vùng mặn có nước sạch.
          2. Nhiệm vụ
            a) Nạo vét kênh dẫn nước ngọt về vùng mặn.
    """) == ["II/2/a"]


def test_a_part_about_money_holds_what_somebody_is_told() -> None:
    assert tasks("""
        III. KINH PHÍ THỰC HIỆN
          1. Từ nguồn ngân sách nhà nước và vốn lồng ghép.
          2. Sở Tài chính cân đối, bố trí dự toán chi hằng năm.
    """) == ["III/2"]


def test_a_part_about_money_holds_what_it_says_to_do() -> None:
    """The sources of money are no work, what is to be done with it is, whoever has the duty."""
    assert tasks("""
        III. KINH PHÍ THỰC HIỆN
          a) Nguồn vốn lồng ghép từ các chương trình khác.
          b) Huy động sự đóng góp của các hộ dùng nước.
          c) Chủ vườn tự cấp nước có trách nhiệm mua bơm dự phòng.
          d) Kinh phí do ngân sách tỉnh bảo đảm.
    """) == ["III/b", "III/c"]


def test_a_point_whose_text_goes_on_in_paragraphs() -> None:
    """A point that ends with a stop is no heading of the unmarked paragraphs under it; one without a stop is."""
    assert tasks("""
        II. NHIỆM VỤ
          a) Thay toàn bộ ống dẫn nước đã rỉ sét ở các xã ven biển bằng ống nhựa.
            Súc rửa bể chứa trước mùa mặn.
          b) Thay ống dẫn nước đã rỉ sét ở tất cả các xã ven biển của tỉnh
            Súc rửa bể chứa sau mùa mặn.
    """) == ["II/a", "II/a/-1", "II/b/-1"]


def test_since_when_a_document_holds_and_then_a_duty() -> None:
    assert roles(
        """
        Điều 2. Nghị quyết này có hiệu lực từ ngày 01/4/2024. Khi gặp vướng mắc, Sở Y tế báo cáo Ủy ban nhân dân tỉnh.
        Điều 3. Nghị quyết này có hiệu lực từ ngày 01/4/2024.
        """,
        "Nghị quyết",
    ) == {"Điều-2": (["Sở Y tế"], "assigned", [])}


@pytest.mark.parametrize("heading", ["ĐÁNH GIÁ NGUY CƠ SAU BÃO", "NGUY CƠ THIẾU NƯỚC"])
def test_what_may_happen_is_no_work(heading: str) -> None:
    assert tasks(f"""
        III. {heading}
          - Giếng đào bị nước mặn tràn vào.
        IV. NHIỆM VỤ
          - Súc rửa giếng đào bị nước mặn tràn vào.
    """) == ["IV/-1"]


HEAD = ["ỦY BAN NHÂN DÂN", "TỈNH BẠC LIÊU", "Số: 7/KH-UBND", "KẾ HOẠCH", "Nước sạch vùng mặn"]
FOOT = ["Nơi nhận:", "- Như trên.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn Giếng"]
ANNEX = [
    "1. Về giếng khoan",
    "- Sở Xây dựng chủ trì lấp các giếng bỏ không.",
    "- Sở Xây dựng đã lấp mười giếng bỏ không ở vùng ven biển.",
    "- Đối với các trạm bơm: thực hiện như với giếng khoan.",
    "- Mỗi xã giữ lại một giếng đào để phòng khi hạn hán.",
    "- Giếng của các trạm bơm thuộc Ủy ban nhân dân xã: Ủy ban nhân dân tỉnh chủ động lập phương án lấp giếng.",
    "- Đối với giếng ở trường học: Sở Xây dựng chỉ đạo đo độ mặn. Nhà trường giữ nắp giếng.",
    "- Trên cơ sở đo đạc ở các giếng, theo nhu cầu tại địa phương, Giám đốc Sở Xây dựng trình phương án.",
    "- Giếng của hộ dân: Sở Xây dựng và Sở Y tế.",
]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("ĐỊNH HƯỚNG SẮP XẾP GIẾNG KHOAN", ["1/-1", *(f"Phụ-lục-1/1/-{n}" for n in (1, 5, 6, 7))]),  # only who is told what
        ("MẪU BÁO CÁO VỀ GIẾNG KHOAN", ["1/-1"]),  # a form
    ],
)
def test_an_annex_with_text(title: str, expected: list[str]) -> None:
    lines = [*HEAD, "1. Nhiệm vụ", "- Đo độ mặn từng giếng.", *FOOT, "PHỤ LỤC", title, *ANNEX]
    document = parse(Text.of_paragraphs(lines))[0]
    assert [task.provision for task in document.tasks or ()] == expected


def test_leaves_and_not_their_headings() -> None:
    assert tasks("""
        II. NHIỆM VỤ
          1. Cấp nước
            1.1. Vùng mặn
              - Nạo vét kênh dẫn nước ngọt.
              - Khoan giếng tầng sâu ở các xã ven biển.
          2. Thoát nước
            a) Khơi thông cống rãnh khu dân cư.
    """) == ["II/1/1.1/-1", "II/1/1.1/-2", "II/2/a"]


def test_a_point_with_text_of_its_own_and_children() -> None:
    """Its own operative words are a task, a lead-in is none, with or without a colon."""
    assert tasks("""
        II. NHIỆM VỤ
          a) Sở Xây dựng chủ trì lập bản đồ giếng khoan. Trong đó:
            - Đo độ mặn từng giếng.
          b) Sở Xây dựng chủ trì lập bản đồ kênh dẫn nước ngọt, công bố trên cổng thông tin.
            - Đo độ sâu từng kênh.
          c) Sở Xây dựng thực hiện các nhiệm vụ sau:
            - Đo lưu lượng từng trạm bơm.
          d) Các giải pháp cụ thể như sau
            - Thay bơm hỏng ở các trạm.
    """) == ["II/a/-1", "II/b", "II/b/-1", "II/c/-1", "II/d/-1"]


def test_a_paragraph_that_opens_a_list_is_none_whatever_it_ends_with() -> None:
    assert tasks(
        """
        Để đủ nước ngọt, Chủ tịch UBND tỉnh yêu cầu các sở, ban, ngành bắt tay ngay vào các việc dưới đây.
        1. Nạo vét kênh dẫn nước ngọt về vùng mặn.
        """,
        "Chỉ thị",
    ) == ["1"]


def test_paragraphs_without_a_mark() -> None:
    assert tasks("""
        II. NHIỆM VỤ
          1. Cấp nước
            Nạo vét kênh dẫn nước ngọt về vùng mặn trước mùa khô.
            Khoan giếng tầng sâu ở các xã ven biển.
    """) == ["II/1/-1", "II/1/-2"]


def test_an_order_in_another_part() -> None:
    assert roles("""
        I. MỤC ĐÍCH, YÊU CẦU
          - Mọi hộ dân vùng mặn có nước sạch dùng.
          Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành tổ chức quán triệt nội dung này tới cán bộ.
    """) == {"I/-2": (["Các sở, ban, ngành"], "assigned", [])}


# what is no task wherever it stands -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "(Chi tiết tại Phụ lục kèm theo)",
        "Chi tiết theo Phụ lục I ban hành kèm theo Kế hoạch này.",
        "Trên đây là Kế hoạch cấp nước mùa khô của tỉnh.",
        "Trường hợp phát sinh vướng mắc khi cấp nước, các đơn vị phản ánh về Sở Xây dựng.",
        "Quyết định này có hiệu lực kể từ ngày ký.",
        "Các sở, ban, ngành chịu trách nhiệm thi hành Quyết định này./.",
        "KHU VỰC VEN BIỂN",
        "Ví dụ 2: Sở Xây dựng xây dựng giếng làng.",
        "Sổ của trạm bơm do Sở Xây dựng giữ. Ví dụ 1: Sở Xây dựng",
        "SỞ XÂY DỰNG",
        "Ban quản lý trạm bơm: BQLTB",
        "Uỷ ban Kiểm tra Trung ương: UBKTTW.",
        "Các ban quản lý trạm bơm khác: BQLTB",
    ],
)
def test_never_a_task(words: str) -> None:
    assert tasks(f"""
        IV. TỔ CHỨC THỰC HIỆN
          1. Sở Xây dựng theo dõi độ mặn của nước máy.
          {words}
    """) == ["IV/1"]


def test_a_specimen_of_a_letterhead_orders_nobody() -> None:
    """Though a line of the specimen stands under it, and it breaks off as no heading does."""
    assert tasks(
        """
        II. THỂ THỨC
          1. Các đơn vị ghi tên cơ quan ở góc trái sổ trạm bơm.
          ĐẢNG BỘ HUYỆN LÒ LẦN THỨ…
            *
    """,
        "Hướng dẫn",
    ) == ["II/1"]


@pytest.mark.parametrize(
    "words",
    [
        "Nếu cần, trong các sổ của cấp uỷ, cơ quan, tổ chức đảng ghi thêm số máy của trạm bơm.",
        "Trường hợp được ghi theo mẫu sổ của cấp uỷ, cơ quan, tổ chức đảng.",
        "Đối với sổ của các tổ bơm, đội bơm..., các đơn vị được thành lập theo quyết định của xã: Ký trực tiếp.",
    ],
)
def test_whose_something_is_is_not_told(words: str) -> None:
    assert tasks(f"II. THỂ THỨC\n  1. Các đơn vị ghi sổ trạm bơm.\n  - {words}", "Hướng dẫn") == ["II/1"]


def test_difficulties_in_a_numbered_point_are_a_duty() -> None:
    assert tasks("""
        IV. TỔ CHỨC THỰC HIỆN
          1. Sở Xây dựng theo dõi độ mặn của nước máy.
          2. Khi có vướng mắc về giá nước, các đơn vị báo cáo Sở Xây dựng tổng hợp.
    """) == ["IV/1", "IV/2"]


def test_an_execution_clause_that_says_more_is_a_task() -> None:
    outline = "Điều 3. Giám đốc Sở Xây dựng {} chịu trách nhiệm thi hành Quyết định này."
    assert tasks(outline.format("và thủ trưởng các đơn vị liên quan"), "Quyết định") == []
    assert tasks("Điều 3. Sở Xây dựng theo dõi, đôn đốc, báo cáo kết quả trước ngày 20/12.", "Quyết định") == ["Điều-3"]


# other types ----------------------------------------------------------------------------------------------------------


def test_a_decision_orders_only_whom_it_names() -> None:
    assert roles(
        """
        Điều 1. Phê duyệt quy hoạch cấp nước vùng mặn với các nội dung sau:
          1. Tên quy hoạch: Cấp nước vùng mặn.
          2. Công suất: 500 m3 một ngày đêm.
        Điều 2. Giao Sở Xây dựng chủ trì, phối hợp với Sở Tài chính công bố quy hoạch.
        Điều 3. Quyết định này có hiệu lực kể từ ngày ký.
        Điều 4. Chánh Văn phòng UBND tỉnh, Giám đốc Sở Xây dựng chịu trách nhiệm thi hành Quyết định này.
        """,
        "Quyết định",
    ) == {"Điều-2": (["Sở Xây dựng"], "explicit", ["Sở Tài chính"])}


def test_a_directive_whose_opening_tells_everybody() -> None:
    assert roles(
        """
        > Độ mặn năm nay tăng sớm hơn mọi năm.
        > Chủ tịch UBND tỉnh yêu cầu các sở, ban, ngành, UBND các huyện thực hiện nghiêm các nội dung sau:
        1. Tích trữ nước ngọt ngay từ đầu mùa khô.
        2. Sở Xây dựng
          a) Kiểm tra các đập ngăn mặn.
        3. Chỉ thị này có hiệu lực kể từ ngày ký.
        """,
        "Chỉ thị",
    ) == {
        "1": (["Các sở, ban, ngành", "Ủy ban nhân dân các huyện, thị xã, thành phố"], "assigned", []),
        "2/a": (["Sở Xây dựng"], "assigned", []),
    }


@pytest.mark.parametrize("kind", ["Công điện", "Kết luận", "Thông báo", "Công văn", None])
def test_numbered_orders_of_documents_without_headings(kind: str | None) -> None:
    assert tasks(
        """
        1. Bộ Tài chính chủ trì sửa quy định về giá nước, hoàn thành trong tháng 6 năm 2024.
        2. Giao Bộ Xây dựng hướng dẫn xử lý nước mặn.
        Văn phòng Chính phủ thông báo để các cơ quan biết, thực hiện.
        """,
        kind,
        province=None,
        issuer="Thủ tướng Chính phủ",
    ) == ["1", "2"]


@pytest.mark.parametrize("kind", ["Báo cáo", "Tờ trình", "Luật"])
def test_types_that_tell_nobody_to_act(kind: str) -> None:
    assert tasks("I. KHÁI NIỆM\n  1. Nước sạch là nước đạt quy chuẩn kỹ thuật.", kind) == []


# what must hold of any document ---------------------------------------------------------------------------------------

PLAN = """
    I. MỤC TIÊU
      1. Mọi hộ dân vùng mặn có nước sạch dùng.
    II. NHIỆM VỤ
      1. Sở Xây dựng
    {}
      2. Công an tỉnh giữ trật tự tại các điểm cấp nước.
"""
BULLETS = [
    "Nạo vét kênh dẫn nước ngọt trước ngày 30/4/2024.",
    "Chủ trì, phối hợp với Sở Tài chính mua bồn chứa nước.",
    "Phối hợp với Sở Y tế xét nghiệm mẫu nước trong quý II/2024.",
    "Phối hợp với các sở, ngành liên quan chống thất thoát nước.",
    "UBND các huyện, thị xã, thành phố thống kê số giếng khoan hằng năm.",
    "Ủy ban nhân dân tỉnh bố trí vốn dự phòng cho mùa khô.",
]


def facts(document: Document) -> list[tuple[object, ...]]:
    """What the tasks say, without where: words, roles and deadlines of each."""
    return sorted(
        (
            document.words(task.span),
            tuple((a.agency, a.role, a.basis, a.inherited, a.group) for a in task.assignments),
            task.requested,
            tuple((document.words(d.span), d.date, d.kind, d.due_from, d.due_by, d.recurs) for d in task.deadlines),
        )
        for task in document.tasks or []
    )


@given(st.permutations(BULLETS), st.integers(1, len(BULLETS)))
def test_the_order_of_bullets_does_not_matter(bullets: list[str], size: int) -> None:
    chosen = sorted(bullets[:size])
    one = told(PLAN.format("\n".join(f"        - {words}" for words in chosen).lstrip("\n")))
    other = told(PLAN.format("\n".join(f"        - {words}" for words in bullets[:size])))
    assert facts(one) == facts(other)
    assert len(facts(one)) == size + 1


GRAMMAR = """
Giao Sở Y tế chủ trì , phối hợp với Tài chính các sở ban ngành UBND huyện thành phố tỉnh ; : . và Đề nghị Phối hợp yêu cầu
như sau chịu trách nhiệm thi hành Quyết định này trước ngày 31/12/2024 trong quý II Cơ quan Thời gian thực hiện Nội dung
nếu có khó khăn vướng mắc Trên đây là ( ) Phụ lục kèm theo Chủ tịch Ủy ban nhân dân Mặt trận Tổ quốc hằng năm nhiệm vụ
MỤC TIÊU NHIỆM VỤ Căn cứ Thường trực
"""
LINE = st.builds(
    lambda depth, mark, words: "  " * depth + mark + (" ".join(words) or "x"),
    st.integers(0, 3),
    st.sampled_from(["", "- ", "+ ", "1. ", "a) ", "I. ", "2.1. ", "Điều 1. ", "> "]),
    st.lists(st.sampled_from(GRAMMAR.split()), max_size=14),
)
KINDS = st.sampled_from(["Kế hoạch", "Quyết định", "Chỉ thị", "Luật", None])


@given(st.lists(LINE, min_size=1, max_size=8), KINDS)
def test_any_outline_of_its_own_words(lines: list[str], kind: str | None) -> None:
    """Nothing raises; each fact stands in its provision in words that say it; a second run finds the same."""
    document = made("\n".join(lines), kind)
    extract(document)
    first = document.tasks
    assert first is not None
    spans = {p.path: p.span for p in document.provisions}
    for task in first:
        assert task.span == spans[task.provision]
        for one in task.assignments:
            home = spans[one.provision]
            assert home.start <= one.span.start < one.span.end <= home.end
            assert one.inherited is (one.provision != task.provision)
            assert (one.basis is None) is (one.role == "support")
            assert one.agency
        names = [one.agency for one in task.assignments if one.role == "lead"]
        assert len(names) == len(set(names))
        for deadline in task.deadlines:
            assert 0 <= deadline.span.start < deadline.span.end <= len(document.text.text)
    extract(document)
    assert document.tasks == first


def test_the_words_of_an_assignment_name_the_agency() -> None:
    document = told(PLAN.format("\n".join(f"        - {words}" for words in BULLETS)))
    checked = 0
    for task in document.tasks or []:
        for one in task.assignments:
            names = [found.name for found in find(document.words(one.span), "Bạc Liêu", "2024-03-15")]
            assert names == [one.agency]
            checked += 1
    assert checked >= 10


def test_very_deep_and_very_long_documents() -> None:
    """One provision under another, and thousands beside each other."""
    deep = told("\n".join("  " * depth + "- Sở Y tế mở lớp" for depth in range(3000)))
    assert deep.tasks and deep.tasks[-1].provision.count("/") == 2999
    long = told("II. NHIỆM VỤ\n" + "  - Sở Y tế mở lớp.\n  - Thời gian: Quý II/2024.\n" * 2000)
    assert [len(task.deadlines) for task in long.tasks or []] == [1] * 2000


def test_documents_without_anything() -> None:
    for outline in ("", "> Lời mở đầu."):
        document = told(outline)
        assert document.tasks == []
