"""Judge: whether the numbers of a relation agree as printed, within rounding, within cutting off, or not at all.

Each relation says one number twice: as printed, and as the others make it. Both are intervals. The published verdicts are made here
(`int_relations_judged`), and the search for the wrong number asks the same judge again and again with other numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal, localcontext
from math import prod

from ktxh.audit.amounts import Amount, exactly

PRECISE = Context(prec=60)
SAID = frozenset(("total", "percent", "count", "growth"))
UNITLESS = frozenset(("percent", "growth", "factor"))
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Cell:
    """One printed number: its text, what was read of it, and the scale that brings it to base units."""

    cell_id: str
    text: str
    amount: Decimal | None  # as printed; None when unreadable
    decimals: int = 0
    bound: str = "exact"
    scale: Decimal = Decimal(1)
    is_count: bool = False
    unit: str = ""  # base unit; empty when none is printed
    is_compound: bool = False  # printed as several numerals: 16 tỷ 434 triệu
    line: int = 0
    alternative: Decimal | None = None  # the other reading of an ambiguous comma


@dataclass(frozen=True)
class Term:
    """A place in a relation: a cell, or a listed name, which counts one."""

    role: str
    cell_id: str | None
    coefficient: Decimal = Decimal(1)
    name: str = ""


@dataclass(frozen=True)
class Relation:
    """What has to agree: kind and terms of the raw contract."""

    relation_id: str
    kind: str
    terms: tuple[Term, ...]
    line: int = 0
    evidence: str = ""
    source: str = "stated"

    @property
    def cell_ids(self) -> frozenset[str]:
        """The cells that take part."""
        return frozenset(term.cell_id for term in self.terms if term.cell_id)

    @property
    def said_id(self) -> str | None:
        """The cell that the others are held against; of equals the first."""
        cells = [term for term in self.terms if term.cell_id]
        return next((t.cell_id for t in cells if t.role in SAID), cells[0].cell_id if cells else None)


@dataclass(frozen=True)
class Judgement:
    """A verdict with what is printed, what the others make of it, and how far apart they are; None where an end is open."""

    verdict: str  # exact | rounded | truncated | holds | inconsistent | unreadable | untestable
    stated: Amount | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    recomputed: Decimal | None = None

    @property
    def fails(self) -> bool:
        """Whether the report contradicts itself here, or cannot be read."""
        return self.verdict in ("inconsistent", "unreadable")

    @property
    def residual(self) -> Decimal | None:
        """Printed less recomputed, in base units."""
        return self.stated.value - self.recomputed if self.stated and self.recomputed is not None else None


def judge(relation: Relation, amounts: Mapping[str, Amount | None], units: Mapping[str, str]) -> Judgement:
    """Judge one relation; `amounts` by cell, None for what cannot be read; `units` by cell, empty for counts of anything."""
    measured = [(term, amounts[term.cell_id] if term.cell_id else exactly(Decimal(1))) for term in relation.terms]
    if any(amount is None for _, amount in measured):
        return Judgement("unreadable")
    if units_differ(relation, units):
        return Judgement("untestable")
    with localcontext(PRECISE):
        return _KINDS[relation.kind](measured) if relation.kind in _KINDS else Judgement("untestable")


def units_differ(relation: Relation, units: Mapping[str, str]) -> bool:
    """Whether numbers of a relation that have to count in one unit do not: tonnes and hectares, 526 households and 1.31 points."""
    told = {units[t.cell_id] for t in relation.terms if t.cell_id and t.role not in UNITLESS}
    printed = told - {""}
    return len(printed) > 1 or (printed == {"percent"} and "" in told)


Measured = list[tuple[Term, Amount]]


def _of(measured: Measured, *roles: str) -> list[Amount]:
    return [amount for term, amount in measured if term.role in roles]


def _sum(measured: Measured) -> Judgement:
    said, parts = _of(measured, *SAID), [(t.coefficient, a) for t, a in measured if t.role in ("part", "member")]
    if len(said) != 1 or not parts:
        return Judgement("untestable")
    return _agree(said[0], parts, may_cut=True)


def _shares(measured: Measured) -> Judgement:
    """Percentages that take in the whole make 100."""
    return _agree(exactly(HUNDRED), [(t.coefficient, a) for t, a in measured], may_cut=True)


def _agree(said: Amount, parts: list[tuple[Decimal, Amount]], *, may_cut: bool) -> Judgement:
    recomputed = sum(c * a.value for c, a in parts)
    low, high = _weighted(parts, "low", "high"), _weighted(parts, "high", "low")
    found = Judgement("exact", said, low, high, recomputed)
    if said.value == recomputed:
        return found
    is_exact = said.is_exact and all(a.is_exact for _, a in parts)
    if _meet(low, high, said.low, said.high):
        return _as(found, "rounded" if is_exact else "holds")
    cut_low = sum(c * (a.value if c > 0 else a.cut_high) for c, a in parts)
    cut_high = sum(c * (a.cut_high if c > 0 else a.value) for c, a in parts)
    if may_cut and is_exact and cut_low < said.cut_high and cut_high > said.value:
        return _as(found, "truncated")
    return _as(found, "inconsistent")


def _subset(measured: Measured) -> Judgement:
    said, parts = _of(measured, *SAID), [(t.coefficient, a) for t, a in measured if t.role in ("part", "member")]
    if len(said) != 1 or not parts:
        return Judgement("untestable")
    low = _weighted(parts, "low", "high")
    holds = low is None or said[0].high is None or low <= said[0].high
    recomputed = sum(c * a.value for c, a in parts)
    return Judgement("holds" if holds else "inconsistent", said[0], low, None, recomputed)


def _ratio(measured: Measured) -> Judgement:
    said, above, below = _of(measured, "percent"), _of(measured, "numerator"), _of(measured, "denominator")
    if len(said) != 1 or not above or not below:
        return Judgement("untestable")
    return _quotient(said[0], above[0], below[0])


def _quotient(said: Amount, above: Amount, below: Amount) -> Judgement:
    """100 · above / below against a printed percentage."""
    if not below.value:
        return Judgement("untestable")
    value = HUNDRED * above.value / below.value
    low = HUNDRED * above.low / below.high if above.low is not None and below.high else None
    high = HUNDRED * above.high / below.low if above.high is not None and below.low else None
    found = Judgement("exact", said, low, high, value)
    if said.low is not None and said.high is not None and said.low <= value <= said.high:
        return found
    is_exact = said.is_exact and above.is_exact and below.is_exact
    if _meet(low, high, said.low, said.high):
        return _as(found, "rounded" if is_exact else "holds")
    if is_exact and low is not None and high is not None and low < said.cut_high and high >= said.value:
        return _as(found, "truncated")
    return _as(found, "inconsistent")


def _change(measured: Measured) -> Judgement:
    """A level with its change: in percent of the level before, or beside the printed level before."""
    current, change = _of(measured, "current"), _of(measured, "change")
    percent, previous = _of(measured, "percent"), _of(measured, "previous")
    if current and change and previous:
        bigger, smaller = sorted((current[0], previous[0]), key=lambda a: a.value, reverse=True)
        return _agree(bigger, [(Decimal(1), smaller), (Decimal(1), change[0])], may_cut=True)
    if not (current and change and percent):
        return Judgement("untestable")
    signs = {term.coefficient for term, _ in measured if term.role == "change"}
    before = _difference(current[0], change[0], -1 if Decimal(-1) in signs else 1)
    return _quotient(percent[0], change[0], before)


def _growth(measured: Measured) -> Judgement:
    """A growth in percent between two printed levels; the coefficient says which way it goes."""
    current, previous = _of(measured, "current"), _of(measured, "previous")
    growth = [(term.coefficient, amount) for term, amount in measured if term.role == "growth"]
    if len(growth) != 1 or not current or not previous:
        return Judgement("untestable")
    (sign, said), now, before = growth[0], current[0], previous[0]
    index = Amount(
        HUNDRED + sign * said.value,
        *_shifted(said, sign),
        said.step,
        said.is_exact,
    )
    found = _quotient(index, now, before)
    if found.recomputed is None:
        return found
    ends = [None if end is None else sign * (end - HUNDRED) for end in (found.low, found.high)]
    low, high = ends if sign > 0 else reversed(ends)
    return Judgement(found.verdict, said, low, high, sign * (found.recomputed - HUNDRED))


def _shifted(growth: Amount, sign: Decimal) -> tuple[Decimal | None, Decimal | None]:
    """The ends of the index that a growth, or a fall, stands for."""
    ends = [None if end is None else HUNDRED + sign * end for end in (growth.low, growth.high)]
    return (ends[0], ends[1]) if sign > 0 else (ends[1], ends[0])


def _difference(current: Amount, change: Amount, sign: int) -> Amount:
    """The level before: less the rise, or plus the fall."""
    near, far = (change.high, change.low) if sign > 0 else (change.low, change.high)
    low = current.low - sign * near if current.low is not None and near is not None else None
    high = current.high - sign * far if current.high is not None and far is not None else None
    return Amount(current.value - sign * change.value, low, high, current.step, current.is_exact and change.is_exact)


def _same(measured: Measured) -> Judgement:
    members = _of(measured, "member")
    low = max((a.low for a in members if a.low is not None), default=None)
    high = min((a.high for a in members if a.high is not None), default=None)
    finest = min(members, key=lambda a: a.step)
    found = Judgement("exact", members[0], low, high, finest.value)
    if len({a.value for a in members}) == 1:
        return found
    if low is None or high is None or low <= high:
        return _as(found, "rounded")
    return Judgement("inconsistent", members[0], high, low, finest.value)  # the gap between them


def _whole_before(measured: Measured) -> Judgement:
    """A count and its index or growth in percent: is there a whole number that it was measured against?"""
    current, percent = _of(measured, "current"), [(t, a) for t, a in measured if t.role in ("percent", "growth")]
    if len(current) != 1 or len(percent) != 1:
        return Judgement("untestable")
    now, (term, said) = current[0], percent[0]
    if now.step or not now.is_exact or not said.is_exact:
        return Judgement("untestable")
    found = Judgement("inconsistent", said)
    for verdict, ends in {"rounded": (said.low, said.high), "truncated": (said.value, said.cut_high)}.items():
        index = ends if term.role == "percent" else sorted(HUNDRED + term.coefficient * end for end in ends)
        if index[0] <= 0:
            return Judgement("untestable")
        first = (HUNDRED * now.value / index[1]).to_integral_value(ROUND_CEILING)
        last = (HUNDRED * now.value / index[0]).to_integral_value(ROUND_FLOOR)
        if first <= last and first:
            return _as(found, verdict)
    return found


def _product(measured: Measured) -> Judgement:
    """Area × yield against output; factors and total in base units, the coefficients bring their product to the total's."""
    said, factors = _of(measured, "total"), _of(measured, "factor")
    if len(said) != 1 or len(factors) != 2:
        return Judgement("untestable")
    one, two = factors
    by = prod(term.coefficient for term, _ in measured)
    value = by * one.value * two.value
    low = by * one.low * two.low if one.low is not None and two.low is not None else None
    high = by * one.high * two.high if one.high is not None and two.high is not None else None
    found = Judgement("exact", said[0], low, high, value)
    is_exact = all(a.is_exact for _, a in measured)
    if _meet(low, high, said[0].low, said[0].high):
        return _as(found, "rounded" if is_exact else "holds")
    if is_exact and value < said[0].cut_high and by * one.cut_high * two.cut_high > said[0].value:
        return _as(found, "truncated")
    return _as(found, "inconsistent")


def _weighted(parts: list[tuple[Decimal, Amount]], end: str, other: str) -> Decimal | None:
    """One end of the sum; None when it is open. A part that is taken away brings its other end."""
    ends = [(c, getattr(a, end if c > 0 else other)) for c, a in parts]
    return None if any(e is None for _, e in ends) else sum(c * e for c, e in ends)


def _meet(low: Decimal | None, high: Decimal | None, other_low: Decimal | None, other_high: Decimal | None) -> bool:
    return (low is None or other_high is None or low <= other_high) and (
        high is None or other_low is None or high >= other_low
    )


def _as(found: Judgement, verdict: str) -> Judgement:
    return Judgement(verdict, found.stated, found.low, found.high, found.recomputed)


_KINDS = {
    "sum": _sum,
    "list_count": _sum,
    "shares": _shares,
    "subset": _subset,
    "ratio": _ratio,
    "change": _change,
    "growth": _growth,
    "same": _same,
    "whole_before": _whole_before,
    "product": _product,
}
