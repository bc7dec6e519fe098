"""Compare: whether levels count the same thing, and whether some make another."""

from __future__ import annotations

from decimal import Decimal

from ktxh.extract.meaning.figures import Figure
from ktxh.extract.numbers.units import spelt

# Codes under which things of many sorts are counted: there the printed words must agree.
_MIXED = frozenset(("item", "dossier", "project", ""))


def at(figure: Figure) -> int:
    """Where its numeral starts."""
    return figure.value.token.start


def same_thing(total: Figure, part: Figure) -> bool:
    """Whether two levels count in the same unit, by code or by printed word; a missing unit fits any."""
    a, b = total.value.unit, part.value.unit
    if not b.raw or not a.raw:
        return True
    return spelt(a.raw).split()[:1] == spelt(b.raw).split()[:1] or (a.code == b.code and a.code not in _MIXED)


def is_complete(total: Figure, parts: list[Figure]) -> bool:
    """Whether several parts make their total to the digit, so that what follows is none of them."""
    return len(parts) > 1 and excess(total, parts) == 0


def excess(total: Figure, parts: list[Figure]) -> Decimal | None:
    """What the parts are more than the total, in units of one; None when one cannot be read."""
    values = [figure.value for figure in (total, *parts)]
    if not all(value.reading.amount for value in values):
        return None
    said, *others = (Decimal(value.reading.amount) * value.unit.multiplier for value in values)
    return sum(others) - said
