"""Annex tables between tabs, as Word files give them: serial numbers, merged heads, group lines, empty cells."""

from __future__ import annotations

import pytest

from ktxh.extract.document import document_from_text
from ktxh.extract.reading import Report

TABLE = """BÁO CÁO
Tình hình phát triển kinh tế - xã hội năm 2023

Phụ lục. Một số chỉ tiêu
STT\tChỉ tiêu\tĐơn vị tính\tNăm 2022\tNăm 2023\t←\tSo sánh (%)\t←
↑\t↑\t↑\t↑\tKế hoạch\tƯớc thực hiện\tVới năm 2022\tVới kế hoạch
A\tB\tC\t1\t2\t3\t4=3/1\t5=3/2
I\tKINH TẾ\t\t\t\t\t\t
1\tTổng diện tích gieo trồng\tha\t1200\t1250\t1260,5\t105\t100,84
1.1\tDiện tích lúa\tha\t800\t\t820\t102,5\t
2\tĐàn gia súc\tcon\t900\t950\t1000\t111,1\t105,3
\t- Trâu\tcon\t400\t420\t450\t112,5\t107,1
\t- Bò\tcon\t500\t530\t550\t110\t103,8
\tThu nhập bình quân\ttriệu đồng/người\t45\t50\t51,2\t113,8\t102,4
"""


@pytest.fixture(scope="module")
def table() -> Report:
    return Report(document_from_text(TABLE, "x-505-2023.txt"))


def of_line(report: Report, line: int) -> list[tuple]:
    return [
        (f.value.token.numeral.raw, f.measure, f.scenario, f.value.unit.code, f.label, f.period)
        for n, f in sorted(report.figures.items())
        if report.document.line_of(report.numerals[n - 1].start) == line
    ]


def test_each_cell_has_the_meaning_of_its_heads(table):
    label = "Tổng diện tích gieo trồng"
    assert of_line(table, 9) == [
        ("1200", "level", "previous", "ha", label, "2022"),
        ("1250", "level", "plan", "ha", label, "2023"),
        ("1260,5", "level", "estimate", "ha", label, "2023"),
        ("105", "index_pct", "estimate", "percent", label, "2023"),
        ("100,84", "attainment_pct", "estimate", "percent", label, "2023"),
    ]


def test_an_empty_cell_moves_no_other(table):
    assert [cell[:3] for cell in of_line(table, 10)] == [
        ("800", "level", "previous"), ("820", "level", "estimate"), ("102,5", "index_pct", "estimate"),
    ]  # fmt: skip
    assert [cell[1] for cell in of_line(table, 14)] == ["level", "level", "level", "index_pct", "attainment_pct"]


def test_a_percentage_is_tied_to_what_it_compares(table):
    by_raw = {f.value.token.numeral.raw: f for f in table.figures.values()}
    assert by_raw["105"].base is by_raw["1260,5"]
    assert by_raw["105"].comparator is by_raw["1200"]
    assert by_raw["100,84"].comparator is by_raw["1250"]


def test_numbers_of_rows_and_columns_are_no_figures(table):
    kinds = {
        n.raw: table.kinds[n.ordinal]
        for n in table.numerals
        if table.document.line_of(n.start) in (7, 10) and len(n.raw) < 4
    }
    assert kinds["1.1"] == "list_marker"
    assert {kinds[raw] for raw in "12345"} == {"list_marker"}
    assert [s.section_type for s in table.sections if s.title.startswith("KINH")] == []


def test_rows_of_parts_hang_under_the_row_above_column_by_column(table):
    by_raw = {f.value.token.numeral.raw: f for f in table.figures.values()}
    assert by_raw["400"].parent is by_raw["500"].parent is by_raw["900"]
    assert by_raw["450"].parent is by_raw["550"].parent is by_raw["1000"]
    assert by_raw["550"].label == "Đàn gia súc > Bò"
    assert by_raw["45"].parent is None


BARS = """BÁO CÁO
Tình hình phát triển kinh tế - xã hội năm 2023

STT | Chỉ tiêu | ĐVT | KH 2023 | Ước TH 2023 | % so KH | KH 2024 | Đánh giá
1 | Sản lượng lúa | Tấn | 4.000 | 4.100 | 102,5 | 4.200 | Vượt
2 | Trồng rừng mới | Ha | 60 | | | 65 | Chưa đạt

Nguồn thu | Dự toán | Thực hiện
Thuế ngoài quốc doanh | 460 | 486
Lệ phí trước bạ | 330 | 327
Thu khác | 125 | 131
Tổng cộng | 915 | 944

Xã | Số hộ | Hộ nghèo | Tỷ lệ (%) | Thu nhập bình quân (triệu đồng)
Xã Pắc Ma | 400 | 20 | 5,00 | 41
Xã Mường Tre | 250 | 10 | 4,00 | 45
Toàn huyện | 650 | 30 | 4,62 | 43
"""


@pytest.fixture(scope="module")
def bars() -> Report:
    return Report(document_from_text(BARS, "x-505-2023.txt"))


def test_cells_between_bars_stand_under_their_heads(bars):
    assert [cell[:3] for cell in of_line(bars, 5)] == [
        ("4.000", "level", "plan"), ("4.100", "level", "estimate"), ("102,5", "attainment_pct", "estimate"),
        ("4.200", "level", "target"),
    ]  # fmt: skip
    assert [(cell[0], cell[2]) for cell in of_line(bars, 6)] == [("60", "plan"), ("65", "target")]


def test_a_table_of_statistics_counts_what_its_heads_say(bars):
    assert of_line(bars, 15)[:3] == [
        ("400", "level", "actual", "household", "Xã Pắc Ma > Số hộ", "2023"),
        ("20", "level", "actual", "household", "Xã Pắc Ma > Hộ nghèo", "2023"),
        ("5,00", "share_pct", "actual", "percent", "Xã Pắc Ma > Tỷ lệ", "2023"),
    ]


def test_the_row_of_totals_adds_up_each_column_but_means_and_rates(bars):
    sums = {
        tuple(term.figure.value.token.numeral.raw for term in relation.terms)
        for relation in bars.relations
        if relation.kind == "sum"
    }
    assert sums == {
        ("460", "330", "125", "915"), ("486", "327", "131", "944"), ("400", "250", "650"), ("20", "10", "30"),
    }  # fmt: skip
    rates = [[t.figure.value.token.numeral.raw for t in r.terms] for r in bars.relations if r.kind == "ratio"]
    assert ["650", "30", "4,62"] in rates


def test_a_round_number_of_a_unit_belongs_to_the_unit():
    text = "BÁO CÁO\nTình hình năm 2023\n\nSản phẩm | ĐVT | Năm 2022 | Năm 2023 | So sánh (%)\nXi măng | 1000 tấn | 985 | 1.021 | 103,7\n"
    report = Report(document_from_text(text, "x-505-2023.txt"))
    cells = {f.value.token.numeral.raw: f for f in report.figures.values()}
    assert set(cells) == {"985", "1.021", "103,7"}
    assert (cells["985"].value.unit.raw, cells["985"].value.unit.multiplier) == ("1000 tấn", 1000)


def test_wide_blanks_and_dashed_rows():
    text = (
        "BÁO CÁO\nTình hình năm 2023\n\n"
        "Khu vực           Số xóm       Số hộ      Hộ nghèo     Tỷ lệ nghèo (%)\n"
        "Quần An                6       2.964            37                1,25\n"
        "Quần Lộc               7       3.412            41                1,20\n"
        "Toàn xã               13       6.376            78                1,22\n\n"
        "TT\tChỉ tiêu\tĐVT\tKH năm 2023\tTH 2022\n"
        "1\tSản lượng thủy sản\ttấn\t8.900\t6.518\n"
        "-\tKhai thác\ttấn\t3.800\t2.988\n"
        "-\tNuôi trồng\ttấn\t5.100\t3.530\n"
    )
    report = Report(document_from_text(text, "x-505-2023.txt"))
    sums = {tuple(t.figure.value.token.numeral.raw for t in r.terms) for r in report.relations if r.kind == "sum"}
    assert sums == {
        ("6", "7", "13"), ("2.964", "3.412", "6.376"), ("37", "41", "78"), ("8.900", "3.800", "5.100"),
        ("6.518", "2.988", "3.530"),
    }  # fmt: skip


def test_a_herd_lends_no_heads_to_percentages():
    text = "BÁO CÁO\nTình hình năm 2023\n\nTT\tChỉ tiêu\tĐVT\tKH 2023\tTH 2022\tTH 2023\tSo KH (%)\tSo cùng kỳ (%)\n3\tĐàn lợn\tcon\t15.000\t14.235\t14.860\t99,1\t104,4\n"
    report = Report(document_from_text(text, "x-505-2023.txt"))
    units = {f.value.token.numeral.raw: f.value.unit.code for f in report.figures.values()}
    assert (units["14.860"], units["99,1"], units["104,4"]) == ("head", "percent", "percent")
