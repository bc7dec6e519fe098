"""Heads that hold over sentences and items to the next of their kind. All sentences are invented."""

from __future__ import annotations

import pytest

from tests.extract.sentences import read


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        (  # a road by its number holds over semicolons and sentence ends, to the next road
            "ĐH 21 sạt lở mái dương 4 vị trí; 7 vị trí tắc đường. Lề đường có hố sâu 3 m. QL 16 sạt lở 5 vị trí; 9 vị trí lún.",
            {
                "7": "ĐH 21 > vị trí tắc đường",
                "3": "ĐH 21 > Lề đường có hố sâu",
                "9": "QL 16 > vị trí lún",
            },
        ),
        (  # a class of roads holds for its item only …
            "Đường xã bị xói tại 6 vị trí, khối lượng 90 m³; sạt lở 21 m kè suối.",
            {"90": "Đường xã bị xói tại > khối lượng", "21": "sạt lở > kè suối"},
        ),
        (  # … unless it leads all items in and counts nothing itself
            "Nhiều tuyến đường thôn hư hỏng, đi lại khó; sạt mái âm 8 vị trí; sạt mái dương 3 vị trí.",
            {"8": "đường thôn > sạt mái âm", "3": "đường thôn > sạt mái dương"},
        ),
        (  # a sentence that opens like one in front of the head stands beside it
            "- Tiểu học: Kết quả học tập: tốt 61/80. Đối với lớp 5 (theo mẫu cũ): Học lực: Giỏi 17/30. Hạnh kiểm: Tốt 29/30. "
            "Kết quả xét lên lớp: 79/80.",
            {
                "17": "Tiểu học > lớp 5 > Học lực > Giỏi",
                "29": "Tiểu học > lớp 5 > Hạnh kiểm > Tốt",
                "79": "Tiểu học > xét lên lớp",
            },
        ),
        (  # whose herd, until a sentence opens with another subject
            "Trên đàn dê xảy ra bệnh đậu tại 14 hộ. Tổng số 37 con bị tiêu hủy. Công tác khuyến nông: Mở 5 lớp tập huấn.",
            {"37": "đàn dê xảy ra bệnh đậu > con bị tiêu hủy", "5": "Công tác khuyến nông > Mở > lớp tập huấn"},
        ),
        (  # a bank or hospital that opens an item, its number behind the colon or not
            "- Ngân hàng Hợp tác (năm 2023): 78 tỷ đồng. Trong đó: doanh số cho vay 31 tỷ đồng; khách hàng còn dư nợ 640 hộ.",
            {
                "31": "Ngân hàng Hợp tác > doanh số cho vay",
                "640": "Ngân hàng Hợp tác > khách hàng còn dư nợ > hộ",
            },
        ),
        (  # a storm, to the end of its item
            "- Cơn bão số 5 đổ bộ ngày 07/9/2023, gió giật 21 m/s. Các xã đã rà soát. Ước tổng giá trị thiệt hại khoảng 13 tỷ đồng.",
            {"13": "Cơn bão số 5 > tổng giá trị thiệt hại"},
        ),
        (  # a campaign's result, over the sentence end
            "- Kết quả ra quân làm vệ sinh đường làng có 12/13 xã: Phát quang 450 m²; nạo rãnh 77 m. Tổng số công huy động 830 công.",
            {
                "450": "ra quân làm vệ sinh đường làng > Phát quang",
                "77": "ra quân làm vệ sinh đường làng > nạo rãnh",
                "830": "ra quân làm vệ sinh đường làng > Tổng số công huy động",
            },
        ),
    ],
)
def test_a_head_holds_to_the_next_of_its_kind(sentence, labels):
    figures = read(sentence)
    assert {raw: figures[raw].label for raw in labels} == labels


def test_those_who_did_it_hold_where_others_did_the_rest():
    figures = read(
        "Các cơ quan của huyện tổ chức được 72 hội nghị; phát 450 tờ rơi. UBND các xã đã tổ chức 115 hội nghị; phát 690 tờ rơi."
    )
    assert figures["450"].label.startswith("Các cơ quan của huyện > ")
    assert figures["690"].label.startswith("UBND các xã > ")


def test_one_who_did_it_all_is_no_head():
    figures = read("UBND các xã đã tổ chức 115 hội nghị; phát 690 tờ rơi.")
    assert "UBND" not in figures["690"].label


def test_a_subject_of_several_offices_is_not_cut_at_its_semicolon():
    figures = read(
        "Hội đồng phối hợp huyện, các cơ quan; UBND các xã đã tổ chức 187 cuộc, cụ thể: các cơ quan của huyện tổ chức 72 cuộc; "
        "UBND các xã tổ chức 115 cuộc."
    )
    assert figures["187"].label.startswith("Hội đồng phối hợp huyện, các cơ quan; UBND các xã đã tổ chức")


def test_two_numbers_side_by_side_speak_of_one_thing():
    assert read("Đường nội thị ngập cao 0,9 m 12 vị trí.")["12"].label == "Đường nội thị ngập cao > vị trí"


def test_a_head_holds_over_a_page_cut_and_its_footnote():
    figures = read(
        "ĐH 21 sạt lở mái dương 4 vị trí¹; khối lượng trên 80 m³; tại Km5 lề đường bị xói lở, cây cối hai bên đổ ra\n\n"
        "¹ Gồm cả 2 vị trí cũ.\n\nmặt đường; 7 vị trí tắc đường."
    )
    assert figures["7"].label == "ĐH 21 > vị trí tắc đường"


def test_an_attribute_ends_the_noun_that_the_number_before_counted():
    figures = read("Trợ cấp lễ tết cho 14 bệnh binh nặng số tiền 36 triệu đồng.")
    assert figures["36"].label == f"{figures['14'].label} > số tiền"


def test_an_item_of_a_pair_that_is_no_part_loses_the_words_of_the_total():
    figures = read(
        "Hội đồng phối hợp huyện; UBND các xã đã tổ chức 187 cuộc/9.300 lượt người dự, cụ thể: các cơ quan của huyện tổ chức 72 cuộc "
        "với 4.100 lượt người dự; tuyên truyền lưu động được 31 lượt. UBND các xã tổ chức 115 cuộc với 5.200 lượt người dự."
    )
    assert figures["31"].parent is None
    assert figures["31"].label == "các cơ quan của huyện > tuyên truyền lưu động"
