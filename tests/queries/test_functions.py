"""Which functions the words of a task concern."""

from __future__ import annotations

import pytest

from queries.functions import concerns

LICENCES = "sát hạch, cấp giấy phép lái xe"
LABOUR = "lao động, tiền lương, việc làm, người có công, an toàn lao động (phần chính)"


@pytest.mark.parametrize(
    ("text", "functions", "expected"),
    [
        ("Đổi mới công tác đào tạo, sát hạch lái xe.", [LICENCES], True),
        ("Thí điểm cấp giấy phép lái xe trực tuyến.", [LICENCES], True),
        ("Quản lý giấy phép lái xe.", [LICENCES], True),  # the first word of the function may be missing
        ("CẤP GIẤY PHÉP LÁI XE", [LICENCES], True),
        ("Cấp giấy phép xây dựng.", [LICENCES], False),
        ("Mở rộng đường cao tốc.", [LICENCES], False),
        ("Mở rộng đường cao tốc.", [], False),
        ("Tạo việc làm cho thanh niên.", [LABOUR], True),
        ("Bảo đảm an toàn giao thông.", [LABOUR], False),
        ("Phát huy phần chính của kế hoạch.", [LABOUR], False),  # what stands in brackets is a remark
        ("Phòng khám lưu động.", ["bảo trợ xã hội, trẻ em, phòng, chống tệ nạn xã hội"], False),  # one syllable tells nothing
        ("Đẩy lùi tệ nạn xã hội.", ["bảo trợ xã hội, trẻ em, phòng, chống tệ nạn xã hội"], True),
        ("Cấp giấy phép lái xe.", ["tất cả, trừ sát hạch, cấp giấy phép lái xe"], False),  # names what did not go over
        ("Báo chíxuất bản", ["báo chí, xuất bản"], False),
    ],
)
def test_words_concern_a_function(text: str, functions: list[str], expected: bool) -> None:
    assert concerns(text, functions) is expected
