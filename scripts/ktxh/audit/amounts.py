"""Measure: a printed number as the interval of values that print as it.

Rounded, `7,2` is anything from 7.15 to 7.25; cut off, from 7.2 to just under 7.3. A count printed in full is itself alone. Words widen:
*trên* leaves the upper end open, *dưới* the lower, *khoảng* both. Amounts are unsigned and in base units.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

OPEN_BELOW = frozenset(("about", "less_than", "at_most", "high"))
OPEN_ABOVE = frozenset(("about", "more_than", "at_least", "low"))


@dataclass(frozen=True)
class Amount:
    """A printed number in base units; an end that is None is open."""

    value: Decimal
    low: Decimal | None
    high: Decimal | None
    step: Decimal  # one unit of the last printed place; 0 for a count printed in full
    is_exact: bool  # whether no word widens it

    @property
    def cut_high(self) -> Decimal:
        """The end, not reached, of what is cut off to this."""
        return self.value + self.step


def exactly(value: Decimal) -> Amount:
    """An amount that nobody rounded: a name counts one, shares make 100."""
    return Amount(value, value, value, Decimal(0), True)


def measure(value: Decimal, decimals: int, *, scale: Decimal, bound: str = "exact", is_count: bool = False) -> Amount:
    """Return what `value`, printed with that many decimals in units of `scale` base units, stands for.

    `is_count` says that its unit is counted in whole pieces; with decimals or a scale it was rounded all the same.
    """
    step = Decimal(0) if is_count and decimals == 0 and scale == 1 else Decimal(1).scaleb(-decimals) * scale
    scaled = value * scale
    return Amount(
        scaled,
        None if bound in OPEN_BELOW else scaled - step / 2,
        None if bound in OPEN_ABOVE else scaled + step / 2,
        step,
        bound == "exact",
    )
