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

from ktxh.extract.numbers.numerals import read_number

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
WELL_FORMED = re.compile(r"(?:0[1-9]|\d|[1-9]\d+|[1-9]\d{0,2}(?:\.\d{3})+)(?:,\d+)?")
_LONGEST = 18  # digits; what is longer is no number that a report means (extraction leaves it unreadable too)
_MOST_DECIMALS = 4
_SCALES = (-3, -1, 1, 3)
_FRAGMENTS = 30  # about so many others than the number's own beginning could have been left in front of it or within


@dataclass(frozen=True)
class Candidate:
    """A text that may have been meant, its value as printed, the likeliest slip, and how likely slips make the printed text of it."""

    text: str
    value: Decimal
    decimals: int
    slip: str
    likelihood: float


@lru_cache(maxsize=4096)
def undo(text: str) -> tuple[Candidate, ...]:
    """Return every original that one slip turns into `text`, with all slips that do so added up; likeliest first.

    Originals are well formed and of another value; one number may be spelt with and without its dots.
    """
    printed = read_number(text).amount
    ways: dict[str, dict[str, float]] = {}
    if sum(map(str.isdigit, text)) > _LONGEST:
        return ()
    for slip, originals in _undone(text).items():
        for original in originals - {text}:
            if WELL_FORMED.fullmatch(original) and (chance := _chance(slip, original, text)):
                ways.setdefault(original, {})[slip] = PRIORS[slip] * chance
    found = []
    for original, slips in ways.items():
        reading = read_number(original)
        if reading.amount != printed:
            likeliest = max(slips, key=slips.__getitem__)
            found.append(
                Candidate(original, Decimal(reading.amount), reading.decimals or 0, likeliest, sum(slips.values()))
            )
    return tuple(sorted(found, key=lambda candidate: (-candidate.likelihood, candidate.text)))


def spell(value: Decimal, like: str) -> str:
    """Write a value as the report would: decimal comma, thousands dots where `like` has them or has no four digits in a row."""
    whole, _, fraction = f"{value:f}".partition(".")
    grouped = "." in like or not re.search(r"\d{4}", like)
    if grouped and len(whole) > 3:
        whole = f"{int(whole):,}".replace(",", ".")
    return f"{whole},{fraction}" if fraction else whole


def _undone(text: str) -> dict[str, set[str]]:
    """By slip, what the text may have been; separators stay where they were typed, or the number was set anew."""
    printed = read_number(text)
    digits, decimals = re.sub(r"\D", "", text), len(text.rpartition(",")[2]) if "," in text else 0
    layouts = {
        _lay(digits, places, dots)
        for places in range(min(_MOST_DECIMALS, len(digits) - 1) + 1)
        for dots in (True, False)
    }
    more, fewer = {0, decimals, decimals + 1}, {decimals, max(decimals - 1, 0)}
    return {
        "replaced": set(_replaced(text)),
        "transposed": set(_swapped(text)),
        "missing": set(_with_a_digit_more(text))
        | {made for digit in "0123456789" for made in (f"{digit}.{text}", f"{digit},{text}", f"{text},{digit}")}
        | {_lay(d, places, dots) for d in _with_a_digit_more(digits) for places in more for dots in (True, False)},
        "doubled": set(_undoubled(text))
        | {_lay(d, places, dots) for d in _undoubled(digits) for places in fewer for dots in (True, False)},
        "separator": layouts,
        "scale": set(_scaled(Decimal(printed.amount), printed.decimals or 0, text) if printed.amount else ()),
        "false_start": {text[:i] + text[j:] for i in range(len(text)) for j in range(i + 1, len(text))},
    }


def _chance(slip: str, original: str, printed: str) -> float:
    """The share of all that a slip could have made of an original that is what is printed."""
    meant = re.sub(r"\D", "", original)
    if slip in ("missing", "doubled"):
        again = 2 if slip == "doubled" else 0
        made = [original[:i] + again * d + original[i + 1 :] for i, d in enumerate(original) if d.isdigit()]
        return sum(printed in (text.strip(".,"), _set_anew(text)) for text in made) / len(made)
    if slip == "false_start":
        is_beginning = printed.endswith(original) and original.startswith(printed.removesuffix(original))
        return 0.5 / len(original) if is_beginning else 0.5 / _FRAGMENTS
    return {
        "replaced": 1 / (9 * len(meant)),
        "transposed": 1 / max(1, sum(a != b for a, b in pairwise(meant))),
        "separator": 1 / len(meant),
        "scale": 1 / len(_SCALES),
    }[slip]


def _lay(digits: str, decimals: int, grouped: bool) -> str:
    """Digits as a printed number; the empty text when they make none."""
    whole, fraction = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    if grouped and len(whole) > 3 and whole[0] != "0":
        whole = f"{int(whole):,}".replace(",", ".")
    return f"{whole},{fraction}" if fraction and whole else whole


def _set_anew(text: str) -> str:
    """The same digits with the thousands dots where they belong; as it is where it has none."""
    whole, _, fraction = text.partition(",")
    return _lay(whole.replace(".", "") + fraction, len(fraction), "." in whole)


def _scaled(value: Decimal, decimals: int, like: str) -> Iterator[str]:
    """Ten- and thousandfold and back, printed with no more places than the size asks for."""
    for by in _SCALES:
        scaled = value.scaleb(by)
        places = max(-scaled.normalize().as_tuple().exponent, 0)
        yield from {spell(scaled.quantize(Decimal(1).scaleb(-n)), like) for n in {places, max(places, decimals)}}


def _swapped(text: str) -> Iterator[str]:
    places = [i for i, char in enumerate(text) if char.isdigit()]
    for i, j in pairwise(places):
        if text[i] != text[j]:
            yield text[:i] + text[j] + text[i + 1 : j] + text[i] + text[j + 1 :]


def _replaced(text: str) -> Iterator[str]:
    for i, char in enumerate(text):
        if char.isdigit():
            yield from (text[:i] + other + text[i + 1 :] for other in "0123456789" if other != char)


def _with_a_digit_more(text: str) -> Iterator[str]:
    for i in range(len(text) + 1):
        yield from (text[:i] + digit + text[i:] for digit in "0123456789")


def _undoubled(text: str) -> Iterator[str]:
    for i, (char, following) in enumerate(pairwise(text)):
        if char == following and char.isdigit():
            yield text[:i] + text[i + 1 :]
