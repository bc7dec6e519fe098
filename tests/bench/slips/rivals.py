"""What others would say of the same documents: fixed tolerances, and Fellegi–Holt's fewest changes with ties at random."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from ktxh.audit.amounts import Amount, measure
from ktxh.audit.ledger import Ledger
from ktxh.audit.relations import Judgement, Relation, judge

Tolerance = Callable[[Decimal, Decimal, Decimal], bool]  # residual, printed, scale → whether it passes
TOLERANCES: dict[str, Tolerance] = {
    "equality": lambda residual, printed, scale: residual == 0,
    "± 0.01": lambda residual, printed, scale: abs(residual) <= Decimal("0.01") * scale,
    "± 0.5 %": lambda residual, printed, scale: abs(residual) <= Decimal("0.005") * abs(printed),
    "± 1 %": lambda residual, printed, scale: abs(residual) <= Decimal("0.01") * abs(printed),
}
STATED = ("total", "percent", "count")
PLACES = 4  # a value that Fellegi–Holt imputes is not rounded to the printed places
MOST = 10**14


def alarms(ledger: Ledger, tolerance: Tolerance, names: Iterable[str] | None = None) -> set[str]:
    """The relations, of all or of some, that a tolerance would report; what cannot be read is reported by all."""
    names = ledger.relations if names is None else names
    return {name for name in names if not _passes(ledger, name, ledger.judgements[name], tolerance)}


def _passes(ledger: Ledger, name: str, judgement: Judgement, tolerance: Tolerance) -> bool:
    if judgement.verdict == "unreadable":
        return False
    residual = judgement.residual
    if residual is None:
        return not judgement.fails
    relation = ledger.relations[name]
    if relation.kind == "subset" and residual > 0:
        return True
    said = next((t.cell_id for t in relation.terms if t.role in STATED and t.cell_id), None)
    return tolerance(residual, judgement.stated.value, ledger.cells[said].scale if said else Decimal(1))


def fewest_changes(ledger: Ledger) -> list[str]:
    """The cells that, changed alone, can make every relation hold: the ties of Fellegi–Holt; empty when it takes two or more."""
    failing = ledger.failing
    shared = frozenset.intersection(*(relation.cell_ids for relation in failing)) if failing else frozenset()
    return [cell_id for cell_id in sorted(shared) if _can_mend(ledger, cell_id)]


def _can_mend(ledger: Ledger, cell_id: str) -> bool:
    """Whether some value satisfies all relations of a cell; tried are the values at which each of them is met exactly."""
    cell, relations = ledger.cells[cell_id], ledger.of_cell[cell_id]
    decimals = 0 if cell.is_count and cell.scale == 1 else PLACES

    def amount(steps: int) -> Amount:
        value = Decimal(steps).scaleb(-decimals)
        return measure(value, decimals, scale=cell.scale, bound=cell.bound, is_count=cell.is_count)

    def judged(relation: Relation, steps: int) -> Judgement:
        amounts = {other: ledger.amounts[other] for other in relation.cell_ids}
        return judge(relation, {**amounts, cell_id: amount(steps)}, ledger.units)

    for relation in relations:
        near = _crossing(lambda steps, relation=relation: judged(relation, steps).residual)
        near += [
            int(ledger.amounts[other].value / cell.scale * 10**decimals)
            for other in relation.cell_ids - {cell_id}
            if relation.kind == "same" and ledger.amounts[other]
        ]
        if any(not any(judged(r, steps).fails for r in relations) for steps in near):
            return True
    return False


def _crossing(residual: Callable[[int], Decimal | None]) -> list[int]:
    """Where a monotone residual changes its sign, to one step on either side; empty when it never does."""
    low, high = 1, MOST
    first, last = residual(low), residual(high)
    if first is None or last is None or (first > 0) == (last > 0):
        return [low] if first is not None and first == 0 else []
    while high - low > 1:
        middle = (low + high) // 2
        if (residual(middle) > 0) == (first > 0):
            low = middle
        else:
            high = middle
    return [max(low - 1, 0), low, high, high + 1]
