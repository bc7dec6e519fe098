"""Which arithmetic a sentence states by its form, and which it does not: invented sentences, one construct each."""

from __future__ import annotations

import pytest

from ktxh.extract.document import document_from_text
from ktxh.extract.reading import Report
from tests.extract.sentences import HEAD


def stated(sentence: str, *kinds: str) -> list[str]:
    """`kind role:text …` of every relation, of some kinds only when they are given; a coefficient that is not 1 stands behind its text."""
    report = Report(document_from_text(HEAD + sentence + "\n", "x-505-2023.txt"))
    found = []
    for relation in report.relations:
        terms = [
            f"{t.role}:{t.figure.value.token.numeral.raw if t.figure else t.name}"
            + ("" if t.coefficient == 1 else f"*{t.coefficient}")
            for t in relation.terms
        ]
        if not kinds or relation.kind in kinds:
            found.append(" ".join([relation.kind, *terms]))
    return found


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # gồm and a bare parenthesis list all parts, whether they add up or not
        ("Toàn huyện có 90 dự án, gồm 40 dự án mới, 30 dự án chuyển tiếp.", ["sum total:90 part:40 part:30"]),
        ("Xử lý 90 vụ (trộm cắp 40 vụ, đánh bạc 30 vụ).", ["sum total:90 part:40 part:30"]),
        # trong đó names some of them …
        ("Toàn huyện có 90 dự án, trong đó 40 dự án điện, 30 dự án nước.", ["subset total:90 part:40 part:30"]),
        ("Trồng 96 ha cây vụ đông, trong đó khoai 38 ha, ngô 27 ha; còn lại là rau.", ["subset total:96 part:38 part:27"]),
        # … unless they close as printed, or their words take in the rest
        ("Toàn huyện có 70 dự án, trong đó 40 dự án điện, 30 dự án nước.", ["sum total:70 part:40 part:30"]),
        ("Toàn huyện có 90 đơn, trong đó 40 đơn về đất đai, 30 đơn về lĩnh vực khác.", ["sum total:90 part:40 part:30"]),
        ("Có 90 hồ sơ, trong đó 40 hồ sơ được duyệt, 30 hồ sơ chưa được duyệt.", ["sum total:90 part:40 part:30"]),
        # members that may overlap are each held against the total
        ("Có 60 hộ, trong đó 40 hộ nghèo, 30 hộ dân tộc thiểu số.", ["subset total:60 part:40", "subset total:60 part:30"]),
        # exceptions in a parenthesis
        ("Có 410 học sinh (17 học sinh chưa học bơi; 30 học sinh không học).", ["subset total:410 part:17 part:30"]),
        # a list that goes on, one that a member of which is in another unit
        ("Xử lý 90 vụ (trộm cắp 40 vụ, đánh bạc 30 vụ,...).", ["subset total:90 part:40 part:30"]),
        ("Làm 2,7 km đường (Tân An 1,2 km; Gò Mun 0,9 km; xóm Chợ 600 m).", ["subset total:2,7 part:1,2 part:0,9"]),
        # rates do not add up
        ("Năng suất lúa 46,4 tạ/ha, trong đó lúa xuân 50,8 tạ/ha.", []),
    ],
)  # fmt: skip
def test_sums_and_subsets(sentence, expected):
    assert stated(sentence, "sum", "subset") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Xếp loại: Tốt 30/60 học sinh, tỷ lệ 50,0%; Khá 20/60 học sinh, tỷ lệ 33,3%; Chưa đạt 10/60 học sinh, tỷ lệ 16,7%.",
            ["shares member:50,0 member:33,3 member:16,7"],
        ),
        # one part without its share; a list that is not closed
        ("Xếp loại: Tốt 30/60 học sinh, tỷ lệ 50,0%; Khá 20/60 học sinh; Chưa đạt 10/60 học sinh, tỷ lệ 16,7%.", []),
        ("Đạt 30/60 chỉ tiêu, tỷ lệ 50,0%; có khả năng đạt 20/60 chỉ tiêu, tỷ lệ 33,3%.", []),
    ],
)
def test_shares_of_one_total(sentence, expected):
    assert stated(sentence, "shares") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Xảy ra 214 vụ, giảm 19 vụ (-8,2%) so với cùng kỳ.", ["change current:214 change:19*-1 percent:8,2"]),
        ("Có 125 hộ, tăng 25 hộ (25%) so với cùng kỳ.", ["change current:125 change:25 percent:25"]),
        # two items, two directions, one number that fell apart, things of another kind
        ("Bị thương 25 người; giảm 4 vụ (-15,4%), tăng 1 người so với cùng kỳ.", []),
        ("Quặng sắt 18.400 tấn, tăng 0 71% so với cùng kỳ.", []),
        ("Phát hiện 286 vụ phá rừng, diện tích bị phá tăng 6,1 ha (tăng 11,6%) so với cùng kỳ.", []),
        # two levels and their difference
        (
            "Tỷ lệ hộ nghèo giảm từ 22% xuống còn 17%, giảm 5% so với năm 2022.",
            ["change previous:22 current:17 change:5*-1"],
        ),
        ("Hộ nghèo giảm từ 12,08% còn 3,71%, bình quân mỗi năm giảm 1,67%.", []),
        ("Hộ nghèo giảm từ 12,08% còn 3,71%, giảm 1,67%/năm.", []),
    ],
)
def test_changes(sentence, expected):
    assert stated(sentence, "change") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Đàn trâu có 4.655 con, bằng 95,55% so với cùng kỳ.", ["whole_before current:4.655 percent:95,55"]),
        ("Tiếp nhận 76 đơn, giảm 7,3% so với cùng kỳ.", ["whole_before current:76 growth:7,3*-1"]),
        # many whole numbers give the percentage, tonnes are not counted, the level before or a plan is printed, a word widens
        ("Đàn gia cầm có 455.200 con, bằng 95,5% so với cùng kỳ.", []),
        ("Sản lượng đạt 76 tấn, giảm 7,3% so với cùng kỳ.", []),
        ("Tiếp nhận 76 đơn, đạt 92,68% kế hoạch.", []),
        ("Tiếp nhận khoảng 76 đơn, giảm 7,3% so với cùng kỳ.", []),
        # an unreadable count or percentage
        ("Tiếp nhận 7,6,1 đơn, giảm 7,3% so với cùng kỳ.", []),
        ("Tiếp nhận 76 đơn, giảm 7,3,1% so với cùng kỳ.", []),
    ],
)
def test_counts_that_were_whole_before(sentence, expected):
    assert stated(sentence, "whole_before") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Lúa ruộng: 142 ha, năng suất 48,5 tạ/ha, sản lượng 688,7 tấn.",
            ["product factor:142 factor:48,5*0.1 total:688,7"],
        ),
        ("Lúa ruộng: gieo trồng 142 ha, năng suất 48,5 tạ/ha, sản lượng 601,3 tấn.", []),  # sown is not harvested
        ("Hạn hán làm mất 122 ha; năng suất lúa vì vậy chỉ còn 4,9 tấn/ha, kéo sản lượng xuống 118.400 tấn.", []),
        ("Lúa 142 ha, năng suất 48,5 tạ/ha; ngô 30 ha, sản lượng 120 tấn.", []),  # two crops
    ],
)
def test_products(sentence, expected):
    assert stated(sentence, "product") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Có 1.862 ha lúa bị hại, trong đó mức thiệt hại từ 30 - 70% là 640 ha.", []),
        ("Có 1.862 ha lúa bị hại, trong đó hại nặng 640 ha, trên 70% là 122 ha.", []),
        ("Gieo trồng 120/100 ha, đạt 120% kế hoạch.", ["ratio numerator:120 denominator:100 percent:120"]),
    ],
)
def test_ratios(sentence, expected):
    assert stated(sentence, "ratio") == expected


def test_ten_months_are_not_held_against_one():
    rows = (
        "Chỉ tiêu\tĐVT\tTH tháng 9\tƯớc tháng 10\tLũy kế 10 tháng\t% so cùng kỳ\nThan sạch\ttấn\t612\t845\t4906\t104,7"
    )
    assert stated(rows, "ratio") == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Họp ngày 31/02/2023 tại xã.", [("31/02/2023", "impossible", "")]),
        ("Họp ngày 30/02 tại xã.", [("30/02", "impossible", "")]),
        ("Từ ngày 31 tháng 4 năm 2023.", [("ngày 31 tháng 4 năm 2023", "impossible", "")]),
        ("Họp ngày 29/02/2024 tại xã.", [("29/02/2024", "day", "2024-02-29")]),
        ("Quyết định số 31/02/2023/QĐ-UBND.", []),
        ("Đạt 31/30 chỉ tiêu; tỷ lệ 45/31.", []),
    ],
)
def test_days_that_no_calendar_has(sentence, expected):
    rows = Report(document_from_text(HEAD + sentence + "\n", "x-505-2023.txt")).rows()
    assert [(row["raw_text"], row["precision"], row["value"]) for row in rows["raw_dates"]] == expected


def test_members_of_an_announced_list_that_are_more_than_the_total_are_each_held_against_it():
    bullets = "Toàn xã có 60 hộ, trong đó:\n- Hộ nghèo: 40 hộ.\n- Hộ dân tộc thiểu số: 30 hộ."
    assert stated(bullets, "sum", "subset") == ["subset total:60 part:40", "subset total:60 part:30"]
