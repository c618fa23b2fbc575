"""Annex tables of our own, as neutral descriptions that any maker of files can dress: rows of words, where "" is an
empty cell, "^" one merged with the cell above, "<" one merged with the cell to the left, `\\n` parts paragraphs of a
cell and `**` sets it bold.

What is expected of each: its tasks in order, each with the end of its path, who leads, who supports, the dates it is
due (as in the gold guidelines) and what it delivers.
"""

from __future__ import annotations

from dataclasses import dataclass

HEAD = (
    "ỦY BAN NHÂN DÂN", "TỈNH SƠN LA", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
    "Số: 12/KH-UBND", "Sơn La, ngày 05 tháng 01 năm 2026", "KẾ HOẠCH", "Cấp nước sạch nông thôn năm 2026",
    "I. MỤC ĐÍCH, YÊU CẦU", "1. Mọi hộ dân vùng cao có nước hợp vệ sinh quanh năm.",
)  # fmt: skip
ANNEX = (
    *HEAD, "II. TỔ CHỨC THỰC HIỆN", "1. Giao Sở Y tế theo dõi, báo cáo kết quả.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH",
    "Lò Văn Mẫu", "PHỤ LỤC", "PHÂN CÔNG NHIỆM VỤ CẤP NƯỚC", "(Kèm theo Kế hoạch số 12/KH-UBND ngày 05/01/2026)",
)  # fmt: skip
BODY = (*HEAD, "II. NHIỆM VỤ", "1. Phân công cụ thể như sau:")

XD, TC, YT, NN = "Sở Xây dựng", "Sở Tài chính", "Sở Y tế", "Sở Nông nghiệp và Môi trường"
XA = "Ủy ban nhân dân các xã, phường"


@dataclass(frozen=True)
class Expected:
    """A task: the last part of its path, and what its cells say."""

    path: str
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    due: tuple[str | None, ...] = ()
    output: str | None = None


@dataclass(frozen=True)
class Layout:
    """One table. `merged` tells that cells are merged down, which Markdown cannot say; `lossy` that no form without
    merged cells can say which body a cell names."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    tasks: tuple[Expected, ...]
    before: tuple[str, ...] = ANNEX
    merged: bool = False
    lossy: bool = False


def _table(words: str) -> tuple[tuple[str, ...], ...]:
    """Rows a line each, cells parted by ` | `, paragraphs of a cell by ` / `."""
    lines = [line for line in words.strip().split("\n") if line.strip()]
    return tuple(tuple(cell.strip().replace(" // ", "\n") for cell in line.split("|")) for line in lines)


def _e(path: str, lead: str = "", support: str = "", due: str = "", output: str | None = None) -> Expected:
    split = lambda names: tuple(name.strip() for name in names.split(";") if name.strip())  # noqa: E731
    return Expected(path, split(lead), split(support), tuple(None if d == "-" else d for d in split(due)), output)


LAYOUTS = (
    Layout(
        "the plain one",
        _table("""
        **STT** | **Nhiệm vụ** | **Chủ trì thực hiện** | **Phối hợp thực hiện** | **Hạn hoàn thành** | **Sản phẩm**
        1 | Lập danh mục công trình cấp nước cần sửa chữa | Sở Xây dựng | Sở Tài chính; UBND các xã, phường | Quý I/2026 | Danh mục
        2 | Kiểm nghiệm mẫu nước của các trạm y tế | Sở Y tế | UBND các xã, phường | Hằng năm | Báo cáo kiểm nghiệm
        3 | Cân đối vốn cho các bể chứa vùng cao | Sở Tài chính |  | Trước ngày 30/6/2026 | Quyết định giao vốn
        """),
        (
            _e("1", XD, f"{TC};{XA}", "2026-03-31", "Danh mục"),
            _e("2", YT, XA, "-", "Báo cáo kiểm nghiệm"),
            _e("3", TC, "", "2026-06-30", "Quyết định giao vốn"),
        ),
    ),
    Layout(
        "columns in another order and wording",
        _table("""
        TT | Tiến độ | Nội dung công việc | Đơn vị phối hợp | Đơn vị thực hiện | Kết quả đầu ra | Ghi chú
        1 | 2026 | Khoan mười giếng tại các bản thiếu nước | Sở Tài chính | Sở NN&MT | Mười giếng | Vốn vay
        2 | 9/2026 | Lắp đồng hồ nước cho hộ nghèo | Các sở, ban, ngành | UBND các xã, phường | Biên bản nghiệm thu |
        """),
        (
            _e("1", NN, TC, "2026", "Mười giếng"),
            _e("2", XA, "Các sở, ban, ngành", "2026-09-30", "Biên bản nghiệm thu"),
        ),
    ),
    Layout(
        "a head of two rows and a row that counts the columns",
        _table("""
        Số TT | Nội dung nhiệm vụ | Phân công thực hiện | < | Thời gian thực hiện
        ^ | ^ | Chủ trì | Phối hợp | ^
        (1) | (2) | (3) | (4) | (5)
        1 | Rà soát giá nước tại các thị trấn | Sở Tài chính | Sở Xây dựng, Sở Y tế | Quý II/2026
        2 | Vận hành thử trạm bơm Nà Sản | Sở Xây dựng | Công an tỉnh | Tháng 8/2026
        """),
        (_e("1", TC, f"{XD};{YT}", "2026-06-30"), _e("2", XD, "Công an tỉnh", "2026-08-31")),
        merged=True,
    ),
    Layout(
        "headings over rows, by number and merged over all columns",
        _table("""
        STT | Tên nhiệm vụ | Chủ trì | Phối hợp | Thời hạn
        **I** | **HOÀN THIỆN CƠ CHẾ** | < | < | <
        1 | Sửa đổi quy chế quản lý trạm cấp nước | Sở Xây dựng | Sở Tư pháp | Quý I/2026
        2 | Ban hành định mức bảo dưỡng đường ống | Sở Xây dựng | Sở Tài chính | Quý III/2026
        **II** | **ĐẦU TƯ HẠ TẦNG** | < | < | <
        1 | Thay đường ống bản Mòng | UBND các xã, phường | Sở Tài chính | Năm 2026
        **III. TRUYỀN THÔNG** | < | < | < | <
        1 | Phát tờ rơi về nước hợp vệ sinh | Sở Y tế | Báo Sơn La | Thường xuyên
        """),
        (
            _e("I/1", XD, "Sở Tư pháp", "2026-03-31"),
            _e("I/2", XD, TC, "2026-09-30"),
            _e("II/1", XA, TC, "2026"),
            _e("III/1", YT, "Báo Sơn La"),
        ),
    ),
    Layout(
        "bodies merged over rows",
        _table("""
        TT | Nhiệm vụ | CQ chủ trì | CQ phối hợp | Thời hạn
        1 | Khảo sát nguồn nước ngầm ở các xã biên giới | Sở Nông nghiệp và Môi trường | Bộ Chỉ huy Bộ đội Biên phòng tỉnh | Quý I/2026
        2 | Lập bản đồ các điểm khoan có thể khai thác | ^ | ^ | Quý II/2026
        3 | Bàn giao kết quả khảo sát cho các địa phương | ^ | ^ | ^
        """),
        (
            _e("1", NN, "Bộ Chỉ huy Bộ đội Biên phòng tỉnh", "2026-03-31"),
            _e("2", NN, "Bộ Chỉ huy Bộ đội Biên phòng tỉnh", "2026-06-30"),
            _e("3", NN, "Bộ Chỉ huy Bộ đội Biên phòng tỉnh", "2026-06-30"),
        ),
        merged=True,
    ),
    Layout(
        "merged bodies that only a file with real tables can tell apart",
        _table("""
        TT | Nhiệm vụ | CQ chủ trì | CQ phối hợp | Thời hạn
        1 | Lập trạm quan trắc ở đầu nguồn sông Mã | Sở Nông nghiệp và Môi trường | Sở Tài chính | Quý I/2026
        2 | Đào tạo người đo mực nước | ^ | UBND các xã, phường | ^
        ^ | Cấp sổ và thước đo | Sở Xây dựng | ^ | Quý II/2026
        """),
        (_e("1", NN, TC, "2026-03-31"), _e("2", NN, XA, "2026-03-31"), _e("-1", XD, XA, "2026-06-30")),
        merged=True,
        lossy=True,
    ),
    Layout(
        "headings that name who leads",
        _table("""
        TT | Nội dung công việc | Thời gian hoàn thành | Sản phẩm
        **I** | **SỞ TÀI CHÍNH** | < | <
        1 | Thẩm định dự toán sửa chữa bể chứa | Quý I/2026 | Văn bản thẩm định
        2 | Trình phương án giá bán nước lẻ | Quý II/2026 | Tờ trình
        **II** | **SỞ Y TẾ** | < | <
        1 | Công bố chất lượng nước từng tháng | Hằng năm | Thông báo
        """),
        (
            _e("I/1", TC, "", "2026-03-31", "Văn bản thẩm định"),
            _e("I/2", TC, "", "2026-06-30", "Tờ trình"),
            _e("II/1", YT, "", "-", "Thông báo"),
        ),
    ),
    Layout(
        "headings that say when",
        _table("""
        TT | Nhiệm vụ | Đơn vị chủ trì | Đơn vị phối hợp
        **Nhiệm vụ năm 2026** | < | < | <
        1 | Nạo vét hồ chứa bản Giàn | UBND các xã, phường | Sở Xây dựng
        **Nhiệm vụ năm 2027** | < | < | <
        2 | Kiên cố hóa mương dẫn nước tự chảy | Sở Xây dựng | Sở Tài chính
        """),
        (_e("-1/1", XA, XD, "2026"), _e("-2/2", XD, TC, "2027")),
    ),
    Layout(
        "ditto marks",
        _table("""
        STT | Công việc | CQ chủ trì thực hiện | CQ phối hợp | Tiến độ
        1 | Mua hóa chất khử trùng cho các trạm | Sở Y tế | Sở Tài chính | Quý I/2026
        2 | Tập huấn người vận hành trạm cấp nước | nt | UBND các xã, phường | -nt-
        3 | Kiểm tra việc ghi sổ theo dõi clo dư | -nt- | nt | Quý IV/2026
        """),
        (_e("1", YT, TC, "2026-03-31"), _e("2", YT, XA, "2026-03-31"), _e("3", YT, XA, "2026-12-31")),
    ),
    Layout(
        "lead and support in one column",
        _table("""
        TT | Nội dung | Cơ quan chủ trì, phối hợp | Thời gian
        1 | Xây dựng sổ tay dùng nước tiết kiệm | Chủ trì: Sở Y tế // Phối hợp: Sở Giáo dục và Đào tạo | Quý II/2026
        2 | Chọn nhà thầu thay lõi lọc | Sở Xây dựng chủ trì, phối hợp với Sở Tài chính | Quý III/2026
        3 | Kiểm kê tài sản của các trạm | Sở Tài chính; Sở Xây dựng | 31/12/2026
        """),
        (
            _e("1", YT, "Sở Giáo dục và Đào tạo", "2026-06-30"),
            _e("2", XD, TC, "2026-09-30"),
            _e("3", TC, XD, "2026-12-31"),
        ),
    ),
    Layout(
        "a head that comes again on the next page",
        _table("""
        STT | Nhiệm vụ | CQ chủ trì | CQ phối hợp | Thời hạn
        1 | Đo lưu lượng các mó nước đầu nguồn trong mùa khô | Sở Nông nghiệp và Môi trường | UBND các xã, phường | Quý I/2026
        2 | Khoanh vùng cấm xả thải quanh mó nước | Sở Nông nghiệp và Môi trường | Công an tỉnh | Quý II/2026
        STT | Nhiệm vụ | CQ chủ trì | CQ phối hợp | Thời hạn
        3 | Cắm mốc hành lang bảo vệ nguồn nước | UBND các xã, phường | Sở Xây dựng | Quý IV/2026
        """),
        (
            _e("1", NN, XA, "2026-03-31"),
            _e("2", NN, "Công an tỉnh", "2026-06-30"),
            _e("3", XA, XD, "2026-12-31"),
        ),
    ),
    Layout(
        "documents to be drawn up, with the level that decides",
        _table("""
        STT | Tên văn bản | Cơ quan chủ trì tham mưu | Cơ quan phối hợp | Cấp trình | Thời điểm trình | Hình thức văn bản
        1 | Quy định mức hỗ trợ hộ nghèo đấu nối nước | Sở Xây dựng | Sở Tài chính, Sở Tư pháp | Hội đồng nhân dân tỉnh | Tháng 7/2026 | Nghị quyết
        2 | Quy chế phối hợp quản lý công trình liên xã | Sở Xây dựng | Các sở, ngành liên quan | Ủy ban nhân dân tỉnh | Quý III/2026 | Quyết định
        """),
        (
            _e("1", XD, f"{TC};Sở Tư pháp", "2026-07-31", "Nghị quyết"),
            _e("2", XD, "Các sở, ngành liên quan", "2026-09-30", "Quyết định"),
        ),
    ),
    Layout(
        "bodies that no list knows",
        _table("""
        TT | Nhiệm vụ cụ thể | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian
        1 | Trực bơm nước cứu hạn cho vùng chè | Tổ hợp tác dùng nước Mường Chanh | Doanh nghiệp, hộ dân | 2026
        2 | Dạy thợ sửa ống nước | Các Trường Cao đẳng, Trung cấp trên địa bàn tỉnh | Viện, Trường | 2026 - 2027
        3 | Cho vay xây bể nước gia đình | Ngân hàng Chính sách xã hội chi nhánh tỉnh Sơn La | Hội Phụ nữ tỉnh | Thường xuyên
        """),
        (
            _e("1", "Tổ hợp tác dùng nước Mường Chanh", "Doanh nghiệp;Hộ dân", "2026"),
            _e("2", "Các Trường Cao đẳng, Trung cấp trên địa bàn tỉnh", "Viện;Trường", "2027"),
            _e("3", "Ngân hàng Chính sách xã hội chi nhánh tỉnh Sơn La", "Hội Phụ nữ tỉnh"),
        ),
    ),
    Layout(
        "several paragraphs in a cell",
        _table("""
        TT | Nhiệm vụ | CQ chủ trì | CQ phối hợp | Thời hạn | Sản phẩm dự kiến
        1 | - Soát lại danh sách hộ chưa có nước; // - Lập kế hoạch kéo đường ống; // - Nghiệm thu từng bản. | - Sở Xây dựng // - Sở Y tế | - Sở Tài chính // - UBND các xã, phường | Quý I, II/2026 | - Danh sách // - Kế hoạch
        2 | Tổng kết phong trào giữ sạch nguồn nước | Văn phòng UBND tỉnh | Các sở, ban, ngành // UBND các xã, phường | Tháng 12 hằng năm | Báo cáo
        """),
        (
            _e("1", f"{XD};{YT}", f"{TC};{XA}", "2026-03-31;2026-06-30", "- Danh sách - Kế hoạch"),
            _e("2", "Văn phòng Ủy ban nhân dân tỉnh", f"Các sở, ban, ngành;{XA}", "--12-31", "Báo cáo"),
        ),
    ),
    Layout(
        "no column of numbers, under a point of the body",
        _table("""
        Nội dung triển khai | Cơ quan thực hiện | Phối hợp thực hiện | Hoàn thành
        Lập hồ sơ các điểm sạt lở gần tuyến ống | Sở Xây dựng | UBND các xã, phường | Trong tháng 3/2026
        Bố trí kinh phí di dời đường ống | Sở Tài chính | Sở Xây dựng | Chậm nhất ngày 15/5/2026
        """),
        (_e("-1", XD, XA, "2026-03-31"), _e("-2", TC, XD, "2026-05-15")),
        before=BODY,
    ),
    Layout(
        "numbers of several levels, a parent with work of its own",
        _table("""
        STT | Nhiệm vụ | Chủ trì | Phối hợp | Thời hạn
        1 | Xây dựng bản đồ số hệ thống cấp nước | Sở Xây dựng | Sở Khoa học và Công nghệ | 2026
        1.1 | Thu thập dữ liệu tuyến ống chính | UBND các xã, phường | Sở Xây dựng | Quý II/2026
        1.2 | Nhập liệu và kiểm tra sai lệch | Sở Khoa học và Công nghệ | Sở Xây dựng | Quý III/2026
        2 | Mở cổng tra cứu cho người dân | Sở Khoa học và Công nghệ |  | Quý IV/2026
        """),
        (
            _e("1", XD, "Sở Khoa học và Công nghệ", "2026"),
            _e("1/1.1", XA, XD, "2026-06-30"),
            _e("1/1.2", "Sở Khoa học và Công nghệ", XD, "2026-09-30"),
            _e("2", "Sở Khoa học và Công nghệ", "", "2026-12-31"),
        ),
    ),
    Layout(
        "a row that a page break has cut in two",
        _table("""
        TT | Nhiệm vụ | Đầu mối chủ trì | Đơn vị phối hợp | Kết quả | Thời hạn
        1. | Lắp đặt thiết bị giám sát mực nước tại các hồ thủy lợi, kết nối về trung tâm và | Sở Xây dựng | Công an tỉnh | Hệ thống giám sát | 6/2026
         | báo động cho hạ du khi xả lũ |  |  |  |
        2. | Diễn tập ứng phó vỡ đập bản Muông | Bộ CHQS tỉnh | UBND các xã, phường | Cuộc diễn tập | 8/2026
        """),
        (
            _e("1", XD, "Công an tỉnh", "2026-06-30", "Hệ thống giám sát"),
            _e("2", "Bộ Chỉ huy Quân sự tỉnh", XA, "2026-08-31", "Cuộc diễn tập"),
        ),
    ),
    Layout(
        "rows under a row that names who leads",
        _table("""
        TT | Nhiệm vụ | Chủ trì | Thời hạn
        I | Lập quy hoạch cấp nước vùng hồ | Sở Xây dựng | 2026
        1 | Thu thập số liệu đo đạc |  | Quý I/2026
        2 | Lấy ý kiến các bản ven hồ | UBND các xã, phường | Quý II/2026
        """),
        (_e("I", XD, "", "2026"), _e("I/1", XD, "", "2026-03-31"), _e("I/2", XA, "", "2026-06-30")),
    ),
    Layout(
        "a title over the head, a note below, persons who direct",
        _table("""
        **BIỂU PHÂN CÔNG** | < | < | < | <
        TT | Nội dung công việc | Cơ quan, đơn vị chủ trì | Lãnh đạo chỉ đạo | Thời gian hoàn thành
        1 | Tham mưu nghị quyết về nước sạch | Ban Tuyên giáo và Dân vận Tỉnh ủy | Phó Bí thư | Quý I/2026
        2 | Kiểm tra việc học nghị quyết | Ủy ban Kiểm tra Tỉnh ủy | Phó Bí thư | Quý III/2026
        Ghi chú: các mốc tính đến ngày cuối quý. | < | < | < | <
        """),
        (
            _e("1", "Ban Tuyên giáo và Dân vận Tỉnh ủy", "", "2026-03-31"),
            _e("2", "Ủy ban Kiểm tra Tỉnh ủy", "", "2026-09-30"),
        ),
    ),
    Layout(
        "no head at all, under a title that speaks of tasks",
        _table("""
        1 | Lập danh mục trạm bơm phải thay | Sở Xây dựng | Sở Tài chính | Quý I/2026
        2 | Đo độ đục của nước đầu nguồn | Sở Y tế | UBND các xã, phường | Quý II/2026
        3 | Sửa cửa xả hồ bản Giàn | Sở Nông nghiệp và Môi trường | Sở Tài chính | 2026
        """),
        (_e("1", XD, TC, "2026-03-31"), _e("2", YT, XA, "2026-06-30"), _e("3", NN, TC, "2026")),
    ),
    Layout(
        "a table of costs holds no tasks",
        _table("""
        TT | Nội dung | Đơn vị tính | Khối lượng | Đơn giá | Thành tiền
        1 | Ống nhựa phi 60 | m | 1.200 | 85.000 | 102.000.000
        2 | Bể chứa inox | cái | 14 | 6.500.000 | 91.000.000
         | Tổng cộng |  |  |  | 193.000.000
        """),
        (),
    ),
    Layout(
        "a table of places holds no tasks",
        _table("""
        STT | Tên mó nước | Xã | Tọa độ X | Tọa độ Y
        1 | Mó Nặm La | Chiềng An | 2356110 | 497220
        2 | Mó Bó Cá | Chiềng Cơi | 2355010 | 498330
        """),
        (),
    ),
)
