"""Days as they are typed in Viet Nam."""

from __future__ import annotations

import pytest

from kg.dates import day


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2025-12-31", "2025-12-31"), ("31/12/2025", "2025-12-31"), ("31-12-2025", "2025-12-31"),
        ("31.12.2025", "2025-12-31"), ("1/2/2025", "2025-02-01"), (" 01 / 02 / 2025 ", "2025-02-01"),
        ("ngày 31/12/2025", "2025-12-31"), ("31 tháng 12 năm 2025", "2025-12-31"),
        ("Ngày 05 tháng 6 năm 2026", "2026-06-05"), ("ngay 5 thang 6 nam 2026", "2026-06-05"),
        ("2025/12/31", "2025-12-31"), ("31–12–2025", "2025-12-31"),
        ("12/2025", "2025-12-01"), ("2025-12", "2025-12-01"), ("tháng 12/2025", "2025-12-01"),
        ("tháng 12 năm 2025", "2025-12-01"),
        ("quý I/2026", "2026-01-01"), ("Quý IV năm 2025", "2025-10-01"), ("quý 3/2025", "2025-07-01"),
        ("2025", "2025-01-01"), ("năm 2025", "2025-01-01"), ("2100-01-01", "2100-01-01"),
    ],
)  # fmt: skip
def test_forms(text: str, iso: str) -> None:
    assert day(text).isoformat() == iso


@pytest.mark.parametrize(
    "text",
    ["", "tomorrow", "31/13/2025", "30/02/2025", "31/12/25", "12/31/2025", "quý V/2025", "31122025", "13/2025", "0/2025",
     "2025-12-31T00:00", "12/2025 hoặc 2026", "٣١/١٢/٢٠٢٥"],
)  # fmt: skip
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        day(text)
