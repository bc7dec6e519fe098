"""Date: days, months and reporting periods as the text writes them, in ISO forms.

Period codes: `2024`, `2024-H1`, `2024-Q3`, `2024-M09`, `2024-C09` (nine months from January), `SY2023-2024`,
`2021/2025`, `@2024-11-30` (a stand at a day).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_WORDS_DATE = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm\s+(\d{4}))?", re.IGNORECASE)
_DIGIT_DATE = re.compile(r"(?<![\d/.,-])(\d{1,2})\s?([/.-])\s?(\d{1,2})(?:\s?\2\s?(\d{4}))?(?![\d/])")
_DAY_IN_FRONT = re.compile(r"(?<!\w)ngày\s+$", re.IGNORECASE)
_MONTH = re.compile(r"(?:tháng|\bT\.?)\s?(\d{1,2})(?:\s?[/.-]\s?(\d{4})|\s+năm\s+(\d{4}))?(?![\d/])", re.IGNORECASE)
_MONTHS = re.compile(r"(?<![\d.,])(\d{1,2})\s?tháng(\s+cuối)?(?:\s+đầu)?(?:\s+năm)?\s*\(?(\d{4})?", re.IGNORECASE)
_QUARTER = re.compile(r"qu[ýí]\s+(I{1,3}V?|IV|[1-4])(?:\s*[/.-]\s*|\s+năm\s+)?(\d{4})?", re.IGNORECASE)
_SCHOOL_YEAR = re.compile(r"năm\s+(?:học\s+)?(\d{4})\s?[-–]\s?(\d{4})", re.IGNORECASE)
_FROM_JANUARY = re.compile(
    r"từ\s+tháng\s+0?1\s+đến\s+(?:hết\s+)?tháng\s+(\d{1,2})(?:\s+năm\s+|\s?/\s?)(\d{4})", re.IGNORECASE
)
_HALF_WORDS = re.compile(r"sáu\s+tháng\s+đầu\s+năm(?:\s+(\d{4}))?", re.IGNORECASE)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


@dataclass(frozen=True)
class CalendarDate:
    """A date in a text: ISO value (`2024-06-21`, `--06-21` without a year), precision, place (offsets)."""

    value: str
    precision: str  # day | day_without_year | month | impossible (then the value is empty)
    start: int
    end: int


@dataclass(frozen=True)
class Period:
    """A reporting period in a text."""

    code: str
    start: int
    end: int


def find_dates(text: str) -> list[CalendarDate]:
    """Days and months in order. A day that no calendar has is `impossible` where the form is a date's alone (`31/02/2024`, `ngày 31/4`).

    Elsewhere what cannot be a date (45/1, 31/02) is a number, a share or a document and no date.
    """
    found = []
    for match in _WORDS_DATE.finditer(text):
        day, month, year = match.groups()
        found.append(_day(day, month, year, match))
    taken = [(item.start, item.end) for item in found if item]
    for match in _DIGIT_DATE.finditer(text):
        if not any(start <= match.start() < end for start, end in taken):
            day, _, month, year = match.groups()
            found.append(_day(day, month, year, match))
    for match in _MONTH.finditer(text):
        month, year = int(match.group(1)), match.group(2) or match.group(3)
        if year and 1 <= month <= 12 and not any(s <= match.start() < e for s, e in taken):
            found.append(CalendarDate(f"{year}-{month:02d}", "month", match.start(), match.end()))
    return sorted((item for item in found if item), key=lambda item: item.start)


def _day(day: str, month: str, year: str | None, match: re.Match[str]) -> CalendarDate | None:
    if year and not 1900 <= int(year) <= 2100:
        return None
    try:
        value = date(int(year) if year else 2000, int(month), int(day))
    except ValueError:
        said = year or _DAY_IN_FRONT.search(match.string, max(0, match.start() - 20), match.start())
        is_date = said or match.re is _WORDS_DATE
        return CalendarDate("", "impossible", *match.span()) if is_date else None
    shown = value.isoformat() if year else f"--{value.month:02d}-{value.day:02d}"
    return CalendarDate(shown, "day" if year else "day_without_year", match.start(), match.end())


def find_periods(text: str, year: int | None) -> list[Period]:
    """Reporting periods that a text names; one without a year takes `year`."""
    found = []
    for match in _SCHOOL_YEAR.finditer(text):
        if int(match.group(2)) != int(match.group(1)) + 1:
            continue
        found.append(Period(f"SY{match.group(1)}-{match.group(2)}", *match.span()))
    for match in _MONTHS.finditer(text):
        count, last, own = int(match.group(1)), match.group(2), match.group(3) or (str(year) if year else "")
        if own and 2 <= count <= 12 and not (last and count != 6):
            half = "H2" if last else "H1"
            found.append(Period(f"{own}-{half}" if count == 6 else f"{own}-C{count:02d}", *match.span()))
    for match in _HALF_WORDS.finditer(text):
        if own := match.group(1) or (str(year) if year else ""):
            found.append(Period(f"{own}-H1", *match.span()))
    for match in _QUARTER.finditer(text):
        number = _ROMAN.get(match.group(1).upper()) or (int(match.group(1)) if match.group(1).isdigit() else 0)
        if number and (own := match.group(2) or (str(year) if year else "")):
            found.append(Period(f"{own}-Q{number}", *match.span()))
    for match in _FROM_JANUARY.finditer(text):
        found.append(Period(f"{match.group(2)}-C{int(match.group(1)):02d}", *match.span()))
    for match in _MONTH.finditer(text):
        own = match.group(2) or match.group(3)
        if any(item.start <= match.start() < item.end for item in found):
            continue
        if own and 1 <= int(match.group(1)) <= 12:
            found.append(Period(f"{own}-M{int(match.group(1)):02d}", *match.span()))
    return sorted(found, key=lambda item: item.start)


def period_starts(code: str) -> str:
    """The ISO month in which a period starts: `2024-Q3` → `2024-07`; empty for what has no year first."""
    return _months(code)[0]


def period_ends(code: str) -> str:
    """The ISO month in which a period ends: `2024-C09` → `2024-09`, `2024` → `2024-12`."""
    return _months(code)[1]


def period_length(code: str) -> int:
    """How many months a period takes in: `2024-C09` → 9, `2024` → 12; 0 for what is none (a day, several years)."""
    first, last = _months(code)
    return int(last[5:]) - int(first[5:]) + 1 if first else 0


def _months(code: str) -> tuple[str, str]:
    match = re.fullmatch(r"(\d{4})(?:-([HQMC])(\d{1,2}))?", code)
    if not match:
        return "", ""
    year, kind, number = match.group(1), match.group(2), int(match.group(3) or 0)
    first, last = {
        "H": (6 * number - 5, 6 * number),
        "Q": (3 * number - 2, 3 * number),
        "M": (number, number),
        "C": (1, number),
    }.get(kind, (1, 12))
    return f"{year}-{first:02d}", f"{year}-{last:02d}"
