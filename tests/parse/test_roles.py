"""Who leads, who supports, and on what the lead rests (gold guidelines, "Roles")."""

from __future__ import annotations

import pytest

from tests.parse.task_factory import roles, told

DISTRICTS = "Ủy ban nhân dân các huyện, thị xã, thành phố"
COMMITTEE = "Ủy ban nhân dân tỉnh Bạc Liêu"
UNITS = "Các cơ quan, đơn vị liên quan"
CONCERNED = "Các sở, ngành liên quan"

# one provision of a part of tasks: (words, lead, basis, support)
ONE = [
    # words of role
    ("Sở Y tế chủ trì mở lớp tập huấn.", ["Sở Y tế"], "explicit", []),
    ("Sở Y tế chủ trì, phối hợp với Sở Tài chính mở lớp.", ["Sở Y tế"], "explicit", ["Sở Tài chính"]),
    ("Sở Y tế chủ trì phối hợp Sở Tài chính mở lớp.", ["Sở Y tế"], "explicit", ["Sở Tài chính"]),
    (
        "Giao Sở Y tế chủ trì, phối hợp chặt chẽ với Sở Tài chính và Công an tỉnh mở lớp.",
        ["Sở Y tế"],
        "explicit",
        ["Sở Tài chính", "Công an tỉnh"],
    ),
    ("Giao Sở Nội vụ là cơ quan đầu mối theo dõi việc nâng lương.", ["Sở Nội vụ"], "explicit", []),
    (
        "Sở Y tế có trách nhiệm chủ trì, phối hợp với các sở, ngành liên quan mở lớp.",
        ["Sở Y tế"],
        "explicit",
        [CONCERNED],
    ),
    ("Sở Y tế, theo chức năng, nhiệm vụ được giao, chủ trì mở lớp.", ["Sở Y tế"], "explicit", []),
    (
        "Sở Y tế đồng chủ trì với Sở Nội vụ, phối hợp với Sở Tài chính mở lớp.",
        ["Sở Y tế", "Sở Nội vụ"],
        "explicit",
        ["Sở Tài chính"],
    ),
    (
        "Phòng Quản lý đô thị (hoặc phòng Kinh tế) cấp xã chủ trì cấp biển số nhà.",
        ["Phòng Quản lý đô thị"],
        "explicit",
        [],
    ),
    (
        "UBND tỉnh giao đơn vị vận hành hồ chứa, Sở Xây dựng và Sở Y tế chủ trì đo độ mặn.",
        ["Đơn vị vận hành hồ chứa", "Sở Xây dựng", "Sở Y tế"],
        "explicit",
        [],
    ),
    # told without a word of role
    ("Sở Y tế mở lớp tập huấn cho y sĩ.", ["Sở Y tế"], "assigned", []),
    ("Sở Y tế: Mở lớp tập huấn cho y sĩ.", ["Sở Y tế"], "assigned", []),
    ("Giao Sở Y tế mở lớp tập huấn cho y sĩ.", ["Sở Y tế"], "assigned", []),
    ("Yêu cầu Giám đốc Sở Y tế mở lớp tập huấn.", ["Sở Y tế"], "assigned", []),
    ("Đề nghị các Sở: Tài chính, Tư pháp góp ý dự thảo.", ["Sở Tài chính", "Sở Tư pháp"], "assigned", []),
    ("Sở Y tế và Sở Tài chính thống nhất mức chi.", ["Sở Y tế", "Sở Tài chính"], "assigned", []),
    (
        "Các sở, ban, ngành và UBND các huyện, thành phố báo cáo tình hình.",
        ["Các sở, ban, ngành", DISTRICTS],
        "assigned",
        [],
    ),
    ("Chủ tịch UBND các huyện, thị xã chịu trách nhiệm nếu để xảy ra cháy rừng.", [DISTRICTS], "assigned", []),
    # coordination leads to somebody else
    ("Sở Tài chính phối hợp với Sở Y tế lập dự toán.", ["Sở Y tế"], "implied", ["Sở Tài chính"]),
    (
        "Sở Tài chính phối hợp với Sở Y tế và các đơn vị liên quan lập dự toán.",
        ["Sở Y tế"],
        "implied",
        ["Sở Tài chính", UNITS],
    ),
    ("Sở Tài chính phối hợp với các sở, ban, ngành lập dự toán.", ["Sở Tài chính"], "assigned", ["Các sở, ban, ngành"]),
    ("Phối hợp với Sở Y tế lập dự toán.", [], None, ["Sở Y tế"]),
    (
        "UBND các xã, phường: Phối hợp với Sở Y tế tẩy giếng.",
        ["Sở Y tế"],
        "implied",
        ["Ủy ban nhân dân các xã, phường"],
    ),
    ("Phối hợp với các bộ, ngành Trung ương kêu gọi vốn.", [], None, ["Các bộ, ngành Trung ương"]),
    # a later clause
    ("Sở Y tế chủ trì mở lớp; phối hợp với Sở Nội vụ xét tuyển giảng viên.", ["Sở Y tế"], "explicit", ["Sở Nội vụ"]),
    ("Sở Y tế mở lớp tập huấn. Sở Nội vụ phối hợp cử giảng viên.", ["Sở Y tế"], "assigned", ["Sở Nội vụ"]),
    # sentences that do not begin with their subject
    ("Trên cơ sở dự toán được duyệt, Sở Tài chính cấp kinh phí.", ["Sở Tài chính"], "assigned", []),
    ("Hằng năm, Sở Y tế chủ trì sơ kết việc khám sàng lọc.", ["Sở Y tế"], "explicit", []),
    ("Định kỳ hằng quý, các địa phương gửi số liệu về Sở Y tế.", [DISTRICTS], "assigned", []),
    # the issuer gives the order
    ("Ủy ban nhân dân tỉnh giao Sở Y tế chủ trì mở lớp.", ["Sở Y tế"], "explicit", []),
    ("UBND tỉnh yêu cầu các sở, ban, ngành tiết kiệm điện.", ["Các sở, ban, ngành"], "assigned", []),
    # the issuer binds itself
    ("Ủy ban nhân dân tỉnh bố trí ngân sách cho trạm y tế.", [COMMITTEE], "assigned", []),
    # bodies that have no role
    ("Bộ Y tế đã cấp đủ thuốc cho tỉnh; dùng hết trước mùa mưa.", [], None, []),
    ("Đôn đốc các chủ đầu tư và nhà thầu đẩy nhanh tiến độ.", [], None, []),
    ("Gửi báo cáo về Ủy ban nhân dân tỉnh (qua Sở Y tế).", [], None, []),
    ("Kiến nghị Bộ Y tế bổ sung vắc xin cho tỉnh.", [], None, []),
    ("Tranh thủ sự hỗ trợ của Bộ Tài chính để mở rộng bến cảng.", [], None, []),
    ("Mở lớp tập huấn cho y sĩ toàn tỉnh.", [], None, []),
]


@pytest.mark.parametrize(("words", "lead", "basis", "support"), ONE, ids=[row[0][:48] for row in ONE])
def test_one_provision(words: str, lead: list[str], basis: str | None, support: list[str]) -> None:
    assert roles(f"II. NHIỆM VỤ\n  - {words}") == {"II/-1": (lead, basis, support)}


def test_a_heading_gives_its_body_to_what_stands_under_it() -> None:
    found = roles("""
        IV. TỔ CHỨC THỰC HIỆN
          1. Sở Y tế
            - Mở lớp tập huấn cho y sĩ.
            - Chủ trì, phối hợp với Sở Tài chính lập dự toán.
            - Phối hợp với Sở Nội vụ tuyển dụng bác sĩ.
            - Sở Tư pháp góp ý dự thảo quy chế.
          2. Ủy ban nhân dân các huyện, thị xã, thành phố
            - Phối hợp với các sở, ngành liên quan diệt muỗi.
    """)
    assert found == {
        "IV/1/-1": (["Sở Y tế"], "assigned", []),
        "IV/1/-2": (["Sở Y tế"], "explicit", ["Sở Tài chính"]),
        "IV/1/-3": (["Sở Nội vụ"], "implied", ["Sở Y tế"]),
        "IV/1/-4": (["Sở Tư pháp"], "assigned", []),
        "IV/2/-1": ([DISTRICTS], "assigned", [CONCERNED]),
    }


def test_a_lead_in_gives_its_roles_to_what_stands_under_it() -> None:
    found = roles("""
        II. NHIỆM VỤ
          a) Sở Y tế chủ trì, phối hợp với Sở Tài chính:
            - Mở lớp tập huấn cho y sĩ.
            - Sửa mái trạm y tế xã đảo.
            - Chủ trì lập danh sách học viên.
            - Chủ trì, phối hợp với Sở Tư pháp sửa quy chế.
          b) Giao Sở Nội vụ:
            - Tuyển dụng bác sĩ cho tuyến huyện.
    """)
    assert found == {
        "II/a/-1": (["Sở Y tế"], "explicit", ["Sở Tài chính"]),
        "II/a/-2": (["Sở Y tế"], "explicit", ["Sở Tài chính"]),
        "II/a/-3": (["Sở Y tế"], "explicit", ["Sở Tài chính"]),
        "II/a/-4": (["Sở Y tế"], "explicit", ["Sở Tư pháp"]),
        "II/b/-1": (["Sở Nội vụ"], "assigned", []),
    }


def test_who_leads_together_with_the_body_of_the_heading() -> None:
    assert roles("""
        II. NHIỆM VỤ
          1. Sở Y tế
            Đồng chủ trì với Sở Nội vụ, phối hợp với các sở, ngành liên quan tuyển dụng bác sĩ.
    """) == {"II/1/-1": (["Sở Y tế", "Sở Nội vụ"], "explicit", [CONCERNED])}


def test_a_heading_of_a_body_no_list_knows_among_lines_that_begin_with_theirs() -> None:
    assert roles("""
        IV. TỔ CHỨC THỰC HIỆN
          1. Sở Tài chính: Bố trí vốn mua ống nước.
          2. Sở Y tế: Phối hợp với các sở, ngành liên quan tẩy giếng.
          3. Các hộ nuôi trồng ven kênh:
            Tự đo độ mặn trước khi lấy nước.
    """)["IV/3/-1"] == (["Các hộ nuôi trồng ven kênh"], "assigned", [])


def test_bodies_of_a_label_line_go_on_after_words_on_how_they_act() -> None:
    assert roles("""
        II. NỘI DUNG
          1. Đo độ mặn trên các kênh.
            - Cơ quan thực hiện: Sở Y tế, Sở Xây dựng theo chức năng, nhiệm vụ được giao và các đơn vị liên quan.
    """) == {"II/1": (["Sở Y tế", "Sở Xây dựng", UNITS], "assigned", [])}


def test_clauses_of_a_label_line_each_have_their_bodies() -> None:
    """But not one that only helps, nor one that speaks of a body."""
    assert roles("""
        II. NỘI DUNG
          1. Đo độ mặn trên các kênh.
            - Cơ quan thực hiện: Sở Y tế đo tại các giếng; Sở Xây dựng, Sở Nội vụ tổ chức đo tại các kênh; Sở Tài chính phối hợp.
          2. Vớt bèo trên các kênh.
            - Cơ quan thực hiện: Sở Y tế rà soát các giếng; Sở Xây dựng của tỉnh bạn đã vớt năm trước.
    """) == {
        "II/1": (["Sở Y tế", "Sở Xây dựng", "Sở Nội vụ"], "assigned", ["Sở Tài chính"]),
        "II/2": (["Sở Y tế"], "assigned", []),
    }


def test_of_the_unit_and_the_locality_is_nobody_told() -> None:
    assert roles("""
        II. NHIỆM VỤ
          1. Sở Y tế
            - Định kỳ hằng quý, báo cáo kết quả tẩy giếng của đơn vị, địa phương để tổng hợp.
    """) == {"II/1/-1": (["Sở Y tế"], "assigned", [])}


def test_who_leads_a_list_leads_what_is_done_with_others() -> None:
    assert roles("""
        II. NHIỆM VỤ
          a) Sở Y tế chủ trì:
            - Phối hợp với Sở Nội vụ tuyển dụng bác sĩ.
    """) == {"II/a/-1": (["Sở Y tế"], "explicit", ["Sở Nội vụ"])}


def test_who_takes_the_first_step_leads_what_is_done_with_others() -> None:
    """Not so where it only helps: then those who are named lead."""
    assert roles("""
        II. NHIỆM VỤ
          1. Chi cục Thủy lợi
            - Chủ động phối hợp với Sở Y tế, Sở Nội vụ và các doanh nghiệp nước sạch chia sẻ số liệu độ mặn.
            - Phối hợp chặt chẽ với Sở Y tế và các doanh nghiệp nước sạch chia sẻ số liệu độ mặn.
          2. Sở Xây dựng chủ động phối hợp với Sở Y tế đo độ mặn của giếng.
    """) == {
        "II/1/-1": (["Chi cục Thủy lợi"], "assigned", ["Sở Y tế", "Sở Nội vụ", "Các doanh nghiệp nước sạch"]),
        "II/1/-2": (["Sở Y tế"], "implied", ["Chi cục Thủy lợi", "Các doanh nghiệp nước sạch"]),
        "II/2": (["Sở Xây dựng"], "assigned", ["Sở Y tế"]),
    }


def test_a_paragraph_before_siblings_gives_them_its_roles() -> None:
    found = roles("""
        III. NHIỆM VỤ
          Đề nghị các sở, ban, ngành, Ủy ban nhân dân các huyện tập trung thực hiện các nhiệm vụ sau:
          1. Rà soát hộ nghèo thiếu nước sạch.
          2. Sở Xây dựng chủ trì khảo sát giếng khoan.
    """)
    assert found == {
        "III/1": (["Các sở, ban, ngành", DISTRICTS], "assigned", []),
        "III/2": (["Sở Xây dựng"], "explicit", []),
    }


def test_inherited_roles_say_where_their_words_stand() -> None:
    document = told("""
        IV. TỔ CHỨC THỰC HIỆN
          1. Sở Y tế
            - Phối hợp với Sở Nội vụ tuyển dụng bác sĩ.
    """)
    (task,) = document.tasks or []
    lead, support = task.assignments
    assert (lead.role, lead.provision, lead.inherited, document.words(lead.span)) == (
        "lead",
        "IV/1/-1",
        False,
        "Sở Nội vụ",
    )
    assert (support.role, support.provision, support.inherited) == ("support", "IV/1", True)
    assert document.words(support.span) == "Sở Y tế"


@pytest.mark.parametrize(
    ("words", "requested"),
    [
        ("Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh vận động nhân dân hiến đất.", True),
        ("Đề nghị Hội Nông dân tỉnh vận động hội viên hiến đất.", True),
        ("Đề nghị Ban Tuyên giáo Tỉnh ủy định hướng báo chí.", True),
        ("Đề nghị Bộ Tài chính bổ sung vốn cho tỉnh.", True),
        ("Đề nghị các sở, ban, ngành góp ý dự thảo.", False),
        ("Đề nghị Sở Tài chính góp ý dự thảo.", False),
        ("Hội Nông dân tỉnh vận động hội viên hiến đất.", False),
    ],
)
def test_requests_to_bodies_outside_the_hierarchy(words: str, requested: bool) -> None:
    (task,) = told(f"IV. TỔ CHỨC THỰC HIỆN\n  1. {words}").tasks or []
    assert task.requested is requested


def test_label_lines_give_roles_and_times_to_the_task_before_them() -> None:
    found = told("""
        II. NHIỆM VỤ
          1. Mở lớp tập huấn cho y sĩ tuyến xã
            - Nội dung thực hiện: Bồi dưỡng kỹ năng sơ cứu đuối nước.
            - Cơ quan chủ trì: Sở Y tế.
            - Cơ quan phối hợp: Sở Tài chính, Tỉnh đoàn.
            - Thời gian thực hiện: Quý II/2024.
    """)
    (task,) = found.tasks or []
    assert task.provision == "II/1/-1"
    assert [(a.agency, a.role, a.basis) for a in task.assignments] == [
        ("Sở Y tế", "lead", "explicit"),
        ("Sở Tài chính", "support", None),
        ("Tỉnh đoàn", "support", None),
    ]
    assert [(d.date, d.due_from) for d in task.deadlines] == [("2024-06-30", "2024-04-01")]
    assert [found.words(d.span) for d in task.deadlines] == ["Quý II/2024"]


def test_a_heading_whose_only_children_are_labels_is_the_task() -> None:
    assert roles("""
        II. NHIỆM VỤ
          1. Xây dựng phần mềm quản lý tiêm chủng
            - Chủ trì: Sở Y tế; phối hợp: Sở Tài chính.
            - Thời gian hoàn thành: trước ngày 30/6/2024.
            - Sản phẩm: Phần mềm.
    """) == {"II/1": (["Sở Y tế"], "explicit", ["Sở Tài chính"])}


def test_labels_within_one_paragraph() -> None:
    assert roles("""
        II. NHIỆM VỤ
          - Sửa mái trạm y tế xã đảo.
          Đơn vị thực hiện: Sở Xây dựng. Đơn vị phối hợp: Sở Y tế. Thời gian: Tháng 6/2024.
    """) == {"II/-1": (["Sở Xây dựng"], "assigned", ["Sở Y tế"])}
