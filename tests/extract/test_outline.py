"""The outline of reports: headings, bullets, footnotes that stand in the middle of page text and cut its sentences."""

from __future__ import annotations

from ktxh.extract.document import document_from_text
from ktxh.extract.reading import Report
from ktxh.extract.structure.outline import read_outline


def words(section) -> str:
    return " ".join(line.text.strip() for line in section.lines)


def test_headings_nest_and_bullets_hang_under_them():
    text = "PHẦN THỨ NHẤT\nKẾT QUẢ NĂM 2023\nI. KINH TẾ\n1. Nông nghiệp\n1.1. Trồng trọt\nGieo 5 ha.\n- Lúa: 3 ha, gồm:\n+ Lúa xuân: 2 ha\n+ Lúa mùa: 1 ha\n- Ngô: 2 ha\n2. Công nghiệp\nĐạt 7 tỷ đồng."
    sections = read_outline(document_from_text(text))
    path = {words(s): s.title_path for s in sections}
    part = "PHẦN THỨ NHẤT: KẾT QUẢ NĂM 2023"
    assert path["Gieo 5 ha."] == f"{part} > KINH TẾ > Nông nghiệp > Trồng trọt"
    assert path["+ Lúa mùa: 1 ha"] == f"{part} > KINH TẾ > Nông nghiệp > Trồng trọt > Lúa > Lúa mùa"
    assert path["- Ngô: 2 ha"] == f"{part} > KINH TẾ > Nông nghiệp > Trồng trọt > Ngô"
    assert path["Đạt 7 tỷ đồng."] == f"{part} > KINH TẾ > Công nghiệp"


def test_a_sentence_cut_by_a_footnote_is_read_as_one_and_the_footnote_too():
    text = (
        "1. Giáo dục\n\nToàn huyện có 20 trường¹, chất lượng tiếp tục được\n\n"
        "¹ Gồm 8 trường mầm non, 12 trường phổ thông. Số học sinh là\n\n"
        "củng cố và nâng cao.\n\nCác trường giữ nền nếp.\n\n5.200 em, tăng 3%.\n\n2. Y tế\n\nTốt."
    )
    sections = read_outline(document_from_text(text))
    assert [words(s) for s in sections if s.section_type == "paragraph"] == [
        "Toàn huyện có 20 trường¹, chất lượng tiếp tục được củng cố và nâng cao.",
        "Các trường giữ nền nếp.",
        "Tốt.",
    ]
    (note,) = [s for s in sections if s.section_type == "footnote"]
    assert words(note) == "¹ Gồm 8 trường mầm non, 12 trường phổ thông. Số học sinh là 5.200 em, tăng 3%."
    assert words(note.parent).startswith("Toàn huyện có 20 trường")


def test_a_footnote_hangs_under_its_mark_even_when_its_text_stands_in_another_section():
    text = "1. Công an\n\nAn ninh ổn định¹.\n\n2. Đô thị\n\n¹ Xử phạt 12 vụ.\n\nTrật tự đô thị tốt."
    note = next(s for s in read_outline(document_from_text(text)) if s.section_type == "footnote")
    assert words(note.parent) == "An ninh ổn định¹."


def test_a_list_that_reached_its_total_ends_the_footnote():
    text = (
        "Kết quả thu, chi như sau¹:\n\n¹ Trong đó:\n\n* Vốn: 10 triệu đồng, gồm:\n\n- Trung ương: 6 triệu đồng.\n\n- Huyện: 4 triệu đồng.\n\n"
        "- Tổng thu ngân sách 90 triệu đồng."
    )
    last = read_outline(document_from_text(text))[-1]
    assert words(last) == "- Tổng thu ngân sách 90 triệu đồng."
    assert last.footnote_of is None


def test_exponents_are_no_footnote_marks():
    report = Report(document_from_text("Đổ 12m² và 5 km³ đất tại huyện² này.\n² Ghi chú."), "test")
    kinds = [report.kinds[n.ordinal] for n in report.numerals]
    assert kinds == ["figure", "unit_exponent", "figure", "unit_exponent", "footnote_mark", "footnote_mark"]


# Read by eye in the real report: line → the words that its cut sentence goes on with, and the line where they stand.
CUTS = {43: 65, 71: 95, 93: 103, 101: 127, 137: 141, 199: 215, 213: 223, 241: 243, 253: 257, 255: 261, 259: 269, 297: 301, 311: 317, 353: 357, 435: 437, 463: 465}  # fmt: skip


def test_every_sentence_that_a_page_cuts_in_the_real_report_is_joined(bac_son):
    joined = {
        s.lines[i].number: s.lines[i + 1].number for s in bac_son.sections for i in range(len(s.lines) - 1) if s.lines
    }
    missed = {cut: on for cut, on in CUTS.items() if joined.get(cut) != on}
    assert not missed, f"line → line where it goes on: {missed}"


def test_all_27_footnotes_of_the_real_report_hang_under_their_marks(bac_son):
    notes = {int(s.number): s for s in bac_son.sections if s.section_type == "footnote"}
    assert sorted(notes) == list(range(1, 28))
    # line of the paragraph that carries the mark, read by eye
    marks = {1: 21, 2: 35, 3: 41, 4: 41, 5: 43, 6: 69, 7: 71, 8: 99, 9: 135, 10: 141, 11: 193, 12: 199, 13: 215, 14: 217, 15: 253, 16: 257,
             17: 257, 18: 257, 19: 273, 20: 289, 21: 301, 22: 301, 23: 351, 24: 357, 25: 409, 26: 409, 27: 413}  # fmt: skip
    wrong = {n: line for n, line in marks.items() if line not in [x.number for x in notes[n].parent.lines]}
    assert not wrong
