"""Constructs of the genre that no gold cell covers elsewhere: places, periods, heads, long lines. All sentences are invented."""

from __future__ import annotations

import pytest

from ktxh.extract.document import document_from_text
from ktxh.extract.figures import Figure
from ktxh.extract.passages import LONGEST
from ktxh.extract.reading import Report

HEAD = "BÁO CÁO\nTình hình phát triển kinh tế - xã hội năm 2023\n\nI. KẾT QUẢ\n\n"


def read(sentence: str) -> dict[str, Figure]:
    """Figures by printed text; the text must hold each number once."""
    report = Report(document_from_text(HEAD + sentence + "\n", "x-505-2023.txt"))
    return {figure.value.token.numeral.raw: figure for figure in report.figures.values()}


@pytest.mark.parametrize(
    ("sentence", "raw", "places"),
    [
        ("Ngập vườn ươm (thị trấn Mường Xén), cụ thể: 12 vạn cây mỡ; 9 vạn cây xoan.", "9", ("thị trấn Mường Xén",)),
        ("Xã Tà Cạ có 34 hộ thuộc bản Cánh bị chia cắt.", "34", ("Xã Tà Cạ", "bản Cánh")),
        ("Công nhận 2 trường (Trường Mầm non xã Tà Cạ; Trường Tiểu học xã Na Ngoi).", "2", ("xã Tà Cạ", "xã Na Ngoi")),
        ("Kết thúc 3 cuộc thanh tra việc thu, chi các loại quỹ đối với UBND xã Tà Cạ.", "3", ("xã Tà Cạ",)),
        ("Gãy 5 cột xã Na Ngoi.", "5", ("xã Na Ngoi",)),
    ],
)
def test_where(sentence, raw, places):
    assert read(sentence)[raw].places == places


def test_an_outcome_is_where_its_case_was():
    figures = read("Kiểm tra 7 cơ sở tại xã Tà Cạ. Số tiền phạt là 21 triệu đồng.")
    assert figures["21"].places == ("xã Tà Cạ",)


def test_an_outcome_has_the_year_of_its_count():
    figures = read("Đánh giá chuẩn tiếp cận pháp luật năm 2022, kết quả 11 xã đạt.")
    assert figures["11"].period == "2022"


def test_parts_in_a_parenthesis_have_the_unit_of_their_total():
    figures = read("Có 40 điểm lẻ (mầm non 25; tiểu học 15), giảm 3 phòng học.")
    assert figures["25"].value.unit.raw == figures["40"].value.unit.raw


def test_a_change_passes_over_a_parenthesis_that_is_closed():
    figures = read("Có 40 trường (mầm non 25 trường; tiểu học 15 trường), giảm 3 trường so với năm 2022.")
    assert figures["3"].base is figures["40"]


def test_a_toll_belongs_to_its_cases():
    figures = read("Tai nạn giao thông xảy ra 17 vụ, hậu quả 5 người chết.")
    assert figures["5"].label == "Tai nạn giao thông xảy ra > người chết"


def test_a_line_of_any_length_is_read_in_pieces_without_loss():
    sentence = "Gieo trồng 1.234,5 ha, đạt 98,7% kế hoạch; sản lượng 5.600 tấn. "
    report = Report(document_from_text(HEAD + sentence * 400, "x-505-2023.txt"))
    assert max(len(passage.text) for passage in report.passages) <= LONGEST
    assert len(report.figures) == 1200
    assert [report.document.text[n.start : n.end] for n in report.numerals] == [n.raw for n in report.numerals]
    assert {f.value.unit.raw for f in report.figures.values()} == {"ha", "%", "tấn"}


@pytest.mark.parametrize("text", ["¹0\n¹", "¹" * 5000, "9" * 5000, "¹ a ²\n² b ¹\n", "1\t2\t3\n\t\t\t"])
def test_odd_texts_are_read_without_a_crash(text):
    report = Report(document_from_text(text))
    assert set(report.kinds) == {numeral.ordinal for numeral in report.numerals}


def test_an_attainment_is_tied_to_the_plan_of_its_giver():
    figures = read(
        "Dự toán thu: UBND tỉnh giao 50 tỷ đồng, UBND huyện giao 60 tỷ đồng. Dự toán chi: UBND tỉnh giao 700 tỷ đồng.\n\n"
        "Tổng thu ngân sách trên địa bàn là 66 tỷ đồng, đạt 132% dự toán tỉnh giao, đạt 110% dự toán huyện giao."
    )
    assert figures["132"].comparator is figures["50"]
    assert figures["110"].comparator is figures["60"]


def test_a_share_of_a_plan_due_by_a_day_is_planned():
    figures = read(
        "Giải ngân tối thiểu 45% kế hoạch vốn đến hết ngày 30/6; đến ngày 31/10 đã giải ngân 61% kế hoạch vốn."
    )
    assert (figures["45"].scenario, figures["61"].scenario) == ("plan", "actual")


def test_a_note_at_a_number_has_its_period():
    figures = read(
        "Từ tháng 1 đến tháng 8 năm 2023 xảy ra 9 đợt thiên tai. Thiệt hại 800 triệu đồng¹.\n\n¹ Trong đó: nhà ở 350 triệu đồng."
    )
    assert figures["350"].period == figures["800"].period == "2023-C08"


def test_what_was_left_out_is_no_part():
    figures = read("Số giếng được kiểm định 260 giếng (14 giếng cạn không kiểm định), trong đó 231 giếng đạt.")
    assert figures["14"].parent is None
    assert figures["231"].parent is figures["260"]


def test_a_pair_of_two_nouns_is_no_share_of_an_equal_number():
    figures = read("Trao 25 suất cho hội viên. Tổ chức thăm hỏi 12 suất/025 đơn vị.")
    assert figures["12"].parent is None


def test_words_of_comparisons_keep_what_belongs_to_them():
    assert read("Dư nợ 310 tỷ đồng, tăng so với 30/6/2023 là 12 tỷ đồng.")["12"].comparator_raw == "30/6/2023"
    figures = read("Có 9/20 xã về đích (đạt 45% tổng số xã, phường trong toàn thị xã).")
    assert figures["45"].comparator_raw == "tổng số xã, phường trong toàn thị xã"


def test_what_is_due_after_the_report_is_a_target():
    report = Report(
        document_from_text(
            "UBND HUYỆN KỲ SƠN\nKỳ Sơn, ngày 10 tháng 11 năm 2023\n\n"
            + HEAD
            + "Giải ngân tối thiểu 62% kế hoạch vốn đến hết ngày 30/9/2023; giải ngân tối thiểu 95% kế hoạch vốn đến hết ngày 31/12/2023.\n",
            "x-505-2023.txt",
        )
    )
    assert report.identity.issued_on == "2023-11-10"
    assert [figure.scenario for figure in report.figures.values()] == ["plan", "target"]


def test_a_result_has_the_year_of_the_assessment_in_the_sentence_before():
    figures = read(
        "Năm học 2023 - 2024 có 30 lớp. Đánh giá, xếp loại hợp tác xã năm 2022 theo Thông tư 01/2020/TT-BKHĐT. Kết quả 16 hợp tác xã tốt."
    )
    assert figures["16"].period == "2022"


@pytest.mark.parametrize(
    ("sentence", "raw", "places"),
    [
        ("Cháy 3 ha rừng tại các bản Huồi Giảng, Phà Nọi, Xắn.", "3", ("Huồi Giảng", "Phà Nọi", "Xắn")),
        ("Sạt 4 điểm tại Khe Nằn (chưa thống kê xong).", "4", ("Khe Nằn",)),
        (
            "Xử phạt 8 trường hợp lấn chiếm trên đường Lê Lợi, khối phố Đồng Tâm, Thị trấn Mường Xén (đợt hè).",
            "8",
            ("khối phố Đồng Tâm", "Thị trấn Mường Xén"),
        ),
        ("Ngập 6 ha lạc, đến nay nước đã rút, còn một số ruộng ngập tại xã Tà Cạ.", "6", ()),
        (
            "Phát hiện 1 trường hợp đào ao tại xã Tà Cạ. Kết quả: đã lập biên bản. Số tiền phạt là 5 triệu đồng.",
            "5",
            ("xã Tà Cạ",),
        ),
    ],
)
def test_where_it_was(sentence, raw, places):
    assert read(sentence)[raw].places == places


@pytest.mark.parametrize(
    ("sentence", "raw", "unit"),
    [("Tốc 7 mái vòm nhà chợ.", "7", "mái vòm"), ("Chi trả 9 trợ cấp tuất.", "9", "trợ cấp tuất")],
)
def test_what_is_counted(sentence, raw, unit):
    assert read(sentence)[raw].value.unit.raw == unit
