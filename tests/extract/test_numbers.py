"""How one printed number is read; the cases are GENRE's, written by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktxh.extract.numbers.numerals import read_number


@pytest.mark.parametrize(
    ("raw", "amount", "decimals", "reading"),
    [
        ("12.824,50", "12824.50", 2, "strict"),
        ("1.640.751", "1640751", 0, "strict"),
        ("4478", "4478", 0, "strict"),
        ("05", "5", 0, "strict"),
        ("0", "0", 0, "strict"),
        ("0,09", "0.09", 2, "strict"),
        ("825,440", "825.440", 3, "strict"),
        ("7.4", "7.4", 1, "lenient"),
        ("38.25", "38.25", 2, "lenient"),
        ("0.125", "0.125", 3, "lenient"),
        ("1,234,567", "1234567", 0, "lenient"),
        ("1,234.5", "1234.5", 1, "lenient"),
        ("41250.00", "41250.00", 2, "lenient"),
        ("44,42,6", "", None, "unreadable"),
        ("10,6,0", "", None, "unreadable"),
        ("12.34.56", "", None, "unreadable"),
        ("1.23,4.5", "", None, "unreadable"),
    ],
)
def test_reading(raw, amount, decimals, reading):
    result = read_number(raw)
    assert (result.amount, result.decimals, result.reading) == (amount, decimals, reading)


@given(st.integers(min_value=0, max_value=10**12), st.integers(min_value=0, max_value=6), st.data())
def test_what_is_printed_the_vietnamese_way_is_read_back(whole, places, data):
    fraction = data.draw(st.text("0123456789", min_size=places, max_size=places))
    printed = f"{whole:,}".replace(",", ".") + ("," + fraction if fraction else "")
    result = read_number(printed)
    assert result.amount == f"{whole}" + (f".{fraction}" if fraction else "")
    assert result.decimals == places
    assert result.reading == "strict"


@given(st.from_regex(r"[0-9](?:[0-9.,]{0,12}[0-9])?", fullmatch=True))
def test_nothing_is_coerced(raw):
    """Whatever is read has the digits of what is printed, leading zeros apart; what is not read has no amount."""
    result = read_number(raw)
    if result.reading == "unreadable":
        assert result.amount == ""
    else:
        digits = "".join(char for char in raw if char.isdigit())
        assert result.amount.replace(".", "").lstrip("0") == digits.lstrip("0")
