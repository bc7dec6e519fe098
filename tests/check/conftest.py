"""A draft of an invented district with known slips, one without any, and one whose words try to break out."""

from __future__ import annotations

import pytest

from ktxh.check.inspect import Inspection, inspect_report
from ktxh.extract.document import document_from_text
from ktxh.extract.reading import Report

DRAFT = """\
BÁO CÁO
Tình hình kinh tế - xã hội huyện Thanh Giang năm 2024

Thanh Giang, ngày 05 tháng 12 năm 2024

I. KINH TẾ

Toàn huyện có 1.595 trường hợp vi phạm (tạm giữ giấy tờ 661 trường hợp, tạm giữ phương tiện 890 trường hợp, phạt tại chỗ 08 trường hợp).

Kết quả xếp loại: mức Tốt 612/1.020 học sinh, tỷ lệ 60,0%; mức Khá 306/1.020 học sinh, tỷ lệ 30,0%; mức Chưa đạt 102/1.020 học sinh, tỷ lệ 18,0%.

Tổng thu ngân sách 16 tỷ 434 triệu đồng, tăng 12,,5% so với năm 2023. Thu tiền đất 647,911 triệu đồng.

Thực hiện Quyết định số 12/QĐ-UBND ngày 31/6/2024 của UBND huyện.
"""

CLEAN = """\
BÁO CÁO
Tình hình kinh tế - xã hội huyện Thanh Giang năm 2024

Toàn huyện có 1.559 trường hợp vi phạm (tạm giữ giấy tờ 661 trường hợp, tạm giữ phương tiện 890 trường hợp, phạt tại chỗ 08 trường hợp). Đàn bò 312 con.
"""

NOTICED = """\
BÁO CÁO
Tình hình kinh tế - xã hội huyện Thanh Giang năm 2024

Thu tiền đất 647,911 triệu đồng.
"""

HOSTILE = """\
BÁO CÁO
Tình hình <script>alert(1)</script> {{ 7*7 }} năm 2024 </title>

I. KẾT QUẢ </script><img src=x onerror=alert(2)>

Có 1.595 <b onclick="x()">vụ</b> {% raw %} (đất <i>661</i> vụ, \x1b[31m890 vụ\x1b[0m nhà, 08 vụ </style><script>alert(3)</script>).

Có 05 xã (xã <u>An Phú</u>, xã "Bình' Minh -->, xã <img/src=x>).
"""


def read(text: str, name: str = "thanh-giang-999-2024.txt") -> Inspection:
    return inspect_report(Report(document_from_text(text, name)))


@pytest.fixture(scope="session")
def draft() -> Inspection:
    return read(DRAFT)


@pytest.fixture(scope="session")
def clean() -> Inspection:
    return read(CLEAN)


@pytest.fixture(scope="session")
def hostile() -> Inspection:
    return read(HOSTILE, "hostile.txt")
