"""Numbers that stand in parentheses behind a comparison, and lists that name their members. All sentences are invented."""

from __future__ import annotations

import pytest

from ktxh.extract.document import document_from_text
from ktxh.extract.reading import Report
from tests.extract.sentences import HEAD, read


def stated(sentence: str) -> set[tuple[str, tuple[str, ...]]]:
    """Relations of one sentence: kind, and terms as printed in reading order."""
    report = Report(document_from_text(HEAD + sentence + "\n", "x-505-2023.txt"))
    return {
        (r.kind, tuple(t.figure.value.token.numeral.raw if t.figure else t.name for t in r.terms))
        for r in report.relations
    }


@pytest.mark.parametrize(
    ("sentence", "raw", "comparator", "scenario"),
    [
        ("Gieo 610 ha, đạt 101,7% KH (600 ha).", "101,7", "600", "plan"),
        ("Thu 81 tỷ đồng, bằng 108% dự toán tỉnh giao (75 tỷ đồng).", "108", "75", "plan"),
        ("Đàn bò 412 con, bằng 98,1% so với cùng kỳ (420 con).", "98,1", "420", "previous"),
        ("Sản lượng 940 tấn, tăng 4,4% so cùng kỳ (900).", "4,4", "900", "previous"),
        ("Giải quyết 96 đơn, giảm 4 đơn so với năm 2022 (100 đơn).", "4", "100", "previous"),
    ],
)
def test_what_stands_behind_a_comparison_is_what_was_compared(sentence, raw, comparator, scenario):
    figures = read(sentence)
    assert figures[raw].comparator is figures[comparator]
    assert figures[comparator].scenario == scenario
    assert any(comparator in terms for _, terms in stated(sentence))


def test_a_rise_in_the_parenthesis_is_not_what_was_before():
    assert read("Sản lượng 940 tấn, tăng 4,4% so với cùng kỳ (40 tấn).")["4,4"].comparator is None


def test_a_percentage_behind_a_part_speaks_of_the_total_that_makes_it():
    figures = read("Đón 41.000 lượt khách, trong đó khách quốc tế 310 lượt, bằng 20,5% KH năm (200.000 lượt).")
    assert figures["20,5"].base is figures["41.000"]


def test_growth_between_two_printed_levels_is_a_relation():
    sentence = "Sản lượng 940 tấn, giảm 6% so cùng kỳ (1.000 tấn)."
    assert ("growth", ("940", "6", "1.000")) in stated(sentence)


def test_parts_belong_to_what_came_about_not_to_its_plan():
    sentence = "Gieo 410 ha/450 ha KH, đạt 91,1% (xuân 140; hè thu 270)."
    assert ("sum", ("410", "140", "270")) in stated(sentence)


def test_bullets_behind_a_comparison_are_parts_of_the_result():
    text = "- Lúa 610 ha, đạt 101,7% KH (600 ha). Chia ra:\n+ Vụ xuân: 300 ha;\n+ Vụ mùa: 310 ha.\n"
    assert ("sum", ("610", "300", "310")) in stated(text)


def test_a_list_that_is_complete_takes_no_more():
    sentence = "Nhận 36 đơn, gồm khiếu nại 4 đơn, tố cáo 2 đơn, kiến nghị 30 đơn; đơn thuộc thẩm quyền 19 đơn."
    assert ("sum", ("36", "4", "2", "30")) in stated(sentence)


def test_two_breakdowns_of_one_total_stay_apart():
    sentence = "Giao 28 tân binh, đạt 100% chỉ tiêu (quân sự 25, công an 3), trong đó: Pắc Ma 10, Mường Tre 18."
    assert {("sum", ("28", "25", "3")), ("sum", ("28", "10", "18"))} <= stated(sentence)


def test_years_listed_in_a_parenthesis_are_parts():
    sentence = "Lũy kế giải ngân 87 tỷ đồng (năm 2021: 18 tỷ đồng; năm 2022: 31 tỷ đồng; năm 2023: 38 tỷ đồng)."
    assert ("sum", ("87", "18", "31", "38")) in stated(sentence)


def test_one_earlier_year_in_a_parenthesis_is_no_part():
    assert read("Thu 45 tỷ đồng (năm 2021: 40 tỷ đồng).")["40"].scenario == "previous"


@pytest.mark.parametrize(
    "places",
    [
        "Pắc Ma 6,2 km, Mường Tre 3,3 km, Nà Hỳ 2,1 km",
        "Pắc Ma (6,2 km), Mường Tre (3,3 km), Nà Hỳ (2,1 km)",
        "Pắc Ma 6,2 km; Mường Tre 3,3 km; Nà Hỳ 2,1 km",
    ],
)
def test_a_number_spread_over_places_is_their_sum_and_the_places_are_counted(places):
    found = stated(f"Làm mới 11,6 km đường tại 03 xã: {places}.")
    assert ("sum", ("11,6", "6,2", "3,3", "2,1")) in found
    assert ("list_count", ("03", "Pắc Ma", "Mường Tre", "Nà Hỳ")) in found


def test_a_list_of_several_numbers_a_place_counts_nothing():
    assert "list_count" not in {kind for kind, _ in stated("Có 05 xã bị hại: Pắc Ma 12 nhà, 3 ha lúa; Nà Hỳ 5 nhà.")}


def test_shares_of_a_structure_make_a_hundred():
    sentence = "Cơ cấu kinh tế: khu vực I 51,8%, khu vực II 18,4%, khu vực III 28,8%."
    assert stated(sentence) == {("shares", ("51,8", "18,4", "28,8"))}
    assert stated("Cơ cấu kinh tế: khu vực I 21,8%, khu vực II 18,4%, khu vực III 28,8%.") == set()


@pytest.mark.parametrize(
    ("sentence", "raw", "kind"),
    [
        ("Cháy 1 vụ (nhà trọ hẻm 245/17 Lê Lợi).", "245", "name"),
        ("Sắn nhiễm bệnh 31 ha, trong đó nhiễm nặng (>70%) 8 ha.", "70", "band_bound"),
    ],
)
def test_numbers_that_are_none(sentence, raw, kind):
    report = Report(document_from_text(HEAD + sentence + "\n", "x-505-2023.txt"))
    assert next(report.kinds[n.ordinal] for n in report.numerals if n.raw.startswith(raw)) == kind


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("Tiêm 182 liều, kế hoạch giao 190 liều, đạt 95,8% kế hoạch.", ("ratio", ("182", "190", "95,8"))),
        ("Thu 128 tỷ đồng, bằng 87,7% dự toán giao 146 tỷ đồng.", ("ratio", ("128", "87,7", "146"))),
        ("Khám 38.620 lượt người, cùng kỳ 36.480 lượt, tăng 5,9%.", ("growth", ("38.620", "36.480", "5,9"))),
        ("Thu 57 tỷ đồng, vượt 9,6% dự toán giao (52 tỷ đồng).", ("growth", ("57", "9,6", "52"))),
        (
            "Tổng thu ngân sách xã 128 tỷ đồng. Tiền đất 71 tỷ đồng, chiếm 55,5% tổng thu.",
            ("ratio", ("128", "71", "55,5")),
        ),
        (
            "Có 284 hộ vay, phân theo hội nhận ủy thác: Nông dân 106 hộ, Phụ nữ 178 hộ.",
            ("sum", ("284", "106", "178")),
        ),
        (
            "Dịch xảy ra tại 3 xóm là Đông Hải, Tây An và Lộc Thành, tiêu hủy 96 con lợn.",
            ("list_count", ("3", "Đông Hải", "Tây An", "Lộc Thành")),
        ),
        (
            "Tặng 137 suất x 400.000 đồng/suất = 54.800.000 đồng.",
            ("product", ("137", "400.000", "54.800.000")),
        ),
        ("Có 03 xã đạt: Pắc Ma, Mường Tre và Nà Hỳ.", ("list_count", ("03", "Pắc Ma", "Mường Tre", "Nà Hỳ"))),
    ],
)
def test_what_running_words_relate(sentence, relation):
    assert relation in stated(sentence)


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        (
            "Cây vụ đông 76 ha: khoai tây 22, bí 18,5, còn lại là rau các loại 35,5.",
            ("sum", ("76", "22", "18,5", "35,5")),
        ),
        (
            "Vốn 58/185 triệu đồng; trong đó vốn đầu tư 111 triệu đồng, vốn sự nghiệp 74 triệu đồng.",
            ("sum", ("185", "111", "74")),
        ),
        ("Còn 02 xã là Đăk Tiêu (15 tiêu chí), Ya Tơng (14).", ("list_count", ("02", "Đăk Tiêu", "Ya Tơng"))),
        (
            "Tỷ lệ hộ nghèo từ 26,2% cuối năm 2022 còn 21,6% cuối năm 2023, giảm 4,6 điểm phần trăm.",
            ("change", ("26,2", "21,6", "4,6")),
        ),
        ("Trợ cấp 13 đối tượng: người cao tuổi 6, người khuyết tật 7.", ("sum", ("13", "6", "7"))),
    ],
)
def test_more_that_running_words_relate(sentence, relation):
    assert relation in stated(sentence)


@pytest.mark.parametrize(
    ("sentence", "raw"),
    [
        ("Sửa 87 hộ, trong đó làm mới 64 nhà, sửa chữa 23 nhà; nước sinh hoạt 214 hộ.", "214"),
        ("Tảo hôn 11 cặp (giảm 05 cặp so với CK 16 cặp).", "16"),
        ("Đạt thêm 04 tiêu chí để về đích (19/20).", "19"),
        ("Cao su 5.124 ha, gồm đại điền 3.137 ha và tiểu điền 1.987 ha; đã mở miệng cạo 1.412 ha.", "1.412"),
    ],
)
def test_what_is_no_part(sentence, raw):
    assert read(sentence)[raw].parent is None


def test_what_was_done_with_all_is_no_member_of_their_list():
    text = "- Phát hiện 31 vụ, chia ra:\n+ Phá rừng 09 vụ; vận chuyển 22 vụ.\n+ Đã xử lý 28/31 vụ.\n"
    assert ("sum", ("31", "09", "22")) in stated(text)
