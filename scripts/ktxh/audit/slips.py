"""Undo: what a printed number may have been before a slip of the pen, and how likely that slip makes what is printed.

The likelihood of a slip is its prior, shared evenly by all that this kind of slip could have made of the original. Priors are a judgement,
fixed before anything was measured with them (docs/decisions): what typists do to numbers, not what one report shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from ktxh.extract.numerals import read_number

PRIORS = {
    "replaced": 0.28,  # one digit for another
    "transposed": 0.20,  # two neighbours swapped
    "missing": 0.10,  # a digit left out
    "doubled": 0.08,  # a digit typed twice
    "separator": 0.08,  # 647,911 for 647.911; 12,5 for 1,25
    "scale": 0.06,  # ten- or a thousandfold: nghìn for triệu
    "false_start": 0.04,  # what was begun and left standing: 44,42,6
    "free": 0.16,  # any other number
}
_SHAPE = re.compile(r"\d+(?:,\d+)?|[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_MOST_DECIMALS = 4
_SCALES = (-3, -1, 1, 3)
_STARTS = 30  # about so many fragments could have been left in front of or within a number


@dataclass(frozen=True)
class Candidate:
    """A text that may have been meant, its value as printed, the slip, and how likely that slip makes the printed text."""

    text: str
    value: Decimal
    decimals: int
    slip: str
    likelihood: float


@lru_cache(maxsize=4096)
def undo(text: str) -> tuple[Candidate, ...]:
    """Return every original that one slip turns into `text`, the likeliest slip of each; likeliest first.

    Originals are well formed; a number that is printed with thousands dots was meant with them.
    """
    best: dict[tuple[Decimal, int], Candidate] = {}
    for slip, originals in _undone(text).items():
        for original in originals - {text}:
            reading = read_number(original)
            if reading.reading != "strict" or not _SHAPE.fullmatch(original):
                continue
            likelihood = PRIORS[slip] / _outcomes(slip, original)
            found = Candidate(original, Decimal(reading.amount), reading.decimals or 0, slip, likelihood)
            key = (found.value, found.decimals)
            if key not in best or best[key].likelihood < likelihood:
                best[key] = found
    printed = read_number(text)
    if printed.amount:
        best.pop((Decimal(printed.amount), printed.decimals or 0), None)
    return tuple(sorted(best.values(), key=lambda candidate: (-candidate.likelihood, candidate.text)))


def spell(value: Decimal, like: str) -> str:
    """Write a value as the report would: decimal comma, thousands dots where `like` has them or has no four digits in a row."""
    whole, _, fraction = f"{value:f}".partition(".")
    grouped = "." in like or not re.search(r"\d{4}", like)
    if grouped and len(whole) > 3:
        whole = f"{int(whole):,}".replace(",", ".")
    return f"{whole},{fraction}" if fraction else whole


def _undone(text: str) -> dict[str, set[str]]:
    printed = read_number(text)
    digits, decimals, grouped = re.sub(r"\D", "", text), printed.decimals or 0, "." in text
    found: dict[str, set[str]] = {"missing": set(_with_a_digit_more(text)), "doubled": set(_undoubled(text))}
    if printed.reading != "unreadable":
        found["transposed"] = {_lay(d, decimals, grouped) for d in _swapped(digits)}
        found["replaced"] = {_lay(d, decimals, grouped) for d in _replaced(digits)}
        more = {decimals, decimals + 1 if decimals else 0}
        found["missing"] |= {_lay(d, places, True) for d in _with_a_digit_more(digits) for places in more}
        fewer = {decimals, max(decimals - 1, 0)}
        found["doubled"] |= {_lay(d, places, grouped) for d in _undoubled(digits) for places in fewer}
        value = Decimal(printed.amount)
        found["scale"] = {spell(value.scaleb(by), text) for by in _SCALES if _fits(value.scaleb(by), decimals)}
    found["separator"] = {
        _lay(digits, places, dots)
        for places in range(min(_MOST_DECIMALS, len(digits) - 1) + 1)
        for dots in (True, False)
    }
    found["false_start"] = {
        text[:i] + text[j:] for i in range(len(text)) for j in range(i + 1, len(text) + 1) if text[:i] + text[j:]
    }
    return found


def _fits(value: Decimal, decimals: int) -> bool:
    """Whether a scaled value is still printed like a number of this report: not with more decimals than a slip leaves."""
    return -value.as_tuple().exponent <= max(decimals + 1, 3)


def _lay(digits: str, decimals: int, grouped: bool) -> str:
    """Digits as a printed number; the empty text when they make none."""
    whole, fraction = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    if not whole or (len(whole) > 2 and whole[0] == "0") or (fraction and len(whole) > 1 and whole[0] == "0"):
        return ""
    if grouped and len(whole) > 3:
        whole = f"{int(whole):,}".replace(",", ".")
    return f"{whole},{fraction}" if fraction else whole


def _swapped(digits: str) -> Iterator[str]:
    for i in range(len(digits) - 1):
        if digits[i] != digits[i + 1]:
            yield digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]


def _replaced(digits: str) -> Iterator[str]:
    for i, digit in enumerate(digits):
        yield from (digits[:i] + other + digits[i + 1 :] for other in "0123456789" if other != digit)


def _with_a_digit_more(text: str) -> Iterator[str]:
    for i in range(len(text) + 1):
        yield from (text[:i] + digit + text[i:] for digit in "0123456789")


def _undoubled(text: str) -> Iterator[str]:
    for i in range(len(text) - 1):
        if text[i] == text[i + 1] and text[i].isdigit():
            yield text[:i] + text[i + 1 :]


def _outcomes(slip: str, original: str) -> int:
    """How many texts a slip could have made of an original."""
    digits = re.sub(r"\D", "", original)
    return {
        "replaced": 9 * len(digits),
        "transposed": max(1, sum(a != b for a, b in pairwise(digits))),
        "missing": len(digits),
        "doubled": len(digits),
        "separator": max(1, len(digits)),
        "scale": len(_SCALES),
        "false_start": _STARTS,
    }[slip]
