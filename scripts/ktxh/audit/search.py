"""Search: every likely way in which some wrong numbers, or misread relations, explain a group of relations that fail.

The weight of a solution is the chance of its slips to have made what is printed (slips.py) of what the report was likely to mean
(manner.py), times a penalty for each number that is wrong; of taking a relation for misread, that its numbers hit no target. The
heaviest is followed first, so what is found last weighs next to nothing. Weights are not normalised here.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import count

from ktxh.audit.amounts import Amount
from ktxh.audit.ledger import Ledger, amount_of
from ktxh.audit.manner import Manner
from ktxh.audit.relations import SAID, Cell, Relation, judge
from ktxh.audit.slips import PRIORS, Candidate, spell, undo
from ktxh.audit.solve import Bounds, bounds

SLIP_RATE = 0.004  # of printed numbers that are wrong: the penalty of each further one in a solution
MISREAD_RATE = 0.006  # of relations that the words do not mean
CUT_OFF = 0.1  # how much rarer digits are cut off than rounded
MOST_CHANGES = 3
MOST_FREE = 12  # values that a free repair leaves open before it is said as a range only
NEGLIGIBLE = 1e-4  # of what was found already: a branch that weighs less is not followed
MOST_STEPS = 300  # branches followed for one group


@dataclass(frozen=True)
class Change:
    """One number of an explanation: what it should have been (empty when only a range is known), the slip, how many values are meant."""

    cell_id: str
    text: str
    value: Decimal | None  # as printed, in the cell's own unit
    slip: str
    count: int = 1


@dataclass(frozen=True)
class Solution:
    """One explanation: numbers changed, relations taken for misread, unnormalised weight."""

    changes: tuple[Change, ...]
    misread: tuple[str, ...]
    weight: float


@dataclass(frozen=True)
class _State:
    """A solution on its way: what still fails, and the amounts changed so far; a range counts as no amount."""

    failing: tuple[str, ...]
    changed: Mapping[str, Amount | None]
    changes: tuple[Change, ...] = ()
    misread: tuple[str, ...] = ()


def search(ledger: Ledger, failing: tuple[str, ...]) -> list[Solution]:
    """Return the solutions for relations that fail together, each once, heaviest first."""
    order = count()
    open_ends = [(-1.0, next(order), _State(failing, {}))]
    depth = max(MOST_CHANGES, len(failing))
    found: dict[object, Solution] = {}
    total = 0.0
    for _ in range(MOST_STEPS):
        if not open_ends or -open_ends[0][0] < NEGLIGIBLE * total:
            break
        negative, _, state = heapq.heappop(open_ends)
        if not state.failing:
            key = frozenset(state.changes), frozenset(state.misread)
            if key not in found:
                found[key] = Solution(state.changes, state.misread, -negative)
                total -= negative
            continue
        for further, factor in _mended(ledger, state, depth):
            weight = -negative * factor
            if weight >= NEGLIGIBLE * total:
                heapq.heappush(open_ends, (-weight, next(order), further))
    return list(found.values())


def _mended(ledger: Ledger, state: _State, depth: int) -> Iterator[tuple[_State, float]]:
    """The first failing relation taken for misread, or mended by one of its numbers."""
    relation = ledger.relations[state.failing[0]]
    misread = (*state.misread, relation.relation_id)
    yield _State(state.failing[1:], state.changed, state.changes, misread), _misread(ledger, relation)
    if len(state.changes) >= depth:
        return
    for cell_id in sorted(relation.cell_ids - state.changed.keys()):
        for change, amount, likelihood in _repairs(ledger, cell_id, state):
            still, factor = _failing_after(ledger, cell_id, amount, state)
            if still is not None:
                changed = {**state.changed, cell_id: amount}
                yield (
                    _State(still, changed, (*state.changes, change), state.misread),
                    likelihood * factor * SLIP_RATE,
                )


def _failing_after(
    ledger: Ledger, cell_id: str, amount: Amount | None, state: _State
) -> tuple[tuple[str, ...] | None, float]:
    """What fails once a cell is changed, and how much rarer it makes what holds only by cutting off; None when it mends nothing."""
    own = {relation.relation_id for relation in ledger.of_cell[cell_id]} - set(state.misread)
    rest = tuple(name for name in state.failing if name not in own)
    if amount is None:  # a range in which all relations of the cell hold
        return rest, 1.0
    still, factor, changed = [], 1.0, {**state.changed, cell_id: amount}
    for relation in ledger.of_cell[cell_id]:
        if relation.relation_id not in own:
            continue
        verdict = judge(relation, _amounts(ledger, relation, changed), ledger.units).verdict
        if verdict in ("inconsistent", "unreadable"):
            still.append(relation.relation_id)
        elif verdict == "truncated" and ledger.judgements[relation.relation_id].verdict != "truncated":
            factor *= CUT_OFF
    if set(still) >= own & set(state.failing):
        return None, factor
    return (*rest, *still), factor


def _amounts(ledger: Ledger, relation: Relation, changed: Mapping[str, Amount | None]) -> dict[str, Amount | None]:
    return {cell_id: changed.get(cell_id) or ledger.amounts[cell_id] for cell_id in relation.cell_ids}


def _repairs(ledger: Ledger, cell_id: str, state: _State) -> Iterator[tuple[Change, Amount | None, float]]:
    """What one cell may have been for a failing relation of it to hold: originals of a slip, and any number that its relations ask for."""
    cell, manner = ledger.cells[cell_id], ledger.manner
    asked = {
        relation.relation_id: bounds(relation, cell_id, _amounts(ledger, relation, state.changed))
        for relation in ledger.of_cell[cell_id]
        if relation.relation_id not in state.misread and ledger.judgements[relation.relation_id].verdict != "untestable"
    }
    failing = [asked[name] for name in state.failing if asked.get(name) is not None]
    meant: dict[tuple[Decimal, int], tuple[float, Candidate]] = {}
    for candidate in () if cell.is_compound else undo(cell.text):
        scaled, step = candidate.value * cell.scale, cell.scale.scaleb(-candidate.decimals)
        if any(ends.has(scaled, step) for ends in failing):
            odds = manner.odds(cell, candidate.text, candidate.value, candidate.decimals)
            key, weight = (candidate.value, candidate.decimals), candidate.likelihood * odds
            if key not in meant or meant[key][0] < weight:  # of two spellings of one number the likelier
                meant[key] = weight, candidate
    for weight, candidate in meant.values():
        change = Change(cell_id, candidate.text, candidate.value, candidate.slip)
        yield change, amount_of(cell, candidate.value, candidate.decimals), weight
    known = {value for value, _ in meant}
    if failing:
        together = Bounds.meet([ends for ends in asked.values() if ends is not None])
        for decimals in sorted(manner.usual_places(cell) | {cell.decimals}):
            for change, weight in _free(cell, decimals, [together] if together else failing, manner):
                if change.value is None and together:
                    yield change, None, weight
                elif change.value is not None and change.value not in known:
                    yield change, amount_of(cell, change.value, decimals), weight


def _free(cell: Cell, decimals: int, asked: list[Bounds], manner: Manner) -> Iterator[tuple[Change, float]]:
    """Any other number with so many decimals that is asked for: each value, or the range when they are many."""
    step = Decimal(1).scaleb(-decimals)
    for ends in asked:
        low, high = _steps(ends, cell.scale * step, 10 ** sum(map(str.isdigit, cell.text)))
        is_range = high - low > MOST_FREE
        for steps in [(high + low) // 2] if is_range else range(low, high + 1):
            value = steps * step
            if not is_range and value == cell.amount:
                continue
            text, number = spell(value, cell.text), high - low if is_range else 1
            weight = _any_other(cell.text, value, decimals) * number * manner.odds(cell, text, value, decimals)
            change = Change(cell.cell_id, "" if is_range else text, None if is_range else value, "free", number)
            yield change, weight


def _any_other(printed: str, value: Decimal, decimals: int) -> float:
    """The chance that any other number, as long as what was meant, is what is printed; each digit more or less ten times rarer."""
    digits, meant = sum(map(str.isdigit, printed)), len(str(int(value.scaleb(decimals))))
    return PRIORS["free"] / (9 * 10 ** max(0, digits - 1)) / 10 ** abs(digits - meant)


def _steps(ends: Bounds, step: Decimal, most: int) -> tuple[int, int]:
    """Ends in last places of a cell, one place wider; what is found between is judged again. An open end is nought, or `most`."""
    low = 0 if ends.low is None else max(int((ends.low / step).to_integral_value(ROUND_FLOOR)) - 1, 0)
    high = most if ends.high is None else int((ends.high / step).to_integral_value(ROUND_CEILING)) + 1
    return low, high


def _misread(ledger: Ledger, relation: Relation) -> float:
    """The weight of having misread a relation: its numbers are then just any numbers, so one of them hit no target."""
    said = [t.cell_id for t in relation.terms if t.cell_id and t.role in SAID]
    cell = ledger.cells[(said or sorted(relation.cell_ids))[0]]
    digits = len("".join(filter(str.isdigit, cell.text)))
    return MISREAD_RATE / (9 * 10 ** max(0, digits - 1))
