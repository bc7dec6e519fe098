"""What cannot be read is refused with file, line and cause; what can be read is read right, whatever it holds."""

from __future__ import annotations

import csv
import io
import time
import unicodedata
import zipfile

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ktxh.cli import main
from ktxh.extract.contract import TABLES
from ktxh.extract.document import document_from_text, read_document
from ktxh.extract.errors import InputError
from ktxh.extract.numbers.numerals import NUMERAL
from ktxh.extract.reading import Report
from tests.extract.office import Pdf, p, word

TEXT = "BÁO CÁO\nTình hình năm 2010\nĐất gieo trồng 1.234 ha, tăng 5% so với cùng kỳ; sản lượng lương thực ước đạt 5.600 tấn.\n"
TCVN3 = (
    "B¸o c¸o\nT×nh h×nh n¨m 2010\n§Êt gieo trång ®¹t 1.234 ha, t¨ng 5% so víi cïng kú; l­¬ng thùc ­íc ®¹t 5.600 tÊn.\n"
)
VNI = "Baùo caùo\nTình hình naêm 2010\nÑaát gieo troàng ñaït 1.234 ha, taêng 5% so vôùi cuøng kyø; löông thöïc öôùc ñaït 5.600 taán.\n"


def with_tones_apart(text: str) -> str:
    """Letters as windows-1258 holds them: tone marks follow, other marks do not."""
    pieces = (unicodedata.normalize("NFD", char) for char in text)
    return "".join(
        unicodedata.normalize("NFC", piece[0] + "".join(m for m in piece[1:] if m in "\u0302\u0306\u031b"))
        + "".join(m for m in piece[1:] if m not in "\u0302\u0306\u031b")
        for piece in pieces
    )


WINDOWS_1258 = with_tones_apart(TEXT).encode("cp1258")


@pytest.fixture
def file(tmp_path):
    """A file of these bytes."""

    def write(data: bytes | str, name: str = "dong-giang-505-2010.txt"):
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    return write


def refusal(path) -> tuple[int | None, str]:
    """Line and cause of the refusal; the command says it too, on one line, and no more."""
    with pytest.raises(InputError) as caught:
        read_document(path)
    error = caught.value
    assert str(error) == (f"{path}:{error.line}: {error.cause}" if error.line else f"{path}: {error.cause}")
    result = CliRunner().invoke(main, ["extract", str(path), "--out", str(path.parent / "raw")])
    assert (result.exit_code, result.output) == (1, f"Error: {error}\n")
    return error.line, error.cause


# -- encodings


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        unicodedata.normalize("NFD", TEXT).encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace("Đ", "Ð").replace("ư", "ƣ").encode(),
    ],
    ids=["mark", "utf-16", "utf-16-be", "utf-32", "nfd", "crlf", "cr", "look-alikes"],
)
def test_every_declared_encoding_and_line_end_gives_the_same_text(file, data):
    assert read_document(file(data)).text == TEXT


@pytest.mark.parametrize(
    ("data", "line", "cause"),
    [
        (TCVN3.encode("latin-1"), 1, "TCVN3 (ABC): convert it to Unicode"),
        (TCVN3, 1, "looks like text in TCVN3 (ABC)"),
        (TEXT + "X· ®· gi¶m 5 hé, t¨ng ®¸ng kÓ.\n", 4, "looks like text in TCVN3 (ABC)"),
        (VNI.encode("latin-1"), 1, "looks like text in VNI"),
        (VNI, 3, "looks like text in VNI"),
        (WINDOWS_1258, 1, "looks like text in windows-1258"),
        (WINDOWS_1258.decode("latin-1"), 1, "looks like text in windows-1258"),
        (TEXT.encode().decode("latin-1"), 1, "UTF-8 that was read as windows-1252"),
        (TEXT.translate({ord(c): "\ufffd" for c in "ăđồơệếộạớ"}), 2, "lost letters"),
        (TEXT.encode() + b"c\xff", 4, "byte 0xff is not UTF-8"),
        (TEXT.encode("utf-16-le"), None, "looks like UTF-16 without a byte order mark"),
        (TEXT.encode("utf-16")[:-1], None, "broken UTF-16"),
        (TEXT + "a\0b", 4, "NUL"),
        (bytes(range(256)) * 4, 3, "binary"),
    ],
)
def test_other_encodings_are_named_and_not_guessed(file, data, line, cause):
    told_line, told = refusal(file(data))
    assert cause in told
    assert told_line == line


@pytest.mark.parametrize(
    "text",
    [
        "Công ty Björn Söderström Malmö đầu tư 5 tỷ đồng.",
        "Ông nói: «tốt», «được»; ®, ©, 5 µg/m³ và 7 µg/m³.",
        "\uf0b7Lúa 3 ha\n" * 6,
        "SO₂\tµg/m³\t35\nNO₂\tµg/m³\t40\nBụi\tµg/m³\t90\nCO\tµg/m³\t12\n",
    ],
)
def test_foreign_letters_and_signs_are_no_legacy_encoding(file, text):
    assert read_document(file(text)).text == text.replace("\uf0b7", "•")


# -- files


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf\n", b"\x0c\x0b"])
def test_a_file_without_text_is_refused(file, data):
    assert refusal(file(data))[1] in ("the file is empty", "there is no text in the file")


def test_a_path_that_is_no_readable_file_is_refused(tmp_path, monkeypatch):
    assert refusal(tmp_path / "none.txt") == (None, "No such file or directory")
    (tmp_path / "folder").mkdir()
    assert refusal(tmp_path / "folder") == (None, "Is a directory")

    def denied(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_bytes", denied)
    with pytest.raises(InputError, match="Permission denied"):
        read_document(tmp_path / "locked.txt")


def zipped(name: str, data: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, data)
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("name", "data", "cause"),
    [
        ("a.doc", OLE, "Word 97–2003 (.doc) or the like: save it as .docx"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        ("a.rtf", rb"{\rtf1 Gieo 5 ha}", "Rich Text file: save it as .docx"),
        ("a.docx", b"PK\x03\x04 broken", "the Word file is broken"),
        ("a.docx", zipped("a.txt", "Gieo 5 ha"), "the Word file is broken or not a Word file"),
        ("a.docx", b"Gieo 5 ha", "does not begin as a .docx file does"),
        ("a.pdf", b"%PDF-1.4\nbroken", "the PDF is broken"),
        ("a.odt", b"Gieo 5 ha", "cannot read .odt files: save it as .docx"),
        ("a.html", b"<html>", "cannot read .html files"),
    ],
)
def test_a_format_that_is_not_read_is_refused_with_what_to_do(file, name, data, cause):
    assert cause in refusal(file(data, name))[1]


def test_a_truncated_word_file_is_refused(tmp_path, file):
    data = word(tmp_path / "whole.docx", p("Gieo 5 ha")).read_bytes()
    assert "the Word file is broken" in refusal(file(data[: len(data) // 2], "a.docx"))[1]


def test_a_word_file_without_text_is_refused(tmp_path):
    assert refusal(word(tmp_path / "a.docx", p())) == (None, "there is no text in the file")


def test_a_word_file_in_a_legacy_font_is_refused_with_its_line(tmp_path):
    body = p("BÁO CÁO") + "".join(p(line) for line in TCVN3.splitlines())
    assert refusal(word(tmp_path / "a.docx", body))[0] == 2


def test_a_protected_pdf_is_refused(tmp_path):
    pdf = Pdf(tmp_path / "a.pdf", encrypt="bí mật")
    pdf.paragraph("Gieo 5 ha")
    assert refusal(pdf.save()) == (None, "the PDF is protected by a password: save it without one")


def test_a_scan_is_refused_and_a_scanned_page_named(tmp_path):
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    picture = ImageReader(Image.new("L", (20, 20), 200))
    scan = Pdf(tmp_path / "scan.pdf")
    scan.canvas.drawImage(picture, 0, 0, 595, 842)
    assert "no text layer, it is a scan" in refusal(scan.save())[1]
    mixed = Pdf(tmp_path / "mixed.pdf")
    mixed.paragraph("Gieo 5 ha")
    mixed.next_page()
    mixed.next_page()  # an empty page is no scan
    mixed.canvas.drawImage(picture, 0, 0, 595, 842)
    assert "page 3 of the PDF is a picture without text" in refusal(mixed.save())[1]


# -- text


def test_controls_become_blanks_one_for_one(file):
    document = read_document(file("Gieo\x0b5 ha\x07,\x1f đạt\x0c\n\x0cTrang sau\x7f \x85.\n"))
    assert document.text == "Gieo 5 ha ,  đạt \n Trang sau   .\n"


def test_spreadsheet_formulas_are_text(file, tmp_path):
    text = "=1+1 ha\n@SUM(A1) đạt 5 ha\n+cmd|' /C calc'!A0 7 ha\n-2+3 con\n\t=HYPERLINK(\"x\") 9 hộ\n"
    path = file(text)
    assert read_document(path).text == text
    result = CliRunner().invoke(main, ["extract", str(path), "--out", str(tmp_path / "raw")])
    assert result.exit_code == 0
    with (tmp_path / "raw" / "raw_figures.csv").open(encoding="utf-8", newline="") as rows:
        evidence = [row["evidence"] for row in csv.DictReader(rows)]
    assert {"@SUM(A1) đạt 5 ha", '=HYPERLINK("x") 9 hộ'} <= set(evidence)


def test_a_report_without_figures_has_none(file):
    report = Report(read_document(file("BÁO CÁO\nTình hình ổn định, không có gì mới.\n")))
    rows = report.rows()
    assert rows["raw_figures"] == rows["raw_numerals"] == []
    assert len(rows["raw_reports"]) == 1


def test_a_line_of_ten_megabytes_is_read_in_seconds(file):
    sentence = "Gieo trồng 1.234,5 ha, đạt 102% kế hoạch; "
    path = file(sentence * (10_000_000 // len(sentence.encode())))
    begin = time.process_time()
    document = read_document(path)
    assert document.line_count == 1
    assert len(document.text) > 7_000_000
    assert time.process_time() - begin < 10  # about two


# -- any text at all

WORDS = st.sampled_from(
    "đạt tăng giảm so với cùng kỳ kế hoạch năm tháng trong đó gồm ha tấn % / ( ) : ; , . - + * ¹ ² ³ [1] 5 1.234,5 44,42,6 16 tỷ 434 triệu "
    "2023 31/12 I. 1.1. a) xã Tân huyện Bắc Sơn ước khoảng từ 15-18 tiêu chí = @ \t \n \r\n \x0c PHẦN ← ↑".split(" ")
)
PROSE = st.lists(WORDS, max_size=60).map(" ".join)
ANYTHING = st.one_of(st.text(max_size=200), st.text(st.characters(exclude_categories=()), max_size=60), PROSE)


@given(ANYTHING)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_any_text_is_read_and_every_offset_leads_to_its_words(text):
    document = document_from_text(text)
    assert unicodedata.is_normalized("NFC", document.text)
    assert not set(document.text) & {chr(i) for i in range(32) if chr(i) not in "\n\t"}
    rows = Report(document, "test").rows()
    numerals = rows["raw_numerals"]
    assert [(int(n["char_start"]), int(n["char_end"])) for n in numerals] == [
        m.span() for m in NUMERAL.finditer(document.text)
    ]
    lines = document.text.split("\n")
    for n in numerals:
        start, line = int(n["char_start"]), int(n["line"])
        assert document.text[start : int(n["char_end"])] == n["raw_text"]
        assert n["raw_text"] in lines[line - 1]
        assert sum(len(before) + 1 for before in lines[: line - 1]) <= start
    assert Report(document_from_text(document.text), "test").rows() == rows
    for table, columns in TABLES.items():
        written = io.StringIO(newline="")
        writer = csv.DictWriter(written, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows[table])
        assert "\r" not in written.getvalue()
        assert list(csv.DictReader(io.StringIO(written.getvalue(), newline=""))) == rows[table]


@given(st.one_of(st.binary(max_size=300), ANYTHING.map(lambda text: text.encode("utf-8", "surrogatepass"))))
@settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_bytes_are_read_or_refused(file, data):
    path = file(data)
    try:
        document = read_document(path)
    except InputError as error:
        assert str(path) in str(error)
    else:
        assert document == read_document(path)
        assert document.text.strip()


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_damaged_files_are_read_or_refused(tmp_path, file, suffix):
    if suffix == "docx":
        whole = word(tmp_path / "whole.docx", p("Gieo 5 ha")).read_bytes()
    else:
        pdf = Pdf(tmp_path / "whole.pdf")
        pdf.paragraph("Gieo 5 ha")
        whole = pdf.save().read_bytes()

    @given(st.integers(0, len(whole) - 1), st.binary(max_size=20), st.integers(0, 40))
    @settings(max_examples=60, deadline=None, derandomize=True)
    def damaged(at: int, patch: bytes, cut: int):
        path = file(whole[:at] + patch + whole[at + cut :], f"a.{suffix}")
        try:
            read_document(path)
        except InputError as error:
            assert str(path) in str(error)

    damaged()
