"""Explain: which number is wrong where relations do not hold, and what it should have been, each with how likely that is.

Relations that fail are searched together where they share a number, or where one that holds stands between them. An explanation
changes one or more numbers, or says that a relation was misread (its words mean something else), such that every relation that a
changed number takes part in holds. Its weight is the chance of those slips to have made what is printed; the weights of all
explanations found are normalised, so a posterior of 0.9 says nine to one against all else that was thought of.
"""

from __future__ import annotations

from dataclasses import dataclass

import networkx

from ktxh.audit.ledger import Ledger, amount_of
from ktxh.audit.relations import Relation, judge
from ktxh.audit.search import Change, search

SURE = 0.95  # posterior from which a reading may be proposed, and the mass of readings that is kept


@dataclass(frozen=True)
class Suspect:
    """One reading of one number with its posterior, what it mends and what it would break."""

    change: Change
    posterior: float
    mended: tuple[str, ...]
    supported: tuple[str, ...]  # other relations of the number that hold with it
    broken: tuple[str, ...]


@dataclass(frozen=True)
class Explanation:
    """What was found out about a group of relations that fail together."""

    relation_ids: tuple[str, ...]
    suspects: tuple[Suspect, ...]  # likeliest first
    misread: float  # the chance that it is the reading that is wrong
    cells: tuple[tuple[str, float], ...] = ()  # chance of each number to be wrong, likeliest first

    @property
    def first(self) -> Suspect | None:
        """The likeliest reading."""
        return self.suspects[0] if self.suspects else None

    @property
    def is_proposed(self) -> bool:
        """Whether the first is sure enough to be proposed: 0.95, and two relations speak for it."""
        first = self.first
        return bool(
            first and first.change.text and first.posterior >= SURE and len(first.mended) + len(first.supported) >= 2
        )


def explain(ledger: Ledger) -> list[Explanation]:
    """Return one explanation for each group of failing relations, in the order of the report.

    Relations that cannot be explained together within the search's limits are explained each alone.
    """
    found = []
    for group in _groups(ledger):
        together = _explain_group(ledger, group)
        found.extend(
            [together] if together.suspects or len(group) == 1 else (_explain_group(ledger, [r]) for r in group)
        )
    return found


def _groups(ledger: Ledger) -> list[list[Relation]]:
    """Failing relations that share a number, or each share one with a relation that holds."""
    graph = networkx.Graph()
    failing = {relation.relation_id for relation in ledger.failing}
    for relation in ledger.failing:
        graph.add_node(relation.relation_id)
        for cell_id in relation.cell_ids:
            for neighbour in ledger.of_cell[cell_id]:
                graph.add_edge(relation.relation_id, neighbour.relation_id)
    order = {name: i for i, name in enumerate(ledger.relations)}
    groups = [sorted(part & failing, key=order.__getitem__) for part in networkx.connected_components(graph)]
    return [[ledger.relations[name] for name in group] for group in sorted(groups, key=lambda g: order[g[0]])]


def _explain_group(ledger: Ledger, group: list[Relation]) -> Explanation:
    failing = tuple(relation.relation_id for relation in group)
    solutions = search(ledger, failing)
    total = sum(solution.weight for solution in solutions)
    if not total:
        return Explanation(failing, (), 1.0)
    readings: dict[Change, float] = {}
    cells: dict[str, float] = {}
    misread = 0.0
    for solution in solutions:
        share = solution.weight / total
        misread += share if not solution.changes else 0.0
        for change in solution.changes:
            readings[change] = readings.get(change, 0.0) + share
            cells[change.cell_id] = cells.get(change.cell_id, 0.0) + share
    # a range is no reading: it stands where one value of it would
    ranked = sorted(readings.items(), key=lambda item: (-item[1] / item[0].count, item[0].cell_id, item[0].text))
    suspects, mass = [], 0.0
    for change, posterior in ranked:
        if suspects and mass >= SURE and posterior < 0.01:
            break
        suspects.append(_suspect(ledger, change, posterior))
        mass += posterior
    by_cell = tuple(sorted(cells.items(), key=lambda item: (-item[1], item[0])))
    return Explanation(failing, tuple(suspects), misread, by_cell)


def _suspect(ledger: Ledger, change: Change, posterior: float) -> Suspect:
    cell = ledger.cells[change.cell_id]
    if change.value is None:
        return Suspect(change, posterior, (), (), ())
    changed = {**ledger.amounts, change.cell_id: amount_of(cell, change.value, -change.value.as_tuple().exponent)}
    mended, supported, broken = [], [], []
    for relation in ledger.of_cell[change.cell_id]:
        fails = judge(relation, changed, ledger.units).fails
        failed = ledger.judgements[relation.relation_id].fails
        if failed and not fails:
            mended.append(relation.relation_id)
        elif not failed and fails:
            broken.append(relation.relation_id)
        elif not fails and ledger.judgements[relation.relation_id].verdict != "untestable":
            supported.append(relation.relation_id)
    return Suspect(change, posterior, tuple(mended), tuple(supported), tuple(broken))
