"""More constructs of the genre: units left out, verbs of change, what was before, aims and limits. All sentences are invented."""

from __future__ import annotations

import time

import pytest

from ktxh.extract.document import document_from_text
from ktxh.extract.reading import Report
from tests.extract.sentences import HEAD, read


@pytest.mark.parametrize(
    "clause",
    ["mở 20 lớp/300 lượt, gồm: khu A 3 lớp, khu B 17 lớp", "20/30 xã (A 3, B 17/30), gồm: 3", "20/30 xã, gồm: 3"],
)
def test_a_line_of_many_totals_and_parts_takes_no_time(clause):
    begin = time.process_time()
    Report(document_from_text(HEAD + "; ".join([clause] * 300) + "\n", "x-505-2023.txt")).rows()
    assert time.process_time() - begin < 4  # it was 20 to 35 s, growing with the third power


@pytest.mark.parametrize(
    ("sentence", "raw", "unit"),
    [
        ("Xin thêm vốn 7 triệu 250 nghìn USD.", "7", "triệu"),
        ("Tỷ lệ thấp còi giảm từ 13,4 xuống 12,8%.", "13,4", "%"),
        ("Tăng 14 lớp và 320 h/s so năm học trước.", "320", "h/s"),
        ("Có 9 DA chậm tiến độ.", "9", "DA"),
        ("Thụ lý 218 vụ, việc các loại (cũ 18, mới 200), giải quyết 161, đạt 73,9%.", "161", "vụ, việc"),
        ("Giới tính khi sinh 109 bé trai/100 bé gái.", "109", "bé trai/100 bé gái"),
        ("Mật độ 512 người/km2.", "512", "người/km2"),
        ("Lương thực bình quân 212 kg/người/6 tháng.", "212", "kg/người/6 tháng"),
        ("Diện tích (ha): lúa 451, ngô 98.", "451", "ha"),
        ("Toàn xã có 730 khẩu; số hộ nghèo 42, chiếm 9,6%.", "42", "hộ"),
        ("Đàn trâu 318, tăng 4%.", "318", "con"),
        ("Xảy ra 17 vụ, chết 6, bị thương 11.", "6", "người"),
        ("Tiêu hủy 45 con lợn, trong đó chết 12.", "12", "con"),
        ("Năng suất 61 tạ/ha (+1,2).", "1,2", "tạ/ha"),
        ("Đạt chuẩn 15 trong tổng số 18 xã.", "15", "xã"),
        ("Chết 57 người (tăng 13 so báo cáo trước).", "13", "người"),
        ("Doanh nghiệp mới 812 (-3%), vốn 650 tỷ.", "812", "Doanh nghiệp"),
        ("Hộ nghèo giảm 2 - 2,5%.", "2", "%"),
        ("Đào tạo nghề 125/120 LĐ.", "125", "LĐ"),
        ("Tinh giản 12 người (nghỉ hưu trước tuổi 9; thôi việc 3).", "9", "người"),
    ],
)
def test_units_left_out_or_shortened(sentence, raw, unit):
    assert read(sentence)[raw].value.unit.raw == unit


def test_money_in_two_powers_of_ten_has_one_amount():
    value = read("Xin thêm vốn 7 triệu 250 nghìn USD.")["7"].value
    assert (value.reading.amount, value.unit.code, value.unit.multiplier) == ("7.25", "USD", 1_000_000)


@pytest.mark.parametrize(
    ("sentence", "raw", "kind"),
    [
        ("Tòa án thụ lý 218 vụ (cũ chuyển\n- 4 -\nqua 18, mới 200).", "4", "other"),
        ("Lợn mắc bệnh lạ [7] còn 265 con.", "7", "footnote_mark"),
        ("Thi vào lớp 10 điểm toán bình quân 5,9 điểm.", "10", "name"),
        ("Sập hoàn toàn (trên 70%): 872 nhà.", "70", "band_bound"),
        ("Có 72 trường (MN 24, TH 43, liên cấp 5).", "5", "figure"),
        ("BÁO CÁO NHANH SỐ 19\nvề mưa lũ.", "19", "document_number"),
        ("PHỤ LỤC 03\nkèm theo.", "03", "name"),
        ("Không đạt tiêu chí 6, 17 và 18.", "17", "name"),
        ("Xã chăm lo: (1) đường; (2) 100% hộ có điện.", "2", "list_marker"),
        ("Giá đất 2,5 triệu đồng/m2.", "2", "unit_exponent"),
        ("Chính thức vận hành chính quyền 2 cấp.", "2", "name"),
    ],
)
def test_numerals_that_count_nothing(sentence, raw, kind):
    report = Report(document_from_text(HEAD + sentence + "\n", "x-505-2023.txt"))
    assert [report.kinds[n.ordinal] for n in report.numerals if n.raw == raw] == [kind]


def test_a_page_number_does_not_cut_a_sentence():
    figures = read("Tòa án thụ lý 218 vụ (cũ chuyển\n- 4 -\nqua 18, mới 200).")
    assert figures["18"].parent is figures["200"].parent is figures["218"]


@pytest.mark.parametrize(
    ("sentence", "raw", "measure", "scenario"),
    [
        ("Đầu năm có 214 hộ nghèo (34,1%), nay rà soát còn 171 hộ.", "214", "level", "previous"),
        ("Đầu năm có 214 hộ nghèo (34,1%), nay rà soát còn 171 hộ.", "171", "level", "actual"),
        ("Nay chỉ còn 265 con, trước dịch 1.190 con.", "1.190", "level", "previous"),
        ("Thu 45,2 tỷ đồng (năm 2021: 40,1 tỷ đồng).", "40,1", "level", "previous"),
        ("Thu 45,6 tỷ đồng, tăng 12% so với 40,7 tỷ đồng của năm 2022.", "40,7", "level", "previous"),
        ("Nuôi 71 lồng, vượt 9 lồng so quy hoạch được duyệt là 62 lồng.", "62", "level", "plan"),
        ("Án bị hủy 0,4% (giới hạn cho phép dưới 1,5%).", "1,5", "level", "plan"),
        ("Dự kiến bàn giao 97% trước ngày 31/7.", "97", "level", "estimate"),
        ("Ước cả năm: thu 45 tỷ đồng; chi 40 tỷ đồng.", "40", "level", "estimate"),
        ("Có 12 khóm: 10 khóm đạt; 95% gia đình văn hóa.", "95", "level", "actual"),
        ("Năm 2024 phấn đấu GRDP tăng 8%. Thu ngân sách 512 tỷ đồng.", "512", "level", "target"),
        ("Lao động còn 640 người, bớt 32 người so cuối năm ngoái.", "32", "change_abs", "actual"),
        ("Thu 29 tỷ đồng, cao hơn 6% dự toán tỉnh giao.", "6", "change_pct", "actual"),
        ("IIP giảm 2,1% so cùng kỳ; cộng dồn 3 tháng bằng 97,4%.", "97,4", "index_pct", "actual"),
        ("IIP bằng 108,5% so cùng kỳ, chế biến 109,2%.", "109,2", "index_pct", "actual"),
        ("Giá trị tăng 11%, trong đó thủy sản 3,5%, dịch vụ 12,5%.", "12,5", "change_pct", "actual"),
        ("Cấp được 418 ha, bằng 83,7% diện tích đủ điều kiện.", "83,7", "share_pct", "actual"),
        ("Sinh con thứ ba 142 trường hợp, chiếm 15,1% trong 940 ca sinh.", "940", "whole", "actual"),
        ("KH: 120 ha; TH: 98 ha (81,7%).", "81,7", "attainment_pct", "actual"),
        ("Việc làm cho 43 lao động, đạt 103%; hộ nghèo giảm từ 15,8% xuống còn 12,9%.", "12,9", "level", "actual"),
        ("Tỷ lệ hộ nghèo 3,2% (đầu năm 4,1%), giảm 0,9%.", "0,9", "change_pp", "actual"),
    ],
)
def test_what_a_number_is(sentence, raw, measure, scenario):
    figure = read(sentence)[raw]
    assert (figure.measure, figure.scenario) == (measure, scenario)


def test_the_level_above_is_no_bound():
    assert read("Bổ sung từ cấp trên 320 triệu đồng.")["320"].value.bound == "exact"


def test_a_value_of_another_time_is_no_part():
    figures = read("Cấy 312 ha (KH 320; năm trước 318).")
    assert [figures[raw].parent for raw in ("320", "318")] == [None, None]


@pytest.mark.parametrize(
    ("sentence", "total", "parts"),
    [
        ("Mất 57 người (tăng 13) - Hồ Nam 29, Hồ Bắc 23, nơi khác 5; mất tích 32.", "57", ("29", "23", "5")),
        ("Có 1.172 dự án còn hiệu lực, 372 FDI/800 trong nước.", "1.172", ("372", "800")),
        ("Có 58 trường (19 mầm non, 24 tiểu học, 15 THCS).", "58", ("19", "24", "15")),
        ("Tiếp nhận 45 đơn: khiếu nại 12 đơn, tố cáo 6 đơn.", "45", ("12", "6")),
        ("Trong tổng số 85 đảng viên có 32 nữ.", "85", ("32",)),
        ("Tổng 548 nhà, trong đó\n + sập: 72 nhà\n + hư hỏng: 316 nhà", "548", ("72",)),
        ("Gieo 150 ha/KH 200 ha; trong đó lúa 100 ha.", "150", ("100",)),
    ],
)
def test_parts_that_few_words_announce(sentence, total, parts):
    figures = read(sentence)
    assert all(figures[part].parent is figures[total] for part in parts)


def test_a_row_that_closes_ends_there():
    figures = read("Mất 57 người - Hồ Nam 29, Hồ Bắc 23, nơi khác 5; bị thương 32.")
    assert figures["32"].parent is None


RESOLUTION = (
    "Điều 1. Thông qua nhiệm vụ năm 2026 với các chỉ tiêu:\n(a) Thu nhập 74 triệu đồng (2025: 66 triệu đồng).\n"
    "Về tồn tại: năm 2025 có 19 chỉ tiêu không đạt.\n"
)


def test_a_body_that_sets_aims_speaks_of_the_year_before_too():
    figures = Report(document_from_text(RESOLUTION)).figures.values()
    assert {f.value.token.numeral.raw: f.scenario for f in figures} == {
        "74": "target",
        "66": "previous",
        "19": "actual",
    }


def test_a_heading_of_results_and_tasks_tells_results():
    report = Report(document_from_text("TÌNH HÌNH QUÝ III, NHIỆM VỤ QUÝ IV NĂM 2019\n1. Sản phẩm: đá 62 nghìn m3.\n"))
    assert (report.identity.year, [f.scenario for f in report.figures.values()]) == (2019, ["actual"])


def test_a_list_announced_as_aims():
    report = Report(
        document_from_text("Các chỉ tiêu chủ yếu năm 2024:\n1. Thu ngân sách 50 tỷ đồng.\n2. Trồng 12 ha.\n")
    )
    assert [f.scenario for f in report.figures.values()] == ["target", "target"]


def test_a_table_between_blanks_may_have_serial_numbers():
    report = Report(
        document_from_text(
            "TT  Chỉ tiêu  ĐVT  KH 2023  TH 2023  TH/KH\n1  Lúa  ha  1.200  1.180  98,3\n2  Ngô  ha  70  80  114\n"
        )
    )
    read_as = [(f.value.unit.raw, f.measure, f.scenario) for f in report.figures.values()]
    assert read_as[:3] == [("ha", "level", "plan"), ("ha", "level", "actual"), ("%", "attainment_pct", "actual")]
    assert len(read_as) == 6


UPRIGHT = """Thu ngân sách
Đơn vị tính: triệu đồng
Chỉ tiêu
Dự toán 2023
Thực hiện 2023
TH/DT
Tổng thu
45.200
46.100
102,0

Thu nội địa
30.100
31.500
104,7
Còn 12 xã chưa nộp.
"""


def test_a_table_with_a_cell_on_each_line():
    report = Report(document_from_text(UPRIGHT, "x-505-2023.txt"))
    read_as = [(f.label, f.value.unit.raw, f.measure, f.scenario) for f in report.figures.values()]
    assert read_as[3:6] == [
        ("Thu nội địa", "triệu đồng", "level", "plan"),
        ("Thu nội địa", "triệu đồng", "level", "actual"),
        ("Thu nội địa", "%", "attainment_pct", "actual"),
    ]
    assert len(read_as) == 7
    assert [row["line_end"] for row in report.rows()["raw_section_spans"]][2:5] == ["6", "10", "15"]


def test_short_lines_are_no_table():
    report = Report(document_from_text("Chỉ tiêu\nDân số\nDiện tích\nToàn xã có 45 hộ.\n"))
    assert [f.value.unit.raw for f in report.figures.values()] == ["hộ"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Tỷ lệ che phủ rừng các năm 2021, 2022, 2023 lần lượt là 41,2%, 41,8% và 42,5%.",
        "Tỷ lệ che phủ rừng năm 2021 là 41,2%, năm 2022 là 41,8%, năm 2023 là 42,5%.",
        "Tỷ lệ che phủ rừng trong 3 năm 2021, 2022 và 2023 tương ứng là: 41,2%; 41,8%; 42,5%.",
    ],
)
def test_values_of_several_years_each_have_their_own(sentence):
    read_in = read(sentence)
    got = [(raw, read_in[raw].period, read_in[raw].scenario, read_in[raw].label) for raw in ("41,2", "41,8", "42,5")]
    label = "Tỷ lệ che phủ rừng"
    assert got == [
        ("41,2", "2021", "previous", label),
        ("41,8", "2022", "previous", label),
        ("42,5", "2023", "actual", label),
    ]


def test_a_change_in_units_speaks_of_the_level_in_that_unit():
    figures = read("Trao 90 suất quà, trị giá 40 triệu đồng, tăng 8 suất so với năm trước.")
    assert figures["8"].base is figures["90"]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("+ Đạt 15-18 tiêu chí: 07 xã (Lùng Cải, Tả Phời).", "Đạt 15-18 tiêu chí > xã"),
        ("+ Đạt dưới 5 tiêu chí: 07 xã (Lùng Cải, Tả Phời).", "Đạt dưới 5 tiêu chí > xã"),
        ("+ Trên 15 tiêu chí NTM: 07 xã.", "Trên 15 tiêu chí NTM > xã"),
        ("+ Số xã đạt 15-18 tiêu chí: 07 xã.", "Số xã đạt 15-18 tiêu chí"),
    ],
)
def test_the_bounds_of_a_band_name_who_is_counted(line, label):
    assert {raw: figure.label for raw, figure in read(line).items()} == {"07": label}


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        (
            "Lốc làm 95 nhà tốc mái (xã Lùng Cải 52 nhà, Tả Phời 37 nhà, Bản Xen 06 nhà); hỏng 9,1 ha (Tả Phời 5,3 ha; Bản Xen 3,8 ha).",
            {"52": "xã Lùng Cải", "37": "Tả Phời", "06": "Bản Xen", "5,3": "Tả Phời", "3,8": "Bản Xen", "95": "", "9,1": ""},
        ),
        ("Tại xã Lùng Cải có mưa. Tốc mái 89 nhà (Lùng Cải 52, Tả Phời 37).", {"52": "Lùng Cải", "37": "Tả Phời"}),
        ("Trồng tại xã Lùng Cải 12 ha; thu hoạch tại Trạm Khuyến Nông 7 tấn.", {"12": "xã Lùng Cải", "7": ""}),
    ],
)  # fmt: skip
def test_in_a_list_of_places_each_number_has_the_name_in_front_of_it(sentence, places):
    figures = read(sentence)
    assert {raw: " ".join(figures[raw].places) for raw in places} == places
    assert not any("Tả Phời" in figure.label for figure in figures.values())


def test_aims_under_a_heading_without_a_year_are_of_the_year_above():
    heads = "PHẦN THỨ HAI\nPHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2024\n\nI. CHỈ TIÊU CHỦ YẾU\n\na) Kinh tế:\n\n"
    figure = read(heads + "- Sản lượng 700 tấn; phấn đấu trồng 12 ha.")["700"]
    assert (figure.scenario, figure.period, figure.period_source) == ("target", "2024", "inherited")


def test_a_pair_whose_percentage_is_of_the_plan_and_the_estimate_behind_it():
    figures = read("Trạm y tế khám 310/400 lượt, đạt 77,5% KH, ước đến hết năm đạt 380/420, bằng 90,5% kế hoạch.")
    assert [(figures[raw].measure, figures[raw].scenario) for raw in ("400", "420")] == [("level", "plan")] * 2
    assert [figures[raw].comparator for raw in ("77,5", "90,5")] == [figures["400"], figures["420"]]
    assert {figure.value.unit.raw for figure in figures.values()} == {"lượt", "%"}
    assert {figure.label for figure in figures.values()} == {"Trạm y tế khám"}


def test_of_a_pair_the_percentage_of_something_else_makes_no_plan():
    assert read("Có 4/8 xã đạt chuẩn, đạt 100% kế hoạch.")["8"].measure == "whole"


def test_an_estimate_of_the_year_is_of_what_was_counted_before():
    figures = read("Thu ngân sách đến 30/11/2023 được 28 tỷ đồng với 5 hộ nợ. Ước cả năm 31 tỷ đồng.")
    assert (figures["31"].label, figures["31"].scenario) == ("Thu ngân sách", "estimate")


@pytest.mark.parametrize(
    ("item", "label"),
    [
        ("+ Cấp xã 51 đơn. Giải quyết xong 44/49 đơn; hòa giải thành 21 đơn.", "Nhận đơn > Cấp xã > hòa giải thành"),
        ("+ Cấp huyện: 51 đơn. Chuyển cấp xã 44 đơn; hòa giải thành 21 đơn.", "Nhận đơn > hòa giải thành"),
    ],
)
def test_a_level_that_opens_an_item_holds_to_its_end(item, label):
    assert read("- Nhận đơn:\n" + item)["21"].label == label


def test_a_grade_keeps_the_verb_that_is_its_name():
    figures = read(
        "Xếp loại 90 em: mức Khá 40, tỷ lệ 44%; mức Đạt 35, tỷ lệ 39%; mức Chưa đạt 15. Thu quỹ đạt 3 triệu đồng."
    )
    assert [figures[raw].label.split(" > ")[-1] for raw in ("40", "35", "39", "15", "3")] == [
        "mức Khá",
        "mức Đạt",
        "mức Đạt",
        "mức Chưa đạt",
        "Thu quỹ",
    ]


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("Lũ lên nhanh, vùi lấp 5,3 ha sắn và rau màu (Lùng Cải 5 ha).", "Lũ lên nhanh, vùi lấp > sắn và rau màu"),
        ("Mưa đá to; mất trắng 5,3 ha ngô nếp; sập 2 cầu.", "mất trắng > ngô nếp"),
        ("Mưa đá to; mất trắng 5,3 ha ngô và làm gãy cây.", "mất trắng > ngô"),
    ],
)
def test_what_an_event_befell_stands_behind_its_number(sentence, label):
    assert read(sentence)["5,3"].label == label


def test_a_change_of_each_of_those_listed():
    figure = read("Phấn đấu kéo giảm số vụ cháy, số người bị thương, mỗi mặt từ 6% trở lên.")["6"]
    assert (figure.measure, figure.direction, figure.scenario) == ("change_pct", "down", "target")


def test_an_average_over_communes_is_of_none_of_them():
    figures = read("Thêm 01 xã đạt chuẩn (xã Lùng Cải), bình quân đạt 16 tiêu chí/xã, xã Tả Phời đạt 18 tiêu chí.")
    assert [figures[raw].places for raw in ("16", "18")] == [(), ("xã Tả Phời",)]


def test_behind_a_day_the_end_of_the_year_is_another_time():
    figures = read("Đến 30/11/2023 giải ngân 55 triệu đồng, tăng 4% so cuối năm 2022; phấn đấu hết năm giải ngân 90%.")
    assert [figures[raw].period for raw in ("55", "4", "90")] == ["@2023-11-30", "@2023-11-30", "2023"]


CUT_LIST = """Vốn quản lý 90 triệu đồng¹. Đã giao cho các chủ đầu tư.

¹ Gồm:
* Vốn kế hoạch năm 2023: 80 triệu đồng, gồm:
- Ngân sách xã: 15 triệu đồng.

2. Thương mại

Chợ họp đều.

- Chương trình hỗ trợ: {printed} triệu đồng, gồm:
+ Đường: 12 triệu đồng.
+ Nước: 33 triệu đồng.
- Tỉnh bổ sung: {last} triệu đồng.
- Thuế chợ: 7 triệu đồng.
"""


@pytest.mark.parametrize("printed", ["45", "54"])  # 54 is a misprint: its own parts close the list
def test_a_list_of_a_footnote_goes_on_behind_text_of_the_body(printed):
    figures = read(CUT_LIST.format(printed=printed, last="20"))
    assert {raw: figures[raw].parent for raw in (printed, "20")} == {printed: figures["80"], "20": figures["80"]}
    assert [figures[raw].scenario for raw in ("15", printed, "12", "33", "20")] == ["plan"] * 5
    assert (figures["7"].parent, figures["7"].scenario) == (None, "actual")


def test_a_list_of_the_body_that_closes_nothing_stays_there():
    figures = read(CUT_LIST.format(printed="45", last="21"))
    assert (figures["45"].parent, figures["45"].scenario) == (None, "actual")


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        (
            "Thu ngân sách đến 30/9 là 8 tỷ đồng; trong đó thu nội địa 6 tỷ đồng. Ước cả năm 10 tỷ đồng.",
            "Thu ngân sách",
        ),
        ("Gieo trồng 8 ha; cả năm được 10 tấn thóc.", "cả năm"),
    ],
)
def test_the_figure_of_the_year_is_of_the_total_in_its_unit(sentence, label):
    assert read(sentence)["10"].label == label
