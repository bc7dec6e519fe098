"""Solve: between which values of one number a relation can hold, given the others.

Generous by the last printed place; what is found is judged again. Each solver gets the number's role and coefficient and the other terms with the
ends of their widest reading, rounded or cut off.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from math import prod

from ktxh.audit.amounts import Amount, exactly
from ktxh.audit.relations import HUNDRED, PRECISE, SAID, Relation, Term

Ends = tuple[Decimal, Decimal]
Others = list[tuple[Term, Ends]]


@dataclass(frozen=True)
class Bounds:
    """Between which values, in base units, a number may lie; an end that is None is open."""

    low: Decimal | None = None
    high: Decimal | None = None

    def has(self, value: Decimal, step: Decimal) -> bool:
        """Whether a value may lie there, give or take its own last place."""
        return (self.low is None or value >= self.low - step) and (self.high is None or value <= self.high + step)

    @staticmethod
    def meet(several: Iterable[Bounds]) -> Bounds | None:
        """What all allow; None when that is nothing."""
        several = list(several)
        low = max((ends.low for ends in several if ends.low is not None), default=None)
        high = min((ends.high for ends in several if ends.high is not None), default=None)
        return Bounds(low, high) if low is None or high is None or low <= high else None


def bounds(relation: Relation, cell_id: str, amounts: Mapping[str, Amount | None]) -> Bounds | None:
    """Return between which values of a cell a relation can hold; None where another number of it is unreadable, so that nothing helps."""
    term = next(t for t in relation.terms if t.cell_id == cell_id)
    others = []
    for other in relation.terms:
        if other.cell_id == cell_id:
            continue
        amount = amounts[other.cell_id] if other.cell_id else exactly(Decimal(1))
        if amount is None:
            return None
        if amount.low is None or amount.high is None:
            return Bounds()
        others.append((other, (amount.low, max(amount.high, amount.cut_high))))
    solver = _SOLVERS.get(relation.kind)
    if solver is None:
        return Bounds()
    with localcontext(PRECISE):
        try:
            ends = solver(term, others)
        except ZeroDivisionError:
            return Bounds()
    return ends if isinstance(ends, Bounds) else Bounds(min(ends), max(ends)) if ends else Bounds()


def _weigh(others: Others) -> Ends:
    """Both ends of the sum of terms by their coefficients."""
    low = sum(t.coefficient * ends[0 if t.coefficient > 0 else 1] for t, ends in others)
    high = sum(t.coefficient * ends[1 if t.coefficient > 0 else 0] for t, ends in others)
    return Decimal(low), Decimal(high)


def _sum(term: Term, others: Others) -> Ends | None:
    if term.role in SAID:
        return _weigh(others)
    total = next(ends for t, ends in others if t.role in SAID)
    low, high = _weigh([(t, ends) for t, ends in others if t.role not in SAID])
    return (total[0] - high) / term.coefficient, (total[1] - low) / term.coefficient


def _subset(term: Term, others: Others) -> Bounds:
    ends = _sum(term, others)
    return Bounds(min(ends)) if term.role in SAID else Bounds(Decimal(0), max(ends))


def _shares(term: Term, others: Others) -> Ends | None:
    low, high = _weigh(others)
    return HUNDRED - high, HUNDRED - low


def _ratio(term: Term, others: Others) -> Ends | None:
    by_role = {t.role: ends for t, ends in others}
    if term.role == "percent":
        above, below = by_role["numerator"], by_role["denominator"]
        return HUNDRED * above[0] / below[1], HUNDRED * above[1] / below[0]
    percent = by_role["percent"]
    if term.role == "numerator":
        below = by_role["denominator"]
        return percent[0] * below[0] / HUNDRED, percent[1] * below[1] / HUNDRED
    above = by_role["numerator"]
    return HUNDRED * above[0] / percent[1], HUNDRED * above[1] / percent[0]


def _change(term: Term, others: Others) -> Ends | None:
    by_role = {t.role: ends for t, ends in others}
    sign = next((t.coefficient for t, _ in [(term, None), *others] if t.role == "change"), Decimal(1))
    if "previous" in (term.role, *by_role):
        if term.role == "change":
            now, before = by_role["current"], by_role["previous"]
            return abs(now[0] - before[1]), abs(now[1] - before[0])
        known, way = ("current", -sign) if term.role == "previous" else ("previous", sign)
        several = [level + way * step for level in by_role[known] for step in by_role["change"]]
        return min(several), max(several)
    if term.role == "percent":
        now, change = by_role["current"], by_role["change"]
        return tuple(HUNDRED * c / (n - sign * c) for c, n in zip(change, reversed(now), strict=True))
    percent = by_role["percent"]
    if term.role == "change":
        now = by_role["current"]
        return tuple(n * p / (HUNDRED + sign * p) for n, p in zip(now, percent, strict=True))
    change = by_role["change"]
    return tuple(c * (HUNDRED + sign * p) / p for c, p in zip(change, reversed(percent), strict=True))


def _growth(term: Term, others: Others) -> Ends | None:
    by_role = {t.role: ends for t, ends in others}
    sign = next(t.coefficient for t, _ in [(term, None), *others] if t.role == "growth")
    if term.role == "growth":
        now, before = by_role["current"], by_role["previous"]
        return tuple(sign * (HUNDRED * n / b - HUNDRED) for n, b in zip(now, reversed(before), strict=True))
    index = sorted(HUNDRED + sign * end for end in by_role["growth"])
    if term.role == "current":
        return tuple(b * i / HUNDRED for b, i in zip(by_role["previous"], index, strict=True))
    return tuple(HUNDRED * n / i for n, i in zip(by_role["current"], reversed(index), strict=True))


def _same(term: Term, others: Others) -> Ends | None:
    del term
    return max(ends[0] for _, ends in others), min(ends[1] for _, ends in others)


def _product(term: Term, others: Others) -> Ends | None:
    by_role = [(t.role, ends) for t, ends in others]
    by = prod(t.coefficient for t in (term, *(other for other, _ in others)))
    if term.role == "total":
        (_, one), (_, two) = by_role
        return by * one[0] * two[0], by * one[1] * two[1]
    total = next(ends for role, ends in by_role if role == "total")
    factor = next(ends for role, ends in by_role if role == "factor")
    return total[0] / (by * factor[1]), total[1] / (by * factor[0])


_SOLVERS = {
    "sum": _sum,
    "list_count": _sum,
    "shares": _shares,
    "subset": _subset,
    "ratio": _ratio,
    "change": _change,
    "growth": _growth,
    "same": _same,
    "product": _product,
}
