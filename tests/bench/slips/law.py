"""The law of planting: what each kind of slip makes of a printed number, with its probability.

Written forwards, from the printed text to the slip; the audit thinks backwards (scripts/ktxh/audit/slips.py), and shares no line with this.
Each kind gives a distribution over texts that differ from the original in value (or cannot be read); empty where the kind cannot happen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations, pairwise

from ktxh.extract.numbers.numerals import read_number

Law = dict[str, float]  # text → probability
DIGITS = "0123456789"


def value_of(text: str) -> Decimal | None:
    """What a text says; None when it is unreadable."""
    amount = read_number(text).amount
    return Decimal(amount) if amount else None


def digit_places(text: str) -> list[int]:
    """Where the digits of a text stand."""
    return [i for i, char in enumerate(text) if char.isdigit()]


def _put(text: str, place: int, digit: str) -> str:
    return text[:place] + digit + text[place + 1 :]


def swapped(text: str) -> list[str]:
    """Two digits that follow each other change places; a separator between them stays where it is."""
    places = digit_places(text)
    return [_put(_put(text, i, text[j]), j, text[i]) for i, j in pairwise(places) if text[i] != text[j]]


def replaced(text: str) -> list[str]:
    """One digit becomes another."""
    return [_put(text, i, digit) for i in digit_places(text) for digit in DIGITS if digit != text[i]]


def _as_typed_or_grouped(texts: Iterable[str]) -> list[str]:
    """Half the time the separators stay where they were typed, half the time a program groups the number anew."""
    texts = [text.strip(".,") for text in texts]
    return [*texts, *(regrouped(text) for text in texts)]


def regrouped(text: str) -> str:
    """The same digits with the thousands dots where they belong; as it is where it has none."""
    whole, comma, fraction = text.partition(",")
    digits = whole.replace(".", "")
    if "." not in whole or not digits:
        return text
    return f"{int(digits):,}".replace(",", ".") + comma + fraction


def lost(text: str) -> list[str]:
    """One digit is left out."""
    return _as_typed_or_grouped(text[:i] + text[i + 1 :] for i in digit_places(text)) if len(text) > 1 else []


def doubled(text: str) -> list[str]:
    """One digit is typed twice."""
    return _as_typed_or_grouped(text[:i] + text[i] + text[i:] for i in digit_places(text))


def separated(text: str) -> list[str]:
    """A separator is taken for the other one, moved by one digit, or left out."""
    made = []
    for i, char in enumerate(text):
        if char in ".,":
            made.append(_put(text, i, "," if char == "." else "."))
            made.append(text[:i] + text[i + 1 :])
            made += [
                _put(_put(text, i, text[j]), j, char)
                for j in (i - 1, i + 1)
                if text[j].isdigit() and 0 < j < len(text) - 1
            ]
    return made


def scaled(text: str) -> list[str]:
    """Ten or a thousand times too much or too little."""
    value, decimals = value_of(text), read_number(text).decimals or 0
    return [written(value.scaleb(by), decimals) for by in (-3, -1, 1, 3)] if value else []


def written(value: Decimal, decimals: int) -> str:
    """A number as a report prints it: dots between thousands, a comma, no trailing noughts beyond `decimals` places."""
    whole, _, fraction = f"{value:f}".partition(".")
    fraction = fraction[:decimals] + fraction[decimals:].rstrip("0")
    if value == value.to_integral_value() and not fraction.strip("0") and decimals == 0:
        fraction = ""
    return f"{int(whole):,}".replace(",", ".") + (f",{fraction}" if fraction else "")


def false_start(text: str) -> list[str]:
    """The number was begun, half the time with its last digit wrong, left standing, and typed again from the start."""
    begun = [text[:k] for k in range(1, len(text) + 1)]
    wrong = [
        _put(start, len(start) - 1, digit)
        for start in begun
        for digit in DIGITS
        if start[-1].isdigit() and digit != start[-1]
    ]
    return [start + text for start in begun for _ in range(9)] + [start + text for start in wrong]


def two_digits(text: str) -> list[str]:
    """Two digits become others."""
    return [
        _put(_put(text, i, a), j, b)
        for i, j in combinations(digit_places(text), 2)
        for a in DIGITS
        if a != text[i]
        for b in DIGITS
        if b != text[j]
    ]


MODELLED: dict[str, Callable[[str], list[str]]] = {
    "swapped": swapped,
    "replaced": replaced,
    "lost": lost,
    "doubled": doubled,
    "separator": separated,
    "scale": scaled,
    "false start": false_start,
}
OUTSIDE = ("two digits", "arbitrary", "copied")


@lru_cache(maxsize=200_000)
def law(kind: str, text: str) -> Law:
    """The distribution of what a kind of slip, of those that look at nothing but the number, makes of it."""
    made = two_digits(text) if kind == "two digits" else MODELLED[kind](text)
    value = value_of(text)
    made = [slip for slip in made if slip and slip[0].isdigit() and slip[-1].isdigit() and value_of(slip) != value]
    counted: Law = {}
    for slip in made:
        counted[slip] = counted.get(slip, 0.0) + 1 / len(made)
    return counted


def arbitrary(text: str, draw: Callable[[int, int], int]) -> str:
    """Any other number of one digit less, as many, or one more, with the same places; `draw` gives an integer between two, both included."""
    decimals, size = read_number(text).decimals or 0, len(digit_places(text))
    while True:
        digits = max(1, size + draw(-1, 1))
        value = Decimal(draw(10 ** (digits - 1) if digits > 1 else 0, 10**digits - 1)).scaleb(-decimals)
        if value != value_of(text):
            return written(value, decimals)


def copied(text: str, nearby: Sequence[str]) -> list[str]:
    """The numbers nearby that could have been copied in its place."""
    return [other for other in nearby if value_of(other) != value_of(text) and re.fullmatch(r"[\d.,]+", other)]
