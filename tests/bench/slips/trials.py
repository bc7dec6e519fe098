"""One trial: slips are planted in a clean document, the audit explains what fails, and its answers are held against what was planted."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random

from ktxh.audit.explain import SURE, Explanation, explain
from ktxh.audit.ledger import Ledger
from tests.bench.slips import banff, law, rivals
from tests.bench.slips.documents import Document, Slip
from tests.bench.slips.optimal import Best, best

WITH_BEST = (
    *law.MODELLED,
    "two digits",
)  # kinds whose law says how likely each original is; the others need to know all originals


@dataclass
class Hits:
    """Whether the right cell came first, in the first three, and the right value first; shares where answers tie."""

    cell: float = 0.0
    three: float = 0.0
    value: float = 0.0


@dataclass
class Trial:
    """What came of one planted document. Rates are of the slips that some relation shows."""

    document: str
    slips: tuple[Slip, ...]
    is_detected: bool
    hits: Hits = field(default_factory=Hits)
    best: Hits | None = None
    posterior: float = 0.0  # of the first answer; 0 when there is none that names a value
    is_proposed: bool = False
    innocent: int = 0  # cells proposed that were not planted
    fewest: float = 0.0  # chance that Fellegi–Holt hits the cell
    banff_task: dict | None = None
    banff: float | None = None  # whether Banff hits it, as one of the n cells that it changes; None when it did not run
    tolerated: dict[str, bool] = field(default_factory=dict)  # by tolerance: whether it shows
    seconds: float = 0.0
    said: str = ""  # the first answer in words, for the list of failures


def one_slip(document: Document, kind: str, random: Random) -> Trial:
    """Plant one slip and measure everything."""
    slip = document.draw(kind, random)
    ledger = document.with_slips((slip,))
    trial = Trial(document.name, (slip,), bool(ledger.failing))
    for name, tolerance in rivals.TOLERANCES.items():
        own = [relation.relation_id for relation in ledger.of_cell[slip.cell_id]]
        before = rivals.alarms(document.ledger, tolerance, own)
        trial.tolerated[name] = bool(rivals.alarms(ledger, tolerance, own) - before)
    if not trial.is_detected:
        return trial
    begun = time.perf_counter()
    explanations = explain(ledger)
    trial.seconds = time.perf_counter() - begun
    hold_against(trial, explanations, ledger)
    ties = rivals.fewest_changes(ledger)
    trial.fewest = 1 / len(ties) if slip.cell_id in ties else 0.0
    trial.banff_task = banff.task(document, ledger)
    if kind in WITH_BEST:
        kinds = (kind,) if kind not in law.MODELLED else tuple(law.MODELLED)
        trial.best = _hits_of(best(document, ledger, kinds), slip)
    return trial


def several_slips(document: Document, count: int, random: Random) -> Trial:
    """Plant several slips of modelled kinds on different cells; hits are shares of the slips that some failing relation holds."""
    slips: dict[str, Slip] = {}
    while len(slips) < count:
        slip = document.draw(random.choice(list(law.MODELLED)), random)
        slips.setdefault(slip.cell_id, slip)
    ledger = document.with_slips(tuple(slips.values()))
    shown = {c for relation in ledger.failing for c in relation.cell_ids}
    trial = Trial(document.name, tuple(s for s in slips.values() if s.cell_id in shown), bool(ledger.failing))
    if trial.slips:
        begun = time.perf_counter()
        explanations = explain(ledger)
        trial.seconds = time.perf_counter() - begun
        hold_against(trial, explanations, ledger)
    return trial


def hold_against(trial: Trial, explanations: Iterable[Explanation], ledger: Ledger) -> None:
    """Count hits: of n slips in a group of relations, the first n cells are the answer; a cell's value is its likeliest reading's."""
    planted = {slip.cell_id: slip for slip in trial.slips}
    for explanation in explanations:
        cells = [cell_id for cell_id, _ in explanation.cells]
        own = {c for name in explanation.relation_ids for c in ledger.relations[name].cell_ids} & planted.keys()
        readings: dict[str, object] = {}  # the likeliest of each cell; their order names the cells of the answer
        for suspect in explanation.suspects:
            readings.setdefault(suspect.change.cell_id, suspect.change.value)
        for cell_id in own:
            right = law.value_of(planted[cell_id].original)
            trial.hits.cell += (cell_id in cells[: len(own)]) / len(planted)
            trial.hits.three += (cell_id in cells[: len(own) + 2]) / len(planted)
            trial.hits.value += (
                cell_id in list(readings)[: len(own)] and readings[cell_id] is not None and readings[cell_id] == right
            ) / len(planted)
        trial.innocent += sum(
            1
            for suspect in explanation.suspects
            if suspect.posterior >= SURE and suspect.change.text and suspect.change.cell_id not in planted
        )
        first = explanation.first
        if first and own:
            trial.posterior = first.posterior if first.change.text else 0.0
            trial.is_proposed = explanation.is_proposed
            there = (
                "the cell"
                if first.change.cell_id in planted
                else f"{ledger.cells[first.change.cell_id].text} beside it"
            )
            trial.said = f"{there} → {first.change.text or 'a range'} ({first.change.slip}, {first.posterior:.2f}; misread {explanation.misread:.2f})"


def _hits_of(chances: Best, slip: Slip) -> Hits:
    """What the best possible answer hits, on average over ties."""
    value = slip.cell_id, law.value_of(slip.original)
    return Hits(
        _share_of_top(chances.cells, slip.cell_id, 1),
        _share_of_top(chances.cells, slip.cell_id, 3),
        _share_of_top(chances.values, value, 1),
    )


def _share_of_top(chances: dict, right: object, size: int) -> float:
    """The chance that `right` is among the first `size`, ties broken at random."""
    if right not in chances:
        return 0.0
    mine = chances[right]
    above = sum(1 for chance in chances.values() if chance > mine * (1 + 1e-9))
    level = sum(1 for chance in chances.values() if abs(chance - mine) <= mine * 1e-9)
    return min(1.0, max(0, size - above) / level)
