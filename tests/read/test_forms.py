"""Numbers, days and periods in people's form; every vocabulary of the contract has words in both languages."""

from __future__ import annotations

import pytest

from ktxh.extract import contract
from ktxh.read import forms
from ktxh.read.words import KIND_GROUPS, LANGUAGES, MEASURE_FAMILIES, has_word, word


@pytest.mark.parametrize(
    ("canonical", "vietnamese", "english"),
    [
        ("1234.50", "1.234,50", "1,234.50"),
        ("5", "5", "5"),
        ("57147000000", "57.147.000.000", "57,147,000,000"),
        ("-0.30", "−0,30", "−0.30"),
        ("", "", ""),
    ],
)
def test_number(canonical, vietnamese, english):
    assert forms.number(canonical) == vietnamese
    assert forms.number(canonical, "en") == english


@pytest.mark.parametrize(
    ("canonical", "multiplier", "product"),
    [("57147", "1000000", "57147000000"), ("529.7", "1000000", "529700000"), ("3.50", "1", "3.50"), ("0.5", "10", "5")],
)
def test_times(canonical, multiplier, product):
    assert forms.times(canonical, multiplier) == product


@pytest.mark.parametrize(
    ("unit", "code", "base"),
    [
        ("triệu đồng", "VND", "đồng"),
        ("tỷ", "VND", "đồng"),
        ("nghìn tỷ đồng", "VND", "đồng"),
        ("vạn cây", "tree", "cây"),
    ],
)
def test_base_unit(unit, code, base):
    assert forms.base_unit(unit, code) == base


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("2024", "năm 2024"),
        ("2024-H1", "6 tháng đầu năm 2024"),
        ("2024-Q3", "quý III/2024"),
        ("2024-M09", "tháng 9/2024"),
        ("2024-C09", "9 tháng đầu năm 2024"),
        ("SY2023-2024", "năm học 2023–2024"),
        ("2021/2025", "giai đoạn 2021–2025"),
        ("@2024-11-30", "tại ngày 30/11/2024"),
        ("something else", "something else"),
    ],
)
def test_period(code, words):
    assert forms.period(code) == words


@pytest.mark.parametrize(
    ("iso", "shown"),
    [("2024-11-30", "30/11/2024"), ("--06-21", "21/06"), ("2024-09", "09/2024"), ("?", "?")],
)
def test_date(iso, shown):
    assert forms.date(iso) == shown


@pytest.mark.parametrize(
    ("group", "vocabulary"),
    [
        ("kind", contract.KINDS),
        ("reading", contract.READINGS),
        ("bound", contract.BOUNDS),
        ("measure", contract.MEASURES),
        ("scenario", contract.SCENARIOS),
        ("comparator_kind", contract.COMPARATOR_KINDS),
    ],
)
def test_every_value_of_the_contract_has_words(group, vocabulary):
    assert [value for value in sorted(vocabulary) if not has_word(group, value)] == []


def test_every_kind_and_measure_has_a_look():
    assert set(MEASURE_FAMILIES) == contract.MEASURES
    assert set(KIND_GROUPS) == contract.KINDS - {"figure", "figure_part"}


def test_every_doubt_that_the_real_report_raises_has_words(bac_son):
    doubts = {doubt for row in bac_son.rows()["raw_figures"] for doubt in row["doubt"].split("; ") if doubt}
    assert [doubt for doubt in sorted(doubts) if not has_word("doubt", doubt)] == []


def test_an_unknown_value_is_shown_as_it_is():
    assert [word("measure", "new_measure", lang) for lang in LANGUAGES] == ["new_measure"] * 2
