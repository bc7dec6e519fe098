"""A report of an invented district, with what a reader for people must cope with, and one that tries to break out."""

from __future__ import annotations

import pytest

from ktxh.extract.document import document_from_text
from ktxh.extract.reading import Report

PLAIN = """\
BÁO CÁO
Tình hình kinh tế - xã hội huyện Thanh Giang năm 2024

I. KINH TẾ

1. Nông nghiệp

Tổng diện tích gieo trồng 1.234,50 ha, đạt 105,2% kế hoạch, bằng 98,7% so với cùng kỳ; sản lượng ước đạt 3.120,4 tấn. Đàn lợn¹ được chăm sóc và bảo đảm

¹ Trong đó:

- Tổng đàn lợn 181 con (*xã An Phú: 44 con, xã Bình Minh: 137 con*).

chỉ tiêu đề ra; ngập úng 617 nhà (trong đó: xã An Phú: 254 nhà; xã Bình Minh: 363 nhà). Diện tích rừng 7.4 ha.

2. Thu, chi ngân sách

Tổng thu 16 tỷ 434 triệu đồng, tăng 12,5% so với năm 2023; tổng chi 57.147 triệu đồng, đạt 44,42,6% dự toán. Năm 2025 phấn đấu thu 60 tỷ đồng.

- Quyết định số 12/2024/QĐ-UBND ngày 05/3/2024; tỷ lệ hộ nghèo 5,95% (-0,3%), 4478 hộ cận nghèo.

Phụ lục (Đơn vị tính: triệu đồng)

Chỉ tiêu\tĐVT\tKế hoạch 2024\tThực hiện 2024\tSo với KH (%)
Sản lượng thóc\ttấn\t5600\t5712,5\t102,0
Tổng thu nội địa\ttriệu đồng\t34000\t36120\t106,2
"""

HOSTILE = """\
BÁO CÁO
Tình hình <script>alert(1)</script> "kinh tế" {{ 7*7 }} năm 2024 </title>

I. KẾT QUẢ </script><img src=x onerror=alert(2)>

Tổng <b onclick="x()">diện tích</b> {% raw %} 1.234,5 ha, đạt 105% kế hoạch"'`--></style><script>alert(3)</script>; có 12 <img/src=x> hộ \u2028 \u202e tại xã <u>An</u>; \x1b[31m5 con\x1b[0m \x07 ở &lt;i&gt; *xã Tân </em> 3 hộ*.
"""


@pytest.fixture(scope="session")
def plain() -> Report:
    return Report(document_from_text(PLAIN, "thanh-giang-999-2024.txt"))


@pytest.fixture(scope="session")
def hostile() -> Report:
    return Report(document_from_text(HOSTILE, "hostile.txt"))
