"""Find: every numeral of a text, none skipped, and what each one's digits say.

A numeral is a maximal run that starts and ends with a digit and holds only digits, `.` and `,`; a run of superscript
digits is one too. Reading follows the Vietnamese norm (dots group thousands by three, one decimal comma); what departs
from it says so in `reading`, and nothing is coerced silently.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SUPERSCRIPT_VALUE = str.maketrans(SUPERSCRIPTS, "0123456789")
NUMERAL = re.compile(rf"[0-9](?:[0-9.,]*[0-9])?|[{SUPERSCRIPTS}]+")

_PLAIN = re.compile(r"\d+")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_DECIMAL = re.compile(r"(\d+|[1-9]\d{0,2}(?:\.\d{3})+),(\d+)")
_DOT_DECIMAL = re.compile(r"(\d+)\.(\d{1,2}|\d{4,})|(0+)\.(\d{3})")
_LONGEST_INTEGER = 18
_ENGLISH = re.compile(r"([1-9]\d{0,2}(?:,\d{3})+)(?:\.(\d+))?")


def is_exponent(text: str, start: int) -> bool:
    """Whether the superscript at `start` is the exponent of a unit of length (m², km³), not a footnote mark."""
    return text[start] in "²³" and bool(re.search(r"(?<![^\W\d_])[kcdmh]?m$", text[max(0, start - 4) : start]))


@dataclass(frozen=True)
class Numeral:
    """One numeral of a document: ordinal from 1, offsets in code points (end exclusive), the slice itself."""

    ordinal: int
    start: int
    end: int
    raw: str

    @property
    def is_superscript(self) -> bool:
        """Whether it stands as a footnote mark or an exponent."""
        return self.raw[0] in SUPERSCRIPTS

    @property
    def integer(self) -> int | None:
        """Its value when it is nothing but digits, and not more of them than any count has; else None."""
        digits = self.raw.translate(_SUPERSCRIPT_VALUE)
        return int(digits) if len(digits) <= _LONGEST_INTEGER and _PLAIN.fullmatch(digits) else None


@dataclass(frozen=True)
class Reading:
    """What a numeral's digits say: canonical decimals as text (empty when unreadable), never signed."""

    amount: str
    decimals: int | None
    reading: str  # strict | lenient | ambiguous | unreadable
    alternative: str = ""


def find_numerals(text: str) -> list[Numeral]:
    """All numerals in document order."""
    return [Numeral(i, m.start(), m.end(), m.group()) for i, m in enumerate(NUMERAL.finditer(text), start=1)]


def _canonical(whole: str, fraction: str = "") -> str:
    whole = whole.replace(".", "").replace(",", "").lstrip("0") or "0"
    return f"{whole}.{fraction}" if fraction else whole


def read_number(raw: str) -> Reading:
    """Read one numeral as printed.

    `31,204` stays strict (31.204) with 31204 as its alternative: only its neighbours can tell; see
    `settle_thousands`. `44,42,6` fits nothing and is unreadable.
    """
    if _PLAIN.fullmatch(raw) or _GROUPED.fullmatch(raw):
        return Reading(_canonical(raw), 0, "strict")
    if match := _DECIMAL.fullmatch(raw):
        whole, fraction = match.groups()
        alternative = _canonical(raw) if _ENGLISH.fullmatch(raw) and len(fraction) == 3 else ""
        return Reading(_canonical(whole, fraction), len(fraction), "strict", alternative)
    if match := _DOT_DECIMAL.fullmatch(raw):
        whole, fraction = (group for group in match.groups() if group)
        return Reading(_canonical(whole, fraction), len(fraction), "lenient")
    if match := _ENGLISH.fullmatch(raw):
        whole, fraction = match.group(1), match.group(2) or ""
        return Reading(_canonical(whole, fraction), len(fraction), "lenient")
    return Reading("", None, "unreadable")


def is_thousands_comma(raw: str) -> bool:
    """Whether a numeral has the shape whose comma may stand for a thousands dot: `3,098`, never `0,098`."""
    return bool(re.fullmatch(r"[1-9]\d{0,2},\d{3}", raw))
