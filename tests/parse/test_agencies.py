"""Agencies in running text: words and province in, canonical names out (gold guidelines, "Names of agencies")."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.parse.agencies import canonical, find

BL, TQ, HCM, HN, LC = "Bạc Liêu", "Tuyên Quang", "Hồ Chí Minh", "Hà Nội", "Lào Cai"
DISTRICTS = "Ủy ban nhân dân các huyện, thị xã, thành phố"
PROVINCES = "Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương"
MINISTRIES = "Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ"
DEPARTMENTS = "Các sở, ban, ngành"
CONCERNED = "Các sở, ngành liên quan"
UNITS = "Các cơ quan, đơn vị liên quan"

# (words, province, names)
TABLE: list[tuple[str, str | None, list[str]]] = [
    # one body, written out and in short
    ("Sở Y tế tổ chức tập huấn cho cán bộ trạm y tế.", BL, ["Sở Y tế"]),
    ("Sở Y tế báo cáo Ban Chỉ đạo của Chính phủ về tẩy giếng.", BL, ["Sở Y tế", "Ban Chỉ đạo của Chính phủ"]),
    ("Sở GTVT kiểm tra các cầu yếu.", BL, ["Sở Giao thông vận tải"]),
    ("Sở KH&ĐT tổng hợp nhu cầu vốn.", BL, ["Sở Kế hoạch và Đầu tư"]),
    ("Sở KHĐT tổng hợp nhu cầu vốn.", BL, ["Sở Kế hoạch và Đầu tư"]),
    ("Sở Kế hoạch & Đầu tư thẩm định.", BL, ["Sở Kế hoạch và Đầu tư"]),
    ("Sở TN&MT công bố bảng giá.", BL, ["Sở Tài nguyên và Môi trường"]),
    ("Sở NN&PTNT thống kê diện tích.", BL, ["Sở Nông nghiệp và Phát triển nông thôn"]),
    ("Sở Nông nghiệp và PTNT thống kê diện tích.", BL, ["Sở Nông nghiệp và Phát triển nông thôn"]),
    ("Sở LĐ-TB&XH rà soát hộ nghèo.", BL, ["Sở Lao động - Thương binh và Xã hội"]),
    ("Sở Lao động – Thương binh và Xã hội rà soát hộ nghèo.", BL, ["Sở Lao động - Thương binh và Xã hội"]),
    ("Sở Giáo dục và Đào tạo tỉnh Bạc Liêu mở lớp.", BL, ["Sở Giáo dục và Đào tạo"]),
    ("Sở Công Thương tỉnh mời gọi doanh nghiệp.", BL, ["Sở Công Thương"]),
    ("SỞ NỘI VỤ", BL, ["Sở Nội vụ"]),
    ("Sở Văn hoá Thể thao du lịch quảng bá.", BL, ["Sở Văn hóa, Thể thao và Du lịch"]),
    ("UBND các phường xã rà soát.", BL, ["Ủy ban nhân dân các phường xã"]),
    ("Sở Khoa học và Công nghệ (cơ quan thường trực) đôn đốc.", TQ, ["Sở Khoa học và Công nghệ"]),
    ("Bộ KH&CN ban hành hướng dẫn.", None, ["Bộ Khoa học và Công nghệ"]),
    ("Bộ Văn hóa, Thể thao và Du lịch quảng bá.", None, ["Bộ Văn hóa, Thể thao và Du lịch"]),
    ("Bộ Nông nghiệp và Môi trường dự báo nguồn nước.", None, ["Bộ Nông nghiệp và Môi trường"]),
    ("Bộ Dân tộc và Tôn giáo khảo sát.", None, ["Bộ Dân tộc và Tôn giáo"]),
    ("Văn phòng Chính phủ theo dõi.", None, ["Văn phòng Chính phủ"]),
    ("Thanh tra Chính phủ kết luận.", None, ["Thanh tra Chính phủ"]),
    ("Văn phòng UBND tỉnh theo dõi.", BL, ["Văn phòng Ủy ban nhân dân tỉnh"]),
    ("Văn phòng Uỷ ban nhân dân tỉnh theo dõi.", BL, ["Văn phòng Ủy ban nhân dân tỉnh"]),
    ("Ngân hàng Nhà nước Việt Nam điều hành lãi suất.", None, ["Ngân hàng Nhà nước Việt Nam"]),
    # the committee of the province
    ("UBND tỉnh ban hành quy định.", BL, ["Ủy ban nhân dân tỉnh Bạc Liêu"]),
    ("Uỷ ban nhân dân tỉnh ban hành quy định.", LC, ["Ủy ban nhân dân tỉnh Lào Cai"]),
    ("Ủy ban nhân dân Thành phố ban hành quy định.", HCM, ["Ủy ban nhân dân thành phố Hồ Chí Minh"]),
    ("UBND Thành phố ban hành quy định.", HN, ["Ủy ban nhân dân thành phố Hà Nội"]),
    ("Chủ tịch UBND tỉnh quyết định.", BL, ["Ủy ban nhân dân tỉnh Bạc Liêu"]),
    ("HĐND tỉnh giám sát.", BL, ["Hội đồng nhân dân tỉnh Bạc Liêu"]),
    (
        "Hội đồng nhân dân và Ủy ban nhân dân tỉnh giám sát.",
        BL,
        ["Hội đồng nhân dân tỉnh Bạc Liêu", "Ủy ban nhân dân tỉnh Bạc Liêu"],
    ),
    ("Ủy ban nhân dân tỉnh Cà Mau trao đổi kinh nghiệm.", BL, ["Ủy ban nhân dân tỉnh Cà Mau"]),
    ("Tỉnh uỷ cho ý kiến.", BL, ["Tỉnh ủy Bạc Liêu"]),
    ("Ban Thường vụ Tỉnh ủy cho ý kiến.", BL, ["Tỉnh ủy Bạc Liêu"]),
    ("Thành ủy cho ý kiến.", HN, ["Thành ủy Hà Nội"]),
    ("Tỉnh ủy Bạc Liêu, Tỉnh ủy Cà Mau ký kết.", BL, ["Tỉnh ủy Bạc Liêu", "Tỉnh ủy Cà Mau"]),
    ("Ban Thường vụ Tỉnh uỷ Phú Thọ ký kết.", None, ["Tỉnh ủy Phú Thọ"]),
    # districts and communes
    ("UBND các huyện, thị xã, thành phố rà soát.", BL, [DISTRICTS]),
    ("Ủy ban nhân dân các huyện, thành phố rà soát.", TQ, [DISTRICTS]),
    ("Ủy ban nhân dân huyện, thị xã, thành phố rà soát.", BL, [DISTRICTS]),
    ("Chủ tịch UBND các quận, huyện, thị xã rà soát.", HN, [DISTRICTS]),
    ("UBND cấp huyện rà soát.", BL, [DISTRICTS]),
    ("UBND huyện Hồng Dân rà soát.", BL, ["Ủy ban nhân dân huyện Hồng Dân"]),
    ("UBND thị xã Giá Rai rà soát.", BL, ["Ủy ban nhân dân thị xã Giá Rai"]),
    ("UBND thành phố Tuyên Quang rà soát.", TQ, ["Ủy ban nhân dân thành phố Tuyên Quang"]),
    (
        "UBND các huyện Phước Long, Vĩnh Lợi và thị xã Giá Rai rà soát.",
        BL,
        ["Ủy ban nhân dân huyện Phước Long", "Ủy ban nhân dân huyện Vĩnh Lợi", "Ủy ban nhân dân thị xã Giá Rai"],
    ),
    (
        "UBND các thành phố: Tam Kỳ, Hội An; Công an tỉnh tuần tra.",
        "Quảng Nam",
        ["Ủy ban nhân dân thành phố Tam Kỳ", "Ủy ban nhân dân thành phố Hội An", "Công an tỉnh"],
    ),
    (
        "UBND các huyện Na Hang, Lâm Bình, Hội Nông dân tỉnh tuần tra.",
        TQ,
        ["Ủy ban nhân dân huyện Na Hang", "Ủy ban nhân dân huyện Lâm Bình", "Hội Nông dân tỉnh"],
    ),
    ("Ủy ban nhân dân các xã, phường, đặc khu niêm yết.", HCM, ["Ủy ban nhân dân các xã, phường, đặc khu"]),
    ("Ủy ban nhân dân xã, phường, đặc khu niêm yết.", HCM, ["Ủy ban nhân dân xã, phường, đặc khu"]),
    ("UBND các xã, phường niêm yết.", LC, ["Ủy ban nhân dân các xã, phường"]),
    ("UBND các xã, phường, thị trấn niêm yết.", BL, ["Ủy ban nhân dân các xã, phường, thị trấn"]),
    ("UBND cấp xã niêm yết.", BL, ["Ủy ban nhân dân cấp xã"]),
    ("UBND xã Vĩnh Mỹ niêm yết.", BL, ["Ủy ban nhân dân xã Vĩnh Mỹ"]),
    ("UBND phường Hộ Phòng niêm yết.", BL, ["Ủy ban nhân dân phường Hộ Phòng"]),
    ("Ủy ban nhân dân các cấp niêm yết.", BL, ["Ủy ban nhân dân các cấp"]),
    # provinces together
    ("Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương báo cáo.", None, [PROVINCES]),
    ("Chủ tịch UBND các tỉnh, thành phố trực thuộc Trung ương báo cáo.", None, [PROVINCES]),
    ("Ủy ban nhân dân các tỉnh, thành phố báo cáo.", None, ["Ủy ban nhân dân các tỉnh, thành phố"]),
    (
        "Chủ tịch UBND các tỉnh, thành phố: Nghệ An, Huế, Cần Thơ báo cáo.",
        None,
        ["Ủy ban nhân dân tỉnh Nghệ An", "Ủy ban nhân dân thành phố Huế", "Ủy ban nhân dân thành phố Cần Thơ"],
    ),
    (
        "UBND các tỉnh: Sơn La, Điện Biên và Phú Thọ báo cáo.",
        None,
        ["Ủy ban nhân dân tỉnh Sơn La", "Ủy ban nhân dân tỉnh Điện Biên", "Ủy ban nhân dân tỉnh Phú Thọ"],
    ),
    # shared heads
    ("Các Sở: Nội vụ, Tài chính, Xây dựng rà soát.", BL, ["Sở Nội vụ", "Sở Tài chính", "Sở Xây dựng"]),
    ("các Sở: Kế hoạch và Đầu tư, Nội vụ và Tư pháp", BL, ["Sở Kế hoạch và Đầu tư", "Sở Nội vụ", "Sở Tư pháp"]),
    ("Các Sở Nội vụ, Tài chính và Tư pháp góp ý.", BL, ["Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp"]),
    ("Sở Nội vụ, Sở Tài chính và Tư pháp góp ý.", BL, ["Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp"]),
    ("Sở Xây dựng, Tài nguyên và Môi trường góp ý.", BL, ["Sở Xây dựng", "Sở Tài nguyên và Môi trường"]),
    (
        "Sở Y tế, Sở Văn hóa, Thể thao và Du lịch, Sở Tư pháp góp ý.",
        BL,
        ["Sở Y tế", "Sở Văn hóa, Thể thao và Du lịch", "Sở Tư pháp"],
    ),
    (
        "các Sở: Văn hóa, Thể thao và Du lịch; Y tế; Công Thương",
        BL,
        ["Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế", "Sở Công Thương"],
    ),
    ("Sở Văn hóa, Thông tin, Thể thao và Du lịch biểu diễn.", BL, ["Sở Văn hóa, Thông tin, Thể thao và Du lịch"]),
    ("Các Bộ: Tài chính, Xây dựng, Nội vụ góp ý.", None, ["Bộ Tài chính", "Bộ Xây dựng", "Bộ Nội vụ"]),
    ("Bộ trưởng các Bộ: Công an, Quốc phòng và Y tế góp ý.", None, ["Bộ Công an", "Bộ Quốc phòng", "Bộ Y tế"]),
    (
        "Các Bộ Tài chính, Nông nghiệp và Môi trường, Công Thương góp ý.",
        None,
        ["Bộ Tài chính", "Bộ Nông nghiệp và Môi trường", "Bộ Công Thương"],
    ),
    (
        "Giám đốc các Sở: Tài chính, Y tế; Chánh Văn phòng UBND tỉnh",
        BL,
        ["Sở Tài chính", "Sở Y tế", "Văn phòng Ủy ban nhân dân tỉnh"],
    ),
    # collectives
    ("các sở, ban, ngành rà soát.", BL, [DEPARTMENTS]),
    ("Các Sở, Ban, Ngành tỉnh rà soát.", BL, [DEPARTMENTS]),
    ("các sở, ban, ngành cấp tỉnh rà soát.", BL, [DEPARTMENTS]),
    ("Thủ trưởng các sở, ngành rà soát.", BL, [DEPARTMENTS]),
    ("các sở, ngành liên quan rà soát.", BL, [CONCERNED]),
    ("các Sở, ban, ngành có liên quan rà soát.", BL, [CONCERNED]),
    ("các cơ quan liên quan rà soát.", BL, [UNITS]),
    ("các đơn vị có liên quan rà soát.", BL, [UNITS]),
    ("các cơ quan, đơn vị có liên quan rà soát.", BL, [UNITS]),
    ("các cơ quan, tổ chức, cá nhân liên quan rà soát.", BL, [UNITS]),
    ("các bộ, ngành rà soát.", None, ["Các bộ, ngành"]),
    ("các bộ, ngành Trung ương làm việc với tỉnh.", BL, ["Các bộ, ngành Trung ương"]),
    ("Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ rà soát.", None, [MINISTRIES]),
    ("Bộ trưởng và Thủ trưởng cơ quan ngang bộ, cơ quan thuộc Chính phủ rà soát.", None, [MINISTRIES]),
    ("các đoàn thể cấp tỉnh vận động.", BL, ["Các đoàn thể cấp tỉnh"]),
    ("các tổ chức chính trị - xã hội vận động.", BL, ["Các tổ chức chính trị - xã hội"]),
    ("Các Chủ đầu tư dự án đẩy nhanh tiến độ.", BL, ["Các chủ đầu tư"]),
    ("các địa phương rà soát.", BL, [DISTRICTS]),
    # branches, boards, forces
    ("Công an tỉnh xác minh.", BL, ["Công an tỉnh"]),
    ("Bộ Chỉ huy Quân sự tỉnh huấn luyện.", BL, ["Bộ Chỉ huy Quân sự tỉnh"]),
    ("Bộ CHQS tỉnh huấn luyện.", BL, ["Bộ Chỉ huy Quân sự tỉnh"]),
    ("Bộ Chỉ huy Bộ đội Biên phòng tỉnh tuần tra.", BL, ["Bộ Chỉ huy Bộ đội Biên phòng tỉnh"]),
    ("Cục Thuế tỉnh tuyên truyền.", BL, ["Cục Thuế tỉnh"]),
    ("Cục Thống kê tỉnh tuyên truyền.", BL, ["Cục Thống kê tỉnh"]),
    ("Kho bạc Nhà nước tỉnh giải ngân.", BL, ["Kho bạc Nhà nước tỉnh"]),
    ("Bảo hiểm xã hội tỉnh chi trả.", BL, ["Bảo hiểm xã hội tỉnh"]),
    ("BHXH tỉnh chi trả.", BL, ["Bảo hiểm xã hội tỉnh"]),
    ("Ngân hàng Nhà nước chi nhánh tỉnh Bạc Liêu nắm nhu cầu vay.", BL, ["Ngân hàng Nhà nước chi nhánh tỉnh Bạc Liêu"]),
    ("Ban Quản lý các khu công nghiệp tỉnh đón nhà đầu tư.", BL, ["Ban Quản lý các khu công nghiệp tỉnh"]),
    (
        "Ban QLDA đầu tư xây dựng công trình giao thông tỉnh bàn giao.",
        BL,
        ["Ban Quản lý dự án đầu tư xây dựng công trình giao thông tỉnh"],
    ),
    ("Trung tâm Xúc tiến đầu tư và Du lịch tỉnh đón đoàn.", BL, ["Trung tâm Xúc tiến đầu tư và Du lịch tỉnh"]),
    ("Đài Phát thanh và Truyền hình tỉnh phát sóng.", BL, ["Đài Phát thanh và Truyền hình tỉnh"]),
    ("Tòa án nhân dân tỉnh xét xử.", BL, ["Tòa án nhân dân tỉnh"]),
    ("Toà án nhân dân tối cao xét xử.", None, ["Tòa án nhân dân tối cao"]),
    ("Viện Kiểm sát nhân dân tối cao truy tố.", None, ["Viện kiểm sát nhân dân tối cao"]),
    # Party, Front, mass organisations
    ("Ban Tổ chức Tỉnh ủy thẩm định.", BL, ["Ban Tổ chức Tỉnh ủy"]),
    ("Ban Tuyên giáo Tỉnh uỷ định hướng.", BL, ["Ban Tuyên giáo Tỉnh ủy"]),
    ("Đảng uỷ Chính phủ lãnh đạo.", None, ["Đảng ủy Chính phủ"]),
    ("Văn phòng Trung ương Đảng lưu trữ.", None, ["Văn phòng Trung ương Đảng"]),
    ("Ban Tổ chức Trung ương thẩm định.", None, ["Ban Tổ chức Trung ương"]),
    ("Các đảng ủy: Quốc hội, Chính phủ lãnh đạo.", None, ["Đảng ủy Quốc hội", "Đảng ủy Chính phủ"]),
    ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh vận động.", BL, ["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"]),
    ("UBMTTQ Việt Nam tỉnh vận động.", BL, ["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"]),
    ("Hội Nông dân tỉnh vận động hội viên.", BL, ["Hội Nông dân tỉnh"]),
    ("Tỉnh đoàn ra quân.", BL, ["Tỉnh đoàn"]),
    # enterprises
    ("Tập đoàn Điện lực Việt Nam bảo đảm nguồn cung.", None, ["Tập đoàn Điện lực Việt Nam"]),
    ("Tổng công ty Hàng không Việt Nam tăng chuyến.", None, ["Tổng công ty Hàng không Việt Nam"]),
    # names that no list holds end where the grammar says so
    ("Chi cục Thủy sản chủ trì thả giống.", BL, ["Chi cục Thủy sản"]),
    (
        "Trung tâm Nước sạch và Vệ sinh môi trường nông thôn phối hợp sửa trạm bơm.",
        BL,
        ["Trung tâm Nước sạch và Vệ sinh môi trường nông thôn"],
    ),
    ("Trường Đại học Bạc Liêu tuyển sinh.", BL, ["Trường Đại học Bạc Liêu"]),
    ("Viện Quy hoạch Thủy lợi miền Nam khảo sát.", BL, ["Viện Quy hoạch Thủy lợi miền Nam"]),
    (
        "Công ty TNHH MTV Cấp nước Hương Tràm lắp đặt đồng hồ.",
        BL,
        ["Công ty trách nhiệm hữu hạn một thành viên Cấp nước Hương Tràm"],
    ),
    ("Bệnh viện Đa khoa tỉnh tiếp nhận người bệnh.", BL, ["Bệnh viện Đa khoa tỉnh"]),
    ("Cục Đường sắt Việt Nam chủ trì kiểm định.", None, ["Cục Đường sắt Việt Nam"]),
    # heads stand for their bodies
    ("Giám đốc Sở Xây dựng chịu trách nhiệm.", BL, ["Sở Xây dựng"]),
    ("Bộ trưởng Bộ Y tế chịu trách nhiệm.", None, ["Bộ Y tế"]),
    ("Chủ tịch Ủy ban nhân dân huyện Đông Hải chịu trách nhiệm.", BL, ["Ủy ban nhân dân huyện Đông Hải"]),
    (
        "Các Ông (Bà): Chánh Văn phòng UBND tỉnh, Giám đốc Sở Nội vụ",
        BL,
        ["Văn phòng Ủy ban nhân dân tỉnh", "Sở Nội vụ"],
    ),
    ("Thống đốc Ngân hàng Nhà nước Việt Nam điều hành.", None, ["Ngân hàng Nhà nước Việt Nam"]),
    ("Tổng Thanh tra Chính phủ rà soát.", None, ["Thanh tra Chính phủ"]),
    # lists of several sorts
    (
        "phối hợp với Sở Tài chính, các sở, ngành liên quan và UBND các huyện, thành phố",
        TQ,
        ["Sở Tài chính", CONCERNED, DISTRICTS],
    ),
    (
        "Công an tỉnh; Sở Tư pháp; Ủy ban nhân dân huyện Hòa Bình",
        BL,
        ["Công an tỉnh", "Sở Tư pháp", "Ủy ban nhân dân huyện Hòa Bình"],
    ),
    # other spellings of the same, and names that go on
    ("UB MTTQ Việt Nam tỉnh vận động.", BL, ["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"]),
    ("MTTQ và các đoàn thể tỉnh vận động.", BL, ["Mặt trận Tổ quốc", "Các đoàn thể tỉnh"]),
    ("Viện KSND tỉnh, TAND tỉnh góp ý.", BL, ["Viện kiểm sát nhân dân tỉnh", "Tòa án nhân dân tỉnh"]),
    ("Hội LHPN tỉnh, Hội CCB tỉnh ra quân.", BL, ["Hội Liên hiệp Phụ nữ tỉnh", "Hội Cựu chiến binh tỉnh"]),
    ("Đoàn TNCS Hồ Chí Minh tỉnh ra quân.", BL, ["Tỉnh đoàn"]),
    ("Báo Bạc Liêu, VNPT Bạc Liêu đưa tin.", BL, ["Báo Bạc Liêu", "VNPT Bạc Liêu"]),
    ("Ban Cán sự đảng Bộ Tư pháp, Đảng ủy Bộ Y tế họp.", None, ["Ban Cán sự đảng Bộ Tư pháp", "Đảng ủy Bộ Y tế"]),
    (
        "Các Vụ: Pháp chế, Hợp tác quốc tế; Thanh tra Bộ; Văn phòng Bộ họp.",
        None,
        ["Vụ Pháp chế", "Vụ Hợp tác quốc tế", "Thanh tra Bộ", "Văn phòng Bộ"],
    ),
    (
        "các Cục Hàng không Việt Nam, Đường sắt Việt Nam họp.",
        None,
        ["Cục Hàng không Việt Nam", "Cục Đường sắt Việt Nam"],
    ),
    ("Thủ trưởng các đơn vị thuộc Bộ Y tế báo cáo.", None, ["Các đơn vị thuộc Bộ Y tế"]),
    (
        "Ban Quản lý Khu kinh tế Nghi Sơn và các KCN cấp phép.",
        "Thanh Hóa",
        ["Ban Quản lý khu kinh tế Nghi Sơn và các khu công nghiệp"],
    ),
    ("Thuế tỉnh, Kho bạc Nhà nước khu vực XX đối chiếu.", BL, ["Thuế tỉnh", "Kho bạc Nhà nước khu vực XX"]),
    ("Trường Cao đẳng Nghề tỉnh tuyển sinh.", BL, ["Trường Cao đẳng Nghề tỉnh"]),
    ("Hội Nông dân hỗ trợ hội viên vay vốn.", BL, ["Hội Nông dân"]),
    ("HĐND, UBND các xã, phường họp.", LC, ["Hội đồng nhân dân các xã, phường", "Ủy ban nhân dân các xã, phường"]),
    # what a company is called has a capital; a bare head of a list is a group
    ("Các doanh nghiệp nhà nước, Tổng Công ty đi trước trồng rừng.", BL, ["Các doanh nghiệp nhà nước", "Các tổng công ty"]),
    ("Công ty tiên tiến nhất được khen.", BL, []),
    ("Công ty cổ phần trồng rừng Gành Sen chủ trì.", BL, ["Công ty cổ phần trồng rừng Gành Sen"]),
    ("Tổng công ty Trồng rừng Sao Mai và Sở Y tế họp.", BL, ["Tổng công ty Trồng rừng Sao Mai", "Sở Y tế"]),
    # commas in the place of "và"; a name of the whole country without it
    ("Bộ Khoa học, Công nghệ, Bộ Tài chính góp ý.", None, ["Bộ Khoa học và Công nghệ", "Bộ Tài chính"]),
    ("Viện Hàn lâm Khoa học xã hội và Bộ Y tế góp ý.", None, ["Viện Hàn lâm Khoa học xã hội Việt Nam", "Bộ Y tế"]),
    ("Thường trực Ủy ban KH,CN&MT họp.", None, ["Thường trực Ủy ban KH,CN&MT"]),
    ("Đảng ủy Ngoài khơi cụ thể hóa chương trình.", None, ["Đảng ủy Ngoài khơi"]),
    ("Ngân hàng Nhà nước chi nhánh Khu vực 9 báo cáo.", BL, ["Ngân hàng Nhà nước chi nhánh Khu vực 9"]),
    # words that only look like agencies
    ("Các cơ sở y tế, trụ sở làm việc và cán bộ trạm được kiểm tra.", BL, []),
    ("Tổ chức hội nghị, báo cáo kết quả trong trường hợp cần thiết.", BL, []),
    ("Toàn bộ hồ sơ được số hóa; đồng bộ dữ liệu đất đai.", BL, []),
    ("Xây dựng trường học, mở rộng thị trường và bảo vệ môi trường.", BL, []),
    ("Ban hành bộ tiêu chí, bộ chỉ số và quy tắc ứng xử.", BL, []),
]


@pytest.mark.parametrize(("words", "province", "names"), TABLE, ids=[row[0][:48] for row in TABLE])
def test_names(words: str, province: str | None, names: list[str]) -> None:
    assert [found.name for found in find(words, province)] == names


def test_the_table_is_large_enough_to_mean_something() -> None:
    assert len({(words, province) for words, province, _ in TABLE}) >= 120


def test_offsets_are_those_of_the_words() -> None:
    words = "Giao Giám đốc Sở Y tế, Chủ tịch UBND các huyện: Na Hang, Lâm Bình kiểm tra."
    assert [words[f.start : f.end] for f in find(words, TQ)] == ["Sở Y tế", "UBND các huyện: Na Hang", "Lâm Bình"]


@pytest.mark.parametrize(
    ("words", "kind", "group"),
    [
        ("Sở Y tế", "so-y-te", False),
        ("Bộ Công an", "bo-cong-an", False),
        ("UBND tỉnh", "ubnd-tinh", False),
        ("UBND các huyện, thành phố", "ubnd-huyen", True),
        ("UBND các xã, phường", "ubnd-xa", True),
        ("các sở, ban, ngành", None, True),
        ("Chi cục Bảo tồn hang động", None, False),
    ],
)
def test_kinds_and_groups(words: str, kind: str | None, group: bool) -> None:
    found = find(words, TQ)
    assert [(f.kind, f.group) for f in found] == [(kind, group)]


def test_districts_end_with_the_district_level() -> None:
    """Since 1 July 2025 (Luật 72/2025/QH15) "các địa phương" of a province are no districts."""
    assert find("các địa phương", BL, "2025-06-30")[0].name == DISTRICTS
    assert find("các địa phương", BL, "2025-07-01")[0].name == "Các địa phương"


@pytest.mark.parametrize(
    ("phrase", "province", "name"),
    [
        ("UBND TỈNH", BL, "Ủy ban nhân dân tỉnh Bạc Liêu"),
        ("ỦY BAN NHÂN DÂN THÀNH PHỐ", HCM, "Ủy ban nhân dân thành phố Hồ Chí Minh"),
        ("BỘ GIÁO DỤC VÀ ĐÀO TẠO", None, "Bộ Giáo dục và Đào tạo"),
        ("Hội đồng nhân dân tỉnh khóa X", BL, "Hội đồng nhân dân tỉnh Bạc Liêu"),
        ("tổ hợp tác số 3", BL, "Tổ hợp tác số 3"),
        ("", None, ""),
    ],
)
def test_canonical(phrase: str, province: str | None, name: str) -> None:
    assert canonical(phrase, province) == name


def test_canonical_names_stay_as_they_are() -> None:
    """A canonical name, read again in its province, is the same name."""
    for words, province, _ in TABLE:
        for found in find(words, province):
            again = [f.name for f in find(found.name, province)]
            assert again == [found.name], (words, again)


GRAMMAR = """
Sở Bộ UBND các Các tỉnh huyện xã , ; : và Nội vụ Tài chính Y tế thành phố Ủy ban nhân dân ( ) Giám đốc
Chủ tịch có liên quan sở ban ngành cấp thuộc Công an Vụ Cục Đảng ủy Văn hóa Thể thao Du lịch Trung tâm từ đến Hà Nội - &
TN&MT
"""


@given(st.lists(st.sampled_from(GRAMMAR.split()), max_size=30), st.sampled_from([None, BL, HCM]))
def test_any_row_of_its_own_words(words: list[str], province: str | None) -> None:
    """Nothing raises; spans are in order, lie in the text and do not overlap; the same text gives the same names."""
    text = " ".join(words)
    found = find(text, province)
    at = 0
    for one in found:
        assert at <= one.start < one.end <= len(text)
        assert one.name[0] == one.name[0].upper()
        at = one.end
    assert find(text, province) == found


@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    assert all(0 <= f.start < f.end <= len(text) for f in find(text, BL))


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("Trung tâm ", "Thể thao, "),
        ("Trung tâm ", "Thể thao và "),
        ("các Vụ: ", "Thể thao và "),
        ("các Sở: ", "Nội vụ, "),
        ("UBND các huyện: ", "Na Hang, "),
        ("", "Giám đốc Sở Y tế, "),
        ("", "Hội đồng nhân dân, "),
    ],
)
def test_long_rows_of_the_same_take_time_in_proportion(head: str, words: str) -> None:
    """With 8000 of them anything quadratic takes minutes, and recursion does not end."""
    began = time.process_time()
    text = head + words * 8000
    assert all(found.end <= len(text) for found in find(text, BL))
    assert time.process_time() - began < 20
