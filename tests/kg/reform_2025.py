"""What became of the 63 provinces and of the departments merged in 2025, written down by hand and not read from the
registry: the expectation that its tables and their reading are held against.

Provinces: Nghị quyết 202/2025/QH15; 175/2024/QH15 (Huế), and the cities of 2026. Departments: Nghị định 45/2025/NĐ-CP.
"""

from __future__ import annotations

# The unit of today (1 November 2026) and the former provinces that lie in it.
TODAY = {
    "thành phố Hà Nội": ["Hà Nội"],
    "thành phố Huế": ["Thừa Thiên Huế"],
    "tỉnh Lai Châu": ["Lai Châu"],
    "tỉnh Điện Biên": ["Điện Biên"],
    "tỉnh Sơn La": ["Sơn La"],
    "tỉnh Lạng Sơn": ["Lạng Sơn"],
    "thành phố Quảng Ninh": ["Quảng Ninh"],
    "tỉnh Thanh Hóa": ["Thanh Hóa"],
    "tỉnh Nghệ An": ["Nghệ An"],
    "tỉnh Hà Tĩnh": ["Hà Tĩnh"],
    "tỉnh Cao Bằng": ["Cao Bằng"],
    "tỉnh Tuyên Quang": ["Hà Giang", "Tuyên Quang"],
    "tỉnh Lào Cai": ["Yên Bái", "Lào Cai"],
    "tỉnh Thái Nguyên": ["Bắc Kạn", "Thái Nguyên"],
    "tỉnh Phú Thọ": ["Vĩnh Phúc", "Hòa Bình", "Phú Thọ"],
    "thành phố Bắc Ninh": ["Bắc Giang", "Bắc Ninh"],
    "tỉnh Hưng Yên": ["Thái Bình", "Hưng Yên"],
    "thành phố Hải Phòng": ["Hải Dương", "Hải Phòng"],
    "tỉnh Ninh Bình": ["Hà Nam", "Nam Định", "Ninh Bình"],
    "tỉnh Quảng Trị": ["Quảng Bình", "Quảng Trị"],
    "thành phố Đà Nẵng": ["Quảng Nam", "Đà Nẵng"],
    "tỉnh Quảng Ngãi": ["Kon Tum", "Quảng Ngãi"],
    "tỉnh Gia Lai": ["Bình Định", "Gia Lai"],
    "tỉnh Khánh Hòa": ["Ninh Thuận", "Khánh Hòa"],
    "tỉnh Lâm Đồng": ["Đắk Nông", "Bình Thuận", "Lâm Đồng"],
    "tỉnh Đắk Lắk": ["Phú Yên", "Đắk Lắk"],
    "thành phố Hồ Chí Minh": ["Bà Rịa - Vũng Tàu", "Bình Dương", "Hồ Chí Minh"],
    "thành phố Đồng Nai": ["Bình Phước", "Đồng Nai"],
    "tỉnh Tây Ninh": ["Long An", "Tây Ninh"],
    "thành phố Cần Thơ": ["Sóc Trăng", "Hậu Giang", "Cần Thơ"],
    "tỉnh Vĩnh Long": ["Bến Tre", "Trà Vinh", "Vĩnh Long"],
    "tỉnh Đồng Tháp": ["Tiền Giang", "Đồng Tháp"],
    "tỉnh Cà Mau": ["Bạc Liêu", "Cà Mau"],
    "tỉnh An Giang": ["Kiên Giang", "An Giang"],
}

# Those that no resolution touched before 2026.
UNTOUCHED = {"Hà Nội", "Lai Châu", "Điện Biên", "Sơn La", "Lạng Sơn", "Quảng Ninh", "Thanh Hóa", "Nghệ An", "Hà Tĩnh", "Cao Bằng"}

# Departments that ended with February 2025: who took them over as such, and who took a part.
MERGED: dict[str, tuple[str | None, list[str]]] = {
    "Sở Kế hoạch và Đầu tư": ("Sở Tài chính", []),
    "Sở Giao thông vận tải": ("Sở Xây dựng", ["Công an"]),
    "Sở Tài nguyên và Môi trường": ("Sở Nông nghiệp và Môi trường", []),
    "Sở Nông nghiệp và Phát triển nông thôn": ("Sở Nông nghiệp và Môi trường", []),
    "Sở Thông tin và Truyền thông": (None, ["Sở Khoa học và Công nghệ", "Sở Văn hóa, Thể thao và Du lịch", "Công an"]),
    "Sở Lao động - Thương binh và Xã hội": (
        None, ["Sở Nội vụ", "Sở Giáo dục và Đào tạo", "Sở Y tế", "Sở Nông nghiệp và Môi trường", "Công an"],
    ),
    "Ban Dân tộc": ("Sở Dân tộc và Tôn giáo", []),
}  # fmt: skip


def in_place(name: str, place: str) -> str:
    """The full name of a body in a province: Công an takes the unit's word into its own name."""
    return f"{name} {place}"
