"""Documents cited by name alone: what is one, and where its name ends."""

from __future__ import annotations

import pytest

from loaders.parse import citations
from tests.parse.factories import document

# Sentence, the names expected (in order). Each name stands for a rule of loaders/data/citations_names.toml.
NAMES = [
    # schemes: the end by a verb, a quotation mark, a comma, a period
    ("Triển khai Đề án phát triển chợ nông thôn hướng đến văn minh", ["Đề án phát triển chợ nông thôn"]),
    ("Thực hiện Đề án “Mỗi xã một sản phẩm, mỗi huyện một vùng chuyên canh” do Sở chủ trì",
     ["Đề án Mỗi xã một sản phẩm, mỗi huyện một vùng chuyên canh"]),
    ("gắn với đề án “Xây dựng xã hội học tập” giai đoạn 2021 - 2030", ["Đề án Xây dựng xã hội học tập giai đoạn 2021 - 2030"]),
    ("Tổng kết Đề án 1816, Đề án 47 và việc khám bệnh", ["Đề án 1816", "Đề án 47"]),
    ("Hoàn thành Đề án hỗ trợ khởi nghiệp sáng tạo, đẩy mạnh cải cách", ["Đề án hỗ trợ khởi nghiệp sáng tạo"]),
    ("theo Đề án bảo tồn, phát huy giá trị nghệ thuật hát then của tỉnh được duyệt",
     ["Đề án bảo tồn, phát huy giá trị nghệ thuật hát then của tỉnh"]),
    ("Rà soát Đề án vị trí việc làm của các đơn vị sự nghiệp giai đoạn 2025-2030.",
     ["Đề án vị trí việc làm của các đơn vị sự nghiệp giai đoạn 2025-2030"]),
    ("lập Đề án khai thác bến bãi, tạo nguồn thu phục vụ chỉnh trang đô thị của tỉnh.",
     ["Đề án khai thác bến bãi, tạo nguồn thu phục vụ chỉnh trang đô thị của tỉnh"]),
    ("theo Đề án cơ cấu lại đàn bò theo hướng hàng hóa giai đoạn 2023-2027, các huyện",
     ["Đề án cơ cấu lại đàn bò theo hướng hàng hóa giai đoạn 2023-2027"]),
    ("Xây dựng Đề án về bảo đảm nước sạch vùng ven biển", ["Đề án về bảo đảm nước sạch vùng ven biển"]),
    ("rà soát Đề án nâng chất trường đạt chuẩn quốc gia trên địa bàn tỉnh giai đoạn 2026-2030; hằng năm",
     ["Đề án nâng chất trường đạt chuẩn quốc gia trên địa bàn tỉnh giai đoạn 2026-2030"]),
    # planning
    ("Cập nhật Quy hoạch vùng Tây Nguyên thời kỳ 2021 – 2030, tầm nhìn đến năm 2050; rà soát",
     ["Quy hoạch vùng Tây Nguyên thời kỳ 2021 – 2030, tầm nhìn đến năm 2050"]),
    ("bám sát Quy hoạch mạng lưới đường bộ thời kỳ 2021-2030, định hướng đến 2050, bảo đảm kết nối",
     ["Quy hoạch mạng lưới đường bộ thời kỳ 2021-2030, định hướng đến 2050"]),
    ("điều chỉnh quy hoạch chung thành phố Long Xuyên gắn với sông Hậu", ["Quy hoạch chung thành phố Long Xuyên"]),
    ("tuân thủ Quy hoạch điện VIII.", ["Quy hoạch điện VIII"]),
    ("đấu nối theo Quy hoạch phát triển điện lực quốc gia, bảo đảm an toàn", ["Quy hoạch phát triển điện lực quốc gia"]),
    # strategies, programmes, plans
    ("Thực hiện Chiến lược phát triển ngành cơ khí 10 năm 2025-2034 và các chương trình khác",
     ["Chiến lược phát triển ngành cơ khí 10 năm 2025-2034"]),
    ("Lồng ghép Chương trình mục tiêu quốc gia về y tế học đường giai đoạn 2026-2035, giai đoạn I: từ năm 2026 đến năm "
     "2030 của tỉnh", ["Chương trình mục tiêu quốc gia về y tế học đường giai đoạn 2026-2035, giai đoạn I: từ năm 2026 đến năm 2030"]),
    ("Tiếp tục Chương trình hành động quốc gia vì trẻ em trên địa bàn tỉnh", ["Chương trình hành động quốc gia vì trẻ em"]),
    ("bám sát Kế hoạch thực hiện Quy hoạch vùng Tây Nguyên thời kỳ 2021-2030 theo chức năng",
     ["Kế hoạch thực hiện Quy hoạch vùng Tây Nguyên thời kỳ 2021-2030", "Quy hoạch vùng Tây Nguyên thời kỳ 2021-2030"]),
    ("Tiếp tục Chương trình mục tiêu quốc gia về nước sạch năm 2025; Chương trình mục tiêu quốc gia về nước sạch "
     "giai đoạn 2021-2025", ["Chương trình mục tiêu quốc gia về nước sạch giai đoạn 2021-2025"]),
    # laws
    ("theo Luật Đầu tư theo phương thức đối tác công tư và Luật Đầu tư, Luật Quản lý, sử dụng tài sản công;",
     ["Luật Đầu tư theo phương thức đối tác công tư", "Luật Đầu tư", "Luật Quản lý, sử dụng tài sản công"]),
    ("Căn cứ Bộ luật Lao động năm 2019, Luật Đất đai 2024, Hiến pháp năm 2013",
     ["Bộ luật Lao động năm 2019", "Luật Đất đai 2024", "Hiến pháp năm 2013"]),
    ("Điều 5 Luật Khí hậu quy định, Pháp lệnh Chi phí tố tụng có hiệu lực", ["Luật Khí hậu", "Pháp lệnh Chi phí tố tụng"]),
    ("Luật sửa đổi, bổ sung một số điều của Luật Giá và Luật Phí và lệ phí ngày 12/6/2030",
     ["Luật sửa đổi, bổ sung một số điều của Luật Giá và Luật Phí và lệ phí", "Luật Giá", "Luật Phí và lệ phí"]),
    ("Luật sửa đổi, bổ sung một số điều của 15 Luật liên quan đến đo đạc số 99/2030/QH17", []),
    # the Party
    ("theo Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XV, nhiệm kỳ 2025 - 2030 đề ra",
     ["Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XV, nhiệm kỳ 2025 - 2030"]),
    ("quán triệt Nghị quyết Đại hội XIV của Đảng và Nghị quyết Trung ương 6 khóa XII",
     ["Nghị quyết Đại hội XIV của Đảng", "Nghị quyết Trung ương 6 khóa XII"]),
    ("Điều lệ Đảng và Nghị quyết đại hội đảng các cấp", ["Điều lệ Đảng"]),
    # decisions known by issuer and subject
    ("theo Quyết định của Bộ trưởng Bộ Y tế ban hành Quy tắc ứng xử trong bệnh viện; giao Sở",
     ["Quyết định của Bộ trưởng Bộ Y tế ban hành Quy tắc ứng xử trong bệnh viện"]),
    ("Chờ Nghị quyết của Hội đồng nhân dân tỉnh về giá nước sạch đô thị, các huyện chủ động",
     ["Nghị quyết của Hội đồng nhân dân tỉnh về giá nước sạch đô thị"]),
    ("đạt Bộ tiêu chí quốc gia về trường học an toàn; tỷ lệ", ["Bộ tiêu chí quốc gia về trường học an toàn"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "names"), NAMES)
def test_names_end_where_they_end(sentence: str, names: list[str]) -> None:
    made = document(sentence)
    citations.extract(made)
    assert [cited.name for cited in made.citations or () if cited.number is None] == names


NONE = [
    "Rà soát các quy hoạch, quy hoạch ngành, quy hoạch phát triển ngành, địa phương và quy hoạch chung của tỉnh.",
    "Quy hoạch xây dựng, chất lượng công trình; Quy hoạch tỉnh về cấp nước; Hồ sơ Quy hoạch tỉnh kèm theo.",
    "lập quy hoạch phân khu, quy hoạch chi tiết; kế hoạch đầu tư công trung hạn giai đoạn 2021-2025 của huyện",
    "thuộc Kế hoạch này, Luật này, Đề án, Đề án trên, Đề án được duyệt, Nghị quyết nêu trên, Nghị quyết đã đề ra",
    "tổ chức Chương trình hiệu quả, đúng lộ trình; Chương trình do Sở chủ trì; các Nghị quyết, Chương trình, Đề án khác",
    "Kế hoạch triển khai thực hiện như sau; xây dựng Kế hoạch thực hiện Nghị quyết nêu trên",
    "nguồn vốn Chương trình mục tiêu quốc gia về nước sạch giai đoạn 2031-2035, kinh phí của Chương trình mục tiêu quốc gia về rừng",
    "các Chương trình mục tiêu quốc gia, các chương trình mục tiêu quốc gia giai đoạn 2021-2025",
    "Quyết định của Thủ tướng Chính phủ; các Nghị quyết của Quốc hội về đầu tư; Kết luận của Bộ Chính trị",
    "pháp luật về đất đai, luật sư, kỷ luật, luật chuyên ngành, các Luật có liên quan, theo luật định",
    "có ý nghĩa quan trọng, chiến lược đối với vùng Đông Nam Bộ; hạ tầng chiến lược",
    "Kế hoạch công tác năm 2025, Kế hoạch sử dụng đất năm 2025, Kế hoạch tuyển dụng năm 2024 của đơn vị",
]  # fmt: skip


@pytest.mark.parametrize("sentence", NONE)
def test_classes_and_short_forms_are_no_documents(sentence: str) -> None:
    made = document(sentence)
    citations.extract(made)
    assert [cited.key for cited in made.citations or ()] == []


@pytest.mark.parametrize("path", ["head/issuer", "head/number", "head/place-date", "foot/recipients", "foot/signature"])
def test_parts_of_head_and_foot_are_not_searched(path: str) -> None:
    made = document((path, "Số: 12/QĐ-UBND; Luật Đất đai năm 2024"))
    citations.extract(made)
    assert made.citations == []


def test_what_a_notice_announces_is_its_own() -> None:
    """The title of a notice begins with the conclusion that it hands on; one of somebody else's is cited."""
    title = "Kết luận của Chủ tịch Ủy ban nhân dân tỉnh về tiến độ làm cầu qua sông"
    found = document(("head/title", title), kind="Thông báo")
    citations.extract(found)
    assert found.citations == []
    other = document(("head/title", f"Triển khai {title}"), kind="Kế hoạch")
    citations.extract(other)
    assert [each.name for each in other.citations] == [title]


def test_the_document_itself_is_not_cited() -> None:
    made = document(
        ("head/title", "Thực hiện Quy hoạch vùng Tây Nguyên thời kỳ 2021-2030"),
        (
            "head/opening",
            "UBND tỉnh ban hành Kế hoạch triển khai thực hiện Quy hoạch vùng Tây Nguyên thời kỳ 2021-2030.",
        ),
        ("c1", "(Kèm theo Kế hoạch số 0317/KH-UBND ngày 08/10/2031 của Ủy ban nhân dân tỉnh)"),
        number="317/KH-UBND",
        date="2031-10-08",
    )
    citations.extract(made)
    assert [cited.name for cited in made.citations or ()] == ["Quy hoạch vùng Tây Nguyên thời kỳ 2021-2030"]


def test_capitals_of_a_title_become_a_plain_name() -> None:
    made = document(
        ("head/title", "TRIỂN KHAI QUY HOẠCH TỈNH ĐỒNG THÁP ĐẾN NĂM 2035 VÀ LUẬT VIỆC LÀM"), province="Đồng Tháp"
    )
    citations.extract(made)
    assert [cited.name for cited in made.citations or ()] == ["Quy hoạch tỉnh Đồng Tháp đến năm 2035", "Luật Việc làm"]
