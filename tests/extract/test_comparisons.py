"""What a list, a range or a structure leaves out of its comparisons. All sentences are invented."""

from __future__ import annotations

import pytest

from ktxh.extract.document import document_from_text
from ktxh.extract.reading import Report
from tests.extract.sentences import read


def test_shares_of_a_structure_say_their_verb_once():
    figures = read("Cơ cấu kinh tế: nông nghiệp chiếm 27,4%, công nghiệp 42,1%, dịch vụ 30,5%.")
    assert {f.measure for f in figures.values()} == {"share_pct"}
    assert all(f.base is None and f.comparator_kind == "whole" for f in figures.values())


def test_a_rate_behind_a_share_is_no_share():
    assert read("Trẻ em chiếm 24% dân số, tỷ lệ biết chữ 98%.")["98"].measure == "level"


def test_both_ends_of_a_range_have_its_comparison():
    figures = read("Giá trị sản xuất tăng 11 - 12,5% so với năm 2022.")
    assert {(f.measure, f.comparator_raw) for f in figures.values()} == {("change_pct", "năm 2022")}


def test_a_comparison_in_front_holds_for_a_list_of_changes():
    figures = read("Tai nạn xảy ra 8 vụ, so với cùng kỳ tăng 3 vụ, bị thương giảm 04 người.")
    assert [(figures[raw].direction, figures[raw].comparator_raw) for raw in ("3", "04")] == [
        ("up", "cùng kỳ"),
        ("down", "cùng kỳ"),
    ]


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("Thu nhập bình quân 71 triệu đồng/năm trở lên.", "Thu nhập bình quân"),
        ("Số xã đạt chuẩn 4 xã trở lên.", "Số xã đạt chuẩn"),
    ],
)
def test_a_bound_behind_the_number_is_no_part_of_its_name(sentence, label):
    (figure,) = read(sentence).values()
    assert (figure.label, figure.value.bound) == (label, "at_least")


def test_the_name_of_a_place_ends_with_its_line():
    text = "ỦY BAN NHÂN DÂN\nXÃ LŨNG KHẾ\nSố: 7/BC-UBND\n\nBÁO CÁO\nTình hình năm 2023\n"
    assert Report(document_from_text(text, "bao-cao.txt")).identity.place_name_raw == "Lũng Khế"


NINE_MONTHS = "BÁO CÁO\nTình hình kinh tế - xã hội 9 tháng đầu năm 2024\n\nI. KẾT QUẢ\n\n"


@pytest.mark.parametrize(
    ("sentence", "raw", "period"),
    [
        ("Chỉ số giá tháng 9 tăng 0,3%.", "0,3", "2024-M09"),
        ("Chỉ số giá tháng 9 tăng 0,3%; tính chung 9 tháng tăng 2,4%.", "2,4", "2024-C09"),
        ("Dư nợ đến 30/9 là 812 tỷ đồng.", "812", "@2024-09-30"),
        ("Từ 15/12/2023 đến 14/9/2024 xảy ra 31 vụ cháy.", "31", "2024-C09"),
        ("Hộ dùng điện 640, so với tháng 9 tăng 12 hộ.", "640", "2024-C09"),
    ],
)
def test_months_and_days_of_a_report_of_nine_months(sentence, raw, period):
    report = Report(document_from_text(NINE_MONTHS + sentence + "\n", "x-505-2024-C09.txt"))
    assert next(f.period for f in report.figures.values() if f.value.token.numeral.raw == raw) == period


def test_a_change_speaks_of_what_it_names_before_or_behind_its_number():
    figures = read("Tai nạn làm chết 21 người, bị thương 47 người (giảm 3 người chết, tăng 6 người bị thương).")
    assert (figures["3"].base, figures["6"].base) == (figures["21"], figures["47"])


def test_points_contributed_leave_growth_in_percent():
    figures = read("GRDP tăng 7%: công nghiệp tăng 9,4%, đóng góp 3,1 điểm phần trăm; dịch vụ tăng 6,2%.")
    assert figures["6,2"].measure == "change_pct"


def test_another_subject_behind_a_rate_changes_in_percent():
    figures = read("Tỷ lệ hộ nghèo còn 8%; thu ngân sách cả năm vượt 5% dự toán tỉnh giao.")
    assert (figures["5"].measure, figures["5"].base) == ("change_pct", None)


@pytest.mark.parametrize(
    ("sentence", "raw", "label", "period"),
    [
        ("Thu phí 45 tỷ đồng (năm 2021: 40 tỷ đồng).", "40", "Thu phí", "2021"),
        ("Trong đó nuôi trồng 62 tấn (cùng kỳ 58 tấn).", "58", "nuôi trồng", "2022"),
        ("Sản lượng 96 tấn, tăng 2,1% so cùng kỳ (94 tấn).", "94", "Sản lượng", "2022"),
        ("Cuối năm 2019 còn 4,39% hộ nghèo.", "4,39", "hộ nghèo", "2019"),
    ],
)
def test_what_was_before_bears_the_name_of_what_is_and_its_own_year(sentence, raw, label, period):
    figure = read(sentence)[raw]
    assert (figure.scenario, figure.label, figure.period) == ("previous", label, period)


@pytest.mark.parametrize(
    ("sentence", "raw", "label"),
    [
        ("Chỉ số giá tăng 2,1% so với tháng trước và tăng 8,4% so với cùng kỳ.", "8,4", "Chỉ số giá"),
        ("Công nghiệp tăng 9,4%, đóng góp 3,1 điểm phần trăm.", "3,1", "Công nghiệp > đóng góp"),
        ("Có 24 sản phẩm (19 sản phẩm 3 sao, 5 sản phẩm 4 sao).", "5", "sản phẩm > sản phẩm 4 sao"),
        ("Từ 15/12/2022 đến 14/12/2023 xảy ra 31 vụ cháy.", "31", "xảy ra > vụ cháy"),
        ("Tổng thu ngân sách xã 9 tháng được 61 triệu đồng.", "61", "Tổng thu ngân sách xã"),
        ("Trong quý IV/2023, giải quyết việc làm cho 52 lao động.", "52", "giải quyết việc làm"),
        ("Quản lý 187 học viên. Đầu năm còn 4,39% hộ nghèo.", "4,39", "hộ nghèo"),
        ("Lũy kế đến nay, trên địa bàn tỉnh có 52 dự án còn hiệu lực.", "52", "dự án còn hiệu lực"),
    ],
)
def test_labels_say_what_and_neither_when_nor_against_what(sentence, raw, label):
    assert read(sentence)[raw].label == label


@pytest.mark.parametrize(
    ("sentence", "raw", "kind"),
    [
        ("Chỉ số đứng thứ 5/14 tỉnh trong vùng và 18/63 tỉnh cả nước.", "18", "rank"),
        ("Giá trị sản xuất (giá cố định 1994) đạt 31 tỷ đồng.", "1994", "year"),
        ("Thu ngân sách 9T: 214 triệu đồng.", "9", "period"),
        ("Phát điện 16 giờ/ngày.", "16", "figure"),
    ],
)
def test_kinds_by_the_words_around(sentence, raw, kind):
    report = Report(document_from_text(f"BÁO CÁO\nTình hình năm 2023\n\n{sentence}\n", "x-505-2023.txt"))
    assert next(report.kinds[n.ordinal] for n in report.numerals if n.raw == raw) == kind


def test_an_aim_is_of_the_year_that_its_sentence_names():
    assert read("Năm 2025, huyện phấn đấu trồng mới 52 ha rừng.")["52"].period == "2025"


def test_a_letter_without_a_blank_marks_an_item():
    text = "BÁO CÁO\nTình hình năm 2023\n\na)Trồng trọt:\n+ Lúa cấy 286 ha.\nb) Chăn nuôi: đàn lợn 415 con.\n"
    report = Report(document_from_text(text, "x-505-2023.txt"))
    labels = {f.value.token.numeral.raw: f.label for f in report.figures.values()}
    assert labels == {"286": "Trồng trọt > Lúa cấy", "415": "Chăn nuôi > đàn lợn > con"}
