"""Forms: numbers, days and periods as people write them: `1.234,50` and `30/11/2024` in Vietnamese, `1,234.50` in English."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from ktxh.extract.numbers.units import MULTIPLIERS

_DAY = re.compile(r"(\d{4})?-{1,2}(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_ROMAN = ("I", "II", "III", "IV")

# period code → words; the groups of the expression are handed over
_PERIODS: dict[str, tuple[tuple[str, Callable[..., str]], ...]] = {
    "vi": (
        (r"(\d{4})", lambda year: f"năm {year}"),
        (r"(\d{4})-H1", lambda year: f"6 tháng đầu năm {year}"),
        (r"(\d{4})-H2", lambda year: f"6 tháng cuối năm {year}"),
        (r"(\d{4})-Q([1-4])", lambda year, quarter: f"quý {_ROMAN[int(quarter) - 1]}/{year}"),
        (r"(\d{4})-M(\d\d)", lambda year, month: f"tháng {int(month)}/{year}"),
        (r"(\d{4})-C(\d\d)", lambda year, months: f"{int(months)} tháng đầu năm {year}"),
        (r"SY(\d{4})-(\d{4})", lambda first, last: f"năm học {first}–{last}"),
        (r"(\d{4})/(\d{4})", lambda first, last: f"giai đoạn {first}–{last}"),
        (r"@(.+)", lambda day: f"tại ngày {date(day)}"),
    ),
    "en": (
        (r"(\d{4})", lambda year: year),
        (r"(\d{4})-H1", lambda year: f"first half of {year}"),
        (r"(\d{4})-H2", lambda year: f"second half of {year}"),
        (r"(\d{4})-Q([1-4])", lambda year, quarter: f"Q{quarter} {year}"),
        (r"(\d{4})-M(\d\d)", lambda year, month: f"{month}/{year}"),
        (r"(\d{4})-C(\d\d)", lambda year, months: f"first {int(months)} months of {year}"),
        (r"SY(\d{4})-(\d{4})", lambda first, last: f"school year {first}–{last}"),
        (r"(\d{4})/(\d{4})", lambda first, last: f"{first}–{last}"),
        (r"@(.+)", lambda day: f"on {date(day)}"),
    ),
}


def number(canonical: str, lang: str = "vi") -> str:
    """A canonical decimal (`-1234.50`) with thousands marks and every printed decimal; empty stays empty."""
    whole, point, fraction = canonical.partition(".")
    sign, digits = ("−", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = f"{int(digits):,}" if digits else ""
    thousands, decimal = (".", ",") if lang == "vi" else (",", ".")
    return sign + grouped.replace(",", thousands) + (decimal + fraction if point else "")


def with_unit(number: str, unit: str) -> str:
    """A printed number and its unit: `107,05%`, `12.824,50 ha`."""
    return f"{number}{'' if unit.startswith('%') else ' '}{unit}".rstrip()


def quantity(canonical: str, unit: str, lang: str = "vi") -> str:
    """A canonical decimal with its unit as people write it."""
    return with_unit(number(canonical, lang), unit)


def times(canonical: str, multiplier: str) -> str:
    """Canonical product without needless zeros: `3.50` × `1000` is `3500`; times 1 as it is."""
    if multiplier == "1":
        return canonical
    product = f"{Decimal(canonical) * Decimal(multiplier):f}"
    return product.rstrip("0").rstrip(".") if "." in product else product


def base_unit(unit: str, code: str) -> str:
    """The printed unit without its power of ten: `triệu đồng` → `đồng`; a bare `tỷ` of money is `đồng`, too."""
    words = unit.split()
    while words and words[0].lower().rstrip(".") in MULTIPLIERS:
        words = words[1:]
    return " ".join(words) or ("đồng" if code == "VND" else "")


def date(iso: str) -> str:
    """`2024-11-30` → `30/11/2024`, `--06-21` → `21/06`, `2024-11` → `11/2024`; anything else as it is."""
    if match := _DAY.fullmatch(iso):
        year, month, day = match.groups()
        return f"{day}/{month}/{year}" if year else f"{day}/{month}"
    if match := _MONTH.fullmatch(iso):
        return f"{match.group(2)}/{match.group(1)}"
    return iso


def period(code: str, lang: str = "vi") -> str:
    """A period code of the contract in words; an unknown code as it is."""
    for expression, words in _PERIODS[lang]:
        if match := re.fullmatch(expression, code):
            return words(*match.groups())
    return code
