"""Every numeral of a document has its row, its offsets and its kind: counted here without the extractor's own finder."""

from __future__ import annotations

import unicodedata

import pytest

from ktxh.extract.contract import KINDS
from ktxh.extract.document import document_from_text
from ktxh.extract.reading import Report

DIGITS = "0123456789"
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"


def count_numerals(text: str) -> list[tuple[int, int]]:
    """Spans by the contract's definition, character by character: a digit opens a run, digits and `.,` carry it on, its last digit ends it."""
    spans, i = [], 0
    while i < len(text):
        if text[i] in SUPERSCRIPTS:
            start = i
            while i < len(text) and text[i] in SUPERSCRIPTS:
                i += 1
            spans.append((start, i))
        elif text[i] in DIGITS:
            start = last = i
            while i < len(text) and text[i] in DIGITS + ".,":
                last = i if text[i] in DIGITS else last
                i += 1
            spans.append((start, last + 1))
        else:
            i += 1
    return spans


def check(report: Report, text: str) -> None:
    rows = report.rows()["raw_numerals"]
    spans = [(int(row["char_start"]), int(row["char_end"])) for row in rows]
    assert spans == count_numerals(text), "a numeral is missing, doubled or displaced"
    for row in rows:
        start, end = int(row["char_start"]), int(row["char_end"])
        assert row["raw_text"] == text[start:end], f"{row['numeral_id']}: raw_text is not the slice"
        assert int(row["line"]) == text.count("\n", 0, start) + 1, f"{row['numeral_id']}: wrong line"
        assert row["kind"] in KINDS, f"{row['numeral_id']}: unknown kind {row['kind']}"
    assert len({row["numeral_id"] for row in rows}) == len(rows), "numeral ids repeat"
    figures = [row["numeral_id"] for row in report.rows()["raw_figures"]]
    assert figures == [row["numeral_id"] for row in rows if row["kind"] == "figure"], (
        "figures are not the numerals of kind figure"
    )


def test_the_real_report_is_fully_accounted_for(bac_son, bac_son_path):
    text = unicodedata.normalize("NFC", bac_son_path.read_text(encoding="utf-8"))
    assert len(count_numerals(text)) == 1501, "the independent count itself departs from the contract's definition"
    check(bac_son, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "không có số",
        "Đạt 1.234,5 ha,12% .5 và 7.",
        "Diện tích 12m²; ghi chú¹² thôn 3,\n¹² Trong đó: 5 ha",
        "I. MỤC 1\n1.1. Mục\n- 5 con;\n+ 6 con\r\n(1) 7,8,9",
        "1\n2\n\n3)",
    ],
)
def test_any_text_is_fully_accounted_for(text):
    document = document_from_text(text)
    check(Report(document, "test"), document.text)


def test_every_line_with_text_stands_in_exactly_one_section(bac_son):
    lines = [line.number for section in bac_son.sections for line in section.lines]
    expected = [n for n, text in enumerate(bac_son.document.text.split("\n"), start=1) if text.strip()]
    assert sorted(lines) == expected
