"""Found by `make fuzz`, and what was tried by hand: texts and names that broke something once, or would."""

from __future__ import annotations

import csv
import os
import time
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner

from ktxh.cli import main
from ktxh.extract import store
from ktxh.extract.document import document_from_text, read_document
from ktxh.extract.errors import InputError
from ktxh.extract.reading import Report
from ktxh.read import page
from tests.fuzz import extraction, texts

TEXT = "BÁO CÁO\nTình hình năm 2024\nGieo trồng 1.234,5 ha, đạt 102% kế hoạch.\n"


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["extract", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.mark.parametrize("first", [0, 500])
def test_a_part_of_the_fuzzing(first: int) -> None:
    found = texts.sources()
    for i in range(first, first + 60):
        extraction.run(texts.text(2, i, found), thoroughly=i % 10 == 0)


@pytest.mark.parametrize(
    "text",
    [
        "1,234,51," * 60,  # two readings of each comma, for each comma: an age was looked for without end
        "5, 7, " * 300 + "tuổi",
        "1.234 " * 700,  # each number looked for `trong` in the whole line before each earlier one
        "Lúa 5 ha¹ " * 300,
        "xã Tân Lập 5 ha, " * 200,
        "Gieo 5 ha" + " " * 1500 + "6 ha đạt 5% so với" + "\t" * 1500 + "kế hoạch 7 ha",
        "1" * 3000,
        "Có 03 xã: "
        + "tương" * 300
        + " 5 ha 6 ha",  # one item of a list of names, looked through anew from each letter
        "(5 ha " * 300,
    ],
    ids=lambda text: text[:12],
)
def test_no_form_takes_without_end(text: str) -> None:
    begun = time.process_time()
    extraction.run(text)
    assert time.process_time() - begun < 10, "a second or two"


def test_marks_join_letters_that_stand_for_others() -> None:
    text = document_from_text("Đạt đƣ\u0301ng 5 ha; Ð\u0323").text
    assert unicodedata.is_normalized("NFC", text) and "đứng" in text


def test_a_table_with_an_empty_cell_is_shown() -> None:
    for text in ("Lúa\t\t5\t6\n", " 9,\t\t4% i\n", "Lúa | | 5 | 6\n"):
        assert "<td" in page.render(Report(document_from_text(text), "test"))


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Thu 12345678901234567890123456789012345678901234 đồng", ""),
        ("Thu 999.999.999.999.999.999 đồng", "999999999999999999"),
        ("Thu 1.000.000.000 tỷ đồng", ""),
        ("Thu 2.500.000 tỷ đồng", "2500000"),
        ("Đạt 0,123456789 %", ""),
        ("Đạt 0,12345678 %", "0.12345678"),
    ],
)
def test_a_number_that_no_column_could_hold_is_unreadable_and_stays_as_text(text: str, amount: str) -> None:
    rows = Report(document_from_text(text), "test").rows()
    (figure,), (numeral,) = rows["raw_figures"], rows["raw_numerals"]
    assert figure["amount"] == amount
    assert figure["reading"] == ("strict" if amount else "unreadable")
    assert numeral["raw_text"] in text


@pytest.mark.parametrize(
    "report_id", ["../x", "a/b", "", "a b", "a'b", "a\nb", "{{ x }}", "=1", "-a", "bắc", "a:b", "a\x1b[31m", "a.b"]
)
def test_a_report_id_is_letters_digits_and_hyphens(tmp_path: Path, report_id: str) -> None:
    path = tmp_path / "x-185-2024.txt"
    path.write_text(TEXT, encoding="utf-8")
    code, said = run(path, f"--report-id={report_id}", "--out", tmp_path / "raw")
    assert (code, said.count("\n")) == (1, 1) and "no report id" in said
    assert "\x1b" not in said
    assert sorted(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("name", "report_id"),
    [
        ("'; drop table x; --.txt", "drop-table-x"),
        ("{{ 7 * 191 }}.txt", "7-191"),
        ("=cmd|' calc'!A0.txt", "cmd-calc-a0"),
        ("<img src=x onerror=alert(1)>.txt", "img-src-x-onerror-alert-1"),
        ("..-185-2024.txt", "185-2024"),
        ("a\nb\x1b[31m.txt", "a-b-31m"),
        ("x" * 250 + ".txt", "x" * 250),
        ("Ba\u0306\u0301c Sơn.txt", "bac-son"),
    ],
)
def test_a_file_may_have_any_name(tmp_path: Path, name: str, report_id: str) -> None:
    path = tmp_path / name
    path.write_text(TEXT, encoding="utf-8")
    code, said = run(path, "--out", tmp_path / "raw")
    assert code == 0, said
    with (tmp_path / "raw" / "raw_reports.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["report_id"] == report_id
    assert unicodedata.is_normalized("NFC", row["source_name"]) and row["source_name"].isprintable()


def test_a_name_in_no_encoding_is_kept_as_far_as_it_can_be_written(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff-185-2024.txt"))
    path.write_text(TEXT, encoding="utf-8")
    assert run(path, "--out", tmp_path / "raw")[0] == 0
    assert read_document(path).source_name == "a\ufffd-185-2024.txt"


def test_a_name_without_letters_would_take_the_place_of_another_report(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_text(TEXT, encoding="utf-8")
    code, said = run(path, "--out", tmp_path / "raw")
    assert code == 1 and "give --report-id" in said
    assert run(path, "--report-id", "x-185-2024", "--out", tmp_path / "raw")[0] == 0


def test_an_error_says_a_name_without_what_a_terminal_obeys() -> None:
    assert str(InputError("a\x1b[2J\nb.txt", "broken", 3)) == "a\\x1b[2J\\nb.txt:3: broken"


def test_where_nothing_can_be_written_it_is_said(tmp_path: Path) -> None:
    path = tmp_path / "x-185-2024.txt"
    path.write_text(TEXT, encoding="utf-8")
    code, said = run(path, "--out", path)
    assert code == 1 and said == f"Error: {path}: File exists\n"


def test_raw_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    path, out = tmp_path / "x-185-2024.txt", tmp_path / "raw"
    path.write_text(TEXT, encoding="utf-8")
    run(path, "--out", out)
    (out / "raw_dates.csv").write_bytes((out / "raw_dates.csv").read_bytes() + b"\xff\n")
    for check in ((), ("--check",)):
        code, said = run(path, "--out", out, *check)
        assert code == 1 and said.startswith(f"Error: {out / 'raw_dates.csv'}"), said


def test_a_clause_of_megabytes_is_written_and_read_again(tmp_path: Path) -> None:
    path, out = tmp_path / "x-185-2024.txt", tmp_path / "raw"
    rows = Report(document_from_text(TEXT), "x-185-2024").rows()
    rows["raw_figures"][0]["evidence"] = "=" + "x" * 3_000_000
    incoming = store.Incoming(tmp_path)
    incoming.add(rows)
    store.write(out, incoming)
    path.write_text(TEXT, encoding="utf-8")
    assert run(path, "--report-id", "another-185-2024", "--out", out)[0] == 0
    assert "x" * 3_000_000 in (out / "raw_figures.csv").read_text(encoding="utf-8")


def test_money_in_two_numerals_of_which_one_cannot_be_read() -> None:
    report = Report(
        document_from_text("BÁO CÁO\nTình hình năm 2023\n\nThu 1.2,3,4 tỷ 434 triệu đồng; chi 5 tỷ 1,2,3 triệu đồng.\n")
    )
    printed = {f.value.token.numeral.raw: f.value.reading.amount for f in report.figures.values()}
    assert printed == {"1.2,3,4": "", "434": "434", "5": "5", "1,2,3": ""}
