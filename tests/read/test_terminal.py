"""The terminal: every figure in a table, lines that fit, colours only when asked for, nothing that a terminal would obey."""

from __future__ import annotations

import io

import click
import pytest

from ktxh.extract.document import document_from_text
from ktxh.extract.reading import Report
from ktxh.read.cells import Column, Run, table, width_of, wrap
from ktxh.read.terminal import show, wants_color
from ktxh.read.view import build


def lines(report, *, color=False, width=100, lang="vi"):
    out: list[str] = []
    show(report, echo=out.append, color=color, width=width, lang=lang)
    return out


@pytest.mark.parametrize("width", [20, 60, 80, 100, 160])
def test_every_figure_stands_in_a_table_and_lines_fit(plain, width):
    out = lines(plain, width=width)
    assert max(map(width_of, out)) <= max(width, 30)
    text = "\n".join(out)
    for figure in build(plain).figures.values():
        times_in_text = text.count(figure.numeral.text)
        assert times_in_text >= 2, f"{figure.numeral.text} is in the text but not in a table"


def test_every_figure_of_the_real_report_stands_in_a_table(bac_son):
    out = lines(bac_son, width=100)
    assert max(map(width_of, out)) <= 100
    words = " ".join(out).split()
    needed: dict[str, int] = {}
    for figure in build(bac_son).figures.values():
        needed[figure.numeral.text] = needed.get(figure.numeral.text, 0) + 1
    assert not {text: count for text, count in needed.items() if words.count(text) < count}


def test_a_row_says_what_was_understood(plain):
    out = lines(plain, width=160)
    row = next(line for line in out if line.strip().startswith("105,2"))
    assert "đạt % kế hoạch" in row and "kế hoạch" in row
    money = next(line for line in out if line.strip().startswith("57.147"))
    assert "57.147.000.000 đồng" in money
    change = next(line for line in out if "12,5  %" in line)
    assert change.strip().startswith("↑")


def test_an_annex_table_stays_a_table(plain):
    out = lines(plain, width=120)
    rows = [line for line in out if "5712,5" in line and "102,0" in line]
    heads = next(line for line in out if "Thực hiện 2024" in line)
    assert len(rows) == 1 and rows[0].index("5712,5") == heads.index("Thực hiện 2024")


def test_doubtful_figures_are_listed_with_line_and_reason(plain):
    text = "\n".join(lines(plain, width=120))
    listed = text[text.rindex("cần xem lại:") :]
    assert "44,42,6" in listed and "số không đọc được" in listed
    assert "7.4" in listed and "dấu chấm" in listed


def test_colours_change_nothing_but_colours(plain):
    bare, coloured = lines(plain), lines(plain, color=True)
    assert not any("\x1b" in line for line in bare)
    assert any("\x1b[" in line for line in coloured)
    assert [click.unstyle(line).rstrip() for line in coloured] == bare


def test_nothing_in_a_report_reaches_the_terminal_as_a_command(hostile):
    text = "\n".join(lines(hostile))
    assert not [char for char in text if (ord(char) < 32 and char != "\n") or 0x7F <= ord(char) < 0xA0]
    assert "\u202e" not in text


def test_same_report_same_lines(plain):
    assert lines(plain, color=True) == lines(plain, color=True)


def test_english(plain):
    text = "\n".join(lines(plain, width=140, lang="en"))
    assert "attainment of a plan" in text and "57,147,000,000 đồng" in text


def test_a_text_without_numerals_says_so():
    assert "văn bản không có con số nào" in lines(Report(document_from_text("Không có gì.\n")))


def test_colour_is_for_people_who_want_it():
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    assert wants_color(Screen(), {})
    assert not wants_color(Screen(), {"NO_COLOR": "1"})
    assert not wants_color(io.StringIO(), {})
    assert wants_color(io.StringIO(), {"FORCE_COLOR": "1"})


def test_long_words_are_cut_and_wide_characters_counted():
    assert list(wrap([Run("abcdefghij kl")], 4)) == ["abcd", "efgh", "ij", "kl"]
    assert width_of("đồng²") == 5
    assert width_of("số 数") == 5
    assert width_of("e\u0301") == 1


def test_a_table_without_room_flows():
    columns = [Column("a"), Column("b", 6)]
    rows = [[Run("12.824,50"), Run("Tổng diện tích gieo trồng")]]
    assert list(table(columns, rows, 40))[1] == "12.824,50  Tổng diện tích gieo trồng"
    assert list(table(columns, rows, 12)) == ["12.824,50", "  · Tổng", "  diện tích", "  gieo trồng"]
