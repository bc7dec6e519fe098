"""The best possible answer: what one would say who knows the law of planting, and that there is one slip.

For what is printed, every (cell, original) is enumerated that the law could have turned into it with every relation clean; each has the
probability that the law gives it. Originals are well-formed numbers, and all documents are held equally likely before.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from ktxh.audit.ledger import Ledger, amount_of
from ktxh.audit.relations import judge
from ktxh.extract.numbers.numerals import read_number
from tests.bench.slips import law
from tests.bench.slips.documents import CLEAN, Document

_FORM = re.compile(r"(?:0\d|\d+|[1-9]\d{0,2}(?:\.\d{3})+)(?:,\d{1,4})?")


@dataclass(frozen=True)
class Best:
    """Chances under the law: of each cell to be the wrong one, and of each (cell, value) to be the right mend."""

    cells: dict[str, float]
    values: dict[tuple[str, Decimal], float]


def best(document: Document, ledger: Ledger, kinds: tuple[str, ...]) -> Best:
    """The posterior under the law with these kinds, all equally frequent; empty when nothing could have been planted."""
    failing = {relation.relation_id for relation in ledger.failing}
    tested = set(document.tested)
    cells: dict[str, float] = defaultdict(float)
    values: dict[tuple[str, Decimal], float] = defaultdict(float)
    for cell_id in tested:
        if not failing <= {relation.relation_id for relation in ledger.of_cell[cell_id]}:
            continue
        printed = ledger.cells[cell_id].text
        for original in originals(printed, kinds):
            if not _is_clean(ledger, cell_id, original):
                continue
            weight = sum(law.law(k, original).get(printed, 0.0) / len(document.open_to[k]) for k in kinds)
            if weight:
                cells[cell_id] += weight
                values[cell_id, law.value_of(original)] += weight
    total = sum(cells.values())
    return Best({c: weight / total for c, weight in cells.items()}, {v: weight / total for v, weight in values.items()})


def _is_clean(ledger: Ledger, cell_id: str, original: str) -> bool:
    reading = read_number(original)
    amount = amount_of(ledger.cells[cell_id], Decimal(reading.amount), reading.decimals or 0)
    amounts = {**{c: ledger.amounts[c] for r in ledger.of_cell[cell_id] for c in r.cell_ids}, cell_id: amount}
    return all(judge(relation, amounts, ledger.units).verdict in CLEAN for relation in ledger.of_cell[cell_id])


@lru_cache(maxsize=50_000)
def originals(printed: str, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Well-formed texts, all of those among them that one of the kinds could have turned into what is printed."""
    found = {text for kind in kinds for text in _ORIGINALS[kind](printed) if _FORM.fullmatch(text)}
    return tuple(sorted(text for text in found if read_number(text).reading == "strict"))


def _shapes(digits: str, printed: str) -> Iterator[str]:
    """Digits with and without thousands dots, with as many places as printed, or one more or less."""
    decimals = len(printed.partition(",")[2].replace(".", ""))
    for places in {0, decimals, decimals + 1, max(decimals - 1, 0)}:
        whole, fraction = (digits[:-places], digits[-places:]) if places else (digits, "")
        if whole:
            tail = f",{fraction}" if fraction else ""
            yield whole + tail
            yield f"{int(whole):,}".replace(",", ".") + tail


def _with_one_more(text: str) -> Iterator[str]:
    for i in range(len(text) + 1):
        for digit in law.DIGITS:
            yield text[:i] + digit + text[i:]
    for digit in law.DIGITS:
        yield from (f"{digit}{mark}{text}" for mark in ".,")
        yield f"{text},{digit}"


def _before_loss(printed: str) -> Iterator[str]:
    yield from _with_one_more(printed)
    for digits in _with_one_more(re.sub(r"\D", "", printed)):
        if digits.isdigit():
            yield from _shapes(digits, printed)


def _before_doubling(printed: str) -> Iterator[str]:
    yield from (printed[:i] + printed[i + 1 :] for i in law.digit_places(printed))
    digits = re.sub(r"\D", "", printed)
    for i in range(len(digits)):
        if len(digits) > 1:
            yield from _shapes(digits[:i] + digits[i + 1 :], printed)


def _before_separator(printed: str) -> Iterator[str]:
    marks = [i for i, char in enumerate(printed) if char in ".,"]
    bare = [(printed, None), *((printed[:i] + printed[i + 1 :], i) for i in marks)]
    for text, _ in bare:  # one mark fewer (or as many), then one put anywhere: toggled, moved, or left out before
        yield from (text[:i] + mark + text[i:] for i in range(1, len(text)) for mark in ".,")


def _before_scale(printed: str) -> Iterator[str]:
    value = law.value_of(printed)
    for by in (-3, -1, 1, 3) if value else ():
        for decimals in range(4):
            text = law.written(value.scaleb(by), decimals)
            yield from (text, text.replace(".", ""), f"0{text}")


_ORIGINALS = {
    "swapped": law.swapped,
    "replaced": law.replaced,
    "lost": _before_loss,
    "doubled": _before_doubling,
    "separator": _before_separator,
    "scale": _before_scale,
    "false start": lambda printed: [printed[i:] for i in range(1, len(printed))],
    "two digits": law.two_digits,
}
