"""Constructs met in reports that nobody of the project had seen: lists that lend units, plans, aims, tables. All sentences are invented."""

from __future__ import annotations

import pytest

from ktxh.extract.document import document_from_text
from ktxh.extract.reading import Report
from tests.extract.sentences import HEAD, read


def report_of(text: str) -> Report:
    return Report(document_from_text(HEAD + text + "\n", "x-505-2023.txt"))


@pytest.mark.parametrize(
    ("sentence", "units"),
    [
        ("Sản lượng 912 tấn (năng suất: lúa 5,8; ngô 4,3 tấn/ha).", {"5,8": "tấn/ha", "4,3": "tấn/ha"}),
        ("Lúa 310 ha (năng suất 62 tạ/ha); ngô 95 ha (năng suất 45, sản lượng 428 tấn).", {"45": "tạ/ha"}),
        ("Lúa 310 ha, năng suất 62 tạ/ha; rau các loại 76; đậu 41,5.", {"76": "ha", "41,5": "ha"}),
        ("Mẫu giáo 118/140 cháu đạt 84,3%; nhà trẻ 52/95=54,7%.", {"52": "cháu", "95": "cháu"}),
        ("Giỏi 215/840 HS, tỷ lệ 25,6%, khá 310 (36,9%), yếu 12 em.", {"310": "HS"}),
        ("Huy động trẻ 4 tuổi 1.260/1.264, đạt 99,7%.", {"1.260": "trẻ", "1.264": "trẻ"}),
        ("Vốn nhà nước 812 tỷ; doanh nghiệp và dân cư 1.306; vốn khác 225.", {"1.306": "tỷ", "225": "tỷ"}),
        ("Nộp kho bạc 3 tỷ 145 triệu đồng, tước giấy phép 118.", {"118": ""}),
        ("Thi hành án: về việc 318/502 đạt 63,3%.", {"318": "việc", "502": "việc"}),
        ("Hộ nghèo giảm từ 31 xuống 27,5%.", {"31": "%"}),
        ("Trong 11 nhóm hàng có 8 nhóm tăng, 2 giảm và 1 ổn định.", {"2": "nhóm", "1": "nhóm"}),
        ("Doanh thu ước 41,2 tỷ. Công suất sử dụng buồng 52%.", {"41,2": "tỷ"}),
        ("Toàn huyện có 52 trường (14 MN, 25 TH, 13 THCS).", {"14": "trường", "25": "trường", "13": "trường"}),
        ("Tạm giữ 17 ô tô, 208 xe máy; tặng 35 xe đạp.", {"17": "ô tô", "208": "xe máy", "35": "xe đạp"}),
        ("Số thuê bao 8.412, có 412 đảng viên/24 chi bộ.", {"8.412": "thuê bao", "24": "chi bộ"}),
        ("Đại học 141 người (65,9%), trung cấp 52.", {"52": "người"}),
        ("Chết 2 người; nhà sập 12, tốc mái 215.", {"12": "nhà", "215": "nhà"}),
        ("Có 215 hộ dân tộc thiểu số, 98 hộ dân.", {"215": "hộ", "98": "hộ dân"}),
        ("Vốn bình quân 8,4 tỷ đồng/doanh nghiệp.", {"8,4": "tỷ đồng/doanh nghiệp"}),
        ("Nhập khẩu 14,7 triệu đô la Mỹ.", {"14,7": "triệu đô la Mỹ"}),
    ],
)
def test_units_that_a_list_or_a_head_lends(sentence, units):
    figures = read(sentence)
    assert {raw: figures[raw].value.unit.raw for raw in units} == units


@pytest.mark.parametrize(
    ("sentence", "raw", "measure", "scenario"),
    [
        ("Ngô 318 ha/330 ha KH đạt 96,4%.", "96,4", "attainment_pct", "actual"),
        ("Giải ngân vốn 12,4/98 tỷ đồng, mới đạt 12,7%.", "12,7", "attainment_pct", "actual"),
        ("Làm rõ 31/36 vụ, 52 đối tượng, đạt 86,1%.", "86,1", "share_pct", "actual"),
        ("Làm rõ 31/36 vụ, 52 đối tượng, đạt 86,1%, vượt 6,1% chỉ tiêu.", "6,1", "change_pp", "actual"),
        ("Giao quân 118/118 thanh niên, đạt 100%.", "100", "attainment_pct", "actual"),
        ("Về tiền 4,2 tỷ/18,6 tỷ đạt 22,6%.", "22,6", "share_pct", "actual"),
        ("Đàn trâu 910 con (KH 950), đàn lợn 3.240/3.500 con.", "3.500", "level", "plan"),
        ("Lúa 7.420 tấn bằng 103,2% cùng kỳ; ngô 1.980 tấn bằng 96,5%.", "96,5", "index_pct", "actual"),
        ("So cùng kỳ tăng 3 vụ/7 đối tượng.", "7", "change_abs", "actual"),
        ("Trong đó nông nghiệp tăng 4,1%, đóng góp 1,3 điểm phần trăm.", "1,3", "change_pp", "actual"),
        ("Công nghiệp tăng 11,2%, đóng góp 3,8 điểm; dịch vụ tăng 9%.", "3,8", "change_pp", "actual"),
        ("Dịch vụ tăng 9,4% (2,6 điểm).", "2,6", "change_pp", "actual"),
        ("Điểm thi bình quân 6,2 điểm.", "6,2", "level", "actual"),
        ("Lúa mùa dự kiến cấy 640 ha, đến nay được 512 ha, đạt 80%.", "640", "level", "plan"),
        ("Biên chế giao 92, có mặt 85/92 người.", "85", "level", "actual"),
        ("Kế hoạch trồng rừng là 300 ha; đã trồng 285 ha.", "300", "level", "plan"),
        ("Sắn từ 2.150 ha (2020) lên 3.420 ha.", "2.150", "level", "previous"),
        ("Đề ra đến năm 2025 thu nhập 60 triệu đồng, đến nay đạt 52 triệu đồng.", "52", "level", "actual"),
        ("Người Tày 412 hộ/1.980 khẩu (38,7%).", "412", "level", "actual"),
        ("Kế hoạch giao trồng rừng 300 ha, 6 tháng trồng 285 ha.", "300", "level", "plan"),
        ("Tốc độ tăng giá trị sản xuất 8,5%.", "8,5", "change_pct", "actual"),
        ("Nhiệm vụ thời gian tới: cấy 512 ha.", "512", "level", "target"),
        ("Năng suất 61,2 tạ/ha (vụ Xuân 2022: 60,4 tạ/ha).", "60,4", "level", "previous"),
        ("Mắc 112 ca, tăng 74 ca so cùng kỳ năm 2022 (38 ca).", "38", "level", "previous"),
        ("Giải ngân 100% vốn giao (đến 30/9 mới đạt 58,4%).", "58,4", "attainment_pct", "actual"),
        ("Dự toán năm 2024 tỉnh giao 20 tỷ đồng, huyện giao 22 tỷ đồng.", "22", "level", "target"),
        ("Nâng số thôn văn hóa lên 41 thôn.", "41", "level", "actual"),
    ],
)
def test_what_a_number_states(sentence, raw, measure, scenario):
    figure = read(sentence)[raw]
    assert (figure.measure, figure.scenario) == (measure, scenario)


@pytest.mark.parametrize(
    ("text", "raws"),
    [
        ("6. Quý III phấn đấu:\n- Đón 45.000 lượt khách.\n- Giải ngân tối thiểu 60% vốn.", ("45.000", "60")),
        ("Nhiệm vụ 6 tháng cuối năm:\n- Gieo trồng 520 ha.\n- Thu ngân sách 15 tỷ đồng.", ("520", "15")),
        ("1.4. 3 tháng cuối năm phấn đấu trồng 210 ha, thu thêm 12 tỷ đồng.", ("210", "12")),
        ("+ Kế hoạch năm học 2023 - 2024: thêm ít nhất 03 trường chuẩn; bỏ học không quá 2%.", ("03", "2")),
        ("Kế hoạch quý IV: gieo trồng 320 ha cây vụ đông.", ("320",)),
        ("Mục tiêu đến năm 2025: 8/12 xã đạt chuẩn.", ("8",)),
    ],
)
def test_heads_that_look_ahead(text, raws):
    figures = read(text)
    assert {figures[raw].scenario for raw in raws} == {"target"}


def test_a_plan_beside_its_result_is_no_aim():
    figures = read("Kế hoạch quý III: 320 ha; thực hiện 298 ha, đạt 93,1%.")
    assert (figures["320"].scenario, figures["298"].scenario) == ("plan", "actual")


@pytest.mark.parametrize(
    ("sentence", "total", "parts"),
    [
        ("Vốn 842 tỷ, tăng 9,4%, bằng 31% kế hoạch: nhà nước 310 tỷ, chiếm 36,8%; tư nhân 532 tỷ.", "842", ("310", "532")),
        ("Vốn 5 năm 1.240 tỷ đồng, bình quân mỗi năm 248 tỷ: ngân sách 640 tỷ; dân góp 600 tỷ.", "1.240", ("640", "600")),
        ("11 nhóm hàng chính thì 8 nhóm tăng, 3 giảm.", "11", ("8", "3")),
        ("Giải quyết xong 44/49 đơn, đạt 89,8%: hòa giải 30 đơn, trả lời 14 đơn; đang giải quyết 05 đơn.", "44", ("30", "14")),
    ],
)  # fmt: skip
def test_a_breakdown_behind_a_colon(sentence, total, parts):
    figures = read(sentence)
    assert {raw for raw, f in figures.items() if f.parent is figures[total]} == set(parts)


def test_a_list_hangs_under_the_result_of_the_line_above_not_under_its_plan():
    figures = read("- Gieo trồng 1.318/1.300 ha, trong đó:\n+ Lúa 412 ha.\n+ Ngô 505 ha.")
    assert figures["412"].parent is figures["505"].parent is figures["1.318"]
    assert figures["412"].scenario == "actual"


def test_a_bullet_of_parts_goes_on_over_semicolons():
    figures = read(
        "- Gieo trồng 1.420 ha, trong đó:\n+ Lúa 612 ha; ngô 310; sắn 205 ha, giảm 12 ha; diện tích hạn 9 ha."
    )
    parts = {raw for raw, figure in figures.items() if figure.parent is figures["1.420"]}
    assert parts == {"612", "310", "205"}


def test_of_a_pair_of_two_things_neither_is_a_part():
    figures = read("Người Tày 412 hộ/1.980 khẩu (38,7%).")
    assert figures["412"].parent is None
    assert figures["38,7"].base is figures["1.980"]


@pytest.mark.parametrize(
    ("sentence", "raw", "kind"),
    [
        ("1/ Trồng trọt: gieo 410 ha.", "1", "list_marker"),
        ("2.6. 3 tháng cuối năm phấn đấu trồng 20 ha.", "2.6", "list_marker"),
        ("Lúa nước 310 ha (ĐX 142, HT 168).", "142", "figure"),
        ("Rải nhựa ĐX 12, dài 3 km.", "12", "name"),
        ("Sắn 120 ha; đậu các loại 48; rau 22 ha.", "48", "figure"),
        ("Cà phê 88 ha, kiến thiết cơ bản 13.", "13", "figure"),
        ("Tiêu 610 ha, điều 990, cao su 120.", "990", "figure"),
        ("Theo khoản 2, điều 15 của Luật.", "15", "name"),
        ("Vận động trở lại lớp 37 em.", "37", "figure"),
        ("Có 3/9 xã đạt 19 tiêu chí.", "19", "band_bound"),
        ("Không còn xã dưới 11 tiêu chí.", "11", "band_bound"),
        ("Xã Tân Lập đạt 16 tiêu chí.", "16", "figure"),
        ("Hành trồng 2 vụ, được 41 ha.", "2", "name"),
        ("Bắt giữ 2 vụ trộm cắp.", "2", "figure"),
        ("Có 214 tàu từ 15m trở lên.", "15", "name"),
    ],
)
def test_numerals_that_look_alike(sentence, raw, kind):
    report = report_of(sentence)
    assert {report.kinds[n.ordinal] for n in report.numerals if n.raw == raw and n.start >= len(HEAD)} == {kind}


def test_a_table_whose_heads_are_years():
    figures = read(
        "Chỉ tiêu  2021  2022  2023\nThu ngân sách (tỷ đồng)  42,1  45,6  51,2\nHộ nghèo (%)  12,3  10,4  8,8"
    )
    assert [figures[raw].scenario for raw in ("42,1", "45,6", "51,2")] == ["previous", "previous", "actual"]
    assert {figures[raw].measure for raw in ("12,3", "10,4", "8,8")} == {"level"}
    assert figures["45,6"].value.unit.raw == "tỷ đồng"


def test_a_table_whose_heads_bring_units_and_a_percentage_that_names_nothing():
    figures = read(
        "Tên xã  Kế hoạch (ha)  Đã trồng (ha)  Tỷ lệ (%)\nXã Nà Pàn  40  38,5  96,3\nXã Lầu  35  35,2  100,6"
    )
    assert (figures["40"].scenario, figures["40"].value.unit.raw) == ("plan", "ha")
    assert figures["96,3"].measure == "attainment_pct"
    assert figures["96,3"].comparator is figures["40"]


def test_a_year_in_a_head_does_not_count_what_the_next_cell_says():
    report = report_of("Chỉ tiêu\tĐVT\tKH 2022\tTH 6 tháng\nDiện tích\tha\t1.200\t1.150")
    assert [report.kinds[n.ordinal] for n in report.numerals if n.raw == "2022"] == ["year"]
