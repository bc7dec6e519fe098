"""The view: every numeral once, in reading order, notes behind their marks, cut sentences joined."""

from __future__ import annotations

from ktxh.extract.document import document_from_text
from ktxh.extract.reading import Report
from ktxh.read.view import build, visible


def nodes(report):
    return list(build(report).root.walk())


def shown(reading):
    return [numeral.id for node in reading.root.walk() for numeral in node.numerals]


def test_every_numeral_stands_once_in_the_view(plain, hostile):
    for report in (plain, hostile):
        reading = build(report)
        assert sorted(shown(reading)) == sorted(reading.numerals), "a numeral is missing or shown twice"


def test_every_numeral_of_the_real_report_stands_once(bac_son):
    reading = build(bac_son)
    assert sorted(shown(reading)) == sorted(reading.numerals)
    assert set(reading.figures) == {id_ for id_, n in reading.numerals.items() if n.kind == "figure"}


def test_a_sentence_cut_by_a_page_is_one_text_with_its_joint(plain):
    cut = next(node for node in nodes(plain) if "bảo đảm chỉ tiêu đề ra" in node.text)
    joints = [piece.joint for piece in cut.pieces if piece.joint]
    assert joints == [14], "the second half stands on line 14"


def test_a_footnote_stands_behind_the_text_that_carries_its_mark(plain):
    cut = next(node for node in nodes(plain) if "Đàn lợn" in node.text)
    [note] = cut.notes
    mark = next(numeral for numeral in cut.numerals if numeral.kind == "footnote_mark")
    assert note.number == "1"
    assert mark.note == note.id, "the mark leads to its note"
    assert any("181" in child.text for child in note.children)


def test_asterisks_become_emphasis_and_units_are_told_apart(plain):
    item = next(node for node in nodes(plain) if "181" in node.text)
    assert "*" not in item.text
    emphasised = "".join(piece.text for piece in item.pieces if piece.is_emphasis)
    assert emphasised == "xã An Phú: 44 con, xã Bình Minh: 137 con"
    assert [piece.text.strip() for piece in item.pieces if piece.is_unit] == ["con", "con", "con"]


def test_rows_of_an_annex_table_are_cells(plain):
    rows = [node for node in nodes(plain) if node.is_row]
    assert [["".join(piece.text for piece in cell) for cell in row.cells] for row in rows] == [
        ["Chỉ tiêu", "ĐVT", "Kế hoạch 2024", "Thực hiện 2024", "So với KH (%)"],
        ["Sản lượng thóc", "tấn", "5600", "5712,5", "102,0"],
        ["Tổng thu nội địa", "triệu đồng", "34000", "36120", "106,2"],
    ]


def test_links_are_seen_from_both_ends(plain):
    reading = build(plain)
    by_text = {figure.numeral.text: figure for figure in reading.figures.values()}
    area, attainment = by_text["1.234,50"], by_text["105,2"]
    assert attainment.links["base"] == (area.numeral.id,)
    assert attainment.numeral.id in area.links["said_of_it"]
    flooded, part = by_text["617"], by_text["254"]
    assert part.links["total"] == (flooded.numeral.id,)
    assert part.numeral.id in flooded.links["part"]


def test_controls_become_visible_and_lengths_stay():
    text = "a\x1b[0m\x07\u202eb\x9b\tc\nđ"
    assert len(visible(text)) == len(text)
    assert not set(visible(text)) & set("\x1b\x07\u202e\x9b")
    assert visible("Tổng số 1.234,5 ha²\n") == "Tổng số 1.234,5 ha²\n"


def test_a_text_without_numerals_has_a_view():
    reading = build(Report(document_from_text("Không có gì.\n")))
    assert not reading.figures and not reading.doubtful
