"""Subjects that stand late, in brackets, in labels or after an adverbial, and places that act (gold guidelines, "Roles")."""

from __future__ import annotations

import pytest

from tests.parse.task_factory import roles

UNITS = "Các cơ quan, đơn vị liên quan"
COMMUNES = "Ủy ban nhân dân các xã, phường"
CENTRAL = {"province": None, "issuer": "Thủ tướng Chính phủ", "date": "2025-11-01"}

Row = tuple[str, list[str], str | None, list[str]]

OWN: list[Row] = [
    # words between the body and its role
    ("Sở Y tế (thường trực Ban Chỉ đạo) chủ trì mở lớp.", ["Sở Y tế"], "explicit", []),
    ("Sở Y tế: Chủ trì, phối hợp với Công an tỉnh mở lớp.", ["Sở Y tế"], "explicit", ["Công an tỉnh"]),
    ("Sở Y tế: Phối hợp với Công an tỉnh mở lớp.", ["Công an tỉnh"], "implied", ["Sở Y tế"]),
    ("Giao nhiệm vụ cho Sở Y tế mở lớp cho cô đỡ.", ["Sở Y tế"], "assigned", []),
    # told late
    ("Mở lớp cho cô đỡ. Giao Sở Y tế chủ trì thực hiện.", ["Sở Y tế"], "explicit", []),
    ("Mở lớp cho cô đỡ; giao Sở Y tế bố trí giảng viên.", ["Sở Y tế"], "assigned", []),
    ("Mở lớp cho cô đỡ (Sở Y tế chủ trì; Sở Nội vụ phối hợp).", ["Sở Y tế"], "explicit", ["Sở Nội vụ"]),
    ("Việc mở lớp do Sở Y tế chủ trì, Sở Nội vụ phối hợp.", ["Sở Y tế"], "explicit", ["Sở Nội vụ"]),
    ("Mở lớp. Cơ quan chủ trì: Sở Y tế; cơ quan phối hợp: Sở Nội vụ.", ["Sở Y tế"], "explicit", ["Sở Nội vụ"]),
    ("Kiểm kê thuốc; giao trách nhiệm người đứng đầu các đơn vị giữ kho.", [], None, []),
    # after an adverbial, whose own bodies are none
    ("Trên cơ sở đề xuất của Sở Y tế, Sở Nội vụ xét tuyển.", ["Sở Nội vụ"], "assigned", []),
    ("Trên cơ sở nhu cầu của các sở, ngành, địa phương, Sở Nội vụ xét tuyển.", ["Sở Nội vụ"], "assigned", []),
    ("Căn cứ hướng dẫn của Sở Y tế, các sở, ban, ngành mua thuốc.", ["Các sở, ban, ngành"], "assigned", []),
    ("Theo chức năng được giao, Sở Y tế, Sở Nội vụ mở lớp.", ["Sở Y tế", "Sở Nội vụ"], "assigned", []),
    ("Nhận được công văn này, yêu cầu Sở Y tế mở lớp.", ["Sở Y tế"], "assigned", []),
    ("Để kịp mùa mưa, các địa phương cần sửa mái trạm.", ["Các địa phương"], "assigned", []),
    ("Nhằm sửa mái cho đồng bộ, Sở Y tế chủ trì đo vẽ.", ["Sở Y tế"], "explicit", []),
    ("Trên cơ sở nhu cầu tại địa phương, Giám đốc Sở Y tế mở lớp.", ["Sở Y tế"], "assigned", []),
    # after a topic, which names whose the matter is
    ("Trạm thuộc Ủy ban nhân dân xã: Sở Y tế chủ động sửa mái.", ["Sở Y tế"], "assigned", []),
    ("Ban Quản lý trạm bơm thuộc Sở Xây dựng: Sở Y tế chỉ đạo khử khuẩn.", ["Sở Y tế"], "assigned", []),
    ("Tiền mua thuốc: giao Sở Tài chính chủ trì, phối hợp với Sở Y tế cấp theo quý.", ["Sở Tài chính"], "explicit",
     ["Sở Y tế"]),
    # no topics: who acts stands before the colon, or a list after it
    ("Sở Y tế gửi giấy mời họp: Sở Nội vụ chủ động chuẩn bị số liệu.", ["Sở Y tế"], "assigned", []),
    ("Mời các đơn vị: Sở Nội vụ, Sở Y tế tham gia.", [], None, []),
    # who coordinates leads only where told to act
    ("Soạn quy chế để Sở Y tế phối hợp với Sở Nội vụ đổi số liệu.", [], None, ["Sở Nội vụ"]),
    ("Đôn đốc Sở Y tế phối hợp với Sở Nội vụ mở lớp.", [], None, ["Sở Nội vụ"]),
    # what a body is for the work, then its role
    ("Sở Y tế là cơ quan thường trực của Ban Chỉ đạo, chủ trì mở lớp.", ["Sở Y tế"], "explicit", []),
    # coordination with forces in general is with nobody
    ("Sở Y tế phối hợp các lực lượng, sử dụng xe cứu thương.", ["Sở Y tế"], "assigned", []),
    # a leaf that is a whole sentence
    ("Sở Y tế chủ trì, phối hợp với Sở Nội vụ và UBND các xã, phường thực hiện.", ["Sở Y tế"], "explicit",
     ["Sở Nội vụ", COMMUNES]),
]  # fmt: skip


@pytest.mark.parametrize(("words", "lead", "basis", "support"), OWN, ids=[row[0][:44] for row in OWN])
def test_of_a_province(words: str, lead: list[str], basis: str | None, support: list[str]) -> None:
    found = roles(
        f"II. NHIỆM VỤ\n  - {words}", province="Lào Cai", issuer="Ủy ban nhân dân tỉnh Lào Cai", date="2025-11-01"
    )
    assert found == {"II/-1": (lead, basis, support)}


PLACES: list[Row] = [
    ("Thành phố Huế dọn bùn sau lũ.", ["Thành phố Huế"], "assigned", []),
    ("Giao tỉnh Sơn La và thành phố Huế dọn bùn.", ["Tỉnh Sơn La", "Thành phố Huế"], "assigned", []),
    ("Các tỉnh Sơn La, Lai Châu dọn bùn.", ["Tỉnh Sơn La", "Tỉnh Lai Châu"], "assigned", []),
    ("Bộ Y tế chủ trì, phối hợp với tỉnh Sơn La khử khuẩn.", ["Bộ Y tế"], "explicit", ["Tỉnh Sơn La"]),
    ("Giao thành phố Huế phối hợp với Bộ Y tế khử khuẩn.", ["Bộ Y tế"], "implied", ["Thành phố Huế"]),
    ("Để kịp mùa mưa, thành phố Huế cần nạo vét kênh.", ["Thành phố Huế"], "assigned", []),
    ("Nạo vét kênh qua tỉnh Sơn La trong mùa khô.", [], None, []),
]


@pytest.mark.parametrize(("words", "lead", "basis", "support"), PLACES, ids=[row[0][:44] for row in PLACES])
def test_places_that_act(words: str, lead: list[str], basis: str | None, support: list[str]) -> None:
    assert roles(f"II. NHIỆM VỤ\n  - {words}", **CENTRAL) == {"II/-1": (lead, basis, support)}


def test_a_heading_comes_before_a_late_subject_unless_it_names_groups_only() -> None:
    assert roles("""
        III. TỔ CHỨC THỰC HIỆN
          1. Sở Y tế
            - Tham gia các đoàn do Sở Nội vụ chủ trì.
          2. Các sở, ban, ngành
            - Tiết kiệm điện; giao Sở Công Thương tổng hợp số liệu.
            - Tiết kiệm nước; các đoàn kiểm tra do Sở Nội vụ chủ trì.
    """) == {
        "III/1/-1": (["Sở Y tế"], "assigned", []),
        "III/2/-1": (["Sở Công Thương"], "assigned", []),
        "III/2/-2": (["Sở Nội vụ"], "explicit", []),
    }


def test_a_list_opened_in_a_part_without_tasks_is_read_for_itself() -> None:
    assert roles(
        """
        I. ĐÁNH GIÁ CHUNG
          Mưa lũ gây thiệt hại nặng.
          Thời gian tới, thành phố Huế cần tập trung thực hiện các nhiệm vụ sau:
          1. Nạo vét kênh trước mùa mưa.
          2. Bộ Y tế khử khuẩn nguồn nước.
        """,
        "Thông báo",
        **CENTRAL,
    ) == {"I/1": (["Thành phố Huế"], "assigned", []), "I/2": (["Bộ Y tế"], "assigned", [])}


def test_a_part_on_carrying_out_is_no_label_line() -> None:
    """Its points are tasks, and those before them are not theirs."""
    assert roles("""
        1. Sở Y tế:
          a) Mở lớp cho cô đỡ.
        2. Tổ chức thực hiện:
          a) Sở Nội vụ: Theo dõi việc mở lớp.
    """) == {"1/a": (["Sở Y tế"], "assigned", []), "2/a": (["Sở Nội vụ"], "assigned", [])}
    assert roles("""
        II. NHIỆM VỤ
          1. Mở lớp cho cô đỡ.
            - Tổ chức thực hiện: Sở Y tế.
    """) == {"II/1": (["Sở Y tế"], "assigned", [])}


def test_labels_under_a_lettered_list_are_for_all_of_it() -> None:
    assert roles("""
        II. NHIỆM VỤ
          1. Mở lớp
            a) Dạy sơ cứu cho y sĩ.
            b) Dạy sơ cứu cho cô đỡ.
            c) Cơ quan chủ trì: Sở Y tế.
            d) Cơ quan phối hợp: Các cơ quan liên quan.
    """) == {"II/1/a": (["Sở Y tế"], "explicit", [UNITS]), "II/1/b": (["Sở Y tế"], "explicit", [UNITS])}


@pytest.mark.parametrize("word", ["(Sở Y tế chủ trì) ", "do Sở Y tế chủ trì, ", "của Sở Y tế, ", "giao Sở Y tế, "])
def test_long_rows_of_late_subjects_take_time_in_proportion(word: str) -> None:
    """What would be quadratic does not end in time with thousands of them."""
    assert len(roles("II. NHIỆM VỤ\n  - Trên cơ sở nhu cầu " + word * 4000 + "mở lớp.")) == 1
