"""Constructs of the genre that no gold cell covers elsewhere: places, periods, heads, long lines. All sentences are invented."""

from __future__ import annotations

import pytest

from ktxh.extract.document import document_from_text
from ktxh.extract.reading import Report
from ktxh.extract.structure.passages import LONGEST
from tests.extract.sentences import HEAD, read


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


def test_sectors_in_a_row_of_clauses_are_parts_of_the_total_before():
    figures = read(
        "Số lao động có việc làm là 9.120 người, tăng 2% so với năm 2022; lao động ngành khai khoáng là 1.300 người; "
        "ngành may mặc 2.450 người; ngoài khu chế xuất 870 người; tuyển dân quân 66 người."
    )
    assert [figures[raw].parent for raw in ("1.300", "2.450", "870")] == [figures["9.120"]] * 3
    assert figures["66"].parent is None


def test_sectors_beside_each_other_are_no_parts_of_the_first():
    figures = read(
        "Giá trị sản xuất ngành trồng trọt là 320 tỷ đồng; giá trị sản xuất ngành chăn nuôi là 150 tỷ đồng; ngành thủy sản 40 tỷ đồng."
    )
    assert [figure.parent for figure in figures.values()] == [None, None, None]


@pytest.mark.parametrize(
    "sentence",
    [
        "Thẩm định 37 đơn xin thuê đất; kết quả: 31 trường hợp được chấp thuận; 06 trường hợp phải bổ sung.",
        "Rà soát 37 hồ sơ người khuyết tật. Kết quả có 31 trường hợp đủ điều kiện; 06 TH chưa đủ điều kiện.",
    ],
)
def test_cases_of_a_result_are_the_dossiers_before(sentence):
    figures = read(sentence)
    assert figures["31"].parent is figures["37"]


def test_all_cases_of_a_result_make_its_row():
    figures = read("Thẩm định 37 đơn xin thuê đất; kết quả: 31 trường hợp được duyệt; 06 trường hợp phải bổ sung.")
    assert figures["06"].parent is figures["37"]


def test_cases_found_on_patrols_are_no_patrols():
    figures = read("Tổ chức 40 buổi tuần tra; kết quả: phát hiện 12 trường hợp vi phạm; 03 trường hợp bỏ trốn.")
    assert figures["12"].parent is None


def test_an_announced_pair_goes_on_over_the_next_sentence():
    figures = read(
        "Hội Nông dân huyện và Hội Nông dân các xã đã mở 75 lớp/4.310 lượt người học, gồm: Hội Nông dân huyện mở 21 lớp với 1.510 lượt "
        "người học; phát sóng được 18 lượt trên loa đài. Hội Nông dân các xã mở 54 buổi với 2.800 lượt người học."
    )
    assert [figures[raw].parent for raw in ("21", "54")] == [figures["75"]] * 2
    assert [figures[raw].parent for raw in ("1.510", "2.800")] == [figures["4.310"]] * 2
    assert figures["18"].parent is None


def test_parts_of_one_singled_out_are_no_parts_of_the_number_before_it():
    figures = read("Thực hiện 13 dự án, nhất là dự án chợ trung tâm, gồm 41 dự án nhỏ.")
    assert figures["41"].parent is None
    assert read("Thực hiện 13 dự án, gồm 4 dự án chợ.")["4"].parent is not None


def test_what_was_left_out_is_no_part():
    figures = read("Số giếng được kiểm định 260 giếng (14 giếng cạn không kiểm định), trong đó 231 giếng đạt.")
    assert figures["14"].parent is None
    other = read("Tổng số học sinh 410 học sinh (17 học sinh chưa học bơi; 30 học sinh không học).")
    assert [other[raw].parent for raw in ("17", "30")] == [other["410"]] * 2
    assert figures["231"].parent is figures["260"]


def test_a_pair_of_two_nouns_is_no_share_of_an_equal_number():
    figures = read("Trao 25 suất cho hội viên. Tổ chức thăm hỏi 12 suất/025 đơn vị.")
    assert figures["12"].parent is None


def test_a_change_in_a_parenthesis_speaks_of_the_rate_of_its_name():
    figures = read(
        "Tỷ lệ hộ nghèo còn 8,15%; hộ cận nghèo còn 7,05%. Tỷ lệ nghèo chung giảm 4,2% (trong đó: hộ cận nghèo giảm 1,3%; hộ nghèo giảm 2,9%)."
    )
    assert figures["2,9"].base is figures["8,15"]
    assert figures["1,3"].base is figures["7,05"]


def test_what_holds_for_all_of_a_number_is_no_change_of_that_number():
    assert read("Giảm cháy nổ cả 3 tiêu chí từ 7% trở lên.")["7"].base is None
    figures = read("Kể cả 3 trường tư thục, tăng 7% so với năm 2022.")
    assert figures["7"].base is figures["3"]


def test_a_share_names_its_whole_in_front_of_its_predicate():
    figures = read("Số đoàn viên công đoàn là 2.310 người, tỷ lệ đoàn viên công đoàn là nữ chiếm 58%.")
    assert (figures["58"].measure, figures["58"].comparator) == ("share_pct", figures["2.310"])


def test_what_was_demanded_and_done_is_a_share():
    figures = read("Qua kiểm toán kiến nghị thu hồi 915 triệu đồng, các chủ đầu tư đã thu hồi đạt 83%.")
    assert (figures["83"].measure, figures["83"].comparator_kind) == ("share_pct", "whole")
    assert figures["83"].comparator is figures["915"]


def test_words_of_comparisons_keep_what_belongs_to_them():
    assert read("Dư nợ 310 tỷ đồng, tăng so với 30/6/2023 là 12 tỷ đồng.")["12"].comparator_raw == "30/6/2023"
    figures = read("Có 9/20 xã về đích (đạt 45% tổng số xã, phường trong toàn thị xã).")
    assert figures["45"].comparator_raw == "tổng số xã, phường trong toàn thị xã"


def test_what_is_due_after_the_report_is_a_target():
    report = Report(
        document_from_text(
            "UBND HUYỆN KỲ SƠN\nKỳ Sơn, ngày 10 tháng 11 năm 2023\n\n"
            + HEAD
            + "Giải ngân tối thiểu 62% kế hoạch vốn đến hết ngày 30/9/2023; giải ngân tối thiểu 95% kế hoạch vốn đến hết ngày 31/12/2023; đến hết ngày 31/01/2024 đạt tối thiểu 99% kế hoạch vốn.\n",
            "x-505-2023.txt",
        )
    )
    assert report.identity.issued_on == "2023-11-10"
    assert [figure.scenario for figure in report.figures.values()] == ["plan", "target", "target"]


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
