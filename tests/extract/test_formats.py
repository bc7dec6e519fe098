"""Word and PDF files become the text that a person reads on the page, the same bytes always the same text."""

from __future__ import annotations

import hashlib

import pytest

from ktxh.extract.document import document_from_text, read_document
from ktxh.extract.errors import InputError
from ktxh.extract.reading import Report
from tests.extract.office import HEIGHT, LEFT, Pdf, cell, level, listed, notes, p, r, raised, table, word

FOOTNOTE = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{}"/></w:r>'
ENDNOTE = '<w:r><w:endnoteReference w:id="{}"/></w:r>'
OWN_MARK = "<w:r><w:footnoteRef/></w:r>"


@pytest.fixture
def lines(tmp_path):
    """Lines of the text of a .docx with this body."""

    def read(body: str, **parts: str) -> list[str]:
        return read_document(word(tmp_path / "a.docx", body, **parts)).text.splitlines()

    return read


# -- Word


def test_a_paragraph_is_a_line_and_a_line_break_ends_one(lines):
    body = p("BÁO CÁO") + p() + p("<w:r><w:t>Tình hình</w:t><w:br/><w:t>năm</w:t><w:tab/><w:t>2023</w:t></w:r>")
    assert lines(body) == ["BÁO CÁO", "Tình hình", "năm 2023"]


def test_what_the_page_does_not_show_is_left_out(lines):
    body = p(
        r("Tổng ")
        + r("ẩn ", "<w:vanish/>")
        + "<w:r><w:t>sản</w:t><w:softHyphen/><w:t> lượng</w:t><w:t>\u200b 108/NQ</w:t><w:noBreakHyphen/><w:t>TU</w:t></w:r>"
        + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE 9 </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert lines(body) == ["Tổng sản lượng 108/NQ-TU"]


def test_list_numbers_are_written_as_word_prints_them(lines):
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "upperRoman", "%1.")
        + level(1, "decimal", "%2.")
        + level(2, "decimal", "%2.%3.")
        + level(3, "lowerLetter", "%4)")
        + level(4, "bullet", "\uf0b7")
        + level(5, "bullet", "+")
        + level(6, "bullet", "o")
        + "</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    items = [(0, "KINH TẾ"), (1, "Nông nghiệp"), (2, "Trồng trọt"), (3, "Lúa"), (4, "Xuân"), (5, "A"), (6, "B"), (3, "Ngô"),
             (2, "Chăn nuôi"), (3, "Trâu"), (1, "Công nghiệp"), (0, "VĂN HOÁ"), (1, "Giáo dục")]  # fmt: skip
    assert lines("".join(listed(text, depth) for depth, text in items), numbering=numbering) == [
        "I. KINH TẾ", "1. Nông nghiệp", "1.1. Trồng trọt", "a) Lúa", "• Xuân", "+ A", "- B", "b) Ngô",
        "1.2. Chăn nuôi", "a) Trâu", "2. Công nghiệp", "II. VĂN HOÁ", "1. Giáo dục",
    ]  # fmt: skip


def test_a_list_starts_anew_where_it_says_so_and_goes_on_elsewhere(lines):
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "%1.")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = "".join(listed(text, 0, number) for text, number in [("a", 1), ("b", 2), ("c", 3), ("d", 3), ("e", 1)])
    assert lines(body, numbering=numbering) == ["1. a", "2. b", "5. c", "6. d", "7. e"]


def test_a_style_may_number_its_paragraphs(lines):
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "decimal", "Phần %1:")
        + level(1, "decimal", "%1.%2", '<w:pStyle w:val="Muc"/>')
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    style = '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="{}"/>{}<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    styles = style.format("Phan", "Phan", "") + style.format("Muc", "Muc", '<w:basedOn w:val="Phan"/>')
    body = "".join(p(text, f'<w:pStyle w:val="{name}"/>') for text, name in [("A", "Phan"), ("B", "Muc"), ("C", "Muc")])
    not_numbered = p("D", '<w:pStyle w:val="Muc"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert lines(body + not_numbered, numbering=numbering, styles=styles) == ["Phần 1: A", "1.1 B", "1.2 C", "D"]


def test_raised_digits_are_exponents_or_marks(lines):
    lowered = r("2", '<w:vertAlign w:val="subscript"/>')
    body = p(
        r("Đổ 12 m") + raised("2") + r(", 5 m") + raised("3") + FOOTNOTE.format(7) + r(" CO") + lowered + raised("[1]")
    )
    footnotes = notes("footnote", {7: p(OWN_MARK + r(" Ghi chú."))})
    assert lines(body, footnotes=footnotes) == ["Đổ 12 m², 5 m³ ¹ CO₂[1]", "¹ Ghi chú."]


def test_a_style_may_raise_digits(lines):
    style = '<w:style w:type="character" w:styleId="Mu"><w:name w:val="Mu"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    assert lines(p(r("90 m") + r("2", '<w:rStyle w:val="Mu"/>')), styles=style) == ["90 m²"]


def test_footnotes_stand_behind_the_body_in_the_order_of_their_marks(tmp_path):
    body = (
        p("I. KINH TẾ")
        + p(r("Toàn huyện có 20 trường") + FOOTNOTE.format(4) + r(", thu 9 tỷ đồng") + FOOTNOTE.format(2) + r(":"))
        + p(r("- Học sinh: 5.200 em") + ENDNOTE.format(1) + r("."))
    )
    footnotes = notes(
        "footnote",
        {
            2: p(OWN_MARK + r(" Trong đó:")) + p("- Thuế: 5 tỷ đồng.") + p("- Phí: 4 tỷ đồng."),
            4: p(OWN_MARK + r(" Gồm 8 mầm non.")) + p("Và 12 phổ thông."),
        },
    )
    endnotes = notes("endnote", {1: p("Theo ngành giáo dục.")})
    document = read_document(word(tmp_path / "a.docx", body, footnotes=footnotes, endnotes=endnotes))
    assert document.text.splitlines() == [
        "I. KINH TẾ",
        "Toàn huyện có 20 trường¹, thu 9 tỷ đồng²:",
        "- Học sinh: 5.200 em³.",
        "¹ Gồm 8 mầm non. Và 12 phổ thông.",
        "² Trong đó:",
        "- Thuế: 5 tỷ đồng.",
        "- Phí: 4 tỷ đồng.",
        "³ Theo ngành giáo dục.",
    ]
    report = Report(document, "test")
    carriers = {s.number: s.parent.lines[0].words for s in report.sections if s.section_type == "footnote"}
    assert carriers == {
        "1": "Toàn huyện có 20 trường¹, thu 9 tỷ đồng²:",
        "2": "Toàn huyện có 20 trường¹, thu 9 tỷ đồng²:",
        "3": "Học sinh: 5.200 em³.",
    }
    (fees,) = (s for s in report.sections if s.lines and s.lines[0].words == "Phí: 4 tỷ đồng.")
    assert fees.footnote_of.number == "2"


def test_changes_are_accepted(lines):
    body = (
        p(r("Gieo ") + f'<w:del w:id="1">{r("999")}</w:del><w:ins w:id="2">{r("12")}</w:ins>' + r(" ha"))
        + p(r("Đàn bò"), '<w:rPr><w:del w:id="3"/></w:rPr>')
        + p(f'<w:moveFrom w:id="4">{r(" 8 con")}</w:moveFrom><w:moveTo w:id="5">{r(" 7 con")}</w:moveTo>')
        + table(
            cell("a") + cell("b") + cell("c"), '<w:trPr><w:del w:id="6"/></w:trPr>' + cell("x") + cell("y") + cell("z")
        )
    )
    assert lines(body) == ["Gieo 12 ha", "Đàn bò 7 con", "a\tb\tc"]


def test_a_row_is_a_line_whose_cells_keep_their_places(lines):
    merged_down = '<w:vMerge w:val="restart"/>'
    body = p("Biểu 1:\tđơn vị ha") + table(
        cell("TT", merged_down) + cell("Chỉ tiêu", merged_down) + cell("Năm 2023", '<w:gridSpan w:val="2"/>'),
        cell("", "<w:vMerge/>") + cell("", "<w:vMerge/>") + cell("Kế hoạch") + cell("Thực\nhiện"),
        cell("1") + cell("Lúa\tnước") + cell("") + cell("1.234,5"),
        cell("") + cell("") + cell("") + cell(""),
    )
    assert lines(body) == [
        "Biểu 1: đơn vị ha",
        "TT\tChỉ tiêu\tNăm 2023\t←",
        "↑\t↑\tKế hoạch\tThực hiện",
        "1\tLúa nước\t\t1.234,5",
    ]


def test_a_table_that_lays_out_text_is_read_as_text(lines):
    head = table(
        cell("UBND HUYỆN ĐÔNG GIANG\nSố: 12/BC-UBND") + cell("CỘNG HÒA\nĐông Giang, ngày 06 tháng 12 năm 2023")
    )
    assert lines(head + table(cell("Khung\nmột cột"))) == [
        "UBND HUYỆN ĐÔNG GIANG", "Số: 12/BC-UBND", "CỘNG HÒA", "Đông Giang, ngày 06 tháng 12 năm 2023", "Khung", "một cột",
    ]  # fmt: skip


def test_a_text_box_is_read_once_behind_its_paragraph(lines):
    box = f"<wps:txbx><w:txbxContent>{p('Trong khung 77 hộ')}</w:txbxContent></wps:txbx>"
    old = f"<w:pict><v:textbox><w:txbxContent>{p('Trong khung 77 hộ')}</w:txbxContent></v:textbox></w:pict>"
    drawing = f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    assert lines(p(r("Trước") + drawing + r(" sau.")) + p("Hết.")) == ["Trước sau.", "Trong khung 77 hộ", "Hết."]


def test_content_controls_and_links_are_looked_through(lines):
    link = f"<w:hyperlink>{r(' 5 ha')}</w:hyperlink>"
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{p(r('Gieo') + link)}</w:sdtContent></w:sdt>"
    assert lines(control) == ["Gieo 5 ha"]


# -- PDF

PROSE = (
    "Năm 2023, tổng diện tích gieo trồng toàn huyện đạt 1.234,5 ha, bằng 102% kế hoạch và tăng 3,5% so với cùng kỳ năm trước; "
    "sản lượng lương thực có hạt ước đạt 5.678 tấn, trong đó thóc 4.321 tấn, ngô 1.357 tấn."
)


def test_lines_that_the_page_broke_are_joined_and_others_are_not(tmp_path):
    pdf = Pdf(tmp_path / "a.pdf")
    pdf.at(250, HEIGHT - 60, "BÁO CÁO")
    pdf.paragraph("1. Nông nghiệp")
    pdf.paragraph(PROSE)
    pdf.paragraph("- Đàn trâu 3.535 con;")
    pdf.paragraph("- Đàn bò 6.372 con.")
    pdf.paragraph(PROSE)
    assert read_document(pdf.save()).text.splitlines() == [
        "BÁO CÁO", "1. Nông nghiệp", PROSE, "- Đàn trâu 3.535 con;", "- Đàn bò 6.372 con.", PROSE,
    ]  # fmt: skip


def test_a_number_broken_behind_its_hyphen_is_joined_without_a_blank(tmp_path):
    pdf = Pdf(tmp_path / "a.pdf")
    pdf.line([(PROSE[:55], "")], 121, 14)
    pdf.line([("theo Nghị quyết của Hội đồng nhân dân số 108/NQ-", "")], LEFT, 16)
    pdf.line([("HĐND ngày 20/12.", "")], LEFT, 16)
    assert "số 108/NQ-HĐND ngày 20/12." in read_document(pdf.save()).text


def test_heads_feet_and_page_numbers_are_left_out_where_they_repeat(tmp_path):
    pdf = Pdf(tmp_path / "a.pdf")
    for page in range(1, 5):
        if page > 1:
            pdf.at(300, HEIGHT - 40, str(page), 13)
        pdf.at(LEFT, 40, "UBND huyện Đông Giang", 10)
        pdf.at(420, HEIGHT - 75, f"{page * 11} hộ")  # a figure that stands where heads do
        pdf.paragraph(f"Đoạn {page} của báo cáo.")
        pdf.next_page()
    text = read_document(pdf.save()).text
    assert text.splitlines() == [t for page in range(1, 5) for t in (f"{page * 11} hộ", f"Đoạn {page} của báo cáo.")]


def test_footnotes_of_a_pdf_stand_behind_the_body_and_sentences_go_on_over_pages(tmp_path):
    words = PROSE.split(" ")
    pdf = Pdf(tmp_path / "a.pdf")
    pdf.paragraph("Đất ở 120 m^2 tại huyện^1 này.")
    pdf.line([(" ".join(words[:12]), "")], 121, 14, 4)
    pdf.footnotes("^1 Gồm 8 trường mầm non, 12 trường phổ thông, số học sinh là")
    pdf.next_page()
    pdf.paragraph("trong huyện.", indent=0)
    pdf.paragraph("Thu ngân sách 9 tỷ đồng^2")
    pdf.footnotes("5.200 em, tăng 3%.", "^2 Trong đó:", "- Thuế: 5 tỷ đồng.", "- Phí: 4 tỷ đồng.")
    report = Report(read_document(pdf.save()), "test")
    assert report.document.text.splitlines()[-5:] == [
        "Thu ngân sách 9 tỷ đồng²",
        "¹ Gồm 8 trường mầm non, 12 trường phổ thông, số học sinh là 5.200 em, tăng 3%.",
        "² Trong đó:",
        "- Thuế: 5 tỷ đồng.",
        "- Phí: 4 tỷ đồng.",
    ]
    carriers = {s.number: s.parent.lines[0].words for s in report.sections if s.section_type == "footnote"}
    assert carriers == {"1": "Đất ở 120 m² tại huyện¹ này.", "2": "Thu ngân sách 9 tỷ đồng²"}


def test_ruled_rows_are_lines_and_merged_cells_are_told_from_empty_ones(tmp_path):
    pdf = Pdf(tmp_path / "a.pdf")
    pdf.paragraph("Phụ lục: kết quả năm 2023")
    xs, ys = [85, 120, 260, 360, 460], [700, 680, 660, 640]
    canvas = pdf.canvas
    for x in (xs[0], xs[1], xs[2], xs[4]):
        canvas.line(x, ys[0], x, ys[-1])
    canvas.line(xs[3], ys[1], xs[3], ys[-1])  # the head above spans two columns
    for y in (ys[0], ys[2], ys[3]):
        canvas.line(xs[0], y, xs[-1], y)
    canvas.line(xs[2], ys[1], xs[-1], ys[1])  # the first two heads span two rows
    for x, y, text in [(90, 686, "TT"), (130, 686, "Chỉ tiêu"), (300, 686, "Năm 2023"), (270, 666, "Kế hoạch"), (370, 666, "Thực hiện"),
                       (90, 646, "1"), (130, 646, "Diện tích lúa"), (370, 646, "1.234,5")]:  # fmt: skip
        pdf.at(x, y, text, 11)
    pdf.y = 600
    pdf.paragraph("Hết.")
    assert read_document(pdf.save()).text.splitlines() == [
        "Phụ lục: kết quả năm 2023",
        "TT\tChỉ tiêu\tNăm 2023\t←",
        "↑\t↑\tKế hoạch\tThực hiện",
        "1\tDiện tích lúa\t\t1.234,5",
        "Hết.",
    ]


def test_columns_without_rules_are_parted_by_a_tab(tmp_path):
    pdf = Pdf(tmp_path / "a.pdf")
    pdf.at(85, 780, "UBND HUYỆN ĐÔNG GIANG", 12)
    pdf.at(350, 780, "CỘNG HÒA XÃ HỘI", 12)
    assert read_document(pdf.save()).text == "UBND HUYỆN ĐÔNG GIANG\tCỘNG HÒA XÃ HỘI\n"


def test_a_turned_page_is_read_as_it_is_seen(tmp_path):
    pdf = Pdf(tmp_path / "a.pdf")
    pdf.canvas.setPageRotation(90)
    pdf.canvas.rotate(90)
    pdf.at(100, -100, "Đất ở 5 ha")
    pdf.at(100, -130, "Rừng 7 ha")
    assert read_document(pdf.save()).text == "Đất ở 5 ha\nRừng 7 ha\n"


# -- all formats

REPORT = [
    "BÁO CÁO",
    "Tình hình kinh tế - xã hội năm 2023",
    "I. KINH TẾ",
    "Gieo trồng 1.234,5 ha, đạt 102% kế hoạch; trong đó lúa 1.000 ha, ngô 234,5 ha.",
    "- Đàn bò 6.372 con, bằng 86,33% so với cùng kỳ.",
]


def test_the_same_report_gives_the_same_figures_in_every_format(tmp_path):
    pdf = Pdf(tmp_path / "dong-giang-505-2023.pdf")
    for line in REPORT:
        pdf.paragraph(line)
    text = tmp_path / "dong-giang-505-2023.txt"
    text.write_text("\n".join(REPORT), encoding="utf-8")
    files = [text, word(tmp_path / "dong-giang-505-2023.docx", "".join(map(p, REPORT))), pdf.save()]
    reports = [Report(read_document(file)).rows() for file in files]
    told = [
        [
            {**row, "text": numeral["raw_text"]}
            for row, numeral in zip(r["raw_figures"], r["raw_numerals"], strict=False)
        ]
        for r in reports
    ]
    assert told[0] == told[1] == told[2]
    assert len(told[0]) >= 6


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_the_same_bytes_give_the_same_text_and_the_hash_is_of_the_bytes(tmp_path, suffix):
    path = tmp_path / f"a.{suffix}"
    if suffix == "docx":
        word(path, p("Gieo 5 ha"))
    else:
        pdf = Pdf(path)
        pdf.paragraph("Gieo 5 ha")
        pdf.save()
    first, second = read_document(path), read_document(path)
    assert first == second
    assert first.text == "Gieo 5 ha\n"
    assert first.source_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert first.text_sha256 == document_from_text("Gieo 5 ha\n").text_sha256


def test_what_a_file_is_shows_in_its_first_bytes_not_in_its_name(tmp_path):
    path = word(tmp_path / "a.docx", p("Gieo 5 ha"))
    assert read_document(path.rename(tmp_path / "b.txt")).text == "Gieo 5 ha\n"
    (tmp_path / "c.pdf").write_text("Gieo 5 ha", encoding="utf-8")
    with pytest.raises(InputError, match=r"does not begin as a \.pdf file does"):
        read_document(tmp_path / "c.pdf")
