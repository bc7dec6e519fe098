"""Search: every likely way in which wrong numbers, or a misread relation, explain a group of relations that fail.

The weight of a solution is the chance of its slips to have made what is printed (slips.py), times a penalty for each number that is
wrong; of taking a relation for misread, that its numbers hit no target. Weights are not normalised here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from heapq import heappop, heappush
from itertools import count

from ktxh.audit.amounts import Amount
from ktxh.audit.ledger import Ledger, amount_of
from ktxh.audit.relations import Cell, Judgement, Relation, judge
from ktxh.audit.slips import PRIORS, spell, undo
from ktxh.audit.solve import solve

SLIP_RATE = 0.004  # of printed numbers that are wrong: the penalty of each further one in a solution
MISREAD_RATE = 0.006  # of relations that the words do not mean
CUT_OFF = 0.1  # how much rarer digits are cut off than rounded
OTHER_PLACES = 0.3  # how much rarer a number loses or gains a printed place than it keeps them
BREADTH = 400  # repairs of one relation that are followed, likeliest first
STEPS = 20_000  # of the search of one group
NEGLIGIBLE = 1e-6  # of the weight of the best solution: what is less likely changes no posterior
MOST_FREE = 12  # values that a free repair leaves open before it is said as a range only


@dataclass(frozen=True)
class Change:
    """One number of an explanation: what it should have been (empty when only a range is known), and the slip."""

    cell_id: str
    text: str
    value: Decimal | None  # as printed, in the cell's own unit
    slip: str


@dataclass(frozen=True)
class Solution:
    """One explanation: numbers changed, relations taken for misread, unnormalised weight."""

    changes: tuple[Change, ...]
    misread: tuple[str, ...]
    weight: float


@dataclass(frozen=True)
class _State:
    """A solution on its way: what still fails, what was changed to what amount, and the last change, whose effect is not yet looked at."""

    failing: tuple[str, ...]
    changed: Mapping[str, Amount]
    changes: tuple[Change, ...]
    misread: tuple[str, ...]
    pending: tuple[Change, Amount | None] | None = None


def search(ledger: Ledger, failing: tuple[str, ...]) -> list[Solution]:
    """Return the solutions for relations that fail together, likeliest first, each once.

    Best first: weights only fall along the way, so what is reached first is likeliest. It ends where what is left could not matter any
    more, or after STEPS; a group that it could not mend within them gets no solution.
    """
    found: dict[tuple[frozenset[Change], frozenset[str]], Solution] = {}
    repairs: dict[tuple, list[tuple[Change, Amount | None, float]]] = {}
    order = count()
    queue: list[tuple[float, int, _State]] = [(-1.0, next(order), _State(failing, {}, (), ()))]
    best = 0.0
    for _ in range(STEPS):
        if not queue or -queue[0][0] < best * NEGLIGIBLE:
            break
        weight, _, state = heappop(queue)
        if state.pending is not None:
            looked_at, factor = _after(ledger, state)
            heappush(queue, (weight * factor, next(order), looked_at))
            continue
        if not state.failing:
            best = max(best, -weight)
            found.setdefault(
                (frozenset(state.changes), frozenset(state.misread)), Solution(state.changes, state.misread, -weight)
            )
            continue
        relation = ledger.relations[state.failing[0]]
        passed = _State(state.failing[1:], state.changed, state.changes, (*state.misread, relation.relation_id))
        heappush(queue, (weight * _misread(ledger, relation), next(order), passed))
        for change, amount, likelihood in _known_repairs(ledger, relation, state.changed, repairs):
            changed = {**state.changed, change.cell_id: amount} if amount else state.changed
            mended = _State(state.failing[1:], changed, (*state.changes, change), state.misread, (change, amount))
            heappush(queue, (weight * likelihood * SLIP_RATE, next(order), mended))
    return list(found.values())


def _known_repairs(
    ledger: Ledger, relation: Relation, changed: Mapping[str, Amount], known: dict[tuple, list]
) -> list[tuple[Change, Amount | None, float]]:
    """The likeliest repairs of a relation, looked up where it was in the same state before."""
    state = tuple(sorted((name, amount.value) for name, amount in changed.items() if name in relation.cell_ids))
    key = (relation.relation_id, state)
    if key not in known:
        repairs = [
            repair
            for cell_id in sorted(relation.cell_ids - changed.keys())
            for repair in _repairs(ledger, relation, cell_id, changed)
        ]
        known[key] = sorted(repairs, key=lambda repair: -repair[2])[:BREADTH]
    return known[key]


def _after(ledger: Ledger, state: _State) -> tuple[_State, float]:
    """What fails once the last change is made, and how much rarer what holds only by cutting off is."""
    change, amount = state.pending
    if amount is None:  # a range: it mends its relation and says nothing of others
        return _State(state.failing, state.changed, state.changes, state.misread), 1.0
    amounts = {**ledger.amounts, **state.changed}
    still, factor = [], 1.0
    for relation in ledger.of_cell[change.cell_id]:
        if relation.relation_id in state.misread:
            continue
        verdict = judge(relation, amounts, ledger.units).verdict
        if verdict in ("inconsistent", "unreadable"):
            still.append(relation.relation_id)
        elif verdict == "truncated" and ledger.judgements[relation.relation_id].verdict != "truncated":
            factor *= CUT_OFF
    rest = [name for name in state.failing if change.cell_id not in ledger.relations[name].cell_ids]
    return _State(tuple(dict.fromkeys([*rest, *still])), state.changed, state.changes, state.misread), factor


def _repairs(
    ledger: Ledger, relation: Relation, cell_id: str, changed: Mapping[str, Amount]
) -> list[tuple[Change, Amount | None, float]]:
    """What one cell may have been for a relation to hold: originals of a slip, and any other number that it asks for."""
    cell, amounts = ledger.cells[cell_id], {**ledger.amounts, **changed}

    def holds(amount: Amount | None) -> Judgement:
        return judge(relation, {**amounts, cell_id: amount}, ledger.units)

    found = []
    texts = set()
    for candidate in () if cell.is_compound else undo(cell.text):
        amount = amount_of(cell, candidate.value, candidate.decimals)
        if not holds(amount).fails:
            change = Change(cell_id, candidate.text, candidate.value, candidate.slip)
            keeps_places = candidate.decimals == cell.decimals or candidate.slip in (
                "separator",
                "scale",
                "false_start",
            )
            found.append((change, amount, candidate.likelihood * (1 if keeps_places else OTHER_PLACES)))
            texts.add(candidate.value)
    free = _free_values(ledger, relation, cell, amounts)
    if free is None:
        return found
    width = 9 * 10 ** max(0, len("".join(filter(str.isdigit, cell.text))) - 1)
    each = PRIORS["free"] / width
    values = [value for value in free if value not in texts] if isinstance(free, list) else []
    for value in values:
        amount = amount_of(cell, value)
        if not holds(amount).fails:
            found.append((Change(cell_id, spell(value, cell.text), value, "free"), amount, each))
    if isinstance(free, int):
        found.append((Change(cell_id, "", None, "free"), None, min(1.0, each * free)))
    return found


def _free_values(
    ledger: Ledger, relation: Relation, cell: Cell, amounts: Mapping[str, Amount | None]
) -> list[Decimal] | int | None:
    """The values at the cell's printed places for which a relation holds; their number when they are many; None when none."""
    if any(amount is None for name, amount in amounts.items() if name in relation.cell_ids and name != cell.cell_id):
        return None
    if cell.amount is None:
        return None
    step = Decimal(1).scaleb(-cell.decimals)

    def fails(count: int) -> bool:
        return judge(relation, {**amounts, cell.cell_id: amount_of(cell, count * step)}, ledger.units).fails

    ends = solve(relation, cell.cell_id, amounts)
    if ends is None:
        return None
    low, high = (
        int((end / cell.scale / step).to_integral_value(how))
        for end, how in zip(ends, (ROUND_FLOOR, ROUND_CEILING), strict=True)
    )
    low, high = max(low - 1, 0), high + 1
    if high - low > 4 * MOST_FREE:
        return high - low
    values = [count * step for count in range(low, high + 1) if not fails(count)]
    return values if len(values) <= MOST_FREE else len(values)


def _misread(ledger: Ledger, relation: Relation) -> float:
    """The weight of having misread a relation: its numbers are then just any numbers, so one of them hit no target."""
    said = [t.cell_id for t in relation.terms if t.cell_id and t.role in ("total", "percent", "count", "growth")]
    cell = ledger.cells[(said or sorted(relation.cell_ids))[0]]
    digits = len("".join(filter(str.isdigit, cell.text)))
    return MISREAD_RATE / (9 * 10 ** max(0, digits - 1))
